internal import Returns

/// Reads sources.yaml; the accounts sorted by id.
/// - Parameter policy: holds the shops.
func readSources(
  _ root: Setting, _ policy: Policy, _ problems: inout Problems
) -> [SourceAccount] {
  var accounts: [SourceAccount] = []
  let keys = sourceKeys(policy)
  for named in root.named("id", &problems) {
    let words = Feed.allCases.map { ($0.name, $0) }
    guard let feedEntry = named.entries.first(where: { $0.key == "feed" }) else {
      problems.add(
        "source \(quoted(named.id)) has no feed; add one of "
          + words.map(\.0).joined(separator: ", "), at: named.place)
      continue
    }
    guard let feed = feedEntry.choice(words, &problems) else { continue }
    var account = SourceAccount(id: Text(named.id), feed: feed)
    for entry in named.entries { entry.readAsEntry(keys, into: &account, &problems) }
    if case .workingDays = account.rhythm,
      let shop = account.shops.first ?? policy.shops.indices.first
    {
      account.rhythm = .workingDays(policy.shops[shop].calendar)
    }
    accounts.append(account)
  }
  return accounts.sorted { $0.id < $1.id }
}

private func sourceKeys(_ policy: Policy) -> [Key<SourceAccount>] {
  let shops = policy.shopWords
  return [
    Key("feed") { _, _, _ in },
    Key("shops") { setting, account, problems in
      account.shops = Set(setting.choices("shop", shops, &problems)).sorted()
    },
    Key("profile") { setting, account, problems in
      if let profile = setting.text(&problems) { account.profile = Text(profile) }
    },
    Key("account_id") { setting, account, problems in
      if let id = setting.text(&problems) { account.accountID = Text(id) }
    },
    Key("path") { setting, account, problems in
      guard let path = setting.text(&problems) else { return }
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      if parts.contains("") || parts.contains("..") || parts.contains(".") {
        setting.expected("a path below the inbox, for example main/wechat/*.csv", &problems)
      } else {
        account.path = path
      }
    },
    Key("lag_days") { setting, account, problems in
      if let days = setting.count(0...366, of: "days", &problems) { account.lagDays = days }
    },
    Key("expected") { setting, account, problems in
      account.rhythm = rhythm(setting, &problems)
    },
    Key("no_file_on") { setting, account, problems in
      let days = (setting.items(of: "dates", &problems) ?? []).compactMap { $0.day(&problems) }
      account.daysWithoutFile = Set(days).sorted()
    },
    Key("on_mismatch") { setting, account, problems in
      if let rule = setting.choice(MismatchRule.self, &problems) { account.onMismatch = rule }
    },
  ]
}

private let rhythms: [(String, DeliveryRhythm)] = [
  ("daily", .weekdays(Set(0...6))), ("working_days", .workingDays(.weekdays)),
  ("weekly", .weekly), ("monthly", .monthly),
]

/// One of the rhythms' names, or days of the week.
private func rhythm(_ setting: Setting, _ problems: inout Problems) -> DeliveryRhythm? {
  if setting.word != nil { return setting.choice(rhythms, &problems) }
  let days = setting.choices("weekday", weekdayWords, &problems)
  return days.isEmpty ? nil : .weekdays(Set(days))
}
