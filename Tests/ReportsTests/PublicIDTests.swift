import Reports
import Testing

struct PublicIDTests {
  @Test func theEndsOfTheRange() {
    #expect(publicID(0) == "bbbbbbbbbbbbbbb")
    #expect(publicID(1) == "bbbbbbbbbbbbbbc")
    #expect(publicID(20) == "bbbbbbbbbbbbbcb")
    #expect(publicID(.max).count == 15)
    #expect(publicID(7, prefix: "x") == "x" + publicID(7))
  }

  @Test func onlyConsonantsThatNobodyMisreads() {
    var random = Generator(state: 3)
    let allowed = Set("bcdfghjkmnpqrstvwxyz")
    for _ in 0..<1_000 {
      let id = publicID(random.next())
      #expect(id.count == 15 && id.allSatisfy(allowed.contains))
    }
  }

  @Test func noTwoHashesShareOneAndTheOrderStays() {
    var random = Generator(state: 11)
    var hashes = (0..<2_000).map { _ in random.next() }
    hashes += [0, 1, .max, .max - 1, 1 << 63]
    let ids = Set(hashes).sorted().map { publicID($0) }
    #expect(Set(ids).count == ids.count)
    #expect(ids == ids.sorted())
  }
}
