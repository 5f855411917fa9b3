import Dispatch
import Intake
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
  /// Position in the policy's sources, where one fits.
  let source: Int?
}

/// What the inbox held.
struct TakenFiles: Sendable {
  var members: [TakenMember] = []
  /// Files that could not even be opened: path and why.
  var unreadable: [(path: String, reason: String)] = []
  var pages: [RecordPage] { members.filter { $0.fate == .taken }.map(\.reading.records) }
}

/// Reads every file of the inbox, on all cores, in the order of their paths.
struct TakeIn: Sendable {
  let root: String
  let context: IntakeContext
  let policy: Policy
  let run: Int
  let firstFile: Int

  /// - Parameter known: names of a file's members (by path and hash) that an earlier run has taken
  /// in; the file still
  ///   lies here, because it is kept, was not archived yet, or has other members that were set
  /// aside.
  func run(
    threads: Int, known: (_ path: String, _ sha256: String) throws -> Set<String>,
    progress: @escaping @Sendable (String) -> Void
  ) rethrows -> TakenFiles {
    let listing = listInbox(root: root)
    var result = TakenFiles()
    result.unreadable = listing.refused
    let opened = open(listing.files, &result)
    var jobs: [(file: InputFile, member: InputMember)] = []
    for file in opened {
      let taken = try known(file.path, file.sha256)
      jobs += file.members.filter { !taken.contains($0.name) }.map { (file, $0) }
    }
    let work = jobs
    let slots = Slots<MemberReading>(count: work.count)
    // The largest first, so that the cores finish together; numbers follow the paths all the same.
    let order = work.indices.sorted { work[$0].file.byteCount > work[$1].file.byteCount }
    let next = Counter()
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, work.count))) { _ in
      while let turn = next.take(below: order.count) {
        let index = order[turn]
        progress(work[index].member.name)
        slots.set(
          index,
          readMember(
            work[index].member, path: work[index].file.path, fileNumber: firstFile + index,
            run: run,
            shopHint: shopHint(work[index].file.path), context: context))
      }
    }
    for (index, job) in work.enumerated() {
      result.members.append(judge(job.file, slots.take(index), number: firstFile + index))
    }
    return result
  }

  private func open(_ paths: [String], _ result: inout TakenFiles) -> [InputFile] {
    var opened: [InputFile] = []
    for path in paths {
      do {
        opened.append(try openInput(root: root, path: path))
      } catch {
        result.unreadable.append((path, error.message))
      }
    }
    result.unreadable.sort { $0.path < $1.path }
    return opened
  }

  /// `inbox/<shop>/…` names the shop.
  private func shopHint(_ path: String) -> Int? {
    guard let folder = path.split(separator: "/").first, path.contains("/") else { return nil }
    return context.shops.firstIndex { $0.id == folder }
  }

  private func judge(_ file: InputFile, _ reading: MemberReading, number: Int) -> TakenMember {
    let source = policy.sources.firstIndex { $0.fits(reading, path: file.path) }
    var fate = TakenMember.Fate.taken
    if case .refused = reading.status { fate = .refused }
    let rule = source.map { policy.sources[$0].onMismatch } ?? .hold
    if fate == .taken, rule == .hold, reading.controlTotals.contains(where: { !$0.agrees }) {
      fate = .held
    }
    return TakenMember(
      path: file.path, sha256: file.sha256, byteCount: file.byteCount, number: number,
      reading: reading,
      fate: fate, source: source)
  }
}

extension SourceAccount {
  func fits(_ reading: MemberReading, path: String) -> Bool {
    guard reading.feed == feed else { return false }
    if !profile.isEmpty, profile.string != reading.profile { return false }
    if !accountID.isEmpty, accountID.string != reading.account { return false }
    return self.path.isEmpty || Glob.matches(path, pattern: self.path)
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
