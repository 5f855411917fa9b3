/// What a parcel stands for in money: its goods, and what its carriage cost.
extension Desk {
  /// What the goods in a parcel are worth, minor units of the order's currency: the value that was
  /// declared (an insured parcel), else what their case pays for them, else, of the only parcel of
  /// an order, what was paid for it (Express Regulations 27, Civil Code 832 f.). nil where nothing
  /// tells.
  func goodsWorth(in parcel: Waybill) -> Int64? {
    if let declared = declaredValue(of: parcel) { return declared }
    let own = files(in: parcel)
    if !own.isEmpty {
      return own.reduce(0) { sum, file in
        guard parcel.direction == .exchange, let price = file.application.exchangeUnitPrice else {
          return FeeSum.adding(sum, file.goodsBasis)
        }
        let (value, isTooBig) = price.multipliedReportingOverflow(by: file.quantity)
        return FeeSum.adding(sum, isTooBig ? amountLimit : value)
      }
    }
    guard parcel.direction == .outbound, !dossier.lines.isEmpty,
      waybills.count(where: { $0.direction == .outbound }) == 1
    else { return nil }
    var sum: Int64 = 0
    for line in dossier.lines {
      let (listed, isTooBig) = line.unitPrice.multipliedReportingOverflow(by: line.quantity)
      sum = FeeSum.adding(sum, line.paidAmount ?? (isTooBig ? amountLimit : listed))
    }
    return sum
  }

  func declaredValue(of parcel: Waybill) -> Int64? {
    dossier.parcels.lazy.filter { $0.waybill == parcel.waybill && $0.carrier == parcel.carrier }
      .compactMap(\.declaredValue).max()
  }

  /// The case lines whose goods travel in a parcel.
  func files(in parcel: Waybill) -> [CaseFile] {
    files.filter { file in
      [file.returnParcel, file.exchangeParcel, file.sentBack].contains {
        $0?.waybill == parcel.waybill && $0?.carrier == parcel.carrier
      }
    }
  }

  /// What is payable for a parcel's carriage, where it was billed in the order's currency.
  func carriagePaid(for parcel: Waybill) -> Int64 {
    var sum: Int64 = 0
    for place in fees.indices
    where fees[place].waybill == parcel.waybill && fees[place].carrier == parcel.carrier
      && fees[place].currency == orderCurrency
    { sum = FeeSum.adding(sum, fees[place].payable) }
    return max(0, sum)
  }
}
