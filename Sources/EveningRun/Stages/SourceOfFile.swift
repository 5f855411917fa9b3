import Intake
import Returns

extension SourceAccount {
  /// Whether the file is of this source, whatever its accounts are.
  fileprivate func mayHave(_ reading: MemberReading, path: String) -> Bool {
    guard reading.feed == feed else { return false }
    if !profile.isEmpty, profile.string != reading.profile { return false }
    return self.path.isEmpty
      || Self.places(reading, path: path).contains { Glob.matches($0, pattern: self.path) }
  }

  /// Where a file lies: also without its `.gz`, and of a member of a `.zip` as if it lay beside it.
  private static func places(_ reading: MemberReading, path: String) -> [String] {
    if path.hasSuffix(".gz") { return [path, String(path.dropLast(3))] }
    guard let name = reading.member(of: path).split(separator: "/").last else { return [path] }
    let folder = path.split(separator: "/").dropLast() + [name]
    return [path, folder.joined(separator: "/")]
  }
}

extension [SourceAccount] {
  /// The sources that a file is of, the one whose rules hold for it first.
  ///
  /// A source without an account takes the file as it is. Those with one take what the file has of
  /// their account: its statement's period, or the days up to its last event; a file that names no
  /// account (a day without trade) is of the only source that it could be of.
  /// - Parameter shop: of all rows of the file, where there is one.
  func covers(
    _ reading: MemberReading, path: String, shop: Int?, zone: (_ shop: Int) -> Zone
  ) -> [SourceCover] {
    let fitting = indices.filter { self[$0].mayHave(reading, path: path) }
    if fitting.isEmpty { return [] }
    let hasAccounts = fitting.contains { !self[$0].accountID.isEmpty }
    let accounts = hasAccounts ? AccountsOfFile(reading, zone: zone) : nil
    var covers: [SourceCover] = []
    for index in fitting {
      let account = self[index].accountID.string
      guard !account.isEmpty else {
        // A source without an account takes the whole file, unless one before it has its account.
        guard covers.isEmpty else { continue }
        return [SourceCover(whole: reading, of: index)]
      }
      guard let (to, event) = accounts?.reached(account, reading) else { continue }
      covers.append(SourceCover(source: index, periodTo: to, lastEvent: event))
    }
    guard covers.isEmpty, accounts?.isEmpty(reading) == true else { return covers }
    let possible = fitting.filter { source in
      shop.map { self[source].shops.isEmpty || self[source].shops.contains($0) } ?? true
    }
    return possible.count == 1 ? [SourceCover(whole: reading, of: possible[0])] : []
  }
}

extension SourceCover {
  fileprivate init(whole reading: MemberReading, of source: Int) {
    self.init(source: source, periodTo: reading.completeTo, lastEvent: reading.lastEventDay)
  }
}

/// The accounts that a file has rows or statements of, and the day of each one's last event.
private struct AccountsOfFile {
  private var lastEvents: [Text: Day] = [:]

  init(_ reading: MemberReading, zone: (_ shop: Int) -> Zone) {
    guard reading.feed == .settlements else { return }
    // Rows of one account mostly stand together, or all are of one.
    var (latest, name): (Instant?, Text) = (nil, Text())
    var shop = 0
    reading.records.forEach { record in
      guard record.head.feed == .settlements else { return }
      let row = record.settlement
      guard !row.accountID.isEmpty else { return }
      if row.accountID != name || shop != record.head.shop {
        note(name, latest, zone(shop))
        (name, shop, latest) = (row.accountID, record.head.shop, nil)
      }
      latest = max(latest ?? row.settledAt, row.settledAt)
    }
    note(name, latest, zone(shop))
  }

  private mutating func note(_ account: Text, _ latest: Instant?, _ zone: Zone) {
    guard let latest, !account.isEmpty else { return }
    let day = zone.day(latest)
    lastEvents[account] = max(lastEvents[account] ?? day, day)
  }

  /// The file names no account.
  func isEmpty(_ reading: MemberReading) -> Bool {
    lastEvents.isEmpty && reading.accountPeriods.isEmpty && reading.account == nil
  }

  /// How far the file goes for an account; nil where it has nothing of it.
  func reached(_ account: String, _ reading: MemberReading) -> (to: Day?, event: Day?)? {
    let periods = reading.accountPeriods.filter { $0.account == account }
    let event = lastEvents[Text(account)]
    guard event != nil || !periods.isEmpty || reading.account == account else { return nil }
    let to = reading.accountPeriods.isEmpty ? reading.completeTo : periods.compactMap(\.to).max()
    return (to, event)
  }
}
