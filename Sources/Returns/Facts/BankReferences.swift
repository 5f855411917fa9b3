/// A bank has several fields for references, and what stands in which is up to who paid: of a
/// refund that it tells, the one that names a case or an instruction is the reference.
extension Dossier {
  func nameBankRefunds() {
    for index in settlements.indices where settlements[index].hasFreeReferences {
      let row = settlements[index]
      guard !names(row.refundRef), names(row.orderID) else { continue }
      settlements[index].bankName = row.refundRef
      settlements[index].refundRef = row.orderID
    }
  }

  private func names(_ reference: Text) -> Bool {
    cases.contains { $0.caseID == reference } || InstructionID.stem(of: reference) != nil
  }
}

extension Settlement {
  /// A refund as the bank tells it, going out or coming back.
  public var isOfBank: Bool { view == .bank && type == .refund }

  /// Whether either of its two references may be of anything. One that is the number of the
  /// movement itself says that the other is of an order.
  public var hasFreeReferences: Bool {
    isOfBank && !orderID.isEmpty && !refundRef.isEmpty && refundRef != txnID
  }

  /// Whether the bank has one name only for one of two refunds, and it is one of the other's. What
  /// has several is told by the finest.
  func sharesBankName(with other: Settlement) -> Bool {
    isOfBank && other.isOfBank && (isOne(of: other) || other.isOne(of: self))
  }

  private func isOne(of other: Settlement) -> Bool {
    guard bankName.isEmpty, orderID.isEmpty || refundRef.isEmpty || orderID == refundRef
    else { return false }
    let name = refundRef.isEmpty ? orderID : refundRef
    return !name.isEmpty
      && (name == other.refundRef || name == other.orderID || name == other.bankName)
  }
}
