/// Money to be asked of a carrier: what it lost, damaged, brought late or charged too much (R6.2;
/// domain.md 3f). Minor units of `currency`.
public struct CarrierClaim: Sendable, Equatable {
  /// The same while the trouble is the same.
  public let id: UInt64
  /// The trouble or the audit check.
  public let ground: ExceptionCode
  public let carrier: Text
  /// Empty for a charge of no parcel.
  public let waybill: Text
  public var caseID = Text()
  public private(set) var amount: Int64
  public let currency: Currency
  /// The last day on which the carrier takes it; nil: without limit.
  public let deadline: Day?
  /// What shows it, as `name=value` pairs that need no language.
  public private(set) var evidence: Text
  /// The day its parcel was late, lost or damaged.
  var troubledOn: Day?
  /// Something is claimed still.
  private(set) var hasGround = true
  /// The waybills of the way back that what happened on the way out has caused, in the amount.
  private(set) var waysBack: [WayBack] = []

  init(
    id: UInt64, ground: ExceptionCode, carrier: Text, waybill: Text, amount: Int64,
    currency: Currency, deadline: Day?, evidence: ClaimEvidence
  ) {
    self.id = id
    self.ground = ground
    self.carrier = carrier
    self.waybill = waybill
    self.amount = amount
    self.currency = currency
    self.deadline = deadline
    self.evidence = evidence.text
  }

  /// Its parcel was found; what freight its carrier bears all the same is all that it owes.
  mutating func loseGround(_ freight: Int64) {
    hasGround = false
    amount = freight
  }

  /// Has a way back in it too, with what is payable for it.
  mutating func add(_ ways: [WayBack], _ freight: Int64) {
    waysBack = ways
    amount = FeeSum.adding(amount, freight)
    var shown = ClaimEvidence(of: evidence)
    shown.add("return_freight", freight, currency)
    evidence = shown.text
  }
}

/// One thing carriers owe for. A new one is a new file under `Rules/` and one line in `all`.
struct ClaimRule: Sendable {
  /// What a parcel is worth its order tells.
  var needsOrder = true
  /// Adds what the desk's dossier gives ground for; its charges are settled by then.
  let claim: @Sendable (Desk, inout [CarrierClaim]) -> Void

  /// In the order they are looked for.
  static let all: [ClaimRule] = [lostParcels, damagedParcels, lateParcels, charges]
}

extension Desk {
  /// All that carriers owe for what lies on the desk, whether or not it was claimed before. What a
  /// person has accepted or written off is no longer asked for.
  func carrierClaims() -> [CarrierClaim] {
    allCarrierClaims().filter { claim in
      !claim.ground.isParcelTrouble
        || !isGivenUp(troubleIdentity(of: claim))
    }
  }

  /// Of the parcel's trouble that a claim rests on.
  func troubleIdentity(of claim: CarrierClaim) -> UInt64 {
    circumstances.arrivalIdentity(shop: shop, claim.waybill, carrier: claim.carrier)
  }

  /// The same with what a person has given up.
  func allCarrierClaims() -> [CarrierClaim] {
    guard !waybills.isEmpty || !fees.isEmpty else { return [] }
    var claims: [CarrierClaim] = []
    let rules = circumstances.rules.claims
    for index in rules.indices where !isOrphan || !rules[index].needsOrder {
      rules[index].claim(self, &claims)
    }
    addWaysBack(to: &claims)
    claims.removeAll { $0.amount <= 0 }
    if let opening = circumstances.openingDay(shop) {
      claims.removeAll { isLeftBehind($0, opening) }
    }
    return claims
  }

  func carrierTerms(_ name: Text) -> CarrierTerms {
    circumstances.carrier(name) ?? CarrierTerms(name: name)
  }

  func claimIdentity(of parcel: Waybill) -> UInt64 {
    circumstances.identity("claim", shop: shop, parcel.waybill, parcel.carrier)
  }

  /// Whether a person is done with the trouble a claim would rest on.
  func isGivenUp(_ identity: UInt64) -> Bool { rulings.givenUp.contains(identity) }

  /// A claim about a parcel.
  /// - Parameter trouble: the day it is late, lost or reported as damaged.
  func claim(
    _ ground: ExceptionCode, _ parcel: Waybill, amount: Int64, within window: ClaimWindow,
    trouble: Day, evidence: ClaimEvidence
  ) -> CarrierClaim {
    let deadline = window.deadline { start in
      switch start {
      case .billing, .due, .trouble: trouble
      case .shipping: parcel.pickedUpAt.map(day) ?? trouble
      case .delivery: parcel.deliveredAt.map(day) ?? trouble
      }
    }
    var claim = CarrierClaim(
      id: claimIdentity(of: parcel),
      ground: ground, carrier: parcel.carrier, waybill: parcel.waybill,
      amount: amount, currency: orderCurrency, deadline: deadline, evidence: evidence)
    claim.caseID = fileIndex(of: parcel).map { files[$0].caseID } ?? Text()
    claim.troubledOn = trouble
    return claim
  }
}

/// What shows a claim: `status=lost status_on=2026-03-04`.
struct ClaimEvidence {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(160) }

  /// To go on with what was shown.
  init(of shown: Text) { bytes = Array(shown.bytes) }

  var text: Text { bytes.withUnsafeBytes { Text(copying: $0) } }

  mutating func add(_ name: StaticString, _ value: Text) {
    guard !value.isEmpty else { return }
    add(name)
    bytes.append(contentsOf: value.bytes)
  }

  private mutating func add(_ name: StaticString) {
    if !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    bytes.append(
      contentsOf: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "="))
  }

  mutating func add(_ name: StaticString, _ value: String?) {
    guard var value else { return }
    value.withUTF8 { add(name, Text(UnsafeRawBufferPointer($0))) }
  }

  mutating func add(_ name: StaticString, _ day: Day?) {
    guard let day else { return }
    add(name)
    day.append(to: &bytes)
  }

  /// An amount in its currency's own precision.
  mutating func add(_ name: StaticString, _ amount: Int64?, _ currency: Currency) {
    guard let amount else { return }
    add(name)
    Amount.append(amount, currency, to: &bytes)
  }

  /// The value that was declared. In another currency than the claim's it says nothing about the
  /// claim's amount: it is shown with its own.
  mutating func addDeclared(_ value: (amount: Int64, currency: Currency)?, in claim: Currency) {
    guard let value else { return }
    add("declared", value.amount, value.currency)
    if value.currency != claim { add("declared_currency", value.currency.string) }
  }
}

private let parcelStatusWords = ParcelStatus.allCases.map { Text($0.name) }

extension Desk {
  /// What the carrier itself has said of a parcel.
  func evidence(of parcel: Waybill) -> ClaimEvidence {
    var evidence = ClaimEvidence()
    evidence.add("picked_up", parcel.pickedUpAt.map(day))
    evidence.add("promised", parcel.promisedAt.map(day))
    evidence.add("delivered", parcel.deliveredAt.map(day))
    evidence.add("status", parcelStatusWords[Int(parcel.status.rawValue)])
    evidence.add("status_on", parcel.latest.happenedAt.map(day))
    return evidence
  }
}
