internal import Returns

/// The policy while its keys are read.
struct PolicyDraft {
  var policy: Policy
  /// For shops that do not name their own; nil: auto.
  var feeds: Set<Feed>?
  /// The refund tolerance for all cases; it is an amount of the workspace's currency.
  var refundTolerance: Int64?
  var overrides: [OverrideDraft] = []
  /// Names the calendar of shops that name none.
  var calendar: Setting?
  var calendars: [CalendarDraft] = []
  var insight = InsightDraft()
}

/// Every key of a policy file. The same may stand under `policy:` in backhaul.yaml, and those of
/// `atTopLevel` also beside it.
enum PolicyKeys {
  static let atTopLevel = ["opening_date", "feeds", "calendar", "tolerances", "fee_lines"]

  static let all: [Key<PolicyDraft>] =
    termKeys + [
      Key("opening_date") { setting, draft, problems in
        draft.policy.openingDay = setting.day(&problems)
      },
      Key("feeds") { setting, draft, problems in
        draft.feeds = setting.feeds(&problems)
      },
      Key("calendar") { setting, draft, _ in draft.calendar = setting },
      Key("calendars") { setting, draft, problems in
        draft.calendars += readCalendars(setting, &problems)
      },
      Key("carriers") { setting, draft, problems in
        draft.policy.carriers = readCarriers(setting, &problems)
      },
      Key("notices") { setting, draft, problems in
        draft.policy.notices = readNotices(setting, over: draft.policy.notices, &problems)
      },
      Key("order_updates") { setting, draft, problems in
        if let updates = setting.flag(&problems) { draft.policy.updatesOrders = updates }
      },
      Key("tolerances") { setting, draft, problems in
        setting.read(toleranceKeys, into: &draft, &problems)
      },
      Key("promotions") { setting, draft, problems in
        draft.policy.promotions += readPromotions(setting, draft.policy, &problems)
      },
      Key("shipping") { setting, draft, problems in
        readShipping(setting, &draft.policy, &problems)
      },
      Key("analysis") { setting, draft, problems in
        setting.read(analysisKeys, into: &draft, &problems)
      },
      Key("accounts") { setting, draft, problems in
        setting.read(accountKeys, into: &draft, &problems)
      },
      Key("reference_prefixes", referencePrefixes),
      Key("search_limit") { setting, draft, problems in
        if let limit = setting.count(1...10_000_000, of: "partial sums", &problems) {
          draft.policy.matching.searchLimit = limit
        }
      },
      Key("overrides") { setting, draft, problems in
        draft.overrides += readOverrides(setting, draft.policy, &problems)
      },
    ] + feeKeys
    + insightKeys.map { key in
      Key(key.name) { setting, draft, problems in key.read(setting, &draft.insight, &problems) }
    }

  private static let termKeys = TermKey.all.map { term in
    Key<PolicyDraft>(term.name) { setting, draft, problems in
      term.read(setting, &problems)?(&draft.policy.terms)
    }
  }

  @Sendable private static func referencePrefixes(
    _ setting: Setting, _ draft: inout PolicyDraft, _ problems: inout Problems
  ) {
    var prefixes: [Text] = []
    for item in setting.items(of: "prefixes", &problems) ?? [] {
      let word = item.word?.uppercased() ?? ""
      let isPlain = word.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
      if !word.isEmpty, isPlain {
        prefixes.append(Text(word))
      } else {
        item.expected("letters A to Z and digits, for example RMA", &problems)
      }
    }
    draft.policy.matching.referencePrefixes = prefixes
  }
}

extension Setting {
  /// `auto`, which is nil, or a list of feeds.
  func feeds(_ problems: inout Problems) -> Set<Feed>? {
    if word == "auto" { return nil }
    let words = Feed.allCases.map { ($0.name, $0) }
    let feeds = choices("feed", words, &problems)
    if isNothing || isEmptyList {
      expected("auto or a list of feeds, for example [orders, cases]", &problems)
    }
    return Set(feeds)
  }
}

/// Reads the policy's settings, gathered from all files, over the defaults.
/// - Parameter draft: holds the zone, the currency and the shops already.
func readPolicy(
  _ settings: [Setting], into draft: inout PolicyDraft, _ problems: inout Problems
) {
  refuseTwins(settings, &problems)
  draft.policy.fees.currency = draft.policy.currency
  draft.policy.notices = shippedNotices
  draft.insight = shippedInsight
  for setting in settings { setting.readAsEntry(PolicyKeys.all, into: &draft, &problems) }
  for index in draft.policy.shops.indices where draft.policy.shops[index].feeds == nil {
    draft.policy.shops[index].feeds = draft.feeds
  }
  if let tolerance = draft.refundTolerance, tolerance > 0 {
    let patch = OverrideDraft(refundTolerance: tolerance)
    if draft.policy.shops.allSatisfy({ $0.currency == draft.policy.currency }) {
      draft.policy.terms.refundTolerance = tolerance
    } else {
      draft.overrides.insert(patch, at: 0)
    }
  }
  draft.policy.overrides = ordered(draft.overrides, draft.policy)
  draft.policy.insight = draft.insight.terms
}

/// A key that two files set would make their names decide which one holds: refused. `overrides` may
/// stand in several files; maps are compared key by key.
private func refuseTwins(_ settings: [Setting], _ problems: inout Problems) {
  var seen: [String: Place] = [:]
  for setting in settings where setting.key != "overrides" {
    for leaf in setting.leaves {
      let name = leaf.key == setting.key ? leaf.key : "\(setting.key).\(leaf.key)"
      if let first = seen[name] {
        problems.add(
          "\(name) is already set at \(first.text); keep it in one place", at: leaf.keyPlace)
      } else {
        seen[name] = leaf.keyPlace
      }
    }
  }
}
