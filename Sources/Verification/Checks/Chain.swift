extension Check {
  /// Each manifest names the one before it, so that no date can be changed later unseen.
  static let chain = Check(
    "chain", "the manifest names the manifest of the date before by its sha256"
  ) { evening, findings in
    let named = try evening.run.manifest().previousManifestSha256
    let place = evening.run.place("manifest.json") + " previous_manifest_sha256"
    guard let previous = evening.previous else {
      if !named.isEmpty {
        findings.notice(
          "\(evening.run.date) follows a date that is no longer in \(evening.places.out); what the "
            + "two say of each other is not checked")
      }
      return
    }
    let bytes = try FileBytes(path: previous.path("manifest.json"))
    let sha256 = bytes.sha256
    guard named != sha256 else { return }
    findings.fault(
      place, found: named.isEmpty ? "none" : named,
      expected: "\(sha256), the sha256 of \(previous.place("manifest.json"))", advice: .chain)
  }
}
