import LedgerStore
import Returns

/// What the ledger has issued that is open, or that the business date has closed: all rows of those
/// subjects.
struct IssuedInstructions: Sendable {
  private(set) var rows: [IssuedBook.Subject: [InstructionRow]] = [:]
  let day: Day

  init(_ reader: LedgerReader, on day: Day) throws {
    self.day = day
    for row in try reader.instructions(ofSubjectsOpenOn: day) {
      rows[row.subject, default: []].append(row)
    }
  }

  /// For the rules: as the last closing before the date left it.
  var book: IssuedBook {
    var rounds: [IssuedRound] = []
    var today: [IssuedBook.Subject] = []
    var dossiers: Set<UInt64> = []
    for (subject, list) in rows {
      for row in list where row.closedOn == nil || row.closedOn == day {
        dossiers.insert(row.orderKey)
      }
      if list.contains(where: { $0.issued.day == day }) { today.append(subject) }
      let ended = Set(list.filter { $0.issued.day < day }.map(\.replaces))
      let open = list.filter { row in
        row.issued.day < day && row.issued.action != .cancel
          && row.closedOn.map { $0 >= day } ?? true && !ended.contains(row.issued.id.string)
      }.map(\.issued)
      guard let first = open.min(by: { $0.id.number < $1.id.number }) else { continue }
      rounds.append(
        IssuedRound(
          subject.kind, subject: subject.number, day: first.day,
          attempt: open.map(\.attempt).max() ?? 1, firstNumber: first.id.number,
          carriedOut: list.filter { ended.contains($0.issued.id.string) && wasDone($0) }
            .map(\.issued.id.number)))
    }
    return IssuedBook(rounds: rounds, today: today, dossiers: Array(dossiers))
  }

  /// Before the date; an earlier run of it may have replaced the row since.
  private func wasDone(_ row: InstructionRow) -> Bool {
    guard row.issued.action != .cancel, let closedOn = row.closedOn else { return false }
    return closedOn < day
      ? [.done, .misdirected].contains(row.issued.state)
      : closedOn == day && row.issued.state == .replaced
  }

  /// Tells the router for which orders rows of refunds have left: what was carried out lies there.
  func teach(_ router: Router, _ shops: ShopNumbers) {
    let numbers = Dictionary(zip(shops.ids, shops.ids.indices)) { first, _ in first }
    for (subject, list) in rows where subject.kind == .refund {
      for row in list where !row.orderID.isEmpty {
        guard let shop = numbers[row.shopID] else { continue }
        router.issue(Text(row.issued.id.string), shop, for: Text(row.orderID))
      }
    }
  }

  /// Subjects with rows that could still be carried out, by the dossier of their ground.
  func openSubjects(of dossiers: Set<UInt64>) -> [IssuedBook.Subject] {
    rows.filter { _, list in
      list.contains { $0.issued.state.isOpen && dossiers.contains($0.orderKey) }
    }.map(\.key)
  }
}

extension InstructionRow {
  var subject: IssuedBook.Subject { IssuedBook.Subject(kind, issued.id.subject) }

  /// The row, and whether it names another order than what is wanted by now.
  func issued(for wanted: Instruction?) -> IssuedRow {
    var row = issued
    if let wanted, kind.isOfOrder { row.isElsewhere = orderID != wanted.orderID.string }
    return row
  }
}
