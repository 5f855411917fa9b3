internal import Returns

/// Keys of `accounts:`: the names that the journal's accounts have, and what returned goods are
/// worth in it.
let accountKeys: [Key<PolicyDraft>] =
  AccountRole.allCases.map { role in
    Key<PolicyDraft>(role.name) { setting, draft, problems in
      if let name = setting.accountName(&problems) { draft.policy.accounts[role] = Text(name) }
    }
  } + [
    Key("goods_value_percent") { setting, draft, problems in
      if let percent = setting.count(0...100, of: "per cent", &problems) {
        draft.policy.accounts.goodsValuePercent = percent
      }
    }
  ]

extension Setting {
  /// A name as bookkeeping programs take it: `Assets:Receivable:Customers`.
  fileprivate func accountName(_ problems: inout Problems) -> String? {
    let parts = (word ?? "").split(separator: ":", omittingEmptySubsequences: false)
    let roots: Set<Substring> = ["Assets", "Liabilities", "Equity", "Income", "Expenses"]
    let isSound = parts.dropFirst().allSatisfy { part in
      let bytes = Array(part.utf8)
      let isPlain = bytes.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
      }
      return isPlain && bytes.first.map { !(97...122).contains($0) && $0 != 45 } == true
    }
    guard let word, parts.count > 1, roots.contains(parts[0]), isSound else {
      expected(
        "an account below Assets, Liabilities, Equity, Income or Expenses, its parts of letters, "
          + "digits and hyphens and with a capital in front, for example Expenses:Freight",
        &problems)
      return nil
    }
    return word
  }
}
