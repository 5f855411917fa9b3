@testable import Returns

/// An order under a promotion, of one to four lines; its discount is shared out by the cent.
struct BoughtOrder {
  struct Line {
    let quantity: Int64
    let price: Int64
    var discount: Int64 = 0
  }
  struct Part {
    let line: Int
    let quantity: Int64
    var isFaulty = false
  }

  var lines: [Line]
  let promotion: Promotion
  let discount: Int64
  let statesDiscount: Bool

  init(_ random: inout FeeFixture.Generator) {
    lines = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Line(
        quantity: Int64.random(in: 1...4, using: &random),
        price: Bool.random(using: &random)
          ? Int64.random(in: 1...900, using: &random)
          : Int64.random(in: 5_000...40_000, using: &random))
    }
    let whole = lines.reduce(0) { $0 + $1.price * $1.quantity }
    let first = max(1, whole * Int64.random(in: 30...100, using: &random) / 100)
    let off = max(1, first * Int64.random(in: 1...40, using: &random) / 100)
    let repeats = Int.random(in: 0..<3, using: &random) == 0
    var steps = [Promotion.Step(threshold: first, discount: off)]
    if !repeats, first > 4, off > 1 {
      steps.insert(.init(threshold: first / 2, discount: off / 2), at: 0)
    }
    promotion = Promotion(id: "P1", currency: .cny, steps: steps, repeats: repeats)
    discount = promotion.discount(at: whole)
    statesDiscount = Bool.random(using: &random)
    share(whole)
  }

  /// By the largest remainder: what rounding down leaves goes to the largest rests, a cent each.
  private mutating func share(_ whole: Int64) {
    let parts = lines.map {
      ($0.price * $0.quantity * discount).quotientAndRemainder(dividingBy: whole)
    }
    let left = Int(discount - parts.reduce(0) { $0 + $1.quotient })
    let order = lines.indices.sorted { (parts[$1].remainder, $0) < (parts[$0].remainder, $1) }
    for index in lines.indices { lines[index].discount = parts[index].quotient }
    for index in order.prefix(left) { lines[index].discount += 1 }
  }

  var paid: Int64 { lines.reduce(0) { $0 + paid($1) } }
  func paid(_ line: Line) -> Int64 { line.price * line.quantity - line.discount }
  func price(_ part: Part) -> Int64 { lines[part.line].price * part.quantity }
  func listed(_ kept: [Int64]) -> Int64 { zip(lines, kept).reduce(0) { $0 + $1.0.price * $1.1 } }

  func kept(after parts: [Part]) -> [Int64] {
    lines.indices.map { index in
      parts.reduce(lines[index].quantity) { $1.line == index ? $0 - $1.quantity : $0 }
    }
  }

  /// The most that going back step by step may have come to: nothing is asked back.
  func mostOnTheWay(_ parts: [Part]) -> Int64 {
    parts.indices.map { refunds(Array(parts[...$0])).reduce(0, +) }.max() ?? 0
  }

  /// Some units were worth no more than their price alone.
  func isCapped(_ parts: [Part]) -> Bool {
    zip(refunds(parts), parts).contains { $0 == price($1) }
  }

  /// All of its units, in cases of some each.
  func cases(_ random: inout FeeFixture.Generator, fault: Bool) -> [Part] {
    var parts: [Part] = []
    for index in lines.indices {
      var left = lines[index].quantity
      while left > 0 {
        let units = Int64.random(in: 1...left, using: &random)
        parts.append(
          Part(line: index, quantity: units, isFaulty: fault && Bool.random(using: &random)))
        left -= units
      }
    }
    return parts.shuffled(using: &random)
  }

  func refunds(_ parts: [Part]) -> [Int64] {
    let results = judge(parts).cases.map { ($0.caseID.string, $0.expectedRefund) }
    return parts.indices.map { index in results.first { $0.0 == "C\(100 + index)" }?.1 ?? -1 }
  }

  /// All that is said of its cases, findings and matches.
  func judged(_ parts: [Part], _ change: (Dossier) -> Void = { _ in }) -> [String] {
    let outcome = judge(parts, change)
    return outcome.cases.map { "\($0.caseID) \($0.expectedRefund) \($0.actualRefund) \($0.stage)" }
      + outcome.findings.map { "\($0.code.name) \($0.identity) \($0.notes)" }.sorted()
      + outcome.matches.map { "\($0.expectationID) \($0.evidenceID) \($0.actual)" }.sorted()
  }

  private func judge(_ parts: [Part], _ change: (Dossier) -> Void = { _ in }) -> Outcome {
    let dossier = Dossier()
    dossier.orderID = "O1"
    dossier.lines = lines.enumerated().map { index, line in
      FeeFixture.order(
        "order_id=O1 line_no=\(index + 1) sku=S quantity=\(line.quantity) unit_price=\(line.price) "
          + "paid_amount=\(paid(line)) ordered_at=2026-03-01 delivered_at=2026-03-03 "
          + "promotion_id=P1"
          + (statesDiscount ? " discount_amount=\(line.discount)" : ""))
    }
    dossier.settlements = [
      FeeFixture.fact(
        "txn_id=T1 type=payment amount=\(paid) settled_at=2026-03-01 order_id=O1 status=succeeded")
    ]
    for (index, part) in parts.enumerated() {
      let reason = part.isFaulty ? "damaged description=d evidence=e" : "no_longer_needed"
      dossier.cases.append(
        FeeFixture.caseLine(
          "case_id=C\(100 + index) order_id=O1 kind=return reason=\(reason) "
            + "line_no=\(part.line + 1) quantity=\(part.quantity) applied_at=2026-03-05T\(index)"))
      let waybill = "waybill=W\(index) carrier=SF direction=return reference=C\(100 + index)"
      dossier.parcels += ["picked_up status_at=2026-03-07", "delivered status_at=2026-03-09"].map {
        FeeFixture.parcel("\(waybill) status=\($0)")
      }
      dossier.inspections.append(
        FeeFixture.fact(
          "case_id=C\(100 + index) inspected_at=2026-03-10T\(index) result=accepted "
            + "quantity=\(part.quantity) line_no=\(part.line + 1) condition=intact"))
    }
    change(dossier)
    return reconcile(dossier, circumstances).outcome
  }

  /// What is faulty is refunded as paid, the rest by what is kept.
  private var circumstances: Circumstances {
    var policy = FeeFixture.policy([])
    policy.promotions = [promotion]
    policy.terms.refundBasis = .reprice
    policy.overrides = [TermsOverride(family: .quality) { $0.refundBasis = .paid }]
    return Circumstances(
      policy: policy, asOf: FeeFixture.day("2026-03-12"),
      deliveredFeeds: [[.orders, .cases, .parcels, .inspections, .settlements]], coverage: [])
  }
}
