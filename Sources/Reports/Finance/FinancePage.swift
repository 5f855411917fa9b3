public import Insight
import Mustache
import Returns

/// What the finance page shows. Rows may come in any order.
public struct FinanceReport: Sendable {
  public var context: ReportContext
  public var figures: DayFigures
  public var proof: ProofResult
  /// The page lists the open ones among them: all of the day, or the most urgent of all
  /// (`UrgentExceptions`).
  public var exceptions: [ExceptionRow]
  /// How many more are open than `exceptions` holds.
  public var furtherExceptions = 0
  public var intake: [IntakeRow]
  public var statements: [StatementRow]

  public init(
    context: ReportContext, figures: DayFigures, proof: ProofResult, exceptions: [ExceptionRow],
    intake: [IntakeRow], statements: [StatementRow]
  ) {
    self.context = context
    self.figures = figures
    self.proof = proof
    self.exceptions = exceptions
    self.intake = intake
    self.statements = statements
  }
}

/// A page template that cannot be used: where, and why.
public struct TemplateError: Error, Equatable, Sendable, CustomStringConvertible {
  public let name: String
  public let reason: String

  public var description: String {
    "\(name): this is no Mustache template: \(reason); correct it, or remove the file to use the "
      + "built-in one"
  }
}

extension FinanceReport {
  /// Of the template in the workspace's `templates/` folder.
  public static let templateName = "finance.mustache"

  /// `finance.html`: one file without scripts or references to anything outside it.
  ///
  /// - Parameter template: the workspace's own template; nil takes the built-in one.
  /// - Throws: `TemplateError` where the template cannot be parsed.
  public func html(template: String? = nil) throws(TemplateError) -> [UInt8] {
    let text = template ?? String(decoding: PackageResources.finance_mustache, as: UTF8.self)
    let page: MustacheTemplate
    do {
      page = try MustacheTemplate(string: text)
    } catch {
      throw TemplateError(name: Self.templateName, reason: "\(error)")
    }
    return Array(page.render(values).utf8)
  }

  private var values: [String: Any] {
    let language = context.language
    let isComplete = proof.verdict == .complete
    return [
      "language": language.tag,
      "title": Labels.title.in(language),
      "date_label": Labels.businessDate.in(language),
      "date": context.day.string,
      "shops_label": Labels.shops.in(language),
      "shops": context.shopNames.map(\.string).joined(separator: ", "),
      "verdict_class": isComplete ? "complete" : "incomplete",
      "verdict": (isComplete ? Labels.complete : Labels.incomplete).in(language),
      "verdict_detail": isComplete
        ? Labels.completeDetail.in(language)
        : "\(Labels.incompleteDetail.in(language)) \(proof.residualCount)",
      "cards": cards.map { card in
        ["label": card.label.in(language), "values": card.values, "tone": card.tone]
          as [String: Any]
      },
      "sections": sections.map { section in
        ["title": section.title.in(language), "body": section.body, "note": section.note]
      },
      "footer": Labels.footer.in(language),
    ]
  }
}
