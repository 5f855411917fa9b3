/// A discount that a basket gets once it comes to so much (满减), as orders name it.
public struct Promotion: Sendable, Equatable {
  /// From this price of the basket on, so much off; minor units.
  public struct Step: Sendable, Equatable {
    public var threshold: Int64
    public var discount: Int64

    public init(threshold: Int64, discount: Int64) {
      self.threshold = threshold
      self.discount = discount
    }
  }

  /// The orders' `promotion_id`.
  public var id: Text
  /// nil: all shops of its currency.
  public var shop: Int?
  public var currency: Currency
  /// Ascending in both figures.
  public var steps: [Step]
  /// The discount is given for every full threshold (每满); then there is one step.
  public var repeats: Bool

  public init(
    id: Text, shop: Int? = nil, currency: Currency, steps: [Step], repeats: Bool = false
  ) {
    self.id = id
    self.shop = shop
    self.currency = currency
    self.steps = steps
    self.repeats = repeats
  }

  /// What a basket gets off at a price; 0 below the first step.
  public func discount(at price: Int64) -> Int64 {
    if repeats, let step = steps.first { return price / step.threshold * step.discount }
    return steps.last { $0.threshold <= price }?.discount ?? 0
  }
}

extension Policy {
  /// nil where the policy does not say what a promotion gives.
  func promotion(_ id: Text, shop: Int, _ currency: Currency) -> Promotion? {
    promotions.first {
      $0.id == id && ($0.shop ?? shop) == shop && $0.currency == currency
    }
  }
}
