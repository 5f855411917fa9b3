/// A condition of the goods (R2.3.1), answered by what the warehouse found: a name and a function
/// that answers it for one inspection; nil where nothing was said. They are reported, and decide
/// nothing: acceptance is the warehouse's own word. In the order of verdict reasons.
struct GoodsCheck: Sendable {
  let name: CheckName
  let answer: @Sendable (Inspection) -> Bool?

  static let all: [GoodsCheck] = [resaleable, unused, packaging]

  /// Its own flag, else what its condition says.
  static let resaleable = GoodsCheck(name: .resaleable) { inspection in
    if let isResaleable = inspection.isResaleable { return isResaleable }
    if inspection.result == .accepted { return true }
    return inspection.condition.map { $0 == .intact }
  }

  /// Unused or barely: use that leaves goods resaleable is none (CN-07; EU-08).
  static let unused = GoodsCheck(name: .unused) { inspection in
    guard let condition = inspection.condition else {
      return inspection.result == .accepted ? true : nil
    }
    return condition != .used || inspection.isResaleable == true || inspection.result == .accepted
  }

  /// Not badly damaged; what the warehouse wrote is its own word, so only known ones answer.
  static let packaging = GoodsCheck(name: .packaging) { inspection in
    let word = inspection.packaging
    if word.isEmpty { return inspection.result == .accepted ? true : nil }
    if badPackaging.contains(where: { $0.isSameWord(as: word) }) { return false }
    return goodPackaging.contains { $0.isSameWord(as: word) } ? true : nil
  }

  private static let badPackaging: [Text] = [
    "damaged", "badly_damaged", "broken", "missing", "破损", "缺失",
  ]
  private static let goodPackaging: [Text] = [
    "intact", "good", "complete", "slightly_damaged", "完好",
  ]

  /// One unit that fails is enough; so is one of which nothing is known.
  func verdict(_ inspections: [Inspection]) -> CheckVerdict {
    var verdict = CheckVerdict.pass
    for inspection in inspections {
      switch answer(inspection) {
      case true?: break
      case false?: return .fail
      case nil: verdict = .unknown
      }
    }
    return verdict
  }
}
