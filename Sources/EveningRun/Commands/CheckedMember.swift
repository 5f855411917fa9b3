import Intake
import Returns

/// One member's reading in words.
struct CheckedMember {
  private typealias Row = AnswerSection.Row
  private let reading: MemberReading
  private let fate: TakenMember.Fate
  private let shops: [IntakeShop]
  /// Of the file, as the user wrote it; goes before its name where a line is named.
  private let folder: String

  init(_ reading: MemberReading, fate: TakenMember.Fate, shops: [IntakeShop], folder: String) {
    self.reading = reading
    self.fate = fate
    self.shops = shops
    self.folder = folder
  }

  var check: MemberCheck {
    MemberCheck(
      name: folder + reading.name, fate: "\(fate)", sections: sections,
      isClean: fate == .taken && reading.rejected == 0)
  }

  private var sections: [AnswerSection] {
    if case .refused(let error) = reading.status {
      let row: Row = [("would_be", "refused"), ("why", error.message)]
      return [AnswerSection("Reading", [row], .lines(below: ["why"]))]
    }
    let first = firstRecords
    return [
      AnswerSection("Reading", [overview], .lines(below: ["recognised_by"])),
      AnswerSection("Control totals", reading.controlTotals.map(row)),
      AnswerSection("Sums", sums),
    ] + first.map { AnswerSection("First records (\($0.feed))", $0.rows, .sideways) } + [
      AnswerSection("Rejects", reading.rejects.map(row), .lines(below: [])),
      AnswerSection("Notices", reading.notices.map { [("notice", $0)] }, .lines(below: [])),
    ]
  }

  /// Every record, and the charges that a parcel's row states.
  private func forEachFact(_ body: (Record) -> Void) {
    let arena = Arena()
    reading.records.forEach { record in
      body(record)
      record.forEachCharge(arena, body)
    }
  }

  private var factCount: Int {
    var count = 0
    forEachFact { _ in count += 1 }
    return count
  }

  private var overview: Row {
    let period = [reading.periodFrom, reading.periodTo].compactMap { $0?.string }
    return [
      ("would_be", "\(fate)"), ("feed", reading.feed?.name ?? ""), ("profile", reading.profile),
      ("encoding", reading.encoding), ("account", reading.account ?? ""),
      ("period", period.joined(separator: " to ")), ("read", "\(reading.read)"),
      ("rejected", "\(reading.rejected)"), ("filtered", "\(reading.filtered)"),
      ("records", "\(factCount)"), ("recognised_by", reading.recognisedBy),
    ]
  }

  private func row(_ total: ControlTotal) -> Row {
    [
      ("total", total.name), ("stated", total.expected), ("found", total.found),
      ("agrees", total.agrees ? "yes" : "NO"),
    ]
  }

  private func row(_ reject: Reject) -> Row {
    [
      ("at", "\(folder)\(reading.name):\(reject.line)"), ("field", reject.field),
      ("code", reject.code), ("reason", reject.reason),
    ]
  }

  private func wording(_ record: Record) -> FactWording {
    let shop = shops[record.head.shop]
    return FactWording(shop.zone, shop.currency)
  }

  /// Of every amount column of every feed, per currency.
  private var sums: [Row] {
    struct Total: Hashable {
      let column: String
      let currency: Currency
    }
    var totals: [Total: (sum: Int64, count: Int)] = [:]
    forEachFact { record in
      let currency = wording(record).currency(of: record)
      var columns = record.columns
      for column in record.head.feed.schema.columns {
        let value = columns.value(column.type)
        guard case .amount = column.type, case .number(let number) = value else { continue }
        let total = Total(column: "\(record.head.feed.name).\(column.name)", currency: currency)
        let before = totals[total] ?? (0, 0)
        totals[total] = (MinorUnits.sum(before.sum, number) ?? .max, before.count + 1)
      }
    }
    return totals.sorted { ($0.key.column, $0.key.currency) < ($1.key.column, $1.key.currency) }
      .map { total, figures in
        [
          ("column", total.column), ("values", "\(figures.count)"),
          ("sum", amountWords(figures.sum, total.currency)),
        ]
      }
  }

  /// The first three of every feed, as canonical records.
  private var firstRecords: [(feed: String, rows: [Row])] {
    var rows: [Feed: [Row]] = [:]
    forEachFact { record in
      guard rows[record.head.feed, default: []].count < 3 else { return }
      let place: Row = [
        ("line", "\(record.head.line)"), ("shop_id", shops[record.head.shop].id),
      ]
      rows[record.head.feed, default: []].append(place + wording(record).values(record))
    }
    return rows.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key.name, $0.value) }
  }
}
