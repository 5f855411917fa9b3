import Intake
import Reports
import Returns

/// A proposed profile as YAML with its evidence in comments, and as questions.
struct ProposedProfile {
  private typealias Row = AnswerSection.Row
  private let proposal: ProfileProposal
  private let file: String
  private let words: ProposalWording

  /// - Parameter file: the member's own name.
  init(_ proposal: ProfileProposal, file: String, _ language: ReportLanguage) {
    self.proposal = proposal
    self.file = file
    words = ProposalWording(language)
  }

  // MARK: the file

  var yaml: String {
    let columns = proposal.columns
    var lines = words.preamble(
      file: oneLine(file), rows: proposal.rowCount, feed: proposal.feed.name,
      questions: proposal.questions.count
    ).map { "# \($0)" }
    if !proposal.otherFeeds.isEmpty {
      lines.append("# \(words.otherFeeds(proposal.otherFeeds.map(\.name).joined(separator: ", ")))")
    }
    lines.append("profile: \(profileName)  # \(words.nameIt)")
    lines += proposal.isXML ? xmlHead : tableHead
    lines += ["records:", "  - feed: \(proposal.feed.name)", "    set:"]
    for column in columns { lines += self.lines(column).map { "      \($0)" } }
    if !proposal.unused.isEmpty {
      let names = proposal.unused.map { oneLine($0.name) }.joined(separator: ", ")
      lines.append("# \(words.unused(names))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var tableHead: [String] {
    let names = proposal.signature.map(quoted).joined(separator: ", ")
    let sign =
      proposal.delimiter == 0x09
      ? "tab" : "\"\(Character(Unicode.Scalar(proposal.delimiter)))\""
    let encoding = proposal.isWestern ? ["legacy_encoding: windows-1252"] : []
    let clean = proposal.hasDashes ? ["clean: [{empty: [\"--\"]}]"] : []
    return ["delimiter: \(sign)"] + encoding + ["signature:", "  header: [\(names)]"] + clean
      + totals
  }

  /// Rows that add up others are left aside.
  private var totals: [String] {
    if proposal.totals.isEmpty { return [] }
    return ["# \(words.totals)", "not_data:"]
      + proposal.totals.map { total in
        "  - when: {position: \(total.position), "
          + "is: [\(total.words.map(quoted).joined(separator: ", "))]}"
      }
  }

  private var xmlHead: [String] {
    [
      "format: xml", "signature:", "  root: \(quoted(proposal.root))",
      "  path: \(quoted(proposal.root + "/" + proposal.record))",
      "record: \(quoted(proposal.record))",
    ]
  }

  /// From the file's name, as far as it is one.
  private var profileName: String {
    let name = file.split(whereSeparator: { $0 == "/" || $0 == "!" }).last ?? ""
    let stem = name.split(separator: ".").first ?? ""
    var text = ""
    for byte in stem.lowercased().utf8 {
      let isWord = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
      if isWord { text.unicodeScalars.append(Unicode.Scalar(byte)) }
      if !isWord, !text.isEmpty, text.last != "-" { text += "-" }
    }
    while text.last == "-" { text.removeLast() }
    return text.isEmpty ? "my-source" : text
  }

  private func lines(_ column: ProfileProposal.Column) -> [String] {
    let name = column.canonical
    var lines = ["# \(name): \(evidence(column))"]
    switch column.answer {
    case .certain(let yaml): lines.append("\(name): \(yaml)")
    case .open(_, let options):
      lines += questions(column).map { "# \($0)" }
      lines += options.map { option in
        let meanings = words.joined(option.meanings.map { words.option($0.rawValue) })
        return "#? \(name): \(option.yaml)  # \(meanings)"
      }
    case .map(let source, let known, let unknown):
      lines += questions(column).map { "# \($0)" }
      lines += ["\(name):", "  \(proposal.isXML ? "path" : "column"): \(quoted(source))", "  map:"]
      lines += known.map { "    \(quoted($0.from)): \($0.to)" }
      if case .choice(let list) = column.type {
        let all = words.words(list.joined(separator: ", "))
        lines += unknown.map { "    #? \(quoted($0)): WORD  # \(all)" }
      }
    case .absent: return []
    }
    return lines
  }

  private func evidence(_ column: ProfileProposal.Column) -> String {
    words.evidence(
      alias: column.alias, isWhole: column.isWholeName, filled: column.survey?.surveyedCount ?? 0,
      fits: column.fits, rows: proposal.rowCount, type: Self.word(column.type),
      proof: column.proof.map(oneLine))
  }

  /// What is asked about a column, a sentence each.
  private func questions(_ column: ProfileProposal.Column) -> [String] {
    let numbers = column.survey?.numbers
    switch column.answer {
    case .map(_, _, let unknown):
      return unknown.isEmpty
        ? [] : [words.unknownWords(unknown.map(oneLine).joined(separator: ", "))]
    case .open(let questions, _):
      return questions.map { question in
        switch question {
        case .dayOrMonth: words.dayOrMonth(list(column.survey?.times.examples ?? []))
        case .decimalMark: words.decimalMark(list(numbers?.ambiguous ?? []))
        case .mixedMarks:
          words.mixedMarks(list([numbers?.pointProof, numbers?.commaProof].compactMap(\.self)))
        case .sign:
          words.sign(negative: numbers?.negativeCount ?? 0, positive: numbers?.positiveCount ?? 0)
        case .twoSides: words.twoSides(oneLine(column.survey?.name ?? ""))
        case .missing: words.missing(column.canonical)
        }
      }
    case .certain, .absent: return []
    }
  }

  private func list(_ values: [String]) -> String { values.map(oneLine).joined(separator: " | ") }

  static func word(_ type: ColumnType) -> String {
    switch type {
    case .amount: "amount"
    case .count: "count"
    case .time: "time"
    case .currency: "currency"
    case .flag: "flag"
    case .text, .choice: "text"
    }
  }

  // MARK: the answer

  /// What is known of each column of the file, and what is asked.
  var sections: [AnswerSection] {
    [
      AnswerSection(
        "Evidence",
        proposal.columns.filter { $0.survey != nil }.map(found)
          + proposal.unused.map(unread)),
      AnswerSection(
        "Questions", proposal.questions.flatMap(asked), .lines(below: ["question", "write"])),
    ]
  }

  private func found(_ column: ProfileProposal.Column) -> Row {
    let survey = column.survey
    return [
      ("column", oneLine(survey?.name ?? "")), ("canonical", column.canonical),
      ("name_is", column.alias ?? ""), ("filled", "\(survey?.filled ?? 0)"),
      ("seen", survey.map(seen) ?? ""),
      ("fits", "\(column.fits)/\(survey?.surveyedCount ?? 0)"),
    ]
  }

  private func unread(_ survey: ColumnSurvey) -> Row {
    [
      ("column", oneLine(survey.name)), ("canonical", ""), ("name_is", ""),
      ("filled", "\(survey.filled)"), ("seen", seen(survey)), ("fits", ""),
    ]
  }

  private func seen(_ survey: ColumnSurvey) -> String {
    let forms = survey.forms.filter { $0.fits * 5 >= survey.surveyedCount * 4 }.prefix(2)
    if forms.isEmpty { return survey.filled == 0 ? "" : words.type("text") }
    return forms.map { words.type($0.form) }.joined(separator: " / ")
  }

  private func asked(_ column: ProfileProposal.Column) -> [Row] {
    let lines = self.lines(column).filter { $0.contains("#? ") }
    return [
      [("canonical", column.canonical)] + questions(column).map { ("question", $0) }
        + lines.map { line in
          ("write", String(line.drop { $0 == " " }.dropFirst(3)))
        }
    ]
  }

  // MARK: YAML

  private func quoted(_ text: String) -> String { ProfileProposal.quoted(text) }

  /// Fit for a comment: whatever ends a line would end the comment with it.
  private func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.properties.generalCategory == .control || scalar.value == 0x2028
            || scalar.value == 0x2029 || scalar.value == 0xFEFF ? " " : scalar
        }))
  }
}
