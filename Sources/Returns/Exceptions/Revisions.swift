extension ExceptionRule {
  /// A row came again and says something else: shown with before and after (design: section 4).
  static let revised = ExceptionRule(code: .revised, subject: .revisions) { desk in
    desk.dossier.revisions.filter { !$0.isConflict }.map { desk.finding(.revised, $0) }
  }

  /// Two versions of one row in one run, and nothing tells which is newer.
  static let feedConflict = ExceptionRule(code: .feedConflict, subject: .revisions) { desk in
    desk.dossier.revisions.filter(\.isConflict).map { desk.finding(.feedConflict, $0) }
  }
}

extension Desk {
  func finding(_ code: ExceptionCode, _ revision: Revision) -> Finding {
    let schema = revision.feed.schema
    let before = values(revision.before, schema)
    let after = values(revision.after, schema)
    func text(_ name: String) -> Text {
      guard let index = schema.index(name), case .text(let text) = after[index] else {
        return Text()
      }
      return text
    }
    let names = [
      "waybill", "txn_id", "ticket_id", "movement_id", "claim_id", "case_id", "order_id",
    ]
    let subject = names.lazy.map(text).first { !$0.isEmpty }
    let id = circumstances.identity(
      "revision", shop: shop, Text(revision.feed.name), Text(), Int64(bitPattern: revision.key))
    let openedOn = revision.after.head.stampedAt.map { min(day($0), asOf) } ?? asOf
    var finding = finding(code, id, subject: subject ?? text("invoice_no"), openedOn: openedOn)
    finding.caseID = text("case_id")
    finding.waybill = text("waybill")
    finding.txnID = text("txn_id")
    finding.cause = Text(revision.feed.name)
    let (old, new) = (currency(of: before, schema), currency(of: after, schema))
    for (index, column) in schema.columns.enumerated() where before[index] != after[index] {
      finding.notes.append(
        .changed(
          field: Text(column.name), before: worded(before[index], column.type, old),
          after: worded(after[index], column.type, new)))
      if case .amount = column.type, finding.expected == nil, old == new,
        case .number(let was) = before[index], case .number(let becomes) = after[index]
      {
        finding.expected = was
        finding.actual = becomes
        finding.currency = new
      }
    }
    return finding
  }

  private func values(_ record: Record, _ schema: FeedSchema) -> [ColumnValue] {
    var columns = record.columns
    return schema.columns.map { columns.value($0.type) }
  }

  /// The row's own currency, which need not be the order's; that one where rows of the feed have
  /// none.
  private func currency(of values: [ColumnValue], _ schema: FeedSchema) -> Currency {
    guard let index = schema.index("currency"), case .number(let code) = values[index] else {
      return orderCurrency
    }
    return Currency(code: UInt16(code))
  }

  /// A value as a person writes it.
  private func worded(_ value: ColumnValue, _ type: ColumnType, _ currency: Currency) -> Text {
    switch (value, type) {
    case (.absent, _): Text()
    case (.text(let text), _): text
    case (.number(let number), .time):
      Text(policy.shops[shop].zone.string(Instant(seconds: number)))
    case (.number(let number), .amount): Text(Amount.string(number, currency))
    case (.number(let number), .choice(let names)): Text(names[Int(number)])
    case (.number(let number), .flag): Text(number == 1 ? "yes" : "no")
    case (.number(let number), .currency): Text(Currency(code: UInt16(number)).string)
    case (.number(let number), _): Text("\(number)")
    }
  }
}
