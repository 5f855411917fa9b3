import Foundation
import ReaderTrials
import Testing

/// Every reader on mutated inputs: no crash, no silent loss. `make soak` tries a million of each.
@Suite("Mutated inputs")
struct MutationTests {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fuzz").path

  @Test(.timeLimit(.minutes(5)), arguments: Reader.allCases)
  func nothingIsLostAndNothingCrashes(_ reader: Reader) throws {
    let seeds = Corpus.seeds(of: reader, in: Self.corpus)
    #expect(!seeds.isEmpty)
    let trial = try Trial(reader)
    for seed in seeds { #expect(seed.withUnsafeBytes { trial.run($0) } == nil) }
    var mutator = Mutator(seed: 11, seeds: seeds)
    for number in 0..<(reader == .policy ? 40 : 250) {
      let input = mutator.input()
      let fault = input.withUnsafeBytes { trial.run($0) }
      #expect(fault == nil, "input \(number): \(String(decoding: input, as: UTF8.self))")
    }
  }
}
