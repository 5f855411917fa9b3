import Foundation
import Testing

/// A hostile document makes the program open nothing but itself: no file that it names, no network.
@Suite struct HostileAccessTests {
  private static let strace = "/usr/bin/strace"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: strace)))
  func nothingThatAFileNamesIsOpened() throws {
    let scratch = FileManager.default.temporaryDirectory
      .appending(path: "backhaul-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let canary = scratch.appending(path: "canary.txt").path
    try "secret".write(toFile: canary, atomically: true, encoding: .utf8)
    let bodies = [
      "<!DOCTYPE r [<!ENTITY x SYSTEM \"file://\(canary)\">]><r>&x;</r>",
      "<!DOCTYPE r SYSTEM \"http://localhost:9/x.dtd\"><r/>",
      "<r xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"\(canary)\"/></r>",
      "<?xml-stylesheet href=\"\(canary)\"?>"
        + "<r xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"x \(canary)\"/>",
      "a,b\n=cmd|'\(canary)'!A1,\"=HYPERLINK(\"\"http://localhost:9\"\")\"\n",
    ]
    var paths: [String] = []
    for (number, body) in bodies.enumerated() {
      paths.append(scratch.appending(path: "h\(number)").path)
      try body.write(toFile: paths[number], atomically: true, encoding: .utf8)
    }
    let log = scratch.appending(path: "trace").path
    guard let lines = try trace(paths, log), lines.contains(where: { $0.contains(paths[0]) })
    else {
      print("processes cannot be traced here; what the program opens is not looked at")
      return
    }
    let opened = lines.filter { $0.contains("canary") && $0.contains("open") }
    #expect(opened.isEmpty, "\(opened)")
    let calls = lines.filter { $0.contains("AF_INET") || $0.contains("connect(") }
    #expect(calls.isEmpty, "\(calls)")
  }

  private func trace(_ paths: [String], _ log: String) throws -> [Substring]? {
    let program = try #require(Backhaul.program)
    let process = Process()
    process.executableURL = URL(filePath: Self.strace)
    process.arguments =
      [
        "-f", "-o", log, "-s", "400", "-e", "trace=open,openat,socket,connect", program.path,
        "check",
      ]
      + paths
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try? String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
  }
}
