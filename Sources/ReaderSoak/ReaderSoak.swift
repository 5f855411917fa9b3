import Foundation
import ReaderTrials

/// Tries every reader on mutated inputs: `ReaderSoak CORPUS COUNT [SEED] [READER...]`.
///
/// The inputs depend on the seed only. It ends with 1 at the first input that a reader gets wrong,
/// which it leaves as `soak-READER.input`; a crash leaves it too, as each input is kept until the
/// next one where KEEP is set.
@main
enum Soak {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count >= 2, let count = Int(arguments[1]) else {
      print("usage: ReaderSoak CORPUS COUNT [SEED] [READER...]")
      exit(2)
    }
    let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 1 : 1
    let named = arguments.dropFirst(3).compactMap(Reader.init(rawValue:))
    for reader in named.isEmpty ? Reader.allCases : named {
      try soak(reader, corpus: arguments[0], count: count, seed: seed)
    }
  }

  private static func soak(_ reader: Reader, corpus: String, count: Int, seed: UInt64) throws {
    let seeds = Corpus.seeds(of: reader, in: corpus)
    var mutator = Mutator(seed: seed, seeds: seeds)
    let trial = try Trial(reader)
    let keeps = ProcessInfo.processInfo.environment["KEEP"] != nil
    let path = "soak-\(reader.rawValue).input"
    let clock = ContinuousClock()
    let start = clock.now
    var early = 0
    for number in 0..<count {
      let input = mutator.input()
      if keeps { try Data(input).write(to: URL(filePath: path)) }
      if let fault = input.withUnsafeBytes({ trial.run($0) }) {
        try Data(input).write(to: URL(filePath: path))
        print("\(reader.rawValue): input \(number) of seed \(seed): \(fault); it is in \(path)")
        exit(1)
      }
      if number == count / 10 { early = residentKilobytes() }
    }
    let elapsed = (clock.now - start).components.seconds
    print(
      "\(reader.rawValue): \(count) inputs of \(seeds.count) seeds, \(elapsed) s; resident"
        + " \(early / 1024) MB after a tenth, \(residentKilobytes() / 1024) MB at the end")
  }

  private static func residentKilobytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
    return Int(line.filter(\.isNumber)) ?? 0
  }
}
