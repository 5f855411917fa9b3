import Intake
import LedgerStore
import Returns
import Settings

/// Reads the inbox with the workspace's profiles, leaving out what an earlier run has taken and not
/// archived yet.
func takeIn(_ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers) throws -> TakenFiles {
  let workspace = evening.workspace
  let profiles = try ownProfiles(workspace)
  try checkSources(workspace, profiles)
  let context = IntakeContext(
    shops: shops.intakeShops(evening.policy), workspaceZone: workspace.zone,
    workspaceCurrency: workspace.currency, profiles: profiles + Profile.builtIn,
    zone: { Zone(iana: $0) })
  // A file that is dropped again after it was archived is read again.
  let waiting = Set(try writer.unarchivedFiles().map(\.path))
  let firstFile = try writer.nextFileNumber
  let rest = Int64(workspace.readySettleSeconds)
  let stage = TakeIn(
    root: evening.inbox, settledBy: rest > 0 ? evening.order.now - rest : nil, context: context,
    policy: evening.policy, shopIndex: shops.policyIndex, run: evening.run, firstFile: firstFile,
    mayKnow: { path in firstFile > 1 && (workspace.keepsInbox || waiting.contains(path)) },
    known: { path, sha256 in
      let rows = try writer.knownFiles(path: path, sha256: sha256)
      return Set(rows.filter { workspace.keepsInbox || !$0.isArchived }.map(\.name))
    })
  let progress = evening.order.progress
  return try stage.run(
    threads: evening.order.threads, progress: { progress(.reading(file: $0)) })
}

/// A source of which no file would ever be: its profile does not exist, or gives other feeds.
/// The built-in profiles are only read where some source may name one of them.
private func checkSources(_ workspace: Workspace, _ own: [Profile]) throws {
  let sources = workspace.policy.sources.filter {
    !$0.profile.isEmpty && $0.profile.string != Profile.canonicalName
  }
  guard !sources.isEmpty else { return }
  let profiles = own + Profile.builtIn
  let names = Set(profiles.map(\.name) + [Profile.canonicalName])
  let problems = sources.compactMap { source -> String? in
    let profile = source.profile.string
    if let known = profiles.first(where: { $0.name == profile }) {
      return known.feeds.isEmpty || known.feeds.contains(source.feed)
        ? nil
        : "sources.yaml: source \(source.id.string): profile: found '\(profile)', which gives "
          + known.feeds.map(\.name).joined(separator: ", ")
          + "; expected a profile that gives \(source.feed.name)"
    }
    let near = names.filter { $0.hasPrefix(profile) || profile.hasPrefix($0) }.sorted()
    let expected =
      near.isEmpty
      ? "a file of profiles/ without its ending, or a built-in profile as intake.csv names it"
      : near.joined(separator: ", ")
    return "sources.yaml: source \(source.id.string): profile: found '\(profile)', expected "
      + "\(expected)"
  }
  if !problems.isEmpty { throw RunFailure.configuration(problems) }
}

/// The profiles of the workspace's own folder.
func ownProfiles(_ workspace: Workspace) throws -> [Profile] {
  var profiles: [Profile] = []
  var problems: [String] = []
  for path in workspace.profileFiles {
    do {
      profiles.append(try loadProfile(root: workspace.root, path: path))
    } catch {
      problems.append("\(error)")
    }
  }
  if !problems.isEmpty { throw RunFailure.configuration(problems) }
  return profiles
}
