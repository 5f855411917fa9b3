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
    ("pinduoduo-account-detail.yaml", PackageResources.pinduoduo_account_detail_yaml),
    ("pinduoduo-orders.yaml", PackageResources.pinduoduo_orders_yaml),
    ("jd-settlement.yaml", PackageResources.jd_settlement_yaml),
    ("tmall-orders.yaml", PackageResources.tmall_orders_yaml),
    ("amazon-returns-xml.yaml", PackageResources.amazon_returns_xml_yaml),
    ("amazon-returns-table.yaml", PackageResources.amazon_returns_table_yaml),
    ("amazon-fba-returns.yaml", PackageResources.amazon_fba_returns_yaml),
    ("amazon-settlement-v2.yaml", PackageResources.amazon_settlement_v2_yaml),
    ("amazon-settlement-v1.yaml", PackageResources.amazon_settlement_v1_yaml),
    ("shopify-orders.yaml", PackageResources.shopify_orders_yaml),
    ("shopify-payments.yaml", PackageResources.shopify_payments_yaml),
    ("shopify-table-transactions.yaml", PackageResources.shopify_table_transactions_yaml),
    ("shopify-table-refunds.yaml", PackageResources.shopify_table_refunds_yaml),
    ("sf-bill.yaml", PackageResources.sf_bill_yaml),
    ("dhl-ebill.yaml", PackageResources.dhl_ebill_yaml),
    ("dhl-ebill-comma.yaml", PackageResources.dhl_ebill_comma_yaml),
    ("ups-billing.yaml", PackageResources.ups_billing_yaml),
    ("fedex-billing.yaml", PackageResources.fedex_billing_yaml),
    ("adyen-settlement.yaml", PackageResources.adyen_settlement_yaml),
    ("adyen-payments-accounting.yaml", PackageResources.adyen_payments_accounting_yaml),
    ("stripe-itemized.yaml", PackageResources.stripe_itemized_yaml),
    ("stripe-activity.yaml", PackageResources.stripe_activity_yaml),
    ("stripe-table-balance.yaml", PackageResources.stripe_table_balance_yaml),
    ("stripe-table-refunds.yaml", PackageResources.stripe_table_refunds_yaml),
    ("paypal-settlement.yaml", PackageResources.paypal_settlement_yaml),
    ("paypal-web-dmy.yaml", PackageResources.paypal_web_dmy_yaml),
    ("paypal-web-mdy.yaml", PackageResources.paypal_web_mdy_yaml),
    ("paypal-web-es.yaml", PackageResources.paypal_web_es_yaml),
    ("paypal-web-de.yaml", PackageResources.paypal_web_de_yaml),
    ("paypal-web-fr.yaml", PackageResources.paypal_web_fr_yaml),
    ("checkout-com.yaml", PackageResources.checkout_com_yaml),
    ("trustly.yaml", PackageResources.trustly_yaml),
    ("trustly-received.yaml", PackageResources.trustly_received_yaml),
    ("braintree.yaml", PackageResources.braintree_yaml),
    ("camt.yaml", PackageResources.camt_yaml),
    ("ubl-despatch-advice.yaml", PackageResources.ubl_despatch_advice_yaml),
    ("ubl-receipt-advice.yaml", PackageResources.ubl_receipt_advice_yaml),
    ("ubl-freight-invoice.yaml", PackageResources.ubl_freight_invoice_yaml),
    ("ubl-other.yaml", PackageResources.ubl_other_yaml),
    ("exceptions-with-decisions.yaml", PackageResources.exceptions_with_decisions_yaml),
  ]
}
