import Returns

/// Calls `body` for each row of a text file that is not blank, in order; `body` returns false to
/// stop early.
///
/// Rows end with LF, CR LF or CR. A row that cannot be read comes with its `problem`, and reading
/// goes on at the next line. Plain UTF-8 is split where it is mapped; everything else comes through
/// a buffer whose size does not depend on the file's.
/// - Throws: `empty`, `compression`, `encoding` (over 1000 bytes that are no text),
///   `changedWhileReading`; rows may have been handed over before.
func readRows(
  _ member: InputMember, encoding: TextEncoding, dialect: Dialect, body: (RawRow) -> Bool
) throws(InputError) {
  try readRows(member, encoding: encoding, dialect: dialect, bufferSize: 1 << 18, body: body)
}

/// - Parameter bufferSize: bytes read at a time where reading goes through a buffer; 0 reads in
///   place where that can be.
func readRows(
  _ member: InputMember, encoding: TextEncoding, dialect: Dialect, bufferSize: Int,
  isStreamed: Bool = false, body: (RawRow) -> Bool
) throws(InputError) {
  var scanner = RowScanner(dialect)
  if case .plain(let bytes, _) = member.content.source, encoding == .utf8, !isStreamed {
    try readInPlace(bytes, &scanner, body)
  } else {
    let stream = try DecodedStream(member.content, encoding: encoding, isTolerant: true)
    try readThroughBuffer(stream, size: bufferSize, &scanner, body)
  }
  try member.content.checkUnchanged()
}

private func readInPlace(
  _ bytes: Text, _ scanner: inout RowScanner, _ body: (RawRow) -> Bool
) throws(InputError) {
  let mark = bytes.begins(with: byteOrderMark) ? byteOrderMark.count : 0
  let text = UnsafeRawBufferPointer(rebasing: bytes.bytes.dropFirst(mark))
  if text.isEmpty { throw emptyRefused }
  _ = scanner.scan(text, isLast: true, source: { ($0 + mark, $1) }, body)
}

private func readThroughBuffer(
  _ stream: DecodedStream, size: Int, _ scanner: inout RowScanner, _ body: (RawRow) -> Bool
) throws(InputError) {
  var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(size, 1) * 2, alignment: 64)
  defer { buffer.deallocate() }
  var filled = 0
  var passed = 0
  while true {
    if buffer.count - filled < size {
      // A row longer than the buffer; the scanner gives up on it at its own limit.
      let larger = UnsafeMutableRawBufferPointer.allocate(
        byteCount: buffer.count * 2, alignment: 64)
      larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
      buffer.deallocate()
      buffer = larger
    }
    let free = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + size])
    let count = try stream.read(into: free)
    if count == 0, passed + filled == 0 { throw emptyRefused }
    filled += count
    let text = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
    let source = { (offset: Int, byte: UInt8) in
      stream.sourceOfBadByte(at: passed + offset, byte: byte)
    }
    guard let done = scanner.scan(text, isLast: count == 0, source: source, body) else { return }
    if count == 0 { return }
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[done..<filled]))
    filled -= done
    passed += done
  }
}
