import Glibc

/// Endings of files that are still being written.
private let unfinishedEndings = [
  ".tmp", ".part", ".filepart", ".writing", ".swp", ".crdownload",
]

/// Folders deeper than this are refused, not walked.
private let deepestFolder = 32

/// The files waiting below `root`, as paths relative to it, sorted by their bytes.
///
/// Dotfiles and files still being written are left for a later run without a word. What can never
/// be read (symbolic links, FIFOs, devices, names that are not UTF-8, folders without permission)
/// is returned in `refused` with the reason, so that it can be named every day.
/// - Parameter settledBy: files that were written after this time (seconds since 1970) may not be
///   finished, and are left too; nil: none is.
public func listInbox(
  root: String, settledBy: Int64? = nil
) -> (files: [String], refused: [(path: String, reason: String)]) {
  var listing = InboxListing(settledBy: settledBy)
  let descriptor = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  listing.walk(descriptor, path: "", depth: 0)
  listing.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  listing.refused.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  return (listing.files, listing.refused)
}

private struct InboxListing {
  let settledBy: Int64?
  var files: [String] = []
  var refused: [(path: String, reason: String)] = []

  init(settledBy: Int64?) { self.settledBy = settledBy }

  /// Takes over the descriptor.
  mutating func walk(_ descriptor: Int32, path: String, depth: Int) {
    guard descriptor >= 0, let folder = fdopendir(descriptor) else {
      let number = errno
      if descriptor >= 0 { close(descriptor) }
      let advice =
        number == ENOENT || number == ENOTDIR
        ? "Make it, or name the right one in backhaul.yaml."
        : "Give this user the right to read it."
      let reason = String(cString: strerror(number))
      refuse(path, "the folder cannot be read: \(reason). \(advice)")
      return
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = UnsafeRawPointer(entry) + nameOffset
      let length = strlen(name.assumingMemoryBound(to: CChar.self))
      let bytes = Array(UnsafeRawBufferPointer(start: name, count: length))
      visit(bytes, in: dirfd(folder), path: path, depth: depth)
    }
  }

  private mutating func visit(_ bytes: [UInt8], in folder: Int32, path: String, depth: Int) {
    if bytes.first == UInt8(ascii: ".") { return }
    guard let name = String(validating: bytes, as: UTF8.self),
      !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      let shown = bytes.map {
        (0x20..<0x7F).contains($0) ? String(UnicodeScalar($0)) : "\\x\(hex($0))"
      }
      let reason = "the name is not UTF-8 or holds control characters. Rename it."
      refuse(path + shown.joined(), reason)
      return
    }
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let lowered = name.lowercased()
      if let settledBy, Int64(status.st_mtim.tv_sec) > settledBy { return }
      if !unfinishedEndings.contains(where: lowered.hasSuffix) { files.append(path + name) }
    case S_IFDIR where depth < deepestFolder:
      let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
      walk(openat(folder, name, flags), path: "\(path)\(name)/", depth: depth + 1)
    case S_IFDIR:
      refuse(path + name, "folders are nested more than \(deepestFolder) deep. Move it up.")
    default:
      refuse(
        path + name,
        "is \(fileKind(status.st_mode)); expected a regular file. Put a copy of the file itself "
          + "here."
      )
    }
  }

  private mutating func refuse(_ path: String, _ reason: String) {
    refused.append((path.isEmpty ? "." : path, reason))
  }
}

/// Where the name, which ends at a NUL, stands in what `readdir` returns.
private let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
