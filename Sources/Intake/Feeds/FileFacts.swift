import Returns

/// What a file says about itself: account, period, export time, and figures for its controls.
///
/// Captures with these names have a meaning of their own; others only give values to terms.
struct FileFacts {
  static let account = "account"
  static let periodFrom = "period_from"
  static let periodTo = "period_to"
  static let exportedAt = "exported_at"
  /// The month of the period's last day, `2026-11`: for terms to name a bill by.
  static let periodMonth = "period_month"

  private(set) var accountID: String?
  private(set) var from: Day?
  private(set) var to: Day?
  /// Of the statement at hand alone.
  private(set) var groupTo: Day?
  private(set) var exported: Int64?
  /// The export time as the stamp of rows that have none of their own.
  var stamp: Int64? { exported.map { $0 * RecordHead.stampsPerSecond } }
  private(set) var notices: [String] = []
  /// Of the file's shop: of bare dates in the file's own lines.
  let zone: Zone

  init(zone: Zone) { self.zone = zone }

  mutating func beginGroup() { groupTo = nil }

  /// Takes a captured text; the first account and export time hold, the period is the widest.
  mutating func take(
    _ number: Int, _ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator
  ) {
    guard !text.isEmpty else { return }
    evaluator.captures[number] = Text(copying: text.bytes)
    switch evaluator.profile.captureNames[number] {
    case Self.account: accountID = accountID ?? text.string
    case Self.exportedAt:
      if exported == nil { exported = seconds(text, rule, evaluator)?.instant }
    case Self.periodFrom:
      guard let day = seconds(text, rule, evaluator)?.day else { return }
      from = min(from ?? day, day)
      givePeriod(to: evaluator)
    case Self.periodTo:
      guard let (_, day, isMidnight) = seconds(text, rule, evaluator) else { return }
      // A period that ends at 00:00 ends with the day before, unless it began on that very day.
      let last = isMidnight && day != from ? day + -1 : day
      to = max(to ?? last, last)
      groupTo = max(groupTo ?? last, last)
      givePeriod(to: evaluator)
    default: break
    }
  }

  private func givePeriod(to evaluator: Evaluator) {
    guard let day = to ?? from else { return }
    evaluator.lastDay = to ?? day.endOfMonth
    if let place = evaluator.profile.captureNames.firstIndex(of: Self.periodMonth) {
      evaluator.captures[place] = Text(String(day.string.prefix(7)))
    }
  }

  /// The day of a time in the file's rows; nil where it is none.
  func day(_ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator) -> Day? {
    text.isEmpty ? nil : try? moment(text, rule, evaluator).day
  }

  /// A time of the file itself, and its day and whether it is midnight where it is meant.
  private func moment(
    _ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator
  ) throws(ValueProblem) -> (instant: Int64, day: Day, isMidnight: Bool) {
    let shop = (zone: zone, number: -3)
    let isDate = !text.bytes.contains(0x3A)
    let seconds = try evaluator.seconds(text, rule, shop: shop)
    let zone = try evaluator.zone(
      rule.zone ?? evaluator.profile.time.zone, isDate: isDate, shop
    ).zone
    let day = zone.day(Instant(seconds: seconds))
    return (seconds, day, !isDate && zone.start(of: day).seconds == seconds)
  }

  private mutating func seconds(
    _ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator
  ) -> (instant: Int64, day: Day, isMidnight: Bool)? {
    do throws(ValueProblem) {
      return try moment(text, rule, evaluator)
    } catch {
      notices.append("\(ValueWording.shown(text.string)) in the file's own lines is not a date")
      return nil
    }
  }
}

extension Day {
  fileprivate var endOfMonth: Day {
    let (year, month, _) = parts
    let next =
      month == 12
      ? Day(year: year + 1, month: 1, day: 1)
      : Day(
        year: year, month: month + 1, day: 1)
    return next.map { $0 + -1 } ?? self
  }
}
