public import Returns

/// A delivered file: the bytes as they came, their SHA-256, and the members that may hold a feed.
public struct InputFile: Sendable {
  /// Relative to the inbox.
  public let path: String
  /// 64 hex digits, of the file's own bytes as delivered.
  public let sha256: String
  public let byteCount: Int
  /// The file itself, the content of a gzip file, or the entries of a zip file. Never empty: what
  /// cannot be read stands here as a member that throws its `InputError` when it is read.
  public let members: [InputMember]
}

/// The file itself, the content of a .gz, or one entry of a .zip.
public struct InputMember: Sendable {
  /// Path relative to the inbox, with `!entry` for an entry of a zip file: `bill.zip!明细.csv`.
  public let name: String
  public let content: InputContent

  init(name: String, content: InputContent) {
    self.name = name
    self.content = content
  }

  /// A member whose bytes are in memory already (standard input, tests); they must outlive it.
  public init(name: String, bytes: Text) {
    self.init(name: name, content: InputContent(source: .plain(bytes, nil), limits: .standard))
  }
}

/// What a member holds. Opaque; it can be read several times, also by several threads at once.
public struct InputContent: Sendable {
  enum Source: Sendable {
    /// Bytes in memory and, unless they were put there by hand, the file they are mapped from.
    case plain(Text, MappedFile?)
    case gzip(MappedFile)
    /// The n-th entry, in the order libarchive lists them.
    case zipEntry(MappedFile, index: Int)
    /// A spreadsheet, also one in a zip file: tables, no bytes of one text.
    case workbook(WorkbookPackage)
    case refused(InputError)
  }

  let source: Source
  let limits: DecodedLimits

  var file: MappedFile? {
    switch source {
    case .plain(_, let file): file
    case .gzip(let file), .zipEntry(let file, index: _): file
    case .workbook(let package): package.source
    case .refused: nil
    }
  }

  /// The bytes that have to be read, as delivered.
  var byteCount: Int {
    if case .plain(let bytes, _) = source { return bytes.count }
    return file?.bytes.count ?? 0
  }

  /// Bytes that were read and need not stay in memory.
  func letGo(_ bytes: UnsafeRawBufferPointer) { file?.letGo(bytes) }

  /// Throws if the file is no longer the one that was opened.
  func checkUnchanged() throws(InputError) { try file?.checkUnchanged() }
}

/// An open file that is not hashed yet, so that several can be hashed, and read, at once.
public struct OpenedFile: Sendable {
  /// Relative to the inbox.
  public let path: String
  public let byteCount: Int
  /// As in `InputFile`.
  public let members: [InputMember]
  private let file: MappedFile

  /// Opens a regular file below `root` and lists its members.
  ///
  /// No symbolic link below `root` is followed, and nothing but a regular file is ever read, so a
  /// FIFO cannot block a run. gzip and zip are told by their first bytes, not by the name. An empty
  /// file or a damaged archive opens (its size is known) and its member throws when it is read.
  /// - Throws: `cannotOpen`, `notRegular`, `changedWhileReading`.
  public init(root: String, path: String) throws(InputError) {
    try self.init(root: root, path: path, limits: .standard)
  }

  init(root: String, path: String, limits: DecodedLimits) throws(InputError) {
    file = try MappedFile(root: root, path: path)
    self.path = path
    byteCount = file.bytes.count
    members = Intake.members(of: file, path: path, limits: limits)
  }

  /// SHA-256 of the bytes as delivered, 64 hex digits.
  /// - Throws: `changedWhileReading`, `cannotOpen`.
  public func sha256() throws(InputError) -> String {
    let digest = try sha256Hex(of: file.bytes) { file.letGo($0) }
    try file.checkUnchanged()
    return digest
  }
}

/// Opens a file as `OpenedFile` does, and hashes it.
/// - Throws: `cannotOpen`, `notRegular`, `changedWhileReading`.
public func openInput(root: String, path: String) throws(InputError) -> InputFile {
  try openInput(root: root, path: path, limits: .standard)
}

func openInput(root: String, path: String, limits: DecodedLimits) throws(InputError) -> InputFile {
  let file = try OpenedFile(root: root, path: path, limits: limits)
  return InputFile(
    path: path, sha256: try file.sha256(), byteCount: file.byteCount, members: file.members)
}

/// The members of a file whose bytes are in memory already; they must outlive the members.
public func inputMembers(name: String, bytes: Text) -> [InputMember] {
  members(of: MappedFile(bytes), path: name, limits: .standard)
}

private func members(of file: MappedFile, path: String, limits: DecodedLimits) -> [InputMember] {
  func single(_ source: InputContent.Source) -> [InputMember] {
    [InputMember(name: path, content: InputContent(source: source, limits: limits))]
  }
  switch ArchiveKind(magicOf: file.bytes) {
  case nil: return single(.plain(file.bytes, file))
  case .gzip: return single(.gzip(file))
  case .zip:
    do throws(InputError) {
      let entries = try listZip(file, limits: limits)
      if let package = try WorkbookPackage(file, entries, limits: limits) {
        return single(.workbook(package))
      }
      try checkCount(entries, limits)
      return entries.map { entry in
        InputMember(name: "\(path)!\(entry.name)", content: packed(entry, in: file, limits))
      }
    } catch {
      return single(.refused(error))
    }
  }
}

/// One entry of a zip file: text, or a workbook with entries of its own.
private func packed(
  _ entry: ZipEntry, in file: MappedFile, _ limits: DecodedLimits
) -> InputContent {
  if let refusal = entry.refusal { return InputContent(source: .refused(refusal), limits: limits) }
  do throws(InputError) {
    guard let inner = try unpackedZip(file, index: entry.index, limits: limits) else {
      return InputContent(source: .zipEntry(file, index: entry.index), limits: limits)
    }
    // What it holds counts as if it came out of the delivered file itself.
    var rest = limits
    rest.decodedBytes = limits.most(from: file.bytes.count)
    let entries = try listZip(inner, limits: rest)
    guard let package = try WorkbookPackage(inner, entries, limits: rest) else {
      throw nestedArchive
    }
    return InputContent(source: .workbook(package), limits: rest)
  } catch {
    return InputContent(source: .refused(error), limits: limits)
  }
}
