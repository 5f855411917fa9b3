extension ApplicationCheck {
  /// What the platform ruled, where it did: for the shop, the case is turned down; for the
  /// customer, it is entitled whatever the other checks say (design: section 5).
  static let platformRuling = ApplicationCheck(name: .platformRuling) { file, _, _ in
    file.isRuledForShop ? .fail : .pass
  }
}

extension CaseFile {
  /// The platform has ruled for the customer, wholly or in part: its refund is entitled.
  var isRuledForCustomer: Bool { !application.platformRuling.isEmpty && !isRuledForShop }

  var isRuledForShop: Bool {
    !application.platformRuling.isEmpty
      && ["merchant", "seller", "refused", "rejected"].contains(application.platformRuling.string)
  }
}
