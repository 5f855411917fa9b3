import Returns

/// The names of accounts as bookkeeping programs take them: parts between colons, each of letters,
/// digits and hyphens, and no small letter in front.
struct AccountNames {
  private let accounts: Accounts
  /// Full names by role and counterparty, each made when it is first asked for.
  private var names: [[Text: Text]]

  init(_ accounts: Accounts) {
    self.accounts = accounts
    names = AccountRole.allCases.map { _ in [:] }
  }

  subscript(role: AccountRole, counterparty: Text) -> Text {
    mutating get {
      guard role.hasCounterparty else { return accounts[role] }
      let place = Int(role.rawValue)
      if let known = names[place][counterparty] { return known }
      let name = Text("\(accounts[role]):\(Self.part(counterparty))")
      names[place][counterparty] = name
      return name
    }
  }

  /// What cannot be written in a name is left out, and letters of ours tell apart what would then
  /// be the same.
  static func part(_ counterparty: Text) -> String {
    if counterparty.isEmpty { return "Unnamed" }
    var part = ""
    var isWhole = true
    for scalar in counterparty.string.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9": part.unicodeScalars.append(scalar)
      case " ", "_", ".", "-": part += part.isEmpty ? "" : "-"
      default: isWhole = false
      }
    }
    if let first = part.first { part = first.uppercased() + part.dropFirst() }
    if isWhole, !part.isEmpty { return part }
    let letters = publicID(StableHash.of(counterparty)).suffix(6)
    return part.isEmpty ? "X\(letters)" : "\(part)-\(letters)"
  }
}
