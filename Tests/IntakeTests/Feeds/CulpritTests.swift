import Returns
import Testing

@testable import Intake

/// A reject names the cell that is bad, also where a value is made of several.
@Suite("The cell that is to blame")
struct CulpritTests {
  private func own(_ terms: String) throws -> Profile {
    try profile(
      """
      profile: own
      signature: {header: [A, B, T, U]}
      zone: {column: Z, optional: yes}
      records:
        - feed: settlements
          set:
            txn_id: {value: t}
            type: {value: adjustment}
            \(terms)
      """)
  }

  private func reject(_ terms: String, _ row: String) throws -> String? {
    let reading = read("A,B,T,U,Z\n\(row)\n", [try own(terms)])
    return reading.rejects.first.map { "\($0.field) \($0.code) \($0.found)" }
  }

  @Test func ofTwoAmountsTheOneThatIsNone() throws {
    let terms = "amount: {credit: A, debit: B}\n      settled_at: {first_of: [T, U]}"
    #expect(try reject(terms, "100,abc,2026-03-01,,") == "B BAD_AMOUNT abc")
    #expect(try reject(terms, "x,5,2026-03-01,,") == "A BAD_AMOUNT x")
    #expect(try reject(terms, "1,5.123,2026-03-01,,") == "B BAD_AMOUNT 5.123")
    #expect(try reject(terms, "1,5,2026-03-01,,") == nil)
  }

  @Test func ofSeveralTimesTheOneThatIsTaken() throws {
    let terms = "amount: A\n      settled_at: {first_of: [T, U]}"
    #expect(try reject(terms, "1,,,2026-03-0x,") == "U BAD_TIME 2026-03-0x")
    #expect(try reject(terms, "1,,bad,2026-03-01,") == "T BAD_TIME bad")
  }

  @Test func aZoneThatMeansSeveral() throws {
    let terms = "amount: A\n      settled_at: T"
    #expect(try reject(terms, "1,,2026-03-01 10:00,,CST") == "Z BAD_TIME CST")
    #expect(try reject(terms, "1,,2026-03-01 10:00,,PST") == nil)
  }

  @Test func aLongNumberThatASpreadsheetHasShortened() {
    func rejects(_ id: String) -> [String] {
      read("txn_id,type,amount,settled_at\n\(id),payment,1.00,2026-03-01\n").rejects.map(\.reason)
    }
    for id in ["4.2E+27", "4E+27", "1.23456e+11"] {
      #expect(rejects(id).first?.contains("has shortened") == true, "\(id)")
    }
    for id in ["4.2E27", "A4.2E+27", "4..2E+27", "E+27", "4200E+27", "4.2E+2", "4.E+27"] {
      #expect(rejects(id) == [], "\(id)")
    }
  }

  @Test func aCellThatTellsTheRecordSetsAllOfItAside() throws {
    let amazon = { (time: String) in
      let header =
        "settlement-id\ttotal-amount\tcurrency\ttransaction-type\torder-id\tadjustment-id\t"
        + "amount-type\tamount-description\tamount\tposted-date\tposted-date-time\t"
        + "settlement-start-date\tsettlement-end-date\tdeposit-date\n"
      func row(_ order: String, _ amount: String, _ time: String) -> String {
        "1\t\tEUR\tOrder\t\(order)\t\tItemPrice\tPrincipal\t\(amount)\t\t\(time)\t\t\t\n"
      }
      let day = "2026-03-03 10:00:00 UTC"
      let rows = [("O1", "100.00", time), ("O1", "19.00", day), ("O2", "7.00", day)]
      return read(header + rows.map(row).joined())
    }
    let bad = amazon("bad")
    #expect(bad.rejects.map(\.line) == [2, 3])
    #expect(bad.values("order_id", "amount") == ["O2 700"])
    #expect(
      amazon("2026-03-03 19:00:00 JST").values("order_id", "amount", "settled_at") == [
        "O1 10000 2026-03-03T10:00:00Z", "O1 1900 2026-03-03T10:00:00Z",
        "O2 700 2026-03-03T10:00:00Z",
      ])
  }
}
