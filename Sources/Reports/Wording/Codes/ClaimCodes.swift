import Returns

/// Claims on carriers and suppliers, and what became of them.
let claimCodes: [CodeWording] = [
  CodeWording(
    .claimUnanswered,
    title: Worded("Claim unanswered", "索赔未答复"),
    explanation: Worded(
      "Claim {subject}[ for parcel {waybill}][ of case {case}][ over {expected}] should have "
        + "been answered[ by {due}]; no answer was found.",
      "索赔 {subject}[（包裹 {waybill}）][（售后单 {case}）]应[于 {due} 前]答复[（{expected}）]，未收到答复。"),
    action: Worded(
      "Ask the carrier or supplier for its answer; escalate before the claim lapses.",
      "催促承运商或供应商答复；在索赔失效前升级处理。")),
  CodeWording(
    .claimUnderpaid,
    title: Worded("Claim not paid in full", "索赔未足额赔付"),
    explanation: Worded(
      "Claim {subject}[ for parcel {waybill}][ of case {case}] is over {expected}, and {actual} "
        + "was paid[; the rest was due by {due}].",
      "索赔 {subject}[（包裹 {waybill}）][（售后单 {case}）]金额 {expected}，"
        + "已赔付 {actual}[，余额应于 {due} 前付清]。"),
    action: Worded(
      "Demand the rest[ of {gap}] with the evidence, or accept the loss.",
      "凭证据追索余额[ {gap}]，或接受损失。")),
  CodeWording(
    .claimOrphan,
    title: Worded("Answer to an unknown claim", "答复对应的索赔不存在"),
    explanation: Worded(
      "An answer names claim {subject}, and no such claim was made.",
      "一条答复提到索赔 {subject}，但从未提出过该索赔。"),
    action: Worded(
      "Look up the claim id with the carrier or supplier and send the answer again with the right "
        + "one.",
      "与承运商或供应商核对索赔编号，更正后重新导入。")),
]
