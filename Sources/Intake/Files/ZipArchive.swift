import CLibArchive
import Glibc
import Returns

/// One entry of a zip file that may hold a feed.
struct ZipEntry {
  /// For messages and reports, never for a path.
  let name: String
  /// Its place among all entries, in the order libarchive lists them.
  let index: Int
  /// An entry before it has the same name.
  let isRepeated: Bool
  /// Why it cannot be read, if that is known already.
  let refusal: InputError?
}

/// The entries of a zip file, folders and resource forks left out.
///
/// Refuses empty archives, more entries than any file may have, and declared sizes beyond the
/// limits.
func listZip(_ file: MappedFile, limits: DecodedLimits) throws(InputError) -> [ZipEntry] {
  if file.bytes.begins(with: endOfZipDirectory) { throw emptyZip }
  let archive = try ZipArchive(file)
  var entries: [ZipEntry] = []
  var taken: [String: Int] = [:]
  var declared = 0
  var index = 0
  while let header = try archive.next() {
    defer { index += 1 }
    if index >= limits.parts { throw tooManyEntries(limits.parts) }
    let size = header.declaredSize
    let (sum, overflow) = declared.addingReportingOverflow(size)
    declared = overflow ? Int.max : sum
    try limits.check(decoded: declared, compressed: file.bytes.count)
    guard !header.isFolder else { continue }
    var name = entryName(header.rawName, index: index)
    if isOfFileManager(name) { continue }
    taken[name, default: 0] += 1
    let count = taken[name] ?? 1
    if count > 1 { name += "#\(count)" }
    entries.append(
      ZipEntry(name: name, index: index, isRepeated: count > 1, refusal: header.refusal))
  }
  if entries.isEmpty { throw emptyZip }
  return entries
}

/// What a file manager leaves in a folder, and no source has exported.
private func isOfFileManager(_ name: String) -> Bool {
  let last = name.split(separator: "/").last.map(String.init) ?? name
  return name.hasPrefix("__MACOSX/") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(last)
}

/// An archive of exports has fewer files than a workbook may have pictures.
func checkCount(_ entries: [ZipEntry], _ limits: DecodedLimits) throws(InputError) {
  if let last = entries.last, last.index >= limits.entries { throw tooManyEntries(limits.entries) }
}

private func tooManyEntries(_ most: Int) -> InputError {
  InputError(.limit, "holds more than \(most) entries. Split it into several files.")
}

/// What a zip file without entries begins with.
private let endOfZipDirectory: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
private let emptyZip = InputError(
  .empty, "the zip file holds no files; expected CSV or XML. Deliver it again.")

/// Names without the UTF-8 flag are GBK in practice (zip files of Chinese platforms); anything else
/// becomes its number.
private func entryName(_ raw: Text, index: Int) -> String {
  let decoded = decodedWhole(raw, from: .utf8) ?? decodedWhole(raw, from: .gb18030)
  guard let decoded, !decoded.isEmpty else { return "entry \(index + 1)" }
  return String(
    decoded.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) })
}

/// libarchive's zip reader over a mapped file.
final class ZipArchive {
  struct Header {
    let rawName: Text
    let isFolder: Bool
    let declaredSize: Int
    let refusal: InputError?
  }

  private let archive: OpaquePointer
  private var entry: OpaquePointer?

  init(_ file: MappedFile) throws(InputError) {
    guard let archive = archive_read_new() else { throw outOfMemory }
    self.archive = archive
    // By the directory at the end: reading front to back would lose the entries of a file that was
    // cut.
    archive_read_support_format_zip_seekable(archive)
    let bytes = file.bytes.bytes
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
      throw damaged()
    }
  }

  deinit { archive_read_free(archive) }

  /// Goes to the next entry; nil after the last. The raw name is valid until the next call.
  func next() throws(InputError) -> Header? {
    // UTF-8 names are converted to the locale's charset; the run's own may be C, which has no
    // letters.
    let unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let former = unicode.map { uselocale($0) }
    defer {
      if let former { uselocale(former) }
      if let unicode { freelocale(unicode) }
    }
    let status = archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw damaged() }
    let name = archive_entry_pathname(entry).map { Text(start: $0, count: strlen($0)) } ?? Text()
    let kind = archive_entry_filetype(entry)
    return Header(
      rawName: name, isFolder: kind == S_IFDIR,
      declaredSize: max(0, Int(archive_entry_size(entry))), refusal: refusal(entry, kind: kind))
  }

  private func refusal(_ entry: OpaquePointer, kind: mode_t) -> InputError? {
    if archive_entry_is_encrypted(entry) != 0 {
      return InputError(
        .compression,
        "the zip entry is encrypted; expected one without a password. Deliver it unpacked.")
    }
    if kind != S_IFREG {
      return InputError(
        .notRegular, "the zip entry is \(fileKind(kind)); expected a file. Pack the file itself.")
    }
    return nil
  }

  /// Data of the current entry; 0 at its end, where libarchive has compared size and checksum.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw damaged() }
    return count
  }

  private func damaged() -> InputError {
    let detail = archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
    return InputError(
      .compression,
      "the zip file is damaged or of an unknown kind (\(detail)); expected a whole zip file. "
        + "Deliver it again."
    )
  }
}

private let outOfMemory = InputError(
  .compression, "no memory for reading the zip file. Free memory and run again.")
