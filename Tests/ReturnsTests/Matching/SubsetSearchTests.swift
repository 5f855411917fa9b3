import Testing

@testable import Returns

@Suite("Amounts that add up")
struct SubsetSearchTests {
  private func search(_ amounts: [Int64], _ target: Int64, limit: Int = 20_000) -> SubsetAnswer {
    SubsetSearch(
      Array(amounts.indices), target: target, amount: { amounts[$0] },
      alike: { amounts[$0] == amounts[$1] }
    ).answer(limit: limit)
  }

  @Test func finds() {
    #expect(search([], 10) == .none)
    #expect(search([10], 10) == .none)
    #expect(search([10, 0, -5], 10) == .none)
    #expect(search([4, 6], 10) == .unique([1, 0]))
    #expect(search([4, 6, 4], 10) == .unique([1, 0]))
    #expect(search([5, 5, 5, 5], 15) == .unique([0, 1, 2]))
    #expect(search([4, 6, 3, 7], 10) == .several([3, 1, 0, 2]))
    #expect(search([4, 6, 3, 7], 10, limit: 2) == .limit)
    #expect(search([.max - 1, .max - 2, 1], .max) == .unique([0, 2]))
  }

  @Test("as many answers as trying all subsets finds", arguments: UInt64(0)..<300)
  func againstAllSubsets(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let amounts = (0..<Int.random(in: 0...9, using: &random)).map { _ in
      Int64.random(in: 1...12, using: &random)
    }
    let target = Int64.random(in: 2...40, using: &random)
    // Alike members are told apart by how many are used, not by which.
    var answers: Set<[Int64]> = []
    for subset in 0..<(1 << amounts.count) {
      let chosen = amounts.indices.filter { subset >> $0 & 1 == 1 }.map { amounts[$0] }
      if chosen.count >= 2, chosen.reduce(0, +) == target { answers.insert(chosen.sorted()) }
    }
    switch search(amounts, target) {
    case .none: #expect(answers.isEmpty)
    case .unique(let members): #expect(answers == [members.map { amounts[$0] }.sorted()])
    case .several(let members):
      #expect(answers.count > 1)
      #expect(Set(members.map { amounts[$0] }) == Set(answers.flatMap(\.self)))
    case .limit: Issue.record("nine amounts do not reach the limit")
    }
  }

  @Test("many lines of regular prices stay within the limit")
  func regularPrices() {
    let prices = (1...40).map { Int64($0 * 990) }
    #expect(search(prices, 990 * 3) == .unique([1, 0]))
    let dearer = prices.map { $0 + 10_000_000 }
    #expect(search(dearer, 990 * 79 + 20_000_000) == .unique([39, 38]))
    guard case .several(let members) = search(prices, 990 * 60) else {
      Issue.record("there are many ways to reach 60")
      return
    }
    #expect(members.count == 40)
  }

  @Test("hostile amounts end at the limit")
  func ends() {
    let amounts = (0..<4000).map { Int64(1_000_003 + $0 * 7) }
    #expect(search(amounts, 1_500_000_000) == .limit)
  }
}
