extension JournalRule {
  /// What an insurance or a carrier paid (FA17 of domain.md 3f tells whether it should have).
  static let compensations = JournalRule(.payouts) { desk, _, entries in
    for row in desk.dossier.settlements where row.status == .succeeded && row.view == .trade {
      switch row.type {
      case .insurancePayout: entries.append(desk.entry(.insurancePayout, row.amount, row))
      case .compensation: entries.append(desk.entry(.carrierCompensation, row.amount, row))
      default: break
      }
    }
  }
}
