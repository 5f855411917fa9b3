import Testing

/// Words that must not stand in the project.
@Suite struct WordsTests {
  /// Left-over work belongs into an issue, not into the code. Spelled apart so that this file
  /// passes.
  @Test func noLeftOverWorkInTheCode() {
    for path in Repository.swiftFiles {
      forEachLine(of: path) { number, line in
        for word in ["TO" + "DO", "FIX" + "ME", "XX" + "X:"] where line.contains(word) {
          Issue.record("\(path):\(number): \(word)")
        }
      }
    }
  }

  /// These options make libxml2 read foreign files or lift its limits.
  @Test func theXMLParserIsNeverOpenedUp() {
    let options = ["NO" + "ENT", "HU" + "GE", "DTD" + "LOAD", "DTD" + "ATTR", "XIN" + "CLUDE"]
    for path in Repository.files where path.hasPrefix("Sources/") {
      forEachLine(of: path) { number, line in
        for option in options where line.contains("XML_PARSE_" + option) {
          Issue.record("\(path):\(number): the XML option \(option) is never used")
        }
      }
    }
  }

  /// The project runs anywhere: no file names a folder of one machine.
  @Test func noFileNamesAFolderOfOneMachine() {
    let folders = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/t" + "mp/"]
    for path in Repository.files where !path.hasPrefix("LICENSE") {
      forEachLine(of: path) { number, line in
        for folder in folders where line.contains(folder) {
          Issue.record("\(path):\(number): names \(folder), a folder of one machine")
        }
      }
    }
  }

  @Test func noFileIsNamedUtils() {
    for path in Repository.swiftFiles {
      let name = path.split(separator: "/").last ?? ""
      for word in ["Util", "Helper", "Misc", "Common"] where name.contains(word) {
        Issue.record("\(path): name it after its subject")
      }
    }
  }

  /// A module named like a type in it cannot be qualified.
  @Test func noModuleIsNamedLikeATypeInIt() {
    for path in Repository.swiftFiles where path.hasPrefix("Sources/") {
      let module = path.split(separator: "/")[1]
      forEachLine(of: path) { number, line in
        let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        for (keyword, name) in zip(words, words.dropFirst())
        where ["struct", "class", "enum", "protocol", "actor"].contains(keyword) && name == module {
          Issue.record("\(path):\(number): type \(name) has the name of its module")
        }
      }
    }
  }

  private func forEachLine(of path: String, _ body: (Int, Substring) -> Void) {
    let lines = Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { body(index + 1, line) }
  }
}
