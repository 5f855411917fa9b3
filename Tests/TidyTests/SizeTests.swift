import Testing

/// Files and functions stay small enough to read; lines fit the screen.
@Suite struct SizeTests {
  static let longestFile = 500
  static let longestFunction = 70
  static let widestLine = 100

  /// Files over the 300 lines aimed at, each with the reason why it is not split.
  static let longerFiles: [String: String] = [:]

  @Test func noFileIsLongerThan500Lines() {
    for path in Repository.swiftFiles {
      let count = Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
        .count
      #expect(count <= Self.longestFile, "\(path) has \(count) lines: split it")
      if count > 300, Self.longerFiles[path] == nil {
        print("note: \(path) has \(count) lines, more than the 300 aimed at")
      }
    }
  }

  @Test func noFunctionIsLongerThan70Lines() {
    for path in Repository.swiftFiles {
      for function in SwiftCode(Repository.text(path)).functions
      where function.length > Self.longestFunction {
        Issue.record(
          "\(path):\(function.line): \(function.name) has \(function.length) lines, 70 are the most"
        )
      }
    }
  }

  @Test func noLineIsWiderThan100Columns() {
    for path in Repository.swiftFiles {
      let lines = Repository.text(path).split(separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() where line.count > Self.widestLine {
        Issue.record("\(path):\(index + 1): \(line.count) columns, 100 are the most")
      }
    }
  }

  @Test func theScannerSeesBodiesAndNotWhatLooksLikeThem() {
    let source = #"""
      protocol Reader { func read() -> Int }
      struct Plain {
        // func commented() {
        let text = "func quoted() { \(call("}")) "
        init(a: [Int] = [1].map { $0 + 1 }) {
          self.init()
        }
        func long(
          a: Int
        ) -> Int {
          if a > 0 { return 1 }
          return 2
        }
      }
      """#
    let expected = [
      FunctionBody(name: "init", line: 5, length: 3),
      FunctionBody(name: "long", line: 8, length: 6),
    ]
    #expect(SwiftCode(source).functions == expected)
  }
}
