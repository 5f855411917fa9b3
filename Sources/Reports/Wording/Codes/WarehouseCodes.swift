import Returns

/// Goods in the warehouse.
let warehouseCodes: [CodeWording] = [
  CodeWording(
    .notInspected,
    title: Worded("Arrived, not inspected", "到仓未验收"),
    explanation: Worded(
      "The goods of case {case}[ in parcel {waybill}] arrived and should have been inspected"
        + "[ by {due}].",
      "售后单 {case} 的商品[（包裹 {waybill}）]已到仓，应[于 {due} 前]完成验收。"),
    action: Worded(
      "Inspect the goods and record the result; the refund waits for it.",
      "验收商品并登记结果；退款正在等待。")),
  CodeWording(
    .goodsRejected,
    title: Worded("Goods failed inspection", "商品验收不合格"),
    explanation: Worded(
      "The goods of case {case} failed inspection.",
      "售后单 {case} 的商品验收不合格。"),
    action: Worded(
      "Tell the customer why; send the goods back or agree on a partial refund.",
      "告知客户原因；退回商品或协商部分退款。")),
  CodeWording(
    .goodsQuantity,
    title: Worded("Quantity received differs", "收货数量不符"),
    explanation: Worded(
      "The quantity that came back for case {case} is not the one applied for"
        + "[: {expected} expected, {actual} received].",
      "售后单 {case} 收到的商品数量与申请不符[：应收 {expected}，实收 {actual}]。"),
    action: Worded(
      "Count again, and refund only what came.",
      "复核数量，仅按实收退款。")),
  CodeWording(
    .notRestocked,
    title: Worded("Accepted, not restocked", "验收后未入库"),
    explanation: Worded(
      "The accepted goods of case {case} should have been restocked or scrapped[ by {due}].",
      "售后单 {case} 验收合格的商品应[于 {due} 前]入库或报废。"),
    action: Worded(
      "Book the goods into stock or scrap them.",
      "办理入库或报废。")),
  CodeWording(
    .notIssued,
    title: Worded("Replacement not taken from stock", "换货未出库"),
    explanation: Worded(
      "The replacement of case {case} was sent, and no stock issue was booked[ by {due}].",
      "售后单 {case} 的换货已发出，[至 {due} ]没有出库记录。"),
    action: Worded(
      "Book the stock issue.",
      "补登出库。")),
]
