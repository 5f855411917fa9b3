import CLibArchive
import Returns

/// A workbook that does not say what it should; it is not put in place.
public struct WorkbookError: Error, Equatable, Sendable, CustomStringConvertible {
  public let reason: String

  public var description: String {
    "backhaul.xlsx: read back, it does not hold what was written: \(reason); nothing was replaced. "
      + "This is a fault of the program."
  }
}

/// Reads a workbook back and compares it with its sheets: rows, and what each column of numbers
/// comes to. It shares nothing with the writer but the bytes and which amounts are numbers
/// (`SheetPen.isNumber`).
struct WorkbookCheck {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func compare(with sheets: [Worksheet]) throws(WorkbookError) {
    let members = try self.members()
    for (place, sheet) in sheets.enumerated() {
      let name = "xl/worksheets/sheet\(place + 1).xml"
      guard let member = members.first(where: { $0.name == name }) else {
        throw WorkbookError(reason: "\(name) is missing")
      }
      let found = SheetSums(try content(of: member))
      let expected = Self.expected(of: sheet)
      guard found.rows == sheet.lastRow else {
        throw WorkbookError(reason: "\(sheet.name) has \(found.rows) rows, not \(sheet.lastRow)")
      }
      for (column, sum) in expected.enumerated() where (found.sums[column] ?? 0) != sum {
        throw WorkbookError(
          reason: "\(sheet.name), column \(column + 1): \(found.sums[column] ?? 0), not \(sum)")
      }
    }
  }

  /// Every file of the archive.
  func unpack() throws(WorkbookError) -> [(name: String, content: [UInt8])] {
    var files: [(name: String, content: [UInt8])] = []
    for member in try members() { files.append((member.name, try content(of: member))) }
    return files
  }

  /// In ten-thousandths.
  private static func expected(of sheet: Worksheet) -> [Int128] {
    var sums = [Int128](repeating: 0, count: sheet.columns.count)
    func add(_ amount: Int128, _ currency: Currency, _ column: Int) {
      guard SheetPen.isNumber(amount) else { return }
      sums[column] += amount * (currency.decimals..<4).reduce(1) { scale, _ in scale * 10 }
    }
    for row in 0..<sheet.rowCount {
      for (column, cell) in sheet.cells(row).enumerated() {
        switch cell {
        case .integer(let number): sums[column] += Int128(number) * 10_000
        case .amount(let amount, let currency): add(Int128(amount), currency, column)
        case .total(let amount, let currency): add(amount, currency, column)
        case .day(let day): sums[column] += Int128(Int(day.number) + 25_569) * 10_000
        default: break
        }
      }
    }
    for total in sheet.totals { add(total.sum, total.currency, total.column) }
    return sums
  }

  // MARK: zip

  private struct Member {
    let name: String
    let checksum: UInt32
    let packed: Range<Int>
    let size: Int
  }

  private func number(_ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  private func members() throws(WorkbookError) -> [Member] {
    let end = bytes.count - 22
    guard end >= 0, number(end, 4) == 0x0605_4B50 else {
      throw WorkbookError(reason: "its directory has no end")
    }
    var members: [Member] = []
    var place = number(end + 16, 4)
    for _ in 0..<number(end + 10, 2) {
      guard place + 46 <= end, number(place, 4) == 0x0201_4B50 else {
        throw WorkbookError(reason: "its directory is broken")
      }
      let (length, extra, comment) = (
        number(place + 28, 2), number(place + 30, 2), number(place + 32, 2)
      )
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + length)], as: UTF8.self)
      let local = number(place + 42, 4)
      guard local + 30 <= end, number(local, 4) == 0x0403_4B50 else {
        throw WorkbookError(reason: "\(name) does not begin where the directory says")
      }
      let start = local + 30 + number(local + 26, 2) + number(local + 28, 2)
      let packed = start..<(start + number(place + 20, 4))
      guard packed.upperBound <= end else { throw WorkbookError(reason: "\(name) is cut off") }
      members.append(
        Member(
          name: name, checksum: UInt32(number(place + 16, 4)), packed: packed,
          size: number(place + 24, 4)))
      place += 46 + length + extra + comment
    }
    return members
  }

  private func content(of member: Member) throws(WorkbookError) -> [UInt8] {
    var content = [UInt8](repeating: 0, count: member.size)
    var stream = z_stream()
    inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    let state = bytes.withUnsafeBufferPointer { bytes in
      content.withUnsafeMutableBufferPointer { content in
        stream.next_in = UnsafeMutablePointer(
          mutating: bytes.baseAddress.map { $0 + member.packed.lowerBound })
        stream.avail_in = uInt(member.packed.count)
        stream.next_out = content.baseAddress
        stream.avail_out = uInt(content.count)
        return inflate(&stream, Z_FINISH)
      }
    }
    let isWhole = state == Z_STREAM_END && stream.avail_out == 0
    inflateEnd(&stream)
    let checksum = content.withUnsafeBufferPointer {
      UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt($0.count)))
    }
    guard isWhole, checksum == member.checksum else {
      throw WorkbookError(reason: "\(member.name) cannot be unpacked")
    }
    return content
  }
}

/// The rows of a sheet and what its columns of numbers come to, in ten-thousandths.
private struct SheetSums {
  private(set) var rows = 0
  private(set) var sums: [Int: Int128] = [:]

  init(_ xml: [UInt8]) {
    var column = 0
    xml.withUnsafeBufferPointer { xml in
      var place = 0
      while place + 4 < xml.count {
        guard xml[place] == UInt8(ascii: "<") else {
          place += 1
          continue
        }
        switch (xml[place + 1], xml[place + 2]) {
        case (UInt8(ascii: "r"), UInt8(ascii: "o")): rows += 1
        case (UInt8(ascii: "c"), UInt8(ascii: " ")):
          // `<c r="AB12"`: letters of the column.
          column = 0
          var letter = place + 6
          while letter < xml.count, (65...90).contains(xml[letter]) {
            column = column * 26 + Int(xml[letter]) - 64
            letter += 1
          }
        case (UInt8(ascii: "v"), UInt8(ascii: ">")):
          sums[column - 1, default: 0] += Self.number(xml, place + 3)
        default: break
        }
        place += 2
      }
    }
  }

  private static func number(_ xml: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int128 {
    var (value, decimals, isNegative) = (Int128(0), -1, false)
    for byte in xml[start...] {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): decimals = 0
      case 48...57:
        value = value * 10 + Int128(byte - 48)
        if decimals >= 0 { decimals += 1 }
      default:
        let scaled = (max(0, decimals)..<4).reduce(value) { value, _ in value * 10 }
        return isNegative ? -scaled : scaled
      }
    }
    return 0
  }
}
