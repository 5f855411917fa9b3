/// How a record received in this run counts (design: section 4, "What is counted"). A row of
/// several facts counts as the first of these that one of them is.
public enum RecordClass: UInt8, Sendable {
  case accepted, superseded
  /// A duplicate by content whose own `updated_at` is a later one: it is kept for that, so that a
  /// version from in between, whenever it comes, replaces nothing.
  case confirmed
  case duplicate
}

/// Turns the records of one order, of all days and in any order, into its dossier as of a business
/// date.
///
/// Of every key the newest version stands. Newer is told by the stamp (`updated_at`, else the
/// file's export time), else by the run that received it; two versions of one run that nothing
/// orders are a conflict, and the first by content stands (`VersionFold`).
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
      dossier.nameBankRefunds()
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
      if end - start > 1 {
        let versions = order[start..<end]
        switch head.feed {
        case .settlements: dossier.noteUpdate(current, of: versions.map { all[$0] })
        case .cases:
          let versions = versions.map { all[$0] }
          dossier.noteConversion(current, of: versions)
          dossier.noteReasons(current, of: versions)
        default: break
        }
      }
      start = end
    }
    dossier.sortLines()
    dossier.dropAnnouncedCharges()
    dossier.nameBankRefunds()
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
    let current = all[versions.first!]
    if versions.count == 1 {
      if current.head.run == run { count(versions.first!, .accepted) }
      return current
    }
    countNew(versions)
    var fold = VersionFold(current)
    var revision: Revision?
    let isStated = versions.contains { $0 >= classes.count }
    for index in versions.dropFirst() {
      let version = all[index]
      let before = fold.record
      guard fold.take(version, isStated: isStated) == .newer, !version.isUpdate(of: before) else {
        continue
      }
      revision = Revision(
        feed: version.head.feed, key: version.head.key, before: before, after: version,
        isConflict: false)
    }
    if let rival = fold.rival {
      revision = Revision(
        feed: rival.head.feed, key: rival.head.key, before: fold.record, after: rival,
        isConflict: true)
    }
    if let revision { dossier.revisions.append(revision) }
    return fold.record
  }

  /// In order of receipt: the first row is accepted, one that says something else or that takes its
  /// fact back to what was said before supersedes; the rest are duplicates.
  private mutating func countNew(_ versions: ArraySlice<Int>) {
    let received = versions.sorted {
      let (a, b) = (all[$0].head, all[$1].head)
      let (early, late) = (a.stamp ?? .min, b.stamp ?? .min)
      return (a.run, early, a.file, a.line) < (b.run, late, b.file, b.line)
    }
    var fold: VersionFold?
    for index in received {
      let record = all[index]
      let isContested = fold?.rival != nil
      let step = fold?.take(record)
      if fold == nil { fold = VersionFold(record) }
      guard record.head.run == run else { continue }
      switch step {
      case nil: count(index, .accepted)
      case .newer, .older, .unordered: count(index, .superseded)
      case .confirmation:
        count(index, record.head.isStampOwn || isContested ? .confirmed : .duplicate)
      case .again: count(index, .duplicate)
      }
    }
  }
}

extension RecordHead {
  fileprivate func sameKey(as other: RecordHead) -> Bool { feed == other.feed && key == other.key }
}
