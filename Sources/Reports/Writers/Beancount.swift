import Returns

/// Words of the entries' kinds, quoted: made once.
private let kindWords = JournalKind.allCases.map { Text("\"\($0.name)\" \"") }
private let reversalWords = JournalKind.allCases.map { Text("\"reversal of \($0.name)\" \"") }

/// `journal.beancount`: the same entries for the plain-text bookkeeping program of that name
/// (its manual's "transactions" and "metadata"). `bean-check` accepts it alone, and several dates
/// in a file that includes them and names the plugin of the first line too.
extension JournalBooks {
  public func beancountSheet(_ context: ReportContext) -> TableSheet {
    TableSheet(
      file: "journal.beancount", rowCount: count,
      { range, bytes in
        for place in range { append(entries[place], on: context.day, &bytes) }
      },
      header: { bytes in
        bytes.append("; The journal of ")
        PlainText.append(context.day, to: &bytes)
        bytes.append("\nplugin \"beancount.plugins.auto_accounts\"\n")
      })
  }

  private func append(_ entry: Entry, on day: Day, _ bytes: inout ByteBuffer) {
    let posting = entry.posting
    bytes.append(UInt8(ascii: "\n"))
    PlainText.append(day, to: &bytes)
    bytes.append(word: " * ")
    let words = posting.pointee.reverses == nil ? kindWords : reversalWords
    bytes.append(words[Int(posting.pointee.entry.kind.rawValue)].bytes)
    bytes.append(quoted: posting.pointee.entry.caseID)
    bytes.append(quoted: posting.pointee.entry.orderID, after: true)
    bytes.append(quoted: posting.pointee.entry.subject, after: true)
    appendMetadata(entry, &bytes)
    side(entry, entry.debit, entry.amount, &bytes)
    side(entry, entry.credit, -entry.amount, &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  private func appendMetadata(_ entry: Entry, _ bytes: inout ByteBuffer) {
    let posting = entry.posting
    bytes.append(word: "\"\n  entry: \"")
    appendPublicID(posting.pointee.id, to: &bytes)
    bytes.append(word: "\"\n  entity: \"")
    bytes.append(quoted: entity(entry))
    bytes.append(UInt8(ascii: "\""))
    if let eventOn = posting.pointee.entry.eventOn {
      bytes.append(word: "\n  event: ")
      PlainText.append(eventOn, to: &bytes)
    }
    withSource(entry) { source in
      if source.isEmpty { return }
      bytes.append(word: "\n  source: \"")
      bytes.append(quoted: source)
      bytes.append(UInt8(ascii: "\""))
    }
    if let reverses = posting.pointee.reverses {
      bytes.append(word: "\n  reverses: \"")
      appendPublicID(reverses, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private func side(_ entry: Entry, _ account: Text, _ amount: Int64, _ bytes: inout ByteBuffer) {
    let currency = entry.posting.pointee.entry.currency
    bytes.append(word: "\n  ")
    bytes.append(account.bytes)
    bytes.append(word: "  ")
    PlainText.append(amount, currency, to: &bytes)
    bytes.append(UInt8(ascii: " "))
    if currency == .none {
      bytes.append(word: "XXX")
    } else {
      PlainText.append(currency, to: &bytes)
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(word: StaticString) {
    append(UnsafeRawBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// What may stand between quotes; control characters become spaces.
  fileprivate mutating func append(quoted text: Text, after isFurther: Bool = false) {
    if text.isEmpty { return }
    if isFurther { append(UInt8(ascii: " ")) }
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    guard text.bytes.contains(where: { $0 < 32 || $0 == quote || $0 == backslash }) else {
      return append(text.bytes)
    }
    for byte in text.bytes {
      if byte == quote || byte == backslash { append(backslash) }
      append(byte < 32 ? UInt8(ascii: " ") : byte)
    }
  }
}
