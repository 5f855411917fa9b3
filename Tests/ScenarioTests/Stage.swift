import Foundation

/// A temporary workspace in which one scenario is played.
struct Stage {
  let scenario: Scenario
  let scratch: URL
  var workspace: URL { scratch.appending(path: "shop") }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// `backhaul init`, with the scenario's own settings laid over it.
  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    scratch = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-scenario-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let ending = try Backhaul.run(["init", workspace.path], scratch: scratch)
    guard ending.code == 0 else {
      throw Failure(description: "backhaul init ended with \(ending.code): \(ending.errors)")
    }
    try lay(scenario.folder.appending(path: "workspace"), over: workspace)
  }

  func remove() { try? FileManager.default.removeItem(at: scratch) }

  /// Drops the day's files into the inbox; returns the real files that are not here.
  func deliver(_ day: String) throws -> [String] {
    let folder = scenario.folder.appending(path: "days/" + day)
    try lay(folder, over: workspace.appending(path: "inbox"))
    for path in RealFiles.listed(in: folder.appending(path: "removed.txt")) {
      try FileManager.default.removeItem(at: workspace.appending(path: "inbox/" + path))
    }
    for name in RealFiles.listed(in: folder.appending(path: "withdrawn.txt")) {
      let ending = try Backhaul.run(
        ["withdraw", workspace.path, name, "--by", "Wang Fang", "--note", "wrong file"],
        scratch: scratch)
      guard ending.code == 0 else { throw Failure(description: ending.errors) }
    }
    var absent: [String] = []
    for path in RealFiles.listed(in: folder.appending(path: "fixture.txt")) {
      let source = RealFiles.root.appending(path: path)
      let target = workspace.appending(path: "inbox/" + source.lastPathComponent)
      if FileManager.default.fileExists(atPath: source.path) {
        try FileManager.default.copyItem(at: source, to: target)
      } else {
        absent.append(path)
      }
    }
    return absent
  }

  func run(_ day: String) throws -> Backhaul.Ending {
    try Backhaul.run(["run", workspace.path, "--as-of", day], scratch: scratch)
  }

  func output(_ day: String, _ name: String) -> Data? {
    try? Data(contentsOf: workspace.appending(path: "out/\(day)/\(name)"))
  }

  /// Every file the day's run wrote. The manifest is left out: it names the run before it.
  func outputs(_ day: String) -> [String: Data] {
    let names = Scenario.names(in: workspace.appending(path: "out/" + day))
    return names.filter { $0 != "manifest.json" }.reduce(into: [:]) { $0[$1] = output(day, $1) }
  }

  /// What says of a day's files what the day does, and is none itself.
  private static let lists = ["fixture.txt", "removed.txt", "withdrawn.txt"]

  private func lay(_ source: URL, over target: URL) throws {
    let files = FileManager.default
    try files.createDirectory(at: target, withIntermediateDirectories: true)
    for name in Scenario.names(in: source) where !Self.lists.contains(name) {
      let from = source.appending(path: name)
      let to = target.appending(path: name)
      let type = try files.attributesOfItem(atPath: from.path)[.type] as? FileAttributeType
      if type == .typeDirectory {
        try lay(from, over: to)
      } else {
        try? files.removeItem(at: to)
        try files.copyItem(at: from, to: to)
      }
    }
  }
}
