extension Check {
  /// open before + newly expected − matched − written off ± revised = open after, and what is open
  /// before is what the date before left open.
  static let movements = Check(
    "movements", "each kind of expectation moved from one open amount to the next without a rest"
  ) { evening, findings in
    let place = evening.run.place("proof.json") + " expectations"
    var before: [String: Int] = [:]
    for movement in try evening.previous?.proof().expectations ?? [] {
      before["\(movement.kind) \(movement.currency)"] = movement.openAfter
    }
    for movement in try evening.run.proof().expectations {
      let name = "\(movement.kind) \(movement.currency)"
      if Words.moneyKinds[movement.kind] == nil {
        findings.fault(
          "\(place) \(name)", found: movement.kind, expected: "a kind of expectation of money",
          advice: .recomputed)
      }
      let left =
        Int128(movement.openBefore) + Int128(movement.newlyExpected) - Int128(movement.matched)
        - Int128(movement.writtenOff) + Int128(movement.revised)
      findings.compare(
        "\(place) \(name) open_after", found: Int128(movement.openAfter), expected: left)
      findings.compare(
        "\(place) \(name) residual", found: Int128(movement.residual),
        expected: left - Int128(movement.openAfter))
      let opening = before.removeValue(forKey: name) ?? 0
      if evening.previous != nil {
        findings.compare(
          "\(place) \(name) open_before", found: movement.openBefore, expected: opening)
      }
    }
    for (name, amount) in before.sorted(by: { $0.key < $1.key }) where amount != 0 {
      findings.compare("\(place) \(name) open_before", found: "none", expected: "\(amount)")
    }
  }
}
