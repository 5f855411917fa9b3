/// One dossier laid out for judgement: its case files, waybills, money and fees. Every rule reads
/// the desk; only `reconcile` fills it, in one order. A class, so that a rule is handed the desk
/// and not a copy of all that lies on it.
final class Desk {
  let dossier: Dossier
  let circumstances: Circumstances
  private(set) var waybills: [Waybill] = []
  private(set) var views = MoneyViews()
  /// Whether carriers or suppliers were asked for money about what lies on the desk, say something
  /// about it, or have paid: of a claim that is done nothing is open any more.
  private(set) var hasClaims = false
  /// In order of application, then case id, then line.
  var files: [CaseFile] = []
  var fees: [FeeLine] = []
  var disputes: [FeeDispute] = []
  var money: [MoneyStanding] = []
  /// None, as a rule.
  var strayRefunds: [StrayRefund] = []
  /// Money of a payment of the order that may be the order's, or another's. None, as a rule.
  var looseMoney: [Settlement] = []
  // Lists that are filled anew for every rule.
  var dues: [MoneyDue] = []
  var positions: [Int] = []
  var deadlines: [Deadline] = []
  /// What people decided about this dossier; nothing, as a rule.
  var rulings = Rulings()
  /// A day is still to come, or to be proven over, on which more is amiss, whatever else is
  /// settled.
  var awaitsDay = false

  init(_ dossier: Dossier, _ circumstances: Circumstances) {
    self.dossier = dossier
    self.circumstances = circumstances
  }

  /// Lays out what lies in the dossier now: waybills, views of money, case files.
  func layOut() {
    clear()
    if !dossier.parcels.isEmpty { Waybill.add(dossier.parcels, to: &waybills) }
    views.layOut(dossier.settlements, caseOf: caseNamed)
    hasClaims = findsClaims()
    findLooseMoney()
    guard !dossier.cases.isEmpty else { return }
    if dossier.cases.count == 1 {
      files.append(open(dossier.cases[0]))
      return
    }
    let applications = dossier.cases.sorted { a, b in
      if a.appliedAt != b.appliedAt { return a.appliedAt < b.appliedAt }
      if a.caseID != b.caseID { return a.caseID < b.caseID }
      return (a.lineNo ?? -1) < (b.lineNo ?? -1)
    }
    for application in applications { files.append(open(application)) }
    if !dossier.reviews.isEmpty { shareApproved() }
  }

  /// Empties the desk and keeps the memory of its lists.
  func clear() {
    waybills.empty()
    files.empty()
    money.empty()
    fees = []
    awaitsDay = false
    if !strayRefunds.isEmpty { strayRefunds = [] }
    if !looseMoney.isEmpty { looseMoney = [] }
    if !disputes.isEmpty { disputes = [] }
  }

  var shop: Int { dossier.shop }
  var asOf: Day { circumstances.asOf }
  var policy: Policy { circumstances.policy }
  var orderCurrency: Currency {
    circumstances.orderCurrency(of: dossier)
  }
  func day(_ instant: Instant) -> Day { circumstances.day(instant, shop) }
  /// The last day for something is over, and every source that could show it has reported up to
  /// that day: before, nothing is missing.
  func isOver(_ last: Day, _ feed: Feed) -> Bool {
    asOf > last && circumstances.waiting(for: feed, shop: shop, through: last) == nil
  }

  func delivers(_ feed: Feed) -> Bool { circumstances.delivers(feed, shop) }

  var isBeforeOpening: Bool {
    dossier.lines.first.map { isBeforeOpening($0.orderedAt) } ?? false
  }

  /// A succeeded refund names the case.
  func isRefunded(_ file: CaseFile) -> Bool {
    views.refunds.contains { namedCase(dossier.settlements[$0]) == file.caseID }
  }

  func terms(of application: CaseLine) -> CaseTerms {
    policy.overrides.isEmpty ? policy.terms : policy.terms(of: application, in: dossier)
  }

  /// Checks, verdict, parcels and reception of one application, knowing the ones before it.
  private func open(_ application: CaseLine) -> CaseFile {
    let lines = lines(of: application)
    var file = CaseFile(
      application: application, lines: lines, terms: terms(of: application),
      currency: orderCurrency,
      reviews: reviews(of: application))
    file.isBeforeOpening = isBeforeOpening(application.appliedAt)
    file.approvedQuantity = approvedQuantity(of: file)
    let checks = circumstances.rules.checks
    file.checks.reserveCapacity(checks.count + circumstances.rules.goodsChecks.count)
    for index in checks.indices {
      let verdict = checks[index].answer(&file, files, self)
      file.checks.append(CheckResult(checks[index].name, verdict))
    }
    file.decide(dossier.materials)
    findParcels(file)
    receive(&file)
    value(&file)
    return file
  }

  /// All lines of the order as a rule, which then are not copied.
  private func lines(of application: CaseLine) -> [OrderLine] {
    guard let lineNo = application.lineNo else { return dossier.lines }
    if dossier.lines.count == 1, dossier.lines[0].lineNo == lineNo { return dossier.lines }
    return dossier.lines.filter { $0.lineNo == lineNo }
  }

  private func reviews(of application: CaseLine) -> [Review] {
    guard !dossier.reviews.isEmpty else { return [] }
    return dossier.reviews.filter { $0.caseID == application.caseID }
      .sorted { $0.reviewedAt < $1.reviewedAt }
  }

  /// A review approves units of a case: its lines take them in their order.
  private func approvedQuantity(of file: CaseFile) -> Int64? {
    guard let approved = file.lastReview?.approvedQuantity else { return nil }
    guard dossier.cases.count(where: { $0.caseID == file.caseID }) > 1 else { return approved }
    let taken = files.reduce(0) { $1.caseID == file.caseID ? $0 + $1.quantity : $0 }
    return min(file.application.quantity, max(0, approved - taken))
  }

  /// Arrival and acceptance. Without inspections arrival counts as acceptance; a parcel the carrier
  /// lost does too where the policy says so.
  private func receive(_ file: inout CaseFile) {
    takeInspections(&file)
    if let last = file.inspections.last(where: { $0.result == .accepted }) {
      let accepted = file.inspections.reduce(0) {
        $1.result == .accepted ? $0 + $1.quantity : $0
      }
      file.acceptedQuantity = min(accepted, max(file.quantity, 0))
      file.acceptedAt = last.inspectedAt
    } else if !delivers(.inspections), let arrivedAt = file.allArrivedAt {
      file.acceptedAt = arrivedAt
      file.acceptedQuantity = file.quantity
    } else if file.terms.refundsOnLoss, let parcel = file.returnParcel,
      let lostOn = lostOn(
        parcel, limits(of: parcel, file.terms), isReceived: !file.inspections.isEmpty)
    {
      file.acceptedAt = circumstances.policy.shops[shop].zone.start(of: lostOn)
      file.acceptedQuantity = file.quantity
    }
    if !file.otherReturns.isEmpty { takeLosses(file) }
  }

  /// Of goods that travelled in several parcels, those of a lost one: the units that no inspection
  /// tells of, once nothing else can bring them.
  private func takeLosses(_ file: CaseFile) {
    let left = file.quantity - file.inspectedQuantity
    guard file.terms.refundsOnLoss, left > 0,
      dossier.inspections.contains(where: { $0.caseID == file.caseID })
    else { return }
    var last: Day?
    for parcel in file.returns where parcel.hasLeft {
      if let lostOn = lostReturn(parcel, of: file) {
        last = max(last ?? lostOn, lostOn)
      } else if !isInspected(parcel, of: file) {
        return
      }
    }
    guard let last else { return }
    let lostAt = circumstances.policy.shops[shop].zone.start(of: last)
    file.lostQuantity = left
    file.acceptedQuantity = min(file.acceptedQuantity + left, file.quantity)
    file.acceptedAt = max(file.acceptedAt ?? lostAt, lostAt)
  }

  private func takeInspections(_ file: inout CaseFile) {
    file.arrivedAt = file.returnParcel?.deliveredAt
    defer { file.allArrivedAt = allArrived(file) }
    guard !dossier.inspections.isEmpty else { return }
    file.inspections = inspections(of: file.application)
    if file.inspections.count > 1 { file.inspections.sort { $0.inspectedAt < $1.inspectedAt } }
    let received = file.inspections.map { $0.receivedAt ?? $0.inspectedAt }.min()
    file.arrivedAt = file.arrivedAt ?? received
    file.inspectedQuantity = file.inspections.reduce(0) { $0 + $1.quantity }
    guard !file.inspections.isEmpty else { return }
    let checks = circumstances.rules.goodsChecks
    for index in checks.indices {
      file.checks.append(CheckResult(checks[index].name, checks[index].verdict(file.inspections)))
    }
  }
}

extension ParcelStatus {
  /// Still with the carrier on its way.
  var isMoving: Bool {
    switch self {
    case .created, .pickedUp, .inTransit, .misrouted, .damaged: true
    case .delivered, .lost, .refused, .returned: false
    }
  }
}
