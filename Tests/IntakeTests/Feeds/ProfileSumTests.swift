import Returns
import Testing

@testable import Intake

/// Terms that compute, and records of several rows.
@Suite("Profiles: sums and shares")
struct ProfileSumTests {
  private func payment(_ amount: String, _ more: String = "") throws -> Profile {
    try profile(
      """
      profile: sums
      signature: {header: [id, a, b, n, day]}
      records:
        - feed: settlements
          \(more)
          set:
            txn_id: id
            type: {value: adjustment}
            amount: \(amount)
            settled_at: day
      """)
  }

  private func amounts(_ term: String, _ rows: String...) throws -> [String] {
    let reading = read(
      "id,a,b,n,day\n" + rows.map { "x,\($0),2026-11-22\n" }.joined(), [try payment(term)])
    return reading.values("amount") + reading.rejects.map(\.code)
  }

  @Test func totalLeavesEmptyTermsOut() throws {
    #expect(
      try amounts("{total: [a, {column: b, sign: negated}]}", "1.50,0.25,", "1.50,,", ",0.25,")
        == ["125", "150", "-25"])
    // Nothing at all is not 0.
    #expect(try amounts("{total: [a, b]}", ",,") == ["MISSING_FIELD"])
  }

  @Test func productsAndQuotientsAreRoundedOnce() throws {
    #expect(try amounts("{column: a, times: {column: n}}", "0.10,,3") == ["30"])
    #expect(
      try amounts("{column: a, per: {column: n}, round: half_up}", "10.00,,3", "20.00,,3", "-5,,8")
        == ["333", "667", "-63"])
    // Without leave to round, and without something to divide by, the row is refused.
    #expect(try amounts("{column: a, per: {column: n}}", "10.00,,3") == ["BAD_AMOUNT"])
    #expect(try amounts("{column: a, per: {column: n}}", "10.00,,0") == ["BAD_AMOUNT"])
    let big = "99999999999999"
    #expect(try amounts("{column: a, times: {column: n}}", "\(big),,\(big)") == ["BAD_AMOUNT"])
  }

  /// A comma that is a decimal comma after all does not turn 49,37 into 4937.
  @Test func separatorsStandBeforeThreeDigits() throws {
    let term = "{column: a, clean: [{group_separators: [\"'\"]}]}"
    #expect(
      try amounts(term, "1'234.50,,", "1'00'000,,", "-1'234,,", "49'37,,", "1'2345,,") == [
        "123450", "10000000", "-123400", "BAD_AMOUNT", "BAD_AMOUNT",
      ])
  }

  /// A count is computed too, also where it is chosen among several terms.
  @Test func weightsInTheirUnit() throws {
    let own = try profile(
      """
      profile: weights
      signature: {header: [waybill, weight, unit]}
      records:
        - feed: charges
          set:
            carrier: {value: C}
            invoice_no: {value: I}
            charge_type: {value: freight}
            amount: {value: "1"}
            waybill: waybill
            billed_weight_g:
              first_of:
                - {column: weight, times: 1000, when: {column: unit, is: [KG, K]}}
                - column: weight
                  times: {value: "453.59237"}
                  round: half_up
                  when: {column: unit, is: [LB, L]}
      """)
    #expect(
      read("waybill,weight,unit\n1,1.5,K\n2,2,LB\n3,1.5,KG\n", [own]).values("billed_weight_g")
        == ["1500", "907", "1500"])
  }

  /// The words of a list are in no order.
  @Test(arguments: ["[b, a]", "[a, b]", "[bb, a, b, aaaaaaaaaaaa]"])
  func anyWordOfAListFits(_ words: String) throws {
    let own = try payment("a", "when: {column: id, is: \(words)}")
    let reading = read("id,a,b,n,day\na,1,,,2026-11-22\nb,2,,,2026-11-22\n", [own])
    #expect(reading.values("amount") == ["100", "200"])
  }

  private static let lines = """
    profile: lines
    signature: {header: [order, price, total, day]}
    records:
      - feed: orders
        share: {by: [order_id], column: paid_amount, weight: price}
        set:
          order_id: order
          line_no: {id: number}
          sku: order
          quantity: {value: "1"}
          unit_price: price
          ordered_at: day
          paid_amount: total
    """

  /// The shares add up to the whole, whatever the proportions; rows need not stand together.
  @Test func aTotalIsSharedOut() throws {
    let reading = read(
      """
      order,price,total,day
      A,1.00,10.00,2026-11-22
      B,0.00,5.00,2026-11-22
      A,1.00,10.00,2026-11-22
      B,0.00,,2026-11-22
      A,1.00,,2026-11-22
      C,4.00,,2026-11-22

      """, [try profile(Self.lines)])
    #expect(
      reading.values("order_id", "line_no", "paid_amount") == [
        "A 1 333", "B 1 500", "A 2 334", "B 2 0", "A 3 333", "C 1 -",
      ])
    #expect(reading.read == 6)
  }

  private static let parts = """
    profile: parts
    signature: {header: [event, kind, part, day]}
    records:
      - feed: settlements
        when: {column: kind, is: [price, cost]}
        combine: {by: [txn_id], sum: [amount, fee]}
        set:
          txn_id: event
          type: {value: payment}
          amount: {column: part, when: {column: kind, is: price}}
          fee: {column: part, when: {column: kind, is: cost}}
          settled_at: day
      - feed: settlements
        when: {column: kind, is: [cost, other]}
        set:
          txn_id: {join: [event, part], with: "-"}
          type: {value: fee}
          amount: part
          settled_at: day
    """

  /// Each row is counted once: with its own record, with the one it joined, or as a reject.
  @Test func everyRowOfARecordCounts() throws {
    let reading = read(
      """
      event,kind,part,day
      A,price,1.00,2026-11-22
      A,price,2.00,2026-11-22
      A,cost,0.50,2026-11-22
      A,price,x,2026-11-22
      B,price,-1.00,2026-11-22
      B,price,0.25,2026-11-22
      C,cost,0.50,2026-11-22
      C,price,-3.00,2026-11-22

      """, [try profile(Self.parts)])
    #expect(
      reading.values("txn_id", "type", "amount", "fee") == [
        "A-0.50 fee 50 -", "C-0.50 fee 50 -",
      ])
    #expect(reading.joined == [:])
    // Of a payment that is refused every row that gave nothing else comes back, to be mended with
    // the one that is at fault.
    #expect(reading.rejects.map(\.line) == [2, 3, 5, 6, 7, 9])
    #expect(reading.rejected == 6)
    #expect(reading.read == 8)
    #expect(reading.rejects[4].reason.hasPrefix("part of the record of line 6"))
  }

  /// Two layouts with one header: what stands in the rows decides, and without it nothing does.
  @Test func valuesTellLayoutsApart() throws {
    func own(_ name: String, _ day: String, _ pattern: String) throws -> Profile {
      try profile(
        """
        profile: \(name)
        signature:
          header: [id, sum, day]
          values: [{column: day, matches: '\(pattern)', says: a day after the 12th}]
        records:
          - feed: settlements
            set:
              txn_id: id
              type: {value: payment}
              amount: sum
              settled_at: {column: day, time: \(day)}
        """)
    }
    let both = [
      try own("dmy", "d/M/yyyy", "^(1[3-9]|[23])./"),
      try own("mdy", "M/d/yyyy", "^[0-9]+/(1[3-9]|[23].)/"),
    ]
    #expect(read("id,sum,day\n1,1,05/06/2026\n2,1,5/31/2026\n", both).profile == "mdy")
    #expect(
      read("id,sum,day\n1,1,05/06/2026\n", both).refusal?.message.contains("a day after the 12th")
        == true)
  }

  /// A row may name any zone there is; one that is unknown refuses that row alone.
  @Test func zonesOfRows() throws {
    let own = try profile(
      """
      profile: zones
      signature: {header: [id, sum, day, zone]}
      zone: {column: zone}
      records:
        - feed: settlements
          set: {txn_id: id, type: {value: payment}, amount: sum, settled_at: day}
      """)
    let text = """
      id,sum,day,zone
      1,1,2026-01-02T00:00:00,Europe/Berlin
      2,1,2026-01-02T00:00:00,Europe/Atlantis
      3,1,2026-01-02T00:00:00,PST

      """
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: [own],
      zone: { $0 == "Europe/Berlin" ? Zone(name: $0, firstOffset: 3600) : nil })
    let reading = readMember(
      InputMember(name: "file", bytes: Text(text)), path: "file", fileNumber: 7, run: 3,
      shopHint: nil, context: context)
    #expect(reading.values("settled_at") == ["2026-01-01T23:00:00Z", "2026-01-02T08:00:00Z"])
    #expect(reading.rejects.map(\.line) == [3])
  }
}
