public import Returns

/// `law_report.csv`: every clause of every shop's policy beside the law's rule for it.
public let lawReportTable = TableKind<LawComparison>(
  "law_report",
  [
    TableColumn("shop_id") { row, context in context.shopID(row.shop) },
    TableColumn("clause") { row, _ in .text(row.clause) },
    TableColumn("policy") { row, _ in .text(row.policy) },
    TableColumn("law") { row, _ in .text(row.law) },
    TableColumn("article") { row, context in
      .text(context.language == .english ? row.source.article : row.source.chineseArticle)
    },
    TableColumn("valid_from") { row, _ in .day(row.source.validFrom) },
    TableColumn("verdict") { row, _ in .string(row.verdict.name) },
  ])
