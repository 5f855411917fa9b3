import Intake
import LedgerStore
import Returns
import Settings

/// One member of an input file as it was read, and what becomes of it.
struct TakenMember: Sendable {
  enum Fate: Sendable, Equatable { case taken, held, refused }

  let path: String
  let sha256: String
  let byteCount: Int
  /// The file's number in the ledger; also in its records' heads.
  let number: Int
  let reading: MemberReading
  let fate: Fate
  /// Each source that it is of, and how far it takes it: several where it has several accounts.
  let covers: [SourceCover]
  /// Position in the policy's sources, where one fits: the one whose rules hold for it.
  var source: Int? { covers.first?.source }
  /// It has rows, and none of them could be taken: it says nothing, least of all that nothing was.
  var isRejectedWhole: Bool {
    reading.rejected > 0 && reading.rejected == reading.read - reading.filtered
  }
}

/// What a file proves of a source.
struct SourceCover: Sendable, Equatable {
  let source: Int
  /// The last day of the stated period that it has whole.
  let periodTo: Day?
  let lastEvent: Day?
}

/// What the inbox held.
struct TakenFiles: Sendable {
  var members: [TakenMember] = []
  /// Files and members that stay in the inbox, held or refused.
  var setAside: [SetAsideFile] = []
  var pages: [RecordPage] { members.filter { $0.fate == .taken }.flatMap(\.reading.records.pages) }
}

/// Reads every file of the inbox, on all cores, in the order of their paths.
///
/// Reading goes in steps, and the threads share the work of a step, so that one large file keeps
/// all of them busy. Which thread did what does not show in the result.
struct TakeIn {
  let root: String
  /// When a file must have been written last to be taken; nil: it does not matter.
  let settledBy: Int64?
  let context: IntakeContext
  let policy: Policy
  /// Positions in the policy's shops, by the shop's number in records.
  let shopIndex: [Int]
  let run: Int
  let firstFile: Int
  /// Whether an earlier run may have taken in members of a file of this path: only then the file
  /// has to be hashed before it is read.
  let mayKnow: (_ path: String) -> Bool
  /// Names of a file's members (by path and hash) that an earlier run has taken in; the file still
  /// lies here, because it is kept, was not archived yet, or has other members that were set aside.
  let known: (_ path: String, _ sha256: String) throws -> Set<String>

  func run(
    threads: Int, progress: @escaping @Sendable (String) -> Void
  ) throws -> TakenFiles {
    let listing = listInbox(root: root, settledBy: settledBy)
    var result = TakenFiles()
    result.setAside = listing.refused.map { SetAsideFile(path: $0.path, reason: $0.reason) }
    let crew = Crew(threads: threads)
    var files = open(listing.files, &result)
    crew.work(files.filter { mayKnow($0.file.path) }.map(\.hashing))
    var readings: [MemberReading] = []
    var jobs: [Job] = []
    repeat {
      // A file that was changed under our hands has no hash. It is left out, and as the numbers of
      // files follow their paths, the others are read once more.
      drop(&files, &result)
      jobs = try self.jobs(files)
      readings = read(jobs, files, crew, progress)
    } while files.contains { $0.failure != nil }
    for (job, reading) in zip(jobs, readings) {
      let member = judge(job.file, reading, number: job.number)
      result.members.append(member)
      if let file = member.setAside(policy, shopIndex: shopIndex) { result.setAside.append(file) }
    }
    return result
  }

  private struct Job {
    let file: FileInHand
    let number: Int
    let reader: MemberReader
  }

  private func open(_ paths: [String], _ result: inout TakenFiles) -> [FileInHand] {
    var opened: [FileInHand] = []
    for path in paths {
      do throws(InputError) {
        opened.append(FileInHand(try OpenedFile(root: root, path: path)))
      } catch {
        result.setAside.append(SetAsideFile(path: path, reason: error.message))
      }
    }
    return opened
  }

  private func drop(_ files: inout [FileInHand], _ result: inout TakenFiles) {
    for case (let path, let error?) in files.map({ ($0.file.path, $0.failure) }) {
      result.setAside.append(SetAsideFile(path: path, reason: error.message))
    }
    files.removeAll { $0.failure != nil }
  }

  private func jobs(_ files: [FileInHand]) throws -> [Job] {
    var jobs: [Job] = []
    for file in files {
      let path = file.file.path
      let taken = mayKnow(path) ? try known(path, file.sha256) : []
      for member in file.file.members where !taken.contains(member.name) {
        let number = firstFile + jobs.count
        let reader = MemberReader(
          member, fileNumber: number, run: run, shopHint: shopHint(path), context: context)
        jobs.append(Job(file: file, number: number, reader: reader))
      }
    }
    return jobs
  }

  /// Reads the members, and hashes the files that are not hashed yet.
  private func read(
    _ jobs: [Job], _ files: [FileInHand], _ crew: Crew,
    _ progress: @escaping @Sendable (String) -> Void
  ) -> [MemberReading] {
    let readers = jobs.map(\.reader)
    crew.work(
      readers.map { reader in
        Crew.Task(weight: 1) {
          progress(reader.name)
          reader.open()
        }
      })
    crew.work(
      readers.flatMap { reader in
        (0..<reader.stretchCount).map { stretch in
          Crew.Task(weight: 1) { reader.look(at: stretch) }
        }
      })
    readers.forEach { $0.cut() }
    let parts = readers.flatMap { reader in
      (0..<reader.partCount).map { part in
        Crew.Task(weight: 4 * reader.byteCount(part: part)) { reader.read(part: part) }
      }
    }
    crew.work(parts + files.filter { !$0.isHashed }.map(\.hashing))
    let slots = Slots<MemberReading>(count: readers.count)
    crew.work(
      readers.indices.map { index in
        Crew.Task(weight: 1) { slots.set(index, readers[index].finish()) }
      })
    return readers.indices.map(slots.take)
  }

  /// `inbox/<shop>/…` names the shop.
  private func shopHint(_ path: String) -> Int? {
    guard let folder = path.split(separator: "/").first, path.contains("/") else { return nil }
    return context.shops.firstIndex { $0.id == folder }
  }

  private func judge(_ file: FileInHand, _ reading: MemberReading, number: Int) -> TakenMember {
    let shop = policy.shops.firstIndex { $0.id.string == reading.shopID }
    let covers = policy.sources.covers(reading, path: file.file.path, shop: shop) {
      context.shops[$0].zone
    }
    var fate = TakenMember.Fate.taken
    if case .refused = reading.status { fate = .refused }
    let rule = covers.first.map { policy.sources[$0.source].onMismatch } ?? .hold
    if fate == .taken, rule == .hold, reading.controlTotals.contains(where: { !$0.agrees }) {
      fate = .held
    }
    return TakenMember(
      path: file.file.path, sha256: file.sha256, byteCount: file.file.byteCount, number: number,
      reading: reading, fate: fate, covers: covers)
  }
}

/// A file of the inbox, and its hash when there is one.
private final class FileInHand: @unchecked Sendable {
  let file: OpenedFile
  // Set by the one task that hashes, and read after it.
  private(set) var sha256 = ""
  private(set) var failure: InputError?

  init(_ file: OpenedFile) { self.file = file }

  var isHashed: Bool { !sha256.isEmpty || failure != nil }

  /// The task that hashes the file. Only one thread can work on it, so it is weighed to come first.
  var hashing: Crew.Task {
    Crew.Task(weight: file.byteCount) { [self] in
      do throws(InputError) {
        sha256 = try file.sha256()
      } catch {
        failure = error
      }
    }
  }
}

/// `*` stands for any run of characters within one folder name.
enum Glob {
  static func matches(_ path: String, pattern: String) -> Bool {
    let (names, patterns) = (path.split(separator: "/"), pattern.split(separator: "/"))
    guard names.count == patterns.count else { return false }
    return zip(names, patterns).allSatisfy { matches(Array($0.utf8)[...], Array($1.utf8)[...]) }
  }

  private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == UInt8(ascii: "*") {
      return (name.startIndex...name.endIndex).contains {
        matches(name[$0...], pattern.dropFirst())
      }
    }
    return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
  }
}
