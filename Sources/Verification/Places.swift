/// Where a workspace's files lie, and what its ledger says: all that verifying reads.
public struct Places: Sendable {
  public var root: String
  public var out: String
  public var archive: String
  public var inbox: String
  public var ledger: LedgerTestimony

  public init(
    root: String, out: String, archive: String, inbox: String, ledger: LedgerTestimony
  ) {
    self.root = root
    self.out = out
    self.archive = archive
    self.inbox = inbox
    self.ledger = ledger
  }
}

/// What the ledger says of itself and of the runs.
public struct LedgerTestimony: Sendable {
  /// The newest finished run of a business date.
  public struct Run: Sendable {
    public var date: String
    public var manifestSHA256: String
    public var isComplete: Bool
    /// Names and SHA-256 of what it wrote.
    public var outputs: [String: String]

    public init(
      date: String, manifestSHA256: String, isComplete: Bool, outputs: [String: String]
    ) {
      self.date = date
      self.manifestSHA256 = manifestSHA256
      self.isComplete = isComplete
      self.outputs = outputs
    }
  }

  public var path: String
  /// What is wrong with the file; empty where nothing is.
  public var problems: [String]
  public var runs: [Run]

  public init(path: String, problems: [String], runs: [Run]) {
    self.path = path
    self.problems = problems
    self.runs = runs
  }
}
