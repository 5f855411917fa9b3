/// Audits and settles the carrier charges of one dossier as of `asOf`. Pure.
///
/// One line for each waybill, invoice and carrier (and currency, should an invoice mix them),
/// sorted so; of charges without a waybill those are owed that the policy or a list agrees. A
/// line's `surcharge` also holds rebates and compensation with their sign, so that freight,
/// packaging and surcharge add up to what the carrier billed. With no rate card at all no freight
/// is expected and no `FEE_NO_RATE` raised.
///
/// Payable by the shop is what it pays on the carrier's bill: terms `account`, `deposit` and
/// `platform`, and `collect` where the parcel came to the shop. What was `prepaid` is settled
/// already; such a line lists only what the carrier gives back.
///
/// - Parameters:
///   - lostOn: since when a parcel counts as lost; nil: it does not.
///   - audited: is told of each position how it was rated, for those who ask why.
func settleFees(
  _ dossier: Dossier, _ circumstances: Circumstances, terms: (CaseLine) -> CaseTerms,
  lostOn: (Text) -> Day? = { _ in nil }, audited: ((FeeAudit) -> Void)? = nil
) -> Outcome {
  var outcome = Outcome()
  FeeSettling(dossier, circumstances).settle(
    terms: terms, lostOn: lostOn, into: &outcome, audited: audited)
  return outcome
}

extension Dossier {
  /// Fills in the positions of the charges by waybill.
  func orderCharges(in memory: UnsafeMutableBufferPointer<Int>) {
    var order = memory
    for index in charges.indices {
      order.initializeElement(at: index, to: index)
      var place = index
      // A few are put in their place at once.
      while place > 0, index < 32, charges[index].waybill < charges[order[place - 1]].waybill {
        order[place] = order[place - 1]
        place -= 1
      }
      order[place] = index
    }
    if charges.count > 32 { order.sort { charges[$0].waybill < charges[$1].waybill } }
  }
}

/// Adds the charges of one waybill up per invoice, with credits set against what they undo.
func feePositions(of charges: [Charge], _ currency: Currency) -> [FeePosition] {
  let sorted = charges.sorted { a, b in
    if a.carrier != b.carrier { return a.carrier < b.carrier }
    if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
    return a.currency(or: currency) < b.currency(or: currency)
  }
  var positions: [FeePosition] = []
  var credits: [ChargeCredits.Credit] = []
  var last: Charge?
  for charge in sorted {
    let money = charge.currency(or: currency)
    if last.map({ $0.isOnPosition(of: charge, currency) }) != true {
      positions.append(FeePosition(charge, currency: money))
    }
    last = charge
    let isCredit = ChargeCredits.isCredit(charge)
    positions[positions.count - 1].add(charge, isCredit: isCredit)
    if isCredit {
      credits.append(
        ChargeCredits.Credit(
          carrier: charge.carrier, currency: money, type: charge.type,
          amount: -FeeSum.bounded(charge.amount), invoiceNo: charge.invoiceNo,
          creditOf: charge.creditOf))
    }
  }
  for place in positions.indices where positions[place].several.rawValue != 0 {
    let position = positions[place]
    positions[place].findRepeats(
      in: sorted.filter { charge in
        charge.carrier == position.carrier && charge.invoiceNo == position.invoiceNo
          && charge.currency(or: currency) == position.currency
      })
  }
  if positions.count > 1 {
    ChargeCredits.settle(&positions, credits)
    positions.sort { a, b in
      if a.carrier != b.carrier { return a.carrier < b.carrier }
      if a.invoiceNo != b.invoiceNo { return a.invoiceNo < b.invoiceNo }
      return a.currency < b.currency
    }
  }
  return positions
}
