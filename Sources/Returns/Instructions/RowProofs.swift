/// What movements of money say about the rows of a refund: which row each of them was, whether it
/// was paid or failed, and how much is no row's.
///
/// Paid and failed are told apart together: a row that a failure names is not the one that another
/// movement, which names the case alone, has paid.
struct RowProofs {
  /// The rows that stand, and those that were carried out although another had taken their place.
  private(set) var rows: [IssuedRow]
  /// By row, in minor units; nil: nothing came under it.
  private(set) var proven: [Int64?]
  /// Money that came and that no row had asked for.
  private(set) var foreign: Int64 = 0
  /// Places of rows at which an attempt failed, or came back.
  private var failing: Set<Int> = []
  private let history: InstructionHistory
  private let ended: Set<InstructionID>
  private let misdirected: Set<InstructionID>

  init(_ wanted: Instruction, _ history: InstructionHistory) {
    self.history = history
    ended = history.ended
    misdirected = history.misdirected
    rows = history.standing + history.carriedOut
    proven = Array(repeating: nil, count: rows.count)
    var loose: [InstructionProof] = []
    for proof in wanted.paid where proof.number != nil { take(proof, &loose) }
    for failure in wanted.failures where failure.number != nil { fail(failure) }
    for proof in wanted.paid where proof.number == nil {
      if let place = row(paidBy: proof) ?? larger(paidBy: proof) {
        proven[place] = proof.amount
      } else {
        loose.append(proof)
      }
    }
    for failure in wanted.failures where failure.number == nil { fail(failure) }
    for proof in loose { fill(from: proof) }
  }

  private func amount(_ place: Int) -> Int64 { rows[place].part.amount ?? 0 }

  private func place(named number: Int?) -> Int? {
    rows.firstIndex { $0.id.number == number && !$0.isInherited }
  }

  // MARK: what was paid

  /// A movement that names a row is that row's, also where another had taken its place. What is
  /// more than the row asked for may have paid others with it.
  private mutating func take(_ proof: InstructionProof, _ loose: inout [InstructionProof]) {
    let known = place(named: proof.number)
    guard let place = known ?? history.row(numbered: proof.number).map({ add($0) }) else {
      foreign += proof.amount
      return
    }
    let sum = (proven[place] ?? 0) + proof.amount
    proven[place] = min(sum, amount(place))
    if sum > amount(place) {
      loose.append(InstructionProof(amount: sum - amount(place), day: proof.day))
    }
  }

  private mutating func add(_ row: IssuedRow) -> Int {
    rows.append(row)
    proven.append(nil)
    return rows.count - 1
  }

  /// No movement is that of a row that left after it, or that failed, or is void.
  private func free(before day: Day) -> [Int] {
    rows.indices.filter {
      proven[$0] == nil && rows[$0].day < day && !failing.contains($0) && !isVoid($0)
    }
  }

  private mutating func larger(paidBy proof: InstructionProof) -> Int? {
    let smaller = rows.indices.filter { proven[$0] == nil && !isVoid($0) }.map { rows[$0] }
    return history.larger(than: smaller, paidBy: proof).map { add($0) }
  }

  /// Of what names the case alone a row has the one of its own amount; of several the one that was
  /// paid by then, and one that failed only where there is no other.
  private func row(paidBy proof: InstructionProof) -> Int? {
    let equal = places(free(before: proof.day), equalTo: proof)
    return equal.first { rows[$0].state == .done }
      ?? equal.first { rows[$0].state != .failed } ?? equal.first
  }

  /// Rows of a movement's amount; where it names a payment, those to that payment if there are any.
  private func places(_ places: [Int], equalTo proof: InstructionProof) -> [Int] {
    let equal = places.filter { amount($0) == proof.amount }
    let own = equal.filter { rows[$0].part.isSamePayment(as: proof.means) }
    return own.isEmpty ? equal : own
  }

  /// What is left fills the other rows in the order in which they left.
  private mutating func fill(from proof: InstructionProof) {
    var left = proof.amount
    for place in free(before: proof.day) where left > 0 && !isEnded(place) {
      proven[place] = min(left, amount(place))
      left -= min(left, amount(place))
    }
    guard left > 0 else { return }
    if let first = proven.firstIndex(where: { $0 != nil }) {
      proven[first] = (proven[first] ?? 0) + left
    } else {
      foreign += left
    }
  }

  // MARK: what failed

  /// The row that the attempt names, also where it was paid first; else the one of its amount, else
  /// all that had left before. One of less than these together proves nothing of any: it was for
  /// something else.
  private mutating func fail(_ failure: InstructionProof) {
    if let number = failure.number {
      if let place = place(named: number), proven[place] == nil { failing.insert(place) }
      return
    }
    let earlier = rows.indices.filter {
      proven[$0] == nil && rows[$0].day < failure.day && !isVoid($0)
    }
    let equal = places(earlier, equalTo: failure)
    // Another source may tell of the attempt that failed already.
    if equal.contains(where: { isFailed($0) }) { return }
    let sent = earlier.filter { !isFailed($0) && (failure.wasPaid || rows[$0].state != .done) }
    if let place = sent.first(where: { equal.contains($0) && rows[$0].state == .done })
      ?? sent.first(where: equal.contains)
    {
      failing.insert(place)
    } else if failure.amount >= sent.reduce(0, { $0 + amount($1) }) {
      failing.formUnion(sent)
    }
  }

  private func isFailed(_ place: Int) -> Bool {
    rows[place].state == .failed || failing.contains(place)
  }

  // MARK: what was carried out all the same

  private func isEnded(_ place: Int) -> Bool { ended.contains(rows[place].id) }

  /// Rows of which another had taken the place, and that were carried out, for whatever order.
  var carriedOut: Set<InstructionID> {
    Set(rows.map(\.id)).intersection(ended).union(misdirected)
  }

  /// It may yet be carried out, and leads back to a row that was.
  private func isVoid(_ place: Int) -> Bool {
    guard !ended.isEmpty, proven[place] == nil, !isEnded(place), rows[place].state.isOpen else {
      return false
    }
    let done = carriedOut
    return !done.isEmpty && history.earlier(than: rows[place]).contains { done.contains($0.id) }
  }

  var voidRows: [IssuedRow] { rows.indices.filter(isVoid).map { rows[$0] } }

  /// Of these, those whose money is there no more.
  var takenBack: [IssuedRow] {
    rows.indices.filter { isEnded($0) && proven[$0] == nil }.map { rows[$0] }
  }

  // MARK: answers

  /// All the money is from elsewhere.
  var isForeign: Bool { foreign > 0 && proven.allSatisfy { $0 == nil } }

  /// Some of it went to the payments of an order that the case has left.
  var wentElsewhere: Bool {
    rows.indices.contains {
      rows[$0].isElsewhere && (proven[$0] != nil || rows[$0].state == .done)
    }
  }

  var provenRows: [IssuedRow] { rows.indices.filter { proven[$0] != nil }.map { rows[$0] } }
  var failingRows: [IssuedRow] { failing.sorted().filter { !isEnded($0) }.map { rows[$0] } }

  /// Those that may yet be carried out.
  var otherRows: [IssuedRow] {
    rows.indices.filter { proven[$0] == nil && !isEnded($0) && !isVoid($0) }.map { rows[$0] }
      .filter { !($0.isElsewhere && $0.state == .done) }
  }

  /// What left by the rows but some of them: what each asked for, or what came under it where it is
  /// more.
  func sent(but left: [IssuedRow] = []) -> [InstructionPart] {
    rows.indices.filter { !isVoid($0) && !left.contains(rows[$0]) }.map { place in
      var part = rows[place].part
      part.amount = max(amount(place), proven[place] ?? 0)
      return part
    }
  }
}

extension [InstructionPart] {
  /// Minor units.
  var sum: Int64 { reduce(0) { $0 + ($1.amount ?? 0) } }
}

extension InstructionPart {
  /// Both name a payment, and the same.
  func isSamePayment(as other: InstructionPart) -> Bool {
    !paymentRef.isEmpty && paymentRef == other.paymentRef
  }
}
