extension ShopModel {
  /// The branch in Europe: refunds on approval, by card and PayPal.
  static let berlin = ShopModel(
    id: "berlin", platform: "Web shop", entity: "Teahouse Europe GmbH", money: ("EUR", 2),
    zone: "Europe/Berlin", clock: .europe, lawPack: "EU", share: 230, refundsOnApproval: true,
    prefixes: ("DE", "RMA"), channels: ["card", "paypal"], foreignCurrency: "GBP",
    carriers: [
      CarrierModel(
        code: "DHL", waybillPrefix: "JD01",
        prices: [
          .init(zone: "DE", firstFee: 459, stepFee: 90),
          .init(zone: "EU1", firstFee: 890, stepFee: 160),
          .init(zone: "EU2", firstFee: 1190, stepFee: 240),
        ], stepGrams: 1000, divisor: 0, packagingFee: 30, weight: 7),
      CarrierModel(
        code: "GLS", waybillPrefix: "GL55",
        prices: [
          .init(zone: "A", firstFee: 420, stepFee: 80),
          .init(zone: "B", firstFee: 820, stepFee: 150),
          .init(zone: "C", firstFee: 1090, stepFee: 220),
        ], stepGrams: 1000, divisor: 5000, packagingFee: 0, weight: 3),
    ],
    regions: [
      Region(name: "Berlin", distance: 0, weight: 26),
      Region(name: "Bayern", distance: 0, weight: 20),
      Region(name: "Hamburg", distance: 0, weight: 12),
      Region(name: "Österreich", distance: 1, weight: 11),
      Region(name: "France", distance: 1, weight: 9),
      Region(name: "España", distance: 2, weight: 5),
    ],
    articles: [
      Article(
        sku: "MUG-QH01-EU", name: "Mug \"Morning light\", blue and white", category: .tableware,
        supplier: "SUP-JDZ", price: 1890, grams: 420, weight: 28, returnsPerMille: 130),
      Article(
        sku: "POT-GL03", name: "Teekanne, Glas, 0,8 l", category: .tableware, supplier: "SUP-LIP",
        price: 3450, grams: 700, weight: 16, returnsPerMille: 180),
      Article(
        sku: "SCARF-SI01-EU", name: "Silk scarf", category: .clothing, supplier: "SUP-SZ",
        price: 4900,
        grams: 120, weight: 20, returnsPerMille: 240),
      Article(
        sku: "KIMONO-M", name: "Kimono-Jacke \"Größe M\"", category: .clothing, supplier: "SUP-KQ",
        price: 7900, grams: 520, weight: 12, returnsPerMille: 370),
      Article(
        sku: "LAMP-03-EU", name: "Rattan table lamp", category: .home, supplier: "SUP-AJ",
        price: 5400,
        grams: 1850, weight: 11, returnsPerMille: 155),
      Article(
        sku: "RING-YU1-EU", name: "Jade ring", category: .jewellery, supplier: "SUP-HT",
        price: 11900,
        grams: 60, weight: 5, returnsPerMille: 180),
      Article(
        sku: "TEA-GR50", name: "Green tea, 50 g", category: .food, supplier: "SUP-LJ", price: 1450,
        grams: 90, weight: 22, returnsPerMille: 25, isExcluded: true),
    ], people: .german)
}

extension People {
  static let german = People(
    names: ["Anna Müller", "Jürgen Groß", "Zoë O'Neill", "Lena Schäfer", "Karl-Heinz Vogt"],
    streets: ["Torstraße 12, Hinterhaus", "Leopoldstr. 7", "Große Bleichen 3, c/o \"Nord\""],
    phonePrefix: "491",
    complaints: [
      "Henkel abgebrochen, Karton war nass", "Funktioniert nicht; \"tot\" nach dem Auspacken",
      "Farbe ganz anders als im Bild", "Ein Teil fehlt",
    ],
    wishes: ["Zu klein, bitte eine Nummer größer", "Andere Farbe, bitte", "Gefällt nicht"],
    comments: ["Schnell & freundlich", "Dauert zu lange", ""],
    reviewers: ["Katrin Wolf", "Tim Berger"])
}
