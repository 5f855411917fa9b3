import Testing

@testable import Returns

@Suite("Near misses")
struct NearestTests {
  /// What an open expectation and unentitled money say about each other.
  static let table: [(line: Substring, expectation: String, movement: String)] = [
    (
      "RC120 100 | T1 90 RC102 | |", "T1 refund_ref: RC120 vs RC102",
      "RC120 refund_ref: RC120 vs RC102"
    ),
    ("C1 100 | T1 100 USD | |", "T1 currency: CNY vs USD", "C1 currency: CNY vs USD"),
    ("C1 12345 | T1 12340 | |", "T1 amount: 123.45 vs 123.40", "C1 amount: 123.45 vs 123.40"),
    ("C1 100 JPY | T1 90 JPY | |", "T1 amount: 100 vs 90", "C1 amount: 100 vs 90"),
    ("C1 100 | T1 100 o=O9 | |", "T1 order_id: O1 vs O9", "C1 order_id: O1 vs O9"),
    ("C1 100 | T1 100 o= | |", "T1 order_id: O1 vs ", "C1 order_id: O1 vs "),
    ("order 100 | T1 90 o=O7 O7 | |", "T1 order_id: O1 vs O7", "O1 order_id: O1 vs O7"),
  ]

  @Test(arguments: table)
  func bothSides(_ line: Substring, _ expectation: String, _ movement: String) {
    let matching = MatchingCase(line: line).matching()
    #expect(notes(of: matching.standings[0].standing) == [expectation])
    #expect(matching.leftovers.map { $0.nearest.map(words) } == [[movement]])
  }

  @Test("the nearest first, three at most")
  func ranked() {
    let matching = MatchingCase(
      line: "RC120 100 | T1 55 X, T2 90 RC102, T3 99 Y, T4 98 Z, T5 97 Q | |"
    ).matching()
    #expect(
      notes(of: matching.standings[0].standing) == [
        "T2 refund_ref: RC120 vs RC102", "T3 refund_ref: RC120 vs Y", "T4 refund_ref: RC120 vs Z",
      ])
  }

  @Test("money that was taken elsewhere is no candidate")
  func takenIsNone() {
    let matching = MatchingCase(line: "C1 100, C2 70 | T1 70 C2 | |").matching()
    #expect(notes(of: matching.standings[0].standing) == [])
  }

  private func notes(of standing: Standing) -> [String]? {
    guard case .open(let nearest) = standing else { return nil }
    return nearest.map(words)
  }

  private func words(_ note: Note) -> String {
    guard case .nearest(let id, let field, let expected, let found) = note else { return "" }
    return "\(id) \(field): \(expected) vs \(found)"
  }
}
