import Returns

/// The columns of a file as its header names them, and where a profile's columns are among them.
struct HeaderNames {
  /// As written, without surrounding blanks.
  let names: [String]
  private let compared: [String]
  /// The same, for being asked by every profile there is.
  private let known: Set<String>
  private let isExact: Bool

  /// - Parameter isExact: canonical names are compared as they are; a source's are compared without
  ///   blanks and line breaks, with full-width signs as half-width ones.
  init(_ names: [String], isExact: Bool) {
    self.names = names
    self.isExact = isExact
    compared = isExact ? names : names.map(Self.comparable)
    known = Set(compared)
  }

  /// The field of a column, or nil.
  func field(_ column: ColumnRef) -> Int? {
    if let position = column.position { return position - 1 }
    let wanted = isExact ? column.names : column.names.map(Self.comparable)
    var seen = 0
    for index in compared.indices where wanted.contains(compared[index]) {
      seen += 1
      if seen == column.occurrence { return index }
    }
    return nil
  }

  func contains(_ name: String) -> Bool {
    known.contains(isExact ? name : Self.comparable(name))
  }

  /// Whether a header has all names of a signature and none of the absent ones.
  func fits(_ signature: Signature) -> Bool {
    signature.compared.header.allSatisfy { $0.contains(where: known.contains) }
      && !signature.compared.absent.contains(where: known.contains)
  }

  /// How many names of a signature are not there; no more than `most` are counted.
  func lacks(_ signature: Signature, most: Int) -> Int {
    var missing = 0
    for names in signature.compared.header where !names.contains(where: known.contains) {
      missing += 1
      if missing == most { break }
    }
    return missing
  }

  static func comparable(_ name: String) -> String {
    // Most names are plain, and a file's first rows are compared with those of every profile.
    if name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x80 }) { return name }
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0xA0, 0x3000, 0xFEFF: continue
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}

extension Evaluator {
  /// The first column of a term that the file does not have, where the term cannot do without it.
  func missing(_ term: Term) -> String? {
    if term.isOptional { return nil }
    for condition in [term.when, term.number?.negativeWhen].compactMap({ $0 }) {
      if let name = missing(condition) { return name }
    }
    for other in (term.number?.factors ?? []) + (term.number?.divisors ?? []) {
      if let name = missing(other) { return name }
    }
    switch term.origin {
    case .column(let column): return fieldOf[column] < 0 ? profile.columns[column].label : nil
    case .constant, .captured, .contentID, .ordinal, .partNumber: return nil
    case .assumed(_, let unknown): return missing(unknown)
    case .firstOf(let terms):
      let names = terms.compactMap(missing)
      return names.count == terms.count ? names.first : nil
    case .join(let terms, _), .total(let terms): return terms.lazy.compactMap(self.missing).first
    case .difference(let first, let second, _): return missing(first) ?? missing(second)
    }
  }

  func missing(_ condition: Condition) -> String? {
    condition.terms.lazy.compactMap(self.missing).first
  }
}
