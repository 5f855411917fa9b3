/// Goods that a person sends again (`reship`).
extension Desk {
  /// What is to be sent again of a case line: of the round whose parcel was in trouble, else of the
  /// one that was there on that day. Not what the parcel has brought after all.
  func reshipments(
    of file: CaseFile, _ rounds: [ReplacementRound], _ number: Int
  ) -> [Rulings.Reshipment] {
    if rulings.reshipped.isEmpty { return [] }
    return rulings.reshipped.filter { again in
      guard again.caseID == file.caseID, !hasCome(again) else { return false }
      let own = rounds.indices.first { number in
        rounds[number].parcel.map { isAbout(again, $0.waybill) } ?? false
      }
      let last = rounds.indices.last { $0 == 0 || rounds[$0].from.map(day) ?? asOf <= again.day }
      return (own ?? last ?? 0) == number
    }
  }

  /// The parcel that was late or lost has arrived. One that the carrier has paid for has not.
  private func hasCome(_ again: Rulings.Reshipment) -> Bool {
    again.isWaiting && waybills.contains { $0.deliveredAt != nil && isAbout(again, $0) }
  }

  /// Whether a person sent goods again for the trouble of a parcel.
  private func isAbout(_ again: Rulings.Reshipment, _ parcel: Waybill) -> Bool {
    circumstances.arrivalIdentity(shop: shop, parcel.waybill, carrier: parcel.carrier)
      == again.exception
  }

  /// Parcels with goods for the case that have left; of a round those that it could leave with.
  func parcelsSent(
    for file: CaseFile, _ rounds: [ReplacementRound], _ number: Int
  ) -> [Waybill] {
    let from = number < rounds.count ? rounds[number].from : nil
    return waybills.filter { parcel in
      let isNamed =
        parcel.reference == file.caseID
        || (!parcel.waybill.isEmpty && parcel.waybill == file.application.exchangeWaybill)
      let isOut = parcel.direction == .exchange || parcel.direction == .outbound
      guard isNamed, isOut, parcel.hasLeft else { return false }
      guard let from, let leftAt = leftAt(parcel) else { return true }
      return !isEarlier(leftAt, from)
    }
  }

  /// - Parameter day: on which a person sent goods of the case again.
  func reshipmentIdentity(_ file: CaseFile, _ day: Day) -> UInt64 {
    circumstances.identity(
      "exchange", shop: shop, file.caseID, Text("again"), Int64(day.number))
  }

  /// The day on which a person sent goods of a case line again that have not left since.
  func awaitedReshipment(of index: Int) -> Day? {
    let file = files[index]
    guard !rulings.reshipped.isEmpty, file.isApproved, !file.isConverted, !file.lines.isEmpty
    else { return nil }
    let rounds = file.kind == .exchange ? replacementRounds(of: [file]) : []
    for number in 0..<max(rounds.count, 1) {
      let again = reshipments(of: file, rounds, number)
      guard let last = again.last else { continue }
      if parcelsSent(for: file, rounds, number).count < file.parcelsOrdered(again.count) {
        return last.day
      }
    }
    return nil
  }
}

extension CaseFile {
  /// Parcels that a line needs by now, with those that were sent again; one that became a refund
  /// needed them until then.
  func parcelsOrdered(_ again: Int) -> Int {
    kind == .exchange || isConverted ? 1 + again : again
  }
}
