/// What movements of money say about rows that asked for them: which row each has brought about,
/// and how much is no row's.
struct RowProofs {
  /// By row, in minor units; nil: nothing came under it.
  private(set) var proven: [Int64?]
  /// Money that came and that no row had asked for.
  private(set) var foreign: Int64 = 0
  private let rows: [IssuedRow]

  /// A movement that names a row is that row's; of those that name the case alone a row has the one
  /// of its own amount. What is left fills the other rows in the order in which they left; no
  /// movement is that of a row that left after it.
  init(_ proofs: [InstructionProof], _ rows: [IssuedRow]) {
    self.rows = rows
    proven = Array(repeating: nil, count: rows.count)
    var loose: [InstructionProof] = []
    for proof in proofs {
      if let number = proof.number {
        let place = rows.firstIndex { $0.id.number == number && !$0.isInherited }
        take(proof, for: place, &loose)
      } else if let place = free(before: proof.day).first(where: { amount($0) == proof.amount }) {
        proven[place] = proof.amount
      } else {
        loose.append(proof)
      }
    }
    for proof in loose { fill(from: proof) }
  }

  private func amount(_ place: Int) -> Int64 { rows[place].part.amount ?? 0 }

  private func free(before day: Day) -> [Int] {
    rows.indices.filter { proven[$0] == nil && rows[$0].day < day }
  }

  /// What is more than the row asked for may have paid others with it.
  private mutating func take(
    _ proof: InstructionProof, for place: Int?, _ loose: inout [InstructionProof]
  ) {
    guard let place else {
      foreign += proof.amount
      return
    }
    let sum = (proven[place] ?? 0) + proof.amount
    proven[place] = min(sum, amount(place))
    if sum > amount(place) {
      loose.append(InstructionProof(amount: sum - amount(place), day: proof.day))
    }
  }

  private mutating func fill(from proof: InstructionProof) {
    var left = proof.amount
    for place in free(before: proof.day) where left > 0 {
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

  /// All the money is from elsewhere.
  var isForeign: Bool { foreign > 0 && proven.allSatisfy { $0 == nil } }

  var provenRows: [IssuedRow] { rows.indices.filter { proven[$0] != nil }.map { rows[$0] } }
  var otherRows: [IssuedRow] { rows.indices.filter { proven[$0] == nil }.map { rows[$0] } }

  /// What left by some of the rows: what they asked for, or what came under them where it is more.
  func committed(_ isCounted: (IssuedRow) -> Bool) -> Int64 {
    rows.indices.reduce(0) { sum, place in
      isCounted(rows[place])
        ? sum + max(rows[place].part.amount ?? 0, proven[place] ?? 0) : sum
    }
  }
}
