/// Units of a case line that have to be booked in stock.
struct StockNeed {
  /// Position of the case line on the desk.
  let file: Int
  /// Empty: any article of the case.
  let sku: Text
  /// nil: restocked or scrapped, as the warehouse likes.
  let kind: StockKind?
  let quantity: Int64
  /// The day from which the limit runs.
  let since: Day
  /// Not booked yet.
  var left: Int64

  init(file: Int, sku: Text, kind: StockKind?, quantity: Int64, since: Day) {
    self.file = file
    self.sku = sku
    self.kind = kind
    self.quantity = quantity
    self.since = since
    left = quantity
  }

  fileprivate func takes(_ movement: StockMovement) -> Bool {
    (sku.isEmpty || sku == movement.sku) && (kind ?? movement.kind) == movement.kind
  }

  /// Those that leave no choice are served first, then the older ones.
  fileprivate func comesBefore(_ other: StockNeed) -> Bool {
    let (choices, otherChoices) = (freedom, other.freedom)
    if choices != otherChoices { return choices < otherChoices }
    return since != other.since ? since < other.since : file < other.file
  }

  private var freedom: Int { (kind == nil ? 1 : 0) + (sku.isEmpty ? 2 : 0) }
}

/// What was booked for one case, allotted to what has to be.
struct StockBooking {
  private(set) var needs: [StockNeed]
  private let movements: [StockMovement]
  /// By movement: units that nothing took yet.
  private var rest: [Int64]
  /// By need: the last movement that it took units of.
  private var evidence: [Int?]

  init(_ needs: [StockNeed], _ movements: [StockMovement]) {
    self.needs = needs.sorted { $0.comesBefore($1) }
    self.movements = movements.sorted {
      ($0.movedAt, $0.movementID) < ($1.movedAt, $1.movementID)
    }
    rest = self.movements.map(\.quantity)
    evidence = needs.map { _ in nil }
    for need in self.needs.indices {
      for index in self.movements.indices
      where rest[index] > 0 && self.needs[need].left > 0
        && self.needs[need].takes(self.movements[index])
      {
        let part = min(rest[index], self.needs[need].left)
        rest[index] -= part
        self.needs[need].left -= part
        evidence[need] = max(evidence[need] ?? 0, index)
      }
    }
  }

  /// The movement that completed a case line's units.
  func evidence(of file: Int) -> StockMovement? {
    needs.indices.filter { needs[$0].file == file }.compactMap { evidence[$0] }.max()
      .map { movements[$0] }
  }

  /// Units booked beyond what the case's lines need, at the last line of the article.
  func surplus(of file: Int) -> (quantity: Int64, first: StockMovement)? {
    var (quantity, first): (Int64, StockMovement?) = (0, nil)
    for index in movements.indices where rest[index] > 0 {
      let files = needs.filter { $0.sku.isEmpty || $0.sku == movements[index].sku }.map(\.file)
      guard files.max() == file else { continue }
      quantity += rest[index]
      first = first ?? movements[index]
    }
    return first.map { (quantity, $0) }
  }

  /// A movement that no line of the case can take, for the sentence.
  func stray(beside need: StockNeed) -> Note? {
    for index in movements.indices where rest[index] > 0 {
      let movement = movements[index]
      if !need.sku.isEmpty, need.sku != movement.sku {
        return .nearest(
          id: movement.movementID, field: "sku", expected: need.sku, found: movement.sku)
      }
      if let kind = need.kind, kind != movement.kind {
        return .nearest(
          id: movement.movementID, field: "kind", expected: Text(kind.name),
          found: Text(movement.kind.name))
      }
    }
    return nil
  }
}

extension Desk {
  /// Expects that the units of each case line are booked within its days; the number has to be
  /// exact.
  /// - Parameter provingFeed: what else than the bookings could explain units beyond the need.
  func expectBooked(
    _ needs: [StockNeed], _ kinds: [StockKind], _ name: StaticString, _ code: ExceptionCode,
    provingFeed: Feed, days: (CaseTerms) -> Int, into deadlines: inout [Deadline]
  ) {
    for index in files.indices where isFirstLine(index) {
      let caseID = files[index].caseID
      let ofCase = needs.filter { files[$0.file].caseID == caseID }
      guard !ofCase.isEmpty else { continue }
      let booking = StockBooking(
        ofCase, dossier.stock.filter { $0.caseID == caseID && kinds.contains($0.kind) })
      for file in Set(ofCase.map(\.file)).sorted() {
        let id = circumstances.identity(
          name, shop: shop, caseID, Text(), files[file].application.lineNo ?? -1)
        let surplus = provenSurplus(booking, file, provingFeed)
        let own = booking.needs.filter { $0.file == file }
        // Nothing is expected to be booked.
        if surplus == nil, own.allSatisfy({ $0.quantity == 0 }) { continue }
        var deadline = Deadline(
          id: id, subject: caseID, file: file,
          state: state(own, booking.evidence(of: file), surplus, code, days(files[file].terms)))
        let notes = notes(own, booking, surplus?.quantity ?? 0)
        if !notes.isEmpty { deadline.details = Deadline.Details(notes: notes) }
        deadlines.append(deadline)
      }
    }
  }

  /// What leaves stock beyond a replacement may be for units that are still to be sent, or sent
  /// again.
  private func mayBeForMore(_ movement: StockMovement, _ index: Int) -> Bool {
    guard movement.kind == .issue else { return false }
    let file = files[index]
    let rounds = replacementRounds(of: [file])
    let sent = rounds.reduce(0) { $0 + $1.quantity }
    let isOver = sent >= file.quantity || file.inspectedQuantity >= file.quantity
    if !isOver || rounds.contains(where: { $0.parcel == nil }) { return true }
    return rulings.reshipped.contains { $0.caseID == file.caseID }
      || file.replacements.contains { $0.deliveredAt == nil && !($0.hasLeft && $0.status.isMoving) }
  }

  /// Of a case that was inspected and of which nothing is to be booked, where something was: that
  /// none of it is.
  func idleNeeds(_ kinds: [StockKind], beside needs: [StockNeed]) -> [StockNeed] {
    guard !dossier.stock.isEmpty else { return [] }
    return files.indices.compactMap { index in
      let file = files[index]
      guard leads(index), !file.isBeforeOpening,
        !needs.contains(where: { files[$0.file].caseID == file.caseID }),
        lines(of: file.caseID).contains(where: { !$0.inspections.isEmpty }),
        let first = dossier.stock.first(where: {
          $0.caseID == file.caseID && $0.quantity > 0 && kinds.contains($0.kind)
        })
      else { return nil }
      return StockNeed(
        file: index, sku: Text(), kind: nil, quantity: 0, since: day(first.movedAt))
    }
  }

  private func provenSurplus(
    _ booking: StockBooking, _ file: Int, _ feed: Feed
  ) -> (quantity: Int64, first: StockMovement)? {
    guard let surplus = booking.surplus(of: file), !mayBeForMore(surplus.first, file) else {
      return nil
    }
    let movedOn = day(surplus.first.movedAt)
    return circumstances.waiting(for: feed, shop: shop, through: movedOn) == nil ? surplus : nil
  }

  private func state(
    _ needs: [StockNeed], _ evidence: StockMovement?,
    _ surplus: (quantity: Int64, first: StockMovement)?, _ code: ExceptionCode, _ days: Int
  ) -> Deadline.State {
    if let since = needs.filter({ $0.left > 0 }).map(\.since).min() {
      return .open(until: since + days)
    }
    if let surplus { return .broken(code, since: day(surplus.first.movedAt)) }
    return .met(
      evidenceID: evidence?.movementID ?? Text(),
      on: needs.contains { $0.sku.isEmpty } ? "case_id, quantity" : "case_id, sku, quantity")
  }

  private func notes(
    _ needs: [StockNeed], _ booking: StockBooking, _ surplus: Int64
  ) -> [Note] {
    let needed = needs.reduce(0) { $0 + $1.quantity }
    let left = needs.reduce(0) { $0 + $1.left }
    let booked = left > 0 ? needed - left : needed + surplus
    var notes: [Note] = []
    if booked != needed { notes.append(.quantity(asked: needed, left: booked)) }
    if let open = needs.first(where: { $0.left > 0 }), let stray = booking.stray(beside: open) {
      notes.append(stray)
    }
    return notes
  }
}
