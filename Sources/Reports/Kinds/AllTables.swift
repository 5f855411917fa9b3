/// A table's name and columns without its rows: for documentation, and for whoever checks an output
/// folder.
public struct TableShape: Sendable, Equatable {
  public let name: String
  public let columns: [String]

  init<Row>(_ kind: TableKind<Row>) {
    name = kind.name
    columns = kind.columnNames
  }
}

/// Every CSV of a day in the order of the file contract.
public let allTables: [TableShape] = [
  TableShape(intakeTable),
  TableShape(rejectsTable),
  TableShape(casesTable),
  TableShape(exceptionsTable),
  TableShape(matchesTable),
  TableShape(pendingTable),
  TableShape(feeSettlementTable),
  TableShape(carrierStatementTable),
  TableShape(openingTable),
  journalShape,
  TableShape(lawReportTable),
  TableShape(feeDisputesTable),
]
