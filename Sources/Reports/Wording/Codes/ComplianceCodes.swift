import Returns

/// What breaks the law of the shop's country.
let complianceCodes: [CodeWording] = [
  CodeWording(
    .lawRefundOverdue,
    title: Worded("Refund past the legal deadline", "退款超过法定期限"),
    explanation: Worded(
      "The refund[ of {expected}] for case {case} was due by law[ by {due}]; it was not paid in "
        + "full by then.",
      "售后单 {case} 的[ {expected} ]退款依法应[于 {due} 前]支付，届时未足额支付。"),
    action: Worded(
      "Pay it at once and tell compliance why it was late.",
      "立即退款，并向合规部门说明原因。")),
  CodeWording(
    .lawFreight,
    title: Worded("Freight put on the wrong party", "运费承担不合法"),
    explanation: Worded(
      "In case {case} the customer bears freight[ of {actual}] that the law puts on another[; it "
        + "was to be given back by {due}].",
      "售后单 {case} 中客户承担了依法不应由其承担的运费[ {actual}][，应于 {due} 前退还]。"),
    action: Worded(
      "Refund the freight and correct the rule that caused it.",
      "退还运费，并更正相应规则。")),
  CodeWording(
    .lawPolicy,
    title: Worded("Policy stricter than the law", "政策严于法律"),
    explanation: Worded(
      "The policy gives customers less than the law does ({subject}).",
      "政策给予客户的权利少于法律规定（{subject}）。"),
    action: Worded(
      "Change the setting and approve what it refused, or have counsel confirm it.",
      "修改该设置并通过因此拒绝的申请，或请法务确认。")),
]
