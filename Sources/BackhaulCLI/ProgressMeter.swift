import EveningRun
import Foundation
import Synchronization

/// One line on a terminal that says what the run is doing; silent anywhere else.
final class ProgressMeter: Sendable {
  private let isOn: Bool
  private let lastShown = Mutex((time: 0.0, text: ""))

  init(isOn: Bool) { self.isOn = isOn && Console.isTerminal }

  var show: @Sendable (RunProgress) -> Void {
    { progress in self.draw(progress) }
  }

  func clear() { if isOn { write("\r\u{1B}[K") } }

  private func draw(_ progress: RunProgress) {
    guard isOn else { return }
    let text = words(progress)
    let now = Date().timeIntervalSinceReferenceDate
    let isDue = lastShown.withLock { last in
      guard now - last.time > 0.1 || stage(last.text) != stage(text) else { return false }
      last = (now, text)
      return true
    }
    if isDue { write("\r\u{1B}[K\(text)") }
  }

  private func stage(_ text: String) -> Substring { text.prefix(5) }

  private func words(_ progress: RunProgress) -> String {
    switch progress {
    case .reading(let file): "Reading   \(file)"
    case .routing: "Routing   records to their orders"
    case .judging(let done, let total): "Judging   \(bar(done, total))"
    case .storing: "Storing   the day in the ledger"
    case .publishing(let file): "Writing   \(file)"
    }
  }

  private func bar(_ done: Int, _ total: Int) -> String {
    let share = total == 0 ? 1 : min(1, Double(done) / Double(total))
    let filled = Int(share * 30)
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
      + "]"
  }

  private func write(_ text: String) { Console.write(Array(text.utf8), to: 2) }
}
