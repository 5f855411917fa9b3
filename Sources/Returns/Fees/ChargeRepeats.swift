/// Rows of one invoice that charge the same again (FA01 within an invoice).
extension FeePosition {
  /// A type of charge of which rows say the same.
  struct Repeat {
    let type: ChargeType
    /// The sum of all but the first of rows that are alike.
    let again: Int64
    /// All that the type's rows charge, before anything is taken back.
    let charged: Int64
  }

  /// Finds rows that are alike in all that they say of a charge; asked for where `several` is not
  /// empty.
  /// - Parameter charges: of this position, in any order.
  mutating func findRepeats(in charges: [Charge]) {
    for type in several.each {
      var seen: [Charge] = []
      var (again, charged): (Int64, Int64) = (0, 0)
      for charge in charges
      where charge.type == type && charge.amount > 0 && !ChargeCredits.isCredit(charge) {
        charged = FeeSum.adding(charged, charge.amount)
        if seen.contains(where: { $0.isAlike(charge) }) {
          again = FeeSum.adding(again, charge.amount)
        } else {
          seen.append(charge)
        }
      }
      if again > 0 { add(Repeat(type: type, again: again, charged: charged)) }
    }
  }

  /// What of a type's repeated rows still stands: what is taken back is taken from them first.
  func standsAgain(_ type: ChargeType) -> Int64 {
    guard let found = repeats.first(where: { $0.type == type }) else { return 0 }
    return max(0, found.again - max(0, found.charged - standing[type]))
  }
}

extension Charge {
  fileprivate func isAlike(_ other: Charge) -> Bool {
    amount == other.amount && billedWeightGrams == other.billedWeightGrams && zone == other.zone
      && item == other.item && quantity == other.quantity && tax == other.tax
      && terms == other.terms
  }
}

extension FeeAudit {
  /// Types of which a part is charged again on the invoice itself.
  var repeatedTypes: ChargeTypes {
    var types: ChargeTypes = []
    for found in position.repeats where repeated(found.type, over: agreed(found.type)) > 0 {
      types.insert(ChargeTypes(found.type))
    }
    return types
  }

  /// What of a charge is the same again, and not owed. Rows that together come to what was agreed
  /// are one charge in parts.
  func repeated(_ type: ChargeType, over agreed: Int64) -> Int64 {
    guard !position.repeats.isEmpty, isKnown, !isNeverShipped, !isPaidByOthers,
      !position.duplicated.contains(type)
    else { return 0 }
    let again = position.standsAgain(type)
    let excess = position.standing[type] - agreed
    guard again > 0, excess > 0 else { return 0 }
    return excess + tolerance(type, agreed, isOver: false) >= again ? min(again, excess) : 0
  }
}
