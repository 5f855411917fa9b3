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

  /// A column that says nothing in any row is left out.
  func markup(_ language: ReportLanguage) -> Markup {
    let labels = columns.map { Markup(text: $0.label.in(language)) }
    let values = groups.map { group in
      group.rows.map { row in columns.map { $0.markup(row, language) } }
    }
    let shown = columns.indices.filter { column in
      column == 0 || values.contains { $0.contains { !$0[column].isEmpty } }
    }
    let isNarrow = shown.count <= 4 && !shown.contains { columns[$0].layout == .sentence }
    let look: Markup = isNarrow ? " class=\"narrow\"" : ""
    var html: Markup = """
      <table role="table"\(look)>\
      <caption>\(caption.in(language))</caption>
      <thead role="rowgroup"><tr role="row">
      """
    for place in shown {
      html += """
        <th scope="col" role="columnheader"\(columns[place].layout.htmlClass)>\(labels[place])</th>
        """
    }
    html += "</tr></thead>\n"
    for (group, rows) in zip(groups, values) {
      let id: Markup = group.anchor.isEmpty ? "" : " id=\"\(group.anchor)\""
      html += "<tbody role=\"rowgroup\"\(id)>"
      if !group.head.isEmpty {
        html += """
          <tr role="row" class="group"><th scope="rowgroup" role="rowheader" \
          colspan="\(shown.count)">\(group.head)</th></tr>

          """
      }
      for (row, values) in zip(group.rows, rows) {
        html += line(values, id: anchor(row), shown, labels)
      }
      html += "</tbody>\n"
    }
    if let totals {
      html += "<tfoot role=\"rowgroup\">" + line(totals, id: "", shown, labels) + "</tfoot>\n"
    }
    return html + "</table>\n"
  }

  private func line(
    _ values: [Markup], id: String, _ shown: [Int], _ labels: [Markup]
  ) -> Markup {
    var html: Markup = id.isEmpty ? "<tr role=\"row\">" : "<tr role=\"row\" id=\"\(id)\">"
    for place in shown {
      let look = columns[place].layout.htmlClass
      if place == 0 {
        html += "<th scope=\"row\" role=\"rowheader\"\(look)>\(values[place])</th>"
      } else {
        html += """
          <td role="cell"\(look) data-label="\(labels[place])">\(values[place])</td>
          """
      }
    }
    return html + "</tr>\n"
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
