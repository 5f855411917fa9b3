import Intake
import Reports
import Returns

/// One member's reading in words.
struct CheckedMember {
  private typealias Row = AnswerSection.Row
  private let reading: MemberReading
  private let fate: TakenMember.Fate
  private let shops: [IntakeShop]
  /// Of the file, as the user wrote it; goes before its name where a line is named.
  private let folder: String
  private let glance: FileGlance?
  /// It can be read, and nothing fits.
  private let isUnknown: Bool
  private let proposed: ProposedProfile?
  private let words: CheckWording

  init(
    _ reading: MemberReading, fate: TakenMember.Fate, shops: [IntakeShop], folder: String,
    glance: FileGlance?, isUnknown: Bool, proposed: ProposedProfile?, _ words: CheckWording
  ) {
    self.reading = reading
    self.fate = fate
    self.shops = shops
    self.folder = folder
    self.glance = glance
    self.isUnknown = isUnknown
    self.proposed = proposed
    self.words = words
  }

  var check: MemberCheck {
    MemberCheck(
      name: folder + reading.name, fate: "\(fate)", sections: sections.map { $0.told(in: words) },
      proposal: proposed?.yaml, isClean: fate == .taken && reading.rejected == 0)
  }

  private var sections: [AnswerSection] {
    if case .refused(let error) = reading.status {
      let why = words.refusal("\(error.code)", line: error.line, english: error.message)
      var row: Row = [("would_be", words.fate("refused"))]
      row += written
      row += [("why", why)]
      // Its columns have names that the dictionary does not hold: a person has to say what it is.
      if isUnknown, proposed == nil { row += [("do", words.nameFeed)] }
      let told = [AnswerSection("Reading", [row], .lines(below: ["why", "do"])), near]
      return told + (proposed?.sections ?? [])
    }
    var list = [
      AnswerSection("Reading", [overview], .lines(below: ["recognised_by"])), near,
      AnswerSection("Control totals", reading.controlTotals.map(row)),
      AnswerSection("Sums", sums),
    ]
    list += firstRecords.map { AnswerSection("First records (\($0.feed))", $0.rows, .sideways) }
    list.append(AnswerSection("Columns not read", unused, .lines(below: [])))
    let below: Set = ["reason", "expected", "do"]
    list.append(AnswerSection("Rejects", reading.rejects.map(row), .lines(below: below)))
    let notices = reading.notices.map { notice -> Row in [("notice", words.notice(notice))] }
    list.append(AnswerSection("Notices", notices, .lines(below: [])))
    return list
  }

  /// How the file is written.
  private var written: Row {
    guard let glance else { return [] }
    let ends = words.lineEnds(
      lf: glance.lineFeeds, cr: glance.carriageReturns, crlf: glance.both)
    return [("line_ends", ends), ("delimiter", glance.delimiter.map(words.delimiter) ?? "")]
  }

  private var near: AnswerSection {
    let rows = (glance?.near ?? []).map { candidate -> Row in
      [
        ("profile", candidate.name), ("has", words.share(candidate.found, of: candidate.of)),
        ("lacks", words.list(candidate.lacks)),
      ]
    }
    return AnswerSection("Nearly", rows, .lines(below: []))
  }

  private var unused: [Row] {
    let names = glance?.unused ?? []
    return names.isEmpty ? [] : [[("column", words.list(names))]]
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
    let days = [reading.periodFrom, reading.periodTo].compactMap { $0?.string }
    let period = days.count == 2 ? words.to(days[0], days[1]) : days.first ?? ""
    var row: Row = [("would_be", words.fate("\(fate)")), ("feed", reading.feed?.name ?? "")]
    row += [("profile", reading.profile), ("encoding", reading.encoding)]
    row += written
    row += [("account", reading.account ?? ""), ("period", period)]
    row += [("read", "\(reading.read)"), ("rejected", "\(reading.rejected)")]
    row += [("filtered", "\(reading.filtered)"), ("records", "\(factCount)")]
    row += [("recognised_by", recognisedBy)]
    return row
  }

  private var recognisedBy: String {
    guard words.language == .chinese, let glance else { return reading.recognisedBy }
    return words.recognised(
      sheet: glance.sheet, line: glance.headerLine, by: glance.signature)
  }

  private func row(_ total: ControlTotal) -> Row {
    [
      ("total", total.name), ("stated", total.expected), ("found", total.found),
      ("agrees", total.agrees ? words.yes : words.no),
    ]
  }

  private func row(_ reject: Reject) -> Row {
    [
      ("at", "\(folder)\(reading.name):\(reject.line)"), ("field", reject.field),
      ("code", reject.code), ("found", reject.found),
      ("reason", words.language == .english ? reject.reason : ""),
      ("expected", words.expected(reject.code, reject.expected)), ("do", words.remedy(reject.code)),
    ]
  }

  private func wording(_ record: Record) -> FactWording {
    let shop = shops[record.head.shop]
    return FactWording(shop.zone, shop.currency)
  }

  /// Of every amount column of every feed, per kind of record and currency.
  private var sums: [Row] {
    struct Total: Hashable {
      let column: String
      let kind: String
      let currency: Currency
    }
    var totals: [Total: (sum: Int64, count: Int)] = [:]
    forEachFact { record in
      let currency = wording(record).currency(of: record)
      let kind = self.kind(of: record)
      var columns = record.columns
      for column in record.head.feed.schema.columns {
        let value = columns.value(column.type)
        guard case .amount = column.type, case .number(let number) = value else { continue }
        let total = Total(
          column: "\(record.head.feed.name).\(column.name)", kind: kind, currency: currency)
        let before = totals[total] ?? (0, 0)
        totals[total] = (MinorUnits.sum(before.sum, number) ?? .max, before.count + 1)
      }
    }
    return totals.sorted {
      ($0.key.column, $0.key.kind, $0.key.currency) < ($1.key.column, $1.key.kind, $1.key.currency)
    }.map { total, figures in
      [
        ("column", total.column), ("kind", total.kind), ("values", "\(figures.count)"),
        ("sum", amountWords(figures.sum, total.currency)),
      ]
    }
  }

  /// The word of the first closed list that a record must have: a settlement's type, a charge's.
  private func kind(of record: Record) -> String {
    var columns = record.columns
    for column in record.head.feed.schema.columns {
      let value = columns.value(column.type)
      guard column.isRequired, case .choice(let names) = column.type,
        case .number(let place) = value
      else { continue }
      return names.indices.contains(Int(place)) ? names[Int(place)] : ""
    }
    return ""
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
