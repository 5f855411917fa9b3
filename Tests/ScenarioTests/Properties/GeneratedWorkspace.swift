import Foundation

/// A fresh workspace in a folder of its own, fed with generated rows.
struct GeneratedWorkspace {
  let scratch: URL
  var root: String { scratch.appending(path: "shop").path }

  init() throws {
    scratch = FileManager.default.temporaryDirectory.appending(
      path: "backhaul-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    _ = try Backhaul.run(["init", root], scratch: scratch)
    try GeneratedShop.rates.write(
      toFile: root + "/rates/sf.csv", atomically: true, encoding: .utf8)
  }

  func remove() { try? FileManager.default.removeItem(at: scratch) }

  /// Drops rows into the inbox or a folder of it, each feed in `pieces` files, rows and file names
  /// in an order that the dice decide (nil: as they are).
  func deliver(
    _ rows: [GeneratedShop.Row], pieces: Int = 1, dice: Dice? = nil, to folder: String? = nil
  ) throws {
    var dice = dice
    let inbox = root + "/inbox" + (folder.map { "/" + $0 } ?? "")
    try FileManager.default.createDirectory(atPath: inbox, withIntermediateDirectories: true)
    let feeds = Dictionary(grouping: rows, by: \.feed)
    for feed in feeds.keys.sorted() {
      var lines = (feeds[feed] ?? []).map { $0.cells.joined(separator: ",") }
      var names = (0..<pieces).map { "\(feed)-\($0).csv" }
      if dice != nil {
        lines.shuffle(using: &dice!)
        names = names.map { _ in "x\(dice!.below(1_000_000_000)).csv" }
      }
      for (piece, name) in names.enumerated() {
        let part = lines.enumerated().filter { $0.offset % pieces == piece }.map(\.element)
        let header = GeneratedShop.headers[feed] ?? GeneratedShop.bank
        let text = ([header] + part).joined(separator: "\n") + "\n"
        try text.write(toFile: inbox + "/" + name, atomically: true, encoding: .utf8)
      }
    }
  }

  @discardableResult
  func run(_ day: Int, _ more: [String] = [], killAfter: Double? = nil) throws -> Backhaul.Ending {
    try Backhaul.run(
      ["run", root, "--as-of", Self.date(day)] + more, scratch: scratch, killAfter: killAfter)
  }

  func output(_ day: Int, _ name: String) -> String? {
    try? String(contentsOfFile: root + "/out/\(Self.date(day))/\(name)", encoding: .utf8)
  }

  /// A day of March 2026.
  static func date(_ day: Int) -> String { "2026-03-\(day < 10 ? "0" : "")\(day)" }

  /// Every file below a folder of the workspace, with its bytes.
  func files(below folder: String) -> [String: Data] { Self.files(below: root + "/" + folder) }

  static func files(below base: String) -> [String: Data] {
    var found: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: base) ?? .init() {
      if let data = FileManager.default.contents(atPath: base + "/" + path) { found[path] = data }
    }
    return found
  }
}

/// How many rounds a test plays: few in `make test`, many in `make soak`.
func rounds(_ few: Int, soak many: Int) -> Int {
  ProcessInfo.processInfo.environment["SOAK"] == "1" ? many : few
}

/// The histories a test plays; HISTORY=6 plays that one alone.
func histories(_ few: Int, soak many: Int) -> ClosedRange<UInt64> {
  if let only = ProcessInfo.processInfo.environment["HISTORY"].flatMap(UInt64.init) {
    return only...only
  }
  return 1...UInt64(rounds(few, soak: many))
}
