import Foundation
import Testing

/// One business story: `Tests/Scenarios/<group>/<name>/`. What each file in it means is in
/// Tests/Scenarios/README.md.
struct Scenario: Sendable, CustomTestStringConvertible {
  let folder: URL
  let group: String
  let name: String

  var testDescription: String { "\(group)/\(name): \(title)" }

  /// The first line of about.txt.
  var title: String {
    let text = (try? String(contentsOf: folder.appending(path: "about.txt"), encoding: .utf8)) ?? ""
    return String(text.prefix { $0 != "\n" })
  }

  /// `refund-missing` is about REFUND_MISSING.
  var code: String { group.uppercased().replacing("-", with: "_") }
  var raises: Bool { name.hasPrefix("raises") }
  var isNearMiss: Bool { name.hasPrefix("near-miss") }

  /// The business dates on which the program is run, in order.
  var days: [String] { Scenario.names(in: folder.appending(path: "days")) }

  var promises: [Promise] {
    Scenario.names(in: folder.appending(path: "then")).map { name in
      let text = try? String(contentsOf: folder.appending(path: "then/" + name), encoding: .utf8)
      return Promise(name: name, table: Table(text ?? ""))
    }
  }

  /// Files that must come out byte for byte: day and name.
  var expectedFiles: [(day: String, name: String)] {
    Scenario.names(in: folder.appending(path: "expected")).flatMap { day in
      Scenario.names(in: folder.appending(path: "expected/" + day)).map { (day, $0) }
    }
  }

  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Scenarios")

  /// `ONLY=intake/workbooks` (or the beginning of several names) plays a few of them.
  private static let wanted = ProcessInfo.processInfo.environment["ONLY"] ?? ""

  static let all: [Scenario] = names(in: root).flatMap { group in
    names(in: root.appending(path: group)).map { name in
      Scenario(folder: root.appending(path: group + "/" + name), group: group, name: name)
    }.filter { scenario in
      "\(scenario.group)/\(scenario.name)".hasPrefix(wanted)
        && FileManager.default.fileExists(
          atPath: scenario.folder.appending(path: "about.txt").path)
    }
  }

  /// Names in a folder, sorted; hidden ones are left out. A folder that is not there is empty.
  static func names(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }
}

/// Real files of the formats collection beside the repository; they are read there and never copied
/// in.
enum RealFiles {
  static let root = Scenario.root
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/formats")

  /// The paths a `fixture.txt` lists: one a line, `#` begins a comment.
  static func listed(in file: URL) -> [String] {
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
  }
}
