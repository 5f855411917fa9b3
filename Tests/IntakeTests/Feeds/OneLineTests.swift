import Returns
import Testing

@testable import Intake

/// XML without line breaks, as platforms ship it: a record is told by its place, not by its line.
@Suite("XML on one line")
struct OneLineTests {
  private func envelope(_ separator: String) -> MemberReading {
    func item(_ sku: String) -> String {
      "<item_details><return_reason_code>CR-DEFECTIVE</return_reason_code>"
        + "<merchant_sku>\(sku)</merchant_sku><return_quantity>1</return_quantity></item_details>"
    }
    func details(_ rma: String, _ status: String, _ items: String) -> String {
      "<return_details>\(items)<order_id>302-1</order_id><amazon_rma_id>\(rma)</amazon_rma_id>"
        + "<return_request_date>2026-03-05T12:44:17Z</return_request_date>"
        + "<return_request_status>\(status)</return_request_status></return_details>"
    }
    return read(
      [
        "<AmazonEnvelope><Message>", details("R1", "Approved", item("A") + item("B")),
        details("R2", "Denied", item("A")), "</Message></AmazonEnvelope>",
      ].joined(separator: separator))
  }

  @Test func recordsHavePlacesOfTheirOwn() {
    let reading = envelope("")
    #expect(reading.read == 2 && reading.hasSeveralFactsPerRow)
    #expect(
      reading.lines.map { $0.prefix { $0 != "=" } } == [
        "1 cases case_id", "1 cases case_id", "2 cases case_id",
      ])
    #expect(
      reading.notices == [
        "several records stand on one line (the first on line 1): from there on, line numbers count"
          + " records"
      ])
  }

  @Test func recordsOnLinesOfTheirOwnHaveThese() {
    let reading = envelope("\n")
    #expect(reading.lines.map { $0.prefix(1) } == ["2", "2", "3"])
    #expect(reading.notices.isEmpty)
  }

  /// As in the table of the same report, of which the rows have the same line numbers.
  @Test func whatAmazonHasRuled() {
    #expect(
      envelope("\n").values("case_id", "line_no", "platform_ruling") == [
        "R1 1 approved", "R1 2 approved", "R2 1 denied",
      ])
  }
}
