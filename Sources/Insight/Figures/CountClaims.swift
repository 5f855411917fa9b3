internal import Returns

extension FigureCounter {
  /// Counts one of a dossier's cases.
  func claim(
    _ index: Int, _ dossier: Dossier, _ standing: CountedStanding, _ lines: [SoldLine],
    _ parcels: [CarriedParcel], _ order: CountedOrder, _ claimed: inout ClaimedValues,
    _ sign: Int64
  ) {
    let application = dossier.cases[index]
    guard let own = ClaimedLines(application, lines) else {
      tally.add(FigureRemoval(.noOrder, .cases, application.caseID), sign)
      return
    }
    if let lineNo = application.lineNo, own.isUnknown {
      tally.add(
        FigureRemoval(.noLine, .cases, application.caseID, detail: Text("\(lineNo)")), sign)
    }
    let isFirst = dossier.isFirstOfCase(index)
    let day = circumstances.day(application.appliedAt, dossier.shop)
    let detail = UInt16(application.reason.rawValue)
    let sums = standing.sums(
      of: application, own, dossier, order, circumstances, isFirst: isFirst, sign)
    func add(
      _ dimension: Dimension, _ value: UInt64, _ text: Text, _ measure: Measure,
      _ numbers: CellNumbers, _ currency: Currency
    ) {
      tally.add(
        CellKey(dimension, value, measure, detail: detail, currency: currency, on: day), text,
        numbers)
    }
    func count(_ dimension: Dimension, _ value: UInt64, _ text: Text, _ sums: [ClaimSum]) {
      for sum in sums { add(dimension, value, text, .claimed, sum.numbers, sum.currency) }
      if let repeats = claimed.add(dimension, value, application.reason, sign) {
        add(dimension, value, text, .repeated, repeats, order.currency)
      }
    }
    for place in own.lines.indices {
      let part = own.part(place, of: sums)
      forEachValue(own.lines[place], order) { dimension, value, text in
        if dimension.isOfLine || place == 0 {
          count(dimension, value, text, dimension.isOfLine ? part : sums)
        }
      }
    }
    count(.channel, FigureTally.value(.channel, application.channel), application.channel, sums)
    share(own.lines, order, application.reason.family, on: day, sign)
    if !order.customerID.isEmpty {
      // A customer's cases are counted, not their lines; and once more those of one order.
      for sum in sums {
        var numbers = sum.numbers
        if !isFirst { numbers.count = 0 }
        add(.customer, order.customer, order.customerID, .claimed, numbers, sum.currency)
      }
      if isFirst, index > 0 {
        let isSameDay = dossier.cases[..<index].contains {
          circumstances.day($0.appliedAt, dossier.shop) == day
        }
        add(
          .customer, order.customer, order.customerID, .repeated,
          CellNumbers(count: isSameDay ? sign : 0, cost: sign), order.currency)
      }
      signs(index, dossier, parcels, order, on: day, sign)
    }
    if isFirst { timeSteps(application, dossier, standing, sign) }
  }

  /// Signs of abuse that a case gives and none before it gave.
  private func signs(
    _ index: Int, _ dossier: Dossier, _ parcels: [CarriedParcel], _ order: CountedOrder,
    on day: Day, _ sign: Int64
  ) {
    for seen in AbuseSign.allCases {
      func isSeen(_ application: CaseLine) -> Bool {
        let day = circumstances.day(application.appliedAt, dossier.shop)
        return seen.isSeen(application, dossier, parcels, day, circumstances)
      }
      let application = dossier.cases[index]
      guard isSeen(application),
        !dossier.cases[..<index].contains(where: {
          (seen.isOfOrder || $0.caseID == application.caseID) && isSeen($0)
        })
      else { continue }
      tally.add(
        CellKey(.customer, order.customer, .signs, detail: UInt16(seen.rawValue), on: day),
        order.customerID, CellNumbers(count: sign))
    }
  }

  /// How long the shop's own steps took, once a case.
  private func timeSteps(
    _ application: CaseLine, _ dossier: Dossier, _ standing: CountedStanding, _ sign: Int64
  ) {
    let shop = dossier.shop
    let reviews = dossier.reviews.lazy.filter { $0.caseID == application.caseID }
    let answered = reviews.map(\.reviewedAt).min()
    time(
      "first_response", from: application.appliedAt, to: answered, shop, application.caseID, sign)
    // To ask for more is no decision.
    let decided = reviews.filter { $0.verdict != .pending }.map(\.reviewedAt).min()
    time("review", from: application.appliedAt, to: decided, shop, application.caseID, sign)
    let arrived = dossier.parcels.lazy
      .filter {
        $0.direction == .return
          && ($0.reference == application.caseID || $0.waybill == application.returnWaybill)
      }.compactMap { $0.deliveredAt ?? ($0.status == .delivered ? $0.statusAt : nil) }.min()
    guard let arrived else { return }
    let inspected = dossier.inspections.lazy.filter { $0.caseID == application.caseID }
      .map(\.inspectedAt).min()
    time("inspection", from: arrived, to: inspected, shop, application.caseID, sign)
    let refunded = standing.firstRefund(of: application.caseID, dossier, circumstances)
    // Where approval is enough the money goes before the goods come: no step from one to the other.
    if let refunded, refunded < arrived,
      circumstances.policy.terms(of: application, in: dossier).refundOn == .approval
    {
      return
    }
    time("refund", from: arrived, to: refunded, shop, application.caseID, sign)
  }
}
