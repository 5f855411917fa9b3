/// The rules a dossier is judged by, as lists of one worker's own. What several cores read is kept
/// alive by counters that would go back and forth between them at every look; a list of one's own
/// has its counter to itself.
struct Rulebook: Sendable {
  let checks = ApplicationCheck.all.map(\.self)
  let goodsChecks = GoodsCheck.all.map(\.self)
  let pools = MoneyRule.pools.map { $0.map(\.self) }
  let deadlines = DeadlineRule.all.map(\.self)
  let exceptions = ExceptionRule.all.map(\.self)
  let exceptionSubjects = ExceptionRule.all.map(\.subject)
  let life = LifeRule.all.map(\.self)
  let fees = FeeRule.all.map(\.self)
  let claims = ClaimRule.all.map(\.self)
  let instructions = InstructionRule.all.map(\.self)
  let journal = JournalRule.all.map(\.self)
}

extension Circumstances {
  /// The same circumstances in memory of their own: for a worker on another core (`Rulebook`).
  public func ownCopy() -> Circumstances {
    Circumstances(
      policy: policy.ownCopy(), asOf: asOf,
      deliveredFeeds: deliveredFeeds.map { Set($0.map(\.self)) }, coverage: coverage.map(\.self),
      held: held.map(\.self), issued: issued.ownCopy(), allotted: allotted.ownCopy(),
      refusedTolerances: refusedTolerances.map(\.self), looseMovements: looseMovements)
  }
}

extension Circumstances {
  /// The same circumstances, without the tolerances that no cap has room for.
  /// - Parameter refused: identities, ascending.
  public func refusing(_ refused: [UInt64]) -> Circumstances {
    Circumstances(
      policy: policy, asOf: asOf, deliveredFeeds: deliveredFeeds, coverage: coverage, held: held,
      issued: issued, allotted: allotted, refusedTolerances: refused,
      looseMovements: looseMovements)
  }
}

extension Policy {
  fileprivate func ownCopy() -> Policy {
    var copy = self
    copy.shops = shops.map { shop in
      var own = shop
      own.calendar = shop.calendar.ownCopy()
      own.law = shop.law?.ownCopy()
      return own
    }
    copy.terms.excludedCategories = Set(terms.excludedCategories.map(\.self))
    copy.overrides = overrides.map(\.self)
    copy.promotions = promotions.map(\.self)
    copy.rateCards = RateCards(rateCards.rates)
    copy.carriers = carriers.map { carrier in
      var own = carrier
      own.localZones = carrier.localZones.map(\.self)
      return own
    }
    copy.notices = notices.map { template in
      var own = template
      own.texts = template.texts.map(\.self)
      return own
    }
    copy.matching.referencePrefixes = matching.referencePrefixes.map(\.self)
    copy.sources = sources.map(\.self)
    return copy
  }
}
