import Foundation

/// `manifest.json`.
struct ManifestDocument: Decodable {
  struct File: Decodable {
    let path: String
    let sha256: String
    let bytes: Int
    let rows: Int?
    let totals: [Total]?
  }

  struct Total: Decodable, Equatable {
    let currency: String
    let amount: Int
  }

  let format: String
  let businessDate: String
  let previousManifestSha256: String
  let inputs: [File]
  let configuration: [File]
  let outputs: [File]
}

/// `proof.json`, of which nothing is believed: it is what is compared.
struct ProofDocument: Decodable {
  struct FeedCount: Decodable, Equatable {
    let feed: String
    let read: Int
    let accepted: Int
    let duplicate: Int
    let superseded: Int
    let rejected: Int
    let filtered: Int
    let residual: Int
  }

  struct Movement: Decodable {
    let kind: String
    let currency: String
    let openBefore: Int
    let newlyExpected: Int
    let matched: Int
    let writtenOff: Int
    let revised: Int
    let openAfter: Int
    let residual: Int
  }

  struct MatchTotal: Decodable {
    let kind: String
    let currency: String
    let rows: Int
    let actual: Int
  }

  struct Section: Decodable {
    let checked: Int
    let unbalanced: [Unbalanced]
  }

  struct Unbalanced: Decodable {
    let caseId: String?
    let carrier: String?
    let invoiceNo: String?
    let evidenceId: String?
    let currency: String
  }

  let businessDate: String
  let verdict: String
  let residuals: Int
  let feeds: [FeedCount]
  let expectations: [Movement]
  let cases: Section
  let statements: Section
  let evidence: Section
  /// What the rows of matches.csv come to; runs of early versions do not say it.
  let matches: [MatchTotal]?
  let journal: [JournalTotal]?

  /// What the rows of journal.csv come to, minor units.
  struct JournalTotal: Decodable {
    let currency: String
    let debit: Int
    let credit: Int
  }
}

/// `summary.json`, as far as the rows of the tables can answer for it.
struct SummaryDocument: Decodable {
  struct Amount: Decodable, Hashable {
    let currency: String
    let amount: Int
  }

  struct Tally: Decodable {
    let severity: String?
    let owner: String?
    let code: String?
    let breaksOn: String?
    let count: Int
    let amounts: [Amount]
    var name: String { severity ?? owner ?? code ?? breaksOn ?? "" }
  }

  struct Proof: Decodable {
    let verdict: String
    let residuals: Int
  }

  struct Cases: Decodable {
    let shown: Int
    let open: Int
    let byKind: [String: Int]
    let byFamily: [String: Int]
    let byStage: [String: Int]
  }

  struct Exceptions: Decodable {
    let open: Int
    let byStatus: [String: Int]
    let bySeverity: [Tally]
    let byOwner: [Tally]
    let byCode: [Tally]
  }

  struct Money: Decodable {
    let kind: String
    let currency: String
    let expected: Int
    let matched: Int
    let pending: Int
    let writtenOff: Int
    let missing: Int
  }

  struct Freight: Decodable {
    let currency: String
    let billed: Int
    let payable: Int
    let disputed: Int
  }

  struct Disputes: Decodable {
    let carrier: String
    let file: String
    let rows: Int
    let amounts: [Amount]
  }

  let businessDate: String
  let proof: Proof
  let intake: [String: Int]
  let cases: Cases
  let exceptions: Exceptions
  let money: [Money]
  let pending: [Tally]
  let freight: [Freight]
  /// nil in what older versions wrote.
  let disputes: [Disputes]?
}

/// Reads a document of the output folder.
func document<Document: Decodable>(_ type: Document.Type, _ path: String) throws -> Document {
  let file = try FileBytes(path: path)
  do {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(file.bytes))
  } catch let error as DecodingError {
    throw Unreadable(path: path, found: words(of: error), expected: "a document of this kind")
  }
}

private func words(of error: DecodingError) -> String {
  func place(_ path: [any CodingKey]) -> String {
    path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
  return switch error {
  case .keyNotFound(let key, let context): "no \(place(context.codingPath + [key]))"
  case .typeMismatch(_, let context): "another kind of value at \(place(context.codingPath))"
  case .valueNotFound(_, let context): "nothing at \(place(context.codingPath))"
  default: "no sound JSON"
  }
}
