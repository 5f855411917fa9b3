extension Check {
  /// A run without a manifest never happened.
  static let manifest = Check(
    "manifest", "manifest.json is there, reads, and is this date's"
  ) { evening, findings in
    let run = evening.run
    do {
      let manifest = try run.manifest()
      let place = run.place("manifest.json")
      findings.compare(
        "\(place) format", found: manifest.format, expected: "backhaul-manifest-1",
        advice: .restore)
      findings.compare(
        "\(place) business_date", found: manifest.businessDate, expected: run.date,
        advice: .restore)
    } catch let error as Unreadable {
      findings.fault(error)
    }
  }
}
