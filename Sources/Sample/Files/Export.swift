/// A file that a system of a shop delivers for a day.
struct Export: Sendable {
  let feed: FeedColumns
  /// The carrier, the provider or the system that delivers it.
  let part: String
  /// It comes every day, rows or not: an empty bill says that nothing happened.
  let isDaily: Bool
  /// Length of the history.
  private let days: Int
  private let shop: String

  var name: String { part.isEmpty ? feed.name : "\(feed.name)-\(part.lowercased())" }

  func isOf(_ feed: FeedColumns, _ part: String) -> Bool {
    self.feed.name == feed.name && self.part == part
  }

  static let secondSystem = "erp"

  static func all(of shop: ShopModel, days: Int) -> [Export] {
    func one(_ feed: FeedColumns, _ part: String = "", isDaily: Bool = false) -> Export {
      Export(feed: feed, part: part, isDaily: isDaily, days: days, shop: shop.id)
    }
    return [one(.orders), one(.orders, secondSystem), one(.cases), one(.materials), one(.reviews)]
      + shop.carriers.flatMap { [one(.parcels, $0.code), one(.charges, $0.code)] }
      + [one(.inspections)]
      + shop.channels.map { one(.settlements, $0, isDaily: true) }
      + [one(.surveys), one(.stock), one(.tickets), one(.decisions)]
  }

  // MARK: Troubles of files

  static let surveyedShop = "hangzhou"

  /// The survey centre's files stop after three quarters of the history: `SOURCE_LATE`.
  static func isSilent(_ day: Int, of days: Int) -> Bool { day * 4 >= days * 3 }

  /// Alipay's bill of one day comes a day late.
  func delay(on day: Int) -> Int {
    part == "alipay" && days >= 4 && day == days / 2 ? 1 : 0
  }

  /// Somebody sends one day's inspections once more.
  func isRepeated(on day: Int) -> Bool {
    feed.name == "inspections" && shop == Self.surveyedShop && day == days * 2 / 3
  }
}
