extension DeadlineRule {
  /// Goods that the warehouse accepted are in stock again, or scrapped, within `restock_days` of
  /// acceptance (R1.3).
  static let restock = DeadlineRule(
    kind: .restock, evidenceFeed: .stock, code: .notRestocked, subject: .files
  ) { desk, deadlines in
    desk.expectBooked(
      desk.restockNeeds(), [.restock, .scrap], "restock", .notRestocked,
      provingFeed: .inspections, days: \.restockDays, into: &deadlines)
  }
}

extension Desk {
  /// Accepted goods by inspection; where the shop delivers none, what arrived. What a carrier lost
  /// counts as accepted for the customer and is on no shelf.
  fileprivate func restockNeeds() -> [StockNeed] {
    var needs: [StockNeed] = []
    for inspection in dossier.inspections {
      guard inspection.result == .accepted, inspection.quantity > 0,
        inspection.disposition != .returnToCustomer, let file = fileIndex(of: inspection),
        !files[file].isBeforeOpening
      else { continue }
      needs.append(
        StockNeed(
          file: file, sku: sku(of: inspection, file), kind: inspection.disposition?.movement,
          quantity: inspection.quantity, since: day(inspection.inspectedAt)))
    }
    guard !delivers(.inspections) else {
      return needs + idleNeeds([.restock, .scrap], beside: needs)
    }
    for index in files.indices {
      let file = files[index]
      guard file.inspections.isEmpty, file.isApproved, file.needsGoodsBack, file.quantity > 0,
        let arrivedAt = file.allArrivedAt, let approvedAt = file.verdictAt, lostWorth(of: file) == 0
      else { continue }
      needs.append(
        StockNeed(
          file: index, sku: file.soleSKU, kind: nil, quantity: file.quantity,
          since: max(day(arrivedAt), day(approvedAt))))
    }
    return needs
  }

  /// The case line that was inspected: the one named, else the first of the case.
  private func fileIndex(of inspection: Inspection) -> Int? {
    files.firstIndex {
      $0.caseID == inspection.caseID && $0.application.lineNo == inspection.lineNo
    } ?? files.firstIndex { $0.caseID == inspection.caseID }
  }

  private func sku(of inspection: Inspection, _ file: Int) -> Text {
    if let lineNo = inspection.lineNo {
      return dossier.lines.first { $0.lineNo == lineNo }?.sku ?? Text()
    }
    let isSole = files.allSatisfy { $0.caseID != inspection.caseID || $0 === files[file] }
    return isSole ? files[file].soleSKU : Text()
  }
}

extension CaseFile {
  /// The article of a case of one order line; empty for several.
  fileprivate var soleSKU: Text { lines.count == 1 ? lines[0].sku : Text() }
}

extension Disposition {
  fileprivate var movement: StockKind? {
    switch self {
    case .restock: .restock
    case .scrap: .scrap
    case .returnToCustomer: nil
    }
  }
}
