extension ApplicationCheck {
  /// A case asks for no more than its line has left after the cases before it. Where open cases of
  /// its own kind alone ask for more than the line with it, that is `noDuplicate`'s business.
  static let quantityAvailable = ApplicationCheck(name: .quantityAvailable) { file, earlier, desk in
    guard !file.lines.isEmpty else { return .unknown }
    let held = desk.held(beside: file, earlier)
    let alike = file.isDuplicate(of: held.alike) ? 0 : held.alike
    let left = file.orderedQuantity - held.others - alike
    file.quantityLeft = max(0, left)
    return file.quantity <= left ? .pass : .fail
  }

  /// Open cases of one line and kind do not ask for more than the line together.
  static let noDuplicate = ApplicationCheck(name: .noDuplicate) { file, earlier, desk in
    guard !file.lines.isEmpty else { return .unknown }
    let alike = desk.held(beside: file, earlier).alike
    guard file.quantity <= file.orderedQuantity else { return .pass }
    return file.isDuplicate(of: alike) ? .fail : .pass
  }
}

extension Desk {
  /// Units of its line that earlier cases hold: open ones of the same kind, and all others.
  fileprivate func held(
    beside file: CaseFile, _ earlier: [CaseFile]
  ) -> (alike: Int64, others: Int64) {
    var (alike, others): (Int64, Int64) = (0, 0)
    for other in earlier where other.sharesLine(with: file) && other.holdsGoods {
      let units = other.unitsHeld(at: file.application.appliedAt)
      if other.kind == file.kind && !isRefunded(other) {
        alike += units
      } else {
        others += units
      }
    }
    return (alike, others)
  }
}

extension CaseFile {
  fileprivate func isDuplicate(of alike: Int64) -> Bool {
    alike > 0 && quantity + alike > orderedQuantity
  }

  /// Of its units those that another application of the given time cannot be about: neither what
  /// the warehouse had turned down by then, nor what had been replaced, for the customer has these.
  func unitsHeld(at time: Instant) -> Int64 {
    guard !inspections.isEmpty || exchangeParcel != nil else { return quantity }
    var held = quantity
    for inspection in inspections
    where inspection.result == .rejected && inspection.inspectedAt <= time {
      held -= inspection.quantity
    }
    if kind == .exchange, let came = exchangeParcel?.deliveredAt, came <= time {
      held -= acceptedQuantity > 0 ? acceptedQuantity : quantity
    }
    return max(0, held)
  }

  func sharesLine(with other: CaseFile) -> Bool {
    isWholeOrder || other.isWholeOrder || application.lineNo == other.application.lineNo
  }
  /// Neither withdrawn nor refused: the goods it asks for are spoken for.
  var holdsGoods: Bool { !isWithdrawn && verdict != .refused }
}
