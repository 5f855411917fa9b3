extension Story {
  /// The whole story of an order: as it should go, then what befalls it.
  /// - Parameter planted: the trouble this order is given on purpose; then it has no other.
  init(
    number: Int, day: Int, request: SampleRequest, shops: [ShopModel], planted: Trouble?
  ) {
    var stream = RandomStream(seed: request.seed, .fate, number)
    let likely = stream.pick(shops) { $0.share }
    let shop = planted?.shop.flatMap { id in shops.first { $0.id == id } } ?? likely
    self.init(
      shop: shop, number: number, day: day, seed: request.seed,
      customers: max(20, request.orders / 3), isBrisk: planted != nil)
    tellOrder()
    if let planted {
      planted.play(&self)
    } else {
      befall(&stream)
    }
  }

  private mutating func befall(_ stream: inout RandomStream) {
    let misfortune = Trouble.draw(.application, shop, &stream)
    if let misfortune {
      misfortune.play(&self)
    } else if hasCase(&stream) {
      tellCase()
    }
    for strand in Trouble.Strand.allCases where strand != .application {
      // A payment or a parcel that goes wrong would bend the case as well: one matter an order.
      let isFree = misfortune == nil && applications.isEmpty
      guard isFree || strand == .versions || strand == .freight || strand == .service else {
        continue
      }
      Trouble.draw(strand, shop, &stream)?.play(&self)
    }
    if tickets.isEmpty, stream.chance(perMille: 30) { askTheDesk() }
  }

  private func hasCase(_ stream: inout RandomStream) -> Bool {
    let rate = lines[0].article.returnsPerMille * (customer.isSerialReturner ? 5 : 1)
    return stream.chance(perMille: min(rate, 900))
  }
}
