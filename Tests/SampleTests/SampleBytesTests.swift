import Foundation
import Testing

@testable import Sample

/// The bytes of a sample depend on its arguments and on nothing else.
@Suite struct SampleBytesTests {
  @Test func theSameArgumentsGiveTheSameBytes() throws {
    let request = try SampleRequest(orders: 400, days: 15, seed: 5)
    let first = try files(request)
    #expect(first.count > 200)
    #expect(try files(request) == first)
    #expect(try files(SampleRequest(orders: 400, days: 15, seed: 6)) != first)
  }

  /// What a sample says was made is what lies there.
  @Test func theSummaryCountsWhatIsThere() throws {
    let request = try SampleRequest(orders: 400, days: 15, seed: 5)
    var summary: SampleSummary?
    let inbox = try files(request) { summary = $0 }.filter { $0.key.hasPrefix("inbox/") }
    #expect(summary?.files == inbox.count)
    #expect(summary?.orders == 400)
    let orders = Set(
      inbox.filter { $0.key.contains("/orders-") }.flatMap { _, bytes in
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
          .compactMap { $0.split(separator: ",").first }
      }.filter { $0.utf8.count == 10 && !$0.hasPrefix("SO0") })
    #expect(orders.count == 400)
  }

  /// Nothing in the inbox is dated after the history, save what is promised.
  @Test func foldersAreTheDaysOfTheHistory() throws {
    let request = try SampleRequest(orders: 300, days: 14, seed: 2, start: "2027-12-25")
    let days = Set(
      try files(request).keys.filter { $0.hasPrefix("inbox/") }
        .map { String($0.split(separator: "/")[2]) })
    #expect(days.sorted().first == "2027-12-25")
    #expect(days.sorted().last == "2028-01-07")
    #expect(days.count == 14)
  }

  private func files(
    _ request: SampleRequest, summary: (SampleSummary) -> Void = { _ in }
  ) throws -> [String: Data] {
    let root = FileManager.default.temporaryDirectory.appending(
      path: "backhaul-\(UUID().uuidString)"
    ).path
    defer { try? FileManager.default.removeItem(atPath: root) }
    summary(try writeSample(request, at: root))
    var found: [String: Data] = [:]
    for case let path as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        found[path] = FileManager.default.contents(atPath: "\(root)/\(path)")
      }
    }
    return found
  }
}
