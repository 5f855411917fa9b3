import Returns

/// Money that should have gone, or went, back to a customer.
let refundCodes: [CodeWording] = [
  CodeWording(
    .refundMissing,
    title: Worded("Refund missing", "退款未到账"),
    explanation: Worded(
      "A refund of {expected}[ for case {case}][ of order {order}] was due[ by {due}]; none "
        + "was found.",
      "[售后单 {case}][（订单 {order}）]应退款 {expected}[，最迟 {due}]，未找到退款记录。"),
    action: Worded(
      "Ask the payment provider whether the refund was sent; if it was not, pay {gap}.",
      "向支付机构核实是否已退款；如未退款，请退 {gap}。")),
  CodeWording(
    .refundShort,
    title: Worded("Refund too small", "退款不足"),
    explanation: Worded(
      "{expected} should have been refunded[ for case {case}], {actual} was: {gap} too little.",
      "[售后单 {case} ]应退 {expected}，实退 {actual}，少退 {gap}。"),
    action: Worded(
      "Pay the missing {gap}, or accept the difference with a note.",
      "补退 {gap}，或注明原因后接受差额。")),
  CodeWording(
    .refundOver,
    title: Worded("Refund too large", "退款过多"),
    explanation: Worded(
      "[Transaction {txn}: ]{gap} more than is owed was refunded[ for case {case}].",
      "[售后单 {case} ]多退 {gap}[（交易 {txn}）]。"),
    action: Worded(
      "Reclaim {gap} from the customer, or write it off.",
      "向客户追回 {gap}，或作核销处理。")),
  CodeWording(
    .refundDuplicate,
    title: Worded("Refunded twice", "重复退款"),
    explanation: Worded(
      "[Transaction {txn} ]refunds[ {actual}][ for case {case}] although the refund was "
        + "already paid.",
      "[交易 {txn} ][退款 {actual}，][售后单 {case} ]此前已退款，属重复退款。"),
    action: Worded(
      "Stop or reclaim the second refund[ of {actual}].",
      "撤销或追回重复的退款[ {actual}]。")),
  CodeWording(
    .refundUnentitled,
    title: Worded("Refund without entitlement", "无依据退款"),
    explanation: Worded(
      "[Transaction {txn} ]refunds[ {actual}][ on order {order}], but nothing entitles to it yet"
        + "[: see case {case}].",
      "[交易 {txn} ][对订单 {order} ]退款[ {actual}]，目前没有退款依据[，参见售后单 {case}]。"),
    action: Worded(
      "Find out who released it; approve the case if it is right, else reclaim the money.",
      "查明是谁放行；如应退，请审核通过售后单，否则追回款项。")),
  CodeWording(
    .refundOrphan,
    title: Worded("Refund of no known order", "无主退款"),
    explanation: Worded(
      "[Transaction {txn} ]refunds[ {actual}], but no order, case or payment with its references "
        + "is known[ ({subject})].",
      "[交易 {txn} ]退款[ {actual}]，其引用找不到任何订单、售后单或付款[（{subject}）]。"),
    action: Worded(
      "Ask the provider what it was for; supply the missing order export if it is one of ours.",
      "向支付机构查询用途；如属本店，请补交缺失的订单文件。")),
  CodeWording(
    .refundChannel,
    title: Worded("Refunded by another channel", "退款渠道不符"),
    explanation: Worded(
      "The refund[ {txn}][ for case {case}] did not go back by the way the customer paid.",
      "退款[ {txn}][（售后单 {case}）]未按原付款渠道退回。"),
    action: Worded(
      "Check that the customer agreed to the other channel, and record the consent.",
      "核实客户是否同意更换渠道，并留存同意记录。")),
  CodeWording(
    .refundCurrency,
    title: Worded("Refunded in another currency", "退款币种不符"),
    explanation: Worded(
      "The refund[ {txn}][ for case {case}] was to be {expected} and came in another currency.",
      "[售后单 {case} ]应退 {expected}，退款[ {txn} ]的币种不同。"),
    action: Worded(
      "Check the conversion with the provider and correct the refund.",
      "与支付机构核对换算并更正退款。")),
  CodeWording(
    .refundFailed,
    title: Worded("Refund failed", "退款失败"),
    explanation: Worded(
      "The refund[ {txn}][ for case {case}] was sent and failed at the provider"
        + "[; {expected} are owed][, of which {actual} came].",
      "[售后单 {case} ]的退款[（交易 {txn}）]已发出但失败[；应退 {expected}][，已退 {actual}]。"),
    action: Worded(
      "Clear the cause with the provider, then release a new attempt with the decision 'resend'.",
      "与支付机构排除原因后，用“resend”决定重新发起退款。")),
  CodeWording(
    .refundReturned,
    title: Worded("Returned refund not known", "退回款项找不到原退款"),
    explanation: Worded(
      "A refund[ of {expected}] came back[ with transaction {txn}], and no refund is known that it "
        + "was[: case {case} may look paid][: order {order} may look paid].",
      "一笔退款[ {expected} ]被退回[（交易 {txn}）]，但找不到对应的原退款[，售后单 {case} 可能误显示为已退][，订单 {order} 可能误显示为已退]。"),
    action: Worded(
      "Ask the bank or provider which refund it was; send the row again with the refund_ref or the "
        + "transaction number of that refund.",
      "向银行或支付机构查明是哪笔退款；补上该退款的 refund_ref 或交易号后重新提交该行。")),
  CodeWording(
    .freightRefundMissing,
    title: Worded("Freight not refunded", "运费未退"),
    explanation: Worded(
      "Freight of {expected} that the customer paid[ for case {case}] was due back[ by {due}]; "
        + "none was found.",
      "[售后单 {case} ]应退客户所付运费 {expected}[，最迟 {due}]，未找到退款记录。"),
    action: Worded(
      "Refund the freight of {expected} to the customer.",
      "向客户退还运费 {expected}。")),
]
