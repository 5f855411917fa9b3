/// A fact as bytes: the one form in which facts are hashed, compared, kept in the ledger and
/// spilled.
///
///     size     varint  bytes that follow (head and content)
///     feed     u8
///     flags    u8      1 = has a stamp, 2 = which is the row's own (`updated_at`), 4 = counted in
///                      microseconds and not, as once, in seconds
///     key      u64     hash of the feed's key columns
///     shop     varint  index of the shop in the ledger's list
///     file     varint  the file the row came from
///     line     varint  its physical line there (XML: the line of the record's start tag)
///     run      varint  the run that received it
///     stamp    zigzag  `updated_at`, else the file's own export time: microseconds (only with
///                      flag 1)
///     content          presence bitmap (varint), then the present columns in schema order:
///                      text = varint length + bytes; amount, time = zigzag; count = varint; flag,
/// choice = u8;
///                      currency = u16
///
/// Two records say the same exactly when their contents are equal byte for byte.
public struct RecordHead: Sendable {
  public var feed: Feed
  public var key: UInt64
  public var shop: Int
  public var file: Int
  public var line: Int
  public var run: Int
  /// When the source made this version, microseconds since 1970.
  public var stamp: Int64?
  /// The stamp is the row's `updated_at`, not the time of its file.
  public var isStampOwn = false

  @inlinable public init(
    feed: Feed, key: UInt64, shop: Int, file: Int, line: Int, run: Int, stamp: Int64?
  ) {
    self.feed = feed
    self.key = key
    self.shop = shop
    self.file = file
    self.line = line
    self.run = run
    self.stamp = stamp
  }

  @inlinable public static var stampsPerSecond: Int64 { 1_000_000 }

  /// When the source made this version.
  var stampedAt: Instant? { stamp.map { Instant(seconds: $0 / Self.stampsPerSecond) } }

  var flags: UInt8 { Self.flags(hasStamp: stamp != nil, isOwn: isStampOwn) }

  /// As they stand in a record's bytes.
  @inlinable public static func flags(hasStamp: Bool, isOwn: Bool) -> UInt8 {
    hasStamp ? isOwn ? 7 : 5 : 0
  }
}

/// One column's value on its way into a record.
public enum ColumnValue: Sendable, Equatable {
  case absent
  case text(Text)
  case number(Int64)
}

public enum RecordCoding {
  @inlinable public static func appendVarint(_ value: UInt64, to bytes: inout [UInt8]) {
    if value < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: value)) }
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  @inlinable public static func appendZigzag(_ value: Int64, to bytes: inout [UInt8]) {
    appendVarint(UInt64(bitPattern: (value << 1) ^ (value >> 63)), to: &bytes)
  }

  /// Appends the content of a record: `values` in schema order, one per column.
  public static func appendContent(
    _ schema: FeedSchema, _ values: [ColumnValue], to bytes: inout [UInt8]
  ) {
    var present: UInt64 = 0
    for index in values.indices {
      if case .absent = values[index] { continue }
      present |= 1 << UInt64(index)
    }
    appendVarint(present, to: &bytes)
    for index in values.indices {
      switch values[index] {
      case .absent: continue
      case .text(let text):
        appendVarint(UInt64(text.count), to: &bytes)
        bytes.append(contentsOf: text.bytes)
      case .number(let number): appendNumber(number, schema.columns[index].type, to: &bytes)
      }
    }
  }

  static func appendNumber(_ number: Int64, _ type: ColumnType, to bytes: inout [UInt8]) {
    switch type {
    case .amount, .time: appendZigzag(number, to: &bytes)
    case .flag, .choice: bytes.append(UInt8(truncatingIfNeeded: number))
    case .currency:
      bytes.append(UInt8(truncatingIfNeeded: number))
      bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    case .count, .text: appendVarint(UInt64(bitPattern: number), to: &bytes)
    }
  }

  /// The hash of the key columns; an absent part of a key differs from an empty or zero one.
  public static func keyHash(_ schema: FeedSchema, _ values: [ColumnValue]) -> UInt64 {
    var hash = StableHash(seed: UInt64(schema.feed.rawValue) + 1)
    for index in values.indices where schema.columns[index].isKey {
      switch values[index] {
      case .absent: hash.combine(0 as UInt64)
      case .text(let text): hash.combine(text)
      case .number(let number):
        hash.combine(1 as UInt64)
        hash.combine(number)
      }
    }
    return hash.value
  }

  /// Appends a whole record, head and content.
  public static func append(
    _ head: RecordHead, content: UnsafeRawBufferPointer, to bytes: inout [UInt8]
  ) {
    var prefix: [UInt8] = []
    prefix.reserveCapacity(40)
    prefix.append(head.feed.rawValue)
    prefix.append(head.flags)
    withUnsafeBytes(of: head.key.littleEndian) { prefix.append(contentsOf: $0) }
    appendVarint(UInt64(head.shop), to: &prefix)
    appendVarint(UInt64(head.file), to: &prefix)
    appendVarint(UInt64(head.line), to: &prefix)
    appendVarint(UInt64(head.run), to: &prefix)
    if let stamp = head.stamp { appendZigzag(stamp, to: &prefix) }
    appendVarint(UInt64(prefix.count + content.count), to: &bytes)
    bytes.append(contentsOf: prefix)
    bytes.append(contentsOf: content)
  }
}

/// A record in place: its head, and its content to be read column by column.
public struct Record: Sendable {
  public let head: RecordHead
  /// The content as stored: equality of facts is equality of these bytes.
  public let content: Text
  /// The whole record, size prefix included: what is copied into a ledger page.
  public let whole: Text

  /// - Parameter start: the first byte of a record in memory that lives as long as the run.
  @inlinable public init(at start: UnsafeRawPointer) {
    var reader = ByteReader(start)
    let size = Int(reader.varint())
    let body = reader.position
    let end = body + size
    let feed = Feed(rawValue: reader.byte())!
    let flags = reader.byte()
    let key = reader.word()
    let shop = Int(reader.varint())
    let file = Int(reader.varint())
    let line = Int(reader.varint())
    let run = Int(reader.varint())
    var stamp: Int64? = flags & 1 == 1 ? reader.zigzag() : nil
    if flags & 5 == 1 { stamp = stamp.map { $0 &* RecordHead.stampsPerSecond } }
    var head = RecordHead(
      feed: feed, key: key, shop: shop, file: file, line: line, run: run, stamp: stamp)
    head.isStampOwn = flags & 2 == 2
    self.head = head
    content = Text(start: reader.position, count: end - reader.position)
    whole = Text(start: start, count: end - start)
  }

  /// The same record in a copy of its bytes.
  @inlinable public init(_ record: Record, in copy: Text) {
    head = record.head
    whole = copy
    content = Text(
      start: copy.bytes.baseAddress! + (copy.count - record.content.count),
      count: record.content.count)
  }

  /// All records of a page, in order.
  @inlinable public static func all(in page: Text, _ body: (Record) -> Void) {
    guard var position = page.bytes.baseAddress else { return }
    let end = position + page.count
    while position < end {
      let record = Record(at: position)
      body(record)
      position += record.whole.count
    }
  }

  @inlinable public var columns: ColumnReader { ColumnReader(content) }
}

/// Reads the bytes that `RecordCoding` wrote. Ledger pages are checked by hash before they get
/// here.
public struct ByteReader {
  @usableFromInline var place: UnsafeRawPointer
  @inlinable public var position: UnsafeRawPointer { place }
  @inlinable public init(_ position: UnsafeRawPointer) { place = position }

  @inlinable public mutating func byte() -> UInt8 {
    let value = place.load(as: UInt8.self)
    place += 1
    return value
  }

  @inlinable public mutating func word() -> UInt64 {
    let value = place.loadUnaligned(as: UInt64.self)
    place += 8
    return UInt64(littleEndian: value)
  }

  @inlinable @inline(__always)
  public mutating func varint() -> UInt64 {
    let first = byte()
    return first < 0x80 ? UInt64(first) : longVarint(UInt64(first & 0x7F))
  }

  @inlinable
  mutating func longVarint(_ first: UInt64) -> UInt64 {
    var value = first
    var shift: UInt64 = 7
    while true {
      let next = byte()
      value |= UInt64(next & 0x7F) &<< shift
      if next < 0x80 { return value }
      shift &+= 7
    }
  }

  @inlinable @inline(__always)
  public mutating func zigzag() -> Int64 {
    let value = varint()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  @inlinable public mutating func text(_ count: Int) -> Text {
    let value = Text(start: place, count: count)
    place += count
    return value
  }

  @inlinable public mutating func skip(_ count: Int) { place += count }
}

/// Reads a record's columns in schema order; every call moves to the next column.
public struct ColumnReader {
  @usableFromInline var present: UInt64
  @usableFromInline var reader: ByteReader

  @inlinable public init(_ content: Text) {
    reader = ByteReader(content.bytes.baseAddress!)
    present = reader.varint()
  }

  /// Whether the column `ahead` of the next one has a value.
  @inlinable public func has(_ ahead: Int = 0) -> Bool { present >> UInt64(ahead) & 1 == 1 }

  @inlinable public mutating func skipText() {
    if next() { reader.skip(Int(reader.varint())) }
  }
  /// Passes a count, an amount or a time.
  @inlinable public mutating func skipNumber() { if next() { _ = reader.varint() } }
  /// Passes a choice or a flag.
  @inlinable public mutating func skipByte() { if next() { reader.skip(1) } }

  @inlinable @inline(__always)
  mutating func next() -> Bool {
    let isPresent = present & 1 == 1
    present &>>= 1
    return isPresent
  }

  /// Empty where absent.
  @inlinable @inline(__always)
  public mutating func text() -> Text {
    guard next() else { return Text() }
    let count = Int(reader.varint())
    return reader.text(count)
  }
  @inlinable @inline(__always)
  public mutating func count() -> Int64? {
    next() ? Int64(truncatingIfNeeded: reader.varint()) : nil
  }
  @inlinable @inline(__always)
  public mutating func amount() -> Int64? { next() ? reader.zigzag() : nil }
  @inlinable @inline(__always)
  public mutating func time() -> Instant? {
    next() ? Instant(seconds: reader.zigzag()) : nil
  }
  @inlinable public mutating func flag() -> Bool? { next() ? reader.byte() != 0 : nil }
  @inlinable @inline(__always)
  public mutating func choice<Value: Vocabulary>(_: Value.Type) -> Value? {
    next() ? Value(rawValue: reader.byte()) : nil
  }
  @inlinable public mutating func currency() -> Currency {
    guard next() else { return .none }
    let low = UInt16(reader.byte())
    return Currency(code: low | UInt16(reader.byte()) << 8)
  }

  /// Any column, for tools that show a record without knowing its feed (explain, check).
  public mutating func value(_ type: ColumnType) -> ColumnValue {
    switch type {
    case .text:
      let text = text()
      return text.isEmpty ? .absent : .text(text)
    case .count: return count().map(ColumnValue.number) ?? .absent
    case .amount: return amount().map(ColumnValue.number) ?? .absent
    case .time: return (time()?.seconds).map(ColumnValue.number) ?? .absent
    case .flag: return flag().map { .number($0 ? 1 : 0) } ?? .absent
    case .choice: return next() ? .number(Int64(reader.byte())) : .absent
    case .currency:
      let currency = currency()
      return currency == .none ? .absent : .number(Int64(currency.code))
    }
  }
}
