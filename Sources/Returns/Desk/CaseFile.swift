/// A case line on the desk: the application, and all that follows from its facts and the policy.
///
/// A class, because some thirty rules look at each: only `Desk` fills it in, before they do.
final class CaseFile {
  let application: CaseLine
  /// The order lines it is about: one, or all of them where the case names none; empty if unknown.
  let lines: [OrderLine]
  let terms: CaseTerms
  let currency: Currency
  /// Human reviews of the case, oldest first.
  let reviews: [Review]

  var checks: [CheckResult] = []
  /// Names of what is missing, as the contract's columns call it.
  var missingMaterial: [Text] = []
  var quantityLeft: Int64 = 0
  /// Of what a review approved of the case, the units of this line; nil where it named none.
  var approvedQuantity: Int64?
  var windowEnd: Day?
  /// nil: none stands (proposed, or not yet given).
  var verdict: Verdict?
  var verdictAt: Instant?
  var isProposed = false
  /// What the checks, the platform or the shop's trust say by themselves; a review outranks it.
  var automaticVerdict: Verdict?
  var automaticVerdictAt: Instant?
  /// `assisted`: the automatic verdict stands only once a person has confirmed it.
  var needsReviewer = false
  /// When the application had all its material.
  var completedAt: Instant?
  /// When the material came that a reviewer waited for.
  var reopenedAt: Instant?
  /// What its goods were refunded with, were all of them accepted.
  var whole = GoodsClaim()
  /// The units accepted so far.
  var accepted = GoodsClaim()
  /// What its money is for by now: the units accepted so far, where it waits for them; else all.
  var owed = GoodsClaim()
  /// What later cases cannot have of its lines.
  var claim = GoodsClaim()
  /// By either method, of the units its money is for; nil where no promotion covers them.
  var repricing: Repricing?

  /// Of its parcels the one that tells most, and the others: none, as a rule.
  var returnParcel: Waybill?
  var otherReturns: [Waybill] = []
  var exchangeParcel: Waybill?
  var otherReplacements: [Waybill] = []
  /// Goods that the warehouse did not accept, on their way home.
  var sentBack: Waybill?
  var inspections: [Inspection] = []
  /// When the first of its goods came.
  var arrivedAt: Instant?
  /// When the last of them did; nil while one of several parcels is to come.
  var allArrivedAt: Instant?
  var acceptedAt: Instant?
  /// The first of its goods, where the warehouse says so.
  var firstAcceptedAt: Instant? {
    inspections.first { $0.result == .accepted }?.inspectedAt ?? acceptedAt
  }
  var acceptedQuantity: Int64 = 0
  var inspectedQuantity: Int64 = 0
  /// Of the accepted units those that one of several parcels lost.
  var lostQuantity: Int64 = 0
  var isBeforeOpening = false

  init(
    application: CaseLine, lines: [OrderLine], terms: CaseTerms, currency: Currency,
    reviews: [Review]
  ) {
    self.application = application
    self.lines = lines
    self.terms = terms
    self.currency = currency
    self.reviews = reviews
  }

  var caseID: Text { application.caseID }
  /// Goods part of the refund, were all of the case accepted; minor units.
  var goodsBasis: Int64 { whole.amount }
  var lastReview: Review? { reviews.last }
  var kind: CaseKind {
    if reviews.isEmpty { return application.kindNow }
    return reviews[reviews.count - 1].approvedKind ?? application.kindNow
  }
  var isWholeOrder: Bool { application.lineNo == nil }
  var orderedQuantity: Int64 {
    var sum: Int64 = 0
    for index in lines.indices { sum += lines[index].quantity }
    return sum
  }
  var quantity: Int64 {
    if let approved = approvedQuantity { return approved }
    return isWholeOrder ? orderedQuantity : application.quantity
  }
  var isWithdrawn: Bool { application.withdrawnAt != nil }
  var isApproved: Bool { verdict == .approved && !isWithdrawn && !isBeforeOpening }
  var needsGoodsBack: Bool {
    kind != .refundOnly && application.reason != .lost && !isRuledWithoutGoods
  }
  /// An exchange that became a refund: a review said so, or a newer row of the case.
  var isConverted: Bool { application.kind == .exchange && kind != .exchange }
  /// When it did; nil where nobody tells: a row without a time.
  var convertedAt: Instant? {
    guard isConverted else { return nil }
    var since = application.conversion?.at
    for review in reviews.reversed() {
      guard review.verdict == .approved, let kind = review.approvedKind else { continue }
      if kind == .exchange { break }
      since = min(since ?? review.reviewedAt, review.reviewedAt)
    }
    return since
  }
  /// Since when what stands is approved as what it is.
  var standsSince: Instant? { verdictAt.map { max($0, convertedAt ?? $0) } }
  /// The customer has again what the warehouse turned down, or soon will: no money is for it.
  var hasGoodsBackHome: Bool {
    guard let sentBack, sentBack.hasLeft else { return false }
    return inspections.contains { $0.result == .rejected }
  }
  /// Its refund waits for the warehouse, and is for what the warehouse accepts. One that waits for
  /// the goods to arrive does so while some of several parcels are to come: no feed says what is in
  /// which.
  var isRefundedByAcceptance: Bool {
    guard needsGoodsBack else { return false }
    return terms.refundOn == .acceptance || (terms.refundOn == .arrival && isPartToCome)
  }
  /// Of goods in several parcels some are there and others are not.
  var isPartToCome: Bool { arrivedAt != nil && allArrivedAt == nil }
  func verdict(of name: CheckName) -> CheckVerdict? {
    for check in checks where check.name == name { return check.verdict }
    return nil
  }
}
