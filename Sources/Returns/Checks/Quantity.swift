extension ApplicationCheck {
  /// A case asks for no more than its line has left after the cases before it. Open cases of the
  /// same kind on the same line are `noDuplicate`'s business.
  static let quantityAvailable = ApplicationCheck(name: .quantityAvailable) { file, earlier, desk in
    guard !file.lines.isEmpty else { return .unknown }
    var left = file.orderedQuantity
    for other in earlier where other.sharesLine(with: file) && other.holdsGoods {
      if other.kind != file.kind || desk.isRefunded(other) { left -= other.quantity }
    }
    file.quantityLeft = max(0, left)
    return file.quantity <= left ? .pass : .fail
  }

  /// Open cases of one line and kind do not ask for more than the line together.
  static let noDuplicate = ApplicationCheck(name: .noDuplicate) { file, earlier, desk in
    guard !file.lines.isEmpty else { return .unknown }
    var open: Int64 = 0
    for other in earlier where other.sharesLine(with: file) && other.holdsGoods {
      if other.kind == file.kind && !desk.isRefunded(other) { open += other.quantity }
    }
    guard open > 0, file.quantity <= file.orderedQuantity else { return .pass }
    return file.quantity + open <= file.orderedQuantity ? .pass : .fail
  }
}

extension CaseFile {
  func sharesLine(with other: CaseFile) -> Bool {
    isWholeOrder || other.isWholeOrder || application.lineNo == other.application.lineNo
  }
  /// Neither withdrawn nor refused: the goods it asks for are spoken for.
  var holdsGoods: Bool { !isWithdrawn && verdict != .refused }
}
