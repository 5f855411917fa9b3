import Returns

/// Why a row is refused, on its way to a `Reject`.
struct RowRefusal: Error {
  let code: String
  let field: String
  let reason: String
  /// What stood there; empty where the row as a whole is meant.
  var found = ""
  /// The words a list allows, or an example of the form.
  var expected: [String] = []
  /// The profile's column whose cell is bad, where it is one.
  var source: Int?
}

/// The one place where problems of values get their words: what was found, what was expected, what
/// to do.
struct ValueWording {
  let layout: FeedLayout
  let column: Int
  let decimals: Int
  let currency: Currency

  func code(_ problem: ValueProblem) -> String {
    switch problem {
    case .missing: return "MISSING_FIELD"
    case .unknownCurrency: return "UNKNOWN_CURRENCY"
    case .notAnAmount, .tooPrecise: return "BAD_AMOUNT"
    case .notATime, .noYear, .unknownZone: return "BAD_TIME"
    case .tooLarge, .negative: return isAmount ? "BAD_AMOUNT" : "BAD_VALUE"
    default: return "BAD_VALUE"
    }
  }

  private var isAmount: Bool {
    layout.kinds[column] == .amount || layout.kinds[column] == .signed
  }

  func reason(_ problem: ValueProblem, _ found: String) -> String {
    let text = Text(found)
    if let (kind, words) = SpoiltCell.of(text) { return kind.reason(Self.shown(words.string)) }
    let shown = Self.shown(found)
    switch problem {
    case .missing:
      let name = "\(layout.feed.name).\(layout.names[column])"
      if layout.feed == .decisions, layout.names[column] == "action" {
        return "\(name) is required and empty; write what is decided, or revoke and the decision's "
          + "id as target to take one back"
      }
      return "\(name) is required and empty"
    case .notAnAmount: return "\(shown) is not an amount; write it like 1234.50"
    case .tooPrecise: return tooPrecise(shown)
    case .tooLarge: return "\(shown) is larger than Backhaul takes (10^15 of the smallest unit)"
    case .negative: return "\(shown) is negative; \(layout.names[column]) is 0 or more"
    case .notACount: return "\(shown) is not a whole number; write it like 12"
    case .notATime:
      return "\(shown) is not a date or time; write it like 2026-11-22 or 2026-11-22T08:00:00+08:00"
    case .noYear:
      return "\(shown) has no year, and the lines above the header name no period that tells it;"
        + " export the file again with its title, or write the date like 2026-11-22"
    case .notAChoice:
      let words = layout.choices[column]?.names ?? []
      return "\(shown) is not known; expected one of: \(words.joined(separator: ", "))"
    case .notAFlag: return "\(shown) is not yes or no"
    case .unknownCurrency: return "\(shown) is not a currency of ISO 4217; write it like CNY"
    case .controlCharacter: return "\(shown) holds a control character; an id must not"
    case .notAMark: return "\(shown) is no mark of a survey; write 1, 2, 3, 4 or 5"
    case .notMapped: return "\(shown) is not in the profile's map; add it there"
    case .several:
      return "\(shown) are several values, and nothing tells which is meant; write that one,"
        + " or none"
    case .spoilt: return "\(shown) is no value; type it again"
    case .unknownZone:
      return "\(shown) is no time zone, or an abbreviation that means several;"
        + " write Europe/London or +01:00 in this column, or set `zone` in a profile of your own"
    case .shortened:
      return "\(shown) is a long number that a spreadsheet has shortened: the id is lost."
        + " Export the file again, and do not save it from a spreadsheet"
    }
  }

  /// The words a list allows, or an example of the form; in no language.
  func expected(_ problem: ValueProblem) -> [String] {
    switch problem {
    case .notAnAmount: return [decimals == 0 ? "1234" : "1234.50"]
    case .tooPrecise:
      return [decimals == 0 ? "1234" : "1234." + String(repeating: "0", count: decimals)]
    case .notACount: return ["12"]
    case .noYear: return ["2026-11-22"]
    case .notATime: return ["2026-11-22", "2026-11-22T08:00:00+08:00"]
    case .notAChoice: return layout.choices[column]?.names ?? []
    case .notAFlag: return ["yes", "no"]
    case .unknownCurrency: return ["CNY"]
    case .unknownZone: return ["Europe/London", "+01:00"]
    case .notAMark: return (1...5).map { "\($0)" }
    case .missing, .tooLarge, .negative, .controlCharacter, .shortened, .notMapped, .spoilt,
      .several:
      return []
    }
  }

  private func tooPrecise(_ shown: String) -> String {
    guard isAmount else { return "\(shown) is not a whole number" }
    let places = decimals == 0 ? "no decimals" : "\(decimals) decimals"
    return "\(shown) has more places than \(currency.string) has (\(places))"
  }

  /// At most 60 characters, control characters made visible.
  static func shown(_ text: String) -> String {
    var words = "\""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == 60 {
        words += "…"
        break
      }
      if scalar.value < 0x20 || scalar.value == 0x7F {
        let digits = String(scalar.value, radix: 16)
        words += "\\u{\(digits)}"
      } else {
        words.unicodeScalars.append(scalar)
      }
    }
    return words + "\""
  }
}
