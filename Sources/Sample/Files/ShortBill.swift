/// WeChat Pay's own bill of a day, cut short on its way: its totals say two payments, one is in it.
/// The file is held in the inbox (`CONTROL_TOTAL`); the whole bill follows a day later.
enum ShortBill {
  private static let header =
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,"
    + "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\n"
  private static let totalsHeader =
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n"

  /// A sale at the counter, which belongs to no order of the shop.
  private static let counterSale = 4_500

  static func write(
    _ movement: Movement, _ story: Story, _ inbox: Inbox
  ) throws(SampleError) {
    let day = movement.at.day
    let date = inbox.dates.string(day)
    let clock = "\(two(movement.at.minute / 60)):\(two(movement.at.minute % 60)):00"
    let counter = row(date + " 09:30:00", "COUNTER\(story.number)", "1", counterSale)
    let payment = row("\(date) \(clock)", movement.orderID, "2", movement.amount)
    let sum = money(counterSale + movement.amount)
    let fees = money(fee(counterSale) + fee(movement.amount))
    let totals = totalsHeader + "`2,`\(sum),`0.00,`0.00,`\(fees)000,`\(sum),`0.00\n"
    let name = "wechat-bill-\(inbox.dates.compact(day))"
    try inbox.addFile(
      "\(name).csv", header + counter + totals, shop: story.shop, day: day + 1)
    try inbox.addFile(
      "\(name)-complete.csv", header + counter + payment + totals, shop: story.shop, day: day + 2)
  }

  private static func row(_ time: String, _ order: String, _ number: String, _ amount: Int)
    -> String
  {
    let fee = money(fee(amount))
    return
      "`\(time),`wx00000000000000aa,`1600000002,`0,`,`420000000020260300000000\(number),`\(order),"
      + "`o-customer,`JSAPI,`SUCCESS,`OTHERS,`CNY,`\(money(amount)),`0.00,`0,`0,`0.00,`0.00,`,`,"
      + "`青花马克杯,`,`\(fee)000,`0.60%,`\(money(amount)),`0.00,`\n"
  }

  private static func fee(_ amount: Int) -> Int { amount * 6 / 1000 }
  private static func money(_ minor: Int) -> String { "\(minor / 100).\(two(minor % 100))" }
  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
