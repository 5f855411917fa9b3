extension Profile {
  /// The profiles that come with Backhaul.
  public static let builtIn: [Profile] = builtInSources.map { name, bytes in
    do {
      return try Profile(yaml: String(decoding: bytes, as: UTF8.self), file: name)
    } catch {
      // A test reads every one of them, so this cannot leave the house.
      preconditionFailure("\(error)")
    }
  }

  static let builtInSources: [(name: String, bytes: [UInt8])] = [
    ("wechat-pay-trade-bill.yaml", PackageResources.wechat_pay_trade_bill_yaml),
    ("wechat-pay-fund-flow.yaml", PackageResources.wechat_pay_fund_flow_yaml),
    ("alipay-trade-detail.yaml", PackageResources.alipay_trade_detail_yaml),
    ("alipay-account-detail.yaml", PackageResources.alipay_account_detail_yaml),
    ("alipay-trade-summary.yaml", PackageResources.alipay_trade_summary_yaml),
    ("alipay-summary.yaml", PackageResources.alipay_summary_yaml),
    ("camt.yaml", PackageResources.camt_yaml),
    ("exceptions-with-decisions.yaml", PackageResources.exceptions_with_decisions_yaml),
  ]
}
