internal import Returns

/// The packs built into the program, in the form a workspace writes its own; unchanged once read,
/// though the YAML nodes they point to do not say so.
nonisolated(unsafe) private let shippedLaws: [LawDraft] = {
  let files = [
    ConfigurationFile(path: "law pack CN", bytes: PackageResources.law_CN_yaml),
    ConfigurationFile(path: "law pack EU", bytes: PackageResources.law_EU_yaml),
  ]
  var problems = Problems()
  let packs = files.compactMap { readYAML($0, problems: &problems) }.map { readLaw($0, &problems) }
  precondition(problems.errors.isEmpty, "a law pack of the program: \(problems.errors)")
  return packs
}()

/// Built-in packs, and over them those of the workspace: one of the same name replaces the whole.
/// - Parameter own: files of `policy/laws/`, in byte order.
func readLaws(_ own: [Setting], _ problems: inout Problems) -> [LawDraft] {
  var packs = shippedLaws
  var seen: [Text: Place] = [:]
  for root in own {
    let draft = readLaw(root, &problems)
    let name = draft.pack.name
    let place = draft.place ?? root.place
    if let first = seen[name] {
      problems.add(
        "law pack \(quoted(name.string)) is already defined at \(first.text); keep one", at: place)
    }
    seen[name] = place
    packs.removeAll { $0.pack.name == name }
    packs.append(draft)
  }
  return packs
}

/// A law pack with what the policy's `LawPack` does not hold.
struct LawDraft {
  var pack = LawPack(name: "")
  var place: Place?
  /// Names the calendar whose holidays are its days of rest; calendars are read later.
  var calendar: Setting?
}

private func readLaw(_ root: Setting, _ problems: inout Problems) -> LawDraft {
  var draft = LawDraft()
  root.read(lawKeys, into: &draft, &problems)
  if draft.pack.name.isEmpty {
    problems.add("law_pack is missing; give the pack a name", at: root.place)
  }
  return draft
}

private let lawKeys: [Key<LawDraft>] = [
  Key("law_pack") { setting, draft, problems in
    guard let name = setting.text(&problems) else { return }
    if name == "none" {
      setting.expected("a name; none is for shops that no law pack is watched for", &problems)
    }
    draft.pack.name = Text(name)
    draft.place = setting.place
  },
  Key("windows") { setting, draft, problems in
    draft.pack.windows = setting.lawRules([.days, .windowStart, .wholeOrder], &problems) {
      LawWindow(days: $0.days, start: $0.windowStart, isOfWholeOrder: $0.isOfWholeOrder)
    }
  },
  Key("exclusions") { setting, draft, problems in
    draft.pack.exclusions = setting.lawRules([.categories], &problems) { $0.categories }
  },
  Key("refunds") { setting, draft, problems in
    draft.pack.refunds = setting.lawRules(
      [.days, .refundStart, .withhold, .withShipping, .secondAlarm], &problems
    ) { draft in
      var refund = LawRefund(days: draft.days, start: draft.refundStart)
      refund.mayWithhold = draft.mayWithhold
      refund.coversShipping = draft.coversShipping
      refund.secondAlarmDays = draft.secondAlarmDays
      return refund
    }
  },
  Key("refund_basis") { setting, draft, problems in
    draft.pack.refundBases = setting.lawRules([.basis], &problems) { $0.basis }
  },
  Key("return_freight") { setting, draft, problems in
    draft.pack.returnFreight = setting.lawRules([.bearer], &problems) { $0.bearer }
  },
  Key("shipping_refund") { setting, draft, problems in
    draft.pack.shippingRefunds = setting.lawRules([.shipping], &problems) { $0.shipping }
  },
  Key("exchange_freight") { setting, draft, problems in
    draft.pack.exchangeFreight = setting.lawRules([.bearer], &problems) { $0.bearer }
  },
  Key("review") { setting, draft, problems in
    draft.pack.reviewDays = setting.lawRules([.days], &problems) { $0.days }
  },
  Key("rest_on") { setting, draft, problems in
    let words = [("holidays", false), ("weekends", true)]
    if let weekends = setting.choice(words, &problems) { draft.pack.restsOnWeekends = weekends }
  },
  Key("calendar") { setting, draft, _ in draft.calendar = setting },
  Key("holidays") { setting, draft, problems in
    let days = (setting.items(of: "dates", &problems) ?? []).compactMap { $0.day(&problems) }
    draft.pack.rest(on: days)
  },
]
