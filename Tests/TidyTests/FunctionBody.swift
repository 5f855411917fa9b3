/// A function, initialiser or subscript with a body.
struct FunctionBody: Equatable {
  let name: String
  let line: Int
  /// Lines from the declaring word to the closing brace.
  let length: Int
}

extension SwiftCode {
  /// All functions with a body, in the order of the file.
  var functions: [FunctionBody] {
    var found: [FunctionBody] = []
    for index in lines.indices {
      for (column, name) in declarations(in: lines[index]) {
        guard let last = lastLine(from: index, column) else { continue }
        found.append(FunctionBody(name: name, line: index + 1, length: last - index + 1))
      }
    }
    return found
  }

  private func declarations(in line: ArraySlice<UInt8>) -> [(column: Int, name: String)] {
    var found: [(Int, String)] = []
    var column = line.startIndex
    while column < line.endIndex {
      guard isWord(line[column]) else {
        column += 1
        continue
      }
      let start = column
      while column < line.endIndex, isWord(line[column]) { column += 1 }
      let word = line[start..<column]
      let before = start > line.startIndex ? line[start - 1] : UInt8(ascii: " ")
      let after = column < line.endIndex ? line[column] : UInt8(ascii: " ")
      guard before != UInt8(ascii: "."), before != UInt8(ascii: "`") else { continue }
      if word.elementsEqual("func".utf8) {
        let name = line[column...].drop { $0 == UInt8(ascii: " ") }.prefix {
          $0 != UInt8(ascii: "(")
        }
        found.append((start, String(decoding: name, as: UTF8.self)))
      } else if word.elementsEqual("init".utf8) || word.elementsEqual("subscript".utf8),
        "(?<!".utf8.contains(after)
      {
        found.append((start, String(decoding: word, as: UTF8.self)))
      }
    }
    return found
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...: true
    default: false
    }
  }

  /// The line of the brace that closes the body; nil for a declaration without one.
  private func lastLine(from first: Int, _ column: Int) -> Int? {
    var parentheses = 0
    var braces = 0
    for index in first..<lines.count {
      let line = lines[index]
      if index > first, parentheses == 0, braces == 0, opensDeclaration(line) { return nil }
      for byte in index == first ? line[column...] : line {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
        case UInt8(ascii: "}"):
          if braces == 0 && parentheses == 0 { return nil }
          if braces > 0 { braces -= 1 }
          if braces == 0 && parentheses == 0 { return index }
        default: break
        }
      }
    }
    return nil
  }

  private func opensDeclaration(_ line: ArraySlice<UInt8>) -> Bool {
    let first = line.drop { $0 == UInt8(ascii: " ") }.prefix(while: isWord)
    let openers: Set = ["func", "init", "var", "let", "case", "struct", "enum", "static"]
    return openers.contains(String(decoding: first, as: UTF8.self))
  }
}
