import Returns

extension TableReading {
  /// Takes captures that are the latest day of a column: known only when the whole file was read,
  /// so such a file is read twice.
  func readLatest(_ member: InputMember) throws(InputError) {
    let rules = profile.captures.filter(\.isLatest)
    guard !rules.isEmpty, recognition.correction == nil else { return }
    let scout = TableReading(
      recognition, zone: facts.zone, zones: evaluator.zones, shops: shops, file: file, run: run)
    if recognition.headerLine == 0 { scout.bind([], line: 0) }
    var latest = [Day?](repeating: nil, count: rules.count)
    try recognition.eachRow(member) { row in
      guard case .data = scout.place else {
        scout.take(row)
        return scout.failure == nil
      }
      guard row.problem == nil else { return true }
      scout.evaluator.begin(row.fields)
      for (index, rule) in rules.enumerated() {
        guard let term = rule.term, let text = try? scout.evaluator.text(term),
          let day = scout.facts.day(text, rule.time, scout.evaluator)
        else { continue }
        latest[index] = max(latest[index] ?? day, day)
      }
      return true
    }
    for (rule, day) in zip(rules, latest) {
      if let day { evaluator.captures[rule.name] = Text(day.string) }
    }
  }
}
