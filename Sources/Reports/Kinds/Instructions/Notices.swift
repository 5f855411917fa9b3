import Returns

/// `notices-NN.csv`: what customers are to be told, each event once.
public let noticesTable = noticeTable("notices")

/// `survey_requests-NN.csv`: who is to be asked how it went.
public let surveyRequestsTable = noticeTable("survey_requests")

private func noticeTable(_ name: String) -> TableKind<InstructionLine> {
  TableKind(
    name,
    [
      .batchID, .id("notice_id"), .caseID,
      TableColumn("kind") { row, _ in noticeWords[row.notice?.kind] },
      TableColumn("language") { row, _ in .string(row.notice?.language.tag ?? "") },
      TableColumn("channel") { row, _ in .text(row.notice?.channel ?? Text()) },
      TableColumn("text") { row, context in
        .string(row.notice.map { NoticeText($0, row.instruction, context).string } ?? "")
      },
      .shopID, .orderID,
    ])
}

private let noticeWords = Words<NoticeKind>()

extension InstructionLine {
  fileprivate var notice: NoticeDetails? {
    if case .notice(let details) = instruction.details { details } else { nil }
  }
}
