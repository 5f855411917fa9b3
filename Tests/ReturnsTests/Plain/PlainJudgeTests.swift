import Testing

@testable import Returns

/// The shortcut for plain orders gives what the desk gives, or says no.
@Suite struct PlainJudgeTests {
  @Test func plainOrdersComeOutAsTheDeskJudgesThem() {
    let policy = PlainFixtures.policy
    var (plainCount, others) = (0, 0)
    for seed in 1...UInt64(4000) {
      var order = PlainOrder(seed: seed)
      let records = order.records()
      let circumstances = PlainFixtures.circumstances(policy)
      let plain = PlainJudge(
        circumstances, endOfDay: [PlainFixtures.endOfDay], run: 1, arena: Arena())
      let isPlain = records.withUnsafeBufferPointer { plain.judge($0, shop: 0) }
      guard isPlain else {
        others += 1
        continue
      }
      plainCount += 1
      expectSame(plain, records, circumstances, "seed \(seed): \(order.defects)")
    }
    #expect(plainCount > 1000 && others > 1000, "\(plainCount) plain, \(others) others")
  }

  private func expectSame(
    _ plain: PlainJudge, _ records: [Record], _ circumstances: Circumstances, _ what: String
  ) {
    let dossier = Dossier()
    var builder = DossierBuilder(endOfDay: PlainFixtures.endOfDay, run: 1)
    var classes: [RecordClass] = []
    builder.build(records, into: dossier) { classes.append($1) }
    dossier.orderID = dossier.lines.first?.orderID ?? Text()
    let judgement = reconcile(dossier, circumstances)
    let outcome = judgement.outcome
    #expect(classes.allSatisfy { $0 == .accepted } && classes.count == records.count, "\(what)")
    #expect(!judgement.isOpen, "\(what)")
    #expect(outcome.findings.isEmpty && outcome.pending.isEmpty && outcome.cases.isEmpty, "\(what)")
    #expect(outcome.opening.isEmpty, "\(what)")
    #expect(outcome.matches == [plain.match], "\(what)")
    #expect(outcome.matches.first?.matchedOn.description == plain.match.matchedOn.description)
    #expect(outcome.expectations == [plain.expectation], "\(what)")
    #expect(outcome.fees.map(\.mark).sorted() == plain.fees.map(\.mark).sorted(), "\(what)")
    #expect(outcome.fees.allSatisfy { !$0.isListed(circumstances.policy.fees) }, "\(what)")
    let kept = Self.closingState(plain)
    #expect(ClosingState(outcome).marks == kept.marks, "\(what)")
    #expect(kept.expectations == [plain.expectation], "\(what)")
    #expect(kept.journal == plain.fees.map(\.carriageEntry).filter { $0.amount != 0 }, "\(what)")
    #expect(kept.shop == (kept.journal.isEmpty ? nil : 300), "\(what)")
    var (desk, shortcut) = (CarrierStatement(), CarrierStatement())
    desk.add(outcome.fees, charges: dossier.charges, currency: .cny)
    for line in plain.fees { shortcut.add(whole: line) }
    #expect(desk.rows == shortcut.rows, "\(what)")
  }

  private static func closingState(_ plain: PlainJudge) -> ClosingState {
    let room = UnsafeMutableRawPointer.allocate(byteCount: plain.mostOfState, alignment: 1)
    var writer = RecordWriter(room)
    plain.writeState(to: &writer, shop: 300)
    #expect(writer.place - room <= plain.mostOfState)
    return ClosingState(reading: Text(start: room, count: writer.place - room))
  }

  @Test func whatIsOutOfTheOrdinaryIsLeftToTheDesk() {
    for defect in PlainOrder.Defect.allCases {
      var order = PlainOrder(seed: 7, defects: [defect])
      let records = order.records()
      let plain = PlainJudge(
        PlainFixtures.circumstances(PlainFixtures.policy), endOfDay: [PlainFixtures.endOfDay],
        run: 1, arena: Arena())
      let isPlain = records.withUnsafeBufferPointer { plain.judge($0, shop: 0) }
      #expect(!isPlain, "\(defect)")
    }
    var order = PlainOrder(seed: 7, defects: [])
    let records = order.records()
    let plain = PlainJudge(
      PlainFixtures.circumstances(PlainFixtures.policy), endOfDay: [PlainFixtures.endOfDay], run: 1,
      arena: Arena())
    #expect(records.withUnsafeBufferPointer { plain.judge($0, shop: 0) })
  }
}
