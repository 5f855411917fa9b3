/// The name under which a movement of money became known first. A finer view may tell of it later
/// under another one, or from another account: what was told and decided of it before is told and
/// decided.
extension Desk {
  /// The id of what met an expectation.
  func firstName(of match: Match) -> Text {
    let rows = dossier.settlements
    guard !views.linked.isEmpty,
      let kept = views.refunds.first(where: {
        rows[$0].txnID == match.evidenceID && rows[$0].currency == match.currency
      })
    else { return match.evidenceID }
    return rows[firstKnown(kept)].txnID
  }

  /// The row by which a movement became known, of whichever view.
  func firstKnown(_ row: Settlement) -> Settlement {
    guard !views.linked.isEmpty,
      let place = dossier.settlements.firstIndex(where: { $0.source == row.source })
    else { return row }
    return dossier.settlements[firstKnown(place)]
  }

  private func firstKnown(_ kept: Int) -> Int {
    let rows = dossier.settlements
    var first = kept
    for (row, twin) in views.twins
    where twin == kept && rows[row].source.run < rows[first].source.run { first = row }
    return first
  }
}
