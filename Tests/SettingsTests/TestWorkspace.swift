import Foundation
import Settings
import Testing

/// A workspace in a folder of its own that is removed at the end.
final class TestWorkspace {
  let root: String

  /// - Parameter files: texts by path; a minimal backhaul.yaml is added where none is given.
  init(_ files: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.path + "/settings-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    if files["backhaul.yaml"] == nil { try write("currency: CNY\n", to: "backhaul.yaml") }
    for (path, text) in files { try write(text, to: path) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  func write(_ data: Data, to path: String) throws {
    let url = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  func load() throws(SettingsErrors) -> Workspace { try loadWorkspace(root: root) }
}

/// Loads a workspace of these files.
func load(_ files: [String: String]) throws -> Workspace { try TestWorkspace(files).load() }

/// What loading says is wrong, one error a line; empty where nothing is.
func errors(_ files: [String: String]) throws -> String {
  let workspace = try TestWorkspace(files)
  do {
    _ = try workspace.load()
    return ""
  } catch {
    return error.description
  }
}

/// The same for one policy file.
func policyErrors(_ text: String) throws -> String {
  try errors(["policy/policy.yaml": text])
}
