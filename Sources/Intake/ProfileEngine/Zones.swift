import Returns

/// The workspace's time zone, and those a profile can name: those the caller knows, fixed offsets,
/// and abbreviations that mean one offset only (`CST` or `IST` mean several and are not here).
struct Zones {
  /// Of a time without an offset.
  let workspace: Zone
  private var byName: [String: Zone] = [:]
  private let find: @Sendable (String) -> Zone?

  /// - Parameter find: gives zones by their IANA names; it may be slow.
  init(
    _ zones: [Zone], workspace: Zone, find: @escaping @Sendable (String) -> Zone? = { _ in nil }
  ) {
    self.workspace = workspace
    self.find = find
    for (name, hours) in Self.abbreviations {
      byName[name] = Zone(name: name, firstOffset: Int64(hours * 3600))
    }
    for zone in [.utc, .shanghai, workspace] + zones { byName[zone.name] = zone }
  }

  func named(_ name: String) -> Zone? {
    if let zone = byName[name] { return zone }
    if name.contains("/") { return find(name) }
    return Array(name.utf8).withUnsafeBytes { bytes in
      guard bytes.count >= 3, let seconds = try? TimeReader.offset(bytes, from: 0) else {
        return nil
      }
      return Zone(name: name, firstOffset: seconds)
    }
  }

  /// Seconds east of UTC, by abbreviation.
  static let offsets = Dictionary(
    uniqueKeysWithValues: abbreviations.map { (Text($0.0), Int64($0.1 * 3600)) })

  private static let abbreviations: [(String, Int)] = [
    ("UTC", 0), ("GMT", 0), ("WET", 0), ("WEST", 1), ("CET", 1), ("CEST", 2), ("EET", 2),
    ("EEST", 3),
    ("MSK", 3), ("PKT", 5), ("WIB", 7), ("HKT", 8), ("SGT", 8), ("AWST", 8), ("JST", 9),
    ("KST", 9), ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("BRT", -3), ("EST", -5),
    ("EDT", -4), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7), ("AKST", -9),
    ("AKDT", -8), ("HST", -10),
  ]
}
