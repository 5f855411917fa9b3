import Testing

@testable import Returns

/// What goods are worth over all ways in which an order may come back (R5.1; CN-15).
@Suite struct RefundPropertyTests {
  typealias Generator = FeeFixture.Generator

  /// Every order that comes back whole brings back what was paid for it, to the cent, in whatever
  /// cases, in whatever order, by whatever methods; and no step on the way more than it got.
  @Test func allThatComesBackIsAllThatWasPaid() {
    var random = Generator(seed: 41)
    for round in 0..<400 {
      let order = BoughtOrder(&random)
      let cases = order.cases(&random, fault: round % 3 == 0)
      let refunds = order.refunds(cases)
      var sum: Int64 = 0
      for (refund, part) in zip(refunds, cases) {
        #expect(refund >= 0, "round \(round)")
        #expect(refund <= max(order.price(part), order.paid), "round \(round)")
        sum += refund
        #expect(sum <= order.paid, "round \(round)")
      }
      #expect(sum == order.paid, "round \(round): \(order.lines) \(cases)")
    }
  }

  /// Once a discount is lost, what went back is what was paid less what the kept goods cost alone.
  @Test func whatIsKeptCostsWhatItWouldHaveCostAlone() {
    var random = Generator(seed: 42)
    var lost = 0
    for round in 0..<300 {
      let order = BoughtOrder(&random)
      let all = order.cases(&random, fault: false)
      let cases = Array(all.prefix(Int.random(in: 1...all.count, using: &random)))
      let sum = order.refunds(cases).reduce(0, +)
      let kept = order.kept(after: cases)
      let listed = order.listed(kept)
      guard listed > 0, order.promotion.discount(at: listed) != order.discount else { continue }
      lost += 1
      let alone = listed - order.promotion.discount(at: listed)
      // Where more was lost on the way than goods were worth, nothing was asked back for it.
      #expect(sum >= order.paid - alone || sum == 0 || order.isCapped(cases), "round \(round)")
      #expect(sum <= max(order.paid - alone, order.mostOnTheWay(cases)), "round \(round)")
    }
    #expect(lost > 80)
  }

  /// The facts of an order may lie in any order.
  @Test func theOrderOfFactsDoesNotMatter() {
    var random = Generator(seed: 43)
    for round in 0..<200 {
      let order = BoughtOrder(&random)
      let cases = order.cases(&random, fault: round.isMultiple(of: 2))
      let plain = order.judged(cases)
      let shuffled = order.judged(cases) { dossier in
        dossier.cases.shuffle(using: &random)
        dossier.settlements.shuffle(using: &random)
        dossier.parcels.shuffle(using: &random)
        dossier.inspections.shuffle(using: &random)
      }
      #expect(plain == shuffled, "round \(round)")
    }
  }
}
