import Intake
import Returns

/// What could not be placed by the day's orders and cases alone.
extension PlaceRecords {
  /// Routes of earlier days that records asked for.
  var missed: [RouteKind: Set<UInt64>] {
    var all: [RouteKind: Set<UInt64>] = [:]
    for worker in workers {
      for kind in RouteKind.allCases where !worker.missed[Int(kind.rawValue)].isEmpty {
        all[kind, default: []].formUnion(worker.missed[Int(kind.rawValue)])
      }
    }
    return all
  }

  /// Places what waited for the ledger's routes and for nothing else. What only other movements can
  /// place waits until these are settled (`placeBeside`).
  func placeLate() throws {
    for page in workers.map(\.lateOthers) {
      for block in 0..<page.blockCount {
        try Record.each(in: page.block(block)) { record in
          if router.standsBeside(record) {
            beside.append(record)
          } else {
            try put(record, router.place(record) { _, _ in }, workers[0])
          }
        }
      }
    }
  }

  /// Nothing stands beside other movements any more.
  func settleBeside() {
    beside = []
    isSettled = true
    for page in workers.map(\.lateOthers) {
      for block in 0..<page.blockCount { page.release(block: block) }
    }
  }

  /// Says which dossiers parcels and charges that wait will get to, as far as can be told before
  /// the ledger's loose ones are known: their memory is asked for with all others.
  func expectWaiting(_ turns: WaybillTurns) {
    for page in turns.parcels + turns.charges {
      page.forEach { record in workers[0].expect(router.place(record) { _, _ in }) }
    }
  }

  /// Places parcels and charges that waited.
  /// - Parameter loose: see `WaybillTurns.run`.
  /// - Returns: the dossiers that their waybills were found to lead to.
  func placeWaiting(_ turns: WaybillTurns, loose: (LooseRow, UInt64) -> Bool) throws -> Set<UInt64>
  {
    let worker = workers[0]
    let homes = try turns.run(
      today: { record, key in
        try bins.append(record.whole, key: key, worker: worker.number)
        // A waybill that leads nowhere is no route to keep.
        let isLed = record.head.feed == .parcels || router.isOfWayBack(record)
        if isLed, key != router.looseKey(ofWaybill: record) {
          worker.placed(record, at: key, router)
        } else {
          worker.expect(key)
        }
      }, loose: loose)
    for page in turns.parcels + turns.charges {
      for block in 0..<page.blockCount { page.release(block: block) }
    }
    return homes
  }
}
