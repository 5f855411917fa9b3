extension InstructionRule {
  /// What suppliers are to make good of goods that were not as they should be (R7.2): all that the
  /// merchant bore of a quality case, once it is settled; and quality tickets of customers who
  /// did not apply for anything.
  static let supplierClaim = InstructionRule(.supplierClaim, subjects: [.files, .tickets]) {
    desk, _, list in
    for index in desk.files.indices where desk.files[index].isQuality {
      guard !desk.isCarriersDamage(desk.files[index]) else { continue }
      desk.claimFromSuppliers(of: index, &list)
    }
    desk.claimForTickets(&list)
  }
}

extension CaseFile {
  fileprivate var isQuality: Bool { isApproved && application.reason.family == .quality }
}

extension Desk {
  /// The carrier is asked for it already.
  fileprivate func isCarriersDamage(_ file: CaseFile) -> Bool {
    file.application.reason == .damaged
      && waybills.contains { $0.direction == .outbound && $0.isDamaged }
  }

  /// Minor units that the merchant bore of a case line: refunds paid, a replacement's goods, and of
  /// the case's first line freight; and whether that is all, or more is on its way. nil while
  /// nothing has gone.
  private func borneByMerchant(_ index: Int) -> (amount: Int64, isAll: Bool)? {
    let file = files[index]
    var sum: Int64 = 0
    var (isSettled, isAll) = (false, true)
    for place in money.indices
    where money[place].due.file == index && money[place].kind.evidenceType == .refund {
      // What she had paid for freight is her own money.
      if money[place].kind != .freightBack { sum = FeeSum.adding(sum, money[place].matched) }
      isSettled = isSettled || money[place].kind == .refund && money[place].matched > 0
      if money[place].open > 0 { isAll = false }
    }
    if file.kind == .exchange, let parcel = file.exchangeParcel, parcel.isUnderWay {
      sum = FeeSum.adding(sum, file.goodsBasis)
      isSettled = true
    }
    guard isSettled else { return nil }
    if isFirstLine(index) {
      for place in fees.indices
      where fees[place].caseID == file.caseID && fees[place].currency == file.currency
        && (fees[place].bearer == .merchant || fees[place].bearer == .supplier)
      { sum = FeeSum.adding(sum, max(0, fees[place].carriageCost)) }
    }
    return (sum, isAll)
  }

  /// What of it carriers have paid back: their claims have the goods in them, and freight that they
  /// bear themselves, which is paid first. Of several lines of a case the first ones have it.
  private func madeGood(_ index: Int, _ borne: Int64) -> Int64 {
    guard hasClaims else { return 0 }
    let caseID = files[index].caseID
    var paid: Int64 = 0
    for claim in allCarrierClaims()
    where claim.caseID == caseID && claim.ground.isParcelTrouble
      && claim.currency == files[index].currency
    {
      let freight = freightOwed(by: claim)
      paid = FeeSum.adding(paid, max(0, standing(of: claim).paid - freight))
    }
    for earlier in files.indices[..<index] where files[earlier].caseID == caseID {
      if let borne = borneByMerchant(earlier), borne.isAll { paid -= min(paid, borne.amount) }
    }
    return min(paid, borne)
  }

  fileprivate func claimFromSuppliers(of index: Int, _ list: inout [Instruction]) {
    let file = files[index]
    var shares: [(supplier: Text, weight: Int64)] = []
    for line in file.lines where !line.supplierID.isEmpty {
      let paid = line.paidAmount ?? 0
      if let known = shares.firstIndex(where: { $0.supplier == line.supplierID }) {
        shares[known].weight = FeeSum.adding(shares[known].weight, paid)
      } else {
        shares.append((line.supplierID, paid))
      }
    }
    // Of what has no supplier nobody can be asked; its share is not another's.
    let rest = file.lines.reduce(Int64(0)) {
      $1.supplierID.isEmpty ? FeeSum.adding($0, $1.paidAmount ?? 0) : $0
    }
    guard !shares.isEmpty, let (whole, isAll) = borneByMerchant(index) else { return }
    let borne = whole - madeGood(index, whole)
    guard borne > 0 else { return }
    let amounts = MinorUnits.split(borne, by: shares.map(\.weight) + [rest])
    for (share, amount) in zip(shares, amounts) where amount > 0 {
      var evidence = ClaimEvidence()
      evidence.add("sku", file.lines.first { $0.supplierID == share.supplier }?.sku.string)
      evidence.add("units", "\(file.units(of: share.supplier))")
      evidence.add("condition", file.inspections.last?.condition?.name)
      evidence.add("evidence", file.application.evidence)
      let start = file.verdictAt.map(day) ?? day(file.application.appliedAt)
      var instruction = Instruction(
        .supplierClaim,
        subject: supplierClaimIdentity(file, share.supplier),
        // What was claimed stays as it is while more of the case is on its way.
        need: isAll ? .wanted : .held, shop: shop, parts: [InstructionPart(amount: amount)],
        details: .claim(
          ClaimDetails(
            counterparty: share.supplier, waybill: file.returnParcel?.waybill ?? Text(),
            ground: Text(file.application.reason.name),
            deadline: start + file.terms.supplierClaimDays, evidence: evidence.text)))
      instruction.caseID = file.caseID
      instruction.orderID = dossier.orderID
      instruction.currency = file.currency
      instruction.content = StableHash.of(Text("\(amount)"), seed: UInt64(file.currency.code))
      settle(&instruction)
      list.append(instruction)
    }
  }

  func supplierClaimIdentity(_ file: CaseFile, _ supplier: Text) -> UInt64 {
    circumstances.identity(
      "supplier claim", shop: shop, file.caseID, supplier, file.application.lineNo ?? -1)
  }

  /// A ticket about quality without a case: nothing was paid for it yet, so no amount is named.
  fileprivate func claimForTickets(_ list: inout [Instruction]) {
    guard !dossier.tickets.isEmpty, let supplier = dossier.lines.first?.supplierID,
      !supplier.isEmpty, dossier.lines.allSatisfy({ $0.supplierID == supplier })
    else { return }
    for ticket in dossier.tickets
    where ticket.kind == .quality && ticket.caseID.isEmpty && !isBeforeOpening(ticket.openedAt) {
      var evidence = ClaimEvidence()
      evidence.add("ticket_id", ticket.ticketID)
      evidence.add("topic", ticket.topic)
      evidence.add("sku", dossier.lines.count == 1 ? dossier.lines[0].sku.string : nil)
      let terms = policy.terms(shop: shop, category: dossier.firstCategory)
      var instruction = Instruction(
        .supplierClaim,
        subject: circumstances.identity("supplier ticket", shop: shop, ticket.ticketID, supplier),
        need: .wanted, shop: shop,
        details: .claim(
          ClaimDetails(
            counterparty: supplier, waybill: Text(), ground: "ticket_quality",
            deadline: day(ticket.openedAt) + terms.supplierClaimDays, evidence: evidence.text)))
      instruction.orderID = dossier.orderID
      instruction.content = 1
      settle(&instruction)
      list.append(instruction)
    }
  }

  /// What a supplier has answered, or paid, stays as it is: what is claimed beyond that is asked
  /// for by itself. Of what names no amount any answer is all.
  private func settle(_ instruction: inout Instruction) {
    guard !dossier.claimResults.isEmpty || !views.payouts.isEmpty else { return }
    let results = results(of: instruction.subject, .supplierClaim)
    guard instruction.parts.first?.amount == nil else {
      instruction.replies =
        results.compactMap(ClaimReply.init)
        + dossier.settlements.filter { $0.currency == instruction.currency }
        .compactMap { ClaimReply($0, to: instruction.subject) }
      return
    }
    guard let last = results.last else { return }
    instruction.need = last.status != .acknowledged ? .done(isOwn: true) : .held
    instruction.parts = []
  }
}

extension ClaimReply {
  fileprivate init?(_ result: ClaimResult) {
    guard let id = InstructionID(result.claimID) else { return nil }
    (number, isPaid, amount) = (id.number, result.status == .paid, result.amount)
    isOfAccount = false
  }

  /// nil: the movement is not of the claim.
  fileprivate init?(_ row: Settlement, to claim: UInt64) {
    guard row.isOfSupplier, row.status == .succeeded, row.view == .trade,
      let id = InstructionID(row.refundRef), id.subject == claim
    else { return nil }
    (number, isPaid, amount, isOfAccount) = (id.number, true, row.amount, true)
  }
}

extension CaseFile {
  /// How many of its units are a supplier's.
  fileprivate func units(of supplier: Text) -> Int64 {
    guard lines.count > 1 else { return quantity }
    return lines.reduce(0) { sum, line in
      line.supplierID == supplier ? sum + whole[line.lineNo].quantity : sum
    }
  }
}
