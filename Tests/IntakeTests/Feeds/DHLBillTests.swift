import Returns
import Testing

@testable import Intake

/// What is taken of a DHL bill comes to its invoices, to the cent.
@Suite("DHL bills")
struct DHLBillTests {
  private let header =
    "Line Type;Invoice Number;Invoice Date;Currency;Total amount (excl. VAT);Shipment Number;"
    + "Weight Charge;Other Charges 1;Other Charges 1 Amount;Discount 1 Amount;XC1 Code;XC1 Name;"
    + "XC1 Charge;XC1 Discount\n"

  private func charges(_ rows: [String]) -> [String] {
    let reading = read(header + rows.joined(separator: "\n"))
    #expect(reading.profile == "dhl-ebill" && reading.rejects == [])
    #expect(reading.controlTotals.map(\.agrees) == [true])
    let total = reading.values("amount").compactMap { Int($0) }.reduce(0, +)
    let lines = reading.values("charge_type", "waybill", "line_no", "amount")
    return lines + ["total \(total)"]
  }

  /// 1000.00 by weight, 10.00 duty, fuel of 80.50 of which 5.50 are taken off: 1085.00.
  @Test func otherChargesAndDiscountsOfExtraOnes() {
    #expect(
      charges([
        "I;H1;20261105;EUR;1,085.00;;;;;;;;;",
        "S;H1;20261105;EUR;1,085.00;100;1,000.00;DUTY;10.00;;FF;FUEL SURCHARGE;80.50;-5.50",
      ]) == ["freight 100 1 100000", "fuel 100 1 7500", "other 100 1 1000", "total 108500"])
  }

  /// A discount is written with or without its minus; a credit note takes it back.
  @Test(arguments: [
    ("90.00", "100.00", "-10.00", -1000), ("90.00", "100.00", "10.00", -1000),
    ("-90.00", "-100.00", "10.00", 1000), ("-90.00", "-100.00", "-10.00", 1000),
    ("-10.00", "", "-10.00", -1000),
  ])
  func discounts(_ total: String, _ weight: String, _ discount: String, _ rebate: Int) {
    let lines = charges([
      "I;H1;20261105;EUR;\(total);;;;;;;;;",
      "S;H1;20261105;EUR;\(total);100;\(weight);;;\(discount);;;;",
    ])
    #expect(lines.contains("rebate 100 1 \(rebate)"))
    #expect(lines.last == "total \(total.replacing(".", with: ""))")
  }

  /// The same shipment twice on one invoice: whether that is right is for the audit to say.
  @Test func aShipmentThatIsChargedTwice() {
    let row = "S;H1;20261105;EUR;12.00;100;10.00;;;;FF;FUEL;2.00;"
    #expect(
      charges([
        "I;H1;20261105;EUR;27.00;;;;;;;;;", row, row, "S;H1;20261105;EUR;3.00;100;3.00;;;;;;;",
      ]) == [
        "freight 100 1 1000", "fuel 100 1 200", "freight 100 2 1000", "fuel 100 2 200",
        "freight 100 3 300", "total 2700",
      ])
  }

  /// A bill may leave columns out: what its total has beyond the others is charged all the same.
  @Test func whatNoColumnTells() {
    #expect(
      charges([
        "I;H1;20261105;EUR;13.50;;;;;;;;;", "S;H1;20261105;EUR;13.50;100;10.00;;;;FF;FUEL;2.00;",
      ]) == ["freight 100 1 1000", "fuel 100 1 200", "other 100 1 150", "total 1350"])
  }
}
