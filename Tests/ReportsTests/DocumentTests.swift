import Foundation
import Insight
import Reports
import Returns
import Testing

struct DocumentTests {
  private var manifest: Manifest {
    Manifest(
      businessDate: SampleDay.day, toolVersion: "1.0.0", previousManifest: nil,
      inputs: [
        ManifestFile(path: "inbox/b.csv", sha256: "b2", byteCount: 2),
        ManifestFile(path: "inbox/a\"\\\u{01}.csv", sha256: "a1", byteCount: 1),
      ], configuration: [],
      outputs: [ManifestFile(path: "cases.csv", sha256: "c3", byteCount: 9, rowCount: 1)])
  }

  @Test func theManifestListsByPath() {
    #expect(
      string(manifest.json()) == #"""
        {
          "format": "backhaul-manifest-1",
          "business_date": "2026-11-22",
          "tool_version": "1.0.0",
          "previous_manifest_sha256": "",
          "inputs": [
            {
              "path": "inbox/a\"\\\u0001.csv",
              "sha256": "a1",
              "bytes": 1
            },
            {
              "path": "inbox/b.csv",
              "sha256": "b2",
              "bytes": 2
            }
          ],
          "configuration": [],
          "outputs": [
            {
              "path": "cases.csv",
              "sha256": "c3",
              "bytes": 9,
              "rows": 1
            }
          ]
        }

        """#)
  }

  private func parsed(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  @Test func theSummaryIsJSONOfIntegers() throws {
    let summary = Summary(
      businessDate: SampleDay.day, shopIDs: ["main"], figures: SampleDay.figures,
      intake: SampleDay.intake, proof: SampleDay.proof())
    let document = try parsed(summary.json())
    let intake = try #require(document["intake"] as? [String: Int])
    #expect(intake["taken"] == 1 && intake["held"] == 1 && intake["refused"] == 1)
    #expect(intake["read"] == 1_204)
    let exceptions = try #require(document["exceptions"] as? [String: Any])
    #expect(exceptions["open"] as? Int == 4)
    let money = try #require(document["money"] as? [[String: Any]])
    #expect(
      money.map { $0["kind"] as? String } == ["payment", "refund", "refund", "freight_refund"])
    #expect(money[1]["expected"] as? Int == 3_522_800)
    #expect(money[1]["pending"] as? Int == 9_900)
    #expect(money[1]["missing"] as? Int == 12_900)
    #expect(!string(summary.json()).contains("."))
  }

  @Test func figuresOfPartsMergeInAnyOrder() {
    var a = DayFigures()
    var b = DayFigures()
    for row in SampleDay.exceptions.prefix(2) { a.add(row.finding, status: row.status) }
    for row in SampleDay.exceptions.dropFirst(2) { b.add(row.finding, status: row.status) }
    a.add(SampleDay.caseResult)
    b.add(SampleDay.caseResult)
    a.add(SampleDay.feeLine)
    b.add(SampleDay.feeLine)
    for item in SampleDay.pending { b.add(item) }
    var ab = a
    ab.merge(b)
    var ba = b
    ba.merge(a)
    #expect(ab == ba)
    #expect(ab.openCaseCount == 2)
    #expect(ab.freightByCurrency.map(\.figures.disputed) == [Int128(1_000)])
    #expect(ab.openExceptionCount == 4)
  }

  /// What is in dispute stands also on an evening without a bill, and is told when it is over.
  @Test func whatIsInDisputeIsAKeyFigureOnEveryEvening() {
    func figures(_ work: WorkFigures, _ history: FigureHistory) -> [KeyFigure] {
      DayFigures().keyFigures(work, since: history).filter { $0.name == KeyFigure.inDispute }
    }
    var work = WorkFigures()
    let dispute = FeeDispute(
      carrier: "SF", invoiceNo: "I1", waybill: "W1", type: .freight, check: .rate, billed: 1500,
      expected: 1200, recoverable: 300, currency: .cny)
    withUnsafePointer(to: dispute) { work.add($0) }
    let open = [KeyFigure(KeyFigure.inDispute, .cny, 300)]
    #expect(figures(work, FigureHistory()) == open)
    #expect(figures(WorkFigures(), FigureHistory()) == [])
    var history = FigureHistory()
    history.add(open[0], on: SampleDay.day)
    #expect(figures(WorkFigures(), history) == [KeyFigure(KeyFigure.inDispute, .cny, 0)])
  }

  /// So with money at stake: a date without a row would leave the last amount in a week's table.
  @Test func whatIsAtStakeIsAKeyFigureAlsoWhenItIsNothing() {
    func stakes(_ figures: DayFigures, _ history: FigureHistory) -> [KeyFigure] {
      figures.keyFigures(WorkFigures(), since: history).filter { $0.name == "at_stake" }
    }
    var figures = DayFigures()
    figures.add(SampleDay.refundMissing, status: .new)
    var history = FigureHistory()
    let open = stakes(figures, history)
    #expect(open == [KeyFigure("at_stake", .cny, 12_900)])
    #expect(stakes(DayFigures(), history) == [])
    history.add(open[0], on: SampleDay.day)
    #expect(stakes(DayFigures(), history) == [KeyFigure("at_stake", .cny, 0)])
  }

  @Test func closedExceptionsAreCountedByStatusOnly() {
    var figures = DayFigures()
    figures.add(SampleDay.refundMissing, status: .resolved)
    #expect(figures.openExceptionCount == 0)
    #expect(figures.exceptionCount(.resolved) == 1)
  }

  @Test func differencesOfAbsentSides() {
    var finding = SampleDay.refundMissing
    finding.actual = nil
    #expect(finding.difference == -12_900)
    finding.expected = nil
    #expect(finding.difference == nil)
    finding.actual = .max
    finding.expected = .min
    #expect(finding.difference == nil)
  }
}
