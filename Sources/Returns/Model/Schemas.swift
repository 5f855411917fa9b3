/// The canonical columns of every feed (design: file contract, section 4).
extension FeedSchema {
  static let amount = ColumnType.amount(signed: false)
  static let signed = ColumnType.amount(signed: true)
  static func choice<Value: Vocabulary>(_: Value.Type) -> ColumnType { .choice(Value.names) }

  static let orders = FeedSchema(
    .orders,
    [
      ("order_id*#", .text), ("line_no*#", .count), ("sku*", .text), ("quantity*", .count),
      ("unit_price*", amount), ("ordered_at*", .time), ("currency", .currency),
      ("paid_amount", amount),
      ("shipping_paid", amount), ("product_name", .text), ("category", .text),
      ("supplier_id", .text),
      ("customer_id", .text), ("delivered_at", .time), ("region", .text), ("warehouse", .text),
      ("payment_channel", .text), ("payment_ref", .text), ("buyer_gender", .text),
      ("buyer_age", .count),
      ("no_reason_excluded", .flag), ("freight_insured", .flag), ("insurance_premium", amount),
      ("promotion_id", .text), ("discount_amount", amount), ("campaign", .text),
    ])

  static let cases = FeedSchema(
    .cases,
    [
      ("case_id*#", .text), ("order_id*", .text), ("kind*", choice(CaseKind.self)),
      ("reason*", choice(Reason.self)), ("applied_at*", .time), ("line_no#", .count),
      ("quantity", .count),
      ("requested_amount", amount), ("channel", .text), ("description", .text), ("evidence", .text),
      ("contact_name", .text), ("contact_phone", .text), ("contact_address", .text),
      ("return_carrier", .text), ("pickup_wanted", .flag), ("return_waybill", .text),
      ("return_freight_paid", amount), ("exchange_sku", .text), ("exchange_unit_price", amount),
      ("exchange_waybill", .text), ("withdrawn_at", .time), ("platform_ruling", .text),
    ])

  static let materials = FeedSchema(
    .materials,
    [
      ("case_id*#", .text), ("received_at*#", .time), ("type*#", choice(MaterialType.self)),
      ("ref", .text),
    ])

  static let reviews = FeedSchema(
    .reviews,
    [
      ("case_id*#", .text), ("reviewed_at*#", .time), ("verdict*", choice(Verdict.self)),
      ("reviewer*", .text), ("reason", .text), ("approved_kind", choice(CaseKind.self)),
      ("approved_quantity", .count), ("approved_amount", amount),
    ])

  static let parcels = FeedSchema(
    .parcels,
    [
      ("waybill*#", .text), ("carrier*#", .text), ("direction*", choice(Direction.self)),
      ("status*#", choice(ParcelStatus.self)), ("reference", .text), ("status_at#", .time),
      ("picked_up_at", .time), ("promised_at", .time), ("delivered_at", .time),
      ("weight_g", .count),
      ("billed_weight_g", .count), ("length_mm", .count), ("width_mm", .count),
      ("height_mm", .count),
      ("zone", .text), ("declared_value", amount), ("freight_fee", amount),
      ("packaging_fee", amount),
      ("surcharge", amount), ("currency", .currency), ("invoice_no", .text),
      ("terms", choice(Terms.self)),
    ])

  static let charges = FeedSchema(
    .charges,
    [
      ("carrier*#", .text), ("invoice_no*#", .text), ("charge_type*#", choice(ChargeType.self)),
      ("amount*", signed), ("waybill#", .text), ("line_no#", .count), ("account_no", .text),
      ("billed_weight_g", .count), ("zone", .text), ("tax", signed), ("currency", .currency),
      ("terms", choice(Terms.self)), ("billed_at", .time), ("credit_of", .text),
      ("item", .text), ("quantity", .count), ("original_waybill", .text),
    ])

  static let inspections = FeedSchema(
    .inspections,
    [
      ("case_id*#", .text), ("inspected_at*#", .time), ("result*#", choice(InspectionResult.self)),
      ("quantity*", .count), ("line_no#", .count), ("waybill", .text), ("received_at", .time),
      ("condition#", choice(GoodsCondition.self)), ("resaleable", .flag), ("packaging", .text),
      ("disposition", choice(Disposition.self)), ("inspector", .text),
    ])

  static let settlements = FeedSchema(
    .settlements,
    [
      ("txn_id*#", .text), ("type*#", choice(SettlementType.self)), ("amount*", signed),
      ("settled_at*", .time), ("account_id#", .text), ("view#", choice(SettlementView.self)),
      ("line_no#", .count), ("status", choice(SettlementStatus.self)), ("order_id", .text),
      ("refund_ref", .text), ("payment_ref", .text), ("fee", signed), ("currency", .currency),
      ("channel", .text), ("payout_id", .text), ("batch_id", .text),
    ])

  static let stock = FeedSchema(
    .stock,
    [
      ("movement_id*#", .text), ("sku*", .text), ("quantity*", .count), ("moved_at*", .time),
      ("kind*", choice(StockKind.self)), ("case_id", .text), ("warehouse", .text),
    ])

  static let surveys = FeedSchema(
    .surveys,
    [
      ("case_id*#", .text), ("answered_at*#", .time), ("ease", .count), ("staff", .count),
      ("speed", .count), ("outcome", .count), ("return_reason", .text), ("channel", .text),
      ("comment", .text),
    ])

  static let tickets = FeedSchema(
    .tickets,
    [
      ("ticket_id*#", .text), ("class*", choice(TicketClass.self)), ("opened_at*", .time),
      ("topic", .text), ("case_id", .text), ("order_id", .text), ("first_response_at", .time),
      ("resolved_at", .time), ("result_told_at", .time), ("channel", .text), ("handler", .text),
    ])

  static let claimResults = FeedSchema(
    .claimResults,
    [
      ("claim_id*#", .text), ("at*#", .time), ("status*", choice(ClaimStatus.self)),
      ("amount", amount),
      ("currency", .currency), ("ref", .text),
    ])

  static let decisions = FeedSchema(
    .decisions,
    [
      ("decision_id*#", .text), ("exception_id*", .text), ("version*", .count),
      ("action*", choice(DecisionAction.self)), ("decided_by*", .text), ("decided_at*", .time),
      ("target", .text), ("amount", signed), ("note", .text), ("until", .time),
      ("approved_by", .text),
      ("revokes", .text),
    ])
}
