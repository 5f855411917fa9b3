/// One file in the making: its pages come in any order and are written in theirs.
final class PressedFile: @unchecked Sendable {
  private let sheet: TableSheet
  private let pages = InOrder<Page>()
  /// What follows belongs to the thread that writes.
  private let digest: any FileDigest
  private var file: AtomicFile?
  private var written: WrittenTable?
  private(set) var failure: WriteError?

  init(
    _ sheet: TableSheet, folder: String, isDurable: Bool, _ digest: any FileDigest
  ) throws(WriteError) {
    self.sheet = sheet
    self.digest = digest
    file = try AtomicFile(
      folder: folder, name: sheet.name, isDurable: isDurable, observe: digest.add)
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
    pages.bring(page, at: place) { place, page in
      write(page, isLast: place + 1 == pageCount)
      done(page, failure == nil)
    }
  }

  private func write(_ page: Page, isLast: Bool) {
    do throws(WriteError) {
      guard failure == nil else { return }
      try file?.write(page.bytes.bytes)
      guard isLast else { return }
      try file?.flush()
      written = WrittenTable(
        name: sheet.name, rowCount: sheet.rowCount, byteCount: file?.byteCount ?? 0,
        checksum: digest.hex())
    } catch {
      failure = error
    }
  }

  /// Gives the whole file its name; asked once, when no page is under way.
  /// - Returns: nil where not all of its pages came.
  func finish() throws(WriteError) -> WrittenTable? {
    if let failure { throw failure }
    guard let written, let file = file.take() else { return nil }
    try file.commit()
    return written
  }
}
