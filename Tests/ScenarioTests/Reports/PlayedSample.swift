import Foundation
import Testing

/// The sample shop after its three evenings, in one language, in a folder of its own.
struct PlayedSample {
  enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case chinese = "zh-Hans"
  }

  let scratch: URL
  let shop: URL
  let days: [String]
  var lastDay: URL { shop.appending(path: "out/\(days.last ?? "")") }

  init(_ language: Language) throws {
    let sample = Scenario.root.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "samples/shop")
    let files = FileManager.default
    scratch = files.temporaryDirectory.appending(path: "backhaul-\(UUID().uuidString)")
    try files.createDirectory(at: scratch, withIntermediateDirectories: true)
    shop = scratch.appending(path: "shop")
    try files.copyItem(at: sample, to: shop)
    let settings = shop.appending(path: "backhaul.yaml")
    let lines = try String(contentsOf: settings, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("language:") }
    try (lines + ["language: \(language.rawValue)", ""]).joined(separator: "\n")
      .write(to: settings, atomically: true, encoding: .utf8)
    days = Scenario.names(in: sample.appending(path: "days"))
    for day in days {
      let inbox = shop.appending(path: "inbox/\(day)")
      try files.createDirectory(
        at: inbox.deletingLastPathComponent(), withIntermediateDirectories: true)
      for name in Scenario.names(in: sample.appending(path: "days/\(day)")) {
        let target = shop.appending(path: "inbox/\(name)/\(day)")
        try files.createDirectory(
          at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try files.copyItem(at: sample.appending(path: "days/\(day)/\(name)"), to: target)
      }
      let ending = try Backhaul.run(["run", shop.path, "--as-of", day], scratch: scratch)
      #expect([0, 1, 3].contains(ending.code), "\(day): \(ending.errors)")
    }
  }

  func remove() { try? FileManager.default.removeItem(at: scratch) }

  func summary() throws -> [String: Any] {
    let bytes = try Data(contentsOf: lastDay.appending(path: "summary.json"))
    return try #require(JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  func table(_ name: String) throws -> Table {
    Table(try String(contentsOf: lastDay.appending(path: name + ".csv"), encoding: .utf8))
  }
}

/// A program of the system, run to its end.
enum OtherProgram {
  struct Ending {
    let code: Int32
    let output: String
    let errors: String
  }

  static func first(of paths: [String]) -> String? {
    paths.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Output goes through files below `scratch`, which is its home as well.
  static func run(_ path: String, _ arguments: [String], scratch: URL) throws -> Ending {
    let (output, errors) = (
      scratch.appending(path: "other-out.txt").path,
      scratch.appending(path: "other-errors.txt").path
    )
    let code = try Spawn(
      program: path, arguments: arguments,
      environment: ["PATH=/usr/bin:/bin", "HOME=\(scratch.path)", "LC_ALL=C.UTF-8", "TZ=UTC"],
      output: output, errors: errors
    ).run()
    return Ending(
      code: code, output: (try? String(contentsOfFile: output, encoding: .utf8)) ?? "",
      errors: (try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")
  }
}

/// Amounts as pages write them, made anew for the test: `1,234.50 CNY`, `¥1,234.50`.
func shownMoney(_ minorUnits: Int, _ currency: String, _ language: PlayedSample.Language) -> String
{
  let digits = String(minorUnits.magnitude)
  let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  var whole = String(padded.dropLast(2))
  var place = whole.index(whole.endIndex, offsetBy: -3, limitedBy: whole.startIndex)
  while let point = place, point > whole.startIndex {
    whole.insert(",", at: point)
    place = whole.index(point, offsetBy: -3, limitedBy: whole.startIndex)
  }
  let sign = minorUnits < 0 ? "-" : ""
  let amount = "\(whole).\(padded.suffix(2))"
  let marks = ["CNY": "¥", "EUR": "€", "USD": "US$"]
  return language == .english
    ? "\(sign)\(amount) \(currency)" : "\(sign)\(marks[currency] ?? "")\(amount)"
}
