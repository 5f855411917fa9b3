import Foundation
import Testing

/// Plays every folder below Tests/Scenarios through the real program.
/// `UPDATE=1 swift test --filter ScenarioTests` rewrites what is expected byte for byte; look at
/// the difference.
@Suite struct ScenarioTests {
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE"] == "1"

  @Test(arguments: Scenario.all)
  func scenario(_ scenario: Scenario) throws {
    let stage = try Stage(scenario)
    defer { stage.remove() }
    var codes: [String: Set<String>] = [:]
    for day in scenario.days {
      let absent = try stage.deliver(day)
      guard absent.isEmpty else {
        print("note: \(scenario.group)/\(scenario.name) is not played, \(absent) are not here")
        return
      }
      let ending = try stage.run(day)
      checkExit(ending, scenario, day)
      codes[day] = exceptionCodes(stage, day)
      if Self.isUpdating { try record(stage, day, ending) } else { compare(stage, day) }
    }
    checkPromises(stage)
    checkCode(scenario, codes)
    if !Self.isUpdating, let last = scenario.days.last { try checkSecondRun(stage, last) }
    try checkVerify(stage)
    let named = try NamedIDs(of: stage.workspace.appending(path: "out"))
    #expect(named.dangling.isEmpty, "\(named.dangling.joined(separator: "\n"))")
  }

  /// What the runs left proves itself.
  private func checkVerify(_ stage: Stage) throws {
    let ending = try Backhaul.run(["verify", stage.workspace.path], scratch: stage.scratch)
    let failures = ending.output.split(separator: "\n").drop { $0 != "Failures" }
    #expect(ending.code == 0, "\(failures.joined(separator: "\n"))\n\(ending.errors)")
  }

  /// Running twice on one business date changes no byte.
  private func checkSecondRun(_ stage: Stage, _ day: String) throws {
    let before = stage.outputs(day)
    _ = try stage.run(day)
    let after = stage.outputs(day)
    #expect(
      before.keys.sorted() == after.keys.sorted(), "the second run of \(day) wrote other files")
    for (name, data) in before.sorted(by: { $0.key < $1.key }) where after[name] != data {
      let difference = lineDifference(expected: text(data), found: text(after[name]))
      Issue.record("the second run of \(day) changed \(name)\n\(difference)")
    }
  }

  private func checkExit(_ ending: Backhaul.Ending, _ scenario: Scenario, _ day: String) {
    let file = scenario.folder.appending(path: "expected/\(day)/exit")
    let wanted = try? String(contentsOf: file, encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let isAsWanted =
      Self.isUpdating || wanted == nil
      ? [0, 1, 3].contains(ending.code) : wanted == "\(ending.code)"
    if !isAsWanted {
      Issue.record(
        "\(day): exit code \(ending.code), expected \(wanted ?? "0, 1 or 3")\n\(ending.errors)")
    }
  }

  private func compare(_ stage: Stage, _ day: String) {
    for (_, name) in stage.scenario.expectedFiles.filter({ $0.day == day && $0.name != "exit" }) {
      let wanted = try? Data(
        contentsOf: stage.scenario.folder.appending(path: "expected/\(day)/\(name)"))
      let found = stage.output(day, name)
      if found == nil {
        Issue.record("\(day): \(name) was not written")
      } else if found != wanted {
        let difference = lineDifference(expected: text(wanted), found: text(found))
        Issue.record("\(day): \(name) differs\n\(difference)")
      }
    }
  }

  private func checkPromises(_ stage: Stage) {
    for promise in stage.scenario.promises {
      for day in promise.days {
        #expect(
          stage.scenario.days.contains(day),
          "then/\(promise.name) speaks of \(day), which is not run")
        let output = Table(text(stage.output(day, promise.name)))
        let broken = promise.broken(by: output, on: day)
        if !broken.isEmpty { Issue.record("\(broken.joined(separator: "\n"))") }
      }
    }
  }

  /// A raising scenario raises the code its folder is named after; a near miss never does.
  private func checkCode(_ scenario: Scenario, _ codes: [String: Set<String>]) {
    let isRaised = codes.values.contains { $0.contains(scenario.code) }
    if scenario.raises { #expect(isRaised, "\(scenario.code) is not raised") }
    if scenario.isNearMiss { #expect(!isRaised, "\(scenario.code) is raised") }
  }

  private func exceptionCodes(_ stage: Stage, _ day: String) -> Set<String> {
    let table = Table(text(stage.output(day, "exceptions.csv")))
    return Set((table.project(["code"]) ?? []).compactMap(\.first))
  }

  /// Rewrites the expected files that exist; a scenario without any gets its last day's exceptions
  /// and exit code.
  private func record(_ stage: Stage, _ day: String, _ ending: Backhaul.Ending) throws {
    let scenario = stage.scenario
    var names = scenario.expectedFiles.filter { $0.day == day }.map(\.name)
    if scenario.expectedFiles.isEmpty, day == scenario.days.last {
      names = ["exceptions.csv", "exit"]
    }
    guard !names.isEmpty else { return }
    let folder = scenario.folder.appending(path: "expected/" + day)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in names {
      let data = name == "exit" ? Data("\(ending.code)\n".utf8) : stage.output(day, name) ?? Data()
      try data.write(to: folder.appending(path: name))
    }
  }

  private func text(_ data: Data?) -> String {
    data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
