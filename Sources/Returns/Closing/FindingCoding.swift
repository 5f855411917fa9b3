/// A finding as bytes: how the ledger keeps the content of an exception, so that it can still be
/// worded when its trouble is gone. Numbers are zigzag varints, texts have a length before them,
/// absent numbers a 0 before them.
extension Finding {
  /// - Parameter shop: the shop's number in the ledger, which is kept instead of its place in the
  ///   policy.
  public func append(shop: Int, openedOn: Day, to bytes: inout [UInt8]) {
    bytes.append(code.rawValue)
    RecordCoding.appendZigzag(Int64(bitPattern: identity), to: &bytes)
    RecordCoding.appendZigzag(Int64(shop), to: &bytes)
    subject.append(to: &bytes)
    caseID.append(to: &bytes)
    orderID.append(to: &bytes)
    waybill.append(to: &bytes)
    txnID.append(to: &bytes)
    cause.append(to: &bytes)
    func append(_ amount: Int64?) {
      bytes.append(amount == nil ? 0 : 1)
      if let amount { RecordCoding.appendZigzag(amount, to: &bytes) }
    }
    append(expected)
    append(actual)
    append(dueOn.map { Int64($0.number) })
    RecordCoding.appendZigzag(Int64(currency.code), to: &bytes)
    RecordCoding.appendZigzag(Int64(openedOn.number), to: &bytes)
    RecordCoding.appendVarint(UInt64(notes.count), to: &bytes)
    for note in notes { note.append(to: &bytes) }
  }

  /// The stored shop is its number in the ledger; nil where the bytes are not a finding.
  public init?(reading bytes: Text) {
    guard let start = bytes.bytes.baseAddress else { return nil }
    var reader = ByteReader(start)
    guard let code = ExceptionCode(rawValue: reader.byte()) else { return nil }
    let identity = UInt64(bitPattern: reader.zigzag())
    let shop = Int(reader.zigzag())
    let texts = (0..<6).map { _ in reader.text() }
    func optional() -> Int64? { reader.byte() == 0 ? nil : reader.zigzag() }
    let numbers = (0..<3).map { _ in optional() }
    let currency = Currency(code: UInt16(truncatingIfNeeded: reader.zigzag()))
    let openedOn = Day(number: Int32(truncatingIfNeeded: reader.zigzag()))
    self.init(code, identity: identity, subject: texts[0], shop: shop, openedOn: openedOn)
    (caseID, orderID, waybill, txnID, cause) = (texts[1], texts[2], texts[3], texts[4], texts[5])
    (expected, actual) = (numbers[0], numbers[1])
    dueOn = numbers[2].map { Day(number: Int32(truncatingIfNeeded: $0)) }
    self.currency = currency
    for _ in 0..<reader.varint() {
      guard let note = Note(reading: &reader) else { return nil }
      notes.append(note)
    }
  }
}

extension Note {
  func append(to bytes: inout [UInt8]) {
    func put(_ tag: UInt8, _ texts: [Text], _ numbers: [Int64] = []) {
      bytes.append(tag)
      for text in texts { text.append(to: &bytes) }
      for number in numbers { RecordCoding.appendZigzag(number, to: &bytes) }
    }
    switch self {
    case .nearest(let id, let field, let expected, let found): put(0, [id, field, expected, found])
    case .rival(let id): put(1, [id])
    case .missing(let name): put(2, [name])
    case .weight(let billed, let agreed): put(3, [], [billed, agreed])
    case .zone(let billed, let agreed): put(4, [billed, agreed])
    case .otherInvoice(let invoice): put(5, [invoice])
    case .quantity(let asked, let left): put(6, [], [asked, left])
    case .windowEnded(let day): put(7, [], [Int64(day.number)])
    case .appliedOn(let day): put(8, [], [Int64(day.number)])
    case .statuses(let a, let b): put(9, [], [Int64(a.rawValue), Int64(b.rawValue)])
    case .lastSeen(let status, let day):
      put(10, [], [Int64(status.rawValue), day.map { Int64($0.number) } ?? .min])
    case .changed(let field, let before, let after): put(11, [field, before, after])
    case .channel(let paid, let refunded): put(12, [paid, refunded])
    case .currencies(let expected, let found):
      put(13, [], [Int64(expected.code), Int64(found.code)])
    case .amounts(let name, let amount): put(14, [name], [amount])
    case .text(let text): put(15, [text])
    case .law(let article, let chinese, let since):
      put(20, [article, chinese], [Int64(since.number)])
    case .clause(let policy, let law): put(21, [policy, law])
    case .lawfulUntil(let day): put(22, [], [Int64(day.number)])
    case .deliberateSince(let day): put(23, [], [Int64(day.number)])
    case .bearer(let bearer): put(24, [], [Int64(bearer.rawValue)])
    case .answeredOn(let day): put(26, [], [Int64(day.number)])
    case .unproven(let step, let at, let other):
      put(30, [], [Int64(step.rawValue), at, Int64(other.rawValue)])
    case .refundedBesides(let amount): put(28, [], [amount])
    case .outboundFreight: put(29, [])
    case .beyondPayments(let amount): put(31, [], [amount])
    case .chargedBack(let amount): put(32, [], [amount])
    case .replacedBesides: put(33, [])
    case .looseRefund(let txnID): put(36, [txnID])
    case .refundInDoubt(let txnID): put(42, [txnID])
    case .sharedPayment(let reference): put(37, [reference])
    case .paidForOther(let payment, let order): put(38, [payment, order])
    case .takenAway: put(34, [])
    case .heldDays(let source, let from, let through):
      put(35, [source], [Int64(from.number), Int64(through.number)])
    case .repriced(let promotion, let repriced, let proportional):
      put(27, [promotion], [repriced, proportional])
    case .clash(let step, let at, let isAfter, let other, let otherAt):
      put(
        25, [],
        [Int64(step.rawValue), at, isAfter ? 1 : 0, Int64(other.rawValue), otherAt])
    case .audit(let check): put(50, [], [Int64(check.rawValue)])
    case .payer(let agreed, let billed):
      put(51, [], [Int64(agreed.rawValue), Int64(billed.rawValue)])
    case .otherWaybill(let waybill): put(52, [waybill])
    case .namesNoParcel(let invoice): put(57, [invoice])
    case .toleranceUsedUp: put(53, [])
    case .chargedAll(let amount, let currency): put(56, [], [amount, Int64(currency.code)])
    case .billedBefore(let day): put(55, [], [Int64(day.number)])
    case .recovered(let bearer, let id): put(54, [id], [Int64(bearer.rawValue)])
    case .refusal(let refusal, let action, let person, let exception):
      put(40, [person, exception], [Int64(refusal.rawValue), Int64(action.rawValue)])
    }
  }

  init?(reading reader: inout ByteReader) {
    func day(_ number: Int64) -> Day { Day(number: Int32(truncatingIfNeeded: number)) }
    func status(_ number: Int64) -> ParcelStatus {
      ParcelStatus(rawValue: UInt8(truncatingIfNeeded: number)) ?? .created
    }
    func step(_ number: Int64) -> LifeStep {
      LifeStep(rawValue: UInt8(truncatingIfNeeded: number)) ?? .applied
    }
    let tag = reader.byte()
    switch tag {
    case 0:
      self = .nearest(
        id: reader.text(), field: reader.text(), expected: reader.text(), found: reader.text())
    case 1: self = .rival(id: reader.text())
    case 2: self = .missing(reader.text())
    case 3: self = .weight(billedGrams: reader.zigzag(), agreedGrams: reader.zigzag())
    case 4: self = .zone(billed: reader.text(), agreed: reader.text())
    case 5: self = .otherInvoice(reader.text())
    case 6: self = .quantity(asked: reader.zigzag(), left: reader.zigzag())
    case 7: self = .windowEnded(day(reader.zigzag()))
    case 8: self = .appliedOn(day(reader.zigzag()))
    case 9: self = .statuses(status(reader.zigzag()), status(reader.zigzag()))
    case 10:
      let last = status(reader.zigzag())
      let number = reader.zigzag()
      self = .lastSeen(last, number == .min ? nil : day(number))
    case 11: self = .changed(field: reader.text(), before: reader.text(), after: reader.text())
    case 12: self = .channel(paid: reader.text(), refunded: reader.text())
    case 13:
      self = .currencies(
        expected: Currency(code: UInt16(truncatingIfNeeded: reader.zigzag())),
        found: Currency(code: UInt16(truncatingIfNeeded: reader.zigzag())))
    case 14: self = .amounts(reader.text(), reader.zigzag())
    case 15: self = .text(reader.text())
    case 20:
      self = .law(article: reader.text(), chinese: reader.text(), since: day(reader.zigzag()))
    case 21: self = .clause(policy: reader.text(), law: reader.text())
    case 22: self = .lawfulUntil(day(reader.zigzag()))
    case 23: self = .deliberateSince(day(reader.zigzag()))
    case 24:
      self = .bearer(Bearer(rawValue: UInt8(truncatingIfNeeded: reader.zigzag())) ?? .merchant)
    case 26: self = .answeredOn(day(reader.zigzag()))
    case 30:
      self = .unproven(step(reader.zigzag()), at: reader.zigzag(), step(reader.zigzag()))
    case 34: self = .takenAway
    case 35:
      self = .heldDays(
        source: reader.text(), from: day(reader.zigzag()), through: day(reader.zigzag()))
    case 27:
      self = .repriced(
        reader.text(), repriced: reader.zigzag(), proportional: reader.zigzag())
    case 25:
      self = .clash(
        step(reader.zigzag()), at: reader.zigzag(), isAfter: reader.zigzag() == 1,
        step(reader.zigzag()), otherAt: reader.zigzag())
    case 40:
      let (person, exception) = (reader.text(), reader.text())
      let refusal = DecisionRefusal(rawValue: UInt8(truncatingIfNeeded: reader.zigzag()))
      let action = DecisionAction(rawValue: UInt8(truncatingIfNeeded: reader.zigzag()))
      self = .refusal(
        refusal ?? .notApplicable, action: action ?? .note, by: person, about: exception)
    default: self.init(ofRefund: tag, &reader)
    }
  }

  /// What is said of refunds that are owed, and of why none leaves.
  private init?(ofRefund tag: UInt8, _ reader: inout ByteReader) {
    switch tag {
    case 28: self = .refundedBesides(reader.zigzag())
    case 29: self = .outboundFreight
    case 31: self = .beyondPayments(reader.zigzag())
    case 32: self = .chargedBack(reader.zigzag())
    case 33: self = .replacedBesides
    case 36: self = .looseRefund(reader.text())
    case 37: self = .sharedPayment(reader.text())
    case 38: self = .paidForOther(payment: reader.text(), order: reader.text())
    case 42: self = .refundInDoubt(reader.text())
    default: self.init(ofFreight: tag, &reader)
    }
  }

  /// What audits of carriers' bills note.
  private init?(ofFreight tag: UInt8, _ reader: inout ByteReader) {
    func terms(_ number: Int64) -> Terms {
      Terms(rawValue: UInt8(truncatingIfNeeded: number)) ?? .account
    }
    switch tag {
    case 50:
      self = .audit(FeeCheck(rawValue: UInt8(truncatingIfNeeded: reader.zigzag())) ?? .rate)
    case 51: self = .payer(agreed: terms(reader.zigzag()), billed: terms(reader.zigzag()))
    case 52: self = .otherWaybill(reader.text())
    case 57: self = .namesNoParcel(reader.text())
    case 53: self = .toleranceUsedUp
    case 55: self = .billedBefore(Day(number: Int32(truncatingIfNeeded: reader.zigzag())))
    case 54:
      let id = reader.text()
      let bearer = Bearer(rawValue: UInt8(truncatingIfNeeded: reader.zigzag()))
      self = .recovered(from: bearer ?? .merchant, id: id)
    case 56:
      self = .chargedAll(
        reader.zigzag(), Currency(code: UInt16(truncatingIfNeeded: reader.zigzag())))
    default: return nil
    }
  }
}

extension Text {
  func append(to bytes: inout [UInt8]) {
    RecordCoding.appendVarint(UInt64(count), to: &bytes)
    bytes.append(contentsOf: self.bytes)
  }
}

extension ByteReader {
  mutating func text() -> Text {
    let count = Int(varint())
    return text(count)
  }
}
