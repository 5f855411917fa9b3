/// Who may decide what (people.yaml). Names refer to roles and people of the same file; that is
/// checked.
public struct People: Sendable, Equatable {
  public var roles: [Role] = []
  public var persons: [Person] = []

  public init() {}

  /// What the holders of a role may do.
  public struct Role: Sendable, Equatable {
    public var name = ""
    /// In the order of the vocabulary; empty: none.
    public var actions: [DecisionAction] = []
    /// Files that should not have come in (`backhaul withdraw`).
    public var mayWithdraw = false
    /// nil: every code.
    public var codes: [ExceptionCode]?
    /// Indexes into the policy's shops; nil: every shop.
    public var shops: [Int]?
    /// The greatest amount decided, minor units per currency; nil: no limit. A currency that is not
    /// named has the limit 0.
    public var limits: [Currency: Int64]?
    /// From above this amount a second person must approve; a currency that is not named needs
    /// none.
    public var approvalAbove: [Currency: Int64] = [:]

    public init() {}
  }

  public struct Person: Sendable, Equatable {
    public var name = ""
    public var roles: [String] = []
    /// Who may decide in this person's place.
    public var deputies: [String] = []

    public init() {}
  }
}
