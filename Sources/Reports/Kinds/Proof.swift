public import Returns

/// Rows of one feed on the business date.
public struct FeedCount: Sendable, Equatable {
  public var feed: Feed
  public var read: Int
  public var accepted: Int
  public var duplicate: Int
  public var superseded: Int
  public var rejected: Int
  public var filtered: Int

  public init(
    feed: Feed, read: Int, accepted: Int, duplicate: Int, superseded: Int, rejected: Int,
    filtered: Int
  ) {
    self.feed = feed
    self.read = read
    self.accepted = accepted
    self.duplicate = duplicate
    self.superseded = superseded
    self.rejected = rejected
    self.filtered = filtered
  }

  var residual: Int128 {
    Int128(read) - Int128(accepted) - Int128(duplicate) - Int128(superseded) - Int128(rejected)
      - Int128(filtered)
  }
}

/// How the open amount of one kind of expectation moved over the day, minor units.
public struct ExpectationMovement: Sendable, Equatable {
  public var kind: ExpectationKind
  public var currency: Currency
  public var openBefore: Int64
  public var newlyExpected: Int64
  public var matched: Int64
  public var writtenOff: Int64
  /// Signed: what newer versions of facts added to, or took from, what is expected and matched.
  public var revised: Int64
  public var openAfter: Int64

  public init(
    kind: ExpectationKind, currency: Currency, openBefore: Int64, newlyExpected: Int64,
    matched: Int64, writtenOff: Int64, revised: Int64, openAfter: Int64
  ) {
    self.kind = kind
    self.currency = currency
    self.openBefore = openBefore
    self.newlyExpected = newlyExpected
    self.matched = matched
    self.writtenOff = writtenOff
    self.revised = revised
    self.openAfter = openAfter
  }

  var residual: Int128 {
    Int128(openBefore) + Int128(newlyExpected) - Int128(matched) - Int128(writtenOff)
      + Int128(revised) - Int128(openAfter)
  }
}

/// What a case's freight cost and who bears it, minor units.
public struct CaseFreight: Sendable, Equatable {
  public var shopID: Text
  public var caseID: Text
  public var currency: Currency
  public var carrierCost: Int64
  public var insurancePremium: Int64
  public var customer: Int64
  public var merchant: Int64
  public var carrier: Int64
  public var insurance: Int64
  public var supplier: Int64

  public init(
    shopID: Text, caseID: Text, currency: Currency, carrierCost: Int64, insurancePremium: Int64 = 0,
    customer: Int64 = 0, merchant: Int64 = 0, carrier: Int64 = 0, insurance: Int64 = 0,
    supplier: Int64 = 0
  ) {
    self.shopID = shopID
    self.caseID = caseID
    self.currency = currency
    self.carrierCost = carrierCost
    self.insurancePremium = insurancePremium
    self.customer = customer
    self.merchant = merchant
    self.carrier = carrier
    self.insurance = insurance
    self.supplier = supplier
  }

  var residual: Int128 {
    Int128(carrierCost) + Int128(insurancePremium) - Int128(customer) - Int128(merchant)
      - Int128(carrier) - Int128(insurance) - Int128(supplier)
  }
}

/// A carrier's invoice against the sum of its lines.
public struct StatementBalance: Sendable, Equatable {
  public var carrier: Text
  public var invoiceNo: Text
  public var currency: Currency
  public var statementTotal: Int128
  public var sumOfLines: Int128

  public init(
    carrier: Text, invoiceNo: Text, currency: Currency, statementTotal: Int128, sumOfLines: Int128
  ) {
    self.carrier = carrier
    self.invoiceNo = invoiceNo
    self.currency = currency
    self.statementTotal = statementTotal
    self.sumOfLines = sumOfLines
  }

  var residual: Int128 { statementTotal - sumOfLines }
}

/// A piece of evidence and how much of it was used. Only what exceeds it is a residual.
public struct EvidenceUse: Sendable, Equatable {
  public var feed: Feed
  public var evidenceID: Text
  public var currency: Currency
  public var amount: Int64
  public var matched: Int64

  public init(feed: Feed, evidenceID: Text, currency: Currency, amount: Int64, matched: Int64) {
    self.feed = feed
    self.evidenceID = evidenceID
    self.currency = currency
    self.amount = amount
    self.matched = matched
  }

  var residual: Int128 { max(0, Int128(matched) - Int128(amount)) }
}

/// What the rows of matches.csv of one kind and currency come to: the file's control total. It is
/// more than the proof's `matched` where matches of earlier dates were given up or made anew.
public struct MatchTotal: Sendable, Equatable {
  public var kind: ExpectationKind
  /// Of the evidence; none where no money moves.
  public var currency: Currency
  public var rows: Int
  public var actual: Int128

  public init(kind: ExpectationKind, currency: Currency, rows: Int, actual: Int128) {
    self.kind = kind
    self.currency = currency
    self.rows = rows
    self.actual = actual
  }
}

/// What the run claims. Cases, statements and evidence are many: those that balance are only
/// counted.
public struct ProofInput: Sendable {
  public var feeds: [FeedCount] = []
  public var expectations: [ExpectationMovement] = []
  /// One of each kind and currency, in their order.
  public var matches: [MatchTotal] = []
  public private(set) var cases = Checked<CaseFreight>()
  public private(set) var statements = Checked<StatementBalance>()
  public private(set) var evidence = Checked<EvidenceUse>()

  /// How many were checked, and those that do not balance.
  public struct Checked<Item: Sendable>: Sendable {
    public private(set) var count = 0
    public private(set) var unbalanced: [Item] = []

    mutating func add(_ item: Item, residual: Int128) {
      count += 1
      if residual != 0 { unbalanced.append(item) }
    }

    mutating func merge(_ other: Checked) {
      count += other.count
      unbalanced += other.unbalanced
    }
  }

  public init() {}

  public mutating func add(_ item: CaseFreight) { cases.add(item, residual: item.residual) }
  public mutating func add(_ item: StatementBalance) {
    statements.add(item, residual: item.residual)
  }
  public mutating func add(_ item: EvidenceUse) { evidence.add(item, residual: item.residual) }

  /// Adds what another part of the day found; feeds and movements stay apart until `prove` adds
  /// them up.
  public mutating func merge(_ other: ProofInput) {
    feeds += other.feeds
    expectations += other.expectations
    cases.merge(other.cases)
    statements.merge(other.statements)
    evidence.merge(other.evidence)
  }
}
