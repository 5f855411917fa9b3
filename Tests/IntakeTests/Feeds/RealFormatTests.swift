import Foundation
import Returns
import Testing

@testable import Intake

/// Every file of the formats collection beside the repository, where it is: which profile reads it,
/// how many rows, what they add up to, and whether the file agrees with itself.
///
/// The table is Tests/Formats/real-files.txt: a file that is not in it fails the test, as does a
/// line of it that does not come out.
@Suite("Every real file")
struct RealFormatTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = tests.deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/formats")

  private static let expected: [String: String] = {
    let table = try? String(
      contentsOf: tests.appendingPathComponent("Formats/real-files.txt"), encoding: .utf8)
    let lines = (table ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.reduce(into: [:]) { table, line in
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      table[parts[0]] = parts.count == 2 ? parts[1] : ""
    }
  }()

  /// What is there to be read: all but texts about the collection, hostile files and code tables,
  /// which other tests take.
  private static let present: [String] = {
    let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
    let others = ["hostile-", "encodings/", "README", "PROVENANCE"]
    return names.filter { name in
      !others.contains { name.hasPrefix($0) } && name.contains(".")
    }.sorted()
  }()

  @Test func theTableNamesEveryFile() throws {
    // Written anew on request, as the scenarios are; the difference is to be read.
    if ProcessInfo.processInfo.environment["UPDATE"] == "1", !Self.present.isEmpty {
      let file = Self.tests.appendingPathComponent("Formats/real-files.txt")
      let old = try String(contentsOf: file, encoding: .utf8)
      let head = old.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
      let lines = try Self.present.map { "\($0) \(try Self.summary($0))" }
      let text = (head + lines).joined(separator: "\n") + "\n"
      try text.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    #expect(Self.present.filter { Self.expected[$0] == nil } == [])
  }

  @Test(arguments: present)
  func comesOutAsTheTableSays(_ path: String) throws {
    let found = try Self.summary(path)
    #expect(found == Self.expected[path], "\(path) \(found)")
  }

  /// `profile: read r, rejected j, left out f; feed kind currency n Σ minor units; … | control`.
  private static func summary(_ path: String) throws -> String {
    let file = try openInput(root: folder.path, path: path)
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny,
      zone: { $0 == "Europe/Berlin" ? Zone(name: $0, firstOffset: 3600) : nil })
    let reading = readMember(
      file.members[0], path: path, fileNumber: 1, run: 1, shopHint: nil, context: context)
    if let refusal = reading.refusal { return "refused: \(refusal.code)" }
    let rows =
      "\(reading.profile): read \(reading.read), rejected \(reading.rejected), left out"
      + " \(reading.filtered)"
    let controls = reading.controlTotals.map { total in
      "\(total.name) \(total.expected)"
        + (total.agrees ? " agrees" : " DIFFERS: \(total.found)")
    }
    return ([rows] + reading.sums).joined(separator: "; ")
      + (controls.isEmpty ? "" : " | " + controls.joined(separator: "; "))
  }
}

extension MemberReading {
  /// Per feed, kind of record and currency: how many, and the sum of their amounts in minor units.
  fileprivate var sums: [String] {
    var sums: [String: (count: Int, sum: Int64)] = [:]
    let names = ["type", "charge_type", "result", "kind", "status", "currency", "amount"]
    var feeds: [String] = []
    records.forEach { feeds.append($0.head.feed.name) }
    for (place, line) in values(names + ["paid_amount"]).enumerated() {
      let words = line.split(separator: " ").map(String.init)
      let isOrder = words[7] != "-"
      let kind = isOrder ? "order" : words[..<5].first { $0 != "-" } ?? ""
      let state = ["initiated", "failed", "reversed"].contains(words[4]) ? " \(words[4])" : ""
      let key = feeds[place] + " " + kind + state + (words[5] == "-" ? "" : " \(words[5])")
      sums[key, default: (0, 0)].count += 1
      sums[key, default: (0, 0)].sum += Int64(words[isOrder ? 7 : 6]) ?? 0
    }
    return sums.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.count) Σ \($0.value.sum)" }
  }
}
