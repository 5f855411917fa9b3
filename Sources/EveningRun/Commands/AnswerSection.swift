import Reports
import Returns

/// A part of an answer: rows of named values, the same for the terminal and for JSON.
public struct AnswerSection: Sendable {
  public typealias Row = [(name: String, value: String)]

  /// How the rows stand on a terminal.
  public enum Layout: Sendable {
    /// One line a row, each value behind its name; values named here get a line of their own.
    case lines(below: Set<String>)
    /// Names once, above; empty columns are left out.
    case table
    /// Names to the left, one column a row: for few rows of many values.
    case sideways
  }

  public let title: String
  public let rows: [Row]
  let layout: Layout
  /// The title and the names of values as a person reads them; JSON keeps the keys.
  private var wording: (any AnswerWording)?

  init(_ title: String, _ rows: [Row], _ layout: Layout = .table) {
    self.title = title
    self.rows = rows
    self.layout = layout
  }

  /// The same for a reader of a language.
  func told(in wording: any AnswerWording) -> AnswerSection {
    var section = self
    section.wording = wording
    return section
  }

  /// The title for a terminal.
  public var heading: String {
    guard let wording else { return title }
    guard let bracket = title.firstIndex(of: "(") else { return wording.heading(title) }
    let name = String(title[..<bracket].dropLast())
    return wording.heading(name) + " " + title[bracket...]
  }

  private func label(_ name: String) -> String { wording?.label(name) ?? name }

  private func word(_ name: String, _ value: String) -> String {
    wording?.value(name, value) ?? value
  }

  /// Stands to the right, so that figures stand below each other.
  private static func isFigure(_ name: String) -> Bool {
    name == "count" || name == "amount" || name == "bytes" || name.first?.isNumber == true
      || name.hasPrefix(">")
  }

  /// The title as a key of JSON: `open_exceptions`. What stands in brackets is left out.
  public var key: String {
    let name = title.prefix { $0 != "(" }.split(separator: " ").joined(separator: "_")
    return name.lowercased()
  }

  /// The rows for a terminal, without the title; nothing in them can steer it.
  /// - Parameter dim: makes the names of values stand back.
  public func text(dim: (String) -> String = { $0 }) -> String {
    if rows.isEmpty { return "  \(wording?.none ?? "none")\n" }
    return switch layout {
    case .lines(let below): lines(below, dim)
    case .table: indented(table(rows: rows.map(dictionary), names: names))
    case .sideways: indented(sideways)
    }
  }

  /// In the order in which they are first met; without those that are empty everywhere.
  private var names: [String] {
    let filled = Set(rows.flatMap { $0 }.filter { !$0.value.isEmpty }.map(\.name))
    return rows.flatMap { $0 }.map(\.name).reduce(into: []) { names, name in
      if filled.contains(name), !names.contains(name) { names.append(name) }
    }
  }

  private func dictionary(_ row: Row) -> [String: String] {
    Dictionary(row.map { ($0.name, $0.value) }) { "\($0); \($1)" }
  }

  private func table(rows: [[String: String]], names: [String], width: Int = 1000) -> String {
    var table = TextTable(
      columns: names.map(label), maximumWidth: width, isRight: names.map(Self.isFigure))
    for row in rows { table.append(names.map { .string(word($0, row[$0] ?? "")) }) }
    return table.render()
  }

  private var sideways: String {
    let values = rows.map(dictionary)
    guard let head = names.first else { return "" }
    let titles = values.map { "\(label(head)) \($0[head] ?? "")" }
    var table = TextTable(columns: [""] + titles, maximumWidth: 36)
    for name in names.dropFirst() {
      table.append([.string(name)] + values.map { .string($0[name] ?? "") })
    }
    return table.render()
  }

  private func lines(_ below: Set<String>, _ dim: (String) -> String) -> String {
    var output = ""
    for row in rows {
      let shown = row.filter { !$0.value.isEmpty }
      let words = shown.filter { !below.contains($0.name) }
        .map { "\(dim(label($0.name))) \(printable(word($0.name, $0.value)))" }
      output += "  " + words.joined(separator: "  ") + "\n"
      for value in shown where below.contains(value.name) {
        output += "    \(dim(label(value.name))) \(printable(value.value))\n"
      }
    }
    return output
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "  \($0)\n" }.joined()
  }
}

/// An amount as people write it, `129.00 CNY`.
func amountWords(_ amount: Int64, _ currency: Currency) -> String {
  currency == .none ? "\(amount)" : "\(Amount.string(amount, currency)) \(currency.string)"
}

/// Text that may come out of a file, made fit for a terminal: no control character, no mark that
/// turns the writing direction.
public func terminalText(_ text: String) -> String { printable(text) }
