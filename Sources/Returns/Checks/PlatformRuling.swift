extension ApplicationCheck {
  /// What the platform ruled, where it did: for the shop, the case is turned down; for the
  /// customer, it is entitled whatever the other checks say (design: section 5). Words that are not
  /// known entitle to nothing: a person has to say what they mean.
  static let platformRuling = ApplicationCheck(name: .platformRuling) { file, _, _ in
    guard let ruling = file.ruling else { return .pass }
    switch ruling {
    case .forShop: return .fail
    case .forCustomer, .forReturn, .none: return .pass
    case .unknown:
      file.missingMaterial.append(CaseFile.rulingName)
      return .unknown
    }
  }
}

/// How a platform decided between customer and shop (domain.md section 2a).
enum PlatformRuling {
  /// The case is turned down.
  case forShop
  /// Refunded, wholly or in part, without the goods.
  case forCustomer
  /// Refunded for the goods, once they are back.
  case forReturn
  /// Nobody is at fault: the checks decide.
  case none
  case unknown

  /// - Parameter word: as the platform writes it; case, spaces and hyphens do not matter.
  init(_ word: Text) {
    let plain = String(
      word.string.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    let base = Self.withoutFrame(plain)
    self = Self.words.first { $0.words.contains(base) }?.ruling ?? .unknown
  }

  /// `judged_for_buyer`, `in_favour_of_buyer` and `buyer_wins` say no more than `buyer`.
  private static func withoutFrame(_ word: String) -> String {
    var base = Substring(word)
    for prefix in ["judged_", "ruled_", "decided_", "in_favour_of_", "in_favor_of_", "for_"]
    where base.hasPrefix(prefix) { base = base.dropFirst(prefix.count) }
    for suffix in ["_wins", "_won", "胜诉"] where base.hasSuffix(suffix) {
      base = base.dropLast(suffix.count)
    }
    return String(base)
  }

  private static let words: [(ruling: PlatformRuling, words: [String])] = [
    (
      .forShop,
      [
        "merchant", "seller", "shop", "refused", "rejected", "denied", "no_refund", "商家", "卖家",
        "支持商家", "支持卖家", "驳回", "驳回申请", "不支持退款",
      ]
    ),
    (
      .forCustomer,
      [
        "customer", "buyer", "consumer", "both", "approved", "refund", "refunded", "refund_only",
        "full_refund", "partial_refund", "买家", "消费者", "支持买家", "支持消费者", "支持退款", "仅退款", "部分退款",
      ]
    ),
    (
      .forReturn,
      [
        "return", "return_refund", "return_and_refund", "refund_after_return", "退货", "退货退款",
        "支持退货退款",
      ]
    ),
    (.none, ["none", "no", "n/a", "_", "无"]),
  ]
}

extension CaseFile {
  fileprivate static let rulingName: Text = "platform_ruling"

  /// What the platform meant is no matter of the customer's.
  var missingOfCustomer: [Text] { missingMaterial.filter { $0 != Self.rulingName } }

  /// nil: the platform has ruled nothing.
  var ruling: PlatformRuling? {
    application.platformRuling.isEmpty ? nil : PlatformRuling(application.platformRuling)
  }

  /// The platform has ruled for the customer, wholly or in part: its refund is entitled.
  var isRuledForCustomer: Bool { ruling == .forCustomer || ruling == .forReturn }

  /// … and without the goods.
  var isRuledWithoutGoods: Bool { ruling == .forCustomer }

  var isRuledForShop: Bool { ruling == .forShop }
}
