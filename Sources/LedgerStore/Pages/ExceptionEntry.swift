import Returns

/// The id of an exception as two words that order as its letters do.
struct ExceptionKey: Comparable, Hashable {
  static let lettersMax = 16

  let high: UInt64
  let low: UInt64

  /// nil for an id that is longer than any of ours.
  init?(_ id: Text) {
    guard id.count <= Self.lettersMax else { return nil }
    var (high, low): (UInt64, UInt64) = (0, 0)
    for (place, letter) in id.bytes.enumerated() {
      if place < 8 {
        high |= UInt64(letter) << UInt64(56 - 8 * place)
      } else {
        low |= UInt64(letter) << UInt64(120 - 8 * place)
      }
    }
    (self.high, self.low) = (high, low)
  }

  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  static func < (a: ExceptionKey, b: ExceptionKey) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

/// Where a version of an exception stands: the page's number, and which of its rows.
struct ExceptionPlace: Comparable, Hashable {
  static let rowBits: UInt64 = 10

  let word: UInt64

  init(word: UInt64) { self.word = word }
  init(page: Int64, row: Int) { word = UInt64(bitPattern: page) << Self.rowBits | UInt64(row) }

  var page: Int64 { Int64(bitPattern: word >> Self.rowBits) }
  var row: Int { Int(word & (1 << Self.rowBits - 1)) }

  static func < (a: ExceptionPlace, b: ExceptionPlace) -> Bool { a.word < b.word }
}

/// A page's directory: for each row its id, where it begins in the content, and whether the
/// exception was open. Little endian, ids ascending.
struct ExceptionDirectory {
  static let entryBytes = 24

  let bytes: UnsafeRawBufferPointer

  var count: Int { bytes.count / Self.entryBytes }

  func key(_ row: Int) -> ExceptionKey {
    ExceptionKey(high: word(row * Self.entryBytes), low: word(row * Self.entryBytes + 8))
  }

  func offset(_ row: Int) -> Int { Int(word(row * Self.entryBytes + 16) >> 1) }
  func isOpen(_ row: Int) -> Bool { word(row * Self.entryBytes + 16) & 1 == 1 }

  /// The row of an id, looked for from `start` on.
  func find(_ key: ExceptionKey, from start: Int = 0) -> Int? {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if self.key(middle) < key { low = middle + 1 } else { high = middle }
    }
    return low < count && self.key(low) == key ? low : nil
  }

  static func append(
    _ key: ExceptionKey, offset: Int, isOpen: Bool, to writer: inout RecordWriter
  ) {
    writer.word(key.high)
    writer.word(key.low)
    writer.word(UInt64(offset) << 1 | (isOpen ? 1 : 0))
  }

  private func word(_ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

/// A version as it lies in a page's content: all of it but the day, which is the page's.
extension ExceptionRow {
  var mostBytes: Int {
    var most = 12 * RecordWriter.mostOfNumber + 40
    for text in [id, status, subject, shopID, caseID, orderID, waybill, txnID, row] {
      most += RecordWriter.most(text)
    }
    return most
  }

  func write(to bytes: inout RecordWriter) {
    bytes.text(id)
    bytes.varint(UInt64(version))
    bytes.byte(code.rawValue)
    bytes.byte(severity.rawValue)
    bytes.byte(owner.rawValue)
    bytes.text(status)
    bytes.text(subject)
    bytes.text(shopID)
    bytes.text(caseID)
    bytes.text(orderID)
    bytes.text(waybill)
    bytes.text(txnID)
    bytes.optional(expected)
    bytes.optional(actual)
    bytes.optional(difference)
    bytes.half(currency.code)
    bytes.zigzag(Int64(openedOn.number))
    bytes.zigzag(Int64(firstSeenOn.number))
    bytes.optional(dueOn.map { Int64($0.number) })
    bytes.optional(closedOn.map { Int64($0.number) })
    bytes.word(orderKey)
    bytes.word(digest)
    bytes.text(row)
  }

  /// - Parameter start: in memory that stays.
  /// - Returns: nil where the words are none of this program's.
  init?(reading start: UnsafeRawPointer, day: Day) {
    var reader = ByteReader(start)
    let id = reader.sized()
    let version = Int(reader.varint())
    guard let code = ExceptionCode(rawValue: reader.byte()),
      let severity = Severity(rawValue: reader.byte()), let owner = Owner(rawValue: reader.byte())
    else { return nil }
    self.init(id: id, day: day, code: code, status: reader.sized(), openedOn: day)
    (self.version, self.severity, self.owner) = (version, severity, owner)
    subject = reader.sized()
    shopID = reader.sized()
    caseID = reader.sized()
    orderID = reader.sized()
    waybill = reader.sized()
    txnID = reader.sized()
    expected = reader.optional()
    actual = reader.optional()
    difference = reader.optional()
    let low = UInt16(reader.byte())
    currency = Currency(code: low | UInt16(reader.byte()) << 8)
    openedOn = reader.day()
    firstSeenOn = reader.day()
    dueOn = reader.optional().map { Day(number: Int32(truncatingIfNeeded: $0)) }
    closedOn = reader.optional().map { Day(number: Int32(truncatingIfNeeded: $0)) }
    orderKey = reader.word()
    digest = reader.word()
    row = reader.sized()
  }

  var mostShown: Int {
    var most = 12 * RecordWriter.mostOfShownNumber + 100
    for text in [id, status, subject, shopID, caseID, orderID, waybill, txnID] {
      most += RecordWriter.mostShown(text)
    }
    return most
  }

  /// The columns of the view `exception_version`, in its order.
  func show(to bytes: inout RecordWriter) {
    bytes.byte(UInt8(ascii: "["))
    bytes.show(id)
    bytes.show(Int64(version))
    bytes.show(word: code)
    bytes.show(word: severity)
    bytes.show(word: owner)
    bytes.show(status)
    bytes.show(subject)
    bytes.show(shopID)
    bytes.show(caseID)
    bytes.show(orderID)
    bytes.show(waybill)
    bytes.show(txnID)
    bytes.show(expected)
    bytes.show(actual)
    bytes.show(difference)
    bytes.show(currency)
    bytes.show(openedOn as Day?)
    bytes.show(firstSeenOn as Day?)
    bytes.show(dueOn)
    bytes.show(closedOn)
    bytes.endShown()
  }
}

extension RecordWriter {
  fileprivate mutating func optional(_ number: Int64?) {
    byte(number == nil ? 0 : 1)
    if let number { zigzag(number) }
  }
}

extension ByteReader {
  fileprivate mutating func sized() -> Text {
    let count = Int(varint())
    return text(count)
  }

  fileprivate mutating func optional() -> Int64? { byte() == 0 ? nil : zigzag() }
  fileprivate mutating func day() -> Day { Day(number: Int32(truncatingIfNeeded: zigzag())) }
}
