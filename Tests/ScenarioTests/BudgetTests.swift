import Foundation
import Testing

/// The hot path's instructions, counted on a small fixed day, stay within the committed budget
/// (Benchmarks/budget.txt) by 5 %. Counting is of the release program, which `make test` builds.
@Suite struct BudgetTests {
  private static let root = BenchmarkTests.folder.deletingLastPathComponent()
  private static let program = root.appending(path: ".build/release/backhaul")

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: program.path),
      "only the release program is counted: make build, or make test"))
  func theHotPathKeepsToItsBudget() throws {
    let counted = try count([])
    #expect(counted.code == 0, "\(counted.output)")
  }

  /// The test is worth something: the program does not keep to a budget 6 % lower.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: program.path)))
  func aStageThatGrewBySixPerCentIsFound() throws {
    let budget = BenchmarkTests.folder.appending(path: "budget.txt")
    let lower = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-budget-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: lower) }
    let rows = try String(contentsOf: budget, encoding: .utf8).split(separator: "\n").map { row in
      let words = row.split(separator: " ")
      guard words[0] == "place", let number = Int(words[1]) else { return String(row) }
      return "place \(number * 100 / 106)"
    }
    try rows.joined(separator: "\n").write(to: lower, atomically: true, encoding: .utf8)
    let counted = try count(["--budget", lower.path])
    #expect(counted.code == 1, "\(counted.output)")
    #expect(counted.output.contains("OVER the budget"))
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
