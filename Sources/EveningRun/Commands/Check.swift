import Foundation
import Intake
import Reports
import Returns
import Settings

/// What a file is and how it reads, without keeping anything (`backhaul check`).
public struct FileCheck: Sendable {
  public let file: String
  /// Why the file could not even be opened.
  public let problem: String?
  /// A packed file has several.
  public let members: [MemberCheck]

  /// A run would take in every row of it.
  public var isClean: Bool { problem == nil && members.allSatisfy(\.isClean) }
}

/// One member of a file, or the file itself.
public struct MemberCheck: Sendable {
  /// As messages name it: `bill.zip!detail.csv`.
  public let name: String
  /// What a run would do with it: `taken`, `held` or `refused`.
  public let fate: String
  public let sections: [AnswerSection]
  /// For a member that nothing fits: a profile to complete, as YAML.
  public let proposal: String?
  public let isClean: Bool
}

/// - Parameters:
///   - root: the workspace whose shops, zone, sources and profiles hold; nil: one shop `main`, CNY,
///     Asia/Shanghai and the built-in profiles.
///   - language: `en` or `zh-Hans`; nil: the workspace's, else English.
///   - feed: what an unknown file is to be proposed as; nil: what fits best.
public func checkFiles(
  _ paths: [String], workspace root: String?, language: String? = nil, feed: String? = nil
) throws -> [FileCheck] {
  let workspace = try root.map(open)
  let tag = language ?? workspace?.language.rawValue ?? ReportLanguage.english.tag
  guard let reportLanguage = ReportLanguage(tag: tag) else {
    throw RunFailure.configuration(["--language \(tag): expected en or zh-Hans"])
  }
  let proposed = feed.flatMap(Feed.init(name:))
  if let feed, proposed == nil {
    let known = Feed.allCases.map(\.name).joined(separator: ", ")
    throw RunFailure.configuration(["--feed \(feed): expected one of: \(known)"])
  }
  let examination = try Examination(workspace, reportLanguage, proposed)
  return paths.map(examination.check)
}

/// Reads files as a run would.
private struct Examination {
  private let context: IntakeContext
  private let sources: [SourceAccount]
  private let inbox: String?
  private let archive: String?
  private let words: CheckWording
  private let proposedFeed: Feed?

  init(_ workspace: Workspace?, _ language: ReportLanguage, _ feed: Feed?) throws {
    words = CheckWording(language)
    proposedFeed = feed
    guard let workspace else {
      context = IntakeContext(
        shops: [IntakeShop(id: "main", currency: .cny, zone: .shanghai)],
        workspaceZone: .shanghai, workspaceCurrency: .cny, zone: { Zone(iana: $0) })
      sources = []
      inbox = nil
      archive = nil
      return
    }
    let own = try ownProfiles(workspace)
    context = IntakeContext(
      shops: workspace.policy.shops.map {
        IntakeShop(id: $0.id.string, currency: $0.currency, zone: $0.zone)
      },
      workspaceZone: workspace.zone, workspaceCurrency: workspace.currency,
      profiles: own + Profile.builtIn, zone: { Zone(iana: $0) })
    sources = workspace.policy.sources
    inbox = workspace.path(workspace.inbox)
    archive = workspace.path(workspace.archive)
  }

  func check(_ path: String) -> FileCheck {
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
    let below = pathBelowInbox(path) ?? name
    do throws(InputError) {
      let file = try openInput(root: folder, path: name)
      let members = file.members.map { member in
        let reading = readMember(
          member, path: name, fileNumber: 1, run: 1, shopHint: shop(below), context: context)
        return CheckedMember(
          reading, fate: fate(reading, below), shops: context.shops,
          folder: String(path.dropLast(name.count)), glance: glance(at: member, context: context),
          isUnknown: isUnknown(reading, member), proposed: proposal(reading, member), words
        ).check
      }
      return FileCheck(file: path, problem: nil, members: members)
    } catch {
      return FileCheck(file: path, problem: error.message, members: [])
    }
  }

  /// Whether it can be read and fits nothing.
  private func isUnknown(_ reading: MemberReading, _ member: InputMember) -> Bool {
    guard case .refused(let error) = reading.status else { return false }
    return error.code == .unknownFormat || error.code == .encoding && hasTable(member)
  }

  private func proposal(_ reading: MemberReading, _ member: InputMember) -> ProposedProfile? {
    guard isUnknown(reading, member),
      let proposal = proposeProfile(for: member, feed: proposedFeed)
    else { return nil }
    return ProposedProfile(proposal, file: member.name, words.language)
  }

  /// Where the file lies in the workspace's inbox, or lay before it was archived; nil where it lies
  /// elsewhere.
  private func pathBelowInbox(_ path: String) -> String? {
    if let waiting = inbox.flatMap({ self.path(path, below: $0) }) { return waiting }
    guard let kept = archive.flatMap({ self.path(path, below: $0) }),
      let slash = kept.firstIndex(of: "/")
    else { return nil }
    return String(kept[kept.index(after: slash)...])
  }

  private func path(_ path: String, below folder: String) -> String? {
    let base = URL(filePath: folder).resolvingSymlinksInPath().standardizedFileURL.path + "/"
    let full = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    return full.hasPrefix(base) ? String(full.dropFirst(base.count)) : nil
  }

  /// `inbox/<shop>/…` names the shop.
  private func shop(_ path: String) -> Int? {
    guard path.contains("/"), let folder = path.split(separator: "/").first else { return nil }
    return context.shops.firstIndex { $0.id == folder }
  }

  private func fate(_ reading: MemberReading, _ path: String) -> TakenMember.Fate {
    if case .refused = reading.status { return .refused }
    let shop = context.shops.firstIndex { $0.id == reading.shopID }
    let covers = sources.covers(reading, path: path, shop: shop) { context.shops[$0].zone }
    let rule = covers.first.map { sources[$0.source].onMismatch } ?? .hold
    return rule == .hold && reading.controlTotals.contains { !$0.agrees } ? .held : .taken
  }
}
