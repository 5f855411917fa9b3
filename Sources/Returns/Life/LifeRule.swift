/// The order of steps that the state machine of a case allows: a line says which step comes not
/// before, or not after, which other one, or is not proven without it. Replaying the facts in time
/// order finds the same as asking each line for the first and last time of its two steps, whatever
/// the order of the facts.
struct LifeRule: Sendable {
  enum Order: Sendable { case notBefore, notAfter, needs }

  let step: LifeStep
  let order: Order
  let other: LifeStep
  let holds: Condition
  /// Steps without which it is not broken, a bit each.
  let taken: UInt16

  /// The cases it holds for.
  enum Condition: Sendable {
    case always, whereRefused, whereUndecided, whereReturned, whereLost, whereAllAccepted
    case onAcceptance, onArrival
  }

  init(
    _ step: LifeStep, _ order: Order, _ other: LifeStep, _ holds: Condition = .always
  ) {
    self.step = step
    self.order = order
    self.other = other
    self.holds = holds
    taken = order == .needs ? step.bit : step.bit | other.bit
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
    LifeRule(.withdrawn, .notAfter, .arrived),
    LifeRule(.pickedUp, .notBefore, .received),
    LifeRule(.pickedUp, .notBefore, .applied),
    LifeRule(.pickedUp, .notBefore, .approved),
    LifeRule(.pickedUp, .notAfter, .withdrawn),
    LifeRule(.pickedUp, .notAfter, .refused, .whereRefused),
    LifeRule(.arrived, .notBefore, .pickedUp),
    LifeRule(.lost, .notAfter, .inspected),
    LifeRule(.received, .notAfter, .refunded, .whereLost),
    LifeRule(.accepted, .notAfter, .withdrawn),
    LifeRule(.accepted, .notAfter, .refused, .whereRefused),
    LifeRule(.refused, .notAfter, .accepted, .whereRefused),
    LifeRule(.accepted, .needs, .approved, .whereUndecided),
    LifeRule(.inspected, .notBefore, .applied),
    LifeRule(.inspected, .notBefore, .pickedUp),
    LifeRule(.inspected, .notBefore, .arrived),
    LifeRule(.inspected, .needs, .arrived),
    LifeRule(.sentBack, .notBefore, .inspected),
    LifeRule(.sentBack, .needs, .inspected),
    LifeRule(.sentBack, .notAfter, .accepted, .whereAllAccepted),
    LifeRule(.refunded, .notBefore, .applied),
    LifeRule(.refunded, .notBefore, .approved),
    LifeRule(.refunded, .notBefore, .accepted, .onAcceptance),
    LifeRule(.refunded, .notBefore, .arrived, .onArrival),
    LifeRule(.refunded, .notAfter, .shipped, .whereReturned),
    LifeRule(.shipped, .notBefore, .applied),
    LifeRule(.shipped, .notBefore, .approved),
    LifeRule(.shipped, .notAfter, .withdrawn),
    LifeRule(.shipped, .notAfter, .converted),
    LifeRule(.shipped, .notAfter, .refunded, .whereReturned),
    LifeRule(.shipped, .notAfter, .refused, .whereRefused),
    LifeRule(.replaced, .notBefore, .shipped),
  ]
}

extension CaseFile {
  func meets(_ condition: LifeRule.Condition) -> Bool {
    switch condition {
    case .always: true
    case .whereRefused: verdict == .refused
    case .whereUndecided: verdict == nil || verdict == .pending
    // That an exchange was turned into a refund after it had left is told as such.
    case .whereReturned: kind != .exchange && application.kind != .exchange
    case .whereLost: application.reason == .lost
    case .whereAllAccepted:
      isApproved
        && inspections.allSatisfy {
          $0.result == .accepted && $0.disposition != .returnToCustomer
        }
    case .onAcceptance: terms.refundOn == .acceptance && needsGoodsBack
    case .onArrival: terms.refundOn == .arrival && needsGoodsBack
    }
  }
}
