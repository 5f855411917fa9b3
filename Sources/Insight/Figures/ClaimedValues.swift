internal import Returns

/// Which values of an order are in a case already. Lines of one order are no independent cases: a
/// parcel that fell off a lorry is one mishap, however many lines were in it.
struct ClaimedValues {
  private struct Key: Hashable {
    let dimension: Dimension
    let value: UInt64
    let family: ReasonFamily
    /// nil: any of the family.
    let reason: Reason?
  }

  private var counts: [Key: Int64] = [:]

  /// Notes a case line of a value.
  /// - Returns: what of it only repeats the order's earlier ones; nil: it is the first.
  mutating func add(
    _ dimension: Dimension, _ value: UInt64, _ reason: Reason, _ sign: Int64
  ) -> CellNumbers? {
    func note(_ reason: Reason?, _ family: ReasonFamily) -> Int64 {
      let key = Key(dimension: dimension, value: value, family: family, reason: reason)
      let before = counts[key] ?? 0
      counts[key] = before + 1
      return before
    }
    let (ofReason, ofFamily) = (note(reason, reason.family), note(nil, reason.family))
    guard ofFamily > 0 else { return nil }
    return CellNumbers(
      count: ofReason > 0 ? sign : 0, units: sign, amount: sign &* 2 &* ofFamily)
  }
}

/// Names a value and a family of reasons among those that another value has cases in common with;
/// sixteen bits, so that two of them are hardly ever the same.
enum SharedTag {
  static func of(_ value: UInt64, _ family: ReasonFamily) -> UInt16 {
    var word = (value ^ UInt64(family.rawValue) &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    word ^= word >> 32
    return UInt16(truncatingIfNeeded: word >> 16)
  }

  /// Of two dimensions the one that keeps what their values have in common; nil: nobody asks.
  /// Articles are very many, and those of one supplier go to all regions with all carriers.
  static func keeper(_ a: Dimension, _ b: Dimension) -> Dimension? {
    guard a != b else { return nil }
    let (low, high) = a.rawValue < b.rawValue ? (a, b) : (b, a)
    switch (low, high) {
    case (.sku, .carrier), (.sku, .region): return nil
    default: return high == .sku ? high : low
    }
  }
}

extension FigureCounter {
  /// Notes which values of the lines that a case is about go together.
  func share(
    _ lines: [SoldLine], _ order: CountedOrder, _ family: ReasonFamily, on day: Day, _ sign: Int64
  ) {
    var known: Set<CellKey> = []
    for line in lines {
      together.removeAll(keepingCapacity: true)
      forEachValue(line, order) { dimension, value, text in
        if DriverSearch.dimensions.contains(dimension), !text.isEmpty {
          together.append((dimension, value, text))
        }
      }
      for own in together {
        for other in together
        where SharedTag.keeper(own.dimension, other.dimension) == own.dimension {
          let key = CellKey(
            own.dimension, own.value, .shared, detail: SharedTag.of(other.value, family), on: day)
          let isFurther = lines.count > 1 && !known.insert(key).inserted
          tally.add(key, own.text, CellNumbers(count: sign, units: isFurther ? sign : 0))
        }
      }
    }
  }
}

extension CountedHistory {
  /// Which part of a value's case lines of a family are another value's too; nil: not known.
  func sharedPart(
    of own: (dimension: Dimension, value: UInt64),
    with other: (dimension: Dimension, value: UInt64),
    _ family: ReasonFamily, _ days: ClosedRange<Day>
  ) -> Double? {
    if own.dimension == other.dimension { return own.value == other.value ? 1 : 0 }
    guard let keeper = SharedTag.keeper(own.dimension, other.dimension) else { return nil }
    let (kept, named) = keeper == own.dimension ? (own, other) : (other, own)
    let tag = SharedTag.of(named.value, family)
    let common = sum(kept.dimension, kept.value, .shared, days) { $0 == tag }
    let shared = own.dimension.isOfLine ? common.count : common.count - common.units
    let all = claims(own.dimension, own.value, days) { $0.family == family }
    return all > 0 ? min(1, Double(shared) / Double(all)) : 0
  }
}
