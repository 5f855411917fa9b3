import Returns

/// Whose record a row is: by its own shop, the folder it came in, or the only shop there is.
struct ShopFinder {
  let shops: [IntakeShop]
  private let indexes: [Text: Int]
  /// By shop, for ids that are made from content.
  let seeds: [UInt64]
  /// The shop of rows that name none, where there is one.
  let fallback: Int?

  init(_ shops: [IntakeShop], hint: Int?) {
    self.shops = shops
    var indexes: [Text: Int] = [:]
    for (index, shop) in shops.enumerated() { indexes[Text(shop.id)] = index }
    self.indexes = indexes
    seeds = shops.map { StableHash.of(Text($0.id)) }
    fallback =
      hint.flatMap { shops.indices.contains($0) ? $0 : nil } ?? (shops.count == 1 ? 0 : nil)
  }

  /// A decision may be about a file or a source, which belong to no shop: exceptions.csv names none
  /// then. It counts by the first shop's zone, as one of the command does.
  func find(_ id: Text, of feed: Feed) throws(RowRefusal) -> Int {
    if id.isEmpty {
      if let fallback { return fallback }
      if feed == .decisions, !shops.isEmpty { return 0 }
      throw refusal(
        "the row names no shop; add a column shop_id, or put the file in inbox/<shop>/;")
    }
    if let index = indexes[id] { return index }
    throw refusal("no shop \(ValueWording.shown(id.string));", found: id.string)
  }

  private func refusal(_ words: String, found: String = "") -> RowRefusal {
    let known = shops.map(\.id).sorted().joined(separator: ", ")
    return RowRefusal(
      code: "UNKNOWN_SHOP", field: "shop_id",
      reason: "\(words) known shops: \(known.isEmpty ? "none" : known)", found: found,
      expected: shops.map(\.id).sorted())
  }
}
