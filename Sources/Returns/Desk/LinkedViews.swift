/// Two views that state different sums for one transaction.
struct ViewContradiction: Sendable {
  /// Positions in the dossier's settlements: a row of the view that stands, and one of the other.
  let standing: Int
  let other: Int
  /// Minor units.
  let stated: Int64
  let found: Int64
}

/// Views of one movement are linked and compared, never added (design: section 4).
extension MoneyViews {
  /// A row of the bank's or the funds view is dropped for rows of a finer view that report the same
  /// movement: the same money, the same transaction, or the same reference less its fee. One of the
  /// bank's is dropped for another of the same booking, too.
  mutating func linkViews(_ all: [Int], _ settlements: [Settlement]) -> [Int] {
    guard all.contains(where: { settlements[$0].view != .trade }) else { return all }
    let repeats = settlements.repeatedBookings(all)
    let rows = all.filter { row in !repeats.contains { $0.row == row } }
    var taken: Set<Int> = []
    var kept: [Int] = []
    let byView = rows.sorted { settlements.tellBefore($0, $1) }
    for row in byView {
      let view = Int(settlements[row].view.rawValue)
      let finer = kept.filter { settlements[$0].view.rawValue < settlements[row].view.rawValue }
      // A row of one view stands beside one row of another; a transaction may be in parts in each.
      let free = finer.filter { !taken.contains($0 * 4 + view) }
      let twin =
        free.first { settlements[$0].isSameMoney(as: settlements[row]) }
        ?? finer.first { settlements[$0].isSameMovement(as: settlements[row]) }
        ?? free.first { settlements[$0].isSameMoneyLessFee(as: settlements[row]) }
      if let twin {
        taken.insert(twin * 4 + view)
        linked.append(row)
        twins.append((row, twin))
      } else {
        kept.append(row)
      }
    }
    compare(kept, rows.filter(linked.contains), settlements)
    for (row, first) in repeats {
      linked.append(row)
      twins.append((row, twins.first { $0.row == first }?.twin ?? first))
    }
    return kept.sorted()
  }

  /// Of each transaction that another view reports too: what either states of it in sum.
  private mutating func compare(_ kept: [Int], _ rows: [Int], _ settlements: [Settlement]) {
    for (place, row) in rows.enumerated() {
      let other = settlements[row]
      let isSeen = rows[..<place].contains { settlements[$0].isBeside(other) }
      guard !isSeen,
        let standing = kept.first(where: { settlements[$0].isSameMovement(as: other) })
      else { continue }
      let stated = settlements.total(of: kept, beside: settlements[standing])
      let found = settlements.total(of: rows, beside: other)
      let gap = abs(stated.amount - found.amount)
      if gap != 0, gap != stated.fee, gap != found.fee {
        contradictions.append(
          ViewContradiction(
            standing: standing, other: row, stated: stated.amount, found: found.amount))
      }
    }
  }
}

extension [Settlement] {
  /// Finer views first; what is alike in several stands there in the order of its times.
  fileprivate func tellBefore(_ a: Int, _ b: Int) -> Bool {
    let (one, other) = (self[a], self[b])
    if one.view != other.view { return one.view.rawValue < other.view.rawValue }
    return (one.settledAt, one.txnID, a) < (other.settledAt, other.txnID, b)
  }

  /// What those of some rows come to that are the same transaction in the same view.
  fileprivate func total(of rows: [Int], beside row: Settlement) -> (amount: Int64, fee: Int64) {
    rows.reduce(into: (0, 0)) { sum, index in
      guard self[index].isBeside(row) else { return }
      sum.amount += self[index].amount
      sum.fee += abs(self[index].fee ?? 0)
    }
  }
}

extension Settlement {
  func isSameTransaction(as other: Settlement) -> Bool {
    !txnID.isEmpty && txnID == other.txnID && currency == other.currency
  }

  /// The same transaction, or the carrying out of the same instruction, which happens once.
  fileprivate func isSameMovement(as other: Settlement) -> Bool {
    if isSameTransaction(as: other) { return true }
    return !refundRef.isEmpty && refundRef == other.refundRef && type == other.type
      && status == other.status && currency == other.currency && InstructionID(refundRef) != nil
  }

  /// A part of the same movement in the same view.
  fileprivate func isBeside(_ other: Settlement) -> Bool {
    view == other.view && isSameMovement(as: other)
  }

  /// A provider pays out what is left after its fee, and takes back less where it returns the fee.
  fileprivate func isSameMoneyLessFee(as other: Settlement) -> Bool {
    let gap = abs(amount - other.amount)
    return gap != 0 && (gap == abs(fee ?? 0) || gap == abs(other.fee ?? 0))
      && isSameReference(as: other)
  }
}
