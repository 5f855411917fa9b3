extension Array {
  /// The first index from which on a condition holds, that holds for all behind it too; the count
  /// where it holds for none. By halving the list.
  @inlinable public func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Array where Element: Comparable {
  /// Whether a list in ascending order has the element. Not called `contains`, or an unordered list
  /// that is asked through `list.contains` would be halved too.
  @inlinable public func sortedContains(_ element: Element) -> Bool {
    let place = partitioningIndex { $0 >= element }
    return place < count && self[place] == element
  }
}
