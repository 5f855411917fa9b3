import Returns

/// Money that customers owe or take back.
let paymentCodes: [CodeWording] = [
  CodeWording(
    .paymentMissing,
    title: Worded("Payment missing", "付款未到账"),
    explanation: Worded(
      "Order {order} should have been paid with {expected}[ by {due}]; no payment was found.",
      "订单 {order} 应收 {expected}[，最迟 {due}]，未找到付款记录。"),
    action: Worded(
      "Check the settlement file of that day; do not refund before the payment is found.",
      "核对当日结算文件；未查到付款前不要退款。")),
  CodeWording(
    .paymentMismatch,
    title: Worded("Payment differs from order", "付款与订单不符"),
    explanation: Worded(
      "Order {order} should have been paid with {expected}, {actual} was found: {gap} apart.",
      "订单 {order} 应收 {expected}，实收 {actual}，相差 {gap}。"),
    unexpected: Worded(
      "[Transaction {txn}: ]{actual} was paid for order {order}[ (case {case})], for which nothing "
        + "more was owed.",
      "[交易 {txn}：]订单 {order}[（售后单 {case}）] 收到 {actual}，但已无应收款项。"),
    action: Worded(
      "Compare order and payment; correct the order export, or settle the difference.",
      "比对订单与付款；更正订单数据，或处理差额。")),
  CodeWording(
    .differenceUnpaid,
    title: Worded("Price difference or freight not paid", "换货差价或运费未付"),
    explanation: Worded(
      "The customer of case {case} owes {expected}, for a dearer replacement or for freight[, to "
        + "be paid by {due}]; it was not paid in full.",
      "售后单 {case} 客户应付 {expected}（换货差价或运费）[，最迟 {due}]，尚未足额收到。"),
    action: Worded(
      "Ask the customer for the money; do not hand over a replacement before it is paid.",
      "请客户付清；到账前不要发出换货商品。")),
  CodeWording(
    .chargebackOnCase,
    title: Worded("Chargeback on a refunded case", "退款后又遭拒付"),
    explanation: Worded(
      "A chargeback[ of {actual}][ ({txn})] hits order {order}, for which a refund[ by case "
        + "{case}] "
        + "is owed or paid: the customer would get the money twice.",
      "订单 {order} 出现拒付[ {actual}][（交易 {txn}）]，而该订单[（售后单 {case}）]已退款或应退款，客户将得到双份款项。"),
    action: Worded(
      "Contest the chargeback with the refund as evidence, or stop the refund.",
      "以退款记录为证据申诉拒付，或停止退款。")),
  CodeWording(
    .ambiguous,
    title: Worded("Several answers are possible", "存在多种对应"),
    explanation: Worded(
      "{subject}[ ({expected})] fits more than one counterpart equally well, so none was chosen.",
      "{subject} 可对应多条记录[（{expected}）]，未作自动选择。"),
    action: Worded(
      "Decide which belong together with the decision 'match'.",
      "用“match”决定指明对应关系。")),
  CodeWording(
    .searchLimit,
    title: Worded("Search gave up", "搜索达到上限"),
    explanation: Worded(
      "{subject}[ ({expected})] has so many possible counterparts that the search reached its "
        + "limit.",
      "{subject} 的可能组合过多[（{expected}）]，搜索达到上限。"),
    action: Worded(
      "Decide with 'match' which belong together, or raise 'search_limit'.",
      "用“match”决定指明对应关系，或调高“search_limit”。")),
]
