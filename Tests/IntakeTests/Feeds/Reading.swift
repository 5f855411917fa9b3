import Returns

@testable import Intake

/// Two shops and the built-in profiles, unless a test says otherwise.
let oneShop = [IntakeShop(id: "north", currency: .cny, zone: .shanghai)]
let twoShops = oneShop + [IntakeShop(id: "south", currency: Currency("EUR")!, zone: .utc)]

func read(
  _ text: String, _ profiles: [Profile] = Profile.builtIn, shops: [IntakeShop] = oneShop,
  hint: Int? = nil
) -> MemberReading {
  read(Text(text), profiles, shops: shops, hint: hint)
}

func read(
  _ bytes: Text, _ profiles: [Profile] = Profile.builtIn, shops: [IntakeShop] = oneShop,
  hint: Int? = nil
) -> MemberReading {
  let context = IntakeContext(
    shops: shops, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: profiles)
  let member = InputMember(name: "file", bytes: bytes)
  return readMember(member, path: "file", fileNumber: 7, run: 3, shopHint: hint, context: context)
}

/// The first words of a profile for a plain CSV source, so that a test shows only what it is about.
func profile(_ yaml: String) throws(ProfileError) -> Profile {
  try Profile(yaml: yaml, file: "test.yaml")
}

extension MemberReading {
  /// Every record as `line feed column=value …`, and the charges that a parcel's row states.
  var lines: [String] {
    let arena = Arena()
    var lines: [String] = []
    func add(_ record: Record) {
      lines.append("\(record.head.line) \(record.head.feed.name) \(words(of: record))")
    }
    records.forEach { record in
      add(record)
      record.forEachCharge(arena, add)
    }
    return lines
  }

  /// Every record's values of some columns, joined by blanks; `-` where it has none.
  func values(_ names: String...) -> [String] { values(names) }

  func values(_ names: [String]) -> [String] {
    var lines: [String] = []
    records.forEach { record in
      let values = named(record)
      lines.append(names.map { values[$0] ?? "-" }.joined(separator: " "))
    }
    return lines
  }

  var refusal: InputError? {
    if case .refused(let error) = status { error } else { nil }
  }

  /// The first reject as `line field CODE: reason`.
  var firstReject: String? {
    rejects.first.map { "\($0.line) \($0.field) \($0.code): \($0.reason)" }
  }
}

private func words(of record: Record) -> String {
  let values = named(record)
  return record.head.feed.schema.columns.compactMap { column in
    values[column.name].map { "\(column.name)=\($0)" }
  }.joined(separator: " ")
}

private func named(_ record: Record) -> [String: String] {
  var reader = record.columns
  var values: [String: String] = [:]
  for column in record.head.feed.schema.columns {
    switch (reader.value(column.type), column.type) {
    case (.absent, _): break
    case (.text(let text), _): values[column.name] = text.string
    case (.number(let number), .choice(let names)): values[column.name] = names[Int(number)]
    case (.number(let number), .time):
      values[column.name] = Zone.utc.string(Instant(seconds: number)).replacing("+00:00", with: "Z")
    case (.number(let number), .currency):
      values[column.name] = Currency(code: UInt16(number)).string
    case (.number(let number), _): values[column.name] = String(number)
    }
  }
  return values
}
