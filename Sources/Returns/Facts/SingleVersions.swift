/// The ordinary dossier: every fact came once, so that there are no versions to fold, and a
/// parcel's charges need not become records to be told apart.
struct SingleVersions {
  private var entries: [Entry] = []
  private var fees: [ParcelFees] = []

  /// A fact by its place in the canonical order.
  private struct Entry {
    let key: UInt64
    let feed: UInt8
    /// Of a charge that a parcel's row states.
    var charge: (type: ChargeType, amount: Int64, fees: Int)?
    let record: Int

    func comesBefore(_ other: Entry) -> Bool {
      feed != other.feed ? feed < other.feed : key < other.key
    }
  }

  /// More records than this are sorted the long way.
  private static let most = 24

  /// - Returns: whether every fact came once; else the dossier is for the long way.
  mutating func take(_ records: [Record]) -> Bool {
    guard records.count <= Self.most else { return false }
    entries.empty()
    fees.empty()
    for index in records.indices {
      let feed = records[index].head.feed
      let entry = Entry(key: records[index].head.key, feed: feed.rawValue, record: index)
      guard insert(entry) else { return false }
      if feed == .parcels, !takeCharges(records[index], index) { return false }
    }
    return true
  }

  private mutating func takeCharges(_ record: Record, _ index: Int) -> Bool {
    var columns = record.columns
    guard columns.present & ParcelFees.feeColumns != 0 else { return true }
    let stated = ParcelFees(&columns)
    let place = fees.count
    fees.append(stated)
    let start = stated.invoiceHash
    var areSingle = true
    stated.forEach { type, amount in
      let entry = Entry(
        key: stated.key(type, after: start), feed: Feed.charges.rawValue,
        charge: (type, amount, place), record: index)
      areSingle = areSingle && insert(entry)
    }
    return areSingle
  }

  /// - Returns: false where the fact came before.
  private mutating func insert(_ entry: Entry) -> Bool {
    var place = entries.count
    entries.append(entry)
    while place > 0, entry.comesBefore(entries[place - 1]) {
      entries[place] = entries[place - 1]
      place -= 1
    }
    if place > 0, entries[place - 1].key == entry.key, entries[place - 1].feed == entry.feed {
      return false
    }
    entries[place] = entry
    return true
  }

  func append(to dossier: Dossier, of records: [Record], before end: Instant) {
    for entry in entries {
      guard let (type, amount, place) = entry.charge else {
        dossier.append(records[entry.record], before: end)
        continue
      }
      if let time = fees[place].billedAt, time >= end {
        dossier.hasLaterFacts = true
        continue
      }
      dossier.charges.append(
        Charge(type, amount, fees[place], source: records[entry.record].head.source))
    }
    dossier.sortLines()
  }
}
