public import Returns

/// A shop whose records may come in.
public struct IntakeShop: Sendable {
  public let id: String
  /// The currency of amounts without one.
  public let currency: Currency
  /// The zone in which its days are judged: of bare dates, and where a profile says so of times.
  public let zone: Zone

  public init(id: String, currency: Currency, zone: Zone) {
    self.id = id
    self.currency = currency
    self.zone = zone
  }
}

/// What reading a file depends on besides its bytes.
public struct IntakeContext: Sendable {
  /// The index of a shop here is the `shop` of a record's head.
  public var shops: [IntakeShop]
  /// The zone of times without an offset.
  public var workspaceZone: Zone
  public var workspaceCurrency: Currency
  /// The workspace's own profiles first, then the built-in ones: of two that fit equally the first
  /// is taken. Made when a file asks for them: a canonical one does not.
  public var profiles: @Sendable () -> [Profile]
  /// Finds a zone that a profile or a row names (`Europe/Berlin`), besides UTC, Asia/Shanghai and
  /// those of the shops.
  public var zone: @Sendable (String) -> Zone?

  public init(
    shops: [IntakeShop], workspaceZone: Zone, workspaceCurrency: Currency,
    profiles: @autoclosure @escaping @Sendable () -> [Profile] = Profile.builtIn,
    zone: @escaping @Sendable (String) -> Zone? = { _ in nil }
  ) {
    self.shops = shops
    self.workspaceZone = workspaceZone
    self.workspaceCurrency = workspaceCurrency
    self.profiles = profiles
    self.zone = zone
  }
}
