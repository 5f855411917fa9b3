/// One dossier laid out for judgement: its case files, waybills, money and fees. Every rule reads
/// the desk; only `reconcile` fills it, in one order. A class, so that a rule is handed the desk
/// and not a copy of all that lies on it.
final class Desk {
  let dossier: Dossier
  let circumstances: Circumstances
  let waybills: [Waybill]
  let views: MoneyViews
  /// In order of application, then case id, then line.
  var files: [CaseFile] = []
  var fees: [FeeLine] = []
  var money: [MoneyStanding] = []

  init(_ dossier: Dossier, _ circumstances: Circumstances) {
    self.dossier = dossier
    self.circumstances = circumstances
    waybills = dossier.parcels.isEmpty ? [] : Waybill.all(in: dossier.parcels)
    views = MoneyViews(dossier.settlements)
    guard !dossier.cases.isEmpty else { return }
    let applications = dossier.cases.sorted { a, b in
      if a.appliedAt != b.appliedAt { return a.appliedAt < b.appliedAt }
      if a.caseID != b.caseID { return a.caseID < b.caseID }
      return (a.lineNo ?? -1) < (b.lineNo ?? -1)
    }
    for application in applications { files.append(open(application)) }
  }

  var shop: Int { dossier.shop }
  var asOf: Day { circumstances.asOf }
  var policy: Policy { circumstances.policy }
  var orderCurrency: Currency {
    dossier.lines.first.map(\.currency).flatMap { $0 == .none ? nil : $0 }
      ?? policy.shops[shop].currency
  }
  func day(_ instant: Instant) -> Day { circumstances.day(instant, shop) }
  func delivers(_ feed: Feed) -> Bool { circumstances.delivers(feed, shop) }

  var isBeforeOpening: Bool {
    guard let opening = circumstances.openingDay(shop), let first = dossier.lines.first else {
      return false
    }
    return day(first.orderedAt) < opening
  }

  /// A succeeded refund names the case.
  func isRefunded(_ file: CaseFile) -> Bool {
    views.refunds.contains { dossier.settlements[$0].refundRef == file.caseID }
  }

  func terms(of application: CaseLine) -> CaseTerms {
    let line = dossier.lines.first { application.lineNo == nil || $0.lineNo == application.lineNo }
    return policy.terms(shop: shop, category: line?.category ?? Text(), reason: application.reason)
  }

  /// Checks, verdict, parcels and reception of one application, knowing the ones before it.
  private func open(_ application: CaseLine) -> CaseFile {
    let lines = dossier.lines.filter {
      application.lineNo == nil || $0.lineNo == application.lineNo
    }
    var file = CaseFile(
      application: application, lines: lines, terms: terms(of: application),
      currency: orderCurrency,
      reviews: dossier.reviews.filter { $0.caseID == application.caseID }
        .sorted { $0.reviewedAt < $1.reviewedAt })
    if let opening = circumstances.openingDay(shop) {
      file.isBeforeOpening = day(application.appliedAt) < opening
    }
    for check in circumstances.rules.checks {
      let verdict = check.answer(&file, files, self)
      file.checks.append(CheckResult(check.name, verdict))
    }
    file.decide()
    findParcels(&file)
    receive(&file)
    value(&file)
    return file
  }

  private func findParcels(_ file: inout CaseFile) {
    let application = file.application
    file.returnParcel =
      waybills.first {
        !application.returnWaybill.isEmpty && $0.waybill == application.returnWaybill
      }
      ?? waybills.first { $0.direction == .return && $0.reference == application.caseID }
      ?? soleReturnParcel(of: file)
    file.exchangeParcel =
      waybills.first {
        !application.exchangeWaybill.isEmpty && $0.waybill == application.exchangeWaybill
      }
      ?? waybills.first { $0.direction == .exchange && $0.reference == application.caseID }
  }

  /// A return parcel that names the order is the case's where the order has no other case and the
  /// case no waybill.
  private func soleReturnParcel(of file: CaseFile) -> Waybill? {
    guard file.application.returnWaybill.isEmpty,
      dossier.cases.allSatisfy({ $0.caseID == file.caseID })
    else { return nil }
    return waybills.first { $0.direction == .return && $0.reference == dossier.orderID }
  }

  /// Arrival and acceptance. Without inspections arrival counts as acceptance; a parcel the carrier
  /// lost does too where the policy says so.
  private func receive(_ file: inout CaseFile) {
    file.inspections = dossier.inspections.filter {
      $0.caseID == file.caseID
        && ($0.lineNo == nil || file.isWholeOrder || $0.lineNo == file.application.lineNo)
    }
    .sorted { $0.inspectedAt < $1.inspectedAt }
    let received = file.inspections.compactMap { $0.receivedAt ?? $0.inspectedAt }.min()
    file.arrivedAt = file.returnParcel?.deliveredAt ?? received
    file.inspectedQuantity = file.inspections.reduce(0) { $0 + $1.quantity }
    let accepted = file.inspections.filter { $0.result == .accepted }
    if let last = accepted.last {
      file.acceptedQuantity = min(accepted.reduce(0) { $0 + $1.quantity }, max(file.quantity, 0))
      file.acceptedAt = last.inspectedAt
    } else if !delivers(.inspections), let arrivedAt = file.arrivedAt {
      file.acceptedAt = arrivedAt
      file.acceptedQuantity = file.quantity
    } else if file.terms.refundsOnLoss, let parcel = file.returnParcel,
      let lostOn = lostOn(parcel, file.terms)
    {
      file.acceptedAt = circumstances.policy.shops[shop].zone.start(of: lostOn)
      file.acceptedQuantity = file.quantity
    }
  }

  /// The day a parcel counts as lost: the carrier says so, or N days have passed without a new
  /// status.
  func lostOn(_ parcel: Waybill, _ terms: CaseTerms) -> Day? {
    guard parcel.conflict == nil else { return nil }
    if parcel.status == .lost { return parcel.latest.happenedAt.map(day) ?? asOf }
    guard parcel.deliveredAt == nil, parcel.isUnderWay, parcel.status.isMoving,
      let last = parcel.latest.happenedAt
    else { return nil }
    let limit = day(last) + terms.lostAfterDays
    guard asOf > limit, circumstances.waiting(for: .parcels, shop: shop, through: limit) == nil
    else {
      return nil
    }
    return limit + 1
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
