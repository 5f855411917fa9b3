/// A bank tells of a booking in a report of the running day and again in its statement, which may
/// be the first to have a number for it.
extension [Settlement] {
  /// Rows of the bank that tell of a booking again, under a number or without the one that it had,
  /// each with the row that came first. Of what one file has, every row is a booking of its own.
  func repeatedBookings(_ rows: [Int]) -> [(row: Int, first: Int)] {
    let unnumbered = rows.filter { self[$0].view == .bank && ContentID.isOne(self[$0].txnID) }
    if unnumbered.isEmpty { return [] }
    var repeats: [(row: Int, first: Int)] = []
    for row in unnumbered {
      let other = rows.first { place in
        self[row].isBooked(as: self[place])
          && !repeats.contains { $0.row == place || $0.first == place }
      }
      guard let other else { continue }
      let isFirst = self[row].came(before: self[other])
      repeats.append(isFirst ? (other, row) : (row, other))
    }
    return repeats
  }
}

extension Settlement {
  /// The same booking, which the other row has under a number of the bank's and in another file: of
  /// one day and account, and with all that names it.
  fileprivate func isBooked(as other: Settlement) -> Bool {
    other.view == .bank && source.file != other.source.file && !ContentID.isOne(other.txnID)
      && settledAt == other.settledAt && accountID == other.accountID && amount == other.amount
      && currency == other.currency && type == other.type && status == other.status
      && !(orderID.isEmpty && refundRef.isEmpty) && orderID == other.orderID
      && refundRef == other.refundRef && bankName == other.bankName
  }

  fileprivate func came(before other: Settlement) -> Bool {
    (source.run, source.file) < (other.source.run, other.source.file)
  }
}
