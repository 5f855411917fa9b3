import EveningRun

/// What a run found, in a few lines for a terminal.
struct RunSummary {
  let result: RunResult

  init(_ result: RunResult) { self.result = result }

  var lines: [String] {
    let paint = Paint(isOn: Console.hasColours)
    let proof =
      result.proofCloses
      ? paint.green("proof closes") : paint.red("PROOF DOES NOT CLOSE: see proof.json")
    var lines = ["\(result.day)  \(proof)"]
    lines.append("  files taken in    \(result.filesTaken)" + aside)
    lines.append("  rows rejected     \(result.rowsRejected)")
    lines.append("  case lines        \(result.casesReported)")
    let errors = result.openErrors > 0 ? paint.red("\(result.openErrors) errors") : "0 errors"
    lines.append(
      "  open exceptions   \(errors), \(result.openWarnings) warnings, \(result.openNotes) notes"
        + " (\(result.newExceptions) new today)")
    for (place, batch) in result.batches.enumerated() {
      let head = place == 0 ? "instructions" : "            "
      lines.append("  \(head)      \(batch.file), \(batch.rows) rows")
    }
    lines.append("  reports           \(result.folder)/finance.html, logistics.html, service.html,")
    lines.append("                    management.html, backhaul.xlsx")
    return lines
  }

  private var aside: String {
    result.filesSetAside.isEmpty ? "" : ", \(result.filesSetAside.count) refused or held"
  }
}

/// Colours for a terminal; none where NO_COLOR is set or the output is a file.
struct Paint {
  let isOn: Bool
  func red(_ text: String) -> String { isOn ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
  func green(_ text: String) -> String { isOn ? "\u{1B}[32m\(text)\u{1B}[0m" : text }
  func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  func yellow(_ text: String) -> String { isOn ? "\u{1B}[33m\(text)\u{1B}[0m" : text }
  func dim(_ text: String) -> String { isOn ? "\u{1B}[2m\(text)\u{1B}[0m" : text }

  /// A table in which what is grave stands out.
  func severities(_ text: String) -> String {
    guard isOn else { return text }
    return text.replacing(#/\berror\b|严重(?=\s)/#) { red(String($0.output)) }
      .replacing(#/\bwarning\b|警告(?=\s)/#) { yellow(String($0.output)) }
  }
}
