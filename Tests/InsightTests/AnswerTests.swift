import Returns
import Testing

@testable import Insight

/// Persons who answer are counted once in any window (R7.1).
@Suite struct AnswerTests {
  private static let day = Day(number: 20_000)

  /// A case that answered so many days ago, each time.
  private func persons(_ ago: [Int]) -> (all: Int, marked: Int, interval: Int) {
    let tally = FigureTally(Arena())
    let days = ago.sorted(by: >).map { Self.day + -$0 }
    for (place, day) in days.enumerated() {
      let gap = AnswerGap.detail(day, since: place > 0 ? days[place - 1] : nil)
      for measure in [Measure.answered, .marked] {
        tally.add(
          CellKey(.all, CountedHistory.everything, measure, detail: gap, on: day), Text(),
          CellNumbers(count: 1))
      }
      tally.add(
        CellKey(
          .all, CountedHistory.everything, .answers, detail: SurveyQuestion.ease.detail(5),
          on: day), Text(), CellNumbers(count: 1))
    }
    var history = CountedHistory(day: Self.day)
    for page in storedPages([tally], on: Self.day) {
      page.bytes.withUnsafeBytes { history.add(Text(copying: $0), of: .all, on: Self.day) }
    }
    history.settle()
    guard let row = history.satisfaction().first else { return (0, 0, 0) }
    return (row.answered, row.marked, row.satisfaction.trials)
  }

  @Test func aCaseIsOnePersonHoweverOftenItAnswers() {
    #expect(persons([0]) == (1, 1, 1))
    #expect(persons([0, 0, 0]) == (1, 1, 3))
    #expect(persons([3, 10, 27]) == (1, 1, 3))
  }

  /// What was said before the four weeks is no repetition within them.
  @Test func anAnswerOfBeforeTheWindowIsNone() {
    #expect(persons([5, 40]) == (1, 1, 1))
    #expect(persons([5, 6, 28]) == (1, 1, 2))
    #expect(persons([28, 40]) == (0, 0, 0))
  }
}
