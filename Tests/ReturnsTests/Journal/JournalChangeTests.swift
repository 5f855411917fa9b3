import Testing

@testable import Returns

/// What the books have from earlier dates, against what should stand in them.
@Suite struct JournalChangeTests {
  private static let (monday, tuesday) = (Day(number: 20_000), Day(number: 20_001))

  private func entry(_ kind: JournalKind, _ amount: Int64) -> JournalEntry {
    JournalEntry(kind, amount, .cny, on: Self.monday, caseID: "RC1", subject: "TX2")
  }

  /// A refund that was all for the goods is nearly all for the freight once another one comes: two
  /// entries whose identities happen to be one.
  @Test func alikeIsMoreThanTheIdentity() {
    let (goods, freight) = (entry(.refund, 17_533), entry(.freightRefund, 17_532))
    #expect(goods.identity == freight.identity, "other numbers are needed to show it")
    var books = [goods]
    _ = JournalChange(before: [], standing: &books, on: Self.monday)
    var standing = [entry(.refund, 1), freight]
    let change = JournalChange(before: books, standing: &standing, on: Self.tuesday)
    #expect(change.reversed == books)
    #expect(change.new.map(\.place) == [0, 1])
  }

  @Test func whatStandsIsNotEnteredAgain() {
    var books = [entry(.refund, 17_533), entry(.freightRefund, 17_532)]
    let first = JournalChange(before: [], standing: &books, on: Self.monday)
    let ids = first.new.map { place, identity in
      JournalPosting(books[place], identity, key: 7, shop: 0).id
    }
    #expect(Set(ids).count == 2)
    var standing = [entry(.freightRefund, 17_532), entry(.refund, 17_533)]
    let change = JournalChange(before: books, standing: &standing, on: Self.tuesday)
    #expect(change.new.isEmpty && change.reversed.isEmpty)
    #expect(standing.allSatisfy { $0.postedOn == Self.monday })
  }
}
