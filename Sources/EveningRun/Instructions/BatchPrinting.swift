import LedgerStore
import Reports
import Returns

/// A row that is about to leave. There may be very many, and what is wanted is wide: it stays where
/// the rules have put it.
struct NewRow: Sendable {
  let issued: IssuedRow
  /// Where it lies; nil: the row calls `old` off.
  let wanted: Wanted.Place?
  /// Place in `Wanted.replaced` of the row that it takes the place of, or calls off.
  let old: Int?
}

/// What the rules want done, and rows of earlier batches that new ones speak of.
struct Wanted: Sendable {
  struct Place: Sendable {
    let list: Int
    let place: Int
  }

  var lists: [[Instruction]]
  private(set) var replaced: [InstructionRow] = []

  init(_ lists: [[Instruction]]) { self.lists = lists }

  subscript(_ place: Place) -> Instruction {
    get { lists[place.list][place.place] }
    set { lists[place.list][place.place] = newValue }
  }

  /// Where two dossiers speak of one subject, it is not clear whose it is; unless one of them only
  /// says what was paid.
  mutating func join(_ one: Place, _ other: Place) -> Place {
    guard self[one].isWitness || self[other].isWitness else {
      self[one].need = .held
      return one
    }
    let (word, witness) = self[one].isWitness ? (other, one) : (one, other)
    self[word].paid += self[witness].paid
    return word
  }

  mutating func keep(_ row: InstructionRow?) -> Int? {
    guard let row else { return nil }
    replaced.append(row)
    return replaced.count - 1
  }

  func old(of row: NewRow) -> InstructionRow? { row.old.map { replaced[$0] } }
}

/// Prints the rows of one batch, by all threads where there are many.
struct BatchPrinting: Sendable {
  private let table: TableKind<InstructionLine>
  private let context: ReportContext
  private let number: Int
  private let day: Day
  /// `refund_instructions-2026-11-22-01`.
  private let name: String
  /// Id and legal entity of each shop.
  private let shops: [(id: Text, entity: Text)]
  private let crew: Crew
  private let wanted: Wanted

  init(
    _ table: TableKind<InstructionLine>, _ kind: InstructionKind, _ number: Int,
    _ wanted: Wanted, _ evening: Evening
  ) {
    self.wanted = wanted
    self.table = table
    self.number = number
    context = evening.reportContext
    day = evening.day
    name = batchID(kind, evening.day, number)
    shops = evening.policy.shops.map { ($0.id, $0.entity) }
    crew = Crew(threads: evening.order.threads)
  }

  /// - Parameter order: which row stands at each place of the file; rows are wide, and stay where
  ///   they are.
  func print(_ rows: [NewRow], in order: [Int]) -> [InstructionRow] {
    let size = 1024
    let pages = Slots<[InstructionRow]>(count: (order.count + size - 1) / size)
    crew.work(
      stride(from: 0, to: order.count, by: size).map { start in
        let range = start..<min(start + size, order.count)
        return Crew.Task(weight: range.count) {
          pages.set(start / size, range.map { print(rows[order[$0]], position: $0 + 1) })
        }
      })
    var all: [InstructionRow] = []
    all.reserveCapacity(order.count)
    for page in 0..<(order.count + size - 1) / size { all += pages.take(page) }
    return all
  }

  private func print(_ new: NewRow, position: Int) -> InstructionRow {
    guard let place = new.wanted else { return cancelling(new, position) }
    let instruction = wanted[place]
    let replaces = new.issued.replaces?.string ?? ""
    let part = new.issued.part
    let shop = shops[instruction.shop]
    let line = InstructionLine(
      batchID: name, new.issued, replaces: replaces, instruction, entity: shop.entity)
    return InstructionRow(
      new.issued, batch: number, position: position, replaces: replaces, shopID: shop.id.string,
      caseID: instruction.caseID.string, orderID: instruction.orderID.string,
      orderKey: instruction.dossier, amount: part.amount,
      currency: part.amount == nil ? .none : instruction.currency,
      closedOn: new.issued.state.isOpen ? nil : day, line: table.line(line, context))
  }

  private func cancelling(_ new: NewRow, _ position: Int) -> InstructionRow {
    let old = wanted.old(of: new)!
    var row = old
    row.issued = new.issued
    (row.batch, row.position, row.replaces) = (number, position, old.issued.id.string)
    row.amount = old.amount.map { _ in 0 }
    row.closedOn = day
    row.line = table.line(
      cancelling: old.line, batchID: name, new.issued, replaces: row.replaces, old.currency)
    return row
  }
}

extension [NewRow] {
  /// Bookings are numbered in this order, and updates of orders leave in it: by shop, case and
  /// order; updates by order and line before their case.
  mutating func sortByPlace(_ all: Wanted, _ shops: [Shop]) {
    let ids = shops.map(\.id.string)
    let places = map { row in
      guard let wanted = row.wanted.map({ all[$0] }) else { return "" }
      if case .orderUpdate(let details) = wanted.details {
        let digits = String(details.lineNo)
        let line = String(repeating: "0", count: Swift.max(0, 19 - digits.utf8.count)) + digits
        return [ids[wanted.shop], wanted.orderID.string, line, wanted.caseID.string]
          .joined(separator: "\u{0}")
      }
      return [ids[wanted.shop], wanted.caseID.string, wanted.orderID.string, row.issued.id.string]
        .joined(separator: "\u{0}")
    }
    self = indices.sorted { places[$0] < places[$1] }.map { self[$0] }
  }

  /// Their places, by id.
  var orderByID: [Int] { indices.sorted { self[$0].issued.id.precedes(self[$1].issued.id) } }
}
