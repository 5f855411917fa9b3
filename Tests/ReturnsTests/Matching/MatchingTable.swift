import Testing

@testable import Returns

/// One line of the table: what is expected, what moved, and what must come of it.
///
///     expectations | movements | answer | what it is about
///
/// An expectation is `C1 100`: a case and an amount in cents; `C1.2` is its line 2, `C1.f` its
/// freight, `C1.d` its price difference, `order` the order's payment. A movement is `T1 100 C1`:
/// transaction, amount, reference. Further words: `USD` a currency, `~5` a tolerance, `p=P1` a
/// payment, `ref=I1` one more reference, `o=O9` another order (`o=` none), `t=7` a time (else the
/// transaction's number). The last column may end with `limit=5`, `known=C9`.
struct MatchingCase: Sendable, CustomTestStringConvertible {
  var expectations: [MoneyExpectation] = []
  var names: [String] = []
  var evidence: [MoneyEvidence] = []
  var answer = ""
  var title = ""
  var terms = MatchingTerms()
  var knownCases: [Text] = []

  var testDescription: String { title }

  init(line: Substring) {
    let columns = line.split(separator: "|", omittingEmptySubsequences: false).map(words)
    for item in columns[0].split(separator: ",") { addExpectation(Array(item)) }
    for item in columns[1].split(separator: ",") { addEvidence(Array(item)) }
    answer = columns[2].joined(separator: " ")
    for word in columns[3] {
      if let value = word.value(after: "limit=") {
        terms.searchLimit = Int(value) ?? 0
      } else if let value = word.value(after: "known=") {
        knownCases.append(Text(value))
      } else {
        title += (title.isEmpty ? "" : " ") + word
      }
    }
  }

  private mutating func addExpectation(_ words: [String]) {
    let (caseID, part) = words[0].halves(at: ".")
    let kinds: [String: ExpectationKind] = ["f": .freightRefund, "d": .differenceRefund]
    var expectation = MoneyExpectation(
      id: UInt64(expectations.count + 1), kind: kinds[part] ?? .refund, caseID: Text(caseID),
      references: [Text(caseID)], paymentRef: Text(), amount: Int64(words[1]) ?? 0, currency: .cny,
      tolerance: 0, lineNo: Int64(part))
    if caseID == "order" {
      expectation.kind = .payment
      expectation.caseID = Text()
      expectation.references = ["O1"]
    }
    for word in words.dropFirst(2) {
      if let value = word.value(after: "~") {
        expectation.tolerance = Int64(value) ?? 0
      } else if let value = word.value(after: "p=") {
        expectation.paymentRef = Text(value)
      } else if let value = word.value(after: "ref=") {
        expectation.references.append(Text(value))
      } else if let currency = Currency(word) {
        expectation.currency = currency
      }
    }
    names.append(words[0])
    expectations.append(expectation)
  }

  private mutating func addEvidence(_ words: [String]) {
    var movement = MoneyEvidence(
      index: 100 + evidence.count, txnID: Text(words[0]), amount: Int64(words[1]) ?? 0,
      currency: .cny,
      settledAt: Instant(seconds: Int64(words[0].dropFirst()) ?? 0), references: [], orderID: "O1",
      paymentRef: Text(), identity: UInt64(evidence.count))
    for word in words.dropFirst(2) {
      if let value = word.value(after: "o=") {
        movement.orderID = Text(value)
      } else if let value = word.value(after: "p=") {
        movement.paymentRef = Text(value)
      } else if let value = word.value(after: "t=") {
        movement.settledAt = Instant(seconds: Int64(value) ?? 0)
      } else if let currency = Currency(word) {
        movement.currency = currency
      } else {
        movement.references.append(Text(word.replacing("_", with: " ")))
      }
    }
    evidence.append(movement)
  }
}

private func words(_ column: Substring) -> [String] {
  column.replacing(",", with: " , ").split(separator: " ").map(String.init)
}

extension String {
  func value(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  fileprivate func halves(at separator: Character) -> (String, String) {
    let halves = split(separator: separator, maxSplits: 1).map(String.init)
    return (halves[0], halves.count > 1 ? halves[1] : "")
  }
}

extension MatchingCase {
  func matching() -> MoneyMatching {
    matchMoney(
      expectations, evidence, orderID: "O1", shop: 0, terms: terms, knownCases: knownCases)
  }

  /// The answer in the words of the table: expectations in the order of the line, then what is left
  /// over.
  func describe(_ matching: MoneyMatching) -> String {
    var phrases = expectations.indices.map { position -> String in
      let standing = describe(matching.standings[position], matching, expectations[position])
      return "\(names[position]) \(standing)"
    }
    for left in matching.leftovers {
      let owner = left.leftover.expectation.map { " " + names[$0] } ?? ""
      phrases.append("\(movement(left.evidence).txnID) \(word(left.leftover))\(owner)")
    }
    for open in matching.undecided {
      let word = open.reachedLimit ? "limit" : "undecided"
      phrases.append("\(movement(open.evidence).txnID) \(word) \(open.rivals.joined)")
    }
    return phrases.joined(separator: ", ").replacing(",", with: " ,")
  }

  private func movement(_ index: Int) -> MoneyEvidence {
    evidence.first { $0.index == index } ?? evidence[0]
  }

  private func describe(
    _ standing: (standing: Standing, matched: Int64), _ matching: MoneyMatching,
    _ expectation: MoneyExpectation
  ) -> String {
    var phrase: String
    switch standing.standing {
    case .open: return "open"
    case .ambiguous(let rivals): return "ambiguous \(rivals.joined)"
    case .searchLimit: return "limit"
    case .met: phrase = "met"
    case .short: phrase = "short \(standing.matched)"
    case .over: phrase = "over"
    case .currencyDiffers(let found): phrase = "in \(found.string) \(standing.matched)"
    }
    let matches = matching.matches.filter { $0.expectationID == expectation.id }
    if let pass = matches.first?.pass { phrase += " \(pass.name)" }
    for match in matches {
      phrase += " \(match.evidenceID)"
      let whole = evidence.first { $0.txnID == match.evidenceID }?.amount
      if whole != match.actual { phrase += "(\(match.actual))" }
      if match.toleranceUsed > 0 { phrase += " ~\(match.toleranceUsed)" }
    }
    return phrase
  }

  private func word(_ leftover: Leftover) -> String {
    switch leftover {
    case .duplicate: "duplicate"
    case .over: "over"
    case .unentitled: "unentitled"
    }
  }
}

extension [Text] {
  fileprivate var joined: String { map(\.string).joined(separator: " ") }
}
