/// How a record received in this run counts (design: section 4, "What is counted").
public enum RecordClass: UInt8, Sendable { case accepted, superseded, duplicate }

/// Turns the records of one order, of all days and in any order, into its dossier as of a business
/// date.
///
/// Of every key the newest version stands. Newer is told by the stamp (`updated_at`, else the
/// file's export time), else by the run that received it; two versions of one run that nothing
/// orders are a conflict, and the first by content stands. A version seen before never supersedes
/// again.
///
/// A parcel's row that states fees is also the charges it states: they are folded like rows of
/// their own, and the row counts once, as the best of its facts.
public struct DossierBuilder {
  /// Facts at or after this instant are left for a later day.
  public var endOfDay: Instant
  /// Records of this run are classified.
  private let run: Int
  private var order: [Int] = []
  /// The records, then the charges that parcels among them state; and of each such charge its
  /// parcel's position.
  private var all: [Record] = []
  private var parcels: [Int] = []
  private var classes: [RecordClass?] = []
  private let arena = Arena()
  private var single = SingleVersions()

  public init(endOfDay: Instant, run: Int) {
    self.endOfDay = endOfDay
    self.run = run
  }

  /// - Parameters:
  ///   - stands: called for the version of every key that stands.
  ///   - classify: called once for every record of the builder's run.
  public mutating func build(
    _ records: [Record], into dossier: Dossier, stands: ((Record) -> Void)? = nil,
    classify: (Record, RecordClass) -> Void
  ) {
    dossier.removeFacts()
    if stands == nil, single.take(records) {
      single.append(to: dossier, of: records, before: endOfDay)
      dossier.dropAnnouncedCharges()
      for record in records where record.head.run == run { classify(record, .accepted) }
      return
    }
    takeCharges(of: records)
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: all.indices)
    sort()
    var start = 0
    while start < order.count {
      let head = all[order[start]].head
      var end = start + 1
      while end < order.count, all[order[end]].head.sameKey(as: head) { end += 1 }
      let current = newest(order[start..<end], dossier)
      stands?(current)
      dossier.append(current, before: endOfDay)
      if end - start > 1, head.feed == .settlements {
        dossier.noteUpdate(current, of: order[start..<end].map { all[$0] })
      }
      start = end
    }
    dossier.sortLines()
    dossier.dropAnnouncedCharges()
    for index in records.indices {
      if let recordClass = classes[index] { classify(records[index], recordClass) }
    }
  }

  private mutating func takeCharges(of records: [Record]) {
    all.removeAll(keepingCapacity: true)
    parcels.removeAll(keepingCapacity: true)
    all.append(contentsOf: records)
    for index in records.indices where records[index].head.feed == .parcels {
      records[index].forEachCharge(arena) { charge in
        all.append(charge)
        parcels.append(index)
      }
    }
    classes.removeAll(keepingCapacity: true)
    classes.append(contentsOf: repeatElement(nil, count: records.count))
  }

  /// Counts a row, or a charge of its row.
  private mutating func count(_ index: Int, _ recordClass: RecordClass) {
    let row = index < classes.count ? index : parcels[index - classes.count]
    if let other = classes[row], other.rawValue <= recordClass.rawValue { return }
    classes[row] = recordClass
  }

  /// Feeds and keys decide nearly always; they are compared without touching the rest.
  private mutating func sort() {
    guard order.count > 1 else { return }
    all.withUnsafeBufferPointer { all in
      for index in 1..<order.count {
        let entry = order[index]
        var place = index
        while place > 0, Self.comesBefore(all, entry, order[place - 1]) {
          order[place] = order[place - 1]
          place -= 1
        }
        order[place] = entry
        // Long dossiers are sorted the long way.
        if index == 32 { break }
      }
      if order.count > 33 { order.sort { Self.comesBefore(all, $0, $1) } }
    }
  }

  @inline(__always)
  private static func comesBefore(
    _ all: UnsafeBufferPointer<Record>, _ a: Int, _ b: Int
  ) -> Bool {
    if all[a].head.feed != all[b].head.feed {
      return all[a].head.feed.rawValue < all[b].head.feed.rawValue
    }
    if all[a].head.key != all[b].head.key { return all[a].head.key < all[b].head.key }
    return all[a].precedes(all[b])
  }

  /// Folds the versions of one key; returns the one that stands.
  private mutating func newest(_ versions: ArraySlice<Int>, _ dossier: Dossier) -> Record {
    var current = all[versions.first!]
    if versions.count == 1 {
      if current.head.run == run { count(versions.first!, .accepted) }
      return current
    }
    countNew(versions)
    var seen = [current.content]
    var revision: Revision?
    let isStated = versions.contains { $0 >= classes.count }
    for index in versions.dropFirst() {
      let version = all[index]
      if seen.contains(version.content) { continue }
      seen.append(version.content)
      if isStated, let said = version.restating(current) {
        current = said
        continue
      }
      switch version.age(against: current) {
      case .newer:
        if !version.isUpdate(of: current) {
          revision = Revision(
            feed: version.head.feed, key: version.head.key, before: current, after: version,
            isConflict: false)
        }
        current = version
      case .older: continue
      case .unordered:
        revision = Revision(
          feed: version.head.feed, key: version.head.key, before: current, after: version,
          isConflict: true)
      }
    }
    if let revision { dossier.revisions.append(revision) }
    return current
  }

  /// The first row of a content in order of receipt is accepted, or supersedes where its key was
  /// known with other content; the rest are duplicates.
  private mutating func countNew(_ versions: ArraySlice<Int>) {
    let received = versions.sorted {
      let (a, b) = (all[$0].head, all[$1].head)
      return (a.run, a.file, a.line) < (b.run, b.file, b.line)
    }
    var contents: [Text] = []
    for index in received {
      let record = all[index]
      let isKnown = contents.contains(record.content)
      if record.head.run == run {
        count(index, isKnown ? .duplicate : contents.isEmpty ? .accepted : .superseded)
      }
      if !isKnown { contents.append(record.content) }
    }
  }
}

extension RecordHead {
  fileprivate func sameKey(as other: RecordHead) -> Bool { feed == other.feed && key == other.key }
}

extension Record {
  /// An empty column that is filled, or a status that moves forward, and with it the time that it
  /// is of, is an update and no revision.
  func isUpdate(of older: Record) -> Bool {
    let schema = head.feed.schema
    var before = older.columns
    var after = columns
    var (isForward, isLater) = (false, false)
    for column in schema.columns {
      let (old, new) = (before.value(column.type), after.value(column.type))
      if old == new || old == .absent { continue }
      guard case .number(let from) = old, case .number(let to) = new, to > from else {
        return false
      }
      switch column.name {
      case "status": isForward = true
      case "settled_at": isLater = true
      default: return false
      }
    }
    return isForward || !isLater
  }
}
