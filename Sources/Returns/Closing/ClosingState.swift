/// How a dossier stood at the end of a business date: its money expectations, and marks of what was
/// reported of it, so that the next date reports only what is new. Kept in the ledger with the
/// dossier.
///
///     expectations  varint count, then per expectation: id u64, kind u8, currency u16, expected,
/// matched and written
///                   off as zigzag varints
///     marks         u64 each, ascending, to the end or to a word of all ones
///     journal       entries (`JournalEntry`), behind that word
///     shop          a byte of all ones and a varint, behind entries
public struct ClosingState: Sendable {
  public var expectations: [ExpectationState] = []
  /// Ascending. Hashes of matches, case rows and fee lines; and what figures are counted by: which
  /// refunds were taken, which cases are owed nothing, and with which one the freight out goes
  /// back.
  public var marks: [UInt64] = []
  /// What stands in the books of the dossier.
  public var journal: [JournalEntry] = []
  /// Whose books they are: the shop's number in the ledger, to be known when no record of the
  /// dossier is left. Kept beside entries only.
  public var shop: Int?
  private static let endOfMarks = UInt64.max
  /// A mark of dossiers with cases: their figures are counted by what is owed, paid or not. What an
  /// earlier program closed has it not.
  public static let countsOwed = StableHash(seed: 6).value
  /// No kind of entry has it.
  private static let endOfJournal = UInt8.max

  public init() {}

  public init(_ outcome: Outcome) {
    expectations = outcome.expectations
    marks.reserveCapacity(outcome.matches.count + outcome.cases.count + outcome.fees.count)
    marks += outcome.matches.lazy.map(\.mark)
    marks += outcome.cases.lazy.map(\.mark)
    marks += outcome.fees.lazy.map(\.mark)
    for match in outcome.matches where match.kind == .refund {
      marks.append(Match.takes(match.expectationID, match.evidenceID))
    }
    for result in outcome.cases where result.owesNothing {
      marks.append(CaseResult.owesNothing(result.caseID, result.lineNo))
    }
    if !outcome.cases.isEmpty { marks.append(Self.countsOwed) }
    for result in outcome.cases where result.takesShipping {
      marks.append(CaseResult.takesShipping(result.caseID, result.lineNo))
    }
    for identity in outcome.refusedTolerances { marks.append(ToleranceUse.refused(identity)) }
    for index in outcome.instructions.indices
    where !outcome.instructions[index].kind.staysOpen {
      marks.append(outcome.instructions[index].mark)
    }
    if marks.count > 1 { marks.sort() }
    journal = outcome.journal
  }

  public init(reading bytes: Text) {
    guard !bytes.isEmpty, let start = bytes.bytes.baseAddress else { return }
    var reader = ByteReader(start)
    for _ in 0..<reader.varint() {
      let id = reader.word()
      let kind = ExpectationKind(rawValue: reader.byte()) ?? .payment
      let low = UInt16(reader.byte())
      let currency = Currency(code: low | UInt16(reader.byte()) << 8)
      let (expected, matched, writtenOff) = (reader.zigzag(), reader.zigzag(), reader.zigzag())
      expectations.append(
        ExpectationState(
          id: id, kind: kind, currency: currency, expected: expected, matched: matched,
          writtenOff: writtenOff))
    }
    let end = start + bytes.count
    while reader.position < end {
      let mark = reader.word()
      if mark == Self.endOfMarks { break }
      marks.append(mark)
    }
    while reader.position < end {
      guard let entry = JournalEntry(reading: &reader) else {
        if reader.position < end { shop = Int(truncatingIfNeeded: reader.varint()) }
        return
      }
      journal.append(entry)
    }
  }

  /// The state as bytes.
  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: mostBytes) { memory, count in
      guard let start = memory.baseAddress else { return }
      var writer = RecordWriter(start)
      write(to: &writer)
      count = writer.place - UnsafeMutableRawPointer(start)
    }
  }

  /// What `write` takes at most.
  public var mostBytes: Int {
    RecordWriter.mostOfNumber + expectations.count * ExpectationState.mostBytes
      + (marks.count + 1) * 8 + journal.reduce(0) { $0 + $1.mostBytes } + Self.mostOfShop
  }

  public func write(to bytes: inout RecordWriter) {
    bytes.varint(UInt64(expectations.count))
    for state in expectations { state.write(to: &bytes) }
    for mark in marks { bytes.word(mark) }
    guard !journal.isEmpty else { return }
    Self.endMarks(&bytes)
    for entry in journal { entry.write(to: &bytes) }
    if let shop { Self.endJournal(&bytes, shop) }
  }

  static func endMarks(_ bytes: inout RecordWriter) { bytes.word(endOfMarks) }

  static let mostOfShop = 1 + RecordWriter.mostOfNumber
  static func endJournal(_ bytes: inout RecordWriter, _ shop: Int) {
    bytes.byte(endOfJournal)
    bytes.varint(UInt64(shop))
  }

  public func contains(_ mark: UInt64) -> Bool { marks.sortedContains(mark) }
}

extension ExpectationState {
  /// What `write` takes at most.
  static let mostBytes = 11 + 3 * RecordWriter.mostOfNumber

  func write(to bytes: inout RecordWriter) {
    bytes.word(id)
    bytes.byte(kind.rawValue)
    bytes.half(currency.code)
    bytes.zigzag(expected)
    bytes.zigzag(matched)
    bytes.zigzag(writtenOff)
  }
}

extension Match {
  /// Changes when the match would be reported differently.
  public var mark: UInt64 {
    var hash = StableHash(seed: expectationID)
    hash.combine(evidenceID)
    hash.combine(actual)
    hash.combine(expected)
    hash.combine(UInt64(pass.rawValue))
    return hash.value
  }
}

extension Match {
  /// That an expectation took a movement of money, whatever part of it.
  public static func takes(_ expectation: UInt64, _ evidence: Text) -> UInt64 {
    var hash = StableHash(seed: expectation)
    hash.combine(evidence)
    return hash.value
  }
}

extension CaseResult {
  /// Turned down, withdrawn, not accepted, or closed with nothing to refund.
  var owesNothing: Bool {
    switch stage {
    case .refused, .withdrawn, .rejected: true
    case .closed: expectedRefund == 0 && actualRefund == 0
    default: false
    }
  }

  /// That a case line is owed nothing.
  public static func owesNothing(_ caseID: Text, _ lineNo: Int64?) -> UInt64 {
    var hash = StableHash(seed: 4)
    hash.combine(caseID)
    hash.combine(lineNo ?? -1)
    return hash.value
  }

  /// That the order's freight out goes back with a case line.
  public static func takesShipping(_ caseID: Text, _ lineNo: Int64?) -> UInt64 {
    var hash = StableHash(seed: 5)
    hash.combine(caseID)
    hash.combine(lineNo ?? -1)
    return hash.value
  }

  public var mark: UInt64 {
    var hash = StableHash(seed: 2)
    for text in [caseID, orderID, reviewer] { hash.combine(text) }
    let small: [UInt64] = [
      UInt64(kind.rawValue), UInt64(reason.rawValue), UInt64(stage.rawValue),
      UInt64(verdict?.rawValue ?? 9), isProposed ? 1 : 0, UInt64(refundStatus.rawValue),
      UInt64(parcelStatus.rawValue), UInt64(freightBearer?.rawValue ?? 9),
      UInt64(nextStep.rawValue),
      UInt64(currency.code),
    ]
    for word in small { hash.combine(word) }
    for check in checks {
      hash.combine(UInt64(check.name.rawValue) << 8 | UInt64(check.verdict.rawValue))
    }
    for amount in [lineNo ?? -1, expectedRefund, actualRefund, freightCost] { hash.combine(amount) }
    hash.combine(Int64(dueOn?.number ?? .min))
    hash.combine(Int64(lawDeadline?.number ?? .min))
    return hash.value
  }
}

extension FeeLine {
  public var mark: UInt64 {
    var hash = StableHash(seed: 3)
    hash.combine(waybill)
    hash.combine(carrier)
    hash.combine(invoiceNo)
    hash.combine(caseID)
    hash.combine(chargeableWeightGrams ?? -1)
    hash.combine(expectedFee ?? -1)
    hash.combine(billedFee)
    hash.combine(packagingFee)
    hash.combine(surcharge)
    hash.combine(payable)
    hash.combine(recovered)
    hash.combine(UInt64(bearer.rawValue) << 8 | UInt64(terms.rawValue))
    return hash.value
  }
}
