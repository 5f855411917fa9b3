import Returns

/// The steps of a case's life, and how two of them clash.
extension NoteWording {
  static let cameBefore = NoteSentence(
    "“{0}” ({1}) comes before “{2}” ({3}).", "“{0}”（{1}）早于“{2}”（{3}）。")
  static let cameAfter = NoteSentence(
    "“{0}” ({1}) comes after “{2}” ({3}).", "“{0}”（{1}）晚于“{2}”（{3}）。")

  static let withoutProof = NoteSentence(
    "“{0}” ({1}), but nothing tells of “{2}”.", "“{0}”（{1}），但没有“{2}”的记录。")

  static func word(_ step: LifeStep, _ language: ReportLanguage) -> Text {
    language == .english ? words(step).english : words(step).chinese
  }

  private static func words(_ step: LifeStep) -> (english: Text, chinese: Text) {
    switch step {
    case .ordered: ("ordered", "下单")
    case .received: ("received by the customer", "客户收货")
    case .applied: ("applied for", "申请")
    case .approved: ("approved", "审核通过")
    case .refused: ("refused", "审核拒绝")
    case .converted: ("exchange turned into a refund", "换货转退款")
    case .withdrawn: ("withdrawn", "撤销")
    case .pickedUp: ("return parcel picked up", "退货揽收")
    case .lost: ("return parcel lost", "退货丢失")
    case .arrived: ("return parcel delivered", "退货签收")
    case .inspected: ("inspected", "验收")
    case .accepted: ("accepted by the warehouse", "验收合格")
    case .sentBack: ("sent back to the customer", "退回客户")
    case .refunded: ("refunded", "退款")
    case .shipped: ("replacement picked up", "换货发出")
    case .replaced: ("replacement delivered", "换货签收")
    }
  }
}
