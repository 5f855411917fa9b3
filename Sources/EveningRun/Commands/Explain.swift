import LedgerStore
import Reports
import Returns
import Settings

/// A part of an answer: rows of named values, the same for the terminal and for JSON.
public struct AnswerSection: Sendable {
  public let title: String
  public let rows: [[(name: String, value: String)]]
}

/// Everything on one case, order, waybill, transaction or exception (`backhaul explain`).
/// - Returns: one answer per dossier the id leads to.
/// - Throws: `RunFailure.configuration` where nothing is known of the id.
public func explain(workspace root: String, id: String) throws -> [[AnswerSection]] {
  let inquiry = try Inquiry(root)
  let found = try inquiry.find(id)
  guard !found.isEmpty else {
    throw RunFailure.configuration([
      "\(id): no order, case, waybill, transaction or exception of this ledger has this id; "
        + "ids are exact, copy one from cases.csv, matches.csv or exceptions.csv"
    ])
  }
  return try found.map { try ExplainedDossier(inquiry, $0).sections() }
}

/// Words a dossier for people.
struct ExplainedDossier {
  let inquiry: Inquiry
  let found: FoundDossier

  init(_ inquiry: Inquiry, _ found: FoundDossier) {
    self.inquiry = inquiry
    self.found = found
  }

  private typealias Row = [(name: String, value: String)]
  private var zone: Zone { inquiry.workspace.policy.shops[found.dossier.shop].zone }

  func sections() throws -> [AnswerSection] {
    let shop = inquiry.workspace.policy.shops[found.dossier.shop].id.string
    let title: Row = [
      ("order", found.dossier.orderID.string), ("shop", shop), ("as_of", inquiry.day.string),
    ]
    let all = [
      AnswerSection(title: "Dossier", rows: [title]),
      AnswerSection(title: "Facts", rows: try facts()),
      AnswerSection(title: "Checks", rows: checks()),
      AnswerSection(title: "Cases", rows: cases()),
      AnswerSection(title: "Expectations", rows: expectations()),
      AnswerSection(title: "Matches", rows: matches()),
      AnswerSection(title: "Pending", rows: pending()),
      AnswerSection(title: "Freight", rows: fees()),
      AnswerSection(title: "Exceptions", rows: try exceptions()),
    ]
    return all.filter { !$0.rows.isEmpty }
  }

  private func facts() throws -> [Row] {
    let sorted = found.records.sorted { a, b in
      (a.head.feed.rawValue, a.head.key, a.head.run, a.head.file, a.head.line)
        < (b.head.feed.rawValue, b.head.key, b.head.run, b.head.file, b.head.line)
    }
    var names: [Int: String] = [:]
    for file in Set(sorted.map(\.head.file)) {
      names[file] = try inquiry.ledger.read { try $0.fileName(file) } ?? "?"
    }
    return sorted.map { record in
      let stands = record.whole.bytes.baseAddress.map(found.current.contains) ?? false
      return [
        ("feed", record.head.feed.name),
        ("at", "\(names[record.head.file] ?? "?"):\(record.head.line)"),
        ("version", stands ? "stands" : "superseded"), ("says", FactWording(zone).words(record)),
      ]
    }
  }

  private func checks() -> [Row] {
    found.outcome.cases.flatMap { result in
      result.checks.map { check in
        [
          ("case", caseName(result.caseID, result.lineNo)), ("check", check.name.name),
          ("verdict", check.verdict.name),
        ]
      }
    }
  }

  private func cases() -> [Row] {
    zip(found.outcome.cases, found.explanation.entitlements).map { result, why in
      let verdict = result.isProposed ? "proposed" : result.verdict?.name ?? "none yet"
      var row: Row = [
        ("case", caseName(result.caseID, result.lineNo)), ("kind", result.kind.name),
        ("reason", result.reason.name), ("verdict", verdict),
        ("by", result.reviewer.isEmpty ? "auto" : result.reviewer.string),
        ("stage", result.stage.name),
      ]
      let times = [
        ("since", why.verdictAt), ("arrived", why.arrivedAt), ("accepted", why.acceptedAt),
      ]
      for (name, time) in times { if let time { row.append((name, zone.string(time))) } }
      if let day = why.windowEnd { row.append(("window_ends", day.string)) }
      if let day = why.entitledOn { row.append(("entitled_on", day.string)) }
      row.append(("goods_worth", money(why.goodsBasis, why.currency)))
      if !why.missing.isEmpty {
        row.append(("missing", why.missing.map(\.string).joined(separator: ", ")))
      }
      row.append(("refund", result.refundStatus.name))
      row.append(("parcel", result.parcelStatus.name))
      row.append(("next_step", result.nextStep.name))
      return row
    }
  }

  private func expectations() -> [Row] {
    found.explanation.money.map { item in
      [
        ("expectation", publicID(item.id)), ("kind", item.kind.name),
        ("case", caseName(item.caseID, item.lineNo)), ("amount", money(item.amount, item.currency)),
        ("matched", money(item.matched, item.currency)), ("due_on", item.dueOn.string),
        ("standing", item.standing),
      ]
    }
  }

  private func matches() -> [Row] {
    found.outcome.matches.map { match in
      [
        ("expectation", publicID(match.expectationID)), ("kind", match.kind.name),
        ("evidence", "\(match.evidenceFeed.name) \(match.evidenceID)"),
        ("amount", match.kind.isMoney ? money(match.actual, match.currency) : ""),
        ("pass", match.pass.name), ("matched_on", "\(match.matchedOn)"),
      ]
    }
  }

  private func pending() -> [Row] {
    found.outcome.pending.map { item in
      [
        ("expectation", publicID(item.id)), ("kind", item.kind.name),
        ("subject", item.subject.string),
        ("amount", item.amount.map { money($0, item.currency) } ?? ""),
        ("breaks_on", item.breaksOn.string), ("waiting_for", item.waitingFor.string),
      ]
    }
  }

  private func fees() -> [Row] {
    found.outcome.fees.map { line in
      [
        ("waybill", line.waybill.string), ("invoice", line.invoiceNo.string),
        ("weight_g", line.chargeableWeightGrams.map(String.init) ?? ""),
        ("expected", line.expectedFee.map { money($0, line.currency) } ?? "no rate"),
        ("billed", money(line.billedFee, line.currency)),
        ("packaging", money(line.packagingFee, line.currency)),
        ("surcharge", money(line.surcharge, line.currency)),
        ("payable", money(line.payable, line.currency)), ("bearer", line.bearer.name),
      ]
    }
  }

  private func exceptions() throws -> [Row] {
    try found.outcome.findings.map { finding in
      let id = publicID(finding.identity)
      let life = try inquiry.ledger.read { try $0.exceptionHistory(Text(id)).last }
      var row: Row = [
        ("exception", id), ("code", finding.code.name), ("status", life?.status.string ?? "new"),
        ("since", (life?.openedOn ?? finding.openedOn).string),
        ("why", Wording.explanation(finding, inquiry.language)),
        ("do", Wording.suggestedAction(finding, inquiry.language)),
      ]
      for note in finding.notes {
        guard case .nearest(let candidate, let field, let expected, let value) = note else {
          continue
        }
        row.append(("nearest", "\(candidate): \(field): \(expected) vs \(value)"))
      }
      return row
    }
  }

  private func caseName(_ caseID: Text, _ line: Int64?) -> String {
    line.map { "\(caseID) line \($0)" } ?? caseID.string
  }

  private func money(_ amount: Int64, _ currency: Currency) -> String {
    "\(Amount.string(amount, currency)) \(currency.string)"
  }
}

/// A record as `column=value` pairs; personal data masked, times in the shop's zone.
struct FactWording {
  let zone: Zone

  init(_ zone: Zone) { self.zone = zone }

  func words(_ record: Record) -> String {
    let schema = record.head.feed.schema
    var columns = record.columns
    let values = schema.columns.map { ($0, columns.value($0.type)) }
    let currency =
      values.lazy.compactMap { column, value -> Currency? in
        guard column.type == .currency, case .number(let code) = value else { return nil }
        return Currency(code: UInt16(truncatingIfNeeded: code))
      }.first ?? .cny
    return values.compactMap { column, value in
      word(column, value, currency).map { "\(column.name)=\($0)" }
    }.joined(separator: " ")
  }

  private func word(_ column: Column, _ value: ColumnValue, _ currency: Currency) -> String? {
    switch (value, column.type) {
    case (.absent, _): nil
    case (.text(let text), _): masked(column.name, text.string)
    case (.number(let number), .time): zone.string(Instant(seconds: number))
    case (.number(let number), .amount): Amount.string(number, currency)
    case (.number(let number), .choice(let names)):
      names.indices.contains(Int(number)) ? names[Int(number)] : "?"
    case (.number(let number), .flag): number == 1 ? "yes" : "no"
    case (.number, .currency): currency.string
    case (.number(let number), _): "\(number)"
    }
  }

  private func masked(_ column: String, _ text: String) -> String {
    switch column {
    case "contact_name": Masking.name(text)
    case "contact_phone": Masking.phone(text)
    case "contact_address": Masking.address(text)
    default: text
    }
  }
}
