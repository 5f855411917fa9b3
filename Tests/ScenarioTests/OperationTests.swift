import Foundation
import Testing

/// What the machine around a run does: a full disk, a ledger put back, remains of a killed run.
@Suite struct OperationTests {
  private func shop(_ body: (GeneratedWorkspace) throws -> Void) throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    try deliver("orders.csv", "SO1001,1,MUG,1,129.00,2026-03-01 09:00,129.00", into: workspace)
    try workspace.run(2)
    try body(workspace)
  }

  private func deliver(_ name: String, _ row: String, into workspace: GeneratedWorkspace) throws {
    let text = "order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount\n\(row)\n"
    try text.write(toFile: workspace.root + "/inbox/" + name, atomically: true, encoding: .utf8)
  }

  /// A log on a full disk makes no failure of a good evening.
  @Test(arguments: ["status", "run"])
  func whatCannotBeSaidIsNoCrash(_ command: String) throws {
    try shop { workspace in
      let program = try #require(Backhaul.program)
      let errors = workspace.scratch.appending(path: "errors.txt").path
      var arguments = [command, workspace.root]
      if command == "run" { arguments += ["--as-of", "2026-03-02"] }
      for (output, errors) in [("/dev/full", errors), (errors, "/dev/full")] {
        let code = try Spawn(
          program: program.path, arguments: arguments, environment: ["PATH=/usr/bin:/bin"],
          output: output, errors: errors
        ).run()
        #expect([0, 1].contains(code), "\(command) > \(output)")
      }
      _ = try Spawn(
        program: program.path, arguments: arguments, environment: ["PATH=/usr/bin:/bin"],
        output: "/dev/full", errors: errors
      ).run()
      let said = try String(contentsOfFile: errors, encoding: .utf8)
      #expect(said.contains("standard output: No space left on device"), "\(said)")
    }
  }

  /// A run without a manifest never happened: the next one, of whatever date, clears it away.
  @Test func remainsOfAKilledRunAreClearedByTheNextDate() throws {
    try shop { workspace in
      let folder = workspace.root + "/out/2026-03-03"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try "half".write(toFile: folder + "/.cases.csv.part", atomically: false, encoding: .utf8)
      try deliver("more.csv", "SO1002,1,MUG,1,129.00,2026-03-03 09:00,129.00", into: workspace)
      let ending = try workspace.run(4)
      #expect([0, 1].contains(ending.code), "\(ending.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder))
      let proof = try Backhaul.run(["verify", workspace.root], scratch: workspace.scratch)
      #expect(proof.code == 0, "\(proof.output)")
    }
  }

  /// Killed after its results were kept, a date is finished by the run of the next one with all
  /// that it left in the inbox: a packed file of which a member was held does not leave for the
  /// archive.
  @Test func aDateThatWasCutOffKeepsWhatItSetAside() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let (root, files) = (workspace.root, FileManager.default)
    try files.copyItem(
      at: Scenario.root.appending(path: "control-total/raises-packed/days/2026-03-10/evening.zip"),
      to: URL(filePath: root + "/inbox/evening.zip"))
    try "nonsense\n".write(toFile: root + "/inbox/odd.csv", atomically: false, encoding: .utf8)
    try deliver("more.csv", "SO1002,1,MUG,1,129.00,2026-03-03 09:00,129.00", into: workspace)
    // What comes after the results are kept, and before the run is over.
    try files.removeItem(atPath: root + "/archive")
    try "".write(toFile: root + "/archive", atomically: false, encoding: .utf8)
    #expect(try workspace.run(10).code == 5)
    let out = workspace.files(below: "out/2026-03-10")
    #expect(out["intake.csv"] != nil)
    try files.removeItem(atPath: root + "/archive")
    try files.createDirectory(atPath: root + "/archive", withIntermediateDirectories: false)
    #expect(try workspace.run(11).code == 3)
    #expect(workspace.files(below: "out/2026-03-10") == out)
    #expect(workspace.files(below: "inbox").keys.sorted() == ["evening.zip", "odd.csv"])
    #expect(workspace.files(below: "archive").keys.sorted() == ["2026-03-10/more.csv"])
    let shown = try Backhaul.run(["status", root], scratch: workspace.scratch).output
    #expect(shown.contains("held on 2026-03-11") && shown.contains("refused on 2026-03-11"))
  }

  /// What somebody else has put there stays.
  @Test func aFolderThatIsNotOursIsLeftAlone() throws {
    try shop { workspace in
      let folder = workspace.root + "/out/2026-03-01"
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try "mine".write(toFile: folder + "/notes.txt", atomically: false, encoding: .utf8)
      try workspace.run(4)
      #expect(FileManager.default.fileExists(atPath: folder + "/notes.txt"))
    }
  }

  /// By an older ledger batches that have left would leave again.
  @Test func aLedgerThatIsOlderThanItsOutputsIsRefused() throws {
    try shop { workspace in
      let ledger = workspace.root + "/ledger.sqlite"
      let backup = workspace.scratch.appending(path: "backup.sqlite").path
      try FileManager.default.copyItem(atPath: ledger, toPath: backup)
      try deliver("more.csv", "SO1002,1,MUG,1,129.00,2026-03-03 09:00,129.00", into: workspace)
      try workspace.run(3)
      try FileManager.default.removeItem(atPath: ledger)
      try FileManager.default.copyItem(atPath: backup, toPath: ledger)
      let before = workspace.files(below: "out")
      let ending = try workspace.run(4)
      #expect(ending.code == 2 && ending.errors.contains("/out/2026-03-03: was published"))
      #expect(workspace.files(below: "out") == before)
      // As the message says.
      try FileManager.default.moveItem(
        atPath: workspace.root + "/out/2026-03-03",
        toPath: workspace.scratch.appending(path: "away").path)
      try FileManager.default.moveItem(
        atPath: workspace.root + "/archive/2026-03-03/more.csv",
        toPath: workspace.root + "/inbox/more.csv")
      let again = try workspace.run(3)
      #expect([0, 1].contains(again.code), "\(again.errors)")
    }
  }

  @Test(arguments: [
    (
      "- id: wechat\n  feed: settlements\n  profile: wechat-pay\n",
      ["source wechat: profile: found 'wechat-pay'", "wechat-pay-trade-bill"]
    ),
    (
      "- id: bank\n  feed: orders\n  profile: camt\n",
      [
        "source bank: profile: found 'camt', which gives settlements; expected a profile that "
          + "gives orders"
      ]
    ),
  ])
  func aSourceThatNoFileCouldBeOfIsRefused(source: String, says: [String]) throws {
    try shop { workspace in
      try source.write(
        toFile: workspace.root + "/sources.yaml", atomically: true, encoding: .utf8)
      let ending = try workspace.run(3)
      #expect(ending.code == 2, "\(ending.errors)")
      for words in says { #expect(ending.errors.contains(words)) }
    }
  }
}
