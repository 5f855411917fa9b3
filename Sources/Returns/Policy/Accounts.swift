/// How the journal names its accounts, and what returned goods are worth in it.
public struct Accounts: Sendable, Equatable {
  /// By `AccountRole`: `Assets:Receivable:Customers`.
  public var names: [Text] = AccountRole.allCases.map { Text(stringLiteral: $0.defaultName) }
  /// Of what was paid for accepted goods, the part at which they are stock again: a shop's usual
  /// cost. 0: goods are not entered.
  public var goodsValuePercent = 100

  public init() {}

  public subscript(role: AccountRole) -> Text {
    get { names[Int(role.rawValue)] }
    set { names[Int(role.rawValue)] = newValue }
  }
}
