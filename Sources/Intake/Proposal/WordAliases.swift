/// What sources write for the words of a closed list, in English, German and Chinese; compared as
/// names of columns are.
enum WordAliases {
  /// The canonical word a source's word means; nil where that is not certain.
  static func word(for text: String, among words: [String]) -> String? {
    let plain = ColumnAliases.normal(text)
    if let same = words.first(where: { ColumnAliases.normal($0) == plain }) { return same }
    return words.first { word in
      (aliases[word] ?? []).contains { ColumnAliases.normal($0) == plain }
    }
  }

  private static let aliases: [String: [String]] = [
    "payment": [
      "charge", "sale", "order", "capture", "captured", "settled", "zahlung", "verkauf", "支付", "付款",
      "交易",
      "收款",
      "交易付款", "交易收款",
    ],
    "refund": [
      "refunded", "return", "credit", "reimbursement", "gutschrift", "erstattung", "rückerstattung",
      "退款",
      "交易退款", "退货退款",
    ],
    "fee": ["fees", "service fee", "commission", "gebühr", "entgelt", "手续费", "收费", "服务费", "佣金"],
    "chargeback": ["dispute", "rückbuchung", "拒付"],
    "payout": ["transfer", "withdrawal", "deposit", "auszahlung", "提现", "出款", "打款"],
    "adjustment": ["correction", "korrektur", "调整"],
    "compensation": ["goodwill", "赔偿", "赔付"],
    "return": ["return and refund", "returned", "retoure", "rücksendung", "退货", "退货退款", "退件"],
    "exchange": ["replacement", "swap", "umtausch", "换货"],
    "refund_only": ["refund", "refund without return", "仅退款", "退款"],
    "damaged": ["broken", "beschädigt", "破损", "损坏", "商品破损"],
    "defective": ["faulty", "defekt", "质量问题", "故障"],
    "size": ["wrong size", "too small", "too large", "尺码不合适", "尺寸不合适"],
    "wrong_item": ["wrong article", "falscher artikel", "发错货", "错发"],
    "no_longer_needed": ["changed mind", "nicht gefallen", "不想要了", "七天无理由退换货", "七天无理由"],
    "not_as_described": ["not as expected", "与描述不符", "描述不符"],
    "missing_parts": ["incomplete", "少件", "漏发"],
    "outbound": ["delivery", "forward", "shipment", "寄出", "发货", "正向"],
    "return_to_customer": ["back to customer", "退回客户"],
    "delivered": ["signed", "zugestellt", "签收", "已签收", "妥投"],
    "in_transit": ["transit", "on the way", "unterwegs", "运输中", "在途"],
    "picked_up": ["collected", "shipped", "abgeholt", "已揽收", "揽收"],
    "lost": ["missing", "verloren", "丢失", "遗失"],
    "freight": ["shipping", "transport", "porto", "fracht", "运费", "快递费"],
    "fuel": ["fuel surcharge", "燃油附加费"],
    "insurance": ["保价费", "保险费", "保价"],
    "packaging": ["包装费", "包装服务"],
    "accepted": ["ok", "pass", "passed", "合格", "通过", "正常"],
    "rejected": ["fail", "failed", "不合格", "拒收", "不通过"],
    "approved": ["yes", "granted", "同意", "通过"],
    "refused": ["declined", "denied", "no", "拒绝"],
    "succeeded": ["success", "completed", "paid", "done", "成功", "交易成功", "退款成功"],
    "failed": ["failure", "失败"],
    "initiated": ["pending", "processing", "处理中", "退款中"],
    "restock": ["入库", "退货入库"],
    "scrap": ["报废"],
    "account": ["monthly account", "寄付月结", "月结"],
    "prepaid": ["sender", "寄付现结", "寄付"],
    "collect": ["receiver", "到付"],
  ]
}
