import Foundation
import ReaderTrials

/// Tries every reader on mutated inputs: `ReaderSoak CORPUS COUNT [SEED] [READER...]`.
///
/// The inputs depend on the seed only. Each slice of them runs in a process of its own, as many at
/// once as there are processors: a crash ends one slice and is told with the input that did it, and
/// what a run keeps on purpose until it ends (texts, mapped files) does not pile up. It ends with 1
/// at the first slice that went wrong; its input lies in `soak-READER.input`.
@main
enum Soak {
  /// Well below the mappings a process may have.
  private static let sliceSize = 20_000

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "--slice" { return try Slice(arguments).run() }
    guard arguments.count >= 2, let count = Int(arguments[1]) else {
      print("usage: ReaderSoak CORPUS COUNT [SEED] [READER...]")
      exit(2)
    }
    let seed = arguments.count > 2 ? Int(arguments[2]) ?? 1 : 1
    let named = arguments.dropFirst(3).compactMap(Reader.init(rawValue:))
    for reader in named.isEmpty ? Reader.allCases : named {
      try soak(reader, corpus: arguments[0], count: count, seed: seed)
    }
  }

  private static func soak(_ reader: Reader, corpus: String, count: Int, seed: Int) throws {
    let start = ContinuousClock.now
    let sizes = stride(from: 0, to: count, by: sliceSize).map { min(sliceSize, count - $0) }
    var running: [SliceProcess] = []
    var memory = SliceMemory()
    for (index, size) in sizes.enumerated() {
      let slice = SliceProcess(
        reader, corpus: corpus, count: size, seed: seed &* 1_000_000 &+ index, keeps: false)
      running.append(try slice.started())
      while running.count >= ProcessInfo.processInfo.activeProcessorCount {
        memory.add(try running.removeFirst().ended())
      }
    }
    for slice in running { memory.add(try slice.ended()) }
    let elapsed = (ContinuousClock.now - start).components.seconds
    print(
      "\(reader.rawValue): \(count) inputs, \(elapsed) s in \(sizes.count) processes; resident at"
        + " most \(memory.most >> 10) MB, \(memory.growth) bytes more an input")
  }
}

/// Kilobytes that processes had after a tenth of their inputs and at their end.
private struct SliceMemory {
  private(set) var most = 0
  private var grown = 0
  private var inputs = 0

  mutating func add(_ slice: (early: Int, end: Int, inputs: Int)) {
    most = max(most, slice.end)
    grown += slice.end - slice.early
    inputs += slice.inputs
  }

  /// Bytes an input beyond the first tenth of each slice.
  var growth: Int { (grown << 10) / max(1, inputs) }
}

/// A slice in a process of its own.
private struct SliceProcess {
  private let process = Process()
  private let output = Pipe()
  private let reader: Reader
  private let arguments: [String]
  private let count: Int
  private let keeps: Bool

  init(_ reader: Reader, corpus: String, count: Int, seed: Int, keeps: Bool) {
    self.init(
      reader, ["--slice", corpus, reader.rawValue, String(seed), String(count)], count, keeps: keeps
    )
  }

  private init(_ reader: Reader, _ arguments: [String], _ count: Int, keeps: Bool) {
    self.reader = reader
    self.arguments = arguments
    self.count = count
    self.keeps = keeps
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments + (keeps ? ["keep"] : [])
    process.standardOutput = output
  }

  func started() throws -> SliceProcess {
    try process.run()
    return self
  }

  func ended() throws -> (early: Int, end: Int, inputs: Int) {
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let words = text.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) }
    if process.terminationReason == .exit, process.terminationStatus == 0, words.count == 2 {
      return (words[0], words[1], count)
    }
    print(text, terminator: "")
    if process.terminationReason == .uncaughtSignal, !keeps {
      // Once more, with each input on disk before it is tried: the last one is it.
      print("\(reader.rawValue): signal \(process.terminationStatus) in \(arguments)")
      return try SliceProcess(reader, arguments, count, keeps: true).started().ended()
    }
    print("\(reader.rawValue): the input is in \(Slice.path(reader))")
    exit(1)
  }
}

/// `--slice CORPUS READER SEED COUNT [keep]`: what such a process does.
private struct Slice {
  private let corpus: String
  private let reader: Reader
  private let seed: Int
  private let count: Int
  private let keeps: Bool

  init(_ arguments: [String]) throws {
    guard arguments.count >= 5, let reader = Reader(rawValue: arguments[2]),
      let seed = Int(arguments[3]), let count = Int(arguments[4])
    else { throw CocoaError(.featureUnsupported) }
    corpus = arguments[1]
    self.reader = reader
    self.seed = seed
    self.count = count
    keeps = arguments.count > 5
  }

  static func path(_ reader: Reader) -> String { "soak-\(reader.rawValue).input" }

  func run() throws {
    let path = Self.path(reader)
    var mutator = Mutator(
      seed: UInt64(truncatingIfNeeded: seed), seeds: Corpus.seeds(of: reader, in: corpus))
    let trial = try Trial(reader)
    var early = 0
    for number in 0..<count {
      let input = mutator.input()
      if keeps { try Data(input).write(to: URL(filePath: path)) }
      if let fault = input.withUnsafeBytes({ trial.run($0) }) {
        try Data(input).write(to: URL(filePath: path))
        print("\(reader.rawValue): input \(number) of seed \(seed): \(fault)")
        exit(1)
      }
      if number == count / 10 { early = residentKilobytes() }
    }
    print("\(early) \(residentKilobytes())")
  }

  private func residentKilobytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
