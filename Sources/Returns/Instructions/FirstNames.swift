extension Desk {
  /// The id under which a refund became known first. A finer view may tell of it later under
  /// another id: what was told of the movement before is told.
  func firstName(of match: Match) -> Text {
    let rows = dossier.settlements
    guard !views.linked.isEmpty,
      let kept = views.refunds.first(where: {
        rows[$0].txnID == match.evidenceID && rows[$0].currency == match.currency
      })
    else { return match.evidenceID }
    var first = kept
    for other in otherViews(of: kept) where rows[other].source.run < rows[first].source.run {
      first = other
    }
    return rows[first].txnID
  }

  /// A row of each other view that tells of the same movement. Where several are alike, they stand
  /// beside each other in the order of their times.
  private func otherViews(of kept: Int) -> [Int] {
    let rows = dossier.settlements
    let own = views.refunds.filter { rows[$0].view == rows[kept].view && isAlike($0, kept) }
    guard let place = inOrder(own).firstIndex(of: kept) else { return [] }
    return SettlementView.allCases.compactMap { view in
      if view == rows[kept].view { return nil }
      let others = inOrder(views.linked.filter { rows[$0].view == view && isAlike($0, kept) })
      return place < others.count ? others[place] : nil
    }
  }

  private func isAlike(_ row: Int, _ other: Int) -> Bool {
    let rows = dossier.settlements
    return row == other
      || rows[row].type == rows[other].type && rows[row].status == rows[other].status
        && rows[row].isSameMoney(as: rows[other])
  }

  private func inOrder(_ places: [Int]) -> [Int] {
    let rows = dossier.settlements
    return places.sorted {
      (rows[$0].settledAt, rows[$0].txnID) < (rows[$1].settledAt, rows[$1].txnID)
    }
  }
}
