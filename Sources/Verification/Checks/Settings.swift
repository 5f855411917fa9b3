extension Check {
  /// The settings a run was made by are named. That they have changed since is no fault: it is
  /// said, because another run of the date would give other results.
  static let settings = Check(
    "settings", "the manifest names the settings the run was made by"
  ) { evening, findings in
    let files = try evening.run.manifest().configuration
    let place = evening.run.place("manifest.json") + " configuration"
    if !files.contains(where: { $0.path == "backhaul.yaml" }) {
      findings.fault(
        place, found: "no backhaul.yaml", expected: "the sha256 of every settings file",
        advice: .restore)
    }
    for file in files {
      let isHash =
        file.sha256.utf8.count == 64
        && file.sha256.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
      if !isHash {
        findings.fault(
          "\(place) \(file.path)", found: file.sha256, expected: "64 hexadecimal digits",
          advice: .restore)
      } else if let bytes = try? FileBytes(path: evening.places.root + "/" + file.path) {
        if bytes.sha256 != file.sha256 {
          findings.notice("\(file.path) has changed since the run of \(evening.run.date)")
        }
      } else {
        findings.notice(
          "\(file.path), by which \(evening.run.date) was run, is no longer there")
      }
    }
  }
}
