/// What an entry of the journal records. Raw values are stored: append, never renumber.
public enum JournalKind: UInt8, Vocabulary {
  /// Money given back for goods, for freight, for the difference of an exchange.
  case refund, freightRefund, differenceRefund
  /// Paid by the customer for a dearer exchange.
  case differencePayment
  /// Money that went out and that nothing entitles to, or not yet.
  case unexplainedRefund
  case chargeback
  /// What an insurance or a carrier paid.
  case insurancePayout, carrierCompensation
  /// What a carrier may bill for a parcel of a case, by who bears it.
  case freight, freightOfCustomer, freightOfCarrier, freightOfInsurance
  /// The same for all parcels of no case together, by who bears it.
  case carriage, carriageOfCarrier
  /// Freight that a customer bears, kept back from the refund.
  case deduction
  /// A difference within the tolerance, taken as settled.
  case writeOff
  /// Accepted goods, back in stock.
  case goodsBack
  /// What a customer was promised for the trouble.
  case goodwill
  /// Freight that a supplier bears.
  case freightOfSupplier
  /// What a carrier billed too much within the tolerance, taken as agreed.
  case freightWriteOff
  /// Freight of a parcel that the carrier should have billed by now.
  case freightAccrued
  /// The freight out of a basket that no longer travels free, kept back from the refund.
  case shippingDeduction
  /// Of a refund of freight, of an exchange's difference, of a promise: given up within a tolerance
  /// or by a person.
  case freightRefundWriteOff, differenceWriteOff, goodwillWriteOff
  /// Money that went out unexplained and that a person gave up.
  case refundGivenUp, chargebackGivenUp
  /// Freight that a customer was charged: paid, or given up.
  case freightPayment, freightPaymentWriteOff
  /// What a carrier granted for goods that it lost or damaged, and for freight of what came late;
  /// with the latter what it paid back of freight that was paid at the counter.
  case goodsOfCarrier, lateFreightOfCarrier
  /// What the insurance of an order's return freight cost, and what of the freight it bears was
  /// paid otherwise than the carrier billed.
  case premium, freightBeyondInsurance
  /// Of a payout and of a compensation for what had been paid already: kept by a person's decision.
  case payoutKept, compensationKept
  /// What a supplier paid on a claim, and what of that was kept that had been paid already.
  case supplierCompensation, supplierCompensationKept
  /// Freight that a customer had been charged and had paid, and does not owe any more.
  case freightPaidBack
  /// What a carrier, or an insurer, owes and a person has given up.
  case carrierDebtGivenUp, insuranceDebtGivenUp

  /// The account that an amount above 0 is debited to, and the one it is credited to.
  public var accounts: (debit: AccountRole, credit: AccountRole) {
    switch self {
    case .refund: (.refunds, .clearing)
    case .freightRefund: (.customerFreight, .clearing)
    case .differenceRefund: (.differences, .clearing)
    case .differencePayment: (.clearing, .differences)
    case .unexplainedRefund: (.unexplained, .clearing)
    case .chargeback: (.chargebacks, .clearing)
    case .insurancePayout: (.clearing, .insurance)
    case .carrierCompensation: (.clearing, .carrierClaims)
    case .freight, .carriage: (.freight, .carriers)
    case .freightOfCustomer: (.customers, .carriers)
    case .freightOfCarrier, .carriageOfCarrier: (.carrierClaims, .carriers)
    case .freightOfInsurance: (.insurance, .carriers)
    case .deduction: (.refunds, .customers)
    case .writeOff: (.refunds, .writeOffs)
    case .goodsBack: (.inventory, .goods)
    case .goodwill: (.goodwill, .clearing)
    case .freightOfSupplier: (.suppliers, .carriers)
    case .freightWriteOff: (.writeOffs, .carriers)
    case .freightAccrued: (.freight, .accruals)
    case .shippingDeduction: (.refunds, .customerFreight)
    case .freightRefundWriteOff: (.customerFreight, .writeOffs)
    case .differenceWriteOff: (.differences, .writeOffs)
    case .goodwillWriteOff: (.goodwill, .writeOffs)
    case .refundGivenUp: (.writeOffs, .unexplained)
    case .chargebackGivenUp: (.writeOffs, .chargebacks)
    case .freightPayment: (.clearing, .customers)
    case .freightPaymentWriteOff: (.customers, .writeOffs)
    case .freightPaidBack: (.customers, .clearing)
    case .goodsOfCarrier: (.carrierClaims, .goods)
    case .lateFreightOfCarrier: (.carrierClaims, .freight)
    case .premium: (.premiums, .insurers)
    case .freightBeyondInsurance: (.freight, .insurance)
    case .payoutKept: (.insurance, .writeOffs)
    case .compensationKept: (.carrierClaims, .writeOffs)
    case .supplierCompensation: (.clearing, .suppliers)
    case .supplierCompensationKept: (.suppliers, .writeOffs)
    case .carrierDebtGivenUp: (.writeOffs, .carrierClaims)
    case .insuranceDebtGivenUp: (.writeOffs, .insurance)
    }
  }

  /// Entries of a day and a carrier are one entry of the journal.
  public var isSummed: Bool { self == .carriage || self == .carriageOfCarrier }
}

/// What an account is for; its name is the policy's (`accounts`).
public enum AccountRole: UInt8, Vocabulary {
  case clearing, refunds, customerFreight, differences, unexplained, chargebacks, freight,
    customers, carrierClaims, insurance, carriers, writeOffs, inventory, goods, goodwill, suppliers,
    accruals, premiums, insurers

  /// The name in the journal where the policy gives none. `clearing` and `carriers` have an account
  /// below it for each account_id and each carrier.
  public var defaultName: StaticString {
    switch self {
    case .clearing: "Assets:Clearing"
    case .refunds: "Income:Refunds"
    case .customerFreight: "Expenses:Freight:Customers"
    case .differences: "Income:ExchangeDifferences"
    case .unexplained: "Assets:Unexplained:Refunds"
    case .chargebacks: "Assets:Unexplained:Chargebacks"
    case .freight: "Expenses:Freight:Carriers"
    case .customers: "Assets:Receivable:Customers"
    case .carrierClaims: "Assets:Receivable:Carriers"
    case .insurance: "Assets:Receivable:Insurance"
    case .carriers: "Liabilities:Carriers"
    case .writeOffs: "Expenses:WriteOffs"
    case .inventory: "Assets:Inventory"
    case .goods: "Expenses:GoodsSold"
    case .goodwill: "Expenses:Goodwill"
    case .suppliers: "Assets:Receivable:Suppliers"
    case .accruals: "Liabilities:Accrued:Freight"
    case .premiums: "Expenses:Freight:Insurance"
    case .insurers: "Liabilities:Insurers"
    }
  }

  /// There is one for each account_id or carrier.
  public var hasCounterparty: Bool { self == .clearing || self == .carriers }
}
