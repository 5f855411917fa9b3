extension ExceptionRule {
  /// A case took a step before the one it depends on, without it, or after one that ends it (R1.2).
  static let caseHistory = ExceptionRule(code: .caseHistory, subject: .files) { desk in
    var findings: [Finding] = []
    for index in desk.files.indices {
      let file = desk.files[index]
      guard !file.isBeforeOpening, desk.leads(index) else { continue }
      let life = desk.life(of: file)
      // The only line of its order: nearly every case.
      if desk.files.count == 1, desk.isInOrder(life) { continue }
      var lives = [(file, life)]
      if desk.files.count > 1 { lives += desk.sideLives(beside: file) }
      if lives.allSatisfy({ desk.isInOrder($0.1) }) { continue }
      if let finding = desk.historyFinding(lives) { findings.append(finding) }
    }
    return findings
  }
}

extension Desk {
  /// Whether no line of the table is broken on the face of it: nearly every case is in order.
  fileprivate func isInOrder(_ life: CaseLife) -> Bool {
    let rules = circumstances.rules.life
    for place in rules.indices where life.breaks(rules[place]) { return false }
    return true
  }

  /// - Parameter lives: of one case, first that of the line which stands for it.
  fileprivate func historyFinding(_ lives: [(CaseFile, CaseLife)]) -> Finding? {
    var notes: [Note] = []
    var openedOn = asOf
    for (file, life) in lives {
      var told: LifeStep?
      for rule in circumstances.rules.life where rule.step != told {
        guard let clash = clash(rule, life, file) else { continue }
        told = rule.step
        notes.append(clash.note)
        openedOn = min(openedOn, clash.since)
      }
    }
    guard !notes.isEmpty else { return nil }
    var finding = finding(.caseHistory, "history", file: lives[0].0, openedOn: openedOn)
    finding.notes = notes
    return finding
  }
}

extension Desk {
  /// What is wrong with the two steps and since when, where the line is broken.
  fileprivate func clash(
    _ rule: LifeRule, _ life: CaseLife, _ file: CaseFile
  ) -> (note: Note, since: Day)? {
    let isAfter = rule.order == .notAfter
    guard let step = isAfter ? life.last(rule.step) : life.first(rule.step), file.meets(rule.holds)
    else { return nil }
    guard let other = life.first(rule.other) else {
      guard rule.order == .needs, isUnproven(rule.other, file, by: day(step)) else { return nil }
      return (.unproven(rule.step, at: clock(step), rule.other), day(step) + 1)
    }
    guard rule.order != .needs, isAfter ? isEarlier(other, step) : isEarlier(step, other) else {
      return nil
    }
    let note = Note.clash(
      rule.step, at: clock(step), isAfter: isAfter, rule.other, otherAt: clock(other))
    return (note, day(max(step, other)))
  }

  /// Whether a step that must have been taken by a day should be known by now. What a carrier was
  /// never told of came in another way.
  private func isUnproven(_ step: LifeStep, _ file: CaseFile, by day: Day) -> Bool {
    let feed: Feed =
      switch step {
      case .inspected: .inspections
      case .approved: .reviews
      default: .parcels
      }
    // The checks approve without any review.
    guard asOf > day, step == .approved || delivers(feed),
      circumstances.waiting(for: feed, shop: shop, through: day) == nil
    else { return false }
    guard step == .arrived else { return true }
    guard let parcel = file.returnParcel, parcel.conflict == nil else { return false }
    return parcel.isUnderWay && parcel.status != .lost
  }

  /// A time at midnight is a day without a time: it is earlier than another day's only.
  func isEarlier(_ a: Instant, _ b: Instant) -> Bool {
    guard a < b else { return false }
    let isDay = clock(a) % 86_400 == 0 || clock(b) % 86_400 == 0
    return isDay ? day(a) < day(b) : true
  }

  /// Seconds since 1970 on the shop's clocks.
  fileprivate func clock(_ instant: Instant) -> Int64 {
    instant.seconds + policy.shops[shop].zone.offset(at: instant.seconds)
  }

  /// All times that the facts of a case give for the steps of its lines that share the verdict of
  /// the one that stands for it.
  fileprivate func life(of file: CaseFile) -> CaseLife {
    var life = CaseLife()
    for index in files.indices
    where files[index].caseID == file.caseID && files[index].isAlike(file) {
      addApplication(of: files[index], to: &life)
      addVerdicts(of: files[index], to: &life)
      addReception(of: files[index], to: &life)
    }
    addParcels(of: file, to: &life)
    if file.application.reason == .lost { addDeliveries(to: &life) }
    addRefunds(of: file, to: &life)
    return life
  }

  /// Of the other lines of a case: what was withdrawn, refused or left open. Parcels and money are
  /// the case's, and were theirs only where the warehouse says that it has their goods.
  fileprivate func sideLives(beside file: CaseFile) -> [(CaseFile, CaseLife)] {
    lines(of: file.caseID).filter { !$0.isAlike(file) }.map { line in
      var life = CaseLife()
      addApplication(of: line, to: &life)
      addVerdicts(of: line, to: &life)
      if line.inspections.contains(where: { $0.lineNo != nil }) {
        addReception(of: line, to: &life)
        addParcels(of: line, to: &life)
      }
      return (line, life)
    }
  }

  private func addApplication(of file: CaseFile, to life: inout CaseLife) {
    for index in file.lines.indices {
      life.take(.ordered, at: file.lines[index].orderedAt)
      life.take(.received, at: file.lines[index].deliveredAt)
    }
    life.take(.applied, at: file.application.appliedAt)
    guard var withdrawnAt = file.application.withdrawnAt else { return }
    // A case is withdrawn with the last of its lines.
    for index in files.indices
    where files[index].caseID == file.caseID && files[index].isAlike(file) {
      withdrawnAt = max(withdrawnAt, files[index].application.withdrawnAt ?? withdrawnAt)
    }
    life.take(.withdrawn, at: withdrawnAt)
  }

  /// Goods that were reported lost came after all, if every parcel of the order did.
  private func addDeliveries(to life: inout CaseLife) {
    let sent = waybills.filter { $0.direction == .outbound }
    guard !sent.isEmpty, sent.allSatisfy({ $0.deliveredAt != nil }) else { return }
    life.take(.received, at: sent.compactMap(\.deliveredAt).max())
  }

  /// Refunds that name the case; where none does, those that met what the case was owed.
  private func addRefunds(of file: CaseFile, to life: inout CaseLife) {
    var isNamed = false
    for place in views.refunds where namedCase(dossier.settlements[place]) == file.caseID {
      life.take(.refunded, at: dossier.settlements[place].settledAt)
      isNamed = true
    }
    guard !isNamed else { return }
    for place in money.indices
    where money[place].kind == .refund && money[place].matched > 0
      && money[place].due.expectation.caseID == file.caseID
    {
      let paidOn = money[place].settledOn
      life.take(.refunded, at: paidOn.map { policy.shops[shop].zone.start(of: $0) })
    }
  }

  private func addVerdicts(of file: CaseFile, to life: inout CaseLife) {
    if file.isConverted, file.application.conversion != nil {
      life.take(.converted, at: file.convertedAt ?? file.application.appliedAt)
    }
    switch file.needsReviewer ? nil : file.automaticVerdict {
    case .approved:
      // The checks are made of a withdrawn case too, but nobody approves it.
      let withdrawnAt = file.application.withdrawnAt ?? Instant(seconds: .max)
      guard let at = file.automaticVerdictAt, at < withdrawnAt else { break }
      life.take(.approved, at: at)
    case .refused: life.take(.refused, at: file.application.appliedAt)
    case .pending, nil: break
    }
    for index in file.reviews.indices {
      let review = file.reviews[index]
      switch review.verdict {
      case .approved:
        life.take(.approved, at: review.reviewedAt)
        if file.application.kind == .exchange, let kind = review.approvedKind, kind != .exchange {
          life.take(.converted, at: review.reviewedAt)
        }
      case .refused: life.take(.refused, at: review.reviewedAt)
      case .pending: break
      }
    }
  }

  /// Records of a carrier that contradict each other are its own trouble (`PARCEL_CONFLICT`).
  private func addParcels(of file: CaseFile, to life: inout CaseLife) {
    for index in waybills.indices where waybills[index].conflict == nil {
      let parcel = waybills[index]
      let isNamed = parcel.reference == file.caseID
      switch parcel.direction {
      case .return where isNamed || file.isReturn(parcel):
        life.take(.pickedUp, at: parcel.pickedUpAt)
        life.take(.arrived, at: parcel.deliveredAt)
        // Of several parcels one may be lost after another was inspected.
        if parcel.status == .lost, !file.inspections.isEmpty == file.hasInspected(parcel) {
          life.take(.lost, at: parcel.latest.happenedAt)
        }
      case .exchange where isNamed || file.isReplacement(parcel):
        life.take(.shipped, at: parcel.pickedUpAt)
        life.take(.replaced, at: parcel.deliveredAt)
      case .returnToCustomer where isNamed: life.take(.sentBack, at: parcel.pickedUpAt)
      default: break
      }
    }
  }

  private func addReception(of file: CaseFile, to life: inout CaseLife) {
    for inspection in file.inspections {
      life.take(.inspected, at: inspection.inspectedAt)
      if inspection.result == .accepted { life.take(.accepted, at: inspection.inspectedAt) }
    }
  }
}

extension CaseFile {
  /// Both go ahead; or neither does, for the same reason.
  fileprivate func isAlike(_ other: CaseFile) -> Bool {
    isApproved || other.isApproved
      ? isApproved == other.isApproved
      : isWithdrawn == other.isWithdrawn && verdict == other.verdict
  }
}
