import Foundation

/// A workspace that `backhaul sample` made, in a folder of its own.
struct GeneratedSample {
  let scratch: URL
  let days: [String]
  var root: String { scratch.appending(path: "shop").path }
  private var waiting: String { scratch.appending(path: "waiting").path }

  /// - Parameter isDelivered: all files lie in the inbox; else `deliver` brings those of a day.
  init(orders: Int, days: Int, seed: Int, format: String = "csv", isDelivered: Bool = true) throws {
    scratch = FileManager.default.temporaryDirectory.appending(
      path: "backhaul-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    self.days = (0..<days).map { Self.date($0) }
    let ending = try Backhaul.run(
      [
        "sample", root, "--orders", "\(orders)", "--days", "\(days)", "--seed", "\(seed)",
        "--format", format,
      ], scratch: scratch)
    guard ending.code == 0 else { throw Backhaul.Missing(description: ending.errors) }
    guard !isDelivered else { return }
    try FileManager.default.moveItem(atPath: root + "/inbox", toPath: waiting)
    try FileManager.default.createDirectory(
      atPath: root + "/inbox", withIntermediateDirectories: false)
  }

  /// Days after 2026-03-02, up to the end of March.
  private static func date(_ day: Int) -> String {
    "2026-03-\(day + 2 < 10 ? "0" : "")\(day + 2)"
  }

  func remove() { try? FileManager.default.removeItem(at: scratch) }

  func deliver(_ day: String) throws {
    for shop in try FileManager.default.contentsOfDirectory(atPath: waiting) {
      let folder = "\(waiting)/\(shop)/\(day)"
      guard FileManager.default.fileExists(atPath: folder) else { continue }
      try FileManager.default.createDirectory(
        atPath: "\(root)/inbox/\(shop)", withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: folder, toPath: "\(root)/inbox/\(shop)/\(day)")
    }
  }

  /// - Returns: the exit code.
  func run(_ day: String) throws -> Int32 {
    try Backhaul.run(["run", root, "--as-of", day, "--quiet"], scratch: scratch).code
  }

  func table(_ name: String, _ day: String) throws -> Table {
    Table(try String(contentsOfFile: "\(root)/out/\(day)/\(name).csv", encoding: .utf8))
  }

  func codes(_ day: String) throws -> [String] {
    (try table("exceptions", day).project(["code"]) ?? []).map { $0[0] }
  }

  func verdict(_ day: String) throws -> String? {
    let bytes = try Data(contentsOf: URL(filePath: "\(root)/out/\(day)/proof.json"))
    let proof = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    return proof?["verdict"] as? String
  }
}
