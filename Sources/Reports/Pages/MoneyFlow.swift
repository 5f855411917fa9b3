import Insight
import Returns

/// Which way expected money goes.
enum MoneyFlow: UInt8 {
  case fromCustomers, toCustomers, fromOthers

  init(_ kind: ExpectationKind) {
    switch kind.evidenceType {
    case .payment: self = .fromCustomers
    case .refund: self = .toCustomers
    default: self = .fromOthers
    }
  }

  var words: Worded {
    switch self {
    case .fromCustomers: Worded("From customers", "客户付款")
    case .toCustomers: Worded("To customers", "退给客户")
    case .fromOthers: Worded("From carriers, insurers", "承运商与保险方")
    }
  }
}
