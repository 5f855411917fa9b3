import Testing

@testable import Returns

/// Lives of trouble that is over when it is told.
@Suite struct ExceptionLifeTests {
  private let day = Day(year: 2026, month: 3, day: 5)!

  private var finding: Finding {
    var finding = Finding(
      .ticketBreached, identity: 7, subject: "T7", shop: 0, openedOn: day + -2)
    finding.isOver = true
    return finding
  }

  @Test func whatWasNeverTold() {
    let life = ExceptionLife.after(nil, found: finding, digest: 9, on: day)
    #expect(
      life
        == ExceptionLife(
          identity: 7, version: 1, status: .resolved, openedOn: day + -2, firstSeenOn: day,
          closedOn: day, digest: 9))
  }

  @Test func whatWasOpen() {
    let before = ExceptionLife(
      identity: 7, version: 2, status: .changed, openedOn: day + -3, firstSeenOn: day + -3,
      closedOn: nil, digest: 8)
    let life = ExceptionLife.after(before, found: finding, digest: 9, on: day)
    #expect(
      life
        == ExceptionLife(
          identity: 7, version: 3, status: .resolved, openedOn: day + -3, firstSeenOn: day + -3,
          closedOn: day, digest: 9))
  }
}
