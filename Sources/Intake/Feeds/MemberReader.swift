import Returns

/// Reads one member in steps, some of which several threads may share: `open`, `look(at:)` for each
/// stretch, `cut`, `read(part:)` for each part, `finish`.
///
/// A step begins when the one before it is done everywhere. However the work is shared, the reading
/// is the same.
public final class MemberReader: @unchecked Sendable {
  /// The member's name.
  public var name: String { member.name }

  private let member: InputMember
  private let fileNumber: Int
  private let run: Int
  private let shopHint: Int?
  private let context: IntakeContext
  private let manner: ReadingManner
  private var reading: MemberReading
  /// A table that is read in parts.
  private var table: PartedTable?
  /// Reads the member in one go.
  private var whole: ((inout MemberReading) throws(InputError) -> Void)?

  /// - Parameters: as in `readMember`.
  public convenience init(
    _ member: InputMember, fileNumber: Int, run: Int, shopHint: Int?, context: IntakeContext
  ) {
    self.init(
      member, fileNumber: fileNumber, run: run, shopHint: shopHint, context: context,
      manner: .standard)
  }

  init(
    _ member: InputMember, fileNumber: Int, run: Int, shopHint: Int?, context: IntakeContext,
    manner: ReadingManner
  ) {
    self.member = member
    self.fileNumber = fileNumber
    self.run = run
    self.shopHint = shopHint
    self.context = context
    self.manner = manner
    reading = MemberReading(name: member.name)
  }

  /// Recognises the member.
  public func open() {
    do throws(InputError) {
      try recognise()
    } catch {
      refuse(error)
    }
  }

  /// How many stretches have to be looked at before the member can be cut.
  public var stretchCount: Int { table?.survey.count ?? 0 }

  /// Different stretches may be looked at by different threads.
  public func look(at stretch: Int) { table?.look(at: stretch) }

  /// Decides on the parts.
  public func cut() { table?.cut() }

  /// How many parts there are to read; 0 for a member that is refused already.
  public var partCount: Int { table?.parts.count ?? (whole == nil ? 0 : 1) }

  /// About how many bytes a part has, for sharing the work fairly.
  public func byteCount(part: Int) -> Int {
    guard let table else { return member.content.byteCount }
    return table.parts[part].end - table.parts[part].start
  }

  /// Different parts may be read by different threads.
  public func read(part: Int) {
    if let table { return table.read(part) }
    do throws(InputError) {
      try whole?(&reading)
    } catch {
      refuse(error)
    }
  }

  /// What the member gave.
  public func finish() -> MemberReading {
    if let table {
      table.finish(&reading)
      do throws(InputError) {
        try member.content.checkUnchanged()
      } catch {
        refuse(error)
      }
    }
    return reading
  }

  private func refuse(_ error: InputError) {
    reading = .refused(member.name, error)
    table = nil
    whole = nil
  }

  private func recognise() throws(InputError) {
    let recognition = try Recognition.of(member, context.profiles)
    let profile = recognition.profile
    reading.feed = profile.feeds.first
    reading.profile = profile.name
    reading.recognisedBy = recognition.reason
    reading.encoding = recognition.encoding.rawValue
    let shop = recognition.correction.flatMap { correction in
      context.shops.firstIndex { $0.id == correction.shop }
    }
    let shops = ShopFinder(context.shops, hint: shop ?? shopHint)
    let zone = shops.fallback.map { context.shops[$0].zone } ?? context.workspaceZone
    let zones = Zones(
      context.shops.map(\.zone), workspace: context.workspaceZone, find: context.zone)
    if case .named(let name) = profile.time.zone, zones.named(name) == nil {
      throw InputError(
        .notUnderstood,
        "profile \(profile.name) names the zone \(name), which is not known here;"
          + " write an offset such as +01:00, or a zone that a shop of the workspace has")
    }
    let (member, file, run) = (member, fileNumber, run)
    if profile.isXML, recognition.correction == nil {
      func tree() -> TreeReading {
        TreeReading(recognition, zone: zone, zones: zones, shops: shops, file: file, run: run)
      }
      let isDirect = manner.isDirect
      whole = { reading throws(InputError) in
        if isDirect, try tree().readRegular(member, into: &reading) { return }
        try tree().read(member, into: &reading)
      }
      return
    }
    func table() -> TableReading {
      TableReading(recognition, zone: zone, zones: zones, shops: shops, file: file, run: run)
    }
    self.table = try PartedTable(table(), member.content, manner)
    if self.table == nil {
      whole = { reading throws(InputError) in try table().read(member, into: &reading) }
    }
  }
}

extension MemberReading {
  mutating func take(_ decoder: RowDecoder, _ facts: FileFacts) {
    read = decoder.read
    filtered = decoder.filtered
    // Whatever came to light first: what numbers rows as they stand (the lines of an order) numbers
    // them alike when they come back.
    rejects = decoder.rejects.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element)
    rejected = rejects.count
    records.pages = decoder.pages
    joined = decoder.joined
    hasSeveralFactsPerRow = decoder.hasSeveralFactsPerRow || !joined.isEmpty
    account = facts.accountID ?? decoder.account
    periodFrom = facts.from
    periodTo = facts.to
    completeTo = facts.completeTo
    exportedAt = facts.exported.map { Instant(seconds: $0) }
    let shop = decoder.shopOfRows.shop(orElse: decoder.shops.fallback)
    shopID = shop.map { decoder.shops.shops[$0].id } ?? ""
    func day(_ event: (seconds: Int64, shop: Int)) -> Day {
      decoder.shops.shops[event.shop].zone.day(Instant(seconds: event.seconds))
    }
    firstEventDay = decoder.earliest.map(day)
    lastEventDay = decoder.latest.map(day)
  }
}
