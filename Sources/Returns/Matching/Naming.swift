/// Which expectations each movement names, by one way of comparing references.
///
/// A movement names through the first of its references that anyone carries: a payment that gives a
/// case and the order means the case.
struct Naming: Sendable {
  /// Distinct sets of expectations (positions, ascending). A known case that expects nothing gives
  /// the empty set.
  private(set) var lists: [[Int]] = []
  /// Per movement: its set, nil where no reference of it is known.
  private(set) var listOf: [Int?] = []
  /// Per movement: which of its references names.
  private(set) var referenceOf: [Int] = []

  /// - Parameter known: keys that exist though no expectation carries them.
  init<Key: Hashable>(expectations: [[Key]], evidence: [[Key]], known: [Key], isVoid: (Key) -> Bool)
  {
    guard expectations.count + known.count + evidence.count > Self.few else {
      for keys in evidence {
        take(keys) { Self.holders(of: $0, expectations, known, isVoid) }
      }
      return
    }
    var holders: [Key: [Int]] = [:]
    for key in known where !isVoid(key) { holders[key] = [] }
    for (position, keys) in expectations.enumerated() {
      for key in keys where !isVoid(key) && holders[key]?.last != position {
        holders[key, default: []].append(position)
      }
    }
    var numbers: [[Int]: Int] = [:]
    listOf.reserveCapacity(evidence.count)
    referenceOf.reserveCapacity(evidence.count)
    for keys in evidence {
      let index = keys.firstIndex { holders[$0] != nil }
      referenceOf.append(index ?? 0)
      guard let index, let list = holders[keys[index]] else {
        listOf.append(nil)
        continue
      }
      let number = numbers[list] ?? lists.count
      if number == lists.count {
        numbers[list] = number
        lists.append(list)
      }
      listOf.append(number)
    }
  }

  /// So few are looked through faster than they are hashed.
  private static let few = 24

  private static func holders<Key: Hashable>(
    of key: Key, _ expectations: [[Key]], _ known: [Key], _ isVoid: (Key) -> Bool
  ) -> [Int]? {
    if isVoid(key) { return nil }
    let positions = expectations.indices.filter { expectations[$0].contains(key) }
    return positions.isEmpty && !known.contains(key) ? nil : positions
  }

  private mutating func take<Key>(_ keys: [Key], _ holders: (Key) -> [Int]?) {
    for index in keys.indices {
      guard let list = holders(keys[index]) else { continue }
      let number = lists.firstIndex(of: list) ?? lists.count
      if number == lists.count { lists.append(list) }
      referenceOf.append(index)
      listOf.append(number)
      return
    }
    referenceOf.append(0)
    listOf.append(nil)
  }

  /// The expectations a movement names; nil where it names nothing known.
  func list(of evidence: Int) -> [Int]? { listOf[evidence].map { lists[$0] } }

  func names(_ evidence: Int, _ expectation: Int) -> Bool {
    guard let number = listOf[evidence] else { return false }
    return lists[number].sortedContains(expectation)
  }

  /// Numbers of the sets, the narrowest first: an instruction's reference says more than its
  /// case's.
  var narrowestFirst: [Int] {
    lists.indices.sorted { (lists[$0].count, $0) < (lists[$1].count, $1) }
  }
}
