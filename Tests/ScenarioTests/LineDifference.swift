/// The lines that differ between two texts, with their numbers: `-` expected, `+` found.
func lineDifference(expected: String, found: String, limit: Int = 40) -> String {
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let new = found.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var changes: [(line: Int, order: Int, text: String)] = []
  for change in new.difference(from: old) {
    switch change {
    case .remove(let offset, let line, _): changes.append((offset, 0, "- \(offset + 1): \(line)"))
    case .insert(let offset, let line, _): changes.append((offset, 1, "+ \(offset + 1): \(line)"))
    }
  }
  changes.sort { ($0.line, $0.order) < ($1.line, $1.order) }
  var lines = changes.prefix(limit).map(\.text)
  if changes.count > limit { lines.append("… and \(changes.count - limit) lines more") }
  return lines.isEmpty ? "(only line ends differ)" : lines.joined(separator: "\n")
}
