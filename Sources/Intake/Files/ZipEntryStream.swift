import Returns

/// The bytes of one zip entry.
final class ZipEntryStream {
  private let archive: ZipArchive
  private let compressed: Int
  private let limits: DecodedLimits
  private let mayNest: Bool
  private var produced = 0

  init(
    _ file: MappedFile, index: Int, limits: DecodedLimits, mayNest: Bool = false
  ) throws(InputError) {
    self.mayNest = mayNest
    archive = try ZipArchive(file)
    compressed = file.bytes.count
    self.limits = limits
    for _ in 0...index {
      guard try archive.next() != nil else {
        throw InputError(
          .compression, "the zip file lost an entry while it was read. Deliver it again.")
      }
    }
  }

  /// Fills the buffer as far as it can. - Returns: the number of bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = try archive.read(into: buffer)
    if produced == 0, !mayNest {
      try limits.checkNesting(Text(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
    }
    produced += count
    try limits.check(decoded: produced, compressed: compressed)
    return count
  }
}

/// The whole of an entry that is a zip file itself, as an .xlsx workbook is; nil for any other and
/// for one whose beginning cannot be read, which says so when it is read.
/// - Throws: what comes to light on the way to its end.
func unpackedZip(
  _ file: MappedFile, index: Int, limits: DecodedLimits
) throws(InputError) -> MappedFile? {
  let stream: ZipEntryStream
  let first = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 1)
  defer { first.deallocate() }
  let count: Int
  do throws(InputError) {
    stream = try ZipEntryStream(file, index: index, limits: limits, mayNest: true)
    count = try stream.read(into: first)
  } catch {
    return nil
  }
  let head = UnsafeRawBufferPointer(rebasing: first[..<count])
  guard ArchiveKind(magicOf: Text(head)) == .zip else { return nil }
  var bytes = Array(head)
  let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 1)
  defer { piece.deallocate() }
  while case let count = try stream.read(into: piece), count > 0 {
    guard bytes.count + count <= limits.unpackedWorkbook else {
      throw InputError(
        .tooLarge,
        "holds a workbook of more than \(limits.unpackedWorkbook) bytes. Unpack it and"
          + " deliver that.")
    }
    bytes.append(contentsOf: piece[..<count])
  }
  return MappedFile(bytes.withUnsafeBytes { Text(copying: $0) }, of: file)
}
