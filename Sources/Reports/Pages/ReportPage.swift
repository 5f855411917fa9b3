import Insight
import Mustache
import Returns

/// A page of a date: for whom it is, and what stands on it. A page is one file here, one line in
/// `reportPages`, and one template.
public struct ReportPage: Sendable {
  /// Of its file and its template: `finance`.
  public let name: String
  /// Of the page, and of the link to it.
  let title: Worded
  let shortTitle: Worded
  /// What it answers, in a sentence.
  let about: Worded
  /// Whose exceptions it is about.
  let owners: [Owner]
  /// Whose batches: what is released today.
  let instructions: [InstructionKind]
  /// What is drawn along the days: names of key figures.
  let trends: [Trend]
  /// It has a section of its owners' exceptions, to which the top of the page leads.
  var listsRows = true
  let cards: @Sendable (DayReport) -> [Card]
  /// In the order in which they are read. Before them stand the verdict, what is to be decided and
  /// released, and where the figures have gone.
  let sections: [@Sendable (DayReport) -> PageSection]

  public var file: String { name + ".html" }
}

/// In the order of the links on each page.
public let reportPages = [financePage, logisticsPage, servicePage, managementPage]

/// A page template that cannot be used: where, and why.
public struct TemplateError: Error, Equatable, Sendable, CustomStringConvertible {
  public let name: String
  public let reason: String

  public var description: String {
    "\(name): this is no Mustache template: \(reason); correct it, or remove the file to use the "
      + "built-in one"
  }
}

/// The built-in templates, with those of a workspace in their places.
public struct PageTemplates: Sendable {
  private var library: MustacheLibrary

  /// - Parameter own: the text of the workspace's template of this name, without extension; nil
  ///   takes the built-in one.
  /// - Throws: `TemplateError` where a template cannot be parsed.
  public init(own: (String) -> String? = { _ in nil }) throws(TemplateError) {
    var library = MustacheLibrary()
    for (name, bytes) in Self.builtIn {
      let text = own(name) ?? String(decoding: bytes, as: UTF8.self)
      do {
        try library.register(text, named: name)
      } catch {
        throw TemplateError(name: name + ".mustache", reason: "\(error)")
      }
    }
    self.library = library
  }

  private static let builtIn: [(name: String, bytes: [UInt8])] = [
    ("layout", PackageResources.layout_mustache), ("style", PackageResources.style_mustache),
    ("cards", PackageResources.cards_mustache), ("section", PackageResources.section_mustache),
    ("finance", PackageResources.finance_mustache),
    ("logistics", PackageResources.logistics_mustache),
    ("service", PackageResources.service_mustache),
    ("management", PackageResources.management_mustache),
  ]

  fileprivate func render(_ values: [String: Any], _ name: String) -> String {
    library.render(values, withTemplate: name) ?? ""
  }
}

extension ReportPage {
  /// One file without scripts or references to anything but the files beside it.
  public func html(_ report: DayReport, _ templates: PageTemplates) -> [UInt8] {
    Array(templates.render(values(report), name).utf8)
  }

  private func values(_ report: DayReport) -> [String: Any] {
    let language = report.language
    var values: [String: Any] = [
      "language": language.tag,
      "title": title.in(language),
      "about": about.in(language),
      "skip": Labels.skip.in(language),
      "reports_label": Labels.reports.in(language),
      "pages": links(language),
      "date_label": Labels.businessDate.in(language),
      "date": language.day(report.day),
      "date_iso": report.day.string,
      "shops_label": Labels.shops.in(language),
      "shops": language.list(report.context.shopNames.map(\.string)),
      "today": [report.toDecide(self), report.toRelease(self)].map(Self.value(language)),
      "figures_title": Labels.keyFigures.in(language),
      "cards": cards(report).map(Self.value(language)),
      "sections": ([report.trends(self)] + sections.map { $0(report) }).map(Self.value(language)),
      "footer": Labels.footer.in(language),
    ]
    if let period = report.period {
      values["period"] = [
        "label": Labels.period(period.kind).in(language),
        "value": "\(language.day(period.first)) – \(language.day(period.last))",
      ]
    }
    let verdict = PageVerdict(report)
    values["verdict_class"] = verdict.kind.rawValue
    values["verdict_sign"] = verdict.kind.sign
    values["verdict"] = verdict.title.in(language)
    values["verdict_detail"] = verdict.detail(language)
    values["verdict_money"] = verdict.money(language)
    return values
  }

  private func links(_ language: ReportLanguage) -> [[String: Any]] {
    reportPages.map { page in
      [
        "file": page.file, "name": page.shortTitle.in(language), "current": page.name == name,
      ]
    } + [["file": workbookName, "name": Labels.workbook.in(language), "current": false]]
  }

  private static func value(_ language: ReportLanguage) -> (Card) -> [String: Any] {
    { card in
      [
        "label": card.label.in(language), "values": card.values, "tone": card.tone,
        "link": card.link, "spark": card.spark.html,
      ]
    }
  }

  private static func value(_ language: ReportLanguage) -> (PageSection) -> [String: Any] {
    { section in
      [
        "id": section.id, "title": section.title.in(language), "lead": section.lead,
        "body": section.body.html, "note": section.note.html, "wide": section.isWide,
      ]
    }
  }
}
