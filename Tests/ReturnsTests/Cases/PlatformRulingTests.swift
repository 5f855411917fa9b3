import Testing

@testable import Returns

@Suite("Rulings of platforms")
struct PlatformRulingTests {
  @Test(arguments: [
    ("for_merchant", PlatformRuling.forShop), ("Seller wins", .forShop), ("商家胜诉", .forShop),
    ("judged_for_buyer", .forCustomer), ("In favour of buyer", .forCustomer),
    ("judged_for_both", .forCustomer), ("买家胜诉", .forCustomer), ("return-refund", .forReturn),
    ("none", .none), ("buyer is liable", .unknown), ("maybe", .unknown),
  ])
  func words(_ word: String, _ ruling: PlatformRuling) {
    #expect(PlatformRuling(Text(word)) == ruling)
  }
}
