/// Who orders: the same person for the same number, whatever the order.
struct Customer {
  let id: String
  let name: String
  let phone: String
  let address: String
  let gender: String
  let age: Int
  /// Sends back much of what they buy.
  let isSerialReturner: Bool

  init(number: Int, seed: UInt64, shop: ShopModel) {
    var stream = RandomStream(seed: seed, .customer, number)
    id = "C\(100_000 + number)"
    name = stream.pick(shop.people.names)
    phone = "\(shop.people.phonePrefix)\(10_000_000 + stream.below(89_999_999))"
    address = stream.pick(shop.people.streets)
    gender = stream.chance(perMille: 610) ? "female" : "male"
    age = 18 + stream.below(28) + stream.below(28)
    isSerialReturner = stream.chance(perMille: 8)
  }
}
