/// What the day did to the money that is expected, per kind and currency: the terms of the proof's
/// identity `open before + newly expected − matched − written off ± revised = open after`.
/// Minor units.
public struct ProofFlows: Sendable, Equatable {
  public struct Key: Hashable, Comparable, Sendable {
    public let kind: ExpectationKind
    public let currency: Currency
    public init(kind: ExpectationKind, currency: Currency) {
      self.kind = kind
      self.currency = currency
    }
    public static func < (a: Key, b: Key) -> Bool {
      (a.kind.rawValue, a.currency.code) < (b.kind.rawValue, b.currency.code)
    }
  }

  public struct Flow: Sendable, Equatable {
    public var newlyExpected: Int64 = 0
    public var matched: Int64 = 0
    public var writtenOff: Int64 = 0
    public var revised: Int64 = 0
    public var openAfter: Int64 = 0
    public init() {}
  }

  /// There are few: kinds of money times currencies.
  private var entries: [(key: Key, flow: Flow)] = []

  public var flows: [Key: Flow] {
    Dictionary(uniqueKeysWithValues: entries.map { ($0.key, $0.flow) })
  }

  public init() {}

  /// Adds one dossier's day: its expectations before and after.
  public mutating func add(before: [ExpectationState], after: [ExpectationState]) {
    for state in after {
      let earlier =
        before.isEmpty ? nil : before.first { $0.id == state.id && $0.hasSameKey(as: state) }
      change(state) { flow in
        if let earlier {
          flow.revised += state.expected - earlier.expected
        } else {
          flow.newlyExpected += state.expected
        }
        flow.matched += state.matched - (earlier?.matched ?? 0)
        flow.writtenOff += state.writtenOff - (earlier?.writtenOff ?? 0)
        flow.openAfter += state.open
      }
    }
    for state in before
    where !after.contains(where: { $0.id == state.id && $0.hasSameKey(as: state) }) {
      change(state) { flow in
        flow.revised -= state.expected
        flow.matched -= state.matched
        flow.writtenOff -= state.writtenOff
      }
    }
  }

  /// Adds an expectation that was made and met on this day.
  public mutating func add(_ state: ExpectationState) {
    change(state) { flow in
      flow.newlyExpected += state.expected
      flow.matched += state.matched
      flow.writtenOff += state.writtenOff
      flow.openAfter += state.open
    }
  }

  public mutating func merge(_ other: ProofFlows) {
    for (key, other) in other.entries {
      change(key) { flow in
        flow.newlyExpected += other.newlyExpected
        flow.matched += other.matched
        flow.writtenOff += other.writtenOff
        flow.revised += other.revised
        flow.openAfter += other.openAfter
      }
    }
  }

  /// The order in which keys came does not matter.
  public static func == (a: ProofFlows, b: ProofFlows) -> Bool { a.flows == b.flows }

  private mutating func change(_ state: ExpectationState, _ body: (inout Flow) -> Void) {
    change(Key(kind: state.kind, currency: state.currency), body)
  }

  private mutating func change(_ key: Key, _ body: (inout Flow) -> Void) {
    for index in entries.indices where entries[index].key == key {
      return body(&entries[index].flow)
    }
    var flow = Flow()
    body(&flow)
    entries.append((key, flow))
  }
}

extension ExpectationState {
  fileprivate func hasSameKey(as other: ExpectationState) -> Bool {
    kind == other.kind && currency == other.currency
  }
}
