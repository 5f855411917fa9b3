/// A clause of a shop's policy beside the rule of law that covers it: a row of law_report.csv.
public struct LawComparison: Sendable, Equatable {
  /// For the customer, against the law.
  public enum Verdict: UInt8, Vocabulary { case stricter, equal, better }

  public var shop = 0
  /// The policy's key, with what an override chooses: `windows.fit category=jewellery`.
  public var clause: Text
  public var policy: Text
  public var law: Text
  public var source: LawSource
  public var verdict: Verdict

  init(_ clause: Text, policy: Text, law: Text, source: LawSource, _ verdict: Verdict) {
    self.clause = clause
    self.policy = policy
    self.law = law
    self.source = source
    self.verdict = verdict
  }
}

extension Policy {
  /// Every clause of every shop's policy that the law in force on a day has a rule for, and whether
  /// it gives the customer less (`LAW_POLICY`). Overrides are compared where they change a clause.
  public func comparedWithLaw(on day: Day) -> [LawComparison] {
    shops.indices.flatMap { shop -> [LawComparison] in
      guard let law = shops[shop].law else { return [] }
      let scopes = scopes(of: shop)
      let general = rows(LawScope(), shop, law, day)
      return general
        + scopes.flatMap { scope in
          rows(scope, shop, law, day).filter { !general.contains($0) }.map { row in
            var row = row
            row.clause = Text(row.clause.string + scope.suffix)
            return row
          }
        }
    }
  }

  private func rows(
    _ scope: LawScope, _ shop: Int, _ law: LawPack, _ day: Day
  ) -> [LawComparison] {
    var rows: [LawComparison] = []
    for clause in LawClause.all {
      for family in ReasonFamily.allCases where scope.holds(for: family) {
        let terms = terms(shop: shop, scope, family: family)
        guard var row = clause.compare(terms, law, family, day) else { continue }
        row.shop = shop
        // What is one for all families is said once.
        if rows.contains(row) { continue }
        if rows.contains(where: { $0.clause == row.clause }) {
          row.clause = Text("\(row.clause) family=\(family.name)")
        }
        rows.append(row)
      }
    }
    return rows
  }

  /// What the overrides of a shop choose besides the shop and the family.
  private func scopes(of shop: Int) -> [LawScope] {
    var scopes: [LawScope] = []
    for override in overrides where (override.shop ?? shop) == shop {
      let scope = LawScope(category: override.category, reason: override.reason)
      if scope != LawScope(), !scopes.contains(scope) { scopes.append(scope) }
    }
    return scopes
  }

  /// The terms of all cases of a scope and family, as far as those choose them.
  private func terms(shop: Int, _ scope: LawScope, family: ReasonFamily) -> CaseTerms {
    var terms = terms
    for override in overrides
    where (override.shop ?? shop) == shop && (override.family ?? family) == family
      && (override.category == nil || override.category == scope.category)
      && (override.reason == nil || override.reason == scope.reason)
    { override.apply(&terms) }
    return terms
  }
}

private struct LawScope: Equatable {
  var category: Text?
  var reason: Reason?

  func holds(for family: ReasonFamily) -> Bool { (reason?.family ?? family) == family }

  var suffix: String {
    (category.map { " category=\($0)" } ?? "") + (reason.map { " reason=\($0.name)" } ?? "")
  }
}
