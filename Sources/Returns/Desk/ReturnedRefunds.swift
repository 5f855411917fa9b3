/// Which refund each movement takes back that says that one came back (R5.3).
///
/// Names are compared kind by kind, the finest first: the transaction, the instruction or any
/// number that provider or bank has for the refund, the case, the payment, the order. Two of one
/// kind that differ are of two refunds. What is told more narrowly is settled first, so that a
/// return by the case alone leaves its neighbour the refund that this one names.
struct ReturnedRefunds {
  /// How narrowly a return names a refund.
  private enum Name: Int {
    case transaction, number, caseID, payment, order
  }

  private struct Fit {
    let name: Name
    /// Positions in the settlements, ascending.
    var refunds: [Int] = []
  }

  private let settlements: [Settlement]
  /// Of refunds with rows of other views: these.
  private let views: [Int: [Int]]
  /// By position in the settlements.
  private let references: [Int: References]
  private(set) var takenBack: [(reversal: Int, refund: Int)] = []
  /// Returns of which no refund is known that they were, or of which it cannot be said which.
  private(set) var stray: [Int] = []
  /// Returns that another view has told already.
  private(set) var told: [Int] = []

  /// - Parameters:
  ///   - linked: rows of other views, each with the row that stands for it.
  ///   - caseOf: the case that a row names, by its id or an instruction's.
  init(
    _ reversals: [Int], of refunds: [Int], linked: [(row: Int, twin: Int)],
    _ settlements: [Settlement], caseOf: (Settlement) -> Text?
  ) {
    self.settlements = settlements
    let linked = linked.filter { settlements[$0.row].type == .refund }
    views = Dictionary(grouping: linked, by: \.twin).mapValues { $0.map(\.row) }
    let all = reversals + refunds + linked.map(\.row)
    references = Dictionary(
      all.map { ($0, References(settlements[$0], caseOf(settlements[$0]))) }
    ) { first, _ in first }
    var free = Set(refunds)
    let turns = reversals.map { reversal in
      let fit = fit(reversal, refunds)
      return (reversal: reversal, name: fit?.name.rawValue ?? .max, count: fit?.refunds.count ?? 0)
    }.sorted { a, b in
      if (a.name, a.count) != (b.name, b.count) { return (a.name, a.count) < (b.name, b.count) }
      return settlements[b.reversal].isLater(than: settlements[a.reversal])
    }
    for turn in turns { settle(turn.reversal, refunds, &free) }
  }

  private mutating func settle(_ reversal: Int, _ refunds: [Int], _ free: inout Set<Int>) {
    if let found = fit(reversal, refunds.filter(free.contains)) {
      guard let refund = pick(found) else { return stray.append(reversal) }
      free.remove(refund)
      takenBack.append((reversal, refund))
      return
    }
    let isTold = takenBack.contains { other in
      settlements[other.reversal].view != settlements[reversal].view
        && bestName(reversal, other.refund).map { $0.rawValue <= Name.number.rawValue } ?? false
    }
    if isTold {
      told.append(reversal)
    } else if !settlements[reversal].isUpdate {
      stray.append(reversal)
    }
  }

  /// The last one before, of what may as well be any of them; nil where they are of several cases.
  private func pick(_ fit: Fit) -> Int? {
    let cases = Set(fit.refunds.compactMap { references[$0]?.caseID })
    guard cases.count < 2 || fit.name == .transaction else { return nil }
    return fit.refunds.max { settlements[$1].isLater(than: settlements[$0]) }
  }

  /// The refunds that a return names most narrowly; nil where it names none.
  private func fit(_ reversal: Int, _ refunds: [Int]) -> Fit? {
    var best: Fit?
    for refund in refunds {
      guard let name = bestName(reversal, refund) else { continue }
      if let known = best, known.name.rawValue <= name.rawValue {
        if known.name == name { best?.refunds.append(refund) }
      } else {
        best = Fit(name: name, refunds: [refund])
      }
    }
    return best
  }

  /// By the best of a refund's views.
  private func bestName(_ reversal: Int, _ refund: Int) -> Name? {
    ([refund] + (views[refund] ?? [])).compactMap { name(reversal, $0) }
      .min { $0.rawValue < $1.rawValue }
  }

  private func name(_ reversal: Int, _ refund: Int) -> Name? {
    let (back, out) = (settlements[reversal], settlements[refund])
    guard back.amount == out.amount, back.currency == out.currency else { return nil }
    if back.isSameTransaction(as: out) { return .transaction }
    guard back.isUpdate ? out.view != back.view : back.mayReverse(out) else { return nil }
    if back.names(out) || out.names(back) { return .transaction }
    guard let ours = references[reversal], let theirs = references[refund] else { return nil }
    switch ours.compared(to: theirs) {
    case .different: return nil
    case .same(let name): return name
    case .unknown: break
    }
    if !back.paymentRef.isEmpty, !out.paymentRef.isEmpty {
      return back.paymentRef == out.paymentRef ? .payment : nil
    }
    let isOfOrder = !back.orderID.isEmpty && back.orderID == out.orderID
    return isOfOrder || ours.namesOnlyCase && theirs.caseID == nil ? .order : nil
  }
}

extension ReturnedRefunds {
  /// What a row calls a refund.
  private struct References {
    private(set) var caseID: Text?
    private var instruction: Text?
    /// Of the provider or the bank.
    private var numbers: [Text] = []

    enum Comparison { case same(Name), different, unknown }

    init(_ row: Settlement, _ caseID: Text?) {
      self.caseID = caseID
      for reference in row.bankReferences {
        if InstructionID(reference) != nil {
          instruction = reference
        } else if reference != caseID {
          numbers.append(reference)
        }
      }
    }

    var namesOnlyCase: Bool { caseID != nil && instruction == nil && numbers.isEmpty }

    func compared(to other: References) -> Comparison {
      if let instruction, let second = other.instruction {
        return instruction == second ? .same(.number) : .different
      }
      if let caseID, let second = other.caseID, caseID != second { return .different }
      if numbers.contains(where: other.numbers.contains) { return .same(.number) }
      if caseID != nil, caseID == other.caseID { return .same(.caseID) }
      return numbers.isEmpty || other.numbers.isEmpty ? .unknown : .different
    }
  }
}

extension Settlement {
  /// All by which a refund may be known but its transaction, payment and, but for the bank, order.
  fileprivate var bankReferences: [Text] {
    let all = isOfBank ? [refundRef, bankName, orderID] : [refundRef]
    return all.filter { !$0.isEmpty }
  }

  /// Nothing comes back before it was sent. By the order alone a row is not told from another
  /// refund of that moment.
  fileprivate func mayReverse(_ row: Settlement) -> Bool {
    let isNamed = !refundRef.isEmpty || !paymentRef.isEmpty || row.refundRef.isEmpty
    return isNamed ? row.settledAt <= settledAt : row.settledAt < settledAt
  }

  fileprivate func isLater(than other: Settlement) -> Bool {
    (settledAt, txnID) > (other.settledAt, other.txnID)
  }
}

extension Desk {
  /// The case that a refund names in any of its fields, by its own id or by that of an instruction
  /// for it; asked before there are case files (`namedCase` knows more).
  func caseNamed(_ row: Settlement) -> Text? {
    for reference in row.bankReferences {
      if namesCase(reference) { return reference }
      guard let id = InstructionID(reference) else { continue }
      let one = dossier.cases.first { refundNames(of: $0).contains(id.subject) }
      if let one { return one.caseID }
    }
    return nil
  }
}
