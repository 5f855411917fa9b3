/// What was said to a row of a claim, or came into an account under its name.
public struct ClaimReply: Sendable, Equatable {
  /// The number of the row that it names.
  let number: Int
  let isPaid: Bool
  /// What was paid, minor units; nil: all that the row asks for.
  let amount: Int64?
  /// An account shows it. What is paid may be answered as well.
  let isOfAccount: Bool
}

/// Rows of a claim that were answered, or paid, stay as they are: what is claimed beyond them is a
/// row of its own.
extension InstructionHistory {
  /// A row for what is wanted beyond all that was answered or paid, in the place of one that is
  /// open.
  func askBeyond(_ wanted: Instruction, _ standing: [IssuedRow]) -> [InstructionStep] {
    guard var part = wanted.parts.first, let amount = part.amount else { return [] }
    let replies = standing.map { row in wanted.replies.filter { isReply($0, to: row) } }
    let paid = zip(standing, replies).map { row, replies in sum(replies, for: row) }
    // Paid under the name of a row that was called off all the same.
    let others = wanted.replies.filter { reply in !standing.contains { isReply(reply, to: $0) } }
    let besides = sum(others, for: nil)
    let isAllPaid = paid.reduce(besides, FeeSum.adding) >= amount
    var asked = besides
    var (open, over): ([IssuedRow], [IssuedRow]) = ([], [])
    for (place, row) in standing.enumerated() {
      guard row.state == .done || !replies[place].isEmpty else {
        open.append(row)
        continue
      }
      let own = row.part.amount ?? 0
      asked = FeeSum.adding(asked, max(own, paid[place]))
      if row.state != .done, isAllPaid || paid[place] >= own { over.append(row) }
    }
    let done = mark(over, .done)
    guard amount > asked else { return done + cancel(open) }
    part.amount = amount - asked
    if open.first?.content == wanted.content, open.first?.part.amount == part.amount {
      return done
    }
    return done + issue(wanted, [part], instead: open.isEmpty ? calledOff : open, attempt: 1)
  }

  /// It names the row, or one that this one has taken the place of.
  private func isReply(_ reply: ClaimReply, to row: IssuedRow) -> Bool {
    var next: IssuedRow? = row
    while let known = next, known.action != .cancel {
      if known.id.number == reply.number { return true }
      next = rows.first { $0.id == known.replaces }
    }
    return false
  }

  /// What replies come to, by the supplier's word or an account; one that names no amount is for
  /// all of its row.
  private func sum(_ replies: [ClaimReply], for row: IssuedRow?) -> Int64 {
    var (said, shown): (Int64, Int64) = (0, 0)
    for reply in replies where reply.isPaid {
      let named = row ?? rows.first { $0.id.number == reply.number }
      let amount = reply.amount ?? named?.part.amount ?? 0
      if reply.isOfAccount {
        shown = FeeSum.adding(shown, amount)
      } else {
        said = FeeSum.adding(said, amount)
      }
    }
    return max(said, shown)
  }
}
