/// An amount for each type of charge.
struct ChargeAmounts {
  private var amounts = InlineArray<10, Int64>(repeating: 0)

  subscript(_ type: ChargeType) -> Int64 {
    get { amounts[Int(type.rawValue)] }
    set { amounts[Int(type.rawValue)] = newValue }
  }

  mutating func add(_ amount: Int64, _ type: ChargeType) {
    self[type] = FeeSum.adding(self[type], amount)
  }
}

/// A set of charge types.
struct ChargeTypes: OptionSet {
  let rawValue: UInt16
  init(rawValue: UInt16) { self.rawValue = rawValue }
  init(_ type: ChargeType) { rawValue = 1 << UInt16(type.rawValue) }

  func contains(_ type: ChargeType) -> Bool { rawValue & 1 << UInt16(type.rawValue) != 0 }

  /// The types in it, in their order.
  var each: Members { Members(rest: rawValue) }

  struct Members: Sequence, IteratorProtocol {
    fileprivate var rest: UInt16

    mutating func next() -> ChargeType? {
      guard rest != 0 else { return nil }
      let place = rest.trailingZeroBitCount
      rest &= rest &- 1
      return ChargeType(rawValue: UInt8(truncatingIfNeeded: place))
    }
  }
}

extension ChargeType {
  /// Negative money of the carrier: neither audited nor charged twice.
  var isAllowance: Bool { self == .rebate || self == .compensation }
  /// A parcel has it once. Packaging may come in several pieces, and `other` may be anything.
  var isOncePerParcel: Bool {
    switch self {
    case .freight, .fuel, .remote, .insurance, .cod, .address: true
    case .packaging, .rebate, .compensation, .other: false
    }
  }
  /// Reported as a surcharge: neither freight nor packaging. An allowance counts here too, with its
  /// sign, so that freight, packaging and surcharge add up to all the carrier billed.
  var isInSurcharge: Bool { self != .freight && self != .packaging }

  static var every: EveryChargeType { EveryChargeType() }
}

/// The types in their order, without a list in memory.
struct EveryChargeType: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { 10 }
  subscript(position: Int) -> ChargeType {
    ChargeType(rawValue: UInt8(truncatingIfNeeded: position)) ?? .other
  }
}

/// How many pieces of an item a packaging charge is for.
struct PackagingPieces {
  let item: Text
  let quantity: Int64
}

/// All charges of one waybill on one invoice of one carrier, in one currency. Adding a charge
/// commutes, so the order of rows changes nothing.
struct FeePosition {
  let carrier: Text
  let waybill: Text
  let invoiceNo: Text
  let currency: Currency
  /// What the invoice says, credits included.
  var billed = ChargeAmounts()
  /// What is still charged after credits, those of other invoices too. Where it is below 0, a
  /// credit found no charge.
  var standing = ChargeAmounts()
  /// Types that occur, those really charged (not credits), and those charged and lowered by a
  /// credit.
  var types: ChargeTypes = []
  var charged: ChargeTypes = []
  var credited: ChargeTypes = []
  /// What of the invoice's compensation takes back charges of the invoice it names.
  var compensationCredited: Int64 = 0
  /// Types that an earlier invoice already charges, and that invoice.
  var duplicated: ChargeTypes = []
  var firstInvoice = Text()
  /// Types that a parcel has once and that stand on several rows of the invoice.
  private(set) var several: ChargeTypes = []
  /// Of these, what stands there in the same words again; empty for nearly all positions.
  private(set) var repeats: [Repeat] = []
  /// Packaging that names an item or a number of pieces, and whether some does not.
  private(set) var packaging: [PackagingPieces] = []
  private(set) var hasPlainPackaging = false
  /// What is taxed and the tax stated on it, over so many charges.
  private(set) var taxed: Int64 = 0
  private(set) var tax: Int64 = 0
  private(set) var taxRows: Int64 = 0
  private(set) var billedAt: Instant?
  /// The heaviest one stated.
  private(set) var billedWeightGrams: Int64?
  /// The zone billed; of several the first in byte order.
  private(set) var zone = Text()
  private var termsRank: UInt8 = .max

  init(_ charge: Charge, currency: Currency) {
    carrier = charge.carrier
    waybill = charge.waybill
    invoiceNo = charge.invoiceNo
    self.currency = currency
  }

  /// Of no parcel: the carrier charges the account.
  var isOfAccount: Bool { waybill.isEmpty }

  /// Most positions: nothing else needs a look.
  var isFreightOnly: Bool { types == ChargeTypes(.freight) }

  /// Those of the freight charge, where there is one.
  var terms: Terms { Terms(rawValue: termsRank & 7) ?? .account }

  /// - Parameter isCredit: it takes back what another invoice charges, so it is billed here but
  ///   stands there.
  mutating func add(_ charge: Charge, isCredit: Bool) {
    let type = charge.type
    billed.add(charge.amount, type)
    types.insert(ChargeTypes(type))
    if !isCredit {
      standing.add(charge.amount, type)
      if charge.amount < 0 {
        credited.insert(ChargeTypes(type))
      } else {
        if type.isOncePerParcel, charged.contains(type) { several.insert(ChargeTypes(type)) }
        charged.insert(ChargeTypes(type))
      }
    }
    if type == .packaging, !isCredit, charge.amount > 0 {
      if charge.item.isEmpty, charge.quantity == nil {
        hasPlainPackaging = true
      } else {
        packaging.append(PackagingPieces(item: charge.item, quantity: charge.quantity ?? 1))
      }
    }
    if let stated = charge.tax {
      taxed = FeeSum.adding(taxed, charge.amount)
      tax = FeeSum.adding(tax, stated)
      taxRows += 1
    }
    if let time = charge.billedAt { billedAt = min(billedAt ?? time, time) }
    if let grams = charge.billedWeightGrams {
      billedWeightGrams = max(billedWeightGrams ?? grams, grams)
    }
    if !charge.zone.isEmpty, zone.isEmpty || charge.zone < zone { zone = charge.zone }
    termsRank = min(termsRank, charge.terms.rawValue | (type == .freight ? 0 : 8))
  }

  mutating func add(_ found: Repeat) { repeats.append(found) }

  /// Billed earlier, an unknown day last; ties by invoice_no.
  static func isBilledBefore(_ a: FeePosition, _ b: FeePosition) -> Bool {
    let left = a.billedAt?.seconds ?? .max
    let right = b.billedAt?.seconds ?? .max
    if left != right { return left < right }
    return a.invoiceNo < b.invoiceNo
  }
}
