import Returns

extension Router {
  /// The dossier of a record, and the routes that were missed on the way (to be asked of the
  /// ledger).
  func place(_ record: Record, missed: (RouteKind, UInt64) -> Void) -> UInt64 {
    let shop = record.head.shop
    var columns = record.columns
    switch record.head.feed {
    case .orders: return orderKey(shop, columns.text())
    case .cases:
      _ = columns.text()
      return orderKey(shop, columns.text())
    case .parcels: return placeParcel(&columns, shop, missed)
    case .charges:
      let row = Charge(&columns, source: Source(file: 0, line: 0, run: 0))
      guard !row.waybill.isEmpty else {
        // A credit lies with the invoice that it takes from.
        let invoice = row.creditOf.isEmpty ? row.invoiceNo : row.creditOf
        return looseKey(shop, "account", invoice)
      }
      return look(.waybill, row.waybill, shop, missed)
        ?? look(.waybill, row.originalWaybill, shop, missed)
        ?? looseKey(shop, "waybill", row.waybill)
    case .settlements:
      if let home = decidedHome(record) { return home }
      return placeMovement(&columns, shop, missed) ?? placeBeside(record, missed)
    case .materials, .reviews, .inspections, .surveys:
      let caseID = columns.text()
      return look(.caseID, caseID, shop, missed) ?? looseKey(shop, "case", caseID)
    case .stock:
      let movement = columns.text()
      _ = columns.text()
      _ = columns.count()
      _ = columns.time()
      _ = columns.choice(StockKind.self)
      return look(.caseID, columns.text(), shop, missed) ?? looseKey(shop, "stock", movement)
    case .tickets:
      let ticket = columns.text()
      _ = columns.choice(TicketClass.self)
      _ = columns.time()
      _ = columns.text()
      let caseID = columns.text()
      let orderID = columns.text()
      if let key = look(.caseID, caseID, shop, missed) { return key }
      return orderID.isEmpty ? looseKey(shop, "ticket", ticket) : orderKey(shop, orderID)
    case .claimResults:
      let claim = columns.text()
      return placeInstructed(shop, claim, missed) ?? looseKey(shop, "service", claim)
    case .decisions: return looseKey(shop, "service", columns.text())
    }
  }

  /// Where a reference leads.
  @inline(__always)
  func look(
    _ kind: RouteKind, _ text: Text, _ shop: Int, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64? {
    guard !text.isEmpty else { return nil }
    let hash = routeHash(kind, shop, text)
    if let key = find(kind, hash) { return key }
    missed(kind, hash)
    return nil
  }

  private func lookNormalised(
    _ text: Text, _ shop: Int, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64? {
    let hash = normalisedHash(shop, text)
    if let key = find(.normalisedCase, hash) { return key }
    missed(.normalisedCase, hash)
    return nil
  }

  /// The case it names, the case that names it, of a way back the parcel it sends back, else the
  /// order it names, else a dossier of its own.
  ///
  /// Nearly all parcels that leave name an order: the ledger is asked only for what may be the id
  /// of a case.
  @inline(__always)
  private func placeParcel(
    _ columns: inout ColumnReader, _ shop: Int, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64 {
    let waybill = columns.text()
    columns.skipText()
    let direction = columns.choice(Direction.self) ?? .outbound
    columns.skipByte()
    let reference = columns.text()
    if direction != .outbound || reference.isEmpty {
      if let key = look(.caseID, reference, shop, missed) { return key }
      if let key = look(.waybill, waybill, shop, missed) { return key }
      if direction == .return, let key = look(.waybill, reference, shop, missed) { return key }
    } else {
      let hash = routeHash(.caseID, shop, reference)
      if let key = find(.caseID, hash) { return key }
      if mayRemember(case: hash) { missed(.caseID, hash) }
    }
    return reference.isEmpty ? looseKey(shop, "waybill", waybill) : orderKey(shop, reference)
  }

  /// Where the order lies that a row of a refund left for, whatever becomes of its case; else where
  /// the case lies that an instruction was issued for; nil for what is no id of one.
  @inline(__always)
  func placeInstructed(
    _ shop: Int, _ text: Text, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64? {
    guard let stem = InstructionID.stem(of: text) else { return nil }
    if let key = orderIssued(shop, text) { return key }
    let hash = routeHash(.instruction, shop, stem)
    let direct = routeHash(.claim, shop, stem)
    if let key = find(.claim, direct) { return key }
    guard let caseHash = find(.instruction, hash) else {
      missed(.instruction, hash)
      missed(.claim, direct)
      return nil
    }
    if let key = find(.caseID, caseHash) { return key }
    missed(.caseID, caseHash)
    return nil
  }

  /// By what it names itself, else by the payment; nil for what names none that is known.
  @inline(__always)
  func placeMovement(
    _ columns: inout ColumnReader, _ shop: Int, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64? {
    placeNamed(&columns, shop, missed) ?? lookPayment(columns.text(), shop, missed)
  }

  /// By the instruction, the case, the order, the case but for spelling; what an insurance or a
  /// carrier pays also by the waybill that it pays for. Where there is none of them, the payment is
  /// the next column.
  ///
  /// A bank has fields for references and does not know what is in them: the case may stand in the
  /// one of the order. A refund that it returns may have no name but one that the bank knew it by.
  @inline(__always)
  func placeNamed(
    _ columns: inout ColumnReader, _ shop: Int, _ missed: (RouteKind, UInt64) -> Void
  ) -> UInt64? {
    let row = columns
    columns.skipText()
    let type = columns.choice(SettlementType.self)
    columns.skipNumber()
    columns.skipNumber()
    columns.skipText()
    let view = columns.choice(SettlementView.self)
    columns.skipNumber()
    columns.skipByte()
    let orderID = columns.text()
    let refundRef = columns.text()
    if !refundRef.isEmpty {
      if let key = placeInstructed(shop, refundRef, missed) { return key }
      if let key = look(.caseID, refundRef, shop, missed) { return key }
      if orderID.isEmpty {
        if let key = lookNormalised(refundRef, shop, missed) { return key }
        if type == .insurancePayout || type == .compensation,
          let key = look(.waybill, refundRef, shop, missed)
        {
          return key
        }
      }
    }
    if view == .bank, let refund = Settlement.ofBank(row) {
      if refund.hasFreeReferences {
        let key = placeInstructed(shop, orderID, missed) ?? look(.caseID, orderID, shop, missed)
        if let key { return key }
      }
      if refund.isReturned { return nil }
    }
    return orderID.isEmpty ? nil : orderKey(shop, orderID)
  }
}
