public import Returns

public enum ProofVerdict: UInt8, Vocabulary { case complete, incomplete }

/// The proof of a run: what was claimed and every residual (design: section 5).
public struct ProofResult: Sendable {
  /// In the order of feeds, then of kinds and currencies; the others by their ids.
  public let feeds: [FeedCount]
  public let expectations: [ExpectationMovement]
  public let cases: ProofInput.Checked<CaseFreight>
  public let statements: ProofInput.Checked<StatementBalance>
  public let evidence: ProofInput.Checked<EvidenceUse>
  public let matches: [MatchTotal]
  /// Of journal.csv, per currency.
  public internal(set) var journal: [JournalTotal] = []
  /// How many rows of any section leave a residual.
  public internal(set) var residualCount: Int

  public func with(journal: [JournalTotal]) -> ProofResult {
    var result = self
    result.journal = journal
    result.residualCount += journal.count { $0.residual != 0 }
    return result
  }

  /// Complete when no residual is left.
  public var verdict: ProofVerdict { residualCount == 0 ? .complete : .incomplete }
}

/// Adds up what belongs together and counts what does not balance. Pure; the order of the input
/// does not matter.
public func prove(_ input: ProofInput) -> ProofResult {
  let feeds = combinedFeeds(input.feeds)
  let movements = combinedMovements(input.expectations)
  let residualCount =
    feeds.count { $0.residual != 0 } + movements.count { $0.residual != 0 }
    + input.cases.unbalanced.count + input.statements.unbalanced.count
    + input.evidence.unbalanced.count
  return ProofResult(
    feeds: feeds, expectations: movements, cases: input.cases, statements: input.statements,
    evidence: input.evidence, matches: input.matches, residualCount: residualCount)
}

private func combinedFeeds(_ counts: [FeedCount]) -> [FeedCount] {
  var sums: [Feed: FeedCount] = [:]
  for count in counts {
    guard let sum = sums[count.feed] else {
      sums[count.feed] = count
      continue
    }
    sums[count.feed] = FeedCount(
      feed: sum.feed, read: sum.read + count.read, accepted: sum.accepted + count.accepted,
      duplicate: sum.duplicate + count.duplicate, superseded: sum.superseded + count.superseded,
      rejected: sum.rejected + count.rejected, filtered: sum.filtered + count.filtered)
  }
  return sums.values.sorted { $0.feed.rawValue < $1.feed.rawValue }
}

/// Movements of one kind and currency are one, unless a sum leaves 64 bits: then they stand apart,
/// each with its own residual.
private func combinedMovements(_ movements: [ExpectationMovement]) -> [ExpectationMovement] {
  var combined: [ExpectationMovement] = []
  for movement in movements.sorted(by: precedes) {
    if let last = combined.last, last.kind == movement.kind, last.currency == movement.currency,
      let sum = last.adding(movement)
    {
      combined[combined.count - 1] = sum
    } else {
      combined.append(movement)
    }
  }
  return combined
}

/// By kind and currency; the amounts decide between equals so that any order of input gives one
/// result.
private func precedes(_ a: ExpectationMovement, _ b: ExpectationMovement) -> Bool {
  let left = (
    a.kind.rawValue, a.currency.code, a.openBefore, a.newlyExpected, a.matched, a.openAfter
  )
  let right = (
    b.kind.rawValue, b.currency.code, b.openBefore, b.newlyExpected, b.matched, b.openAfter
  )
  return left < right
}

extension ExpectationMovement {
  fileprivate func adding(_ other: ExpectationMovement) -> ExpectationMovement? {
    guard let openBefore = MinorUnits.sum(openBefore, other.openBefore),
      let newlyExpected = MinorUnits.sum(newlyExpected, other.newlyExpected),
      let matched = MinorUnits.sum(matched, other.matched),
      let writtenOff = MinorUnits.sum(writtenOff, other.writtenOff),
      let revised = MinorUnits.sum(revised, other.revised),
      let openAfter = MinorUnits.sum(openAfter, other.openAfter)
    else { return nil }
    return ExpectationMovement(
      kind: kind, currency: currency, openBefore: openBefore, newlyExpected: newlyExpected,
      matched: matched, writtenOff: writtenOff, revised: revised, openAfter: openAfter)
  }
}

extension ProofResult {
  /// `proof.json`: integers in minor units; cases, statements and evidence list only what does not
  /// balance.
  public func json(businessDate: Day) -> [UInt8] {
    JSONDocument.object { json in
      json.field("business_date", businessDate.string)
      json.field("verdict", verdict.name)
      json.field("residuals", residualCount)
      json.list("feeds", feeds, Self.write)
      json.list("expectations", expectations, Self.write)
      Self.section("cases", cases, Self.order, Self.write, &json)
      Self.section("statements", statements, Self.order, Self.write, &json)
      Self.section("evidence", evidence, Self.order, Self.write, &json)
      json.list("matches", matches, Self.write)
      json.list("journal", journal, Self.write)
    }
  }

  private static func section<Item>(
    _ name: String, _ checked: ProofInput.Checked<Item>, _ precedes: (Item, Item) -> Bool,
    _ write: (inout JSONDocument, Item) -> Void, _ json: inout JSONDocument
  ) {
    json.object(name) { json in
      json.field("checked", checked.count)
      json.list("unbalanced", checked.unbalanced.sorted(by: precedes), write)
    }
  }

  private static func write(_ json: inout JSONDocument, _ feed: FeedCount) {
    json.field("feed", feed.feed.name)
    json.field("read", feed.read)
    json.field("accepted", feed.accepted)
    json.field("duplicate", feed.duplicate)
    json.field("superseded", feed.superseded)
    json.field("rejected", feed.rejected)
    json.field("filtered", feed.filtered)
    json.field("residual", feed.residual)
  }

  private static func write(_ json: inout JSONDocument, _ total: JournalTotal) {
    json.field("currency", total.currency.string)
    json.field("entries", total.entries)
    json.field("debit", total.debit)
    json.field("credit", total.credit)
    json.field("residual", total.residual)
  }

  private static func write(_ json: inout JSONDocument, _ movement: ExpectationMovement) {
    json.field("kind", movement.kind.name)
    json.field("currency", movement.currency.string)
    json.field("open_before", movement.openBefore)
    json.field("newly_expected", movement.newlyExpected)
    json.field("matched", movement.matched)
    json.field("written_off", movement.writtenOff)
    json.field("revised", movement.revised)
    json.field("open_after", movement.openAfter)
    json.field("residual", movement.residual)
  }

  private static func write(_ json: inout JSONDocument, _ total: MatchTotal) {
    json.field("kind", total.kind.name)
    json.field("currency", total.currency.string)
    json.field("rows", total.rows)
    json.field("actual", total.actual)
  }

  private static func write(_ json: inout JSONDocument, _ item: CaseFreight) {
    json.field("shop_id", item.shopID.string)
    json.field("case_id", item.caseID.string)
    json.field("currency", item.currency.string)
    json.field("carrier_cost", item.carrierCost)
    json.field("insurance_premium", item.insurancePremium)
    json.field("customer", item.customer)
    json.field("merchant", item.merchant)
    json.field("carrier", item.carrier)
    json.field("insurance", item.insurance)
    json.field("supplier", item.supplier)
    json.field("residual", item.residual)
  }

  private static func write(_ json: inout JSONDocument, _ item: StatementBalance) {
    json.field("carrier", item.carrier.string)
    json.field("invoice_no", item.invoiceNo.asInvoice.string)
    json.field("currency", item.currency.string)
    json.field("statement_total", item.statementTotal)
    json.field("sum_of_lines", item.sumOfLines)
    json.field("residual", item.residual)
  }

  private static func write(_ json: inout JSONDocument, _ item: EvidenceUse) {
    json.field("feed", item.feed.name)
    json.field("evidence_id", item.evidenceID.string)
    json.field("currency", item.currency.string)
    json.field("amount", item.amount)
    json.field("matched", item.matched)
    json.field("residual", item.residual)
  }

  private static func order(_ a: CaseFreight, _ b: CaseFreight) -> Bool {
    (a.shopID, a.caseID, a.currency, a.carrierCost) < (
      b.shopID, b.caseID, b.currency, b.carrierCost
    )
  }

  private static func order(_ a: StatementBalance, _ b: StatementBalance) -> Bool {
    (a.carrier, a.invoiceNo, a.currency, a.sumOfLines)
      < (b.carrier, b.invoiceNo, b.currency, b.sumOfLines)
  }

  private static func order(_ a: EvidenceUse, _ b: EvidenceUse) -> Bool {
    (a.feed.rawValue, a.evidenceID, a.currency, a.matched)
      < (b.feed.rawValue, b.evidenceID, b.currency, b.matched)
  }
}
