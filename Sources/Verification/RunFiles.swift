import Foundation

/// The files that one run left in `out/<date>/`.
struct RunFiles: Sendable {
  let date: String
  let folder: String

  func path(_ name: String) -> String { folder + "/" + name }

  func manifest() throws -> ManifestDocument {
    try document(ManifestDocument.self, path("manifest.json"))
  }
  func proof() throws -> ProofDocument { try document(ProofDocument.self, path("proof.json")) }
  func summary() throws -> SummaryDocument {
    try document(SummaryDocument.self, path("summary.json"))
  }

  func table(_ table: ContractTable) throws -> CSVTable { try CSVTable(path: path(table.file)) }

  /// How the answer names a file of this run: `out/2026-03-10/matches.csv` or with a line.
  func place(_ name: String, line: Int? = nil) -> String {
    let path = path(name)
    return line.map { "\(path):\($0)" } ?? path
  }
}

/// Names in a folder, sorted by their bytes; a folder that is not there is empty.
func names(in folder: String) -> [String] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// `2026-11-22`.
func isDate(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
    return false
  }
  return bytes.enumerated().allSatisfy { $0 == 4 || $0 == 7 || (48...57).contains($1) }
}

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar; nil for anything else.
func dayNumber(_ text: String) -> Int? {
  guard isDate(text) else { return nil }
  let parts = text.split(separator: "-").compactMap { Int($0) }
  guard (1...12).contains(parts[1]), (1...31).contains(parts[2]) else { return nil }
  // Years begin in March, so that the leap day ends them.
  let year = parts[1] > 2 ? parts[0] : parts[0] - 1
  let month = (parts[1] + 9) % 12
  let era = (year >= 0 ? year : year - 399) / 400
  let yearOfEra = year - era * 400
  let dayOfYear = (153 * month + 2) / 5 + parts[2] - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}
