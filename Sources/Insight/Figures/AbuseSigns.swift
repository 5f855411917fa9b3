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
    case .lightParcel: return dossier.weights(application).map(isLight) ?? false
    case .weightDiffers:
      return dossier.weights(application).map { !isLight($0) && isOtherwise($0) } ?? false
    case .swappedGoods:
      return application.reason != .wrongItem
        && dossier.inspections.contains {
          $0.caseID == application.caseID && $0.condition == .wrongItem
        }
    case .trackingClash:
      return parcels.contains { parcel in
        guard parcel.direction == .return, let delivered = parcel.deliveredAt else { return false }
        return parcel.handedOverAt.map { delivered < $0 } ?? false
          || parcel.waybill == application.returnWaybill && delivered < application.appliedAt
      }
    case .reasonChanged: return dossier.hasShiftedFreight(application)
    case .insuranceGain:
      guard let paid = application.returnFreightPaid else { return false }
      return dossier.insurancePaid(application) > paid
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

  /// At most three tenths: an empty box.
  private func isLight(_ weights: Weights) -> Bool { weights.back * 10 <= weights.out * 3 }

  private func isOtherwise(_ weights: Weights) -> Bool {
    abs(weights.back - weights.out) * 20 > weights.out
  }
}

/// Grams. A file may say any number.
private typealias Weights = (out: Int128, back: Int128)

extension Dossier {
  /// Only where everything came back and both parcels were weighed can the two be compared.
  fileprivate func weights(_ application: CaseLine) -> Weights? {
    guard lines.count == 1, units(claimedBy: application) >= lines[0].quantity,
      let out = parcels.lazy.filter({ $0.direction == .outbound }).compactMap(\.weightGrams).first,
      let back = parcels.lazy.filter({ $0.direction == .return }).compactMap(\.weightGrams).first
    else { return nil }
    return (Int128(out), Int128(back))
  }

  /// A newer row of the case gives a reason of the goods or the carrier where there was none.
  fileprivate func hasShiftedFreight(_ application: CaseLine) -> Bool {
    revisions.contains { revision in
      guard revision.feed == .cases, !revision.isConflict else { return false }
      let (before, after) = (revision.before.caseLine, revision.after.caseLine)
      return after.caseID == application.caseID && after.lineNo == application.lineNo
        && before.reason.family.isBorneByCustomer && !after.reason.family.isBorneByCustomer
    }
  }

  /// What the insurance paid for the way back of a case, minor units.
  fileprivate func insurancePaid(_ application: CaseLine) -> Int64 {
    settlements.reduce(0) { sum, row in
      let isOfCase =
        !row.refundRef.isEmpty
        && (row.refundRef == application.caseID || row.refundRef == application.returnWaybill)
      let counts = row.type == .insurancePayout && row.view == .trade && row.status == .succeeded
      return isOfCase && counts ? sum &+ row.amount : sum
    }
  }

  /// A case that names no line is about all of them.
  fileprivate func units(claimedBy application: CaseLine) -> Int64 {
    application.lineNo == nil
      ? lines.reduce(0) { $0 + $1.quantity } : application.quantity
  }
}

extension Record {
  fileprivate var caseLine: CaseLine {
    var columns = columns
    return CaseLine(&columns, source: Source(file: 0, line: 0, run: 0))
  }
}

extension ReasonFamily {
  /// By what is usual: no fault of the goods, the shop or the carrier.
  fileprivate var isBorneByCustomer: Bool { self == .noReason || self == .fit }
}
