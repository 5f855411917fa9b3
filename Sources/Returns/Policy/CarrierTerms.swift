/// What is agreed with one carrier about time, mishaps and waybill numbers (R6.1, R6.2; domain.md
/// 3f). Carriers differ and sources disagree on the figures, so all of it is data.
public struct CarrierTerms: Sendable, Equatable {
  /// As the carrier's files name it; `*` stands for every carrier that has no entry.
  public var name: Text
  /// Calendar days from pick-up to arrival where no day was promised; nil: as the case's terms say.
  public var transitDays: Int?
  /// The same within the local zones.
  public var localTransitDays: Int?
  /// Zones of the carrier that count as local.
  public var localZones: [Text] = []
  /// Days after the last day of transit on which a parcel is not called late yet.
  public var graceDays = 0
  /// Without a new status, after which a parcel counts as lost; nil: as the case's terms say.
  public var lostAfterDays: Int?
  /// From pick-up, after which a parcel that has not arrived counts as lost whatever its statuses
  /// say; nil: no such limit.
  public var lostInDays: Int?
  public var localLostInDays: Int?
  /// Days a misrouted parcel has to be on its way again before it is trouble.
  public var misroutedDays = 0
  /// Refunds the freight of what it delivers late (FA10).
  public var guaranteesTime = false
  public var claimWindows = ClaimWindows()
  /// From a claim to its answer (CN-25), and from acceptance to the money.
  public var answerDays = 7
  public var paymentDays = 30
  /// nil: the carrier gives the numbers itself.
  public var waybills: WaybillRange?

  public init(name: Text) { self.name = name }
}

/// Waybill numbers that a carrier has left to the shop: a prefix and digits that count up.
public struct WaybillRange: Sendable, Equatable {
  public var prefix: Text
  public var first: Int64
  public var last: Int64
  /// Of the number alone, with leading zeros.
  public var digits: Int

  public init(prefix: Text, first: Int64, last: Int64, digits: Int) {
    self.prefix = prefix
    self.first = first
    self.last = last
    self.digits = digits
  }

  public func contains(_ number: Int64) -> Bool { first <= number && number <= last }

  /// `SF` and 42 of ten digits: `SF0000000042`.
  public func waybill(_ number: Int64) -> String {
    let text = String(number)
    return prefix.string + String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}

extension CarrierTerms {
  /// What is agreed with a carrier: its own entry, else that of `*`; nil: nothing is.
  static func of(_ name: Text, in all: [CarrierTerms]) -> CarrierTerms? {
    all.first { $0.name == name } ?? all.first { $0.name == "*" }
  }
}
