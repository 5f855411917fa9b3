extension Check {
  /// Every file the manifest lists is there as it was written, and no other.
  static let outputs = Check(
    "outputs", "every file of the date is there, unchanged, and none besides"
  ) { evening, findings in
    let run = evening.run
    let listed = try run.manifest().outputs
    for file in listed {
      do {
        let bytes = try FileBytes(path: run.path(file.path))
        let place = run.place(file.path)
        findings.compareHash(
          place, found: bytes.sha256, expected: file.sha256, by: "the manifest")
        findings.compare(
          "\(place) bytes", found: bytes.count, expected: file.bytes, advice: .restore)
      } catch let error as Unreadable {
        findings.fault(error)
      }
    }
    let expected = Set(listed.map(\.path)).union(["manifest.json"])
    for name in names(in: run.folder) where !expected.contains(name) && !name.hasPrefix(".") {
      findings.fault(
        run.place(name), found: "a file that the manifest does not list",
        expected: "only what the run wrote", advice: .foreign)
    }
    for table in ContractTable.all where !expected.contains(table.file) {
      findings.fault(
        run.place("manifest.json"), found: "no \(table.file) among the outputs",
        expected: "every table of the file contract", advice: .restore)
    }
  }
}
