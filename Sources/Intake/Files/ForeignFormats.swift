import Returns

/// What is delivered by mistake, told by its first bytes, so that the advice fits.
private let foreignFormats: [(magic: [UInt8], offset: Int, error: InputError)] = [
  ([0xD0, 0xCF, 0x11, 0xE0], 0, spreadsheetRefused),
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
  if let found = foreignFormats.first(where: { head.begins(with: $0.magic, at: $0.offset) }) {
    throw found.error
  }
}

private func foreign(_ kind: String) -> InputError {
  InputError(
    .unknownFormat, "is \(kind); expected CSV or XML. Download the report as CSV and deliver that.")
}

private func packed(_ kind: String) -> InputError {
  InputError(
    .compression, "is \(kind); expected a plain, .gz or .zip file. Unpack it, or pack it as .zip.")
}
