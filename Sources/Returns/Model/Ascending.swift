extension Array where Element: Comparable {
  /// Whether a list in ascending order has the element: by halving it. Not called `contains`, or an
  /// unordered list that is asked through `list.contains` would be halved too.
  @inlinable public func sortedContains(_ element: Element) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
