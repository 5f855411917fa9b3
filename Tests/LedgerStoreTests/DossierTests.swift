import Returns
import Testing

@testable import LedgerStore

/// What `dossiers` tells of a key: `day:records` … `| day:state`, days counted from today.
private func told(_ ledger: Ledger, _ keys: [UInt64], asOf day: Day) throws -> [UInt64: String] {
  try ledger.read { try told($0, keys, asOf: day) }
}

private func told(
  _ reader: LedgerReader, _ keys: [UInt64], asOf day: Day
) throws -> [UInt64: String] {
  var told: [UInt64: String] = [:]
  try reader.dossiers(keys, asOf: day) { key, days, state in
    var words = days.map { "\($0.day - today):\($0.records)" }
    if let state { words.append("| \(state.day - today):\(state.state)") }
    #expect(told.updateValue(words.joined(separator: " "), forKey: key) == nil)
  }
  return told
}

@Suite("Dossiers of earlier days")
struct DossierTests {
  private let bench: Workbench
  private let ledger: Ledger

  init() throws {
    bench = try Workbench()
    ledger = try bench.ledger()
  }

  @Test func aDossierHasTheFactsOfAllDaysAndTheLatestState() throws {
    try ledger.run(today) { (writer, _) throws in
      try writer.putDossierDay(1, day: today, records: "a", state: "s")
      try writer.putDossierDay(2, day: today, records: "b", state: "")
    }
    try ledger.run(today + 1) { (writer, _) throws in
      try writer.putDossierDay(1, day: today + 1, records: nil, state: "t")
    }
    try ledger.run(today + 3) { (writer, _) throws in
      try writer.putDossierDay(1, day: today + 3, records: "c", state: "u")
    }
    #expect(try told(ledger, [1, 2, 3], asOf: today) == [1: "0:a", 2: "0:b"])
    #expect(try told(ledger, [1, 2], asOf: today + 1) == [1: "0:a | 0:s", 2: "0:b | 0:"])
    #expect(try told(ledger, [1], asOf: today + 3) == [1: "0:a 3:c | 1:t"])
    #expect(try told(ledger, [1], asOf: today + 4) == [1: "0:a 3:c | 3:u"])
    #expect(try told(ledger, [], asOf: today) == [:])
  }

  @Test func aSecondRunOfTheDaySeesItsFactsAndNotItsStates() throws {
    try ledger.run(today) { (writer, _) throws in
      try writer.putDossierDay(1, day: today, records: "a", state: "s")
      try writer.putDossierDay(2, day: today, records: "b", state: "t")
    }
    #expect(try told(ledger, [1], asOf: today) == [1: "0:a"])
    try ledger.run(today) { (writer, _) throws in
      try writer.putDossierDay(1, day: today, records: "a2", state: "s2")
    }
    #expect(try told(ledger, [1, 2], asOf: today + 1) == [1: "0:a2 | 0:s2", 2: "0:b"])
    #expect(try ledger.read { try $0.knownDossiers([2, 3, 1, 1], through: today) } == [1, 2])
    #expect(try ledger.read { try $0.knownDossiers([1], through: today + -1) } == [])
  }

  @Test func aClosingStillHasWhatWasTakenOutSince() throws {
    let first = try ledger.run(today) { (writer, _) throws in
      try writer.putDossierDay(1, day: today, records: "ab", state: "s")
      try writer.putDossierDay(2, day: today, records: "c", state: "t")
    }
    try publish(first)
    let second = try ledger.run(today + 1) { (writer, _) throws in
      try writer.replaceFacts(1, day: today, records: "b")
      try writer.putDossierDay(2, day: today + 1, records: "d", state: "u")
    }
    try publish(second)
    try ledger.read { reader in
      #expect(try reader.closedFacts(before: today) == nil)
      let closing = try #require(try reader.closedFacts(before: today + 1))
      #expect(try reader.dossiersStoredAnew(since: closing) == [1])
      let facts = try reader.facts(of: [1, 2], at: closing)
      #expect(facts.mapValues { $0.map(\.records) } == [1: ["ab"], 2: ["c"]])
      #expect(try told(reader, [1], asOf: today + 1) == [1: "0:b | 0:s"])
      let next = try #require(try reader.closedFacts(before: today + 2))
      #expect(try reader.dossiersStoredAnew(since: next) == [])
    }
  }

  private func publish(_ run: Int) throws {
    try ledger.transaction { writer in
      try writer.finishRun(run, finishedAt: "", status: .complete, isPublished: true)
    }
  }

  @Test func theTransactionItselfReadsWhatItPut() throws {
    try ledger.run(today) { (writer, _) throws in
      try writer.putDossierDay(5, day: today, records: "a", state: "s")
      #expect(try told(writer, [5], asOf: today + 1) == [5: "0:a | 0:s"])
      try writer.putDossierDay(3, day: today, records: "b", state: "t")
      try writer.putDossierDay(5, day: today, records: "a2", state: "s2")
      #expect(
        try told(writer, [3, 5], asOf: today + 1) == [3: "0:b | 0:t", 5: "0:a2 | 0:s2"])
    }
  }

  @Test func theSizeOfADossierAndItsKeyMakeNoDifference() throws {
    let block = DossierPacking.blockBytes
    let sizes = [0, 1, block - 4, block - 3, block, block + 1, 3 * block, 10, 1 << 20]
    let keys: [UInt64] = [
      0, 1, 1 << 63 - 1, 1 << 63, 1 << 63 + 1, .max - 3, .max - 2, .max - 1, .max,
    ]
    let texts = sizes.map { Text(String(repeating: "x", count: $0)) }
    try ledger.run(today) { (writer, _) throws in
      for (key, text) in zip(keys, texts) {
        try writer.putDossierDay(key, day: today, records: text, state: text)
      }
    }
    var found: [UInt64] = []
    try ledger.read { (reader) throws in
      try reader.dossiers(keys.reversed(), asOf: today + 1) { key, days, state in
        found.append(key)
        let expected = texts[keys.firstIndex(of: key)!]
        #expect(days.map(\.records) == (expected.isEmpty ? [] : [expected]))
        #expect(state == DossierState(day: today, state: expected))
      }
    }
    #expect(found == keys)
  }

  @Test func manyDossiersFillManyPages() throws {
    var dice = Dice(seed: 1)
    let keys = Set((0..<150_000).map { _ in dice.next() }).sorted()
    try ledger.run(today) { (writer, _) throws in
      for key in keys {
        try writer.putDossierDay(key, day: today, records: Text("fact \(key)"), state: "s")
      }
    }
    let pages = try ledger.read {
      try $0.statement("SELECT count(*) FROM dossier_directory").first { $0.int() }
    }
    #expect(pages == 6)
    let some = stride(from: 0, to: keys.count, by: 7).map { keys[$0] }
    let strangers = (0..<1000).map { _ in dice.next() }
    var count = 0
    try ledger.read { (reader) throws in
      try reader.dossiers(some + strangers, asOf: today) { key, days, _ in
        #expect(days == [DossierDay(day: today, records: Text("fact \(key)"))])
        count += 1
      }
      #expect(try reader.problems() == [])
    }
    #expect(count == some.count)
  }

  @Test func aChangedByteIsFoundBeforeItIsUsed() throws {
    try ledger.run(today) { (writer, _) throws in
      try writer.putDossierDay(1, day: today, records: "the fact of the matter", state: "s")
    }
    var bytes = bench.bytes(of: "ledger.sqlite")
    let fact = Array("the fact of the matter".utf8)
    let place = try #require(
      bytes.indices.first { bytes[$0] == fact[0] && bytes[$0...].starts(with: fact) })
    bytes[place] ^= 4
    bench.write(bytes, to: "ledger.sqlite")
    let ledger = try bench.ledger()
    #expect(throws: LedgerError.corrupt(path: bench.path, detail: "dossier block 1")) {
      try told(ledger, [1], asOf: today)
    }
    #expect(
      try ledger.read { try $0.problems() } == ["dossier block 1 is not what was written"])
  }

  @Test func aDossierIsOpenFromTheDayItOpensToTheDayItCloses() throws {
    let steps: [(day: Int, isOpen: Bool)] = [
      (0, true), (1, true), (2, false), (3, false), (5, true), (5, false), (6, true), (6, true),
      (8, false), (8, true), (9, false),
    ]
    for (day, isOpen) in steps {
      try ledger.transaction { try $0.setOpen(9, day: today + day, isOpen: isOpen) }
    }
    let open = try (0...11).filter { before in
      try ledger.read { try $0.openDossiers(before: today + before) } == [9]
    }
    #expect(open == [1, 2, 7, 8, 9])
  }
}
