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
    return rest(of: borne.deducted, for: index)
  }

  /// What of a case's freight the lines before one leave for it.
  func rest(of freight: Int64, for index: Int) -> Int64 {
    files.indices[..<index].reduce(freight) { rest, earlier in
      files[earlier].caseID == files[index].caseID
        ? rest - min(rest, refundable(of: earlier)) : rest
    }
  }

  /// What a case line's refund has left for the freight of its way back: that of a way out that is
  /// no longer free is known when money is owed, before any carrier bills the way back.
  func refundable(of index: Int) -> Int64 {
    guard let worth = entitlement(of: files[index])?.amount else { return 0 }
    return max(0, worth - lostFreeShipping(of: index))
  }

  /// Freight of a case by when the carrier billed it: what the refund had left by then is deducted
  /// from it. A refund that had been paid before cannot become smaller any more: that much the
  /// customer owes back (nil day: nothing of it). nil where the customer bears none in the case's
  /// currency: nothing is converted, so freight in another one makes no refund smaller.
  func recoverableFreight(
    of file: CaseFile
  ) -> (deducted: Int64, claimed: Int64, billedOn: Day?)? {
    guard !fees.isEmpty else { return nil }
    let own = lines(of: file.caseID)
    var bills: [(amount: Int64, day: Day?)] = []
    for line in fees where line.isCustomers(of: file) {
      guard own.contains(where: { $0.isReturn(line.waybill) }) else { continue }
      bills.append((line.carriageCost - line.writtenOff, lastBill(of: line)))
    }
    guard !bills.isEmpty else { return nil }
    bills.sort {
      ($0.day ?? Day(number: .min), $0.amount) < ($1.day ?? Day(number: .min), $1.amount)
    }
    let worth = files.indices.reduce(Int64(0)) { sum, other in
      files[other].caseID == file.caseID ? sum + refundable(of: other) : sum
    }
    var (deducted, claimed): (Int64, Int64) = (0, 0)
    var billedOn: Day?
    for bill in bills {
      guard let day = bill.day else {
        deducted += bill.amount
        continue
      }
      let paid = min(worth, refundedGoods(of: file, worth, until: day))
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

  /// What went out by a day for a case's goods, which are worth so much: under the name of an
  /// instruction for them, or of the case and not for what else it gives back.
  private func refundedGoods(of file: CaseFile, _ worth: Int64, until last: Day) -> Int64 {
    var sum: Int64 = 0
    var isWhole = false
    var others = refundsBeside(file)
    for index in views.refunds {
      let row = dossier.settlements[index]
      guard row.currency == file.currency, day(row.settledAt) <= last else { continue }
      if row.refundRef == file.caseID {
        if row.amount == worth, !isWhole {
          isWhole = true
        } else if let other = others.firstIndex(of: row.amount) {
          others.remove(at: other)
          continue
        }
        sum = FeeSum.adding(sum, row.amount)
      } else if isInstructedGoods(row, of: file) {
        sum = FeeSum.adding(sum, row.amount)
      }
    }
    return sum
  }

  /// Amounts that a case gives back beside the worth of its goods: freight of the way out, and what
  /// a person promised.
  private func refundsBeside(_ file: CaseFile) -> [Int64] {
    var amounts = rulings.compensations.filter { $0.caseID == file.caseID }.map(\.amount)
    if let shipping = shippingRefund(), files[shipping.file].caseID == file.caseID {
      amounts.append(shipping.amount)
    }
    return amounts
  }

  private func isInstructedGoods(_ row: Settlement, of file: CaseFile) -> Bool {
    guard let id = InstructionID(row.refundRef) else { return false }
    return files.contains {
      $0.caseID == file.caseID && expectedIdentity("refund", of: $0) == id.subject
    }
  }
}
