import Returns

/// Writes regular rows straight into the page, byte for byte what the row decoder would write.
///
/// Whatever is not regular (a problem, an uncommon form of a value, anything a reject could come
/// of) is left to the row decoder, so that there is one place that says what a row is.
final class DirectLane {
  /// Longer rows are not worth a thought here.
  private static let longestRow = 8192
  /// How far behind a cell bytes may be read, and behind the last value written.
  private static let slack = RowJudge.slack

  private struct State {
    var at: UnsafeMutableRawPointer
    var limit: UnsafeMutableRawPointer
    var opened: UnsafeMutableRawPointer
    var records = 0
    var rows = 0
    var latest = Int64.min
    var earliest = Int64.max
    var currencyKey = UInt32.max
    var currencyCode = Currency.none
    var decimals = 2
    var needsAccount: Bool
  }

  let plan: DirectPlan
  let decoder: RowDecoder
  private let page: RecordPage
  let times: TimeReader
  /// Cells that begin before it may be read `slack` bytes far.
  private let safeEnd: UnsafeRawPointer
  // Behind a pointer, so that no access to it is checked.
  private let state: UnsafeMutablePointer<State>
  /// What stands before and behind the line number in a head, sixteen bytes each.
  private let heads: UnsafeMutableRawPointer
  private let beforeLine: Int
  private let behindLine: Int
  private let flags: UInt16
  private let room: Int

  /// - Parameter end: where the memory ends that the rows lie in.
  init?(_ decoder: RowDecoder, width: Int?, end: UnsafeRawPointer) {
    guard let plan = DirectPlan(decoder, width: width) else { return nil }
    self.plan = plan
    self.decoder = decoder
    page = decoder.page
    times = decoder.evaluator.times
    safeEnd = end - Self.slack
    room = 128 + Self.slack + 11 * plan.slots.count
    heads = .allocate(byteCount: 64, alignment: 16)
    var before: [UInt8] = []
    RecordCoding.appendVarint(UInt64(plan.shop), to: &before)
    RecordCoding.appendVarint(UInt64(decoder.file), to: &before)
    var behind: [UInt8] = []
    RecordCoding.appendVarint(UInt64(decoder.run), to: &behind)
    if let stamp = decoder.stamp { RecordCoding.appendZigzag(stamp, to: &behind) }
    flags =
      UInt16(plan.layout.feed.rawValue)
      | UInt16(RecordHead.flags(hasStamp: decoder.stamp != nil, isOwn: false)) << 8
    beforeLine = before.count
    behindLine = behind.count
    state = .allocate(capacity: 1)
    state.initialize(
      to: State(at: heads, limit: heads, opened: heads, needsAccount: plan.accountBit != 0))
    guard before.count <= 16, behind.count <= 16 else { return nil }
    heads.copyMemory(from: before, byteCount: before.count)
    (heads + 16).copyMemory(from: behind, byteCount: behind.count)
  }

  deinit {
    state.deallocate()
    heads.deallocate()
  }

  /// Hands the page back, so that the row decoder can go on in it.
  func pause() {
    let used = state.pointee.at - state.pointee.opened
    if used > 0 {
      let feed = UInt32(plan.layout.feed.rawValue)
      page.take(used, records: state.pointee.records, feeds: 1 << feed)
    }
    let (earliest, latest) = (state.pointee.earliest, state.pointee.latest)
    decoder.takeDirect(
      state.pointee.rows, shop: plan.shop,
      events: latest == Int64.min ? nil : (earliest, latest))
    state.pointee.opened = heads
    state.pointee.at = heads
    state.pointee.limit = heads
    state.pointee.records = 0
    state.pointee.rows = 0
    state.pointee.latest = Int64.min
    state.pointee.earliest = Int64.max
    state.pointee.needsAccount = plan.accountBit != 0 && decoder.account == nil
  }

  private func open(for size: Int) {
    pause()
    let room = page.room(for: size)
    let start = room.baseAddress!
    state.pointee.opened = start
    state.pointee.at = start
    state.pointee.limit = start + room.count
  }

  /// - Returns: false where the row decoder has to take the row, after `pause`.
  func take(_ row: RawRow) -> Bool {
    guard row.problem == nil, row.fields.count == plan.width, row.raw.count <= Self.longestRow,
      let fields = UnsafeMutablePointer(mutating: row.fields.baseAddress),
      let start = row.raw.bytes.baseAddress, start + row.raw.count <= safeEnd
    else { return false }
    let plan = self.plan
    var mask = present(fields)
    guard plan.required & ~mask == 0, !(state.pointee.needsAccount && mask & plan.accountBit != 0),
      takeCurrency(fields)
    else { return false }
    let given = mask
    mask |= plan.defaults
    if mask & plan.amounts != 0 { mask |= plan.currencyBit }
    let size = row.raw.count + room
    if state.pointee.limit - state.pointee.at < size { open(for: size) }
    // The size before the record nearly always takes two bytes.
    let record = state.pointee.at + 2
    var end = record
    end.storeBytes(of: flags.littleEndian, as: UInt16.self)
    end += 10
    end.storeBytes(of: heads.load(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    end = DirectBytes.varint(UInt64(row.line), end + beforeLine)
    end.storeBytes(
      of: heads.load(fromByteOffset: 16, as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
    end = DirectBytes.varint(mask, end + behindLine)
    guard let (last, key, event) = values(fields, mask, given, end) else { return false }
    (record + 2).storeBytes(of: key.littleEndian, as: UInt64.self)
    close(record, size: last - record)
    state.pointee.rows += 1
    if event > state.pointee.latest { state.pointee.latest = event }
    if event < state.pointee.earliest, event != Int64.min { state.pointee.earliest = event }
    return true
  }

  @inline(__always)
  private func close(_ record: UnsafeMutableRawPointer, size: Int) {
    let at = record - 2
    if size < 128 {
      (at + 1).copyMemory(from: record, byteCount: size)
      at.storeBytes(of: UInt8(truncatingIfNeeded: size), as: UInt8.self)
      state.pointee.at = at + 1 + size
    } else {
      // Rows are far too short for a third byte.
      let low = UInt16(truncatingIfNeeded: size & 0x7F | 0x80)
      at.storeBytes(of: low | UInt16(truncatingIfNeeded: size >> 7) << 8, as: UInt16.self)
      state.pointee.at = record + size
    }
    state.pointee.records += 1
  }

  /// The columns whose cells are not empty; takes the blanks off the others.
  @inline(__always)
  private func present(_ fields: UnsafeMutablePointer<Text>) -> UInt64 {
    var mask: UInt64 = 0
    for slot in plan.read {
      let cell = fields[slot.field].bytes
      guard cell.count > 0, let start = cell.baseAddress else { continue }
      let last = start.load(fromByteOffset: cell.count &- 1, as: UInt8.self)
      if start.load(as: UInt8.self) <= 0x20 || last <= 0x20 {
        fields[slot.field] = fields[slot.field].trimmed()
        if fields[slot.field].isEmpty { continue }
      }
      mask |= slot.bit
    }
    return mask
  }

  /// - Returns: false where the row's currency is none.
  @inline(__always)
  private func takeCurrency(_ fields: UnsafeMutablePointer<Text>) -> Bool {
    var key: UInt32 = 1 << 24
    if plan.currencyField >= 0 {
      let cell = fields[plan.currencyField].trimmed().bytes
      if cell.count > 0 {
        guard cell.count == 3, let start = cell.baseAddress else { return false }
        key = UInt32(littleEndian: start.loadUnaligned(as: UInt32.self)) & 0xFF_FFFF
      }
    }
    if key == state.pointee.currencyKey { return true }
    return lookUpCurrency(key)
  }

  @inline(never)
  private func lookUpCurrency(_ key: UInt32) -> Bool {
    var currency = plan.currency
    if key < 1 << 24 {
      guard
        let named = withUnsafeBytes(
          of: key.littleEndian,
          { bytes in
            Currency(UnsafeRawBufferPointer(rebasing: bytes[..<3]))
          })
      else { return false }
      currency = named
    }
    state.pointee.currencyKey = key
    state.pointee.currencyCode = currency
    state.pointee.decimals = currency.decimals
    return true
  }

  /// Writes the columns. - Returns: where they end, the key's hash, and when the event happened
  /// (`Int64.min`: not said); nil where a value is not regular.
  @inline(__always)
  private func values(
    _ fields: UnsafeMutablePointer<Text>, _ mask: UInt64, _ given: UInt64,
    _ start: UnsafeMutableRawPointer
  ) -> (end: UnsafeMutableRawPointer, key: UInt64, event: Int64)? {
    let decimals = state.pointee.decimals
    let events = plan.eventBits
    let eventBit =
      mask & events.0 != 0 ? events.0 : mask & events.1 != 0 ? events.1 : mask & events.2
    var event = Int64.min
    var end = start
    var hash = StableHash(seed: UInt64(plan.layout.feed.rawValue) + 1)
    for slot in plan.slots {
      guard mask & slot.bit != 0 else {
        if slot.isKey { hash.combine(0 as UInt64) }
        continue
      }
      var number = slot.fallback
      let isGiven = given & slot.bit != 0
      let cell = isGiven ? fields[slot.field].bytes : UnsafeRawBufferPointer(start: nil, count: 0)
      switch slot.kind {
      case .text, .id:
        if slot.kind == .id, DirectBytes.hasControl(cell) || Text(cell).isShortened { return nil }
        if slot.isKey { DirectBytes.combine(cell, &hash) }
        end = DirectBytes.text(cell, end)
        continue
      case .amount, .signed:
        number = amount(cell, decimals)
        if number < 0 {
          // Not an amount is below zero too.
          if slot.kind == .amount || number == RegularForms.none { return nil }
          if plan.refusesNegative & slot.bit != 0 { return nil }
        }
        end = DirectBytes.zigzag(number, end)
      case .time:
        number = seconds(cell)
        if number == RegularForms.none { return nil }
        if slot.bit == eventBit { event = number }
        end = DirectBytes.zigzag(number, end)
      case .count:
        if isGiven { number = count(cell) }
        if number < 0 { return nil }
        end = DirectBytes.varint(UInt64(bitPattern: number), end)
      case .choice:
        if isGiven { number = word(cell, slot) }
        if number < 0 { return nil }
        end = DirectBytes.byte(UInt8(truncatingIfNeeded: number), end)
      case .flag:
        number = flag(cell)
        if number < 0 { return nil }
        end = DirectBytes.byte(UInt8(truncatingIfNeeded: number), end)
      case .currency:
        end.storeBytes(of: state.pointee.currencyCode.code.littleEndian, as: UInt16.self)
        end += 2
      }
      if slot.isKey {
        hash.combine(1 as UInt64)
        hash.combine(number)
      }
    }
    return (end, hash.value, event)
  }
}
