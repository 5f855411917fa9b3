import Returns

/// The bytes of a member in order, as they were delivered but uncompressed.
enum ByteStream {
  case memory(MemoryStream)
  case gzip(GzipStream)
  case zipEntry(ZipEntryStream)

  init(_ content: InputContent) throws(InputError) {
    switch content.source {
    case .plain(let bytes, _): self = .memory(MemoryStream(bytes))
    case .gzip(let file): self = .gzip(try GzipStream(file, limits: content.limits))
    case .zipEntry(let file, let index):
      self = .zipEntry(try ZipEntryStream(file, index: index, limits: content.limits))
    case .workbook:
      throw InputError(
        .spreadsheet, "is a workbook, whose sheets are read as tables; expected text here.")
    case .refused(let error): throw error
    }
  }

  /// - Returns: the number of bytes put into the buffer, fewer than it holds only shortly before
  ///   the end; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    switch self {
    case .memory(let stream): stream.read(into: buffer)
    case .gzip(let stream): try stream.read(into: buffer)
    case .zipEntry(let stream): try stream.read(into: buffer)
    }
  }
}

final class MemoryStream {
  private var rest: UnsafeRawBufferPointer

  init(_ bytes: Text) { rest = bytes.bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(rest.count, buffer.count)
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
    rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    return count
  }
}
