/// The known name that a wrong one was most likely meant to be; nil where none is near.
public func nearName(to wrong: String, among known: [String]) -> String? {
  let word = Array(plain(wrong).utf8.prefix(64))
  let allowed = max(1, word.count / 3)
  var best: (name: String, distance: Int)?
  for name in known {
    let distance = editDistance(word, Array(plain(name).utf8))
    if distance <= allowed, distance < (best?.distance ?? .max) { best = (name, distance) }
  }
  return best?.name
}

/// `unknown key "reveiw"; did you mean "review"?`
func unknown(_ kind: String, _ name: String, known: [String]) -> String {
  if let near = nearName(to: name, among: known) {
    return "unknown \(kind) \(quoted(name)); did you mean \(quoted(near))?"
  }
  let list = known.isEmpty ? "none is defined" : "known: \(known.joined(separator: ", "))"
  return "unknown \(kind) \(quoted(name)); \(list)"
}

/// Case and the choice between `-` and `_` are no difference when a name is guessed.
private func plain(_ name: String) -> String {
  String(name.lowercased().map { $0 == "-" || $0 == " " ? "_" : $0 })
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var before: [Int] = []
  var last = Array(0...b.count)
  for row in 0..<a.count {
    var current = [row + 1]
    for column in 0..<b.count {
      var cost = min(last[column + 1], current[column]) + 1
      cost = min(cost, last[column] + (a[row] == b[column] ? 0 : 1))
      if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
        cost = min(cost, before[column - 1] + 1)
      }
      current.append(cost)
    }
    before = last
    last = current
  }
  return last[b.count]
}
