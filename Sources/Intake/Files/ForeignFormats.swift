import Returns

/// What is delivered by mistake, told by its first bytes, so that the advice fits.
private let foreignFormats: [(magic: [UInt8], offset: Int, error: InputError)] = [
  (Array("%PDF".utf8), 0, foreign("a PDF document")),
  ([0x89, 0x50, 0x4E, 0x47], 0, foreign("a picture")),
  ([0xFF, 0xD8, 0xFF], 0, foreign("a picture")),
  ([0x37, 0x7A, 0xBC, 0xAF], 0, packed("a 7z archive")),
  (Array("Rar!".utf8), 0, packed("a RAR archive")),
  ([0x31, 0x41, 0x59, 0x26, 0x53, 0x59], 4, packed("a bzip2 file")),
  ([0xFD, 0x37, 0x7A, 0x58], 0, packed("an xz file")),
  ([0x28, 0xB5, 0x2F, 0xFD], 0, packed("a zstd file")),
  (Array("ustar".utf8), 257, packed("a tar archive")),
]

func refuseForeignFormat(_ head: Text) throws(InputError) {
  if head.begins(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw compoundRefused(head) }
  if let found = foreignFormats.first(where: { head.begins(with: $0.magic, at: $0.offset) }) {
    throw found.error
  }
  if let words = answer(head) { throw InputError(.answer, words) }
}

/// What a server answers instead of a file: a web page, or that there is no bill.
private func answer(_ head: Text) -> String? {
  let start = String(decoding: head.bytes.prefix(2048), as: UTF8.self)
    .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
  let lower = start.prefix(64).lowercased()
  if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") {
    return "is a web page (HTML), such as a sign-in or error page; expected CSV or XML."
      + " Sign in at the source, download the report again and deliver that."
  }
  guard let first = start.first, first == "<" || first == "{" else { return nil }
  let noBill = ["No Bill Exist", "NO_STATEMENT_EXIST", "NO_BILL_EXIST"]
  if noBill.contains(where: { start.contains($0) }) {
    return "is no bill but WeChat Pay's answer that there is none for the day. Where nothing was"
      + " traded, delete it; else ask for the bill of the right day, from 10:00 the day after."
  }
  guard first == "{", start.dropFirst().first(where: { !$0.isWhitespace }) == "\"" else {
    return nil
  }
  return "is JSON, such as an interface's answer; expected CSV or XML."
    + " Download the report as a file and deliver that."
}

/// Old office files and encrypted new ones are both OLE2 compound files ([MS-CFB]); an encrypted
/// one has a stream of this name, in UTF-16 ([MS-OFFCRYPTO] 2.3.4.4).
private func compoundRefused(_ head: Text) -> InputError {
  let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
  let isEncrypted = head.bytes.indices.contains { head.begins(with: name, at: $0) }
  guard isEncrypted else { return spreadsheetRefused("an old office file (.xls)") }
  return InputError(
    .spreadsheet,
    "is protected by a password; expected a file that opens without one. Open it, save it as .xlsx"
      + " without a password or as CSV (UTF-8), and deliver that.")
}

private func foreign(_ kind: String) -> InputError {
  InputError(
    .unknownFormat, "is \(kind); expected CSV or XML. Download the report as CSV and deliver that.")
}

private func packed(_ kind: String) -> InputError {
  InputError(
    .compression, "is \(kind); expected a plain, .gz or .zip file. Unpack it, or pack it as .zip.")
}
