/// Everything the judgement of a dossier depends on besides its facts: plain values, read once from
/// the workspace's YAML and CSV (design: section 8).
public struct Policy: Sendable {
  public var zone: Zone = .shanghai
  public var currency: Currency = .cny
  /// Sorted by id; a dossier's `shop` is an index into it.
  public var shops: [Shop] = []
  public var terms = CaseTerms()
  /// Applied in order over `terms`: the most general first, so that a later, narrower one wins.
  public var overrides: [TermsOverride] = []
  public var rateCards = RateCards()
  /// Sorted by name.
  public var carriers: [CarrierTerms] = []
  public var fees = FeeTerms()
  public var toleranceCaps = ToleranceCaps()
  /// What promotions give, for re-pricing what is kept of them.
  public var promotions: [Promotion] = []
  public var matching = MatchingTerms()
  public var accounts = Accounts()
  /// By which qualities of customers causes are analysed.
  public var analysis = AnalysisTerms()
  /// What risks, plans and improvements go by.
  public var insight = InsightTerms()
  /// Go-live: records before this day are evidence only (design: section 1).
  public var openingDay: Day?
  public var sources: [SourceAccount] = []
  /// The status of orders is written back as it changes.
  public var updatesOrders = true
  /// What customers are told, by `NoticeKind`; empty: nothing.
  public var notices: [NoticeTemplate] = []
  /// Who may decide what about exceptions (people.yaml).
  public var people = People()

  public init() {}

  /// The terms of one case: the defaults with every override that fits, narrowest last.
  public func terms(shop: Int, category: Text, reason: Reason) -> CaseTerms {
    guard !overrides.isEmpty else { return terms }
    var result = terms
    for override in overrides where override.fits(shop: shop, category: category, reason: reason) {
      override.apply(&result)
    }
    return result
  }

  /// The same by what an application and its order say.
  public func terms(of application: CaseLine, in dossier: Dossier) -> CaseTerms {
    guard !overrides.isEmpty else { return terms }
    let line = dossier.lines.first { application.lineNo == nil || $0.lineNo == application.lineNo }
    return terms(
      shop: dossier.shop, category: line?.category ?? Text(), reason: application.reason)
  }

  /// The terms of what belongs to an order and to no case: there is no reason, so the overrides
  /// that ask for one do not hold.
  func terms(shop: Int, category: Text) -> CaseTerms {
    guard !overrides.isEmpty else { return terms }
    var result = terms
    for override in overrides
    where override.reason == nil && override.family == nil
      && override.fits(shop: shop, category: category, reason: .noLongerNeeded)
    {
      override.apply(&result)
    }
    return result
  }
}

public struct Shop: Sendable {
  public var id: Text
  public var entity: Text
  public var currency: Currency
  public var zone: Zone
  /// The law that binds it towards consumers; nil: none is watched.
  public var law: LawPack?
  /// The shop's platform sends refunds itself: an expectation, never an instruction.
  public var platformExecutesRefunds: Bool
  /// Which feeds the shop delivers; nil is `auto`: those it has ever delivered.
  public var feeds: Set<Feed>?
  public var openingDay: Day?
  /// What its delivery costs its customers.
  public var shipping = ShippingTerms()
  /// Of what goes out to its customers.
  public var noticeLanguage = NoticeLanguage.english
  /// Its working days.
  public var calendar = WorkingCalendar.weekdays

  public init(id: Text, currency: Currency = .cny, zone: Zone = .shanghai) {
    self.id = id
    entity = id
    self.currency = currency
    self.zone = zone
    platformExecutesRefunds = false
  }
}

public enum ReviewMode: UInt8, Vocabulary { case automatic, assisted, trusted }
/// `law`: as the shop's law pack says of promotions that no longer hold, else `paid`.
public enum RefundBasis: UInt8, Vocabulary { case paid, list, reprice, law }
public enum RefundEvent: UInt8, Vocabulary { case acceptance, arrival, approval }
public enum BookingRule: UInt8, Vocabulary { case off, pickupWanted, always }
public enum FreightRecovery: UInt8, Vocabulary { case off, deduct, charge }
/// What becomes of a window whose last day is one of rest, by the shop's law pack.
public enum RestDayRule: UInt8, Vocabulary { case nextDay, sameDay }

/// The terms on which a case is judged. Days are calendar days: "N days from an instant" is met
/// until the end of the N-th day after the day of that instant.
public struct CaseTerms: Sendable, Equatable {
  public var review = ReviewMode.automatic
  public var refundBasis = RefundBasis.law
  /// Never above what the line, the order and the payment got.
  public var isRefundCapped = true
  public var refundOn = RefundEvent.acceptance
  /// A return parcel that the carrier lost counts as accepted.
  public var refundsOnLoss = true
  /// Window of application per family, days after receipt; nil is no window.
  public var windowDays: PerFamily<Int> = [
    .noReason: 7, .quality: 15, .fit: 15, .transport: 15,
  ]
  /// The law counts from receipt (CPL 25(1)); another start is reported as stricter.
  public var windowFrom = LawWindow.Start.receipt
  public var windowOnRestDay = RestDayRule.nextDay
  public var reviewDays = 2
  public var handOverDays = 7
  public var transitDays = 5
  public var lostAfterDays = 15
  public var inspectionDays = 2
  public var refundDays = 3
  public var replacementDays = 2
  public var differenceDays = 3
  /// From acceptance to the goods being in stock again, or scrapped.
  public var restockDays = 2
  /// From the shipment of a replacement to its goods leaving stock.
  public var issueDays = 2
  public var ticketDays = TicketDays()
  /// From approval; days within which a supplier takes a claim.
  public var supplierClaimDays = 30
  /// For which approved returns a carrier is booked, and which where the customer chose none.
  public var bookings = BookingRule.always
  public var bookingCarrier = Text()
  /// Who bears the return freight, per family.
  public var returnFreightBearer: PerFamily<Bearer> = [
    .quality: .merchant, .special: .merchant, .fit: .customer, .noReason: .customer,
    .transport: .carrier,
  ]
  public var outboundFreightBearer = Bearer.merchant
  /// What becomes of the freight that the customer paid for the way out, per family.
  public var shippingRefund: PerFamily<ShippingRefund> = [
    .quality: .full, .special: .full, .transport: .full, .fit: .law, .noReason: .law,
  ]
  public var exchangeFreightBearer = Bearer.merchant
  public var freightRecovery = FreightRecovery.off
  /// Categories excluded from the no-reason return.
  public var excludedCategories: Set<Text> = []
  public var refundTolerance: Int64 = 0
  /// Days after arrival until the freight insurance has paid; nil: it does not pay the shop.
  public var insuranceDays: Int?

  public init() {}
}

/// A patch of the terms for a shop, a category or a reason.
public struct TermsOverride: Sendable {
  public var shop: Int?
  public var category: Text?
  public var reason: Reason?
  public var family: ReasonFamily?
  public var apply: @Sendable (inout CaseTerms) -> Void

  public init(
    shop: Int? = nil, category: Text? = nil, reason: Reason? = nil, family: ReasonFamily? = nil,
    apply: @escaping @Sendable (inout CaseTerms) -> Void
  ) {
    self.shop = shop
    self.category = category
    self.reason = reason
    self.family = family
    self.apply = apply
  }

  public func fits(shop: Int, category: Text, reason: Reason) -> Bool {
    (self.shop ?? shop) == shop && (self.category ?? category) == category
      && (self.reason ?? reason) == reason && (family ?? reason.family) == reason.family
  }
}

public struct MatchingTerms: Sendable {
  /// Left off a reference before it is compared in pass 6, where at least three characters stay:
  /// upper case.
  public var referencePrefixes: [Text] = ["REFUND", "RETURN", "CASE", "RMA", "REF"]
  /// How many partial sums the bundle search may try before it says `SEARCH_LIMIT`.
  public var searchLimit = 20_000

  public init() {}
}
