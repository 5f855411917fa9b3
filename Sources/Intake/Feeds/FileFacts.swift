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
  /// The last day that the period reaches into.
  private(set) var to: Day?
  private var end = PeriodEnd()
  /// Of the statement at hand alone.
  private var groupEnd = PeriodEnd()
  /// The last day of which the file has everything; of the statement at hand alone.
  var completeTo: Day? { end.lastWholeDay(exported: exported, in: zone) }
  var groupCompleteTo: Day? { groupEnd.lastWholeDay(exported: exported, in: zone) }
  private(set) var exported: Int64?
  /// The export time as the stamp of rows that have none of their own.
  var stamp: Int64? { exported.map { $0 * RecordHead.stampsPerSecond } }
  private(set) var notices: [String] = []
  /// Of the file's shop: of bare dates in the file's own lines.
  let zone: Zone

  init(zone: Zone) { self.zone = zone }

  mutating func beginGroup() { groupEnd = PeriodEnd() }

  /// Takes a captured text; the first account and export time hold, the period is the widest.
  mutating func take(
    _ number: Int, _ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator
  ) {
    guard !text.isEmpty else { return }
    evaluator.captures[number] = Text(copying: text.bytes)
    switch evaluator.profile.captureNames[number] {
    case Self.account: accountID = accountID ?? text.string
    case Self.exportedAt:
      if exported == nil { exported = time(text, rule, evaluator)?.seconds }
    case Self.periodFrom:
      guard let day = time(text, rule, evaluator)?.day else { return }
      from = min(from ?? day, day)
      givePeriod(to: evaluator)
    case Self.periodTo:
      guard let time = time(text, rule, evaluator) else { return }
      // A period that ends at 00:00 ends with the day before, unless it began on that very day.
      let last = time.isMidnight && time.day != from ? time.day + -1 : time.day
      to = max(to ?? last, last)
      let isWhole = time.isDate || time.isMidnight
      let limit = isWhole ? time.zone.start(of: last + 1).seconds : time.seconds
      end.reach(limit)
      groupEnd.reach(limit)
      givePeriod(to: evaluator)
    default: break
    }
  }

  /// Takes the day of a closing balance: the period goes to its end, whenever the file was made.
  mutating func close(_ text: Text, _ evaluator: Evaluator) {
    guard let number = evaluator.profile.captureNames.firstIndex(of: Self.periodTo) else { return }
    take(number, text, Term.TimeRule(), evaluator)
    guard let day = day(text, Term.TimeRule(), evaluator) else { return }
    end.close(day)
    groupEnd.close(day)
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

  /// A time of the file itself.
  private struct FileTime {
    let seconds: Int64
    /// Where it is meant.
    let zone: Zone
    let isDate: Bool
    var day: Day { zone.day(Instant(seconds: seconds)) }
    var isMidnight: Bool { !isDate && zone.start(of: day).seconds == seconds }
  }

  private func moment(
    _ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator
  ) throws(ValueProblem) -> FileTime {
    let shop = (zone: zone, number: -3)
    let isDate = !text.bytes.contains(0x3A)
    let seconds = try evaluator.seconds(text, rule, shop: shop)
    let zone = try evaluator.zone(
      rule.zone ?? evaluator.profile.time.zone, isDate: isDate, shop
    ).zone
    return FileTime(seconds: seconds, zone: zone, isDate: isDate)
  }

  private mutating func time(
    _ text: Text, _ rule: Term.TimeRule, _ evaluator: Evaluator
  ) -> FileTime? {
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
