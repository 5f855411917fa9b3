internal import Returns

/// The packs built into the program, in the form a workspace writes its own.
private let builtInLaws: [(path: String, bytes: [UInt8])] = [
  ("law pack CN", PackageResources.law_CN_yaml), ("law pack EU", PackageResources.law_EU_yaml),
]

/// Built-in packs, and over them those of the workspace: one of the same name replaces the whole.
/// - Parameter own: files of `policy/laws/`, in byte order.
func readLaws(_ own: [Setting], _ problems: inout Problems) -> [LawPack] {
  var packs: [LawPack] = []
  for (path, bytes) in builtInLaws {
    let file = ConfigurationFile(path: path, bytes: bytes)
    guard let root = readYAML(file, problems: &problems) else { continue }
    packs.append(readLaw(root, &problems).pack)
  }
  var seen: [Text: Place] = [:]
  for root in own {
    let (pack, place) = readLaw(root, &problems)
    if let first = seen[pack.name] {
      problems.add(
        "law pack \(quoted(pack.name.string)) is already defined at \(first.text); keep one",
        at: place)
    }
    seen[pack.name] = place
    packs.removeAll { $0.name == pack.name }
    packs.append(pack)
  }
  return packs
}

private struct LawDraft {
  var pack = LawPack(name: "")
  var place: Place?
}

private func readLaw(
  _ root: Setting, _ problems: inout Problems
) -> (pack: LawPack, place: Place) {
  var draft = LawDraft()
  root.read(lawKeys, into: &draft, &problems)
  if draft.pack.name.isEmpty {
    problems.add("law_pack is missing; give the pack a name", at: root.place)
  }
  return (draft.pack, draft.place ?? root.place)
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
    draft.pack.windows = setting.lawRules([.days, .windowStart], &problems) {
      LawWindow(days: $0.days, start: $0.windowStart)
    }
  },
  Key("exclusions") { setting, draft, problems in
    draft.pack.exclusions = setting.lawRules([.categories], &problems) { $0.categories }
  },
  Key("refunds") { setting, draft, problems in
    draft.pack.refunds = setting.lawRules(
      [.days, .refundStart, .withhold, .secondAlarm], &problems
    ) { draft in
      var refund = LawRefund(days: draft.days, start: draft.refundStart)
      refund.mayWithhold = draft.mayWithhold
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
  Key("holidays") { setting, draft, problems in
    let days = (setting.items(of: "dates", &problems) ?? []).compactMap { $0.day(&problems) }
    draft.pack.rest(on: days)
  },
]
