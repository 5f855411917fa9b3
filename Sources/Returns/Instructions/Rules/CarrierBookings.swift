/// What else a booking says. Personal data is masked where the row is printed.
public struct BookingDetails: Sendable {
  public let carrier: Text
  /// Allotted from the carrier's range when the row is issued; empty: the carrier gives one.
  public var waybill = Text()
  public let direction: Direction
  public let isPickupWanted: Bool
  public let contactName: Text
  public let contactPhone: Text
  public let address: Text
  public let handOverBy: Day
}

extension InstructionRule {
  /// A carrier is booked for the return of an approved case that has no waybill yet (R3.3, R5.1).
  static let carrierBooking = InstructionRule(.carrierBooking) { desk, _, list in
    for index in desk.files.indices where desk.leads(index) {
      let file = desk.files[index]
      guard file.isApproved, file.needsGoodsBack, let need = desk.bookingNeed(of: file) else {
        continue
      }
      list.append(desk.booking(file, need))
    }
  }
}

extension Desk {
  func bookingIdentity(of caseID: Text) -> UInt64 {
    circumstances.identity("booking", shop: shop, caseID)
  }

  /// The carrier the customer chose, else the policy's; nil where nobody is to be booked.
  func bookedCarrier(of file: CaseFile) -> Text? {
    let carrier =
      file.application.returnCarrier.isEmpty
      ? file.terms.bookingCarrier : file.application.returnCarrier
    if carrier.isEmpty { return nil }
    switch file.terms.bookings {
    case .off: return nil
    case .pickupWanted: return file.application.isPickupWanted ? carrier : nil
    case .always: return carrier
    }
  }

  /// nil: nobody is to be booked, and a booking is to be called off.
  fileprivate func bookingNeed(of file: CaseFile) -> InstructionNeed? {
    let subject = bookingIdentity(of: file.caseID)
    let isIssued = circumstances.issued.has(.carrierBooking, subject)
    let own = circumstances.allotted.waybills(of: subject)
    let waybill = file.returnParcel?.waybill ?? file.application.returnWaybill
    if let parcel = file.returnParcel, parcel.hasLeft {
      // Without a number of ours the carrier gave one: it is the booking's as far as can be told.
      return isIssued ? .done(isOwn: own.isEmpty || own.contains(waybill)) : nil
    }
    if hasCome(file) {
      return isIssued ? .done(isOwn: false) : nil
    }
    if !waybill.isEmpty, !own.contains(waybill) {
      return isIssued ? .done(isOwn: own.isEmpty) : nil
    }
    return bookedCarrier(of: file) == nil ? nil : .wanted
  }

  fileprivate func booking(_ file: CaseFile, _ need: InstructionNeed) -> Instruction {
    let application = file.application
    let approvedOn = file.verdictAt.map(day) ?? asOf
    let carrier = bookedCarrier(of: file) ?? Text()
    var instruction = Instruction(
      .carrierBooking, subject: bookingIdentity(of: file.caseID), need: need, shop: shop,
      details: .booking(
        BookingDetails(
          carrier: carrier, direction: .return, isPickupWanted: application.isPickupWanted,
          contactName: application.contactName, contactPhone: application.contactPhone,
          address: application.contactAddress,
          handOverBy: approvedOn + file.terms.handOverDays)))
    instruction.caseID = file.caseID
    instruction.orderID = application.orderID
    instruction.content = StableHash.of(carrier, seed: application.isPickupWanted ? 1 : 0)
    return instruction
  }
}
