/// Entries as bytes, behind the marks of a closing state: what a later day reverses it must still
/// know. Numbers are zigzag varints, texts have a length before them.
extension JournalEntry {
  func append(to bytes: inout [UInt8]) {
    bytes.append(kind.rawValue)
    RecordCoding.appendZigzag(amount, to: &bytes)
    RecordCoding.appendVarint(UInt64(currency.code), to: &bytes)
    RecordCoding.appendZigzag(Int64(eventOn?.number ?? .min), to: &bytes)
    caseID.append(to: &bytes)
    orderID.append(to: &bytes)
    counterparty.append(to: &bytes)
    subject.append(to: &bytes)
    RecordCoding.appendVarint(UInt64(file), to: &bytes)
    RecordCoding.appendVarint(UInt64(line), to: &bytes)
    RecordCoding.appendZigzag(Int64(postedOn?.number ?? .min), to: &bytes)
    RecordCoding.appendVarint(UInt64(ordinal), to: &bytes)
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
    file = Int(reader.varint())
    line = Int(reader.varint())
    postedOn = reader.day()
    ordinal = Int(reader.varint())
  }
}

extension ByteReader {
  fileprivate mutating func day() -> Day? {
    let number = zigzag()
    return number == Int64(Int32.min) ? nil : Day(number: Int32(truncatingIfNeeded: number))
  }
}
