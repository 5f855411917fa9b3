extension Array where Element: Comparable {
  /// Whether a list in ascending order has the element: by halving it.
  @inlinable public func contains(sorted element: Element) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
