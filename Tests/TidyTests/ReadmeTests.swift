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

  /// Rows of the feature table begin with the numbers of the capabilities they give.
  @Test func everyFeatureNamesItsCapability() {
    let table = readme.split(separator: "\n")
      .drop { !$0.hasPrefix("| capability") }.dropFirst(2).prefix { $0.hasPrefix("|") }
    #expect(!table.isEmpty, "README has a feature table that begins with | capability")
    for row in table {
      let cells = row.split(separator: "|").map { $0.trimmingPrefix(" ") }
      #expect(cells.count == 3, "three cells: \(row)")
      let numbers = cells[0].split { ", ".contains($0) }
      #expect(!numbers.isEmpty && numbers.allSatisfy(isCapability), "capability numbers: \(row)")
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
