import Foundation
import Testing

@testable import Verification

/// `backhaul verify` finds what is wrong, and nothing in what is right.
@Suite struct VerifyTests {
  @Test func soundWorkspacesHold() throws {
    for seed in 1...UInt64(rounds(3, soak: 60)) {
      let shop = try VerifiedShop(seed: seed, orders: 60)
      defer { shop.remove() }
      let result = try shop.results()
      #expect(result.code == 0, "seed \(seed): \(result.failures)")
      #expect(result.checks == ["ok": Set(checkNames)], "seed \(seed)")
    }
  }

  /// Exactly the check that is about it names each corruption; others that need the spoilt file say
  /// that they could not be made.
  @Test(arguments: Corruption.all)
  func everyCorruptionIsNamedByItsCheck(_ corruption: Corruption) throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    try corruption.plant(shop)
    let result = try shop.results()
    #expect(result.code == 6)
    #expect(result.checks["FAILED"] == [corruption.check], "\(result.failures)")
    #expect(result.failures.contains(corruption.names), "\(result.failures)")
  }

  @Test(arguments: checkNames)
  func everyCheckIsTestedByACorruption(_ name: String) {
    #expect(Corruption.all.contains { $0.check == name }, "no corruption for the check \(name)")
  }

  /// What reseals a corruption hides nothing from the checks and plants nothing itself.
  @Test func aResealedWorkspaceHolds() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    try shop.reseal()
    let result = try shop.results()
    #expect(result.code == 0, "\(result.failures)")
  }

  /// Settings may change after a run, and old dates may leave for another disk: both are said.
  @Test func whatMayChangeIsANotice() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    let settings = shop.root + "/backhaul.yaml"
    try (try String(contentsOfFile: settings, encoding: .utf8) + "\n# changed\n").write(
      toFile: settings, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: shop.root + "/out/2026-03-04")
    let ending = try shop.verify()
    #expect(ending.code == 0, "\(ending.output)")
    #expect(ending.output.contains("backhaul.yaml has changed since the run of 2026-03-20"))
    #expect(ending.output.contains("2026-03-04 was run and is no longer in"))
  }

  /// Whatever byte changes below out/ and archive/, it is found, and no spoilt file stops the rest.
  @Test func everyChangedByteIsFound() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    var files: [String] = []
    for folder in ["out", "archive"] {
      let below = GeneratedWorkspace.files(below: shop.root + "/" + folder)
      files += below.keys.sorted().map { "\(shop.root)/\(folder)/\($0)" }
    }
    var dice = Dice(seed: 815)
    for _ in 1...rounds(40, soak: 1000) {
      let path = files[dice.below(files.count)]
      let sound = try Data(contentsOf: URL(filePath: path))
      guard !sound.isEmpty else { continue }
      var data = sound
      let position = dice.below(data.count)
      switch dice.below(4) {
      case 0: data = data.prefix(position)
      case 1: data.insert(UInt8(ascii: "9"), at: position)
      default: data[position] ^= UInt8(1 << dice.below(8))
      }
      try data.write(to: URL(filePath: path))
      let ending = try shop.verify()
      #expect(ending.code == 6, "byte \(position) of \(path)\n\(ending.errors)")
      try sound.write(to: URL(filePath: path))
    }
    #expect(try shop.verify().code == 0)
  }

  /// Tables of nonsense figures are faults, not failures of the program.
  @Test func absurdFiguresAreFaults() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    let all = ["9223372036854775807", "-9223372036854775808", "99999999999999999999.99", "x"]
    var turn = 0
    for table in ContractTable.all {
      for column in table.columns where column.kind == .number {
        turn += 1
        for offset in 0..<rounds(1, soak: all.count) {
          let figure = all[(turn + offset) % all.count]
          let copy = try VerifiedShop(copyOf: shop)
          defer { copy.remove() }
          try copy.editRows(6, table.file) { file, rows in
            let index = try #require(file.index(column.name))
            for row in rows.indices { rows[row][index] = figure }
          }
          let ending = try copy.verify(["--date", "2026-03-06"])
          let isSame = try copy.text(6, table.file) == shop.text(6, table.file)
          #expect(ending.code == (isSame ? 0 : 6), "\(table.file) \(column.name) \(figure)")
        }
      }
    }
  }

  /// While a run is at work its files are not complete: that is said instead.
  @Test func faultsDuringARunAreNone() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    let lock = open(shop.root + "/.backhaul.lock", O_RDWR | O_CREAT, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(try shop.verify().code == 0)
    try FileManager.default.removeItem(atPath: shop.path(20, "manifest.json"))
    #expect(try shop.verify().code == 4)
  }

  /// A fault is told with its place, what was found, what was expected and what to do.
  @Test func aFaultIsToldInFull() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    try shop.editCell(20, "exceptions.csv", "age_days", to: { _ in "999" })
    try shop.reseal()
    let ending = try shop.verify(["--date", "2026-03-20"])
    #expect(ending.code == 6)
    for piece in [
      "dates 2026-03-20", "2026-03-20  exceptions    FAILED  1 fault",
      "out/2026-03-20/exceptions.csv:2 age_days", "found 999", "expected ",
      "do the file was changed",
    ] {
      #expect(ending.output.contains(piece), "lacks \(piece)\n\(ending.output)")
    }
    #expect(!ending.output.contains("2026-03-08  exceptions"))
    #expect(try shop.verify(["--date", "2026-03-08"]).code == 0)
  }

  @Test func usageAndHelp() throws {
    let shop = try VerifiedShop(copyOf: try VerifiedShop.original.get())
    defer { shop.remove() }
    #expect(try Backhaul.run(["verify"], scratch: shop.scratch).code == 2)
    #expect(try shop.verify(["--date", "8 March"]).code == 2)
    let unknown = try shop.verify(["--date", "2026-03-05"])
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("it holds 2026-03-04 to 2026-03-20"), "\(unknown.errors)")
    let fresh = shop.scratch.appending(path: "fresh").path
    #expect(try Backhaul.run(["init", fresh], scratch: shop.scratch).code == 0)
    #expect(try Backhaul.run(["verify", fresh], scratch: shop.scratch).code == 2)
    let help = try Backhaul.run(["verify", "--help"], scratch: shop.scratch)
    #expect(help.code == 0)
    for piece in ["--date", "--json", "Exit codes: 0 all holds", "6 a proof does not close"] {
      #expect(help.output.contains(piece), "\(help.output)")
    }
  }
}
