/// Whose records a file holds, told row by row (intake.csv).
struct ShopOfRows {
  /// nil: no row has said so yet, or rows of several shops have.
  private(set) var shop: Int?
  private var hasSeveral = false

  mutating func add(_ other: Int) {
    if hasSeveral || shop == other { return }
    hasSeveral = shop != nil
    shop = hasSeveral ? nil : other
  }

  mutating func add(_ other: ShopOfRows) {
    if other.hasSeveral { (shop, hasSeveral) = (nil, true) }
    if let shop = other.shop { add(shop) }
  }

  /// - Parameter fallback: whose the file is by its folder, or as there is only one.
  func shop(orElse fallback: Int?) -> Int? { hasSeveral ? nil : shop ?? fallback }
}
