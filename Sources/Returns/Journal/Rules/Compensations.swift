extension JournalRule {
  /// What an insurance, a carrier or a supplier paid (FA17 of domain.md 3f tells whether it should
  /// have).
  static let compensations = JournalRule(.payouts) { desk, _, entries in
    for row in desk.dossier.settlements where row.status == .succeeded && row.view == .trade {
      switch row.type {
      case .insurancePayout: entries.append(desk.entry(.insurancePayout, row.amount, row))
      case .compensation:
        let kind: JournalKind = row.isOfSupplier ? .supplierCompensation : .carrierCompensation
        entries.append(desk.entry(kind, row.amount, row))
      default: break
      }
    }
  }
}

extension Settlement {
  /// A compensation that names a claim on a supplier.
  var isOfSupplier: Bool {
    type == .compensation && InstructionID(refundRef)?.kind == .supplierClaim
  }
}
