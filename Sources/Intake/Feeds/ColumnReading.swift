import Returns

/// From a row's fields to a draft, column by column.
extension RowDecoder {
  /// - Parameter wanted: bit i = column i.
  func fill(_ block: BlockPlan, only wanted: UInt64 = ~0) throws(RowRefusal) {
    let draft = block.draft
    draft.clear()
    draft.shop = try shops.find(try text(block.shop, block), of: block.layout.feed)
    let shop = shops.shops[draft.shop]
    draft.currency = shop.currency
    // What joins rows is no money.
    let code = wanted == ~0 ? try text(block.currency, block) : Text()
    if !code.isEmpty { draft.currency = try currency(code, block) }
    let decimals = draft.currency.decimals
    for plan in block.columns where wanted >> UInt64(plan.column) & 1 == 1 {
      if plan.field >= 0 {
        let text = evaluator.field(plan.field)
        if text.isEmpty { continue }
        do throws(ValueProblem) {
          try set(try evaluator.sound(text), plan, draft, shop, decimals)
        } catch {
          throw block.refusal(error, plan.column, text, draft.currency)
        }
      } else {
        try evaluate(plan, block, shop, decimals)
      }
    }
    guard wanted == ~0, let source = block.stamp else { return }
    let text = try text(source, block)
    guard !text.isEmpty else { return }
    do throws(ValueProblem) {
      let rule = evaluator.timeRule(source.term)
      let seconds = try evaluator.seconds(text, rule, shop: (shop.zone, draft.shop))
      draft.stamp = Stamp.microseconds(seconds, of: text)
    } catch {
      throw block.refusal(error, evaluator.culprit(source.term, of: error), text, "BAD_TIME")
    }
  }

  @inline(__always)
  private func set(
    _ text: Text, _ plan: BlockPlan.ColumnPlan, _ draft: RecordDraft, _ shop: IntakeShop,
    _ decimals: Int
  ) throws(ValueProblem) {
    switch plan.kind {
    case .text: draft.set(plan.column, text: text)
    case .id:
      if text.hasControl { throw .controlCharacter }
      if text.isShortened { throw .shortened }
      draft.set(plan.column, text: text)
    case .amount:
      let value = try Amounts.minorUnits(text, decimals: decimals)
      if value < 0 { throw .negative }
      draft.set(plan.column, number: value)
    case .signed:
      draft.set(plan.column, number: try Amounts.minorUnits(text, decimals: decimals))
    case .time:
      let seconds = try evaluator.isoSeconds(text, shop: (shop.zone, draft.shop))
      draft.set(plan.column, number: seconds)
    default: draft.set(plan.column, number: try word(text, plan, draft))
    }
  }

  private func word(
    _ text: Text, _ plan: BlockPlan.ColumnPlan, _ draft: RecordDraft
  ) throws(ValueProblem) -> Int64 {
    switch plan.kind {
    case .count: return try Words.count(text)
    case .flag: return try Words.flag(text)
    default:
      guard let index = draft.layout.choices[plan.column]?.index(text) else { throw .notAChoice }
      return index
    }
  }

  /// A column whose value is not simply a field.
  private func evaluate(
    _ plan: BlockPlan.ColumnPlan, _ block: BlockPlan, _ shop: IntakeShop, _ decimals: Int
  ) throws(RowRefusal) {
    let term = block.terms[plan.term]
    let draft = block.draft
    var text = Text()
    do throws(ValueProblem) {
      switch plan.kind {
      case .amount, .signed:
        guard let value = try evaluator.exact(term, decimals: decimals) else { return }
        let number = try value.minorUnits(decimals: decimals, rounding: plan.isRounded)
        if plan.kind == .amount, number < 0 { throw ValueProblem.negative }
        draft.set(plan.column, number: number)
      case .count where plan.isNumeric:
        guard let value = try evaluator.exact(term, decimals: 0) else { return }
        let number = try value.minorUnits(decimals: 0, rounding: plan.isRounded)
        if number < 0 { throw ValueProblem.negative }
        draft.set(plan.column, number: number)
      case .time:
        text = try evaluator.text(term)
        if text.isEmpty { return }
        let rule = evaluator.timeRule(term)
        let seconds = try evaluator.seconds(text, rule, shop: (shop.zone, draft.shop))
        draft.set(plan.column, number: seconds)
      default:
        text = try evaluator.text(term)
        if text.isEmpty { return }
        try set(text, plan, draft, shop, decimals)
      }
    } catch {
      let places = plan.isAmount ? decimals : plan.isNumeric ? 0 : nil
      let source = evaluator.culprit(term, of: error, decimals: places)
      if error == .unknownZone { text = evaluator.shown(source) }
      throw block.refusal(
        error, plan.column, text.isEmpty ? evaluator.shown(source) : text, draft.currency,
        at: source)
    }
  }

  private func text(_ source: BlockPlan.HeadSource?, _ block: BlockPlan) throws(RowRefusal) -> Text
  {
    guard let source else { return Text() }
    do throws(ValueProblem) {
      if source.field >= 0 { return try evaluator.sound(evaluator.field(source.field)) }
      return try evaluator.text(source.term)
    } catch {
      let term = evaluator.culprit(source.term, of: error)
      throw block.refusal(error, term, evaluator.shown(term), "BAD_VALUE")
    }
  }

  private func currency(_ text: Text, _ block: BlockPlan) throws(RowRefusal) -> Currency {
    guard let currency = Currency(text.bytes) else {
      guard let term = block.currency?.term else { return .none }
      let source = evaluator.culprit(term, of: .unknownCurrency)
      throw block.refusal(.unknownCurrency, source, text, "UNKNOWN_CURRENCY")
    }
    return currency
  }
}

extension Evaluator {
  @inline(__always)
  func field(_ index: Int) -> Text { index < fields.count ? fields[index].trimmed() : Text() }

  /// What stands in the file where a term reads, for a message.
  func shown(_ term: Term) -> Text {
    for column in term.columns where !cell(column).isEmpty { return cell(column) }
    return Text()
  }

  /// A term that is the first of several carries the dates' rule of the one that is filled.
  func timeRule(_ term: Term) -> Term.TimeRule? {
    guard case .firstOf(let terms) = term.origin, term.time == nil else { return term.time }
    return terms.first { ((try? text($0)) ?? Text()).isEmpty == false }.flatMap(timeRule)
  }
}

extension BlockPlan {
  func refusal(
    _ problem: ValueProblem, _ column: Int, _ found: Text, _ currency: Currency,
    at term: Term? = nil
  ) -> RowRefusal {
    let wording = ValueWording(
      layout: layout, column: column, decimals: currency.decimals, currency: currency)
    return RowRefusal(
      code: wording.code(problem), field: label(term) ?? label(column),
      reason: wording.reason(problem, found.string), found: found.unmarked.string,
      expected: wording.expected(problem), source: (term?.columns ?? sources(column)).first)
  }

  /// A value of the head, which is no column of the schema.
  func refusal(_ problem: ValueProblem, _ term: Term, _ found: Text, _ code: String) -> RowRefusal {
    let wording = ValueWording(layout: layout, column: 0, decimals: 2, currency: .none)
    return RowRefusal(
      code: code, field: label(term) ?? "", reason: wording.reason(problem, found.string),
      found: found.unmarked.string, expected: wording.expected(problem), source: term.columns.first)
  }

  func missingValue(_ column: Int) -> RowRefusal {
    refusal(.missing, column, Text(), .none)
  }

  /// Sums of several rows are held to the same limit as amounts of one.
  func checkSums() throws(RowRefusal) {
    for column in layout.kinds.indices where layout.amountColumns >> UInt64(column) & 1 == 1 {
      guard let value = draft.number(column), value > amountLimit || value < -amountLimit else {
        continue
      }
      throw refusal(.tooLarge, column, Text("the sum"), draft.currency)
    }
  }

  /// The marks of a survey are 1 to 5.
  func checkMarks() throws(RowRefusal) {
    guard layout.feed == .surveys else { return }
    for name in ["ease", "staff", "speed", "outcome"] {
      guard let column = layout.index(name), let mark = draft.number(column),
        !(1...5).contains(mark)
      else { continue }
      throw refusal(.notAMark, column, Text("\(mark)"), .none)
    }
  }

  /// Amounts of settlements are positive, their type gives the direction; fees and adjustments are
  /// signed.
  func checkDirection() throws(RowRefusal) {
    guard layout.feed == .settlements, let amount = layout.index("amount"),
      let type = layout.index("type"), let value = draft.number(amount), value < 0,
      let number = draft.number(type), let word = SettlementType(rawValue: UInt8(number)),
      word != .fee, word != .adjustment
    else { return }
    let written = Amounts.string(value, decimals: draft.currency.decimals)
    throw RowRefusal(
      code: "BAD_AMOUNT", field: label(amount),
      reason:
        "\(written) is negative; the type \(word.name) gives the direction, write it without sign",
      found: written, expected: [String(written.dropFirst())])
  }
}
