import Glibc
import Returns

@testable import Intake

/// A folder of its own for one test, removed with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array((P_tmpdir + "/backhaul-test-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw FixtureError.noFolder }
    path = String(cString: made)
  }

  deinit {
    for name in listed(path) { unlink("\(path)/\(name)") }
    for name in listed(path).reversed() { rmdir("\(path)/\(name)") }
    rmdir(path)
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let folders = name.split(separator: "/").dropLast()
    for depth in folders.indices {
      mkdir("\(path)/\(folders[...depth].joined(separator: "/"))", 0o700)
    }
    guard let file = fopen("\(path)/\(name)", "w") else { throw FixtureError.noFile(name) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw FixtureError.noFile(name)
    }
  }

  /// Everything below, folders before what they hold.
  private func listed(_ folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name != ".", name != ".." else { continue }
      names.append(name)
      if entry.pointee.d_type == 4 { names += listed("\(folder)/\(name)").map { "\(name)/\($0)" } }
    }
    return names
  }
}

enum FixtureError: Error {
  case noFolder
  case noFile(String)
}

extension InputMember {
  init(_ text: String) { self.init(name: "test", bytes: Text(text)) }
  init(_ bytes: [UInt8]) {
    self.init(name: "test", bytes: bytes.withUnsafeBytes { Text(copying: $0) })
  }
}

/// A row as it can be kept and compared.
struct KeptRow: Equatable, CustomStringConvertible {
  var line: Int
  var fields: [String]
  var raw: String
  var problem: RowProblem?

  var description: String { "\(line): \(fields) \(problem.map { "\($0)" } ?? "")" }
}

func rows(
  _ member: InputMember, encoding: TextEncoding = .utf8, dialect: Dialect = Dialect(),
  bufferSize: Int? = nil
) throws -> [KeptRow] {
  var kept: [KeptRow] = []
  try readRows(
    member, encoding: encoding, dialect: dialect, bufferSize: bufferSize ?? 1 << 18,
    isStreamed: bufferSize != nil
  ) { row in
    kept.append(
      KeptRow(
        line: row.line, fields: row.fields.map(\.string), raw: row.raw.string, problem: row.problem)
    )
    return true
  }
  return kept
}

/// SplitMix64: the same numbers in every run.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
