import Returns

/// `carrier_bookings-NN.csv`: parcels that carriers are to take. Who is to be met and where is
/// masked unless the workspace says otherwise.
public let carrierBookingsTable = TableKind<InstructionLine>(
  "carrier_bookings",
  [
    .batchID, .id(),
    TableColumn("carrier") { row, _ in .text(row.booking?.carrier ?? Text()) },
    TableColumn("waybill") { row, _ in .text(row.booking?.waybill ?? Text()) },
    TableColumn("direction") { row, _ in row.booking.map { directionWords[$0.direction] } ?? .empty
    },
    .caseID, .orderID,
    TableColumn("pickup_wanted") { row, _ in .flag(row.booking?.isPickupWanted ?? false) },
    TableColumn("contact") { row, context in .string(row.booking?.contact(context) ?? "") },
    TableColumn("address") { row, context in .string(row.booking?.place(context) ?? "") },
    TableColumn("hand_over_by") { row, _ in Cell(row.booking?.handOverBy) },
    .action, .replaces, .shopID,
  ])

extension InstructionLine {
  fileprivate var booking: BookingDetails? {
    if case .booking(let details) = instruction.details { details } else { nil }
  }
}

extension BookingDetails {
  fileprivate func contact(_ context: ReportContext) -> String {
    let (name, phone) = (contactName.string, contactPhone.string)
    let parts =
      context.masksPersonalData ? [Masking.name(name), Masking.phone(phone)] : [name, phone]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  fileprivate func place(_ context: ReportContext) -> String {
    context.masksPersonalData ? Masking.address(address.string) : address.string
  }
}
