import Returns

/// The rules beside a term's origin: word maps, numbers, times, clean lists, and conditions.
extension TermBuilder {
  mutating func condition(_ node: ProfileNode) throws(ProfileError) -> Condition {
    if node.isList {
      return .all(try conditions(node))
    }
    let map = try node.map(["all", "any", "not", "split", "whole"] + Self.testKeys + Self.termKeys)
    if map.count == 1, let (key, value) = map.first {
      switch key {
      case "all": return .all(try conditions(value))
      case "any": return .any(try conditions(value))
      case "not": return .not(try condition(value))
      case "split": return try value.flag() ? .split : .not(.split)
      case "whole": return try value.flag() ? .whole : .not(.whole)
      default: break
      }
    }
    let tests = Self.testKeys.filter { map[$0] != nil }
    guard tests.count == 1, let key = tests.first, let test = map[key] else {
      throw node.error("expected exactly one test: \(Self.testKeys.joined(separator: ", "))")
    }
    return try self.condition(key, test, try term(map, node))
  }

  private mutating func condition(
    _ key: String, _ test: ProfileNode, _ term: Term
  ) throws(ProfileError) -> Condition {
    switch key {
    case "is": return .oneOf(term, try test.strings().map { Text(fill($0)) })
    case "is_not": return .not(.oneOf(term, try test.strings().map { Text(fill($0)) }))
    case "matches": return .matches(term, try test.pattern())
    case "empty": return try test.flag() ? .empty(term) : .not(.empty(term))
    case "same_as": return .same(term, try self.term(test))
    default:
      return .sign(term, try test.word(Condition.Sign.allCases.map { ($0.rawValue, $0) }))
    }
  }

  mutating func conditions(_ node: ProfileNode) throws(ProfileError) -> [Condition] {
    var list: [Condition] = []
    for item in try node.items() { list.append(try condition(item)) }
    return list
  }

  func wordMap(
    _ node: ProfileNode, _ otherwise: ProfileNode?
  ) throws(ProfileError) -> Term.WordMap {
    var map = Term.WordMap(words: [], otherwise: .refuse)
    for (word, value) in try node.entries() {
      map.words.append((Text(word), Text(fill(try value.string()))))
    }
    if let otherwise {
      switch try otherwise.string() {
      case "refuse": map.otherwise = .refuse
      case "keep": map.otherwise = .keep
      case "empty", "": map.otherwise = .empty
      case let word: map.otherwise = .word(Text(word))
      }
    }
    return map
  }

  mutating func numberRule(_ map: [String: ProfileNode]) throws(ProfileError) -> Term.NumberRule? {
    let keys = ["unit", "sign", "negative_when", "times", "per", "round", "credit", "in", "total"]
    guard keys.contains(where: { map[$0] != nil }) else { return nil }
    var rule = Term.NumberRule()
    rule.isMinorUnit = try map["unit"]?.word([("minor", true), ("major", false)]) ?? false
    if let sign = map["sign"] {
      rule.sign = try sign.word(Term.Sign.allCases.map { ($0.rawValue, $0) })
    }
    if let condition = map["negative_when"] { rule.negativeWhen = try self.condition(condition) }
    if let times = map["times"] {
      if times.isMap {
        rule.factors = [try term(times)]
      } else {
        rule.factor = try times.number(1...1_000_000)
      }
    }
    if let per = map["per"] { rule.divisors = [try term(per)] }
    rule.isRounded = try map["round"]?.word([("half_up", true), ("no", false)]) ?? false
    return rule
  }

  mutating func timeRule(_ map: [String: ProfileNode]) throws(ProfileError) -> Term.TimeRule {
    var rule = Term.TimeRule()
    if let list = map["time"] {
      for item in try list.items() {
        let source = try item.string()
        guard let pattern = TimePattern(source) else {
          throw item.error(
            "\"\(source)\" is not a date pattern; write it like yyyy-MM-dd HH:mm:ss")
        }
        rule.patterns.append(pattern)
      }
    }
    if let zone = map["zone"] {
      if zone.isMap {
        let term = try self.term(zone)
        guard let column = term.plainColumn else { throw zone.error("expected a plain column") }
        rule.zone = .term(column)
      } else {
        let name = try zone.string()
        rule.zone = name == "shop" ? .shop : .named(name)
      }
    }
    return rule
  }

  static func clean(_ node: ProfileNode) throws(ProfileError) -> [CleanStep] {
    var steps: [CleanStep] = []
    for item in try node.items() { steps.append(try cleanStep(item)) }
    return steps
  }

  private static func cleanStep(_ node: ProfileNode) throws(ProfileError) -> CleanStep {
    if node.isMap {
      let map = try node.map(["prefix", "suffix", "empty", "group_separators"])
      guard map.count == 1, let (key, value) = map.first else {
        throw node.error("expected one step, such as prefix: \"`\"")
      }
      switch key {
      case "prefix": return .prefix(Text(try value.string()))
      case "suffix": return .suffix(Text(try value.string()))
      case "empty": return .empty(try value.strings().map { Text($0) })
      default: return .groupSeparators(try value.strings().flatMap { Array($0.utf8) })
      }
    }
    return try node.word([
      ("formula_guard", CleanStep.formulaGuard), ("currency_sign", .currencySign),
      ("decimal_comma", .decimalComma), ("parentheses_negative", .parenthesesNegative),
      ("trailing_minus", .trailingMinus), ("wide_digits", .wideDigits),
      ("collapse_blanks", .collapseBlanks),
    ])
  }
}
