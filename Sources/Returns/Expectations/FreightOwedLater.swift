/// Freight that had made a refund smaller (`recover_freight: deduct`) and that its customer does
/// not bear any more: the carrier credited it, its parcel was damaged, or she sent the goods back
/// for another reason than she had said. What a refund is larger by it is owed from that day on, as
/// what she had paid of it would be (`freightBack`).
extension Desk {
  func deductsFreight(_ file: CaseFile) -> Bool {
    file.terms.freightRecovery == .deduct && !fees.isEmpty
  }

  /// - Parameter parts: of a refund, ascending; at least one.
  /// - Parameter whole: what is owed by now.
  func keepingFreight(of index: Int, from parts: [OwedPart], _ whole: Int64) -> [OwedPart] {
    let file = files[index]
    guard deductsFreight(file), entitlement(of: file) != nil, ruledRefund(of: file) == nil
    else { return parts }
    let lines = freightOnceCustomers(of: file)
    let first = parts[0].since
    let days = daysOfChange(of: lines, file).filter { $0 > first }
    guard let last = days.max() else { return parts }
    let now = recoverableFreight(of: file)?.deducted ?? 0
    let end = borne(lines, by: last, file)
    func kept(_ day: Day) -> Int64 {
      let more = max(0, borne(lines, by: day, file) - end)
      return share(of: now + more, in: index) - share(of: now, in: index)
    }
    var owed: [OwedPart] = []
    for day in Set(days + parts.map(\.since)).sorted() {
      let least = days.reduce(kept(day)) { $1 > day ? max($0, kept($1)) : $0 }
      let goods = parts.last { $0.since <= day }?.owed ?? 0
      let amount = max(0, min(goods, whole - least))
      if owed.last.map({ $0.owed < amount }) ?? true {
        owed.append(OwedPart(since: day, owed: amount))
      }
    }
    return owed
  }

  /// What of a case's freight makes the refund of one of its lines smaller.
  private func share(of freight: Int64, in index: Int) -> Int64 {
    min(rest(of: freight, for: index), refundable(of: index))
  }

  /// What a customer bore by the end of a day.
  private func borne(_ lines: [FeeLine], by day: Day, _ file: CaseFile) -> Int64 {
    lines.reduce(0) { sum, line in
      if line.bearer != .customer {
        guard let end = endOfBearing(line, file), day < end else { return sum }
      }
      var (freight, others): (Int64, Int64) = (0, 0)
      for charge in charges(of: line) where charge.billedAt.map({ self.day($0) <= day }) ?? true {
        if charge.type == .freight {
          freight = FeeSum.adding(freight, charge.amount)
        } else if charge.type != .compensation {
          others = FeeSum.adding(others, charge.amount)
        }
      }
      // What was charged too much she never bore.
      return FeeSum.adding(sum, max(0, min(freight, line.expectedFee ?? freight) + others))
    }
  }

  /// With credits that other invoices give.
  private func charges(of line: FeeLine) -> [Charge] {
    dossier.charges.filter {
      $0.waybill == line.waybill && $0.carrier == line.carrier
        && ($0.invoiceNo == line.invoiceNo || $0.creditOf == line.invoiceNo)
        && $0.currency(or: policy.shops[shop].currency) == line.currency
    }
  }

  /// Since when she does not bear what she did; nil: she never did.
  private func endOfBearing(_ line: FeeLine, _ file: CaseFile) -> Day? {
    var end = lastCorrection(of: file)
    for parcel in waybills
    where parcel.waybill == line.waybill && parcel.carrier == line.carrier
      && isCarriersFault(parcel)
    {
      if let at = parcel.latest.happenedAt { end = max(end ?? day(at), day(at)) }
    }
    return end
  }

  private func daysOfChange(of lines: [FeeLine], _ file: CaseFile) -> [Day] {
    lines.flatMap { line in
      let ends = line.bearer == .customer ? [] : [endOfBearing(line, file)].compactMap(\.self)
      return ends + charges(of: line).compactMap { $0.billedAt.map(day) }
    }
  }
}
