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

  private func play() throws -> (codes: Set<String>, files: [String: Data]) {
    let sample = Scenario.root.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "samples/shop")
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let shop = scratch.appending(path: "shop")
    try FileManager.default.copyItem(at: sample, to: shop)
    var codes: Set<String> = []
    for day in Scenario.names(in: sample.appending(path: "days")) {
      let inbox = shop.appending(path: "inbox")
      try? FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
      try lay(sample.appending(path: "days/\(day)"), over: inbox)
      let ending = try Backhaul.run(["run", shop.path, "--as-of", day], scratch: scratch)
      #expect([0, 1, 3].contains(ending.code), "\(day): \(ending.errors)")
      let out = shop.appending(path: "out/\(day)")
      let text = try String(contentsOf: out.appending(path: "exceptions.csv"), encoding: .utf8)
      for row in Table(text).project(["code"]) ?? [] { codes.insert(row[0]) }
    }
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
