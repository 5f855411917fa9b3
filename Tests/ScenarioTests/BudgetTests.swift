import Foundation
import Testing

/// The hot path's instructions, counted on a small fixed day, stay within the committed budget
/// (Benchmarks/budget.txt) by 5 %. Counting is of the release program, which `make test` builds.
@Suite struct BudgetTests {
  private static let root = BenchmarkTests.folder.deletingLastPathComponent()
  private static let program = root.appending(path: ".build/release/backhaul")

  /// And the test is worth something: the same counts do not keep to a budget 6 % lower.
  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: program.path),
      "only the release program is counted: make build, or make test"))
  func theHotPathKeepsToItsBudget() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-budget-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let counts = ["--counts", folder.appending(path: "counts.json").path]
    let counted = try count(counts)
    #expect(counted.code == 0, "\(counted.output)")

    let lower = folder.appending(path: "lower.txt")
    try Self.lowered(budget: "place").write(to: lower, atomically: true, encoding: .utf8)
    let compared = try count(counts + ["--budget", lower.path])
    #expect(compared.code == 1, "\(compared.output)")
    #expect(compared.output.contains("OVER the budget"))
  }

  /// The budget with 6 % less for a stage that has used all of its own.
  private static func lowered(budget stage: String) throws -> String {
    let budget = BenchmarkTests.folder.appending(path: "budget.txt")
    let rows = try String(contentsOf: budget, encoding: .utf8).split(separator: "\n").map { row in
      let words = row.split(separator: " ")
      guard words[0] == stage, let number = Int(words[1]) else { return String(row) }
      return "\(stage) \(number * 100 / 106)"
    }
    return rows.joined(separator: "\n")
  }

  private func count(_ options: [String]) throws -> (code: Int32, output: String) {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: BenchmarkTests.python)
    process.arguments = ["budget.py", Self.program.path] + options
    process.currentDirectoryURL = BenchmarkTests.folder
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
