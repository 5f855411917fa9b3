import Foundation
import Testing

/// What was planted is found, ranked first and explained in the management report; where nothing
/// was planted, nothing is raised. One seed in `make test`, ten in `make soak`.
@Suite struct PlantedCauseTests {
  static let seeds = 1...UInt64(rounds(1, soak: 10))

  struct Report {
    let suggestions: Table
    let drivers: Table
    let risks: Table
    let page: String

    /// A test that fails prints the sentence and not the page.
    func says(_ text: String) -> Bool { page.contains(text) }
  }

  private func report(
    _ plant: PlantedShop.Plant, _ seed: UInt64, language: String = "en"
  ) throws -> Report {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    let settings = workspace.root + "/backhaul.yaml"
    let text = try String(contentsOfFile: settings, encoding: .utf8)
      .replacing("language: en", with: "language: \(language)")
    try text.write(toFile: settings, atomically: true, encoding: .utf8)
    try PlantedShop(plant, seed: seed).deliver(to: workspace.root)
    let day = PlantedShop.lastDay
    let ending = try Backhaul.run(
      ["run", workspace.root, "--as-of", day, "--quiet"], scratch: workspace.scratch)
    try #require([0, 1].contains(ending.code), "\(ending.errors)")
    func output(_ name: String) throws -> String {
      try String(contentsOfFile: "\(workspace.root)/out/\(day)/\(name)", encoding: .utf8)
    }
    return Report(
      suggestions: Table(try output("suggestions.csv")), drivers: Table(try output("drivers.csv")),
      risks: Table(try output("risk_register.csv")), page: try output("management.html"))
  }

  @Test(arguments: seeds)
  func aSuppliersDefectIsFoundFirst(seed: UInt64) throws {
    let report = try report(.supplier, seed)
    let first = try #require(
      report.drivers.project(["dimension", "value", "cause", "since", "ground"])?.first)
    #expect(first[0..<3] == ["supplier", "S2", "quality"], "\(first)")
    #expect(first[4] == "rise")
    // Complaints begin when the first of the goods have come: three to six days later.
    #expect(PlantedShop.date(18)...PlantedShop.date(28) ~= first[3], "\(first)")
    let advice = try #require(report.suggestions.project(["ground", "figures"])?.first)
    #expect(advice[0] == "supplier" && advice[1].hasPrefix("Supplier S2: quality cases"))
    #expect(report.says("Supplier S2: quality cases among order lines rose from"))
    let risks = report.risks.project(["family", "kind", "subject", "change"]) ?? []
    let quality = risks.first { $0[0] == "quality" }
    #expect(quality == ["quality", "supplier_quality", "S2", "new"], "\(risks)")
  }

  /// Most of what fails is one article, for most of what is sold is.
  @Test(arguments: seeds)
  func aSupplierIsNotTakenForItsArticle(seed: UInt64) throws {
    let report = try report(.mixedSupplier, seed)
    let drivers = report.drivers.project(["dimension", "value", "cause", "reflects"]) ?? []
    #expect(drivers.first == ["supplier", "S2", "quality", ""], "\(drivers)")
    let article = drivers.first { $0[1] == "S2A0" }
    #expect(article == ["sku", "S2A0", "quality", "1"], "\(drivers)")
    #expect(report.suggestions.project(["ground"])?.first == ["supplier"])
    #expect(
      report.risks.project(["kind", "subject"])?.contains(["supplier_quality", "S2"]) == true)
  }

  /// One article of many fails: its supplier only reflects it.
  @Test(arguments: seeds)
  func anArticleIsNotTakenForItsSupplier(seed: UInt64) throws {
    let report = try report(.article, seed)
    let drivers = report.drivers.project(["dimension", "value", "cause", "reflects"]) ?? []
    #expect(drivers.first == ["sku", "S2A0", "quality", ""], "\(drivers)")
    #expect(drivers.dropFirst().allSatisfy { $0[3] == "1" }, "\(drivers)")
  }

  @Test(arguments: seeds)
  func aCarriersLossesAreFoundFirst(seed: UInt64) throws {
    let report = try report(.carrier, seed)
    let first = try #require(report.drivers.project(["dimension", "value", "cause"])?.first)
    #expect(first[0...1] == ["carrier", "YTO"], "\(report.drivers.rows)")
    #expect(["parcel_lost", "transport"].contains(first[2]))
    #expect(report.suggestions.project(["ground"])?.first == ["carrier"])
    #expect(report.says("Carrier YTO:"))
    let cost = report.drivers.project(["excess_cost"])?.first?.first ?? "0"
    #expect((Double(cost) ?? 0) > 1000, "\(report.drivers.rows)")
    let transport = report.risks.project(["family", "kind", "subject"])?
      .first { $0[0] == "transport" }
    #expect(transport == ["transport", "carrier_loss", "YTO"], "\(report.risks.rows)")
  }

  @Test(arguments: seeds)
  func aCustomerWhoReturnsMostIsFoundFirst(seed: UInt64) throws {
    let report = try report(.customer, seed)
    let first = try #require(report.suggestions.project(["ground", "figures"])?.first)
    #expect(first[0] == "customer" && first[1].hasPrefix("Customer C77:"), "\(first)")
    #expect(report.says("Customer C77:"))
    #expect(
      report.risks.project(["kind", "subject"])?.contains(["serial_returner", "C77"]) == true)
  }

  @Test(arguments: seeds)
  func nothingIsRaisedWhereNothingWasPlanted(seed: UInt64) throws {
    let report = try report(.none, seed)
    #expect(report.drivers.rows.isEmpty, "\(report.drivers.rows)")
    #expect(report.suggestions.rows.isEmpty, "\(report.suggestions.rows)")
    let kinds = Set((report.risks.project(["kind"]) ?? []).map { $0[0] })
    let raised: Set = [
      "supplier_quality", "sku_quality", "carrier_loss", "carrier_damage", "carrier_late",
      "other_cause", "serial_returner",
    ]
    #expect(kinds.isDisjoint(with: raised), "\(report.risks.rows)")
    #expect(report.says("Nothing stands out"))
  }

  @Test func theChineseReportSaysTheSame() throws {
    let report = try report(.supplier, 1, language: "zh-Hans")
    #expect(report.says("供应商 S2：质量类售后占订单行比例自"))
  }
}
