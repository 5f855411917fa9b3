public import Insight
import Returns

extension DayInsight {
  /// Its tables in the order of their files.
  public func sheets(
    _ intake: [IntakeRow], _ context: ReportContext, _ options: TableOptions
  ) -> [TableSheet] {
    func sheet<Row>(_ table: TableKind<Row>, _ rows: [Row]) -> TableSheet {
      table.sheet(TableRows([rows]), context, options)
    }
    return [
      sheet(causesTable, causes), sheet(descriptiveTable, descriptive),
      sheet(
        driversTable,
        drivers.enumerated().map { DriverRow(rank: $0.offset + 1, $0.element) }),
      sheet(associationsTable, AssociationRow.rows(associations)),
      sheet(trendsTable, TrendRow.rows(trends)),
      sheet(forecastTable, ForecastRow.rows(trends, after: day)),
      sheet(serviceFiguresTable, service), sheet(satisfactionTable, satisfaction),
      sheet(customerScoresTable, CustomerRow.rows(customers)),
      sheet(callListTable, CallLine.rows(calls.rows)),
      sheet(riskRegisterTable, RiskLine.rows(risks, ended: endedRisks)),
      sheet(plansTable, PlanEventRow.rows(plans)), sheet(improvementsTable, improvements),
      sheet(
        suggestionsTable,
        suggestions.enumerated().map {
          SuggestionRow(rank: $0.offset + 1, suggestion: $0.element)
        }),
      sheet(cleaningTable, CleaningRow.rows(self, intake)),
    ]
  }
}
