public import Returns

/// A profile for a file that nothing fits, as far as the file itself proves it; what it does not
/// prove is asked.
///
/// Structure and evidence only: the sentences are made where both languages are.
public struct ProfileProposal: Sendable {
  /// Why a source column was taken for a canonical one, and what was not certain.
  public struct Column: Sendable {
    /// The canonical column, or `shop_id` or `updated_at`.
    public let canonical: String
    public let type: ColumnType
    public let isRequired: Bool
    /// Nil: no column of the file is known to be it.
    public let survey: ColumnSurvey?
    /// The name of the dictionary that the column's own name is or holds.
    public let alias: String?
    public let isWholeName: Bool
    /// How many of the filled values are of the column's type.
    public let fits: Int
    /// A value that proves the order of day and month, or the decimal mark.
    public let proof: String?
    public let answer: Answer
  }

  /// What stands in the profile for a column.
  public enum Answer: Sendable {
    /// Certain: the YAML behind the column's name.
    case certain(String)
    /// Words to words; those that are not known are asked.
    case map(column: String, known: [(from: String, to: String)], unknown: [String])
    /// Left to a person: one of these.
    case open([Question], [Option])
    /// No column of the file is known to be it, and it need not be.
    case absent
  }

  public enum Question: Sendable, Equatable {
    /// All days are 12 or less.
    case dayOrMonth
    /// Three digits stand behind every point or comma.
    case decimalMark
    /// Some values prove a point, others a comma.
    case mixedMarks
    /// Some are negative: whether the sign or a type gives the direction.
    case sign
    /// Another column has the amount where this one has none: in and out.
    case twoSides
    /// A required column that no column's name is known for.
    case missing
  }

  public struct Option: Sendable {
    public enum Meaning: String, Sendable {
      case dayFirst, monthFirst, yearFirst
      case decimals, thousands
      case point, comma
      case signIgnored, signKept, signTurned
      case bothColumns, oneColumn
      case constant, writeValue, contentID, ordinal, otherColumn, nameIt
    }

    /// The YAML behind the column's name.
    public let yaml: String
    public let meanings: [Meaning]
  }

  public let feed: Feed
  /// Other feeds whose columns were found nearly as well.
  public let otherFeeds: [Feed]
  public let isXML: Bool
  /// XML: the record's element path, and the root.
  public let record: String
  public let root: String
  public let encoding: String
  /// Bytes that are neither UTF-8 nor Chinese.
  public let isWestern: Bool
  /// Cells that hold `--` are empty.
  public let hasDashes: Bool
  public let delimiter: UInt8
  public let headerLine: Int
  /// What rows are called that add up others, by the position of the column from 1.
  public let totals: [(position: Int, words: [String])]
  /// Names for the signature.
  public let signature: [String]
  /// Rows or records that were looked at.
  public let rowCount: Int
  public let columns: [Column]
  /// Columns of the file that nothing in the profile reads.
  public let unused: [ColumnSurvey]

  public var questions: [Column] {
    columns.filter { column in
      switch column.answer {
      case .open: true
      case .map(_, _, let unknown): !unknown.isEmpty
      case .certain, .absent: false
      }
    }
  }
}

extension ProfileProposal {
  /// A text as a double-quoted scalar of YAML.
  public static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
