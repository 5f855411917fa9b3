import Foundation
import Testing

/// The benchmark's workspace on its small data set: what comes out agrees with a second
/// implementation of the rules, in plain Python. Nothing is timed here.
@Suite struct BenchmarkTests {
  static let folder = Scenario.root.deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Benchmarks")
  static let python = "/usr/bin/python3"

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: python),
      "the second implementation needs \(python)"))
  func theSmallDataSetAgreesWithTheSecondImplementation() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let workspace = scratch.appending(path: "workspace")
    let out = scratch.appending(path: "out")
    try layWorkspace(workspace)

    let ending = try Backhaul.run(
      ["run", workspace.path, "--as-of", "2025-12-31", "--dry-run", "--out", out.path],
      scratch: scratch)
    #expect(ending.code == 1, "exceptions are open, nothing else: \(ending.errors)")
    let agreed = try agree(out)
    #expect(agreed.code == 0, "\(agreed.output)")

    // The comparison is worth something: it notices a case that is gone.
    let cases = out.appending(path: "cases.csv")
    let lines = try String(contentsOf: cases, encoding: .utf8).split(separator: "\n")
    let shorter = lines.prefix(1) + lines.dropFirst(2)
    try (shorter.joined(separator: "\n") + "\n").write(
      to: cases, atomically: true, encoding: .utf8)
    #expect(try agree(out).code == 1)
  }

  /// The workspace that is timed, with every fee line listed so that every waybill is compared.
  private func layWorkspace(_ workspace: URL) throws {
    let files = FileManager.default
    try files.createDirectory(
      at: workspace.deletingLastPathComponent(), withIntermediateDirectories: true)
    try files.copyItem(at: Self.folder.appending(path: "workspace"), to: workspace)
    let policy = workspace.appending(path: "policy/policy.yaml")
    let text = try String(contentsOf: policy, encoding: .utf8)
    try (text + "fee_lines: all\n").write(to: policy, atomically: true, encoding: .utf8)
    try files.copyItem(
      at: Self.folder.appending(path: "small"), to: workspace.appending(path: "inbox"))
  }

  private func agree(_ out: URL) throws -> (code: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: Self.python)
    process.arguments = ["agree_small.py", "small", out.path]
    process.currentDirectoryURL = Self.folder
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
