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
      if let due = dues.firstIndex(where: { $0.expectation.id == id.subject }) {
        guard !dues[due].expectation.references.contains(stem) else { continue }
        dues[due].expectation.references.append(stem)
      } else {
        strangers.append(stem)
      }
    }
    return strangers
  }
}
