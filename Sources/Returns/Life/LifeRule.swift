/// The order of steps that the state machine of a case allows: a line says which step comes not
/// before, or not after, which other one. Replaying the facts in time order finds the same as
/// asking each line for the first and last time of its two steps, whatever the order of the facts.
struct LifeRule: Sendable {
  enum Order: Sendable { case notBefore, notAfter }

  let step: LifeStep
  let order: Order
  let other: LifeStep
  /// Where it holds for some cases only.
  let holds: @Sendable (CaseFile) -> Bool

  init(
    _ step: LifeStep, _ order: Order, _ other: LifeStep,
    where holds: @escaping @Sendable (CaseFile) -> Bool = { _ in true }
  ) {
    self.step = step
    self.order = order
    self.other = other
    self.holds = holds
  }

  /// Of the lines of one step, the first that is broken is reported.
  static let all: [LifeRule] = [
    LifeRule(.applied, .notBefore, .ordered),
    LifeRule(.approved, .notBefore, .applied),
    LifeRule(.approved, .notAfter, .withdrawn),
    LifeRule(.refused, .notBefore, .applied),
    LifeRule(.refused, .notAfter, .refunded),
    LifeRule(.refused, .notAfter, .shipped),
    LifeRule(.converted, .notAfter, .shipped),
    LifeRule(.withdrawn, .notBefore, .applied),
    LifeRule(.withdrawn, .notAfter, .refunded),
    LifeRule(.withdrawn, .notAfter, .shipped),
    LifeRule(.withdrawn, .notAfter, .accepted),
    LifeRule(.pickedUp, .notBefore, .received),
    LifeRule(.pickedUp, .notBefore, .applied),
    LifeRule(.pickedUp, .notBefore, .approved),
    LifeRule(.pickedUp, .notAfter, .withdrawn),
    LifeRule(.pickedUp, .notAfter, .refused, where: { $0.verdict == .refused }),
    LifeRule(.arrived, .notBefore, .pickedUp),
    LifeRule(.lost, .notAfter, .inspected),
    LifeRule(.inspected, .notBefore, .applied),
    LifeRule(.inspected, .notBefore, .pickedUp),
    LifeRule(.inspected, .notBefore, .arrived),
    LifeRule(.sentBack, .notBefore, .inspected),
    LifeRule(.refunded, .notBefore, .applied),
    LifeRule(.refunded, .notBefore, .approved),
    LifeRule(.refunded, .notBefore, .accepted, where: { $0.isRefundedByAcceptance }),
    LifeRule(.refunded, .notBefore, .arrived, where: { $0.isRefundedByArrival }),
    LifeRule(.shipped, .notBefore, .applied),
    LifeRule(.shipped, .notBefore, .approved),
    LifeRule(.shipped, .notAfter, .converted),
    LifeRule(.shipped, .notAfter, .refused, where: { $0.verdict == .refused }),
    LifeRule(.replaced, .notBefore, .shipped),
  ]
}

extension CaseFile {
  fileprivate var isRefundedByArrival: Bool { terms.refundOn == .arrival && needsGoodsBack }
}
