import Synchronization

/// One file in the making: its pages come in any order and are written in theirs.
final class PressedFile: @unchecked Sendable {
  private struct State {
    var waiting: [Int: Page] = [:]
    var next = 0
    var isWriting = false
  }

  private let sheet: TableSheet
  private let state = Mutex(State())
  /// What follows belongs to the thread that writes.
  private let digest: any FileDigest
  private var file: AtomicFile?
  private(set) var written: WrittenTable?
  private(set) var failure: WriteError?

  init(
    _ sheet: TableSheet, folder: String, isDurable: Bool, _ digest: any FileDigest
  ) throws(WriteError) {
    self.sheet = sheet
    self.digest = digest
    file = try AtomicFile(
      folder: folder, name: sheet.name + ".csv", isDurable: isDurable, observe: digest.add)
  }

  /// A table without rows still has its header.
  var pageCount: Int { max(1, (sheet.rowCount - 1) / TablePress.rowsPerPage + 1) }

  func render(_ page: Int, _ bytes: inout ByteBuffer) {
    bytes.truncate(to: 0)
    if page == 0 { sheet.appendHeader(to: &bytes) }
    let start = page * TablePress.rowsPerPage
    sheet.appendRows(start..<min(sheet.rowCount, start + TablePress.rowsPerPage), to: &bytes)
  }

  /// Writes the page if it is the next one, and those that wait behind it; else it waits.
  ///
  /// - Parameter done: gets back every page that was written, and whether all is well.
  func bring(_ page: Page, at place: Int, done: (Page, Bool) -> Void) {
    let isOurs = state.withLock { state in
      state.waiting[place] = page
      defer { state.isWriting = true }
      return !state.isWriting
    }
    guard isOurs else { return }
    while let (page, isLast) = nextPage() {
      write(page, isLast: isLast)
      done(page, failure == nil)
    }
  }

  /// The next page if it is there; else the one who brings it writes on.
  private func nextPage() -> (page: Page, isLast: Bool)? {
    state.withLock { state in
      guard let page = state.waiting.removeValue(forKey: state.next) else {
        state.isWriting = false
        return nil
      }
      state.next += 1
      return (page, state.next == pageCount)
    }
  }

  private func write(_ page: Page, isLast: Bool) {
    do throws(WriteError) {
      guard failure == nil else { return }
      try file?.write(page.bytes.bytes)
      guard isLast, let file = file.take() else { return }
      let byteCount = file.byteCount
      try file.commit()
      written = WrittenTable(
        name: sheet.name + ".csv", rowCount: sheet.rowCount, byteCount: byteCount,
        checksum: digest.hex())
    } catch {
      failure = error
    }
  }
}
