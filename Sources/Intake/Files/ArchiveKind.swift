import Returns

/// Compressed files that are opened, told by their first bytes.
enum ArchiveKind {
  case gzip, zip

  init?(magicOf bytes: Text) {
    if bytes.begins(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if bytes.begins(with: [0x50, 0x4B, 0x03, 0x04])
      || bytes.begins(with: [0x50, 0x4B, 0x05, 0x06])
    {
      self = .zip
    } else {
      return nil
    }
  }
}

/// How much may come out of a compressed file: enough for any bill, too little for a bomb.
struct DecodedLimits: Sendable {
  /// Decoded bytes of a file, all entries together.
  var decodedBytes: Int
  /// Decoded bytes for each compressed byte.
  var ratio: Int
  /// Below this the ratio is not looked at: a few short rows may well compress better.
  var ratioFloor: Int
  var entries: Int
  /// Entries of a workbook, most of which are pictures.
  var parts: Int
  /// Bytes of a workbook in a zip file, which is unpacked into memory.
  var unpackedWorkbook = 256 << 20

  static let standard = DecodedLimits(
    decodedBytes: 4 << 30, ratio: 200, ratioFloor: 1 << 20, entries: 1000,
    parts: 10_000)

  /// - Parameter compressed: size of the whole compressed file.
  func check(decoded: Int, compressed: Int) throws(InputError) {
    if decoded > decodedBytes {
      throw InputError(
        .tooLarge,
        "holds more than \(decodedBytes) bytes when decoded. Split it into several files.")
    }
    if decoded > ratioFloor, decoded / ratio > compressed {
      throw InputError(
        .compression,
        "decodes to more than \(ratio) times its size (\(compressed) bytes), as a compression "
          + "bomb does. If the file is genuine, deliver it uncompressed.")
    }
  }

  /// How many bytes may come out of a compressed file of this size.
  func most(from compressed: Int) -> Int {
    let (most, overflow) = compressed.multipliedReportingOverflow(by: ratio)
    return overflow ? decodedBytes : min(decodedBytes, max(ratioFloor, most))
  }

  /// Refuses an archive inside an archive by the first bytes that come out of the outer one.
  func checkNesting(_ head: Text) throws(InputError) {
    if ArchiveKind(magicOf: head) != nil { throw nestedArchive }
  }
}

let nestedArchive = InputError(
  .compression,
  "holds another compressed file; expected CSV, XML or, in a .zip, .xlsx workbooks. Unpack the "
    + "inner file and deliver that.")

extension Text {
  func begins(with magic: [UInt8], at offset: Int = 0) -> Bool {
    count >= offset + magic.count && bytes[offset..<offset + magic.count].elementsEqual(magic)
  }
}
