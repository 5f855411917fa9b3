import Intake
import Returns

/// A row of a dossier of the ledger that may belong elsewhere by now.
struct LooseRow {
  let record: Record
  /// The dossier's place in the list of those that were remembered.
  let dossier: Int
}

/// Places parcels and charges that wait for each other, today's and the ledger's loose ones: a
/// parcel that names its order or its case leads the other rows of its waybill there, and these
/// lead the charges. A turn teaches only those after it, so the order of rows decides nothing.
struct WaybillTurns {
  private let router: Router
  private let workers: [PlacingWorker]
  let parcels: [RecordPage]
  let charges: [RecordPage]
  private var looseParcels: [LooseRow] = []
  private var looseCharges: [LooseRow] = []

  private enum Turn: CaseIterable { case namesItsPlace, hasReference, others }

  /// Of what waits with the workers, when they have placed all that does not.
  init(_ router: Router, _ workers: [PlacingWorker]) {
    self.router = router
    self.workers = workers
    parcels = workers.map(\.lateParcels)
    charges = workers.map(\.lateCharges)
    learnWaybills { want in
      for page in parcels + charges { page.forEach(want) }
    }
  }

  /// - Parameter loose: parcels and charges of the ledger.
  mutating func add(_ loose: [LooseRow]) {
    for row in loose {
      if row.record.head.feed == .parcels {
        looseParcels.append(row)
      } else {
        looseCharges.append(row)
      }
    }
    learnWaybills { want in
      for row in loose { want(row.record) }
    }
  }

  /// Takes over, of the waybills of parcels that are placed already, those that are waited for.
  private func learnWaybills(_ list: ((Record) -> Void) -> Void) {
    var wanted = KeyMap()
    defer { wanted.release() }
    list { router.waybillHashes($0) { wanted.insert($0, 2) } }
    guard wanted.count > 0 else { return }
    for worker in workers {
      for route in worker.found[Int(RouteKind.waybill.rawValue)] where wanted[route.hash] != nil {
        router.learn(.waybill, route)
      }
    }
  }

  /// - Parameters:
  ///   - today: takes a waiting row of the day and its dossier.
  ///   - loose: takes a loose row and the dossier it would belong to; says whether it moves there.
  ///     One that stays teaches nothing: the ledger knows where it is.
  /// - Returns: the dossiers that waybills were found to lead to.
  func run(
    today: (Record, UInt64) throws -> Void, loose: (LooseRow, UInt64) -> Bool
  ) rethrows -> Set<UInt64> {
    var homes: Set<UInt64> = []
    for turn in Turn.allCases {
      var taught: [LearnedRoute] = []
      func teach(_ record: Record, _ key: UInt64) {
        if key == router.looseKey(ofWaybill: record) { return }
        taught.append(LearnedRoute(hash: router.waybillHash(record), key: key))
      }
      for page in parcels {
        for block in 0..<page.blockCount {
          try Record.each(in: page.block(block)) { record in
            guard self.turn(of: record) == turn else { return }
            let key = router.place(record) { _, _ in }
            teach(record, key)
            try today(record, key)
          }
        }
      }
      for row in looseParcels where self.turn(of: row.record) == turn {
        let key = router.place(row.record) { _, _ in }
        if loose(row, key) { teach(row.record, key) }
      }
      for route in taught {
        router.learn(.waybill, route)
        homes.insert(route.key)
      }
    }
    try placeCharges(today, loose)
    return homes
  }

  private func placeCharges(
    _ today: (Record, UInt64) throws -> Void, _ loose: (LooseRow, UInt64) -> Bool
  ) rethrows {
    for page in charges {
      for block in 0..<page.blockCount {
        try Record.each(in: page.block(block)) { record in
          try today(record, router.place(record) { _, _ in })
        }
      }
    }
    for row in looseCharges { _ = loose(row, router.place(row.record) { _, _ in }) }
  }

  private func turn(of record: Record) -> Turn {
    var columns = record.columns
    columns.skipText()
    columns.skipText()
    let direction = columns.choice(Direction.self) ?? .outbound
    columns.skipByte()
    let reference = columns.text()
    if reference.isEmpty { return .others }
    let isSure =
      direction == .outbound || router.find(.caseID, record.head.shop, reference) != nil
    return isSure ? .namesItsPlace : .hasReference
  }
}

extension Router {
  /// Of a parcel's or a charge's waybill.
  func waybillHash(_ record: Record) -> UInt64 {
    routeHash(.waybill, record.head.shop, waybill(of: record))
  }

  /// The same, and of a way back that of the parcel that it may name.
  func waybillHashes(_ record: Record, _ found: (UInt64) -> Void) {
    found(waybillHash(record))
    let original = original(of: record)
    if !original.isEmpty { found(routeHash(.waybill, record.head.shop, original)) }
  }

  /// Whether a charge names the waybill that the goods went out under.
  @inline(__always)
  func isOfWayBack(_ charge: Record) -> Bool { charge.columns.has(Self.originalWaybillColumn) }

  /// The column original_waybill of the charges' schema.
  private static let originalWaybillColumn = 16

  private func original(of record: Record) -> Text {
    var columns = record.columns
    guard record.head.feed == .parcels else {
      guard isOfWayBack(record) else { return Text() }
      return Charge(&columns, source: Source(file: 0, line: 0, run: 0)).originalWaybill
    }
    columns.skipText()
    columns.skipText()
    guard columns.choice(Direction.self) == .return else { return Text() }
    columns.skipByte()
    return columns.text()
  }

  /// Where a parcel or a charge lies while nothing is known of its waybill.
  func looseKey(ofWaybill record: Record) -> UInt64 {
    looseKey(record.head.shop, "waybill", waybill(of: record))
  }

  private func waybill(of record: Record) -> Text {
    var columns = record.columns
    if record.head.feed == .parcels { return columns.text() }
    return Charge(&columns, source: Source(file: 0, line: 0, run: 0)).waybill
  }
}
