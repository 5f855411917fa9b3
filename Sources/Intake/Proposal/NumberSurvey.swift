import Returns

/// What the numbers of a column prove about how the source writes them.
public struct NumberSurvey: Sendable {
  /// Which sign stands before the decimals, as far as the values prove it.
  public enum Mark: Sendable, Equatable {
    /// Whole numbers only: there is nothing to decide.
    case none
    case point, comma
    /// Every value with a sign has exactly three digits behind it: decimals or thousands.
    case ambiguous
    /// Some values prove a point, others a comma.
    case mixed
  }

  /// Values that are numbers in one way or another.
  public private(set) var count = 0
  public private(set) var wholeCount = 0
  public private(set) var negativeCount = 0
  public private(set) var positiveCount = 0
  /// The first values that could be read in two ways.
  public private(set) var ambiguous: [String] = []
  /// A value that proves the point, and one that proves the comma.
  public private(set) var pointProof: String?
  public private(set) var commaProof: String?
  private var groupSigns: Set<UInt8> = []
  private var ambiguousCount = 0
  private var hasCurrencySign = false
  /// A currency sign stands behind a minus or in parentheses.
  private var hasInnerSign = false
  private var hasParentheses = false
  private var hasTrailingMinus = false
  private var hasWideDigits = false

  public var mark: Mark {
    switch (pointProof != nil, commaProof != nil) {
    case (true, true): .mixed
    case (true, false): .point
    case (false, true): .comma
    case (false, false): ambiguousCount > 0 ? .ambiguous : .none
    }
  }

  private static let point = UInt8(ascii: ".")
  private static let comma = UInt8(ascii: ",")
  private static let signs = ["¥", "￥", "$", "€", "£", "元", "₹", "₩"]

  /// The words of a profile's `clean` list for these numbers.
  func cleanSteps(_ mark: Mark) -> [String] {
    var steps: [String] = []
    if hasWideDigits { steps.append("wide_digits") }
    if hasCurrencySign, !hasInnerSign || hasTrailingMinus { steps.append("currency_sign") }
    if hasParentheses { steps.append("parentheses_negative") }
    if hasTrailingMinus { steps.append("trailing_minus") }
    if hasInnerSign { steps.append("currency_sign") }
    let groups = mark == .comma ? groupSigns.subtracting([Self.comma]) : groupSigns
    let separators = (mark == .comma ? groups : groups.subtracting([Self.point])).sorted()
    if !separators.isEmpty {
      let list = separators.map { "\"\(Character(Unicode.Scalar($0)))\"" }.joined(separator: ", ")
      steps.append("{group_separators: [\(list)]}")
    }
    if mark == .comma { steps.append("decimal_comma") }
    return steps
  }

  /// The steps where the sign of ambiguous values groups thousands.
  func cleanSteps(grouping sign: UInt8) -> [String] {
    var other = self
    other.groupSigns.insert(sign)
    return other.cleanSteps(sign == Self.point ? .comma : .point)
  }

  /// The sign that stands in the ambiguous values.
  var ambiguousSign: UInt8? {
    ambiguous.first?.utf8.first { $0 == Self.point || $0 == Self.comma }
  }

  /// Positive and negative numbers.
  var nonZeroCount: Int { positiveCount + negativeCount }

  /// - Returns: false where the value is no number.
  mutating func take(_ value: String) -> Bool {
    var text = value
    let isWide = text.unicodeScalars.contains { (0xFF10...0xFF19).contains($0.value) }
    if isWide { text = Self.narrow(text) }
    let signed = Self.withoutCurrency(text)
    let isCurrency = signed != text
    text = signed
    let isBracketed = text.hasPrefix("(") && text.hasSuffix(")") && text.utf8.count > 2
    if isBracketed { text = String(text.dropFirst().dropLast()) }
    let isTrailing = text.hasSuffix("-") && text.utf8.count > 1
    if isTrailing { text.removeLast() }
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text.removeFirst() }
    let inner = isNegative || isBracketed ? Self.withoutCurrency(text) : text
    let hasInner = inner != text
    let body = Array(inner.utf8)
    guard take(body: body, of: value) else { return false }
    count += 1
    hasWideDigits = hasWideDigits || isWide
    hasCurrencySign = hasCurrencySign || isCurrency
    hasInnerSign = hasInnerSign || hasInner
    hasParentheses = hasParentheses || isBracketed
    hasTrailingMinus = hasTrailingMinus || isTrailing
    let isZero = !body.contains { $0 >= 0x31 && $0 <= 0x39 }
    if isZero { return true }
    if isNegative || isBracketed || isTrailing { negativeCount += 1 } else { positiveCount += 1 }
    return true
  }

  /// Digits with separators between them.
  private mutating func take(body: [UInt8], of value: String) -> Bool {
    guard let first = body.first, first &- 0x30 <= 9 || first == Self.point, body.count <= 40,
      let last = body.last, last &- 0x30 <= 9
    else { return false }
    let places = body.indices.filter { body[$0] &- 0x30 > 9 }
    guard let end = places.last else {
      wholeCount += 1
      return true
    }
    guard places.allSatisfy({ [0x2E, 0x2C, 0x27, 0x20].contains(body[$0]) }) else { return false }
    let sign = body[end]
    let decimals = body.count - end - 1
    let groups = places.dropLast()
    if groups.isEmpty {
      guard sign == Self.point || sign == Self.comma else {
        return decimals == 3 && note(group: sign)
      }
      let isGroup = decimals == 3 && (1...3).contains(end) && first != 0x30
      if isGroup { return noteAmbiguous(value) }
      return prove(sign, value)
    }
    guard areGroups(body, Array(groups)) else { return false }
    if groups.allSatisfy({ body[$0] != sign }) {
      guard sign == Self.point || sign == Self.comma, Set(groups.map { body[$0] }).count == 1
      else { return false }
      return note(group: body[groups[0]]) && prove(sign, value)
    }
    guard decimals == 3, places.allSatisfy({ body[$0] == sign }), note(group: sign) else {
      return false
    }
    // 1.234.567: the point groups, so decimals would come behind a comma.
    if sign == Self.point { return prove(Self.comma, value) }
    return sign == Self.comma ? prove(Self.point, value) : true
  }

  /// Three digits stand between the separators.
  private func areGroups(_ body: [UInt8], _ places: [Int]) -> Bool {
    let all =
      places
      + [body[places[places.count - 1]...].dropFirst().firstIndex { $0 &- 0x30 > 9 }]
      .compactMap(\.self)
    return (1...3).contains(places[0]) && zip(all, all.dropFirst()).allSatisfy { $1 - $0 == 4 }
  }

  private mutating func note(group sign: UInt8) -> Bool {
    groupSigns.insert(sign)
    return true
  }

  private mutating func noteAmbiguous(_ value: String) -> Bool {
    ambiguousCount += 1
    if ambiguous.count < 3, !ambiguous.contains(value) { ambiguous.append(value) }
    return true
  }

  private mutating func prove(_ sign: UInt8, _ value: String) -> Bool {
    if sign == Self.point { pointProof = pointProof ?? value }
    if sign == Self.comma { commaProof = commaProof ?? value }
    return true
  }

  private static func withoutCurrency(_ text: String) -> String {
    var rest = Substring(text)
    for sign in signs {
      if rest.hasPrefix(sign) { rest = rest.dropFirst(sign.count) }
      if rest.hasSuffix(sign) { rest = rest.dropLast(sign.count) }
    }
    return String(rest.drop { $0 == " " })
  }

  private static func narrow(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      (0xFF01...0xFF5E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
