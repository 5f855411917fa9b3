import Returns

/// What a profile says about each canonical column, or asks.
struct ColumnAnswers {
  private typealias Option = ProfileProposal.Option
  private let feed: Feed
  private let isXML: Bool
  private let free: [ColumnSurvey]
  private let survey: FileSurvey

  init(_ feed: Feed, _ survey: FileSurvey, taken: [ColumnSurvey]) {
    self.feed = feed
    isXML = survey.isXML
    self.survey = survey
    let used = Set(taken.map { "\($0.name)/\($0.occurrence)" })
    free = survey.columns.filter { !used.contains("\($0.name)/\($0.occurrence)") }
  }

  func found(
    _ column: WantedColumn, _ survey: ColumnSurvey, _ match: ColumnAliases.Match
  ) -> ProfileProposal.Column {
    var proof: String?
    let answer: ProfileProposal.Answer =
      switch column.type {
      case .amount(let isSigned):
        // A settlement's type gives the direction, so its amounts are to be without sign.
        twoSides(column, survey)
          ?? amount(
            survey, isSigned: isSigned && (feed != .settlements || column.name != "amount"), &proof)
      case .time: time(survey, &proof)
      case .choice(let words): choice(survey, words)
      default: .certain(reference(survey))
      }
    return ProfileProposal.Column(
      canonical: column.name, type: column.type, isRequired: column.isRequired, survey: survey,
      alias: match.alias, isWholeName: match.isWhole, fits: survey.fits(column.type),
      proof: proof, answer: answer)
  }

  // MARK: columns of the file

  private func reference(_ survey: ColumnSurvey) -> String {
    survey.occurrence == 1
      ? ProfileProposal.quoted(survey.name)
      : "{column: \(ProfileProposal.quoted(survey.name)), occurrence: \(survey.occurrence)}"
  }

  /// `{column: "Betrag", clean: [decimal_comma], sign: positive}`
  private func mapping(_ survey: ColumnSurvey, _ parts: [String]) -> String {
    if parts.isEmpty { return reference(survey) }
    let number = survey.occurrence == 1 ? [] : ["occurrence: \(survey.occurrence)"]
    let origin = isXML ? "path" : "column"
    return "{"
      + (["\(origin): \(ProfileProposal.quoted(survey.name))"] + number + parts).joined(
        separator: ", ")
      + "}"
  }

  private func amount(
    _ survey: ColumnSurvey, isSigned: Bool, _ proof: inout String?
  ) -> ProfileProposal.Answer {
    let numbers = survey.numbers
    let empty = survey.hasDashes ? ["{empty: [\"--\"]}"] : []
    var questions: [ProfileProposal.Question] = []
    var marks: [(steps: [String], meaning: Option.Meaning?)]
    switch numbers.mark {
    case .none, .point:
      proof = numbers.pointProof
      marks = [(numbers.cleanSteps(.point), nil)]
    case .comma:
      proof = numbers.commaProof
      marks = [(numbers.cleanSteps(.comma), nil)]
    case .ambiguous:
      questions.append(.decimalMark)
      let sign = numbers.ambiguousSign ?? UInt8(ascii: ".")
      let isPoint = sign == UInt8(ascii: ".")
      marks = [
        (numbers.cleanSteps(isPoint ? .point : .comma), .decimals),
        (numbers.cleanSteps(grouping: sign), .thousands),
      ]
    case .mixed:
      questions.append(.mixedMarks)
      marks = [
        (numbers.cleanSteps(.point), .point), (numbers.cleanSteps(.comma), .comma),
      ]
    }
    var signs: [(word: String?, meaning: Option.Meaning?)] = [(nil, nil)]
    if numbers.negativeCount > 0, !isSigned {
      questions.append(.sign)
      signs = [("positive", .signIgnored), ("negated", .signTurned), ("as_written", .signKept)]
    }
    let options = marks.flatMap { mark in
      signs.map { sign in
        let steps = mark.steps.isEmpty ? [] : empty + mark.steps
        let parts =
          (steps.isEmpty ? [] : ["clean: [\(steps.joined(separator: ", "))]"])
          + (sign.word.map { ["sign: \($0)"] } ?? [])
        return Option(
          yaml: mapping(survey, parts), meanings: [mark.meaning, sign.meaning].compactMap(\.self))
      }
    }
    return questions.isEmpty ? .certain(options[0].yaml) : .open(questions, options)
  }

  /// Money in and money out in two columns, of which a row has one: asked, whichever is meant.
  private func twoSides(
    _ column: WantedColumn, _ first: ColumnSurvey
  ) -> ProfileProposal.Answer? {
    guard feed == .settlements, column.name == "amount" else { return nil }
    let partners = survey.partners(of: first).filter { other in
      free.contains { $0.isSame(as: other) }
    }
    guard !partners.isEmpty else { return nil }
    func yaml(_ survey: ColumnSurvey) -> String {
      switch amount(survey, isSigned: true) {
      case .certain(let yaml): yaml
      case .open(_, let options): options[0].yaml
      case .map, .absent: reference(survey)
      }
    }
    let both = partners.prefix(2).map { other in
      Option(
        yaml: "{in: \(yaml(first)), out: \(yaml(other)), sign: positive}", meanings: [.bothColumns])
    }
    return .open([.twoSides], both + [Option(yaml: yaml(first), meanings: [.oneColumn])])
  }

  private func amount(_ survey: ColumnSurvey, isSigned: Bool) -> ProfileProposal.Answer {
    var proof: String?
    return amount(survey, isSigned: isSigned, &proof)
  }

  private func time(_ survey: ColumnSurvey, _ proof: inout String?) -> ProfileProposal.Answer {
    let best = survey.times.best
    func yaml(_ reading: TimeSurvey.Reading) -> String {
      mapping(survey, reading.pattern.map { ["time: \(ProfileProposal.quoted($0.source))"] } ?? [])
    }
    guard best.count > 1 else {
      proof = best.first.flatMap { $0.order == .yearFirst ? nil : $0.proof }
      return .certain(best.first.map(yaml) ?? reference(survey))
    }
    let options = best.map { reading in
      let meaning: Option.Meaning =
        switch reading.order {
        case .dayFirst: .dayFirst
        case .monthFirst: .monthFirst
        case .yearFirst: .yearFirst
        }
      return Option(yaml: yaml(reading), meanings: [meaning])
    }
    return .open([.dayOrMonth], options)
  }

  private func choice(_ survey: ColumnSurvey, _ words: [String]) -> ProfileProposal.Answer {
    if survey.hasManyWords { return .open([.missing], constants(words)) }
    let known = survey.words.compactMap { word in
      WordAliases.word(for: word, among: words).map { (from: word, to: $0) }
    }
    if known.count == survey.words.count, known.allSatisfy({ $0.from == $0.to }) {
      return .certain(reference(survey))
    }
    let unknown = survey.words.filter { word in !known.contains { $0.from == word } }
    return .map(column: survey.name, known: known, unknown: unknown)
  }

  // MARK: columns the file is not known to have

  func missing(_ column: WantedColumn) -> ProfileProposal.Column {
    ProfileProposal.Column(
      canonical: column.name, type: column.type, isRequired: true, survey: nil, alias: nil,
      isWholeName: false, fits: 0, proof: nil, answer: .open([.missing], options(column)))
  }

  private func constants(_ words: [String]) -> [Option] {
    words.map { Option(yaml: "{value: \($0)}", meanings: [.constant]) }
  }

  private func options(_ column: WantedColumn) -> [Option] {
    if case .choice(let words) = column.type { return constants(words) }
    // Columns nobody has claimed whose values are all of this type.
    let typed = free.filter { survey in
      survey.filled > 0 && survey.fits(column.type) == survey.surveyedCount
    }
    var options: [Option] = []
    for survey in typed.prefix(3) where column.type != .text {
      var proof: String?
      let answer: ProfileProposal.Answer =
        switch column.type {
        case .amount: amount(survey, isSigned: true, &proof)
        case .time: time(survey, &proof)
        default: .certain(reference(survey))
        }
      switch answer {
      case .certain(let yaml): options.append(Option(yaml: yaml, meanings: [.otherColumn]))
      case .open(_, let list):
        options += list.map { Option(yaml: $0.yaml, meanings: [.otherColumn] + $0.meanings) }
      case .map, .absent: break
      }
    }
    switch column.name {
    case "txn_id", "movement_id":
      options.append(Option(yaml: "{id: content}", meanings: [.contentID]))
    case "line_no": options.append(Option(yaml: "{id: number}", meanings: [.ordinal]))
    // A carrier's own bill has no column for it.
    case "carrier": options.append(Option(yaml: "{value: NAME}", meanings: [.writeValue]))
    case "quantity": options.append(Option(yaml: "{value: 1}", meanings: [.constant]))
    default: break
    }
    if options.isEmpty || column.type == .text {
      options.append(Option(yaml: "COLUMN", meanings: [.nameIt]))
    }
    return options
  }
}
