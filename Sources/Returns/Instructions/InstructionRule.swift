/// One kind of instruction. A new kind is a new file with one of these and one line in `all`; its
/// columns are a file of `Reports/Kinds/Instructions`.
struct InstructionRule: Sendable {
  let kind: InstructionKind
  let subjects: Subjects
  /// Adds what is to be done of the desk's dossier, which has been judged. Asked only where one of
  /// its subjects lies on the desk.
  let find: @Sendable (Desk, Outcome, inout [Instruction]) -> Void

  struct Subjects: OptionSet, Sendable {
    let rawValue: UInt8

    static let files = Subjects(rawValue: 1 << 0)
    static let tickets = Subjects(rawValue: 1 << 1)
    /// Something is or was found, claims were made, or a carrier guarantees its time.
    static let troubles = Subjects(rawValue: 1 << 2)
  }

  init(
    _ kind: InstructionKind, subjects: Subjects = .files,
    find: @escaping @Sendable (Desk, Outcome, inout [Instruction]) -> Void
  ) {
    self.kind = kind
    self.subjects = subjects
    self.find = find
  }

  /// In the order they are reported.
  static let all: [InstructionRule] = [
    refund, witnessedRefund, exchangeShipment, carrierBooking, carrierClaim, supplierClaim,
    surveyRequest, notice, orderUpdate,
  ]
}

extension Desk {
  /// What is to be done by now about what lies on the desk.
  func instruct(into outcome: inout Outcome) {
    var subjects: InstructionRule.Subjects = []
    if !files.isEmpty { subjects.insert(.files) }
    if !dossier.tickets.isEmpty { subjects.insert(.tickets) }
    let isTroubled =
      !outcome.findings.isEmpty || !outcome.decided.isEmpty || circumstances.guaranteesTime
    if isTroubled || hasClaims { subjects.insert(.troubles) }
    if subjects.isEmpty { return }
    var list: [Instruction] = []
    let rules = circumstances.rules.instructions
    for index in rules.indices where !rules[index].subjects.isDisjoint(with: subjects) {
      rules[index].find(self, outcome, &list)
    }
    outcome.instructions = list
  }
}
