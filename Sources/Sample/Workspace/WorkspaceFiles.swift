import Returns

/// The settings of the sample. What they leave out, `backhaul init` writes as it always does.
enum WorkspaceFiles {
  static func all(_ shops: [ShopModel], _ start: Day) -> [(path: String, text: String)] {
    [
      ("shops.yaml", shopList(shops)), ("sources.yaml", sourceList(shops)),
      ("people.yaml", people), ("policy/sample.yaml", policy),
      ("policy/calendars.yaml", calendars),
      ("rates/carriers.csv", rates(shops, start)),
    ]
  }

  static let folders = ["inbox", "policy", "rates"]

  /// Named, so that a shop that has delivered none of a feed yet is judged like the others.
  private static var feeds: String {
    FeedWriter.all.map(\.columns.name).joined(separator: ", ")
  }

  private static func shopList(_ shops: [ShopModel]) -> String {
    shops.reduce("# The shops of the sample. `backhaul init` explains every setting.\n") {
      text, shop in
      text + """

        - id: \(shop.id)
          platform: \(shop.platform)
          entity: \(shop.entity)
          currency: \(shop.currency)
          time_zone: \(shop.zone)
          law_pack: \(shop.lawPack)
          executor: shop
          feeds: [\(feeds)]
        \(shop.calendar.map { "  calendar: \($0)\n" } ?? "")
        """
    }
  }

  private static func sourceList(_ shops: [ShopModel]) -> String {
    var text = "# A provider's bill of a day comes on the day after it.\n"
    for shop in shops {
      for channel in shop.channels {
        text += """

          - id: \(shop.id)-\(channel)
            feed: settlements
            shops: [\(shop.id)]
            path: \(shop.id)/*/settlements-\(channel)-*
            lag_days: 1
            on_mismatch: hold

          """
      }
    }
    return text + """

      # Its files stop after three quarters of the history.
      - id: survey-centre
        feed: surveys
        shops: [\(Export.surveyedShop)]
        path: \(Export.surveyedShop)/*/surveys-*
        lag_days: 1

      """
  }

  private static let people = """
    # Who may decide what. `backhaul init` explains every setting.
    roles:
      finance:
        actions: [accept, write_off, match, unmatch, set_amount, note, assign, withdraw]
        limits: {CNY: "500.00", EUR: "60.00", JPY: "9000"}
        approval_above: {CNY: "100.00", EUR: "15.00", JPY: "2000"}
      logistics:
        actions: [accept, reship, compensate, note, assign]
        codes: [PARCEL_LATE, PARCEL_LOST, PARCEL_DAMAGED, PARCEL_MISROUTED]
    people:
      - name: 王芳
        roles: [finance]
        deputies: [李娜]
      - name: 李娜
        roles: [finance]
      - name: Katrin Wolf
        roles: [logistics]

    """

  private static let policy = """
    # What differs from the defaults; policy.yaml beside this file has all settings.
    overrides:
      # Jewellery is looked at by a person before a case of quality is approved or refused.
      - category: 首饰
        review: assisted
      - category: jewellery
        review: assisted
      # The branch in Berlin refunds as soon as a return is approved, and wants the goods soon.
      # It has kept the windows of home, which are shorter than the Union's: see law_report.csv.
      - shop: berlin
        refund_on: approval
        hand_over_days: 5
        transit_days: 4

    """

  private static let calendars = """
    # Calendars beside those that come with the program.
    calendars:
      # A service desk that never closes.
      every-day: {weekend: []}

    """

  /// Prices hold from the first day of the year before the history.
  private static func rates(_ shops: [ShopModel], _ start: Day) -> String {
    let first = "\(start.parts.year - 1)-01-01"
    var text =
      "carrier,zone,valid_from,valid_to,first_weight_g,first_fee,step_weight_g,step_fee,"
      + "volumetric_divisor,packaging_fee,currency\n"
    for shop in shops {
      func money(_ minor: Int) -> String {
        guard shop.decimals > 0 else { return "\(minor)" }
        return "\(minor / 100).\(minor % 100 < 10 ? "0" : "")\(minor % 100)"
      }
      for carrier in shop.carriers {
        for price in carrier.prices {
          let row = [
            carrier.code, price.zone, first, "", "\(CarrierModel.firstGrams)",
            money(price.firstFee), "\(carrier.stepGrams)", money(price.stepFee),
            "\(carrier.divisor)", money(carrier.packagingFee), shop.currency,
          ]
          text += row.joined(separator: ",") + "\n"
        }
      }
    }
    return text
  }
}
