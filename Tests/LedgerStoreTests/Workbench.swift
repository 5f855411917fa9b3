import Glibc
import LedgerStore
import Returns
import Testing

/// A folder of a test's own, gone after it.
final class Workbench: Sendable {
  let folder: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(base)/backhaul-ledger-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw LedgerError.cannotOpen(path: base, detail: "no test folder")
    }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for name in names { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  var path: String { folder + "/ledger.sqlite" }

  func ledger() throws -> Ledger { try Ledger(path: path, create: true) }

  /// What lies in the folder, sorted.
  var names: [String] {
    guard let list = opendir(folder) else { return [] }
    defer { closedir(list) }
    var names: [String] = []
    while let entry = readdir(list) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  func write(_ bytes: [UInt8], to name: String) {
    let file = open(folder + "/" + name, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
    Glibc.write(file, bytes, bytes.count)
    close(file)
  }

  func bytes(of name: String) -> [UInt8] {
    let file = open(folder + "/" + name, O_RDONLY)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: Int(lseek(file, 0, SEEK_END)))
    pread(file, &bytes, bytes.count, 0)
    return bytes
  }

  func mode(of name: String) -> UInt32 {
    var status = stat()
    stat(folder + "/" + name, &status)
    return status.st_mode & 0o777
  }
}

/// Random numbers that a seed repeats.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    let mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 29)
  }

  /// Whether something that happens once in `of` times happens.
  mutating func once(in of: Int) -> Bool { Int.random(in: 0..<of, using: &self) == 0 }
}

/// `2026-11-22`, and the days around it.
let today = Day(year: 2026, month: 11, day: 22)!

extension Ledger {
  /// Runs a business date: opens the run, takes back what earlier runs derived, and stores.
  @discardableResult
  func run(_ day: Day, _ body: (_ writer: LedgerWriter, _ run: Int) throws -> Void = { _, _ in })
    throws -> Int
  {
    let run = try transaction {
      try $0.beginRun(day: day, startedAt: "2026-11-22T20:00:00Z", toolVersion: "1.0")
    }
    try transaction { (writer) throws in
      try writer.resetDay(day, run: run)
      try body(writer, run)
      try writer.finishRun(run, finishedAt: "2026-11-22T20:01:00Z", status: .complete)
    }
    return run
  }
}

extension LedgerWriter {
  /// Stores any bytes as what one dossier has of a business date; nil keeps what earlier runs of
  /// the day stored.
  func putDossierDay(_ orderKey: UInt64, day: Day, records: Text?, state: Text) throws {
    var packed = PackedDossiers()
    packed.add(orderKey, records: records, state: state)
    try put(packed, day: day)
  }
}
