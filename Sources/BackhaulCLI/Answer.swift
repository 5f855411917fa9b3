import EveningRun

/// Prints answers made of sections: as aligned text, or as JSON with the sections as keys.
enum Answer {
  static func print(_ sections: [AnswerSection]) {
    let paint = Paint(isOn: Console.hasColours)
    for section in sections {
      Console.print(paint.bold(section.title))
      for row in section.rows {
        let shown = row.filter { !$0.value.isEmpty }
        Console.print(
          "  " + shown.map { "\(paint.dim($0.name)) \(safe($0.value))" }.joined(separator: "  "))
      }
      if section.rows.isEmpty { Console.print("  none") }
      Console.print("")
    }
  }

  static func json(_ sections: [AnswerSection]) -> [String: [[String: String]]] {
    var object: [String: [[String: String]]] = [:]
    for section in sections {
      let rows = section.rows.map { Dictionary($0.map { ($0.name, $0.value) }) { "\($0); \($1)" } }
      object[section.title, default: []] += rows
    }
    return object
  }

  /// What came out of a file may hold control characters; a terminal must not obey them.
  private static func safe(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? "\u{FFFD}" : $0 }))
  }
}
