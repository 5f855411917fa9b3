import Returns

/// Parcels on their way, goods that should move.
let parcelCodes: [CodeWording] = [
  CodeWording(
    .parcelNotSent,
    title: Worded("Return parcel not sent", "退货未寄出"),
    explanation: Worded(
      "The return parcel[ {waybill}][ of case {case}] should have been handed over[ by {due}]; no "
        + "carrier has it.",
      "[售后单 {case} ]的退货包裹[ {waybill} ]应[于 {due} 前]交寄，承运商尚无记录。"),
    action: Worded(
      "Remind the customer; close the case if the goods are not coming.",
      "提醒客户寄回；如不再退货，请关闭售后单。")),
  CodeWording(
    .parcelLate,
    title: Worded("Parcel late", "包裹延误"),
    explanation: Worded(
      "Parcel {waybill}[ of case {case}] should have arrived[ by {due}] and has not.",
      "包裹 {waybill} 应[于 {due} 前]送达[（售后单 {case}）]，尚未送达。"),
    action: Worded(
      "Ask the carrier where it is.",
      "向承运商查询包裹位置。")),
  CodeWording(
    .parcelLost,
    title: Worded("Parcel lost", "包裹丢失"),
    explanation: Worded(
      "Parcel {waybill}[ of case {case}] is lost: the carrier says so, or it had no new status for "
        + "too long.",
      "包裹 {waybill} 已丢失[（售后单 {case}）]：承运商确认，或长时间没有新状态。"),
    action: Worded(
      "Claim the loss[ of {expected}] from the carrier and settle the case with the customer.",
      "向承运商索赔[ {expected}]，并与客户了结该单。")),
  CodeWording(
    .parcelDamaged,
    title: Worded("Parcel damaged", "包裹破损"),
    explanation: Worded(
      "The carrier reports parcel {waybill}[ of case {case}] as damaged.",
      "承运商报告包裹 {waybill} 破损[（售后单 {case}）]。"),
    action: Worded(
      "Inspect the goods, keep photographs, and claim from the carrier.",
      "检验商品并留存照片，向承运商索赔。")),
  CodeWording(
    .parcelMisrouted,
    title: Worded("Parcel misrouted", "包裹错分"),
    explanation: Worded(
      "The carrier reports parcel {waybill}[ of case {case}] as sent the wrong way.",
      "承运商报告包裹 {waybill} 发往错误方向[（售后单 {case}）]。"),
    action: Worded(
      "Have the carrier redirect it and tell the customer.",
      "要求承运商改派，并告知客户。")),
  CodeWording(
    .parcelOrphan,
    title: Worded("Return parcel of no known case", "无主退货包裹"),
    explanation: Worded(
      "Return parcel {waybill}[ of order {order}] belongs to no case.",
      "退货包裹 {waybill} 不属于任何售后单[（订单 {order}）]。"),
    action: Worded(
      "Open it, find the order, and open a case or send it back.",
      "拆包查明订单，登记售后单或退回寄件人。")),
  CodeWording(
    .parcelConflict,
    title: Worded("Carrier records contradict", "承运记录矛盾"),
    explanation: Worded(
      "Two carrier records of parcel {waybill} cannot both be true.",
      "包裹 {waybill} 的两条承运记录不可能同时为真。"),
    action: Worded(
      "Have the carrier say which one holds.",
      "请承运商确认哪条有效。")),
  CodeWording(
    .goodsNotReturned,
    title: Worded("Goods not back", "商品未退回"),
    explanation: Worded(
      "Case {case} was refunded or its replacement sent[ ({expected})], and the goods were not back"
        + "[ by {due}].",
      "售后单 {case} 已退款或已发换货[（{expected}）]，商品[至 {due} ]仍未退回。"),
    action: Worded(
      "Ask the customer for the goods; charge them if they stay away.",
      "催客户退回商品；仍不退回的，向其收款。")),
  CodeWording(
    .exchangeNotShipped,
    title: Worded("Replacement not shipped", "换货未发出"),
    explanation: Worded(
      "The replacement of case {case} should have been shipped[ by {due}]; no parcel was found.",
      "售后单 {case} 的换货应[于 {due} 前]发出，未找到包裹。"),
    action: Worded(
      "Ship the replacement, or offer a refund if it is out of stock.",
      "发出换货；如缺货，请提议退款。")),
]
