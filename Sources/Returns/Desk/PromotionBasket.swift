/// The goods of an order that got a promotion's discount together, as some of them go back. Where
/// the discount still holds for what is kept, each is worth what was paid for it; where it does
/// not, what is kept is priced as it would have been bought alone (CN-15; M7-17). Together the
/// refunds come to what was paid for the goods that are back, less the discount that is lost.
struct PromotionBasket {
  /// What was paid for all of it, minor units.
  var paid: Int64 = 0
  /// Of what earlier cases took: their worth, and their money after all caps.
  var share: Int64 = 0
  var amount: Int64 = 0
  /// What the kept goods would have cost alone; nil while the whole discount holds for them.
  var keptPrice: Int64?
  /// Nothing of it is kept.
  var isEmptied = false
  /// The price of the units that go back, before the discount: they are worth no more.
  var price: Int64 = 0

  /// What is left of what was paid.
  var left: Int64 { max(0, paid - amount) }
  /// What is left of its worth.
  var worthLeft: Int64 { max(0, paid - share) }

  /// The worth of the units by re-pricing. More may be lost than they are worth: the customer owes
  /// nothing, but what goes back later is worth as much less.
  func worth(proportional: Int64) -> Int64 {
    if isEmptied { return worthLeft }
    guard let keptPrice else { return min(proportional, worthLeft) }
    return min(max(paid - keptPrice - share, 0), price)
  }
}

extension Desk {
  /// What tells the two methods apart, where they differ.
  func repricingNote(of file: CaseFile) -> Note? {
    guard let repricing = file.repricing, repricing.difference != 0 else { return nil }
    return .repriced(
      repricing.promotion, repriced: repricing.repriced, proportional: repricing.proportional)
  }

  /// The basket of a line of which units go back; nil where it was bought without a promotion, or
  /// its figures are not those of the policy's: then nothing can be said of another basket.
  func basket(
    of line: OrderLine, _ quantity: Int64, before: LineClaim, beside claim: GoodsClaim
  ) -> PromotionBasket? {
    guard !line.promotionID.isEmpty, !circumstances.policy.promotions.isEmpty,
      let promotion = policy.promotion(line.promotionID, shop: shop, orderCurrency)
    else { return nil }
    var basket = PromotionBasket(isEmptied: true)
    var (listed, price): (Int64, Int64) = (0, 0)
    var kept: (listed: Int64, price: Int64) = (0, 0)
    for other in dossier.lines where other.promotionID == line.promotionID {
      let isSame = other.lineNo == line.lineNo
      let taken = isSame ? before : taken(of: other.lineNo, beside: claim)
      let left = max(0, other.quantity - taken.quantity - (isSame ? quantity : 0))
      listed += clamped(other.unitPrice, other.quantity)
      price += fullPrice(of: other, other.quantity)
      kept.listed += clamped(other.unitPrice, left)
      kept.price += fullPrice(of: other, left)
      if left > 0 { basket.isEmptied = false }
      basket.paid += paid(for: other)
      basket.share += taken.share
      basket.amount += taken.amount
    }
    let discount = promotion.discount(at: listed)
    guard discount > 0, price - basket.paid == discount else { return nil }
    let still = promotion.discount(at: kept.listed)
    if still != discount { basket.keptPrice = kept.price - still }
    let rest = max(0, line.quantity - before.quantity)
    basket.price = fullPrice(of: line, rest) - fullPrice(of: line, max(0, rest - quantity))
    return basket
  }

  /// The price of units of a line before the promotion's discount, rounded half up.
  private func fullPrice(of line: OrderLine, _ quantity: Int64) -> Int64 {
    guard let paid = line.paidAmount, let discount = line.discountAmount else {
      return clamped(line.unitPrice, quantity)
    }
    return MinorUnits.proportion(paid + discount, quantity, line.quantity) ?? 0
  }
}
