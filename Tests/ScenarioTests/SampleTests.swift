import Foundation
import Testing

/// The sample shop that `make run` plays.
@Suite struct SampleTests {
  /// Its three days show every code raised so far, the proof closes each day, and two fresh runs
  /// write the same bytes.
  @Test func theSampleShowsEveryCodeTwiceTheSame() throws {
    let first = try play()
    for code in CoverageTests.codes where !first.codes.contains(code) {
      Issue.record("the sample does not show \(code)")
    }
    #expect(try play().files == first.files)
  }

  /// Whatever an exception is about, and also once it is resolved, its id can be asked for.
  @Test func everyExceptionCanBeExplained() throws {
    _ = try play { scratch, shop, lastDay in
      let out = shop.appending(path: "out/\(lastDay)")
      let text = try String(contentsOf: out.appending(path: "exceptions.csv"), encoding: .utf8)
      let rows = Table(text).project(["exception_id", "code", "status"]) ?? []
      #expect(rows.contains { $0[2] == "resolved" })
      for row in rows {
        let answer = try Backhaul.run(["explain", shop.path, row[0]], scratch: scratch)
        #expect(answer.code == 0, "\(row): \(answer.errors)")
        let line = "exception \(row[0])  code \(row[1])"
        let told = answer.output.split(separator: "\n").filter { $0.contains(line) }
        #expect(!told.isEmpty, "\(row) is not in\n\(answer.output)")
        #expect(told.allSatisfy { $0.contains("status \(row[2])") }, "\(row): \(told)")
      }
    }
  }

  private func play(
    then ask: (_ scratch: URL, _ shop: URL, _ lastDay: String) throws -> Void = { _, _, _ in }
  ) throws -> (codes: Set<String>, files: [String: Data]) {
    let sample = Scenario.root.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "samples/shop")
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let shop = scratch.appending(path: "shop")
    try FileManager.default.copyItem(at: sample, to: shop)
    var codes: Set<String> = []
    let days = Scenario.names(in: sample.appending(path: "days"))
    for day in days {
      let inbox = shop.appending(path: "inbox")
      try? FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
      try lay(sample.appending(path: "days/\(day)"), over: inbox)
      let ending = try Backhaul.run(["run", shop.path, "--as-of", day], scratch: scratch)
      #expect([0, 1, 3].contains(ending.code), "\(day): \(ending.errors)")
      let out = shop.appending(path: "out/\(day)")
      let text = try String(contentsOf: out.appending(path: "exceptions.csv"), encoding: .utf8)
      for row in Table(text).project(["code"]) ?? [] { codes.insert(row[0]) }
    }
    let named = try NamedIDs(of: shop.appending(path: "out"))
    #expect(named.dangling.isEmpty, "\(named.dangling.joined(separator: "\n"))")
    try ask(scratch, shop, days.last ?? "")
    return (codes, GeneratedWorkspace.files(below: shop.appending(path: "out").path))
  }

  private func lay(_ folder: URL, over target: URL) throws {
    for case let path as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
      let (source, goal) = (folder.appending(path: path), target.appending(path: path))
      let kind = try source.resourceValues(forKeys: [.isDirectoryKey])
      if kind.isDirectory == true {
        try FileManager.default.createDirectory(at: goal, withIntermediateDirectories: true)
      } else {
        try FileManager.default.copyItem(at: source, to: goal)
      }
    }
  }
}
