import Foundation
import Testing

/// The books of generated shops, day by day: another program accepts them, and what stands in them
/// in the end does not depend on how the days were cut.
@Suite struct JournalTests {
  static let checker = "/usr/bin/bean-check"

  @Test func anotherProgramAcceptsTheBooks() throws {
    for seed in 1...rounds(20, soak: 200) {
      let workspace = try Self.closed(seed: UInt64(seed), days: [6, 13, 20])
      defer { workspace.remove() }
      try accept(workspace.root, [6, 13, 20].map(GeneratedWorkspace.date), "seed \(seed)")
    }
  }

  @Test func anotherProgramAcceptsTheBooksOfASample() throws {
    let sample = try GeneratedSample(orders: 300, days: 14, seed: 3)
    defer { sample.remove() }
    let days = [sample.days[6], sample.days[13]]
    for day in days { #expect(try sample.run(day) == 3, "one bill is held") }
    try accept(sample.root, days, "sample")
  }

  private func accept(_ root: String, _ days: [String], _ books: String) throws {
    try #require(
      FileManager.default.isExecutableFile(atPath: Self.checker),
      "another bookkeeping program is needed: install beancount")
    // Plugins of included files do not count.
    let plugin = "plugin \"beancount.plugins.auto_accounts\"\n"
    let files = days.map { "include \"out/\($0)/journal.beancount\"\n" }
    let all = root + "/all.beancount"
    try (plugin + files.joined()).write(toFile: all, atomically: true, encoding: .utf8)
    let checked = try Self.run(Self.checker, [all])
    #expect(checked.code == 0, "\(books): \(checked.output)")
  }

  /// Three evenings or one: the same balance of every account.
  @Test func balancesDoNotDependOnHowDaysAreCut() throws {
    for seed in 31...rounds(33, soak: 60) {
      let apart = try Self.closed(seed: UInt64(seed), days: [6, 13, 20])
      defer { apart.remove() }
      let once = try Self.closed(seed: UInt64(seed), days: [20])
      defer { once.remove() }
      let balances = Self.balances(apart, [6, 13, 20])
      #expect(balances == Self.balances(once, [20]), "seed \(seed)")
      #expect(balances.count > 4, "seed \(seed) keeps no books worth comparing")
    }
  }

  /// A shop whose rows come in on the first of these days that is not before their own.
  private static func closed(seed: UInt64, days: [Int]) throws -> GeneratedWorkspace {
    let shop = GeneratedShop(seed: seed, orders: 40)
    let workspace = try GeneratedWorkspace()
    var from = Int.min
    for day in days {
      let isLast = day == days.last
      let rows = shop.rows.filter { $0.day > from && ($0.day <= day || isLast) }
      try workspace.deliver(rows)
      let ending = try workspace.run(day)
      #expect(ending.code <= 1, "\(ending.errors)")
      from = day
    }
    return workspace
  }

  /// Debit less credit in hundredths, by account and case.
  private static func balances(_ workspace: GeneratedWorkspace, _ days: [Int]) -> [String: Int] {
    var balances: [String: Int] = [:]
    for day in days {
      let table = Table(workspace.output(day, "journal.csv") ?? "")
      for row in table.project(["account", "case_id", "debit", "credit"]) ?? [] {
        balances["\(row[0]) \(row[1])", default: 0] += hundredths(row[2]) - hundredths(row[3])
      }
    }
    return balances.filter { $0.value != 0 }
  }

  private static func hundredths(_ amount: String) -> Int {
    Int(amount.replacing(".", with: "")) ?? 0
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (
    code: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
