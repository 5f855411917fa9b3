/// What movements of money say about rows that asked for them: which row each has brought about,
/// and how much is no row's.
struct RowProofs {
  /// By row, in minor units; nil: nothing came under it.
  private(set) var proven: [Int64?]
  /// Money that came and that no row had asked for.
  private(set) var foreign: Int64 = 0
  private let rows: [IssuedRow]

  /// A movement that names a row is that row's; of those that name the case alone a row has the one
  /// of its own amount, else the first that is left, each after the row had left.
  init(_ proofs: [InstructionProof], _ rows: [IssuedRow]) {
    self.rows = rows
    proven = Array(repeating: nil, count: rows.count)
    var loose: [InstructionProof] = []
    for proof in proofs {
      guard let number = proof.number else {
        loose.append(proof)
        continue
      }
      take(proof, for: rows.firstIndex { $0.id.number == number })
    }
    var unequal: [InstructionProof] = []
    for proof in loose {
      let place = free(before: proof.day).first { rows[$0].part.amount == proof.amount }
      if place == nil { unequal.append(proof) } else { take(proof, for: place) }
    }
    for proof in unequal { take(proof, for: free(before: proof.day).first) }
    let paid = proofs.reduce(0) { $0 + $1.amount }
    // What covers all rows has paid all of them, however it was split up.
    guard foreign == 0, !proofs.isEmpty, paid >= rows.reduce(0, { $0 + ($1.part.amount ?? 0) })
    else { return }
    for place in rows.indices where proven[place] == nil { proven[place] = 0 }
  }

  private func free(before day: Day) -> [Int] {
    rows.indices.filter { proven[$0] == nil && rows[$0].day < day }
  }

  private mutating func take(_ proof: InstructionProof, for place: Int?) {
    guard let place else {
      foreign += proof.amount
      return
    }
    proven[place] = (proven[place] ?? 0) + proof.amount
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
