import Returns

/// Whoever disputes what was billed too low pays more.
private let payAsBilled = Worded(
  "Pay what was billed; check that the rate card is up to date.",
  "按账单支付；请检查报价表是否为最新。")

/// Charges of carriers that do not fit the agreement.
let feeCodes: [CodeWording] = [
  CodeWording(
    .feeOverbilled,
    title: Worded("Freight billed too high", "运费多计"),
    explanation: Worded(
      "Waybill {waybill} was billed with {actual}, agreed are {expected}: {gap} too much.",
      "运单 {waybill} 账单 {actual}，按约定应为 {expected}，多计 {gap}。"),
    action: Worded(
      "Dispute {gap} with the carrier; only {expected} is payable.",
      "就 {gap} 向承运商申诉；仅应付 {expected}。")),
  CodeWording(
    .feeUnderbilled,
    title: Worded("Freight billed too low", "运费少计"),
    explanation: Worded(
      "Waybill {waybill} was billed with {actual}, the rate card gives {expected}: {gap} too "
        + "little.",
      "运单 {waybill} 账单 {actual}，按报价应为 {expected}，少计 {gap}。"),
    action: payAsBilled),
  CodeWording(
    .feeDuplicate,
    title: Worded("Charged twice", "重复计费"),
    explanation: Worded(
      "Waybill {waybill} was charged[ {actual}] again.",
      "运单 {waybill} 被重复计费[ {actual}]。"),
    action: Worded(
      "Refuse the second charge[ of {gap}].",
      "拒付重复的费用[ {gap}]。")),
  CodeWording(
    .feeWeight,
    title: Worded("Billed weight too high", "计费重量不符"),
    explanation: Worded(
      "Waybill {waybill} was billed with {actual} instead of {expected} because of its weight.",
      "运单 {waybill} 因重量计费 {actual}，应为 {expected}。"),
    action: Worded(
      "Dispute {gap} with the measured weight and dimensions.",
      "以实测重量和尺寸就 {gap} 申诉。")),
  CodeWording(
    .feeZone,
    title: Worded("Billed zone differs", "计费分区不符"),
    explanation: Worded(
      "Waybill {waybill} was billed with {actual} instead of {expected} because of its zone.",
      "运单 {waybill} 因分区计费 {actual}，应为 {expected}。"),
    action: Worded(
      "Dispute {gap} with the agreed zone of the address.",
      "以约定的地址分区就 {gap} 申诉。"),
    onLess: payAsBilled),
  CodeWording(
    .feeSurcharge,
    title: Worded("Surcharge not agreed", "附加费无约定"),
    explanation: Worded(
      "Waybill {waybill} carries surcharges or packaging of {actual}, agreed are {expected}.",
      "运单 {waybill} 的附加费或包装费为 {actual}，约定为 {expected}。"),
    action: Worded(
      "Dispute {gap}, or add the surcharge to the rate card if it was agreed.",
      "就 {gap} 申诉；如确有约定，请补入报价表。")),
  CodeWording(
    .feeNoRate,
    title: Worded("No rate for the charge", "无适用报价"),
    explanation: Worded(
      "Waybill {waybill} was billed with {actual}, and no rate card covers its carrier, zone "
        + "and day.",
      "运单 {waybill} 账单 {actual}，没有报价表覆盖其承运商、分区和日期。"),
    action: Worded(
      "Add the missing rate under rates/ and run again.",
      "在 rates/ 下补充报价后重新运行。")),
  CodeWording(
    .feeOrphan,
    title: Worded("Charge for an unknown waybill", "未知运单的费用"),
    explanation: Worded(
      "[Waybill {waybill}: ]{actual} was charged, and no case, order or parcel explains it.",
      "[运单 {waybill} ]被计费[ {actual}]，但没有售后单、订单或包裹可以说明。"),
    action: Worded(
      "Ask the carrier for proof of the shipment, and whoever sent it for the reason.",
      "要求承运商提供寄件凭证，并向寄件人核实原因。")),
  CodeWording(
    .feeStatement,
    title: Worded("Statement contradicts itself", "对账单自相矛盾"),
    explanation: Worded(
      "The statement of waybill {waybill} does not fit itself or the parcel[: {actual}]"
        + "[ instead of {expected}].",
      "运单 {waybill} 的对账单与自身或包裹不符[：{actual}][，应为 {expected}]。"),
    action: Worded(
      "Check the statement's period and tax, and whether it was read rightly.",
      "核对账单期间和税额，以及读取是否正确。")),
  CodeWording(
    .feeUnbilled,
    title: Worded("Shipped and not billed", "已发货未计费"),
    explanation: Worded(
      "Waybill {waybill} should have been billed by {due}[ with {expected}].",
      "运单 {waybill} 应在 {due} 前计费[ {expected}]。"),
    action: Worded(
      "Ask the carrier for the bill; until then the freight is accrued.",
      "向承运商索要账单；此前按暂估计提运费。")),
  CodeWording(
    .payoutMissing,
    title: Worded("Insurance has not paid", "运费险未赔付"),
    explanation: Worded(
      "The freight insurance of case {case} should have paid[ {expected}] by {due}.",
      "售后单 {case} 的运费险应在 {due} 前赔付[ {expected}]。"),
    action: Worded(
      "Claim it from the insurer with the return waybill.",
      "凭退货运单向保险方索赔。")),
  CodeWording(
    .payoutDuplicate,
    title: Worded("Recovered twice", "重复获赔"),
    explanation: Worded(
      "[{txn} paid][For parcel {waybill} the carrier paid] {actual}, {gap} more than is owed.",
      "[{txn} 赔付][承运商就包裹 {waybill} 共赔付] {actual}，比应付多 {gap}。"),
    action: Worded(
      "Give {gap} back, or find out what else it is for.",
      "退回 {gap}，或核实其用途。")),
]
