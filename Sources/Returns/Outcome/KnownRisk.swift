/// A risk as the register of a business date has it (R9.1): `loss` in minor units, probability and
/// impact 1 to 5.
public struct KnownRisk: Sendable, Equatable {
  public let id: String
  public let firstDay: Day
  public let probability: Int
  public let impact: Int
  public let loss: Int64
  public let currency: Currency

  public init(
    id: String, firstDay: Day, probability: Int, impact: Int, loss: Int64, currency: Currency
  ) {
    self.id = id
    self.firstDay = firstDay
    self.probability = probability
    self.impact = impact
    self.loss = loss
    self.currency = currency
  }
}
