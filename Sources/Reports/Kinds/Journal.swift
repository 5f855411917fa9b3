import Returns

/// A side of a posting: what `journal.csv` has as a row.
struct JournalLine: Sendable {
  let books: JournalBooks
  let entry: JournalBooks.Entry
  let isDebit: Bool

  var posting: JournalPosting { entry.posting.pointee }
  var account: Text { isDebit ? entry.debit : entry.credit }
  var debit: Int64? { isDebit ? entry.amount : nil }
  var credit: Int64? { isDebit ? nil : entry.amount }
}

/// `journal.csv`: the day's entries, two rows each (R6.3, design section 5).
public let journalShape = TableShape(journalTable)

let journalTable = TableKind<JournalLine>(
  "journal",
  [
    TableColumn("entry_id") { row, _ in .id(row.posting.id) },
    TableColumn("entity") { row, _ in .text(row.books.entity(row.entry)) },
    TableColumn("posting_date") { row, context in .day(context.day) },
    TableColumn("event_date") { row, _ in Cell(row.posting.entry.eventOn) },
    TableColumn("account") { row, _ in .text(row.account) },
    TableColumn("debit") { row, _ in Cell(row.debit, row.posting.entry.currency) },
    TableColumn("credit") { row, _ in Cell(row.credit, row.posting.entry.currency) },
    TableColumn("currency") { row, _ in .currency(row.posting.entry.currency) },
    TableColumn("case_id") { row, _ in .text(row.posting.entry.caseID) },
    TableColumn("order_id") { row, _ in .text(row.posting.entry.orderID) },
    TableColumn("source") { row, _ in .string(row.books.source(row.entry)) },
    TableColumn("reverses") { row, _ in row.posting.reverses.map { .id($0) } ?? .empty },
  ])

extension JournalBooks {
  public func csvSheet(_ context: ReportContext, _ options: TableOptions) -> TableSheet {
    journalTable.sheet(rowCount: 2 * count, options) { range, bytes in
      for row in range { append(row, on: context.day, &bytes) }
    }
  }

  /// The row of the account that comes first has the even number.
  func isDebit(_ row: Int) -> Bool {
    (entries[row / 2].debit < entries[row / 2].credit) == (row % 2 == 0)
  }

  /// What the columns' cells are made of.
  func line(_ row: Int) -> JournalLine {
    JournalLine(books: self, entry: entries[row / 2], isDebit: isDebit(row))
  }

  /// The bytes that the columns' cells would give.
  private func append(_ row: Int, on day: Day, _ bytes: inout ByteBuffer) {
    let entry = entries[row / 2]
    let isDebit = isDebit(row)
    let posting = entry.posting
    let (entity, account) = (entity(entry), isDebit ? entry.debit : entry.credit)
    let (caseID, orderID) = (posting.pointee.entry.caseID, posting.pointee.entry.orderID)
    let currency = posting.pointee.entry.currency
    withSource(entry) { source in
      let texts =
        BytePen.most(entity) + BytePen.most(account) + BytePen.most(caseID)
        + BytePen.most(orderID) + BytePen.most(source)
      bytes.write(atMost: texts + 12 * BytePen.mostOfField) { pen in
        pen.field(id: posting.pointee.id)
        pen.text(entity)
        pen.field(day)
        pen.field(posting.pointee.entry.eventOn)
        pen.text(account)
        pen.field(isDebit ? entry.amount : nil, currency.decimals)
        pen.field(isDebit ? nil : entry.amount, currency.decimals)
        pen.field(currency)
        pen.text(caseID)
        pen.text(orderID)
        pen.text(source)
        if let reverses = posting.pointee.reverses {
          pen.field(id: reverses)
        } else {
          pen.endField()
        }
        pen.endRow()
      }
    }
  }
}
