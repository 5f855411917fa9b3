import Insight
import LedgerStore
import Reports
import Returns

/// A dossier that the ledger has to open or close.
struct OpenChange: Sendable {
  let key: UInt64
  let isOpen: Bool
}

/// What one part of the dossiers gives.
struct JudgedPart: Sendable {
  /// Only what is to be reported on this date.
  var outcome = Outcome()
  var flows = ProofFlows()
  var journal: [JournalPosting] = []
  var carriage = CarriageSums()
  /// What the ledger is to keep; empty in a rehearsal.
  var packed = PackedDossiers()
  var openChanges: [OpenChange] = []
  var statements = CarrierStatement()
  /// Fee lines of cases, for the balance of every case.
  var freight: [FeeLine] = []
  /// Money and freight, counted over all that was judged.
  var figures = DayFigures()
  var proof = ProofInput()
  var matchTotals = MatchTotals()
  var dossierCount = 0
  /// Dossiers that have instructions which are open.
  var instructed: [UInt64] = []
}

/// How long a part's lists became, and a little more.
struct PartSizes {
  private(set) var matches = 0
  private(set) var findings = 0
  private(set) var cases = 0
  private(set) var fees = 0
  private(set) var freight = 0
  private(set) var disputes = 0
  private(set) var instructions = 0
  private(set) var journal = 0

  mutating func note(_ part: JudgedPart) {
    func room(_ count: Int) -> Int { count + count / 16 }
    matches = room(part.outcome.matches.count)
    findings = room(part.outcome.findings.count)
    cases = room(part.outcome.cases.count)
    fees = room(part.outcome.fees.count)
    freight = room(part.freight.count)
    disputes = room(part.outcome.disputes.count)
    instructions = room(part.outcome.instructions.count)
    journal = room(part.journal.count)
  }
}

extension Array {
  /// A list that fills most of its memory is left alone.
  fileprivate mutating func trim() {
    if capacity - count > count / 8 { self = map(\.self) }
  }
}

/// What of the policy says how fee lines are reported: a worker's own, so that the policy is not
/// copied with each dossier.
struct FeeReporting: Sendable {
  let fees: FeeTerms
  /// Per policy shop.
  let currencies: [Currency]

  init(_ policy: Policy) {
    fees = policy.fees
    currencies = policy.shops.map(\.currency)
  }
}

/// The control totals of matches.csv: what its rows come to, by kind and currency.
struct MatchTotals: Sendable {
  private var totals: [MatchTotal] = []

  mutating func add(_ matches: [Match]) {
    for match in matches {
      add(
        MatchTotal(
          kind: match.kind, currency: match.currency, rows: 1, actual: Int128(match.actual)))
    }
  }

  mutating func merge(_ other: MatchTotals) {
    for total in other.totals { add(total) }
  }

  private mutating func add(_ total: MatchTotal) {
    for index in totals.indices
    where totals[index].kind == total.kind && totals[index].currency == total.currency {
      totals[index].rows += total.rows
      totals[index].actual += total.actual
      return
    }
    totals.append(total)
  }

  var sorted: [MatchTotal] {
    totals.sorted { ($0.kind.rawValue, $0.currency.code) < ($1.kind.rawValue, $1.currency.code) }
  }
}

extension JudgedPart {
  /// Room for as much as another part gave: hash values fill all bins alike.
  mutating func makeRoom(like other: PartSizes) {
    outcome.matches.reserveCapacity(other.matches)
    outcome.findings.reserveCapacity(other.findings)
    outcome.cases.reserveCapacity(other.cases)
    outcome.fees.reserveCapacity(other.fees)
    freight.reserveCapacity(other.freight)
    outcome.disputes.reserveCapacity(other.disputes)
    outcome.instructions.reserveCapacity(other.instructions)
    journal.reserveCapacity(other.journal)
  }

  /// Gives back the room that lists have too much of: there are hundreds of parts.
  mutating func trim() {
    outcome.matches.trim()
    outcome.findings.trim()
    outcome.cases.trim()
    outcome.fees.trim()
    freight.trim()
    outcome.disputes.trim()
    outcome.instructions.trim()
    journal.trim()
  }

  mutating func countMatches() { matchTotals.add(outcome.matches) }

  /// The parts of a movement that were matched never exceed it.
  mutating func prove(_ dossier: Dossier, _ matches: [Match]) {
    let rows = dossier.settlements
    for index in rows.indices where rows[index].type == .payment || rows[index].type == .refund {
      let row = rows[index]
      var used: Int64 = 0
      for place in matches.indices
      where matches[place].kind.evidenceType == row.type && matches[place].currency == row.currency
        && matches[place].evidenceID == row.txnID
      {
        used += matches[place].actual
      }
      guard used > 0 else { continue }
      var amount: Int64 = 0
      for place in rows.indices
      where rows[place].type == row.type && rows[place].currency == row.currency
        && rows[place].txnID == row.txnID
      {
        amount += rows[place].amount
      }
      proof.add(
        EvidenceUse(
          feed: .settlements, evidenceID: row.txnID, currency: row.currency, amount: amount,
          matched: used))
    }
  }

  /// Of the day's outcome, what is new since the closing before it; open cases, pending and
  /// findings always.
  mutating func report(
    _ judged: borrowing Outcome, _ charges: [Charge], _ before: borrowing ClosingState,
    _ terms: FeeReporting, _ issued: IssuedBook
  ) {
    if !judged.findings.isEmpty { outcome.findings += judged.findings }
    if !judged.decisions.isEmpty {
      outcome.decisions += judged.decisions
      outcome.decided += judged.decided
    }
    for index in judged.instructions.indices {
      let kind = judged.instructions[index].kind
      let isToday = kind.tellsChanges && issued.has(kind, judged.instructions[index].subject)
      // What was told by the last closing is not told again.
      if kind.staysOpen || isToday || !before.contains(judged.instructions[index].mark) {
        outcome.instructions.append(judged.instructions[index])
      }
    }
    if !judged.pending.isEmpty { outcome.pending += judged.pending }
    if !judged.disputes.isEmpty { outcome.disputes += judged.disputes }
    if !judged.opening.isEmpty { outcome.opening += judged.opening }
    let isFirst = before.marks.isEmpty
    for index in judged.matches.indices
    where isFirst || !before.contains(judged.matches[index].mark) {
      outcome.matches.append(judged.matches[index])
    }
    for index in judged.cases.indices
    where judged.cases[index].isOpen || isFirst || !before.contains(judged.cases[index].mark) {
      outcome.cases.append(judged.cases[index])
    }
    guard !judged.fees.isEmpty else { return }
    guard isFirst else {
      let lines = judged.fees.filter { !before.contains($0.mark) }
      let isAll = lines.count == judged.fees.count
      settle(
        lines, isAll ? charges : charges.filter { charge in lines.contains { $0.bills(charge) } },
        terms)
      return
    }
    settle(judged.fees, charges, terms)
  }

  /// Enters what is new in the books of a dossier, and takes back what holds no more; the outcome
  /// then has what stands.
  mutating func keepBooks(
    _ judged: inout Outcome, _ before: borrowing ClosingState, of dossier: Dossier, on day: Day
  ) {
    if judged.journal.isEmpty && before.journal.isEmpty { return }
    let change = JournalChange(before: before.journal, standing: &judged.journal, on: day)
    for (place, identity) in change.new {
      post(judged.journal[place], identity, key: dossier.key, shop: dossier.shop, reversedOn: nil)
    }
    takeBack(change.reversed, key: dossier.key, shop: dossier.shop, on: day)
  }

  /// Takes entries back that hold no more.
  mutating func takeBack(_ entries: [JournalEntry], key: UInt64, shop: Int, on day: Day) {
    for entry in entries { post(entry, entry.identity, key: key, shop: shop, reversedOn: day) }
  }

  private mutating func post(
    _ entry: JournalEntry, _ identity: UInt64, key: UInt64, shop: Int, reversedOn day: Day?
  ) {
    if entry.kind.isSummed {
      carriage.add(entry, shop: shop, day == nil ? 1 : -1)
    } else {
      journal.append(JournalPosting(entry, identity, key: key, shop: shop, reversedOn: day))
    }
  }

  private mutating func settle(_ lines: [FeeLine], _ charges: [Charge], _ terms: FeeReporting) {
    let currency = terms.currencies[lines.first?.shop ?? 0]
    statements.add(lines, charges: charges, currency: currency)
    for index in lines.indices {
      figures.add(lines[index])
      if lines[index].isListed(terms.fees) { outcome.fees.append(lines[index]) }
      if !lines[index].caseID.isEmpty { freight.append(lines[index]) }
    }
  }
}

extension Outcome {
  /// Tells each finding where it was found: decisions on it will go there.
  mutating func nameDossier(_ key: UInt64) {
    for index in findings.indices { findings[index].dossier = key }
    for index in decided.indices { decided[index].dossier = key }
    for index in instructions.indices { instructions[index].dossier = key }
  }
}

extension FeeLine {
  func bills(_ charge: Charge) -> Bool {
    charge.waybill == waybill && charge.invoiceNo == invoiceNo && charge.carrier == carrier
  }
}

extension Dossier {
  /// The order's id from whichever fact names it; the reference an orphan carries, where none does.
  func nameOrder() {
    isLoose = lines.isEmpty && cases.isEmpty
    if let line = lines.first {
      orderID = line.orderID
    } else if let application = cases.first {
      orderID = application.orderID
    } else if let ticket = tickets.first(where: { !$0.orderID.isEmpty }) {
      orderID = ticket.orderID
    } else if let row = settlements.first(where: { !$0.orderID.isEmpty }) {
      orderID = row.orderID
    } else {
      orderID = parcels.first { !$0.reference.isEmpty }?.reference ?? Text()
    }
    if !isLoose { nameOriginals() }
  }
}
