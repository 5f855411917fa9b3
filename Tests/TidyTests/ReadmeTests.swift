import Testing

/// What the README promises is there: make targets, commands, files.
@Suite struct ReadmeTests {
  let readme = Repository.text("README.md")

  @Test func everyMakeTargetExists() {
    let makefile = Repository.text("Makefile").split(separator: "\n")
    for target in words(after: "make ") {
      #expect(
        makefile.contains { $0.hasPrefix(target + ":") }, "README names `make \(target)`")
    }
  }

  /// One file per command; ArgumentParser names a command after its type.
  @Test func everyCommandExists() {
    let sources = Repository.swiftFiles.filter { $0.hasPrefix("Sources/BackhaulCLI/") }
    let names = sources.compactMap { path in
      path.split(separator: "/").last.map { $0.replacing(".swift", with: "").lowercased() }
    }
    for command in words(after: "backhaul ") {
      #expect(
        names.contains(command) || names.contains(command + "command"),
        "README names `backhaul \(command)`")
    }
  }

  @Test func everyLinkedFileExists() {
    for part in readme.split(separator: "](").dropFirst() {
      let target = String(part.prefix { $0 != ")" && $0 != "#" })
      guard !target.isEmpty, !target.contains("://") else { continue }
      #expect(Repository.exists(target), "README links to \(target)")
    }
  }

  /// The feature table: in each row the numbers of capabilities, what they are, what holds them.
  private var features: [(numbers: [Substring], holds: Substring)] {
    let table = readme.split(separator: "\n")
      .drop { !$0.hasPrefix("| capability") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    return table.map { row in
      let cells = row.split(separator: "|")
      #expect(cells.count == 3, "three cells: \(row)")
      return (cells[0].split { ", ".contains($0) }, cells[cells.count - 1])
    }
  }

  /// Rows of the feature table begin with the numbers of the capabilities they give.
  @Test func everyFeatureNamesItsCapability() {
    #expect(!features.isEmpty, "README has a feature table that begins with | capability")
    for row in features {
      let numbers = row.numbers
      #expect(!numbers.isEmpty && numbers.allSatisfy(isCapability), "capability numbers: \(row)")
    }
  }

  /// The capabilities of the chapters that are built, each in a row that links to a test of it.
  @Test(
    arguments: """
      R1.1 R1.2 R1.3 R2.1.1 R2.1.2 R2.1.3 R2.2.1 R2.2.2 R2.2.3 R2.3.1 R2.3.2 R3.1 R3.2 R3.3 R3.4
      R4.1 R4.2 R4.3 R5.1 R5.2 R5.3 R6.1 R6.2 R6.3 R7.2 R9.5 X1 X2 X3 X4 X5 X6
      """.split { " \n".contains($0) })
  func everyCapabilityIsHeldByATest(_ number: Substring) {
    let rows = features.filter { $0.numbers.contains(number) }
    #expect(!rows.isEmpty, "README's feature table has no row for \(number)")
    for row in rows {
      #expect(row.holds.contains("](Tests/"), "\(number) names no test: \(row.holds)")
    }
  }

  private func isCapability(_ number: Substring) -> Bool {
    guard let first = number.first, first == "R" || first == "X" else { return false }
    return number.dropFirst().allSatisfy { $0.isNumber || $0 == "." || "abcd".contains($0) }
  }

  /// The word that follows `marker` wherever it opens a code span or a line of a code block.
  private func words(after marker: String) -> Set<String> {
    var found: Set<String> = []
    for line in readme.split(separator: "\n") {
      for part in line.split(separator: "`") + [line] where part.hasPrefix(marker) {
        let word = part.dropFirst(marker.count).prefix { $0.isLetter || $0 == "-" }
        if !word.isEmpty { found.insert(String(word)) }
      }
    }
    return found
  }
}
