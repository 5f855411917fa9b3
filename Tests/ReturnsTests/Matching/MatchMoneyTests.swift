import Testing

@testable import Returns

@Suite("Matching money")
struct MatchMoneyTests {
  static let cases = matchingEdges.split(separator: "\n").filter { $0.contains("|") }
    .map(MatchingCase.init(line:))

  @Test("edges", arguments: cases)
  func edge(_ edge: MatchingCase) {
    #expect(edge.describe(edge.matching()) == edge.answer)
  }

  @Test("edges in any order of rows", arguments: cases)
  func shuffledEdge(_ edge: MatchingCase) {
    var random = SplitMix(seed: 7)
    for _ in 0..<6 {
      var shuffled = edge
      shuffled.evidence.shuffle(using: &random)
      let order = edge.expectations.indices.shuffled(using: &random)
      shuffled.expectations = order.map { edge.expectations[$0] }
      shuffled.names = order.map { edge.names[$0] }
      let phrases = Set(shuffled.describe(shuffled.matching()).split(separator: " , "))
      #expect(phrases == Set(edge.answer.split(separator: " , ")))
    }
  }

  @Test("a match says which fields agreed")
  func fields() {
    let table: [(line: Substring, fields: [String])] = [
      ("C1 100 | T1 100 C1 | |", ["refund_ref, amount"]),
      ("order 100 | T1 100 X O1 p=P1 | |", ["order_id, amount"]),
      ("order 100 ref=P1 | T1 100 P1 o= p=P1 | |", ["payment_ref, amount"]),
      ("C1 100 ~5 | T1 99 C1 | |", ["refund_ref, currency"]),
      ("C1 100 | T1 60 C1, T2 40 C1 | |", ["refund_ref, amount", "refund_ref, amount"]),
      ("C1 100, C2 50 | T1 150 | |", ["order_id, amount", "order_id, amount"]),
      ("C1 100 | T1 100 | |", ["order_id, amount"]),
      ("C1 100 p=P1 | T1 100 o= p=P1 | |", ["payment_ref, amount"]),
      ("RC1 100 | T1 100 rc-1 o= | |", ["normalised refund_ref, amount"]),
      ("C1 100 | T1 60 C1 | |", ["refund_ref, currency"]),
      ("C1 100 | T1 60 C1 USD | |", ["refund_ref"]),
    ]
    for (line, fields) in table {
      #expect(MatchingCase(line: line).matching().matches.map(\.matchedOn.description) == fields)
    }
  }

  @Test("a match in another currency is in that currency and counts nothing")
  func otherCurrency() {
    let matching = MatchingCase(line: "C1 100 | T1 14 C1 USD | |").matching()
    #expect(matching.matches.map(\.actual) == [14])
    #expect(matching.matches.map(\.currency.string) == ["USD"])
    #expect(matching.standings[0].matched == 0)
  }

  @Test("the plain path says what the passes say")
  func plainPath() {
    let plain = MatchingCase(line: "C1 100 | T1 100 C1 | |").matching()
    let passes = MatchingCase(line: "C1 100, C8 1 | T1 100 C1 | |").matching()
    #expect(plain.matches == passes.matches)
    #expect(plain.matches[0].matchedOn.description == passes.matches[0].matchedOn.description)
  }

  @Test("hundreds of lines and refunds that do not add up end in time")
  func hopelessCase() {
    var large = MatchingCase(line: "|||")
    for number in 1...300 {
      let line = MatchingCase(line: "C1.\(number) \(1000 + number * 7) | T\(number) 1 C1 | |")
      large.expectations += line.expectations
      large.evidence += line.evidence
      large.evidence[number - 1].amount = Int64(200_003 + number * 97)
      large.expectations[number - 1].id = UInt64(number)
    }
    let matching = large.matching()
    #expect(
      matching.standings.allSatisfy { standing in
        if case .searchLimit = standing.standing { true } else { false }
      })
    #expect(matching.undecided.count == 300 && matching.leftovers.isEmpty)
  }
}
