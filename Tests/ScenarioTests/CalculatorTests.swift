import Foundation
import Testing

/// Verdicts, limits, refunds, bearers and freight fees of generated cases, recomputed by the
/// independent calculator in Tests/Calculator from the same files.
@Suite struct CalculatorTests {
  @Test func agreesWithTheProgram() throws {
    try check(cases: 600, seed: 1)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["SOAK"] == "1"), arguments: 2...6)
  func agreesOnTenThousandCases(seed: Int) throws {
    try check(cases: 10_000, seed: seed)
  }

  private func check(cases: Int, seed: Int) throws {
    let program = try #require(Backhaul.program, "no program `backhaul`: build it first")
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Calculator/run.sh")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [script.path, program.path, "\(cases)", "\(seed)"]
    process.environment = [
      "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.hasSuffix(": 0 differences\n"), "\(text)")
  }
}
