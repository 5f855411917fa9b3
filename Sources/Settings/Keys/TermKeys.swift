internal import Returns

/// A change of a case's terms: made once to the defaults, or kept in an override.
typealias TermPatch = @Sendable (inout CaseTerms) -> Void

/// A key that sets terms of a case: it may stand in the policy and in an override.
struct TermKey: Sendable {
  let name: String
  /// nil where the value is not legal; the problem is then recorded.
  let read: @Sendable (Setting, inout Problems) -> TermPatch?

  /// In the order in which the commented default explains them.
  static let all: [TermKey] = [
    choice("review", \.review),
    choice("refund_basis", \.refundBasis),
    term("refund_cap", \.isRefundCapped) { setting, problems in
      setting.choice([("paid", true), ("off", false)], &problems)
    },
    choice("refund_on", \.refundOn),
    term("refund_on_loss", \.refundsOnLoss) { setting, problems in setting.flag(&problems) },
    TermKey(name: "windows", read: windows),
    choice("window_from", \.windowFrom),
    choice("window_on_rest_day", \.windowOnRestDay),
    days("review_days", \.reviewDays),
    days("hand_over_days", \.handOverDays),
    days("transit_days", \.transitDays),
    days("lost_after_days", \.lostAfterDays),
    days("inspection_days", \.inspectionDays),
    days("refund_days", \.refundDays),
    days("replacement_days", \.replacementDays),
    days("difference_days", \.differenceDays),
    days("restock_days", \.restockDays),
    days("issue_days", \.issueDays),
    term("insurance_days", \.insuranceDays) { setting, problems in
      if setting.word == "none" { return .some(nil) }
      guard let days = setting.count(dayRange, of: "days", &problems) else { return nil }
      return .some(days)
    },
    TermKey(name: "ticket_days", read: ticketDays),
    days("supplier_claim_days", \.supplierClaimDays),
    choice("bookings", \.bookings),
    term("booking_carrier", \.bookingCarrier) { setting, problems in
      setting.word == "none" ? Text() : setting.text(&problems).map { Text($0) }
    },
    TermKey(name: "freight_bearer", read: freightBearer),
    choice("recover_freight", \.freightRecovery),
    TermKey(name: "shipping_refund", read: shippingRefund),
    term("excluded_categories", \.excludedCategories) { setting, problems in
      Set(setting.texts("categories", &problems).map { Text($0) })
    },
  ]

  /// The most days a limit may have: ten years.
  static let dayRange = 0...3650

  /// A key whose value is one term.
  private static func term<Value: Sendable>(
    _ name: String, _ term: any WritableKeyPath<CaseTerms, Value> & Sendable,
    _ value: @escaping @Sendable (Setting, inout Problems) -> Value?
  ) -> TermKey {
    TermKey(name: name) { setting, problems -> TermPatch? in
      guard let value = value(setting, &problems) else { return nil }
      return { terms in terms[keyPath: term] = value }
    }
  }

  private static func days(
    _ name: String, _ path: any WritableKeyPath<CaseTerms, Int> & Sendable
  ) -> TermKey {
    term(name, path) { setting, problems in setting.count(dayRange, of: "days", &problems) }
  }

  private static func choice<Value: Vocabulary>(
    _ name: String, _ path: any WritableKeyPath<CaseTerms, Value> & Sendable
  ) -> TermKey {
    term(name, path) { setting, problems in setting.choice(Value.self, &problems) }
  }

  private static let families = ReasonFamily.allCases.map { ($0.name, $0) }

  /// `windows: {no_reason: 7, special: none}`; families that are not named keep theirs.
  @Sendable private static func windows(
    _ setting: Setting, _ problems: inout Problems
  ) -> TermPatch? {
    var windows: [(ReasonFamily, Int?)] = []
    let keys = families.map { name, family in
      Key<[(ReasonFamily, Int?)]>(name) { entry, target, problems in
        if entry.word == "none" {
          target.append((family, nil))
        } else if let days = entry.word.flatMap(wholeNumber), dayRange.contains(days) {
          target.append((family, days))
        } else {
          entry.expected("a whole number of days from 0 to 3650, or none", &problems)
        }
      }
    }
    setting.read(keys, into: &windows, &problems)
    return { [windows] terms in
      for (family, days) in windows { terms.windowDays[family] = days }
    }
  }

  /// `ticket_days: {quality: 3}` in working days; classes that are not named keep theirs.
  @Sendable private static func ticketDays(
    _ setting: Setting, _ problems: inout Problems
  ) -> TermPatch? {
    let keys = TicketClass.allCases.map { kind in
      Key<[(TicketClass, Int)]>(kind.name) { entry, target, problems in
        if let days = entry.count(1...365, of: "working days", &problems) {
          target.append((kind, days))
        }
      }
    }
    var limits: [(TicketClass, Int)] = []
    setting.read(keys, into: &limits, &problems)
    return { [limits] terms in
      for (kind, days) in limits { terms.ticketDays[kind] = days }
    }
  }

  /// `freight_bearer: {quality: merchant, exchange: merchant}`; what is not named keeps its bearer.
  @Sendable private static func freightBearer(
    _ setting: Setting, _ problems: inout Problems
  ) -> TermPatch? {
    var keys = families.map { name, family in
      bearerKey(name) { terms, bearer in terms.returnFreightBearer[family] = bearer }
    }
    keys.append(bearerKey("outbound") { terms, bearer in terms.outboundFreightBearer = bearer })
    keys.append(bearerKey("exchange") { terms, bearer in terms.exchangeFreightBearer = bearer })
    var patches: [TermPatch] = []
    setting.read(keys, into: &patches, &problems)
    return { [patches] terms in
      for patch in patches { patch(&terms) }
    }
  }

  /// `shipping_refund: {quality: full}`; families that are not named keep theirs.
  @Sendable private static func shippingRefund(
    _ setting: Setting, _ problems: inout Problems
  ) -> TermPatch? {
    let keys = families.map { name, family in
      Key<[(ReasonFamily, ShippingRefund)]>(name) { entry, target, problems in
        if let rule = entry.choice(ShippingRefund.self, &problems) { target.append((family, rule)) }
      }
    }
    var rules: [(ReasonFamily, ShippingRefund)] = []
    setting.read(keys, into: &rules, &problems)
    return { [rules] terms in
      for (family, rule) in rules { terms.shippingRefund[family] = rule }
    }
  }

  private static func bearerKey(
    _ name: String, _ set: @escaping @Sendable (inout CaseTerms, Bearer) -> Void
  ) -> Key<[TermPatch]> {
    Key(name) { entry, patches, problems in
      guard let bearer = entry.choice(Bearer.self, &problems) else { return }
      patches.append { terms in set(&terms, bearer) }
    }
  }
}
