internal import Returns

extension AbuseSign {
  /// Whether a case gives the sign, by what is known of its order.
  func isSeen(
    _ application: CaseLine, _ dossier: Dossier, _ parcels: [CarriedParcel], _ day: Day,
    _ circumstances: Circumstances
  ) -> Bool {
    switch self {
    case .deniedDelivery:
      return application.reason == .lost
        && parcels.contains { $0.direction == .outbound && $0.deliveredAt != nil && !$0.isLost }
    case .goodsRejected:
      return dossier.inspections.contains {
        $0.caseID == application.caseID && $0.result == .rejected
      }
    case .shortQuantity:
      let own = dossier.inspections.filter { $0.caseID == application.caseID }
      let claimed = dossier.cases.filter { $0.caseID == application.caseID }
        .reduce(0) { $0 + dossier.units(claimedBy: $1) }
      return !own.isEmpty && own.reduce(0) { $0 + $1.quantity } < claimed
    case .lightParcel: return isLight(application, dossier)
    case .chargeback: return dossier.isRefundedAndChargedBack
    case .wholeOrder:
      let claimed = dossier.cases.filter { $0.kindNow == .return }
        .reduce(0) { $0 + dossier.units(claimedBy: $1) }
      let sold = dossier.lines.reduce(0) { $0 + $1.quantity }
      return dossier.lines.count > 1 && claimed >= sold
    case .lastDay:
      guard application.reason.family == .noReason,
        let window = circumstances.policy.terms.windowDays[.noReason],
        let received = dossier.lines.first(where: { $0.lineNo == application.lineNo })?.deliveredAt
          ?? dossier.lines.first?.deliveredAt
      else { return false }
      return day == circumstances.day(received, dossier.shop) + window
    }
  }

  private func isLight(_ application: CaseLine, _ dossier: Dossier) -> Bool {
    // Only where everything came back and both parcels were weighed can the two be compared.
    guard dossier.lines.count == 1,
      dossier.units(claimedBy: application) >= dossier.lines[0].quantity,
      let out = dossier.parcels.lazy.filter({ $0.direction == .outbound })
        .compactMap(\.weightGrams).first,
      let back = dossier.parcels.lazy.filter({ $0.direction == .return })
        .compactMap(\.weightGrams).first
    else { return false }
    return back * 10 <= out * 3
  }
}

extension Dossier {
  /// A case that names no line is about all of them.
  fileprivate func units(claimedBy application: CaseLine) -> Int64 {
    application.lineNo == nil
      ? lines.reduce(0) { $0 + $1.quantity } : application.quantity
  }
}
