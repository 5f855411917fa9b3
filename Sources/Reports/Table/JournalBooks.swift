public import Returns

/// The day's postings in the order of their ids, and what names them.
public struct JournalBooks: Sendable {
  /// A posting and its accounts.
  struct Entry: @unchecked Sendable {
    let posting: UnsafePointer<JournalPosting>
    let debit: Text
    let credit: Text

    var amount: Int64 { abs(posting.pointee.amount) }
  }

  private let postings: TableRows<JournalPosting>
  private(set) var entries: [Entry] = []
  private let entities: [Text]
  private let fileNames: [Int: Text]

  /// - Parameters:
  ///   - entities: by the shops' places in the policy.
  ///   - fileNames: of input files by their numbers in the ledger.
  public init(
    _ postings: TableRows<JournalPosting>, _ accounts: Accounts, entities: [Text],
    fileNames: [Int: String]
  ) {
    self.postings = postings
    self.entities = entities
    self.fileNames = fileNames.mapValues { Text($0) }
    var order: [KeyedIndex] = []
    order.reserveCapacity(postings.count)
    postings.forEach { posting in
      order.append(KeyedIndex(key: posting.pointee.id, index: Int(bitPattern: posting)))
    }
    sortByKey(&order)
    var names = AccountNames(accounts)
    entries.reserveCapacity(order.count)
    for place in order {
      let posting = UnsafePointer<JournalPosting>(place)
      let roles = posting.pointee.entry.kind.accounts
      let debit = names[roles.debit, posting.pointee.entry.counterparty]
      let credit = names[roles.credit, posting.pointee.entry.counterparty]
      let isForward = posting.pointee.amount >= 0
      entries.append(
        Entry(
          posting: posting, debit: isForward ? debit : credit,
          credit: isForward ? credit : debit))
    }
  }

  public var count: Int { entries.count }

  func entity(_ entry: Entry) -> Text { entities[entry.posting.pointee.shop] }

  /// `payments.csv:12`; empty where an entry sums many rows.
  func source(_ entry: Entry) -> String { withSource(entry) { $0.string } }

  /// The same in memory that is good until `body` returns.
  @inline(__always)
  func withSource<Result>(_ entry: Entry, _ body: (Text) -> Result) -> Result {
    let (file, line) = (Int(entry.posting.pointee.entry.file), entry.posting.pointee.entry.line)
    guard line > 0, let name = fileNames[file] else { return body(Text()) }
    let most = name.count + 1 + BytePen.mostOfNumber
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { memory in
      let start = memory.baseAddress.unsafelyUnwrapped
      UnsafeMutableRawBufferPointer(memory).copyMemory(from: name.bytes)
      var pen = BytePen(place: start + name.count)
      pen.byte(UInt8(ascii: ":"))
      pen.number(Int64(line))
      return body(Text(start: start, count: pen.place - start))
    }
  }

  /// Debits (and so credits) of all entries, per currency.
  public var totals: [JournalTotal] {
    var totals: [Currency: JournalTotal] = [:]
    postings.forEach { posting in
      let amount = Int128(posting.pointee.amount.magnitude)
      let currency = posting.pointee.entry.currency
      totals[currency, default: JournalTotal(currency: currency)].add(amount)
    }
    return totals.values.sorted { $0.currency.string < $1.currency.string }
  }
}

/// What the journal of a day comes to in a currency, minor units.
public struct JournalTotal: Sendable, Equatable {
  public let currency: Currency
  public private(set) var entries = 0
  public private(set) var debit: Int128 = 0
  public private(set) var credit: Int128 = 0

  init(currency: Currency) { self.currency = currency }

  mutating func add(_ amount: Int128) {
    entries += 1
    debit += amount
    credit += amount
  }

  var residual: Int128 { debit - credit }
}
