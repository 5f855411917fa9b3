extension ShopModel {
  /// A small shop in a currency without decimals, under no law pack.
  static let tokyo = ShopModel(
    id: "tokyo", platform: "Rakuten", entity: "Teahouse Japan K.K.", money: ("JPY", 0),
    zone: "Asia/Tokyo", clock: .fixed("+09:00"), lawPack: "none", calendar: "every-day", share: 90,
    refundsOnApproval: false,
    prefixes: ("JP", "HR"), channels: ["credit", "konbini"], foreignCurrency: "USD",
    carriers: [
      CarrierModel(
        code: "YAMATO", waybillPrefix: "YM40",
        prices: [
          .init(zone: "kanto", firstFee: 650, stepFee: 120),
          .init(zone: "honshu", firstFee: 820, stepFee: 160),
          .init(zone: "islands", firstFee: 1300, stepFee: 300),
        ], stepGrams: 1000, divisor: 0, packagingFee: 50, weight: 1)
    ],
    regions: [
      Region(name: "東京都", distance: 0, weight: 30), Region(name: "大阪府", distance: 1, weight: 18),
      Region(name: "沖縄県", distance: 2, weight: 3),
    ],
    articles: [
      Article(
        sku: "YUNOMI-1", name: "湯呑み 青磁, 2客", category: .tableware, supplier: "SUP-JDZ",
        price: 3200, grams: 520, weight: 20, returnsPerMille: 130),
      Article(
        sku: "HAORI-F", name: "羽織 \"藍\" フリー", category: .clothing, supplier: "SUP-KQ", price: 9800,
        grams: 450, weight: 12, returnsPerMille: 215),
      Article(
        sku: "LAMP-JP", name: "和紙ランプ", category: .home, supplier: "SUP-AJ", price: 6400,
        grams: 900, weight: 9, returnsPerMille: 155),
      Article(
        sku: "OBIDOME-1", name: "帯留め 翡翠", category: .jewellery, supplier: "SUP-HT", price: 15800,
        grams: 70, weight: 5, returnsPerMille: 145),
      Article(
        sku: "SENCHA-80", name: "煎茶 80g", category: .food, supplier: "SUP-LJ", price: 1400,
        grams: 110, weight: 14, returnsPerMille: 25, isExcluded: true),
    ], people: .japanese)
}

extension People {
  static let japanese = People(
    names: ["佐藤 花子", "鈴木 一郎", "高橋 由美"],
    streets: ["千代田区1-2-3, 301号", "北区梅田4-5"], phonePrefix: "090",
    complaints: ["届いたら割れていました, 箱も潰れています", "動きません", "色が写真と違う"],
    wishes: ["サイズが合わない", "色を変えたい"], comments: ["早い対応でした", ""],
    reviewers: ["山本"])
}
