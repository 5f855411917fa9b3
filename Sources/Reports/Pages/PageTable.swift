import Returns

/// How a column of a page is set.
enum ColumnLayout: Sendable {
  /// Short, on one line.
  case word
  /// On one line, to the right.
  case number
  /// A name that may be long, wrapped.
  case prose
  /// Whole sentences, which need room.
  case sentence

  fileprivate var htmlClass: Markup {
    switch self {
    case .word: ""
    case .number: " class=\"n\""
    case .prose: " class=\"t\""
    case .sentence: " class=\"t s\""
    }
  }
}

/// A column of a page's table, worded in the page's language.
struct PageColumn<Row> {
  let label: Worded
  let layout: ColumnLayout
  let markup: (Row, ReportLanguage) -> Markup

  /// A typed value, written in the form of the page's language.
  init(_ label: Worded, _ layout: ColumnLayout = .word, _ cell: @escaping (Row) -> Cell) {
    self.init(label, layout, markup: { Markup(text: $1.text(cell($0))) })
  }

  /// Markup, for what is more than a value: a link, a bar, two lines.
  init(
    _ label: Worded, _ layout: ColumnLayout = .word,
    markup: @escaping (Row, ReportLanguage) -> Markup
  ) {
    self.label = label
    self.layout = layout
    self.markup = markup
  }
}

/// Rows that belong together, below a line of their own.
struct RowGroup<Row> {
  /// Links on the page lead here.
  var anchor = ""
  var head: Markup = ""
  let rows: [Row]
}

/// A table of a page. Its first column is what each row is about. Each cell repeats its header as
/// `data-label`, which a phone shows in front of it; the roles keep it a table there for a screen
/// reader.
struct PageTable<Row> {
  /// What the table holds, for who does not see the heading above it.
  let caption: Worded
  let columns: [PageColumn<Row>]
  var groups: [RowGroup<Row>]
  /// Of a row, for links on the page; empty: none.
  var anchor: (Row) -> String = { _ in "" }
  /// The last line: what the columns come to.
  var totals: [Markup]?

  init(_ caption: Worded, _ columns: [PageColumn<Row>], _ rows: [Row]) {
    self.init(caption, columns, groups: [RowGroup(rows: rows)])
  }

  init(_ caption: Worded, _ columns: [PageColumn<Row>], groups: [RowGroup<Row>]) {
    self.caption = caption
    self.columns = columns
    self.groups = groups
  }

  func markup(_ language: ReportLanguage) -> Markup {
    let labels = columns.map { Markup(text: $0.label.in(language)) }
    var html: Markup = """
      <table role="table"><caption>\(caption.in(language))</caption>
      <thead role="rowgroup"><tr role="row">
      """
    for (column, label) in zip(columns, labels) {
      html += "<th scope=\"col\" role=\"columnheader\"\(column.layout.htmlClass)>\(label)</th>"
    }
    html += "</tr></thead>\n"
    for group in groups {
      let id: Markup = group.anchor.isEmpty ? "" : " id=\"\(group.anchor)\""
      html += "<tbody role=\"rowgroup\"\(id)>"
      if !group.head.isEmpty {
        html += """
          <tr role="row" class="group"><th scope="rowgroup" role="rowheader" \
          colspan="\(columns.count)">\(group.head)</th></tr>

          """
      }
      for row in group.rows { html += line(row, labels, language) }
      html += "</tbody>\n"
    }
    if let totals { html += foot(totals, labels) }
    return html + "</table>\n"
  }

  private func line(_ row: Row, _ labels: [Markup], _ language: ReportLanguage) -> Markup {
    let anchor = anchor(row)
    var html: Markup = anchor.isEmpty ? "<tr role=\"row\">" : "<tr role=\"row\" id=\"\(anchor)\">"
    for (place, column) in columns.enumerated() {
      let value = column.markup(row, language)
      if place == 0 {
        html += "<th scope=\"row\" role=\"rowheader\"\(column.layout.htmlClass)>\(value)</th>"
      } else {
        html += """
          <td role="cell"\(column.layout.htmlClass) data-label="\(labels[place])">\(value)</td>
          """
      }
    }
    return html + "</tr>\n"
  }

  private func foot(_ totals: [Markup], _ labels: [Markup]) -> Markup {
    var html: Markup = "<tfoot role=\"rowgroup\"><tr role=\"row\">"
    for (place, value) in totals.enumerated() {
      if place == 0 {
        html += "<th scope=\"row\" role=\"rowheader\">\(value)</th>"
      } else {
        html += """
          <td role="cell"\(columns[place].layout.htmlClass) data-label="\(labels[place])">\
          \(value)</td>
          """
      }
    }
    return html + "</tr></tfoot>\n"
  }
}

extension ReportLanguage {
  /// A cell's text in the language's form.
  func text(_ cell: Cell) -> String {
    switch cell {
    case .integer(let number): PlainText.grouped(Int128(number), decimals: 0)
    case .amount(let amount, let currency): money(Int128(amount), currency)
    case .total(let total, let currency): money(total, currency)
    case .day(let day): self.day(day)
    case .flag(let isTrue): (isTrue ? Labels.yes : Labels.no).in(self)
    default: PlainText.string(cell)
    }
  }
}
