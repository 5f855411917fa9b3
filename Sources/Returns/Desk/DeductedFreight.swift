/// Freight of a case's way back that its customer bears and that makes her refund smaller
/// (`recover_freight: deduct`).
extension Desk {
  /// What of it is deducted from the refund of a case line: of several lines of a case the first
  /// ones bear it.
  func deductedFreight(of index: Int) -> Int64 {
    let file = files[index]
    guard file.terms.freightRecovery == .deduct, let borne = recoverableFreight(of: file) else {
      return 0
    }
    return files[..<index].reduce(borne.deducted) { rest, earlier in
      guard earlier.caseID == file.caseID, let worth = entitlement(of: earlier)?.amount else {
        return rest
      }
      return rest - min(rest, worth)
    }
  }

  /// Freight of a case by when the carrier billed it: what the refund had left by then is deducted
  /// from it. A refund that had been paid before cannot become smaller any more: that much the
  /// customer owes back (nil day: nothing of it). nil where the customer bears none.
  func recoverableFreight(
    of file: CaseFile
  ) -> (deducted: Int64, claimed: Int64, billedOn: Day?)? {
    guard !fees.isEmpty, let waybill = file.returnParcel?.waybill else { return nil }
    var bills: [(amount: Int64, day: Day?)] = []
    for line in fees
    where line.waybill == waybill && line.bearer == .customer && line.caseID == file.caseID {
      bills.append((line.payable - line.writtenOff, lastBill(of: line)))
    }
    guard !bills.isEmpty else { return nil }
    bills.sort {
      ($0.day ?? Day(number: .min), $0.amount) < ($1.day ?? Day(number: .min), $1.amount)
    }
    let worth = files.reduce(Int64(0)) { sum, other in
      other.caseID == file.caseID ? sum + (entitlement(of: other)?.amount ?? 0) : sum
    }
    var (deducted, claimed): (Int64, Int64) = (0, 0)
    var billedOn: Day?
    for bill in bills {
      guard let day = bill.day else {
        deducted += bill.amount
        continue
      }
      let paid = min(worth, refunded(file, until: day))
      let left = max(0, worth - paid - deducted)
      let lost = max(0, min(bill.amount, worth - deducted - claimed) - left)
      deducted += min(bill.amount, left)
      claimed += lost
      if lost > 0 { billedOn = day }
    }
    return (deducted, claimed, billedOn)
  }

  private func lastBill(of line: FeeLine) -> Day? {
    var last: Day?
    for charge in dossier.charges
    where charge.waybill == line.waybill && charge.invoiceNo == line.invoiceNo {
      if let billedAt = charge.billedAt { last = max(last ?? day(billedAt), day(billedAt)) }
    }
    return last
  }

  /// What went out by a day under the name of a case, or of an instruction for its goods.
  private func refunded(_ file: CaseFile, until last: Day) -> Int64 {
    var sum: Int64 = 0
    for index in views.refunds {
      let row = dossier.settlements[index]
      guard row.currency == file.currency, day(row.settledAt) <= last else { continue }
      let isNamed =
        row.refundRef == file.caseID
        || InstructionID(row.refundRef).map { id in
          files.contains {
            $0.caseID == file.caseID && expectedIdentity("refund", of: $0) == id.subject
          }
        } ?? false
      if isNamed { sum = FeeSum.adding(sum, row.amount) }
    }
    return sum
  }
}
