import LedgerStore
import Reports
import Returns
import Settings

/// Words a dossier for people.
struct ExplainedDossier {
  typealias Row = AnswerSection.Row
  let inquiry: Inquiry
  let found: FoundDossier
  private let shop: Shop

  init(_ inquiry: Inquiry, _ found: FoundDossier) {
    self.inquiry = inquiry
    self.found = found
    shop = inquiry.workspace.policy.shops[found.dossier.shop]
  }

  func sections() throws -> [AnswerSection] {
    let title: Row = [
      ("order", found.dossier.orderID.string), ("shop", shop.id.string),
      ("as_of", inquiry.day.string),
    ]
    return [
      AnswerSection("Dossier", [title], .lines(below: [])),
      AnswerSection("Facts", try facts(), .lines(below: ["says", "changed"])),
      AnswerSection("Parcels", ParcelTimeline(found.dossier, shop.zone).rows),
      AnswerSection("Cases", cases(), .lines(below: ["missing", "promotion"])),
      AnswerSection("Checks", checks()),
      AnswerSection("Expectations", moneyExpected() + deadlines()),
      AnswerSection("Matches", matches()),
      AnswerSection("Pending", pending()),
      AnswerSection("Freight", fees()),
      AnswerSection("Rates", rates(), .lines(below: ["rate"])),
      AnswerSection("Exceptions", try exceptions(), ExceptionWording.layout),
      AnswerSection("Instructions", try instructions(), .lines(below: [])),
      AnswerSection("Decisions", DecisionWords(inquiry).rows(found.outcome.decisions)),
    ]
  }

  private func facts() throws -> [Row] {
    let sorted = inOrder
    var names: [Int: String] = [:]
    for file in Set(sorted.map(\.head.file)) {
      names[file] = try inquiry.ledger.read { try $0.fileName(file) } ?? "?"
    }
    let wording = FactWording(shop.zone, shop.currency)
    return sorted.map { record in
      let standing = found.standing[record.key]
      let isSame = standing.map { $0.content == record.content } ?? true
      var row: Row = [
        ("at", "\(names[record.head.file] ?? "?"):\(record.head.line)"),
        ("feed", record.head.feed.name),
        ("version", found.stands(record) ? "stands" : isSame ? "repeated" : "superseded"),
        ("says", wording.words(record)),
      ]
      if let standing, !isSame {
        row.append(("changed", wording.changes(from: record, to: standing)))
      }
      return row
    }
  }

  /// By feed and place in the files, the versions of a fact together.
  private var inOrder: [Record] {
    let places = found.records.map { ($0.head.run, $0.head.file, $0.head.line) }
    var first: [RecordKey: Int] = [:]
    for index in places.indices.sorted(by: { places[$0] < places[$1] }) {
      let key = found.records[index].key
      if first[key] == nil { first[key] = first.count }
    }
    let order = found.records.indices.sorted { a, b in
      let (left, right) = (found.records[a], found.records[b])
      let (keyA, keyB) = (first[left.key] ?? 0, first[right.key] ?? 0)
      return (left.head.feed.rawValue, keyA, places[a].0, places[a].1, places[a].2)
        < (right.head.feed.rawValue, keyB, places[b].0, places[b].1, places[b].2)
    }
    return order.map { found.records[$0] }
  }

  private func cases() -> [Row] {
    zip(found.outcome.cases, found.explanation.entitlements).map { result, why in
      let verdict = result.isProposed ? "proposed" : result.verdict?.name ?? "none yet"
      var row: Row = [
        ("case", caseName(result.caseID, result.lineNo)), ("kind", result.kind.name),
        ("reason", result.reason.name), ("stage", result.stage.name), ("verdict", verdict),
        ("by", result.reviewer.isEmpty ? "the checks" : result.reviewer.string),
      ]
      let times = [
        ("verdict_at", why.verdictAt), ("arrived", why.arrivedAt), ("accepted", why.acceptedAt),
      ]
      for (name, time) in times { if let time { row.append((name, shop.zone.string(time))) } }
      if let day = why.windowEnd { row.append(("window_ends", day.string)) }
      if let day = why.entitledOn { row.append(("entitled_on", day.string)) }
      row += [
        ("goods_worth", amountWords(why.goodsBasis, why.currency)),
        ("refund_basis", why.basis.name),
        ("refund", result.refundStatus.name), ("parcel", result.parcelStatus.name),
        ("next_step", result.nextStep.name),
        ("missing", why.missing.map(\.string).joined(separator: ", ")),
      ]
      if let repricing = why.repricing {
        row.append(("promotion", words(repricing, why.currency)))
      }
      return row
    }
  }

  private func words(_ repricing: Repricing, _ currency: Currency) -> String {
    "\(repricing.promotion): \(amountWords(repricing.proportional, currency)) in proportion, "
      + "\(amountWords(repricing.repriced, currency)) with what is kept priced anew"
  }

  private func checks() -> [Row] {
    zip(found.outcome.cases, found.explanation.entitlements).flatMap { result, why in
      zip(result.checks, why.facts).map { check, facts in
        [
          ("case", caseName(result.caseID, result.lineNo)), ("check", check.name.name),
          ("result", check.verdict.name),
          ("rests_on", facts.map { words($0, result.currency) }.joined(separator: ", ")),
        ]
      }
    }
  }

  private func words(_ fact: CheckFact, _ currency: Currency) -> String {
    let value =
      switch fact.value {
      case .day(let day): day.string
      case .number(let number): "\(number)"
      case .amount(let amount): amountWords(amount, currency)
      case .text(let text): text.string
      }
    return "\(fact.name) \(value)"
  }

  private func moneyExpected() -> [Row] {
    found.explanation.money.map { item in
      [
        ("expectation", publicID(item.id)), ("kind", item.kind.name),
        ("about", item.caseID.isEmpty ? "" : caseName(item.caseID, item.lineNo)),
        ("amount", amountWords(item.amount, item.currency)),
        ("matched", amountWords(item.matched, item.currency)), ("due_on", item.dueOn.string),
        ("standing", item.standing),
      ]
    }
  }

  private func deadlines() -> [Row] {
    found.explanation.deadlines.map { item in
      [
        ("expectation", publicID(item.id)), ("kind", item.kind.name),
        ("about", item.subject.string), ("amount", ""), ("matched", ""),
        ("due_on", item.dueOn?.string ?? ""), ("standing", item.standing),
      ]
    }
  }

  private func matches() -> [Row] {
    found.outcome.matches.map { match in
      [
        ("expectation", publicID(match.expectationID)), ("kind", match.kind.name),
        ("evidence", "\(match.evidenceFeed.name) \(match.evidenceID)"),
        ("amount", match.kind.isMoney ? amountWords(match.actual, match.currency) : ""),
        ("pass", match.pass.name), ("matched_on", "\(match.matchedOn)"),
        (
          "tolerance",
          match.toleranceUsed == 0 ? "" : amountWords(match.toleranceUsed, match.currency)
        ),
      ]
    }
  }

  private func pending() -> [Row] {
    found.outcome.pending.map { item in
      [
        ("about", item.subject.string), ("kind", item.kind.name),
        ("amount", item.amount.map { amountWords($0, item.currency) } ?? ""),
        ("breaks_on", item.breaksOn.string), ("waiting_for", item.waitingFor.string),
        ("owner", item.owner.name),
      ]
    }
  }

  private func fees() -> [Row] {
    found.outcome.fees.map { line in
      [
        ("waybill", line.waybill.string), ("invoice", line.invoiceNo.string),
        ("expected", line.expectedFee.map { amountWords($0, line.currency) } ?? "none"),
        ("billed", amountWords(line.billedFee, line.currency)),
        ("packaging", amountWords(line.packagingFee, line.currency)),
        ("surcharge", amountWords(line.surcharge, line.currency)),
        ("payable", amountWords(line.payable, line.currency)), ("bearer", line.bearer.name),
        ("written_off", line.writtenOff == 0 ? "" : amountWords(line.writtenOff, line.currency)),
        ("not_recovered", notRecovered(line)),
      ]
    }
  }

  /// Why the customer is not asked for freight that she bears.
  private func notRecovered(_ line: FeeLine) -> String {
    guard line.bearer == .customer,
      let why = found.explanation.entitlements.first(where: { $0.caseID == line.caseID }),
      why.freightRecovery != .off, why.currency != line.currency
    else { return "" }
    return
      "\(line.currency.string) freight of a case in \(why.currency.string): nothing is converted"
  }

  private func rates() -> [Row] {
    found.explanation.rates.filter { !$0.waybill.isEmpty }.map(row)
  }

  private func row(_ item: ExplainedRate) -> Row {
    let rate = item.rate.map { words($0, item.currency) } ?? "no rate card covers it"
    return [
      ("waybill", item.waybill.string), ("invoice", item.invoiceNo.string),
      ("direction", item.direction.name), ("rated_on", item.day.string),
      ("zone", item.agreedZone.string), ("billed_zone", item.billedZone.string),
      ("measured_g", grams(item.measuredGrams)), ("billed_g", grams(item.billedGrams)),
      ("chargeable_g", grams(item.chargeableGrams)), ("rate", rate),
      (
        "insured_value",
        item.foreignDeclaration.map {
          "declared in \($0.string): what it costs in \(item.currency.string) is not checked"
        } ?? ""
      ),
    ]
  }

  private func grams(_ weight: Int64?) -> String { weight.map { "\($0)" } ?? "" }

  private func words(_ rate: Rate, _ currency: Currency) -> String {
    let firstFee = amountWords(rate.firstFee, currency)
    let stepFee = amountWords(rate.stepFee, currency)
    var words: [String] = [
      "\(rate.carrier) zone \(rate.zone) from \(rate.validFrom.string)",
      "first \(rate.firstWeightGrams) g \(firstFee)",
      "each started \(rate.stepWeightGrams) g more \(stepFee)",
    ]
    if rate.volumetricDivisor > 0 { words.append("\(rate.volumetricDivisor) cm³ count as 1 kg") }
    if rate.returnBasisPoints != 10_000 {
      words.append("returns at \(rate.returnBasisPoints / 100) % of it")
    }
    if !rate.rounding.isEmpty {
      let bands = rate.rounding.map { band in
        let limit = band.upToGrams == .max ? "" : "up to \(band.upToGrams) g "
        return "\(limit)in steps of \(band.stepGrams) g"
      }
      words.append("weights \(bands.joined(separator: ", "))")
    }
    if rate.minimumFee > 0 { words.append("at least \(amountWords(rate.minimumFee, currency))") }
    return words.joined(separator: ", ")
  }

  /// What is found now, then what the ledger holds of the order besides: resolved ones mostly.
  private func exceptions() throws -> [Row] {
    let wording = ExceptionWording(inquiry)
    let findings = found.outcome.findings
    var rows = try findings.map { finding in
      let id = Text(publicID(finding.identity))
      let life = try inquiry.ledger.read { try $0.exceptionHistory(id).last }
      return wording.row(of: finding, life: life)
    }
    let order = found.dossier.orderID
    guard !order.isEmpty else { return rows }
    let known = Set(findings.map { publicID($0.identity) })
    let stored = try inquiry.ledger.read { try $0.exceptions(shopID: shop.id, orderID: order) }
    rows += stored.filter { !known.contains($0.id.string) }.map(wording.row(of:))
    return rows
  }

  /// Everything that was issued on the ground of the dossier, the latest last.
  private func instructions() throws -> [Row] {
    try inquiry.ledger.read { try $0.instructions(orderKey: found.dossier.key) }.map { row in
      var words: Row = [
        ("instruction", row.issued.id.string), ("kind", row.kind.name), ("case", row.caseID),
        ("batch", batchID(row.kind, row.issued.day, row.batch)),
        ("action", row.issued.action.name), ("attempt", "\(row.issued.attempt)"),
        ("amount", row.amount.map { amountWords($0, row.currency) } ?? ""),
        ("state", row.issued.state.name),
      ]
      if let day = row.closedOn { words.append(("since", day.string)) }
      if !row.replaces.isEmpty { words.append(("replaces", row.replaces)) }
      if !row.issued.release.isEmpty { words.append(("released_by", row.issued.release)) }
      return words
    }
  }

  private func caseName(_ caseID: Text, _ line: Int64?) -> String {
    line.map { "\(caseID) line \($0)" } ?? caseID.string
  }
}
