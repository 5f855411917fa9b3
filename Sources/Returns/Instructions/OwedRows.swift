/// Rows that add up to what is owed. What is owed beyond all that has left is a row of its own: no
/// row that was paid, or is under way, is sent again or grows, whatever the evidence of the day.
extension InstructionHistory {
  func pay(_ wanted: Instruction) -> [InstructionStep] {
    let forgone = forgoneRows(wanted)
    guard forgone.isEmpty else { return payDespite(forgone, wanted) }
    let proofs = RowProofs(wanted, self)
    let done = mark(proofs.provenRows.filter { $0.state != .done }, .done)
    let steps = done + rest(wanted, proofs)
    return steps + cancel(proofs.voidRows, from: steps.newRows)
  }

  /// What becomes of the rows that may yet be carried out, and of what is owed beyond them.
  private func rest(_ wanted: Instruction, _ proofs: RowProofs) -> [InstructionStep] {
    let others = proofs.otherRows
    // Others have paid: nothing of ours is to be carried out on top, unless a person asked for it.
    if proofs.isForeign && !isReleased(wanted) {
      let kept = released(wanted, others, beside: proofs.foreign)
      return cancel(others.filter { $0.state.isOpen && !kept.contains($0) })
    }
    switch wanted.need {
    case .held: return []
    case .failed:
      let failing =
        wanted.failures.isEmpty ? others.filter { $0.state == .issued } : proofs.failingRows
      return mark(failing.filter { $0.state != .failed }, .failed)
        + payBeside(failing, wanted, proofs)
    case .done: return cancel(others.filter(\.state.isOpen))
    case .wanted:
      if isReleased(wanted) { return payAgain(wanted, proofs) }
      // A part came from elsewhere, or went there: a person is asked what becomes of the rest.
      if proofs.foreign > 0 { return [] }
      if proofs.wentElsewhere { return cancel(others.filter { $0.isAstray(wanted) }) }
      // A failure or a payment that is taken back: the row may be carried out again.
      return mark(others.filter { $0.state != .issued }, .issued) + payRest(wanted, proofs)
    }
  }

  /// Rows that a person asked for and that are owed besides what others paid.
  private func released(
    _ wanted: Instruction, _ rows: [IssuedRow], beside foreign: Int64
  ) -> [IssuedRow] {
    let released = rows.filter {
      !$0.release.isEmpty && (wanted.release.isEmpty || $0.release == wanted.release)
    }
    let sum = released.reduce(foreign) { $0 + ($1.part.amount ?? 0) }
    switch wanted.need {
    case .done: return []
    case .held, .failed: return released
    case .wanted: return sum <= wanted.owed ? released : []
    }
  }

  /// What is owed beyond all that has left, a failed attempt included, is a row of its own: only
  /// that attempt waits for a person.
  private func payBeside(
    _ failing: [IssuedRow], _ wanted: Instruction, _ proofs: RowProofs
  ) -> [InstructionStep] {
    let beyond = wanted.owed - proofs.sent().sum
    guard !proofs.rows.isEmpty, proofs.foreign == 0, !proofs.wentElsewhere, beyond > 0
    else { return [] }
    let open = proofs.otherRows.filter { $0.state == .issued && !failing.contains($0) }
    return grow(open, by: beyond, wanted, proofs)
  }

  /// What a person sends again is what failed, with what is owed beyond it by now: a second run of
  /// the date would add that. Where a part came from elsewhere, it is what failed alone.
  private func payAgain(_ wanted: Instruction, _ proofs: RowProofs) -> [InstructionStep] {
    // Of another order's money it is not known here whether it is still there.
    let failed =
      proofs.otherRows.filter { $0.state == .failed } + proofs.takenBack.filter { !$0.isElsewhere }
    let open = proofs.otherRows.isEmpty ? proofs.takenBack : proofs.otherRows
    let again = failed.isEmpty ? open : failed
    var amount = wanted.owed - proofs.sent(but: again).sum - proofs.foreign
    if !again.isEmpty, proofs.foreign > 0 {
      amount = min(amount, again.reduce(0) { $0 + ($1.part.amount ?? 0) })
    }
    guard amount > 0 else { return [] }
    // It leads back to all rows before it, also to those that another had taken the place of.
    let steps = issue(
      wanted, parts(amount, of: wanted, beside: proofs.sent(but: again)),
      instead: again.isEmpty ? calledOff(but: proofs.carriedOut) : again.map(latest(after:)),
      attempt: lastAttempt + 1)
    return steps + mark(again.filter { $0.state == .done }, .replaced)
  }

  private func payRest(_ wanted: Instruction, _ proofs: RowProofs) -> [InstructionStep] {
    guard !proofs.rows.isEmpty else {
      return issue(wanted, wanted.parts, instead: calledOff, attempt: lastAttempt)
    }
    let open = proofs.otherRows
    let wrong = open.filter { $0.content != wanted.content || $0.isAstray(wanted) }
    if !wrong.isEmpty {
      let kept = proofs.sent(but: wrong).sum
      guard wanted.owed > kept else { return cancel(wrong) }
      return replace(wrong, by: wanted.owed - kept, wanted, proofs)
    }
    let left = proofs.sent().sum
    if wanted.owed > left { return grow(open, by: wanted.owed - left, wanted, proofs) }
    return left > wanted.owed ? shrink(open, by: left - wanted.owed, wanted, proofs) : []
  }

  /// More is owed. A row that took the place of a larger one may be that large again, and names it:
  /// if that one was carried out, this one is not. What is owed beyond is a row of its own.
  private func grow(
    _ open: [IssuedRow], by amount: Int64, _ wanted: Instruction, _ proofs: RowProofs
  ) -> [InstructionStep] {
    var left = amount
    var steps: [InstructionStep] = []
    for row in open where left > 0 {
      let more = min(left, largest(row) - (row.part.amount ?? 0))
      guard more > 0 else { continue }
      left -= more
      var part = row.part
      part.amount = (part.amount ?? 0) + more
      steps += issue(
        wanted, [part], instead: [row.reopened], attempt: row.attempt, from: steps.newRows)
    }
    guard left > 0 else { return steps }
    let rest = parts(left, of: wanted, beside: proofs.sent())
    let calledOff = calledOff(but: proofs.carriedOut)
    return steps
      + issue(
        wanted, rest, instead: calledOff, attempt: calledOff.isEmpty ? 1 : lastAttempt,
        from: steps.newRows)
  }

  /// The most that a row or one it leads back to was to send: any may have been carried out.
  private func largest(_ row: IssuedRow) -> Int64 {
    ([row] + earlier(than: row)).reduce(0) { max($0, $1.part.amount ?? 0) }
  }

  /// Less is owed: what may yet be carried out is called off or replaced, what left last before
  /// what left first.
  private func shrink(
    _ open: [IssuedRow], by amount: Int64, _ wanted: Instruction, _ proofs: RowProofs
  ) -> [InstructionStep] {
    var excess = amount
    var (off, steps): ([IssuedRow], [InstructionStep]) = ([], [])
    for round in Set(open.map(\.round)).sorted(by: >) where excess > 0 {
      let rows = open.filter { $0.round == round }
      let sum = rows.reduce(Int64(0)) { $0 + ($1.part.amount ?? 0) }
      if sum <= excess {
        off += rows
      } else {
        steps = replace(rows, by: sum - excess, wanted, proofs)
      }
      excess -= min(sum, excess)
    }
    return steps + cancel(off, from: steps.newRows)
  }

  private func replace(
    _ rows: [IssuedRow], by amount: Int64, _ wanted: Instruction, _ proofs: RowProofs
  ) -> [InstructionStep] {
    let parts = parts(amount, of: wanted, beside: proofs.sent(but: rows))
    return issue(
      wanted, parts, instead: rows.map(\.reopened), attempt: rows.map(\.attempt).max() ?? 1)
  }

  /// An amount by where it goes back to: what each payment is to get in all, less what has left to
  /// it.
  private func parts(
    _ amount: Int64, of wanted: Instruction, beside sent: [InstructionPart]
  ) -> [InstructionPart] {
    let whole = wanted.parts.map { $0.amount ?? 0 }
    var rest = wanted.parts.map { part in
      sent.reduce(part.amount ?? 0) { $1.isSameMeans(as: part) ? $0 - ($1.amount ?? 0) : $0 }
    }
    for place in rest.indices where rest[place] < 0 { rest[place] = 0 }
    let shares = MinorUnits.split(amount, by: rest.contains { $0 > 0 } ? rest : whole)
    return zip(wanted.parts, shares).compactMap { part, share in
      guard share > 0 else { return nil }
      var part = part
      part.amount = share
      return part
    }
  }
}

extension [InstructionStep] {
  fileprivate var newRows: Int {
    count {
      if case .mark = $0 { false } else { true }
    }
  }
}

extension Instruction {
  /// All that is to be paid of it, what was paid included; minor units.
  fileprivate var owed: Int64 { parts.sum }
}

extension IssuedRow {
  /// As it is once what was taken for its payment, or its failure, is taken back.
  fileprivate var reopened: IssuedRow {
    var row = self
    row.state = .issued
    return row
  }
}
