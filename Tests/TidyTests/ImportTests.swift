import Testing

/// Imports run one way: a module may import what stands in its row and nothing else of ours.
@Suite struct ImportTests {
  /// Our own modules and the packages each may use. System modules are not listed, save Foundation.
  static let allowed: [String: Set<String>] = [
    "Returns": [],
    "Insight": ["Returns"],
    "Intake": [
      "Returns", "Yams", "CLibCSV", "CLibXML2", "CLibCrypto", "CLibArchive", "CByteScan",
    ],
    "Settings": ["Returns", "Yams"],
    "LedgerStore": ["Returns", "GRDB"],
    "Reports": ["Returns", "Insight", "Mustache", "CByteScan", "CLibArchive"],
    "Verification": ["CLibCrypto"],
    "EveningRun": [
      "Returns", "Insight", "Intake", "Settings", "LedgerStore", "Reports", "Verification",
      "CByteScan", "Logging",
    ],
    "Sample": ["Returns"],
    "ReaderTrials": ["Intake", "Returns", "Settings"],
    "ReaderSoak": ["ReaderTrials"],
    "FuzzReaders": ["ReaderTrials"],
    "ReadingBench": ["Intake", "Returns", "CLibXML2"],
    "BackhaulCLI": ["EveningRun", "Sample", "ArgumentParser"],
  ]

  /// What counts as a module to watch: all of ours and every package product.
  static let watched: Set<String> = allowed.values.reduce(into: Set(allowed.keys)) {
    $0.formUnion($1)
  }

  /// Modules on the way from bytes to outcomes do without Foundation, except the files named here.
  static let withoutFoundation: [String: Set<String>] = [
    "Returns": [],
    "Intake": [],
  ]

  @Test func everyModuleImportsOnlyWhatItsRowAllows() {
    for path in Repository.swiftFiles where path.hasPrefix("Sources/") {
      let module = path.split(separator: "/")[1]
      guard let legal = Self.allowed[String(module)] else {
        Issue.record("\(path): \(module) has no row in the table of imports")
        continue
      }
      for (line, name) in imports(of: path) where Self.watched.contains(name) {
        #expect(legal.contains(name), "\(path):\(line): \(module) must not import \(name)")
      }
    }
  }

  @Test func theWayFromBytesToOutcomesDoesWithoutFoundation() {
    for path in Repository.swiftFiles where path.hasPrefix("Sources/") {
      let parts = path.split(separator: "/")
      guard let named = Self.withoutFoundation[String(parts[1])], !named.contains(path) else {
        continue
      }
      for (line, name) in imports(of: path) where name.hasPrefix("Foundation") {
        Issue.record("\(path):\(line): \(parts[1]) does without Foundation")
      }
    }
  }

  /// `public import struct Returns.Text` imports Returns.
  private func imports(of path: String) -> [(line: Int, module: String)] {
    let code = SwiftCode(Repository.text(path))
    return code.lines.indices.compactMap { index in
      let words = code.text(index).split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword <= 2 else { return nil }
      let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let"]
      guard let name = words[(keyword + 1)...].first(where: { !kinds.contains($0) }) else {
        return nil
      }
      return (index + 1, String(name.prefix { $0 != "." }))
    }
  }
}
