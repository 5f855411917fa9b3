internal import Returns

extension CountedStanding {
  /// What a lost parcel stands for, minor units of the order's currency, as far as its records say:
  /// the value that was declared in it, else what the cases whose goods it carried ask for, else,
  /// of the only parcel of an order, what was paid for it; and the freight that was billed for it
  /// (as claims are made: `Desk.goodsWorth`). 0 where nothing tells.
  func worth(
    of parcel: CarriedParcel, _ dossier: Dossier, _ order: CountedOrder,
    _ circumstances: Circumstances
  ) -> Int64 {
    let own = circumstances.policy.shops[dossier.shop].currency
    let declared = dossier.declaredValue(
      of: parcel.waybill, carrier: parcel.carrier, home: own, preferring: order.currency)
    let goods =
      declared.flatMap { $0.currency == order.currency ? $0.amount : nil }
      ?? asked(for: parcel, dossier, circumstances)
      ?? (dossier.isOnlyOutbound(parcel) ? order.amount : 0)
    let freight = dossier.charges.reduce(0) { sum, charge in
      charge.waybill == parcel.waybill && charge.carrier == parcel.carrier
        && (charge.currency == .none ? own : charge.currency) == order.currency
        ? sum &+ charge.amount : sum
    }
    return goods &+ max(0, freight)
  }

  /// nil where no case's goods are in the parcel.
  private func asked(
    for parcel: CarriedParcel, _ dossier: Dossier, _ circumstances: Circumstances
  ) -> Int64? {
    guard parcel.direction != .outbound else { return nil }
    let references = dossier.parcels.lazy
      .filter { $0.waybill == parcel.waybill && $0.carrier == parcel.carrier }.map(\.reference)
    let lines = dossier.lines.map(SoldLine.init)
    let asked = dossier.cases.compactMap { application -> Int64? in
      guard references.contains(application.caseID) || application.returnWaybill == parcel.waybill,
        let own = ClaimedLines(application, lines)
      else { return nil }
      return goods(of: application, own, dossier, circumstances)
    }
    return asked.isEmpty ? nil : asked.reduce(0, &+)
  }
}

extension Dossier {
  fileprivate func isOnlyOutbound(_ parcel: CarriedParcel) -> Bool {
    parcel.direction == .outbound
      && parcels.allSatisfy { $0.direction != .outbound || $0.waybill == parcel.waybill }
  }
}
