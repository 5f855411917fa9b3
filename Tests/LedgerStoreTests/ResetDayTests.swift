import Returns
import Testing

@testable import LedgerStore

/// All that the ledger says of the days before a day.
private struct Before: Equatable {
  var dossiers: [String] = []
  var open: [UInt64]
  var exceptions: [ExceptionRow]
  var cases: [CaseRow]
  var totals: [TotalRow]
  var coverage: [CoverageRow]

  init(_ reader: LedgerReader, _ day: Day) throws {
    open = try reader.openDossiers(before: day)
    exceptions = try reader.exceptions(openBefore: day)
    cases = try reader.cases(asOf: day + -1)
    totals = try reader.totals(before: day)
    coverage = try reader.coverage(before: day)
    var told: [String] = []
    try reader.dossiers(Array(0..<keyCount), asOf: day) { key, days, state in
      let earlier = days.filter { $0.day < day }.map { "\($0.day.number):\($0.records)" }
      // What earlier runs of the day itself received is not of the days before.
      if earlier.isEmpty, state == nil { return }
      told.append("\(key) \(earlier) \(state.map { "\($0.day.number):\($0.state)" } ?? "")")
    }
    dossiers = told
  }
}

private let keyCount: UInt64 = 12

/// What must hold of the dossiers, kept in dictionaries.
private struct Model {
  var facts: [UInt64: [Day: Text]] = [:]
  var states: [UInt64: [Day: Text]] = [:]
  var isOpen: [Day: Set<UInt64>] = [:]

  mutating func reset(_ day: Day) {
    for key in states.keys { states[key]?[day] = nil }
    isOpen[day] = isOpen.filter { $0.key < day }.max { $0.key < $1.key }?.value ?? []
  }
}

/// Makes a day's derivations at random and stores them, in the ledger and in the model.
private struct Evening {
  var dice: Dice
  var model = Model()

  mutating func store(_ writer: LedgerWriter, _ day: Day) throws {
    for key in 0..<keyCount where dice.once(in: 2) {
      try storeDossier(writer, key, day)
    }
    for id in 0..<8 where dice.once(in: 3) {
      let past = try writer.exceptionHistory(Text("x\(id)"))
      var row = ExceptionRow(
        id: Text("x\(id)"), day: day, code: .refundShort, status: "open", openedOn: day)
      row.version = past.count + 1
      row.firstSeenOn = past.first?.day ?? day
      row.expected = Int64.random(in: 0...9, using: &dice)
      if dice.once(in: 3) { row.closedOn = day }
      try writer.putException(row)
    }
    for id in 0..<8 where dice.once(in: 3) {
      var row = CaseRow(shopID: "s", caseID: Text("c\(id / 2)"), lineNo: Int64(id % 2), day: day)
      row.actualRefund = Int64.random(in: 0...9, using: &dice)
      try writer.putCase(row)
    }
    for name in ["refund", "payment"] where dice.once(in: 2) {
      let amount = Int64.random(in: 0...9, using: &dice)
      try writer.putTotal(TotalRow(name: name, currency: .cny, amount: amount), day: day)
      try writer.putCoverage(CoverageRow(sourceID: name, through: day + -2), day: day)
    }
  }

  private mutating func storeDossier(_ writer: LedgerWriter, _ key: UInt64, _ day: Day) throws {
    let known = model.facts[key]?[day]
    var records: Text?
    if dice.once(in: 2) {
      records = Text((known?.string ?? "") + "f\(dice.next() % 100)")
      model.facts[key, default: [:]][day] = records
    }
    let state = Text("s\(dice.next() % 100)")
    model.states[key, default: [:]][day] = state
    try writer.putDossierDay(key, day: day, records: records, state: state)
    let isOpen = dice.once(in: 2)
    if isOpen { model.isOpen[day]?.insert(key) } else { model.isOpen[day]?.remove(key) }
    try writer.setOpen(key, day: day, isOpen: isOpen)
  }
}

@Suite("Running a date again")
struct ResetDayTests {
  private let bench: Workbench
  private let ledger: Ledger

  init() throws {
    bench = try Workbench()
    ledger = try bench.ledger()
  }

  /// Random days, some run several times: after each reset the ledger says of the days before what
  /// it said before the date's first run, and at the end what a model of dictionaries says.
  @Test(arguments: 1...12) func theStateBeforeTheDayStaysWhatItWas(seed: Int) throws {
    var evening = Evening(dice: Dice(seed: seed))
    var day = today
    for _ in 0..<6 {
      let before = try ledger.read { try Before($0, day) }
      repeat {
        evening.model.reset(day)
        try ledger.run(day) { (writer, _) throws in
          #expect(try Before(writer, day) == before)
          #expect(try writer.exceptions(day: day) == [])
          #expect(try writer.cases(day: day) == [])
          try evening.store(writer, day)
        }
      } while evening.dice.once(in: 2)
      try compare(ledger, evening.model, day)
      day = day + (1 + Int(evening.dice.next() % 3))
    }
    #expect(try ledger.read { try $0.problems() } == [])
  }

  private func compare(_ ledger: Ledger, _ model: Model, _ day: Day) throws {
    try ledger.read { (reader) throws in
      let open = model.isOpen[day] ?? []
      #expect(try reader.openDossiers(before: day + 1) == open.sorted())
      var expected: [UInt64: [DossierDay]] = model.facts.mapValues { days in
        days.sorted { $0.key < $1.key }.map { DossierDay(day: $0.key, records: $0.value) }
      }
      try reader.dossiers(Array(0..<keyCount), asOf: day + 1) { key, days, state in
        #expect(days == expected.removeValue(forKey: key) ?? [])
        let last = model.states[key]?.max { $0.key < $1.key }
        #expect(state == last.map { DossierState(day: $0.key, state: $0.value) })
      }
      #expect(expected.isEmpty)
    }
  }

  @Test func theSameEveningTwiceLeavesTheSameTables() throws {
    let other = try Workbench()
    defer { withExtendedLifetime(other) {} }
    let again = try other.ledger()
    for (ledger, times) in [(ledger, 1), (again, 3)] {
      var evening = Evening(dice: Dice(seed: 99))
      for day in [today, today + 1] {
        evening.model.reset(day)
        let start = evening
        for _ in 0..<times {
          evening = start
          try ledger.run(day) { writer, _ in try evening.store(writer, day) }
        }
      }
    }
    let tomorrow = today + 2
    #expect(
      try ledger.read { try Before($0, tomorrow) } == again.read { try Before($0, tomorrow) })
  }

  @Test func aDayBeforeTheLastOneIsRefused() throws {
    try ledger.run(today)
    let error = LedgerError.dayGoesBack(
      path: bench.path, day: "2026-11-21", lastDay: "2026-11-22")
    #expect(throws: error) { try ledger.run(today + -1) }
    #expect(try ledger.read { try $0.lastDay } == today)
  }

  @Test func whatWasReceivedStaysWhatWasDerivedGoes() throws {
    try ledger.run(today) { (writer, run) throws in
      try writer.addFile(FileRow(number: 1, run: run, day: today, path: "orders.csv"))
      try writer.addRejects([
        RejectRow(file: 1, line: 2, field: "sku", code: "EMPTY", reason: "empty", record: ",,")
      ])
      try writer.addRoutes(kind: 1, day: today, run: run, [Route(hash: 1, orderKey: 2)])
      try writer.addInstructionBatch(.sample(on: today, run: run))
      try writer.addInstruction(.sample(number: 1, on: today))
      try writer.putOutputs(
        [OutputRow(name: "cases.csv", sha256: String(repeating: "0", count: 64), byteCount: 1)],
        day: today)
    }
    try ledger.run(today)
    try ledger.read { (reader) throws in
      #expect(try reader.files(day: today).count == 1)
      #expect(try reader.rejects(day: today).count == 1)
      #expect(try reader.resolve(kind: 1, hashes: [1]) == [Route(hash: 1, orderKey: 2)])
      #expect(try reader.instructions(day: today).count == 1)
      #expect(try reader.outputs(day: today) == [])
    }
  }
}
