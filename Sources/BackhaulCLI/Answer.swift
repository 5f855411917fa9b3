import EveningRun

/// Prints answers made of sections: as aligned text, or as JSON with the sections as keys.
enum Answer {
  /// - Parameter withEmpty: a section without rows says so; otherwise it is left out.
  static func print(_ sections: [AnswerSection], withEmpty: Bool = false) {
    let paint = Paint(isOn: Console.hasColours)
    for section in sections where withEmpty || !section.rows.isEmpty {
      Console.print(paint.bold(terminalText(section.heading)))
      Console.print(paint.severities(section.text(dim: paint.dim)))
    }
  }

  static func json(_ sections: [AnswerSection]) -> [String: [[String: String]]] {
    var object: [String: [[String: String]]] = [:]
    for section in sections {
      let rows = section.rows.map { Dictionary($0.map { ($0.name, $0.value) }) { "\($0); \($1)" } }
      object[section.key, default: []] += rows
    }
    return object
  }
}
