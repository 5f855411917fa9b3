/// One thing wrong with the configuration of a workspace: where, what was found, what is legal.
public struct SettingsError: Error, Sendable, Equatable {
  /// Path below the workspace, for example `policy/policy.yaml`.
  public let file: String
  /// From 1; nil where the whole file is meant.
  public let line: Int?
  /// In characters, from 1.
  public let column: Int?
  public let message: String

  public init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }
}

/// Everything wrong with the configuration, in the order the files are read: none is hidden behind
/// the first.
public struct SettingsErrors: Error, Sendable, Equatable {
  public let errors: [SettingsError]

  public init(_ errors: [SettingsError]) { self.errors = errors }
}

extension SettingsError: CustomStringConvertible {
  /// `policy/policy.yaml:4:1: unknown key "reveiw"; did you mean "review"?`
  public var description: String {
    let position = [line, column].compactMap { $0 }.map { ":\($0)" }.joined()
    return "\(file)\(position): \(message)"
  }
}

extension SettingsErrors: CustomStringConvertible {
  /// One error a line.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
