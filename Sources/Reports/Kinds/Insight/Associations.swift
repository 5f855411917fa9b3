public import Insight
import Returns

/// A cell of a test, or a test without cells where it was refused.
public struct AssociationRow: Sendable {
  public let association: Association
  public let cell: Association.Cell?

  public static func rows(_ associations: [Association]) -> [AssociationRow] {
    associations.flatMap { association in
      association.cells.isEmpty
        ? [AssociationRow(association: association, cell: nil)]
        : association.cells.map { AssociationRow(association: association, cell: $0) }
    }
  }
}

private let verdictWords = Words<Association.Verdict>()

/// `associations.csv`: reasons against qualities of the order, with the statistics they rest on
/// (R8.2.2b).
public let associationsTable = TableKind<AssociationRow>(
  "associations",
  [
    TableColumn("dimension") { row, _ in dimensionWords[row.association.dimension] },
    TableColumn("value") { row, _ in row.cell.map { .text($0.value) } ?? .empty },
    TableColumn("reason") { row, _ in reasonNameWords[row.cell?.reason] },
    TableColumn("count") { row, _ in .count(row.cell?.count) },
    TableColumn("expected") { row, _ in row.cell.map { .decimal($0.expected) } ?? .empty },
    TableColumn("residual") { row, _ in row.cell.map { .decimal($0.residual) } ?? .empty },
    TableColumn("verdict") { row, _ in verdictWords[row.association.verdict] },
    TableColumn("sample") { row, _ in .count(row.association.sample) },
    TableColumn("left_out") { row, _ in .count(row.association.leftOut) },
    TableColumn("chi_square") { row, _ in
      row.cell == nil ? .empty : .decimal(row.association.chiSquare)
    },
    TableColumn("degrees") { row, _ in
      row.cell == nil ? .empty : .count(row.association.degrees)
    },
    TableColumn("p_millionths") { row, _ in
      row.cell == nil ? .empty : .millionths(row.association.pValue)
    },
    TableColumn("q_millionths") { row, _ in
      row.cell == nil ? .empty : .millionths(row.association.qValue)
    },
    TableColumn("cramers_v") { row, _ in
      row.cell == nil ? .empty : .decimal(row.association.cramersV)
    },
  ])
