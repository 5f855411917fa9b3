import LedgerStore
import Returns

/// Which movements people's matches bring to the dossier of an exception, and which of these they
/// let go again: such a one goes back to where it would lie had nobody matched it.
struct DecidedHomes: Sendable {
  /// Matches that stand or may: their evidence belongs in the exception's dossier.
  private(set) var matches: [DecisionRow] = []
  /// Matches that a person has taken back, or taken the movement off.
  private(set) var undone: [DecisionRow] = []

  init() {}

  /// - Parameter rows: in the order they are judged.
  init(
    _ rows: [DecisionRow], _ book: DecisionBook, _ evening: Evening, _ ledger: LedgerReader
  ) throws {
    let rows = rows.filter { $0.mayMove && $0.orderKey != DecisionBook.ofNoDossier }
    guard rows.contains(where: { $0.action == .match }) else { return }
    let standings = book.standings
    let holding = try Set(
      rows.filter { row in
        if standings[row.id]?.isInForce ?? false { return true }
        return try book.arrived.contains(row.id) && row.mayHold(evening, ledger)
      }.map(\.id))
    let takenBack = Self.takenBack(by: holding, of: rows)
    var lapsed: [DecisionRow] = []
    for row in rows {
      let isTakenBack = takenBack.contains(row.id)
      switch row.action {
      case .match where isTakenBack || standings[row.id] == .revoked: undone.append(row)
      case .match where holding.contains(row.id): matches.append(row)
      case .match where standings[row.id] == .lapsed: lapsed.append(row)
      case .unmatch where holding.contains(row.id) && !isTakenBack:
        undone += (matches + lapsed).filter { $0.isSameMove(as: row) }
        matches.removeAll { $0.isSameMove(as: row) }
      default: break
      }
    }
    undone.removeAll { row in matches.contains { $0.isSameMove(as: row) } }
  }

  /// What is taken back by its id, and by a `reopen` that comes after it.
  private static func takenBack(by holding: Set<String>, of rows: [DecisionRow]) -> Set<String> {
    var ids: Set<String> = []
    for (place, row) in rows.enumerated() where holding.contains(row.id) {
      switch row.action {
      case .revoke:
        if rows.contains(where: { $0.id == row.revokes && $0.exceptionID == row.exceptionID }) {
          ids.insert(row.revokes)
        }
      case .reopen:
        ids.formUnion(rows[..<place].filter { $0.exceptionID == row.exceptionID }.map(\.id))
      default: break
      }
    }
    return ids
  }
}

extension DecisionRow {
  fileprivate var mayMove: Bool {
    switch action {
    case .match, .unmatch, .revoke, .reopen: true
    default: false
    }
  }

  /// Of one movement and one dossier.
  fileprivate func isSameMove(as other: DecisionRow) -> Bool {
    target == other.target && shop == other.shop && orderKey == other.orderKey
  }

  /// Whether the person may decide so at all: only then does a movement go anywhere.
  fileprivate func mayHold(_ evening: Evening, _ ledger: LedgerReader) throws -> Bool {
    // A run of this very date may have closed what the match is about, by it.
    let until = action == .match ? evening.day + 1 : evening.day
    let last = try ledger.latestExceptions([Text(exceptionID)], before: until).first
    guard let last else { return false }
    let isOpen = last.closedOn == nil || last.day == evening.day
    switch action {
    case .match: if !isOpen { return false }
    case .unmatch:
      if !isOpen || !SeenException.mayBe(version ?? 0, after: last.version) { return false }
    case .revoke, .reopen: break
    default: return false
    }
    let shop = evening.policy.shops.firstIndex { $0.id == last.shopID } ?? -1
    let decision = Decision(self, evening.policy.zone)
    return evening.policy.people.refusal(
      of: decision, code: last.code, shop: shop, amount: nil, currency: .none) == nil
  }
}
