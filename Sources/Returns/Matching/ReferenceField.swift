/// The field by which evidence reached its expectation, as matches and near misses call it.
enum ReferenceField: Sendable {
  case refundRef, orderID, paymentRef, normalised

  var name: StaticString {
    switch self {
    case .refundRef, .normalised: "refund_ref"
    case .orderID: "order_id"
    case .paymentRef: "payment_ref"
    }
  }

  var withAmount: StaticString {
    switch self {
    case .refundRef: "refund_ref, amount"
    case .orderID: "order_id, amount"
    case .paymentRef: "payment_ref, amount"
    case .normalised: "normalised refund_ref, amount"
    }
  }

  var withCurrency: StaticString {
    switch self {
    case .refundRef, .normalised: "refund_ref, currency"
    case .orderID: "order_id, currency"
    case .paymentRef: "payment_ref, currency"
    }
  }
}

extension MoneyEvidence {
  /// Which field of the movement a reference came from: only payments also offer their order and
  /// payment ids.
  func fieldName(of reference: Text, for kind: ExpectationKind) -> ReferenceField {
    guard kind.evidenceType == .payment else { return .refundRef }
    if reference == orderID { return .orderID }
    return reference == paymentRef ? .paymentRef : .refundRef
  }
}
