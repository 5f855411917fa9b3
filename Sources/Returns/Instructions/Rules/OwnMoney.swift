/// What the shop sends from its own money: of freight laid out and compensations what the order's
/// payments have no room for, beside all that they were for. It goes by itself, to no payment.
struct OwnMoney {
  /// What of freight laid out and compensations was to go so, by expectation; minor units.
  private var planned: [UInt64: (amount: Int64, owed: Int64)] = [:]
  private let accounts: [Text]

  /// - Parameter accounts: to which the order was paid.
  init(accounts: [Text] = []) { self.accounts = accounts }

  mutating func plan(_ amount: Int64, of owed: Int64, _ expectation: UInt64) {
    planned[expectation] = (amount, owed)
  }

  /// Of what met an expectation, the part that went by itself: from an account that none of the
  /// order's payments came to; where the row tells of no account, by its instruction.
  func part(of matched: Int64, _ expectation: UInt64, _ row: Settlement) -> Int64 {
    guard let own = planned[expectation], row.paymentRef.isEmpty,
      !accounts.contains(row.accountID)
    else { return 0 }
    if !row.accountID.isEmpty { return matched }
    guard InstructionID(row.refundRef) != nil else { return 0 }
    return own.amount == own.owed || own.amount == matched ? matched : 0
  }

  /// Whether any of an expectation was to go to no payment.
  func isPlanned(_ expectation: UInt64) -> Bool {
    planned[expectation].map { $0.amount > 0 } ?? false
  }

  /// Whether as much of an expectation was to go to no payment.
  func isPlanned(_ amount: Int64, _ expectation: UInt64) -> Bool {
    planned[expectation].map { $0.amount == amount && amount > 0 } ?? false
  }
}

extension ExpectationKind {
  /// Owed on top of what the order's payments were for.
  var isBeyondPayment: Bool { self == .freightRefund || self == .compensation }
}

extension Desk {
  /// The desk's refunds in the order in which they have the room of the payments: those that fell
  /// due first, and of one day those that the payments were for.
  func refundsByRoom() -> [Int] {
    money.indices.filter { money[$0].kind.evidenceType == .refund }.sorted { a, b in
      (firstDueDay(of: money[a]), money[a].kind.isBeyondPayment ? 1 : 0, a)
        < (firstDueDay(of: money[b]), money[b].kind.isBeyondPayment ? 1 : 0, b)
    }
  }

  /// As it was to be sent before anything was: what has been paid since changes nothing of it.
  func ownMoney() -> OwnMoney {
    guard money.contains(where: { $0.kind.isBeyondPayment && $0.matched > 0 }) else {
      return OwnMoney()
    }
    var own = OwnMoney(accounts: views.payments.map { dossier.settlements[$0].accountID })
    var room: [Currency: Int64] = [:]
    for index in refundsByRoom() where !isPaidOnTop(money[index]) {
      let wanted = money[index].due.expectation
      let left = room[wanted.currency] ?? paidWithOrder(in: wanted.currency)
      let owed = max(0, wanted.amount - money[index].writtenOff)
      let placed = min(owed, left)
      room[wanted.currency] = left - placed
      if money[index].kind.isBeyondPayment { own.plan(owed - placed, of: owed, wanted.id) }
    }
    return own
  }

  /// Whether a refund is money of the shop's own: it names no payment, and its instruction, which
  /// was to go to none; or the case alone. What is owed by now may be less, or nothing.
  func isOwnMoney(_ row: Settlement) -> Bool {
    guard row.paymentRef.isEmpty else { return false }
    guard let subject = InstructionID(row.refundRef)?.subject else {
      return isBesidePayments(row) && isOwnMoney(row) { $0.caseID == row.refundRef }
    }
    guard money.contains(where: { $0.due.expectation.id == subject }) else {
      return isBesidePayments(row)
    }
    return isOwnMoney(row) { $0.id == subject }
  }

  private func isOwnMoney(_ row: Settlement, for isMeant: (MoneyExpectation) -> Bool) -> Bool {
    let meant = money.filter { $0.kind.isBeyondPayment && isMeant($0.due.expectation) }
    if meant.isEmpty { return false }
    let (own, isBeside) = (ownMoney(), isBesidePayments(row))
    return meant.contains {
      let wanted = $0.due.expectation
      return own.isPlanned(row.amount, wanted.id) || (isBeside && own.isPlanned(wanted.id))
    }
  }

  /// It comes from an account that none of the order's payments came to.
  func isBesidePayments(_ row: Settlement) -> Bool {
    row.paymentRef.isEmpty && !row.accountID.isEmpty
      && !views.payments.contains { dossier.settlements[$0].accountID == row.accountID }
  }

  /// A refund that names another order and a payment that is none of this one's: it went to another
  /// customer.
  func wentToOther(_ row: Settlement) -> Bool {
    guard !row.paymentRef.isEmpty, !row.orderID.isEmpty, row.orderID != dossier.orderID else {
      return false
    }
    let payments = dossier.settlements.filter { $0.type == .payment }
    let own = payments.flatMap { [$0.paymentRef, $0.txnID] } + dossier.lines.map(\.paymentRef)
    return payments.contains { !$0.paymentRef.isEmpty } && !own.contains(row.paymentRef)
  }
}
