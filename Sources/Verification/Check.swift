/// One thing that is verified. A new check is a new file with one of these, one line in `all`, and
/// one planted corruption that it must name.
struct Check: Sendable {
  enum Scope: Sendable {
    /// One business date, with the one before it.
    case date(@Sendable (Evening, inout Findings) throws -> Void)
    /// The workspace as a whole.
    case workspace(@Sendable (Places, [RunFiles], inout Findings) throws -> Void)
  }

  let name: String
  /// What holds where the check finds nothing.
  let title: String
  let scope: Scope

  init(
    _ name: String, _ title: String,
    _ examine: @escaping @Sendable (Evening, inout Findings) throws -> Void
  ) {
    self.name = name
    self.title = title
    scope = .date(examine)
  }

  init(
    workspace name: String, _ title: String,
    _ examine: @escaping @Sendable (Places, [RunFiles], inout Findings) throws -> Void
  ) {
    self.name = name
    self.title = title
    scope = .workspace(examine)
  }

  /// In the order in which they are reported: the files themselves, then what is in them.
  static let all: [Check] = [
    manifest, outputs, chain, inputs, settings, form, rows, openAmounts, movements, matched,
    matches, evidence, freight, journal, statements, exceptions, lives, pending, summary, proof,
    batches, instructions, disputes, ledger, runs,
  ]
}

/// Every check by its name, in the order of the report.
public let checkNames: [String] = Check.all.map(\.name)

/// A business date that is verified, and the one before it.
struct Evening {
  let run: RunFiles
  /// nil for the first, or where `out/` does not hold it any more.
  let previous: RunFiles?
  let places: Places

  /// Whether the manifest says that nothing came before.
  func isFirst() throws -> Bool { try run.manifest().previousManifestSha256.isEmpty }
}

/// Something that does not hold.
public struct Fault: Sendable, Equatable {
  /// File and line, or the figure's name.
  public let place: String
  public let found: String
  public let expected: String
  public let advice: String
}

/// What a check has found. The first faults are kept, the rest are counted: a file of which every
/// row is wrong needs no million of sentences.
struct Findings {
  static let mostFaults = 20
  private(set) var faults: [Fault] = []
  private(set) var count = 0
  private(set) var notices: [String] = []

  mutating func fault(
    _ place: @autoclosure () -> String, found: String, expected: String, advice: Advice
  ) {
    count += 1
    guard faults.count < Self.mostFaults else { return }
    faults.append(Fault(place: place(), found: found, expected: expected, advice: advice.sentence))
  }

  mutating func fault(_ unreadable: Unreadable, advice: Advice = .restore) {
    fault(
      unreadable.place, found: unreadable.found, expected: unreadable.expected, advice: advice)
  }

  /// Where the two differ.
  mutating func compare<Value: Equatable>(
    _ place: @autoclosure () -> String, found: Value, expected: Value,
    advice: Advice = .recomputed
  ) {
    guard found != expected else { return }
    fault(place(), found: "\(found)", expected: "\(expected)", advice: advice)
  }

  /// Where a file is not the one that was named.
  mutating func compareHash(
    _ place: @autoclosure () -> String, found: String, expected: String, by witness: String
  ) {
    guard found != expected else { return }
    fault(
      place(), found: "sha256 \(found)", expected: "sha256 \(expected), by \(witness)",
      advice: .restore)
  }

  mutating func notice(_ text: String) { notices.append(text) }
}

/// What to do about a fault.
enum Advice {
  case restore, recomputed, chain, input, foreign, unfinished, program, ledger

  var sentence: String {
    switch self {
    case .restore:
      "restore the date's folder from a backup, or, if it is the last date, run it again"
    case .recomputed:
      "the file was changed after the run, or the run was wrong: restore the date's folder from a "
        + "backup; if the backup says the same, report it as a fault of Backhaul"
    case .chain:
      "a manifest was replaced after the next date had been run: restore the folders of both dates "
        + "from a backup"
    case .input: "put the file back as it was delivered, from a backup or from its sender"
    case .foreign: "move the file away: the folder holds only what the run wrote"
    case .unfinished: "run the date again: a run that was cut off is finished by the next one"
    case .program: "see the exceptions and rejects of the date; the date's books are not closed"
    case .ledger: "restore the ledger from a backup and run the dates since again"
    }
  }
}
