internal import Returns

/// `carriers: {SF: {transit_days: 5, claim_days: {lost: 30}}}`: what is agreed with each carrier.
func readCarriers(_ setting: Setting, _ problems: inout Problems) -> [CarrierTerms] {
  let all = setting.named("name", &problems)
  let carriers = all.map { named in
    var terms = CarrierTerms(name: Text(named.id))
    for entry in named.entries { entry.readAsEntry(carrierKeys, into: &terms, &problems) }
    if terms.localZones.isEmpty, terms.localTransitDays != nil || terms.localLostInDays != nil {
      problems.add(
        "carrier \(quoted(named.id)) has limits for local parcels and no local_zones; name its "
          + "local zones, for example local_zones: [city]",
        at: named.place(of: "local_transit_days", "local_lost_in_days"))
    }
    if terms.name == "*", terms.waybills != nil {
      problems.add(
        "carrier \"*\" stands for many carriers, whose waybills cannot be of one range; give the "
          + "range to the carrier it is of", at: named.place(of: "waybills"))
    }
    return terms
  }
  refuseSharedNumbers(carriers, all, &problems)
  return carriers.sorted { $0.name < $1.name }
}

/// Two carriers with one number between them would have one waybill for two parcels.
private func refuseSharedNumbers(
  _ carriers: [CarrierTerms], _ named: [NamedSetting], _ problems: inout Problems
) {
  for (index, one) in carriers.enumerated() {
    for (place, other) in carriers[..<index].enumerated() {
      guard let a = one.waybills, let b = other.waybills, a.prefix == b.prefix,
        a.digits == b.digits, a.first <= b.last, b.first <= a.last
      else { continue }
      problems.add(
        "the waybills of \(quoted(one.name.string)) overlap those of \(quoted(other.name.string)) "
          + "at \(named[place].place(of: "waybills").text); give each carrier numbers of its own",
        at: named[index].place(of: "waybills"))
    }
  }
}

private let carrierKeys: [Key<CarrierTerms>] = [
  days("transit_days", \.transitDays),
  days("local_transit_days", \.localTransitDays),
  Key("local_zones") { setting, terms, problems in
    terms.localZones = setting.texts("zones", &problems).map { Text($0) }
  },
  days("grace_days", \.graceDays),
  days("lost_after_days", \.lostAfterDays),
  days("lost_in_days", \.lostInDays),
  days("local_lost_in_days", \.localLostInDays),
  days("misrouted_days", \.misroutedDays),
  Key("guarantees_time") { setting, terms, problems in
    if let guarantees = setting.flag(&problems) { terms.guaranteesTime = guarantees }
  },
  Key("claim_days") { setting, terms, problems in
    terms.claimWindows = setting.claimWindows(&problems)
  },
  .retired(
    "late_claim_from",
    "is a part of claim_days now; write for example claim_days: {late: {days: 15, from: delivery}}"
  ),
  days("answer_days", \.answerDays),
  days("payment_days", \.paymentDays),
  Key("waybills") { setting, terms, problems in
    terms.waybills = setting.waybillRange(&problems)
  },
]

private func days(
  _ name: String, _ path: any WritableKeyPath<CarrierTerms, Int> & Sendable
) -> Key<CarrierTerms> {
  Key(name) { setting, terms, problems in
    if let days = setting.count(TermKey.dayRange, of: "days", &problems) {
      terms[keyPath: path] = days
    }
  }
}

private func days(
  _ name: String, _ path: any WritableKeyPath<CarrierTerms, Int?> & Sendable
) -> Key<CarrierTerms> {
  Key(name) { setting, terms, problems in
    if let days = setting.count(TermKey.dayRange, of: "days", &problems) {
      terms[keyPath: path] = days
    }
  }
}

extension Setting {
  /// `{from: SF0000000001, to: SF0000009999}`: one prefix, digits that count up.
  fileprivate func waybillRange(_ problems: inout Problems) -> WaybillRange? {
    var ends = WaybillEnds()
    read(
      [
        Key("from") { setting, ends, problems in ends.from = setting.text(&problems) },
        Key("to") { setting, ends, problems in ends.to = setting.text(&problems) },
      ], into: &ends, &problems)
    guard let from = ends.from.flatMap(numbered), let to = ends.to.flatMap(numbered),
      from.prefix == to.prefix, from.digits == to.digits, from.number <= to.number
    else {
      expected(
        "the first and the last waybill, alike but for the digits at their ends, of which there "
          + "are at most 15, for example {from: SF0000000001, to: SF0000009999}", &problems)
      return nil
    }
    return WaybillRange(
      prefix: Text(from.prefix), first: from.number, last: to.number, digits: from.digits)
  }

  /// The number at a waybill's end and what stands before it; nil where there is none.
  private func numbered(_ waybill: String) -> (prefix: String, number: Int64, digits: Int)? {
    let bytes = Array(waybill.utf8)
    let count = bytes.reversed().prefix { (48...57).contains($0) }.count
    let isPlain = bytes.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45
    }
    let digits = String(decoding: bytes.suffix(count), as: UTF8.self)
    guard isPlain, let number = wholeNumber(digits) else { return nil }
    return (
      String(decoding: bytes.dropLast(count), as: UTF8.self), Int64(number), digits.utf8.count
    )
  }
}

private struct WaybillEnds {
  var from: String?
  var to: String?
}
