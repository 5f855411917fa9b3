/// What is known of one waybill, taken from all carrier records of it.
///
/// Each fact comes from the greatest record that states it, records being ordered by (their own
/// time, delivered_at, picked_up_at, name of the status) with an absent time lowest; what still
/// ties is told apart by content, so that the order of files and rows changes nothing.
struct ParcelFacts {
  /// False where no carrier record of the waybill came in: all else is then empty.
  var isSeen = false
  var direction = Direction.outbound
  var status = ParcelStatus.created
  /// Any record says that the carrier damaged it.
  var isDamaged = false
  /// Order or case id.
  var reference = Text()
  var pickedUpAt: Instant?
  var statusAt: Instant?
  var promisedAt: Instant?
  var deliveredAt: Instant?
  /// The latest time any of the records carries.
  var latestAt: Instant?
  /// Measured.
  var weightGrams: Int64?
  /// What the parcel export says the carrier billed.
  var billedWeightGrams: Int64?
  /// Length × width × height, clamped; nil unless one record states all three.
  var cubicMillimetres: Int64?
  /// The agreed zone.
  var zone = Text()
  var declaredValue: Int64?
  /// None: the shop's.
  var declaredCurrency = Currency.none
  /// Who pays the carrier, as the manifest has it.
  var terms: Terms?

  init() {}

  init(of waybill: Text, in events: [ParcelEvent]) {
    var count = 0
    var only = 0
    for index in events.indices where events[index].waybill == waybill {
      count += 1
      only = index
    }
    if count == 0 { return }
    if count == 1 {
      take(events[only])
      return
    }
    for event in events.filter({ $0.waybill == waybill }).sorted(by: Self.precedes) { take(event) }
  }

  /// Lets a record speak that is greater than all before it.
  private mutating func take(_ event: ParcelEvent) {
    isSeen = true
    direction = event.direction
    status = event.status
    isDamaged = isDamaged || event.status == .damaged
    if !event.reference.isEmpty { reference = event.reference }
    if !event.zone.isEmpty { zone = event.zone }
    pickedUpAt = event.pickedUpAt ?? pickedUpAt
    statusAt = event.statusAt ?? statusAt
    promisedAt = event.promisedAt ?? promisedAt
    deliveredAt = event.deliveredAt ?? (event.status == .delivered ? event.statusAt : deliveredAt)
    if let declared = event.declaredValue {
      (declaredValue, declaredCurrency) = (declared, event.currency)
    }
    terms = event.terms ?? terms
    see(event.statusAt)
    see(event.deliveredAt)
    see(event.pickedUpAt)
    weightGrams = event.weightGrams ?? weightGrams
    billedWeightGrams = event.billedWeightGrams ?? billedWeightGrams
    cubicMillimetres = Self.volume(event) ?? cubicMillimetres
  }

  /// The carrier knows of it and was never handed it: a label that was not used.
  var isNeverShipped: Bool {
    isSeen && status == .created && pickedUpAt == nil && deliveredAt == nil
  }

  /// The carrier says that it lost or damaged it.
  var isFaulted: Bool { status == .lost || isDamaged }

  private mutating func see(_ time: Instant?) {
    if let time { latestAt = max(latestAt ?? time, time) }
  }

  static func volume(_ event: ParcelEvent) -> Int64? {
    guard let length = event.lengthMM, let width = event.widthMM, let height = event.heightMM,
      length > 0, width > 0, height > 0
    else { return nil }
    let (base, isWide) = length.multipliedReportingOverflow(by: width)
    let (volume, isHigh) = base.multipliedReportingOverflow(by: height)
    return isWide || isHigh ? .max : volume
  }

  static func precedes(_ a: ParcelEvent, _ b: ParcelEvent) -> Bool {
    if a.happenedAt != b.happenedAt { return isEarlier(a.happenedAt, b.happenedAt) }
    if a.deliveredAt != b.deliveredAt { return isEarlier(a.deliveredAt, b.deliveredAt) }
    if a.pickedUpAt != b.pickedUpAt { return isEarlier(a.pickedUpAt, b.pickedUpAt) }
    if a.status != b.status {
      return nameRank[Int(a.status.rawValue)] < nameRank[Int(b.status.rawValue)]
    }
    if a.statusAt != b.statusAt { return isEarlier(a.statusAt, b.statusAt) }
    if a.carrier != b.carrier { return a.carrier < b.carrier }
    if a.direction != b.direction { return a.direction.rawValue < b.direction.rawValue }
    if a.reference != b.reference { return a.reference < b.reference }
    if a.zone != b.zone { return a.zone < b.zone }
    let left = numbers(a)
    let right = numbers(b)
    return left.lexicographicallyPrecedes(right) { ($0 ?? -1) < ($1 ?? -1) }
  }

  private static func numbers(_ event: ParcelEvent) -> [Int64?] {
    [
      event.weightGrams, event.billedWeightGrams, event.lengthMM, event.widthMM, event.heightMM,
      event.promisedAt?.seconds, event.declaredValue, event.terms.map { Int64($0.rawValue) },
    ]
  }

  private static func isEarlier(_ a: Instant?, _ b: Instant?) -> Bool {
    guard let b else { return false }
    guard let a else { return true }
    return a < b
  }

  /// Position of each status when their names stand in byte order.
  private static let nameRank: [Int] = {
    let sorted = ParcelStatus.allCases.sorted { Text($0.name) < Text($1.name) }
    return ParcelStatus.allCases.map { status in sorted.firstIndex(of: status) ?? 0 }
  }()
}
