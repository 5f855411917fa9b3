import Returns

/// Reads one member of an input file: recognises what it is and turns its rows into records and
/// rejects.
///
/// A pure function of its arguments: the same bytes and context give the same reading.
/// - Parameters:
///   - path: the file's path relative to the inbox; what a file is never depends on it.
///   - fileNumber: goes into the head of every record.
///   - run: the run that receives the records.
///   - shopHint: the index of the shop in whose inbox folder the file lies.
/// - Returns: a reading; a member that cannot be read at all has the status `refused` and no
///   records.
public func readMember(
  _ member: InputMember, path: String, fileNumber: Int, run: Int, shopHint: Int?,
  context: IntakeContext
) -> MemberReading {
  do throws(InputError) {
    let recognition = try Recognition.of(member, context.profiles)
    var reading = MemberReading(name: member.name)
    reading.feed = recognition.profile.feeds.first
    reading.profile = recognition.profile.name
    reading.recognisedBy = recognition.reason
    reading.encoding = recognition.encoding.rawValue
    let shops = ShopFinder(context.shops, hint: shopHint)
    let zone = shops.fallback.map { context.shops[$0].zone } ?? context.workspaceZone
    let zones = Zones(context.zones + context.shops.map(\.zone) + [context.workspaceZone])
    if case .named(let name) = recognition.profile.time.zone, zones.named(name) == nil {
      throw InputError(
        .notUnderstood,
        "profile \(recognition.profile.name) names the zone \(name), which is not known here;"
          + " write an offset such as +01:00, or a zone that a shop of the workspace has")
    }
    if recognition.profile.isXML {
      let tree = TreeReading(
        recognition, zone: zone, zones: zones, shops: shops, file: fileNumber, run: run)
      try tree.read(member, into: &reading)
    } else {
      let table = TableReading(
        recognition, zone: zone, zones: zones, shops: shops, file: fileNumber, run: run)
      try table.read(member, into: &reading)
    }
    return reading
  } catch {
    return .refused(member.name, error)
  }
}

extension MemberReading {
  mutating func take(_ decoder: RowDecoder, _ facts: FileFacts) {
    read = decoder.read
    filtered = decoder.filtered
    rejects = decoder.rejects
    rejected = rejects.count
    records = decoder.page
    hasSeveralFactsPerRow = decoder.hasSeveralFactsPerRow
    account = facts.accountID ?? decoder.account
    periodFrom = facts.from
    periodTo = facts.to
    exportedAt = facts.exported.map { Instant(seconds: $0) }
    lastEventDay = decoder.latest.map { event in
      decoder.shops.shops[event.shop].zone.day(Instant(seconds: event.seconds))
    }
  }
}
