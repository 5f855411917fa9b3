/// What a customer is told about. Raw values are places in the policy's list of templates.
public enum NoticeKind: UInt8, Vocabulary {
  case approved, refused, pending
  case arrival, goodsRejected, refundPaid, replacementShipped
  case parcelLate, parcelLost, parcelDamaged, parcelMisrouted
  case ticketResult
  /// Asked once a case is closed (R7.1); it leaves with the survey requests.
  case survey
}

public enum NoticeLanguage: UInt8, CaseIterable, Sendable {
  case english, chinese

  /// BCP 47, as in backhaul.yaml.
  public var tag: String { self == .english ? "en" : "zh-Hans" }
}

/// The text of a notice in each language, with places for what it tells: `{case}`. A part in
/// brackets is left out where a place in it has nothing to say.
public struct NoticeTemplate: Sendable, Equatable {
  public var isOff = false
  /// By `NoticeLanguage`; empty: nothing is said in it.
  public var texts: [Text] = NoticeLanguage.allCases.map { _ in Text() }

  public init() {}

  public subscript(_ language: NoticeLanguage) -> Text {
    get { texts[Int(language.rawValue)] }
    set { texts[Int(language.rawValue)] = newValue }
  }
}

/// What a notice can tell. No personal data is among it.
public enum NoticeField: UInt8, Vocabulary {
  case shop, `case`, order, carrier, waybill, due, sendBy, missing, reason, amount, ticket
  /// The means that was paid with, where the money goes back to it.
  case means
}
