/// A heading, what is below it, and what is to be said before and behind.
struct PageSection {
  /// Links on the page lead here.
  let id: String
  let title: Worded
  /// A sentence that says what to make of it.
  var lead = ""
  var body: Markup = ""
  var note: Markup = ""
  /// Wide on paper.
  var isWide = false
}

/// A headline figure: a label and one value a line, for instance one per currency.
struct Card {
  let label: Worded
  let values: [String]
  /// `bad` where it wants attention, else empty: a class of the style sheet.
  var tone = ""
  /// Where its rows are: a section or a file.
  var link = ""
  var spark: Markup = ""
}

extension DayReport {
  /// A table, or the word that there is nothing; and how many more rows stand in `file`.
  func section<Row>(
    _ id: String, _ table: PageTable<Row>, lead: String = "", further: Int = 0,
    file: String, _ also: String...
  ) -> PageSection {
    section(id, table.caption, table, lead: lead, further: further, files: [file] + also)
  }

  func section<Row>(
    _ id: String, _ title: Worded, _ table: PageTable<Row>, lead: String = "", further: Int = 0,
    files: [String]
  ) -> PageSection {
    var section = nothing(id, title)
    if table.groups.contains(where: { !$0.rows.isEmpty }) {
      section.lead = lead
      section.body = table.markup(language)
      section.note = rest(further, files[0])
    }
    // Files beside the one of the rows.
    for file in files.dropFirst() {
      if !section.note.isEmpty { section.note += " · " }
      section.note += "<a href=\"\(file)\">\(file)</a>"
    }
    return section
  }

  func nothing(_ id: String, _ title: Worded) -> PageSection {
    PageSection(id: id, title: title, body: "<p class=\"quiet\">\(Labels.none.in(language))</p>\n")
  }

  /// `All rows are in cases.csv`, and how many of them are not on the page.
  func rest(_ further: Int, _ file: String) -> Markup {
    guard !file.isEmpty else { return "" }
    let link: Markup = "<a href=\"\(file)\">\(file)</a>"
    if further > 0 {
      return language == .english
        ? "\(language.number(further)) more \(further == 1 ? "is" : "are") in \(link)."
        : "另有 \(language.number(further)) 条，见 \(link)。"
    }
    return language == .english ? "All rows: \(link)" : "全部明细：\(link)"
  }
}
