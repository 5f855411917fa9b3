/// A line of a sheet that people edit in a spreadsheet and that is read again: what a spreadsheet
/// would change (long numbers, leading zeros, dates) has a TAB behind it, which makes it text there
/// and is no part of the cell when it is read.
public func correctionLine(_ cells: [String]) -> String {
  var bytes = ByteBuffer()
  for (index, written) in cells.enumerated() {
    if index > 0 { bytes.append(",") }
    var rest = Substring(written)
    while rest.last == "\t" { rest.removeLast() }
    let cell = String(rest)
    if isNegative(cell) {
      bytes.append(cell)
    } else {
      CSVFormat.append(.string(wouldChange(cell) ? cell + "\t" : cell), to: &bytes)
    }
  }
  bytes.append("\n")
  return String(decoding: bytes.bytes, as: UTF8.self)
}

/// A plain number below 0, which is no formula.
private func isNegative(_ cell: String) -> Bool {
  guard cell.hasPrefix("-"), cell.utf8.count > 1 else { return false }
  let parts = cell.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
  return parts.count <= 2
    && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0 &- 0x30 <= 9 } }
}

/// Starts like a number and is none that a spreadsheet shows as it stands.
private func wouldChange(_ cell: String) -> Bool {
  var digits = Array(cell.utf8)[...]
  guard let first = digits.first, first &- 0x30 <= 9 else { return false }
  let point = digits.firstIndex(of: 0x2E)
  if first == 0x30, digits.count > 1, point != 1 { return true }
  if let point {
    if digits.last == 0x30 { return true }
    digits.remove(at: point)
  }
  return digits.count > 15 || !digits.allSatisfy { $0 &- 0x30 <= 9 }
}
