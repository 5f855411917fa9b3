/// Where a value stands in a configuration file.
struct Place: Equatable {
  let file: String
  var line: Int?
  var column: Int?

  /// `policy/policy.yaml:4:1`.
  var text: String { file + [line, column].compactMap { $0 }.map { ":\($0)" }.joined() }
}

/// What was found wrong so far: reading goes on, so that one run names all of it.
struct Problems {
  private(set) var errors: [SettingsError] = []

  mutating func add(_ message: String, at place: Place) {
    errors.append(
      SettingsError(file: place.file, line: place.line, column: place.column, message: message))
  }
}

/// A value of a file as it is shown in a message: in quotes, on one line, cut where it is long.
func quoted(_ value: String) -> String {
  var shown = ""
  for scalar in value.unicodeScalars.prefix(60) {
    let isControl = scalar.value < 32 || (127...159).contains(scalar.value)
    shown += isControl ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
  }
  return value.unicodeScalars.count > 60 ? "\"\(shown)…\"" : "\"\(shown)\""
}
