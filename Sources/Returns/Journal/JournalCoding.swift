/// Entries as bytes, behind the marks of a closing state: what a later day reverses it must still
/// know. Numbers are zigzag varints, texts have a length before them.
extension JournalEntry {
  func write(to bytes: inout RecordWriter) {
    bytes.byte(kind.rawValue)
    bytes.zigzag(amount)
    bytes.varint(UInt64(currency.code))
    bytes.zigzag(Int64(eventOn?.number ?? .min))
    bytes.text(caseID)
    bytes.text(orderID)
    bytes.text(counterparty)
    bytes.text(subject)
    bytes.varint(UInt64(file))
    bytes.varint(UInt64(line))
    bytes.zigzag(Int64(postedOn?.number ?? .min))
    bytes.varint(UInt64(ordinal))
  }

  /// What `write` takes at most.
  var mostBytes: Int {
    1 + 7 * RecordWriter.mostOfNumber + RecordWriter.most(caseID) + RecordWriter.most(orderID)
      + RecordWriter.most(counterparty) + RecordWriter.most(subject)
  }

  /// nil where the bytes are no entry.
  init?(reading reader: inout ByteReader) {
    guard let kind = JournalKind(rawValue: reader.byte()) else { return nil }
    let amount = reader.zigzag()
    let currency = Currency(code: UInt16(truncatingIfNeeded: reader.varint()))
    self.init(
      kind, amount, currency, on: reader.day(),
      caseID: reader.text(), orderID: reader.text(), counterparty: reader.text(),
      subject: reader.text())
    file = Int32(reader.varint())
    line = Int(reader.varint())
    postedOn = reader.day()
    ordinal = Int32(reader.varint())
  }
}

extension ByteReader {
  fileprivate mutating func day() -> Day? {
    let number = zigzag()
    return number == Int64(Int32.min) ? nil : Day(number: Int32(truncatingIfNeeded: number))
  }
}
