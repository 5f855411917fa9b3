/// Working days for an answer, by class of ticket (R7.2, domain.md: issue classes).
public struct TicketDays: Sendable, Equatable {
  private var days: InlineArray<4, Int> = [3, 2, 1, 2]

  public init() {}

  public subscript(_ kind: TicketClass) -> Int {
    get { days[Int(kind.rawValue)] }
    set { days[Int(kind.rawValue)] = newValue }
  }

  public static func == (a: TicketDays, b: TicketDays) -> Bool {
    a.days.indices.allSatisfy { a.days[$0] == b.days[$0] }
  }
}
