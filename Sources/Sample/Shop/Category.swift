/// A kind of goods: as the exports call it, and why it comes back.
enum Category: Sendable {
  case tableware, clothing, home, jewellery, stationery, food, engraved

  /// Reasons with their weights; the words of the cases feed.
  var reasons: [(reason: String, weight: Int)] {
    switch self {
    case .tableware:
      [
        ("damaged", 40), ("transit_damage", 12), ("no_longer_needed", 28), ("colour", 10),
        ("not_as_described", 10),
      ]
    case .clothing:
      [
        ("size", 46), ("colour", 14), ("style", 8), ("no_longer_needed", 24),
        ("not_as_described", 8),
      ]
    case .home:
      [
        ("damaged", 22), ("defective", 30), ("missing_parts", 14), ("no_longer_needed", 26),
        ("safety", 2), ("wrong_item", 6),
      ]
    case .jewellery: [("not_as_described", 30), ("no_longer_needed", 50), ("defective", 20)]
    case .stationery: [("no_longer_needed", 40), ("wrong_item", 30), ("defective", 30)]
    case .food: [("damaged", 60), ("not_as_described", 30), ("unlawful", 2), ("wrong_item", 8)]
    case .engraved: [("wrong_item", 60), ("damaged", 40)]
    }
  }

  var english: String { "\(self)" }

  var chinese: String {
    switch self {
    case .tableware: "茶具"
    case .clothing: "服饰"
    case .home: "家居"
    case .jewellery: "首饰"
    case .stationery: "文具"
    case .food: "食品"
    case .engraved: "定制"
    }
  }

  /// Cases of quality in this category wait for a person (policy/sample.yaml says so).
  var isReviewed: Bool { self == .jewellery }
}

/// Reasons by family, as far as the course of a case depends on it.
enum ReasonFamily {
  static let quality: Set<String> = [
    "damaged", "defective", "missing_parts", "not_as_described", "wrong_item",
  ]
  static let fit: Set<String> = ["size", "colour", "style"]
  static let special: Set<String> = ["safety", "unlawful"]
}
