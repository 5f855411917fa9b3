import Dispatch
import Synchronization

/// A checksum of a file in the making.
public protocol FileDigest: AnyObject {
  func add(_ bytes: UnsafeRawBufferPointer)
  /// The checksum of all that was added; asked for once.
  func hex() -> String
}

/// What was written: for manifest.json.
public struct WrittenTable: Sendable, Equatable {
  /// With extension: `cases.csv`.
  public let name: String
  public let rowCount: Int
  public let byteCount: Int
  public let checksum: String
}

/// Writes tables side by side: ranges of their rows are rendered by all threads, and each file's
/// ranges are hashed and written in their order by whichever thread brings the next one. Memory is
/// bounded by the pages that may be under way; the bytes are the same for any number of threads.
public struct TablePress: Sendable {
  /// Rows a page; a few hundred kilobytes, so that they are hashed while a cache still holds them.
  static let rowsPerPage = 1_024
  static let pagesPerThread = 12

  private let folder: String
  private let threads: Int
  private let isDurable: Bool
  private let digest: @Sendable () -> any FileDigest

  /// - Parameters:
  ///   - isDurable: whether a file is flushed to the disk before it gets its name.
  ///   - digest: a new checksum for each file.
  public init(
    folder: String, threads: Int, isDurable: Bool = true,
    digest: @escaping @Sendable () -> any FileDigest
  ) {
    self.folder = folder
    self.threads = max(1, threads)
    self.isDurable = isDurable
    self.digest = digest
  }

  /// Starts all threads but one: the caller's, which may do something else first.
  /// - Throws: `WriteError` at step `create`.
  public func start(_ sheets: [TableSheet]) throws(WriteError) -> Printing {
    var files: [PressedFile] = []
    for sheet in sheets {
      files.append(try PressedFile(sheet, folder: folder, isDurable: isDurable, digest()))
    }
    return Printing(files, threads: threads)
  }
}

/// Tables being printed. No file has its name before `finish`; one that is dropped unfinished
/// leaves nothing behind.
public final class Printing: Sendable {
  private let files: [PressedFile]
  private let run: PressRun
  private let others = DispatchGroup()

  init(_ files: [PressedFile], threads: Int) {
    self.files = files
    let run = PressRun(files, pages: threads * TablePress.pagesPerThread)
    self.run = run
    for _ in 1..<threads { DispatchQueue.global().async(group: others) { run.work() } }
  }

  /// Prints what is left together with the others, and gives every file its name.
  ///
  /// - Returns: what was written, in the order of the sheets.
  /// - Throws: `WriteError` of the first file that failed; such a file, and one not done by then,
  ///   does not appear.
  public func finish() throws(WriteError) -> [WrittenTable] {
    run.work()
    others.wait()
    for file in files { if let failure = file.failure { throw failure } }
    var tables: [WrittenTable] = []
    for file in files { if let table = try file.finish() { tables.append(table) } }
    return tables
  }

  deinit {
    run.stop()
    others.wait()
  }
}

/// Bytes of one range of rows.
final class Page: @unchecked Sendable {
  var bytes = ByteBuffer(capacity: 1 << 19)
}

/// The pages of all files, taken by whoever has time, and given to their files.
private final class PressRun: Sendable {
  private struct Job {
    let file: Int
    let page: Int
  }

  private struct State {
    var next = 0
    var unused: [Page] = []
    var hasFailed = false
  }

  private let files: [PressedFile]
  private let jobs: [Job]
  private let state = Mutex(State())
  /// Pages that may be under way. A thread waits for one only while it holds none, so the page that
  /// a file is waiting for is always in work.
  private let room: DispatchSemaphore

  init(_ files: [PressedFile], pages: Int) {
    self.files = files
    room = DispatchSemaphore(value: pages)
    // Every file at its own pace, so that their checksums are made side by side up to the end.
    var jobs: [(at: Int, job: Job)] = []
    for (file, pressed) in files.enumerated() {
      for page in 0..<pressed.pageCount {
        jobs.append(((2 * page + 1) << 32 / pressed.pageCount, Job(file: file, page: page)))
      }
    }
    jobs.sort { ($0.at, $0.job.file) < ($1.at, $1.job.file) }
    self.jobs = jobs.map(\.job)
  }

  /// Works along until nothing is left to take.
  func work() {
    while true {
      room.wait()
      guard let (job, page) = take() else {
        room.signal()
        return
      }
      files[job.file].render(job.page, &page.bytes)
      files[job.file].bring(page, at: job.page) { used, isSound in
        state.withLock { state in
          state.unused.append(used)
          if !isSound { state.hasFailed = true }
        }
        room.signal()
      }
    }
  }

  /// Takes no further page into work.
  func stop() { state.withLock { $0.hasFailed = true } }

  private func take() -> (Job, Page)? {
    state.withLock { state in
      guard state.next < jobs.count, !state.hasFailed else { return nil }
      state.next += 1
      return (jobs[state.next - 1], state.unused.popLast() ?? Page())
    }
  }
}
