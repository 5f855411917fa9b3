/// Swift source with comments and the inside of strings blanked out, line by line as it was.
/// Enough to count braces and to look for words; it is no parser.
struct SwiftCode {
  private(set) var lines: [[Character]] = []

  init(_ source: String) {
    var scanner = Scanner(Array(source))
    scanner.blank()
    lines = scanner.characters.split(separator: "\n", omittingEmptySubsequences: false).map(
      Array.init)
  }

  private struct Scanner {
    var characters: [Character]
    var position = 0

    init(_ characters: [Character]) { self.characters = characters }

    mutating func blank() {
      while position < characters.count {
        if starts("//") {
          blankWhile { $0 != "\n" }
        } else if starts("/*") {
          blankComment()
        } else if let hashes = rawString() {
          blankString(hashes: hashes)
        } else {
          position += 1
        }
      }
    }

    func starts(_ word: String) -> Bool {
      position + word.count <= characters.count
        && zip(word, characters[position...]).allSatisfy { $0 == $1 }
    }

    mutating func erase(_ count: Int = 1) {
      for _ in 0..<count where position < characters.count {
        if characters[position] != "\n" { characters[position] = " " }
        position += 1
      }
    }

    mutating func blankWhile(_ holds: (Character) -> Bool) {
      while position < characters.count, holds(characters[position]) { erase() }
    }

    mutating func blankComment() {
      var depth = 0
      repeat {
        if starts("/*") {
          depth += 1
          erase(2)
        } else if starts("*/") {
          depth -= 1
          erase(2)
        } else {
          erase()
        }
      } while depth > 0 && position < characters.count
    }

    /// How many `#` stand before a quote that opens here; nil where no string opens.
    func rawString() -> Int? {
      var end = position
      while end < characters.count, characters[end] == "#" { end += 1 }
      return end < characters.count && characters[end] == "\"" ? end - position : nil
    }

    mutating func blankString(hashes: Int) {
      let marks = String(repeating: "#", count: hashes)
      erase(hashes)
      let quote = starts("\"\"\"") ? "\"\"\"" : "\""
      erase(quote.count)
      while position < characters.count, !starts(quote + marks) {
        if starts("\\" + marks + "(") {
          erase(hashes + 1)
          blankInterpolation()
        } else if starts("\\" + marks) {
          erase(hashes + 2)
        } else {
          erase()
        }
      }
      erase(quote.count + hashes)
    }

    mutating func blankInterpolation() {
      var depth = 0
      repeat {
        if let hashes = rawString() {
          blankString(hashes: hashes)
          continue
        }
        if characters[position] == "(" { depth += 1 }
        if characters[position] == ")" { depth -= 1 }
        erase()
      } while depth > 0 && position < characters.count
    }
  }
}

/// A function, initialiser or subscript with a body.
struct FunctionBody: Equatable {
  let name: String
  let line: Int
  let length: Int
}

extension SwiftCode {
  /// All functions with a body; the length counts from the declaring word to the closing brace.
  var functions: [FunctionBody] {
    var found: [FunctionBody] = []
    for (index, line) in lines.enumerated() {
      for (column, name) in declarations(in: line) {
        guard let last = lastLine(from: index, column) else { continue }
        found.append(FunctionBody(name: name, line: index + 1, length: last - index + 1))
      }
    }
    return found
  }

  private func declarations(in line: [Character]) -> [(column: Int, name: String)] {
    var found: [(Int, String)] = []
    var column = 0
    while column < line.count {
      guard isWord(line[column]) else {
        column += 1
        continue
      }
      let start = column
      while column < line.count, isWord(line[column]) { column += 1 }
      let word = String(line[start..<column])
      let before = start > 0 ? line[start - 1] : " "
      let after = column < line.count ? line[column] : " "
      guard before != ".", before != "`" else { continue }
      if word == "func" {
        found.append((start, String(line[column...].drop { $0 == " " }.prefix { $0 != "(" })))
      } else if word == "subscript" || word == "init", "(?<!".contains(after) {
        found.append((start, word))
      }
    }
    return found
  }

  private func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// The line of the brace that closes the body; nil for a declaration without one.
  private func lastLine(from first: Int, _ column: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in first..<lines.count {
      let line = lines[index]
      if index > first, parentheses == 0, braces == 0, opensDeclaration(line) { return nil }
      for character in index == first ? line[column...] : line[...] {
        switch character {
        case "(", "[": parentheses += 1
        case ")", "]": parentheses -= 1
        case "{" where parentheses == 0 || braces > 0: braces += 1
        case "}":
          if braces == 0 && parentheses == 0 { return nil }
          if braces > 0 { braces -= 1 }
          if braces == 0 && parentheses == 0 { return index }
        default: break
        }
      }
    }
    return nil
  }

  private func opensDeclaration(_ line: [Character]) -> Bool {
    let words = String(line).split { !isWord($0) }
    let openers: Set<Substring> = [
      "func", "init", "var", "let", "case", "struct", "enum", "static",
    ]
    return words.first.map(openers.contains) ?? false
  }
}
