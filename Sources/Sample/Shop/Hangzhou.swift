extension ShopModel {
  /// The house at home: tea things, clothes and gifts, by WeChat Pay and Alipay.
  static let hangzhou = ShopModel(
    id: "hangzhou", platform: "Tmall", entity: "Hangzhou Teahouse Trading Co., Ltd.",
    money: ("CNY", 2), zone: "Asia/Shanghai", clock: .workspace, lawPack: "CN", share: 680,
    refundsOnApproval: false,
    prefixes: ("SO", "RC"), channels: ["wechat", "alipay"], foreignCurrency: "USD",
    carriers: [
      CarrierModel(
        code: "SF", waybillPrefix: "SF13",
        prices: [
          .init(zone: "local", firstFee: 1000, stepFee: 200),
          .init(zone: "near", firstFee: 1300, stepFee: 300),
          .init(zone: "far", firstFee: 1800, stepFee: 600),
        ], stepGrams: 1000, divisor: 6000, packagingFee: 100, weight: 6),
      CarrierModel(
        code: "YTO", waybillPrefix: "YT78",
        prices: [
          .init(zone: "Z1", firstFee: 600, stepFee: 150),
          .init(zone: "Z2", firstFee: 850, stepFee: 250),
          .init(zone: "Z3", firstFee: 1250, stepFee: 500),
        ], stepGrams: 500, divisor: 0, packagingFee: 0, weight: 4),
    ],
    regions: [
      Region(name: "浙江", distance: 0, weight: 24), Region(name: "上海", distance: 0, weight: 16),
      Region(name: "江苏", distance: 1, weight: 15), Region(name: "广东", distance: 1, weight: 17),
      Region(name: "北京", distance: 1, weight: 11), Region(name: "四川", distance: 2, weight: 9),
      Region(name: "新疆", distance: 2, weight: 3), Region(name: "黑龙江", distance: 2, weight: 5),
    ],
    articles: hangzhouArticles, people: .chinese)

  private static let hangzhouArticles: [Article] = [
    Article(
      sku: "MUG-QH01", name: "青花马克杯 \"晨光\" 350ml, 带盖", category: .tableware, supplier: "SUP-JDZ",
      price: 8900, grams: 420, weight: 30, returnsPerMille: 115),
    Article(
      sku: "POT-ZS02", name: "紫砂壶 西施 (220ml)", category: .tableware, supplier: "SUP-YX",
      price: 26800, grams: 610, weight: 9, returnsPerMille: 170),
    Article(
      sku: "CUP-SET6", name: "品茗杯, 六只装", category: .tableware, supplier: "SUP-JDZ",
      price: 12900, grams: 980, weight: 14, returnsPerMille: 190),
    Article(
      sku: "SHIRT-L", name: "亚麻衬衫 L", category: .clothing, supplier: "SUP-KQ", price: 15900,
      grams: 310, weight: 26, returnsPerMille: 230),
    Article(
      sku: "SHIRT-XL", name: "亚麻衬衫 XL", category: .clothing, supplier: "SUP-KQ", price: 15900,
      grams: 330, weight: 18, returnsPerMille: 250),
    Article(
      sku: "QIPAO-M", name: "改良旗袍 \"荷\" M", category: .clothing, supplier: "SUP-SZ", price: 36900,
      grams: 480, weight: 10, returnsPerMille: 310),
    Article(
      sku: "SCARF-SI01", name: "真丝方巾", category: .clothing, supplier: "SUP-SZ", price: 19900,
      grams: 120, weight: 20, returnsPerMille: 110),
    Article(
      sku: "LAMP-03", name: "藤编台灯", category: .home, supplier: "SUP-AJ", price: 21900, grams: 1850,
      weight: 10, returnsPerMille: 145),
    Article(
      sku: "FAN-01", name: "檀香折扇", category: .home, supplier: "SUP-HZ", price: 7900, grams: 180,
      weight: 14, returnsPerMille: 55),
    Article(
      sku: "KETTLE-5", name: "电热水壶 1.5L", category: .home, supplier: "SUP-FS", price: 18900,
      grams: 1420, weight: 11, returnsPerMille: 180),
    Article(
      sku: "RING-YU1", name: "和田玉戒指", category: .jewellery, supplier: "SUP-HT", price: 88000,
      grams: 60, weight: 5, returnsPerMille: 145),
    Article(
      sku: "PEN-02", name: "狼毫毛笔, 三支", category: .stationery, supplier: "SUP-HZ", price: 4500,
      grams: 140, weight: 17, returnsPerMille: 40),
    Article(
      sku: "TEA-LJ50", name: "西湖龙井 50g", category: .food, supplier: "SUP-LJ", price: 13800,
      grams: 90, weight: 24, returnsPerMille: 30, isExcluded: true),
    Article(
      sku: "MUG-NAME", name: "刻字马克杯", category: .engraved, supplier: "SUP-JDZ", price: 10900,
      grams: 420, weight: 8, returnsPerMille: 35, isExcluded: true),
  ]
}

extension People {
  static let chinese = People(
    names: ["王芳", "李娜", "张伟", "刘洋", "陈静", "杨磊", "赵敏", "黄丽", "周强", "吴霞", "欧阳雪", "孙浩"],
    streets: [
      "文三路 12 号, 2 单元 301", "南京西路 88 号", "天河北路 165 号, \"锦绣\" 大厦 A 座", "人民路 7 号",
    ],
    phonePrefix: "138",
    complaints: [
      "收到时杯口有裂纹, 包装也破了", "打开就坏了, 客服说 \"可以退\"", "颜色与图片不符; 请尽快处理", "少了一件配件", "不能正常使用",
    ],
    wishes: ["想换大一码", "颜色不合适, 换深色", "不喜欢了"],
    comments: ["处理很快, 谢谢", "等了太久", "态度很好, 但运费 \"自理\" 不合理", ""],
    reviewers: ["王芳", "李娜", "周强"])
}
