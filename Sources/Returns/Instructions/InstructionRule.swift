/// One kind of instruction. A new kind is a new file with one of these and one line in `all`; its
/// columns are a file of `Reports/Kinds/Instructions`.
struct InstructionRule: Sendable {
  let kind: InstructionKind
  /// Adds what is to be done of the desk's dossier, which has been judged. Asked only where a case
  /// lies on the desk.
  let find: @Sendable (Desk, Outcome, inout [Instruction]) -> Void

  init(
    _ kind: InstructionKind, find: @escaping @Sendable (Desk, Outcome, inout [Instruction]) -> Void
  ) {
    self.kind = kind
    self.find = find
  }

  /// In the order they are reported.
  static let all: [InstructionRule] = [refund, exchangeShipment]
}

extension Desk {
  /// What is to be done by now about the cases on the desk.
  func instruct(into outcome: inout Outcome) {
    guard !files.isEmpty else { return }
    var list: [Instruction] = []
    let rules = circumstances.rules.instructions
    for index in rules.indices { rules[index].find(self, outcome, &list) }
    outcome.instructions = list
  }
}
