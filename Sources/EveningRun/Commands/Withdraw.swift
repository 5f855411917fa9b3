import LedgerStore
import Reports
import Returns
import Settings

/// What `backhaul withdraw` has noted.
public struct WithdrawalAnswer: Sendable {
  /// As intake.csv names them, each with its date and rows.
  public var files: [String] = []
  /// Decisions of people in these files, which are taken back with them.
  public var decisions: [String] = []
  /// Instructions that have left for orders which these files told of, to be looked at.
  public var released: [String] = []
}

/// Notes that a file should not have come in; the next run takes it out again.
///
/// Only noted, in a transaction of its own: a run that is killed leaves the note, and a run of a
/// date that is made again finds what it did before.
/// - Parameters:
///   - name: a path below the inbox, a name of intake.csv, or the first letters of a checksum.
///   - now: seconds since 1970.
public func withdraw(
  workspace root: String, file name: String, by person: String, note: String, now: Int64
) throws -> WithdrawalAnswer {
  let workspace = try open(root)
  guard workspace.people.persons.contains(where: { $0.name == person }) else {
    throw RunFailure.configuration([
      "--by \(person): people.yaml does not name this person; who takes a file out has to be known"
    ])
  }
  guard workspace.people.mayWithdraw(person) else {
    throw RunFailure.configuration([
      "--by \(person): no role of this person names the action 'withdraw'; add it in people.yaml, "
        + "or let someone withdraw who may"
    ])
  }
  let askedAt = Zone.utc.string(Instant(seconds: now))
  let lock = try lock(workspace, RunOrder(workspace: root, now: now), askedAt)
  defer { lock?.release() }
  guard let ledger = try openToRead(workspace) else {
    throw RunFailure.configuration([
      "\(workspace.path(workspace.ledger)): no run has been made here yet; "
        + "run: backhaul run \(root)"
    ])
  }
  let rows = try chosen(name, ledger)
  var answer = WithdrawalAnswer()
  try ledger.transaction { writer in
    for row in rows {
      let isNew = try writer.addWithdrawal(
        WithdrawalRow(file: row.number, askedBy: person, askedAt: askedAt, note: note))
      guard isNew else {
        throw RunFailure.configuration(["\(row.name): is withdrawn already"])
      }
      answer.files.append("\(row.name) of \(row.day.string), \(row.rowsRead) rows")
      let decided = try writer.decisions(through: writer.lastDay ?? row.day).filter {
        $0.file == row.number
      }
      answer.decisions += try decided.map { try words($0, writer) }
      answer.released += try released(row, decided, writer)
    }
  }
  return answer
}

/// A decision, what it is about, and what it was worth.
private func words(_ row: DecisionRow, _ reader: LedgerReader) throws -> String {
  let about = try reader.exceptionHistory(Text(row.exceptionID)).last
  let states = try reader.decisionStates(before: (reader.lastDay ?? row.day) + 1)
  let standing = states.first { $0.decisionID == row.id }?.standing
  let subject = about.map { " (\($0.code.name), \($0.subject))" } ?? ""
  return "\(row.id): \(row.action.name) of \(row.decidedBy) on \(row.exceptionID)\(subject), "
    + (standing?.isInForce == true ? "in force" : "not in force")
}

/// What has left for the orders that a file told of or decided about and could still be carried
/// out, or was.
private func released(
  _ file: FileRow, _ decided: [DecisionRow], _ reader: LedgerReader
) throws -> [String] {
  var keys = try Withdrawals.dossiers(of: file, reader, asOf: reader.lastDay ?? file.day)
  keys.formUnion(decided.map(\.orderKey))
  keys.remove(DecisionBook.ofNoDossier)
  return try keys.sorted().flatMap { try reader.instructions(orderKey: $0) }
    .filter { $0.issued.action != .cancel && ![.replaced, .cancelled].contains($0.issued.state) }
    .map { row in
      let amount = row.amount.map { ", " + amountWords($0, row.currency) } ?? ""
      return "\(row.issued.id.string) of \(batchID(row.kind, row.issued.day, row.batch)): "
        + "case \(row.caseID)\(amount), \(row.issued.state.name)"
    }
}

/// The members of one file as it was taken in once.
private func chosen(_ name: String, _ ledger: Ledger) throws -> [FileRow] {
  let found = try ledger.read { try $0.files(named: name) }
  let taken = found.filter { $0.status == .taken }
  guard let first = taken.first else {
    let why =
      found.isEmpty
      ? "no file of this name or checksum was taken in; intake.csv names them"
      : "is withdrawn already"
    throw RunFailure.configuration(["\(name): \(why)"])
  }
  guard taken.allSatisfy({ $0.sha256 == first.sha256 && $0.day == first.day }) else {
    let list = taken.map { "  \($0.sha256.prefix(12))  \($0.name) of \($0.day.string)" }
    throw RunFailure.configuration([
      "\(name): several files have this name; give the first letters of a checksum\n"
        + Set(list).sorted().joined(separator: "\n")
    ])
  }
  return taken
}
