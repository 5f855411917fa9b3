import Returns

/// Gives the values of a profile's terms for one row after another.
final class Evaluator {
  let profile: Profile
  let zones: Zones
  /// The field of each of the profile's columns in this file; -1 where the file does not have it.
  var fieldOf: [Int]
  var captures: [Text]
  /// Figures that the file states for each key, in the order in which they stand.
  var keyedCaptures: [Int: [(key: Text, value: Exact)]] = [:]
  /// The last day of the file's period, by which dates without a year get one.
  var lastDay: Day?
  /// XML: the record at hand is split into its parts.
  var isSplit = false
  /// XML: the record at hand has several parts and is not split.
  var isWhole = false
  /// Which of the parts, from 1.
  var part = 1
  /// Values that nobody knows, and what they were taken for.
  var assumptions = Assumptions()
  /// Cells come from a spreadsheet: they may be spoilt, and dates may be dates.
  var isSheet = false
  let times = TimeReader()
  let scratch = Scratch()
  /// The profile's own zone, looked up once; nil where it names none or an unknown one.
  private let profileZone: Zone?
  /// Zones that rows have named.
  private var zonesOfRows: [Text: Zone] = [:]
  private(set) var fields = UnsafeBufferPointer<Text>(start: nil, count: 0)

  init(_ profile: Profile, zones: Zones) {
    self.profile = profile
    self.zones = zones
    if case .named(let name) = profile.time.zone {
      profileZone = zones.named(name)
    } else {
      profileZone = nil
    }
    fieldOf = [Int](repeating: -1, count: profile.columns.count)
    captures = [Text](repeating: Text(), count: profile.captureNames.count)
  }

  /// Takes the next row; texts of the row before are forgotten.
  func begin(_ fields: UnsafeBufferPointer<Text>) {
    self.fields = fields
    scratch.clear()
  }

  func cell(_ column: Int) -> Text {
    let field = fieldOf[column]
    return field >= 0 && field < fields.count ? fields[field].trimmed() : Text()
  }

  func text(_ term: Term) throws(ValueProblem) -> Text {
    if let when = term.when, !holds(when) { return Text() }
    var text = try origin(term)
    if let pattern = term.pattern {
      text = text.isEmpty ? text : (pattern.capture(text) ?? Text()).trimmed()
    }
    guard let map = term.map else { return text }
    if let word = map.find(text) { return word }
    switch map.otherwise {
    case .keep: return text
    case .empty: return Text()
    case .word(let word): return word
    case .refuse: if text.isEmpty { return text } else { throw .notMapped }
    }
  }

  private func origin(_ term: Term) throws(ValueProblem) -> Text {
    switch term.origin {
    case .column(let column):
      let steps = term.clean ?? profile.clean
      let text = try sound(cell(column))
      guard let several = term.several else { return clean(text, steps) }
      return try only(text, several, column: column) { clean($0, steps) }
    case .constant(let text): return text
    case .assumed(let word, let unknown):
      assumptions.note(try text(unknown), as: word, in: unknown.columns.first ?? 0)
      return word
    case .captured(let number): return clean(captures[number], term.clean ?? [])
    case .firstOf(let terms):
      for inner in terms {
        let text = try self.text(inner)
        if !text.isEmpty { return clean(text, term.clean ?? []) }
      }
      return Text()
    case .join(let terms, let separator): return try joined(terms, separator)
    case .difference, .total:
      guard let value = try exact(term, decimals: 2) else { return Text() }
      return scratch.text(Array(value.string(decimals: 0).utf8))
    case .contentID, .ordinal: return Text()
    case .partNumber: return isSplit ? scratch.text(Array(String(part).utf8)) : Text()
    }
  }

  /// Refuses a spoilt cell before anything can be made of it.
  @inline(__always)
  func sound(_ text: Text) throws(ValueProblem) -> Text {
    if isSheet, text.isSpoilt { throw .spoilt }
    return text
  }

  private func clean(_ text: Text, _ steps: [CleanStep]) -> Text {
    var text = text
    for step in steps where !text.isEmpty { text = step.apply(text, scratch) }
    return text
  }

  /// The parts that are not empty; nothing where the first one is.
  private func joined(_ terms: [Term], _ separator: Text) throws(ValueProblem) -> Text {
    var bytes: [UInt8] = []
    for (index, term) in terms.enumerated() {
      let text = try self.text(term)
      if text.isEmpty {
        if index == 0 { return Text() }
        continue
      }
      if index > 0 { bytes += separator.bytes }
      bytes += text.bytes
    }
    return scratch.text(bytes)
  }

  /// The number of a term with its sign, unit and factor; nil where it is empty.
  func exact(_ term: Term, decimals: Int) throws(ValueProblem) -> Exact? {
    if let when = term.when, !holds(when) { return nil }
    guard var value = try plainNumber(term, decimals: decimals) else { return nil }
    guard let rule = term.number else { return value }
    if rule.factor != 1 { value = try value.times(rule.factor) }
    for factor in rule.factors {
      guard let number = try exact(factor, decimals: decimals) else { return nil }
      value = try value.times(number)
    }
    for divisor in rule.divisors {
      guard let number = try exact(divisor, decimals: decimals) else { return nil }
      value = try value.divided(by: number)
    }
    if rule.isMinorUnit { value = Exact(units: value.units / Exact.power(decimals)) }
    switch rule.sign {
    case .asWritten: break
    case .positive: value = value.magnitude
    case .negative: value = -value.magnitude
    case .negated: value = -value
    }
    if let condition = rule.negativeWhen, holds(condition) { value = -value.magnitude }
    return value
  }

  private func plainNumber(_ term: Term, decimals: Int) throws(ValueProblem) -> Exact? {
    switch term.origin {
    case .firstOf(let terms) where term.pattern == nil && term.map == nil:
      for inner in terms {
        if let value = try exact(inner, decimals: decimals) { return value }
      }
      return nil
    case .difference(let first, let second, let magnitudes):
      let credit = try exact(first, decimals: decimals)
      let debit = try exact(second, decimals: decimals)
      guard credit != nil || debit != nil else { return nil }
      let out = debit ?? Exact(units: 0)
      return (credit ?? Exact(units: 0)) + -(magnitudes ? out.magnitude : out)
    case .total(let terms):
      var sum: Exact?
      for inner in terms {
        guard let value = try exact(inner, decimals: decimals) else { continue }
        sum = (sum ?? Exact(units: 0)) + value
      }
      return sum
    default:
      let text = try self.text(term)
      return text.isEmpty ? nil : try Exact(text)
    }
  }

  /// - Parameter shop: the zone of the record's shop, and its number in the memory of days.
  func seconds(
    _ text: Text, _ rule: Term.TimeRule?, shop: (zone: Zone, number: Int)
  ) throws(ValueProblem) -> Int64 {
    let patterns = rule.map(\.patterns) ?? []
    let zoneRule = rule?.zone ?? profile.time.zone
    let used = patterns.isEmpty ? profile.time.patterns : patterns
    var lacksYear = false
    for pattern in used {
      guard let (local, offset) = pattern.read(text, upTo: lastDay) else {
        lacksYear = lacksYear || !pattern.hasYear && pattern.read(text, upTo: .anyLeapYear) != nil
        continue
      }
      let zone = try self.zone(zoneRule, isDate: pattern.isDate, shop).zone
      return offset.map { local - $0 } ?? zone.instant(local: local).seconds
    }
    // A date of a spreadsheet has no pattern. Where values tell day and month apart, a spreadsheet
    // may have taken one for the other before.
    if used.isEmpty || isSheet && profile.signature.values.isEmpty {
      let (zone, number) = try self.zone(zoneRule, isDate: TimeReader.isDate(text), shop)
      return try times.seconds(text, zone: zone, zoneNumber: number)
    }
    throw lacksYear ? .noYear : .notATime
  }

  /// The same where neither the term nor the profile says anything about times.
  func isoSeconds(_ text: Text, shop: (zone: Zone, number: Int)) throws(ValueProblem) -> Int64 {
    if TimeReader.isDate(text) {
      return try times.seconds(text, zone: shop.zone, zoneNumber: shop.number)
    }
    return try times.seconds(
      text, zone: zones.workspace, zoneNumber: TimeReader.workspaceNumber)
  }

  /// The zone of a time without an offset: the one the profile names, else the workspace's. A bare
  /// date is that day where the shop is, wherever the workspace is.
  func zone(
    _ rule: Term.ZoneRule?, isDate: Bool, _ shop: (zone: Zone, number: Int)
  ) throws(ValueProblem) -> (zone: Zone, number: Int) {
    switch rule {
    case nil: return isDate ? shop : (zones.workspace, TimeReader.workspaceNumber)
    case .shop: return shop
    case .named(let name):
      if let profileZone, profileZone.name == name { return (profileZone, -1) }
      guard let zone = zones.named(name) else { throw .unknownZone }
      return (zone, -1)
    case .term(let column):
      let name = cell(column)
      if name.isEmpty { return try zone(nil, isDate: isDate, shop) }
      guard let zone = zonesOfRows[name] ?? zones.named(name.string) else { throw .unknownZone }
      if zonesOfRows[name] == nil { zonesOfRows[Text(copying: name.bytes)] = zone }
      // The memory of days tells zones apart by number; the hash of the name is one.
      return (zone, -2 - Int(StableHash.of(name) >> 2))
    }
  }

  func holds(_ condition: Condition) -> Bool {
    switch condition {
    case .all(let list): return list.allSatisfy { holds($0) }
    case .any(let list): return list.contains { holds($0) }
    case .not(let inner): return !holds(inner)
    case .split: return isSplit
    case .whole: return isWhole
    case .empty(let term): return (try? text(term))?.isEmpty ?? false
    case .oneOf(let term, let words): return (try? text(term)).map { words.contains($0) } ?? false
    case .matches(let term, let pattern): return (try? text(term)).map(pattern.matches) ?? false
    case .sign(let term, let sign):
      guard let value = try? exact(term, decimals: 2) else { return false }
      switch sign {
      case .negative: return value.units < 0
      case .zero: return value.units == 0
      case .positive: return value.units > 0
      }
    case .same(let first, let second):
      guard let left = try? text(first), let right = try? text(second) else { return false }
      return left == right
    }
  }
}

extension Day {
  /// By which any month and day is a date, also 29 February.
  fileprivate static let anyLeapYear = Day(year: 2000, month: 12, day: 31)
}
