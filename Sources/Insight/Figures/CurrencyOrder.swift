public import Returns

extension Currency {
  /// Amounts of two currencies are never compared: those of the workspace's own come first, those
  /// of none last.
  public func precedes(_ other: Currency, home: Currency) -> Bool {
    func rank(_ currency: Currency) -> Int {
      currency == home ? 0 : currency == .none ? 2 : 1
    }
    return rank(self) != rank(other) ? rank(self) < rank(other) : self < other
  }
}
