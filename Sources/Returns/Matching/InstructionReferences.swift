extension Settlement {
  /// What it names by refund_ref: of an instruction id the part that all ids of its subject share.
  var reference: Text {
    InstructionID(refundRef) == nil ? refundRef : InstructionID.stem(of: refundRef) ?? refundRef
  }
}

extension Desk {
  /// An instruction id is an exact reference to the expectation that it was issued for: this one
  /// carries it where money comes back under it.
  /// - Returns: instructions that money names and that nothing is expected for any more; it is not
  ///   taken for something else because its amount happens to fit.
  func nameInstructions(_ dues: inout [MoneyDue], _ positions: [Int]) -> [Text] {
    var strangers: [Text] = []
    for position in positions {
      let row = dossier.settlements[position]
      guard row.type == .refund, let id = InstructionID(row.refundRef) else { continue }
      let stem = row.reference
      let own = dues.firstIndex { $0.expectation.id == id.subject }
      if let due = own ?? dues.firstIndex(where: { isHeir($0, of: id.subject) }) {
        guard !dues[due].expectation.references.contains(stem) else { continue }
        dues[due].expectation.references.append(stem)
      } else {
        strangers.append(stem)
      }
    }
    return strangers
  }

  /// What was sent as the difference of an exchange is a part of the refund that it became; and
  /// what was sent as a refund, of the difference of the exchange that it became.
  private func isHeir(_ due: MoneyDue, of subject: UInt64) -> Bool {
    guard let index = due.file else { return false }
    let (goods, difference) = (
      expectedIdentity("refund", of: files[index]), expectedIdentity("difference", of: files[index])
    )
    return due.expectation.id == goods && subject == difference
      || due.expectation.id == difference && subject == goods
  }

  /// What was sent as the difference of an exchange came back when that had become a refund: it is
  /// the refund's trouble. What came back before was the difference's.
  func cameBackLater(_ row: Settlement, _ tried: Settlement, of wanted: MoneyExpectation) -> Bool {
    guard row.status == .reversed, let id = InstructionID(tried.refundRef),
      let standing = money.first(where: { $0.due.expectation.id == wanted.id }),
      standing.kind == .refund, let file = standing.due.file.map({ files[$0] }), file.isConverted,
      id.subject == expectedIdentity("difference", of: file)
    else { return false }
    // A row whose own status was changed has the time at which it was paid.
    if row.isUpdate { return true }
    if let since = file.convertedAt { return row.settledAt >= since }
    return file.application.conversion.map { row.source.run >= $0.run } ?? true
  }

  /// Money that went back before an exchange became a refund was asked for as its difference, and
  /// by no row of the refund; so was what names the difference's row.
  func isEarlierDifference(_ row: Settlement, of standing: MoneyStanding) -> Bool {
    guard standing.kind == .refund, let index = standing.due.file else { return false }
    let file = files[index]
    if let id = InstructionID(row.refundRef) {
      return id.subject == expectedIdentity("difference", of: file)
    }
    guard file.isConverted else { return false }
    if let since = file.convertedAt { return row.settledAt < since }
    // The rows have no times: what was received before.
    return file.application.conversion.map { row.source.run < $0.run } ?? false
  }
}
