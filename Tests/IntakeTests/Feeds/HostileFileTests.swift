import Glibc
import Returns
import Testing

@testable import Intake

/// Every hostile file of the collection beside the repository, by the whole way: recognised, read,
/// looked at, a profile proposed for it. Nothing crashes, hangs, or is lost; memory is bounded.
@Suite("Hostile files, the whole way")
struct HostileFileTests {
  private static let folder: String? = {
    let parts = #filePath.split(separator: "/").dropLast(4)
    let formats = "/" + parts.joined(separator: "/") + "/../shared/formats"
    return access(formats, R_OK) == 0 ? formats : nil
  }()

  private static let paths: [String] = {
    guard let folder else { return [] }
    return ["hostile-csv", "hostile-xml", "encodings"].flatMap { part in
      listInbox(root: "\(folder)/\(part)").files.map { "\(part)/\($0)" }
    }
  }()

  @Test(.timeLimit(.minutes(5)), arguments: paths)
  func isReadOrRefusedAndNothingIsLost(_ path: String) throws {
    let folder = try #require(Self.folder)
    let file = try openInput(root: folder, path: path)
    let context = IntakeContext(
      shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny)
    for member in file.members {
      let reading = readMember(
        member, path: path, fileNumber: 1, run: 1, shopHint: nil, context: context)
      #expect(reading.rejects.count == reading.rejected)
      if let refusal = reading.refusal {
        // A finance person can read why.
        #expect(refusal.message.count > 20 && !refusal.message.contains("Optional("), "\(refusal)")
        #expect(reading.records.count == 0 && reading.read == 0)
      }
      _ = glance(at: member, context: context)
      _ = proposeProfile(for: member)
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    // All tests of the suite together, in debug: far from what an entity bomb would take.
    #expect(usage.ru_maxrss < 2_500_000, "\(usage.ru_maxrss) kB")
  }

  /// Wide and deep files cost no more than they weigh.
  @Test(.timeLimit(.minutes(5))) func unknownFilesOfAnySizeArePutUpWith() {
    let wide = (0..<4000).map { "c\($0)" }.joined(separator: ",")
    let texts = [
      wide + "\n" + wide + "\n", String(repeating: "<a>", count: 60),
      "<r>" + String(repeating: "<x><y>1</y><z>2</z></x>", count: 20_000) + "</r>",
      "a;b\n" + String(repeating: "\"", count: 99_999), String(repeating: ",", count: 5000),
      "a,b\n" + String(repeating: "1.234,01/02/2026\n", count: 5000),
      "a\u{0}b,c\n1,2\n", "\u{FEFF}", "\n\n\n", "x", "金额,日期\n１,２\n",
    ]
    for text in texts {
      let member = InputMember(text)
      let context = IntakeContext(
        shops: oneShop, workspaceZone: .shanghai, workspaceCurrency: .cny)
      _ = readMember(member, path: "f", fileNumber: 1, run: 1, shopHint: nil, context: context)
      _ = glance(at: member, context: context)
      _ = proposeProfile(for: member)
      _ = proposeProfile(for: member, feed: .settlements)
    }
  }
}
