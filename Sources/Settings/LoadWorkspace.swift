internal import Glibc
internal import Returns

/// Reads and checks the whole configuration of a workspace.
///
/// - Parameter root: the folder that holds `backhaul.yaml`.
/// - Throws: everything that is wrong, in the order the files are read: backhaul.yaml, policy/laws/
///   in byte order, shops.yaml, policy/ in byte order, sources.yaml, people.yaml, rates/ likewise.
public func loadWorkspace(root: String) throws(SettingsErrors) -> Workspace {
  var loading = Loading(root: root)
  guard exists(join(root, "backhaul.yaml")) else {
    throw SettingsErrors([
      SettingsError(file: join(root, "backhaul.yaml"), message: absenceMessage(errno))
    ])
  }
  var draft = WorkspaceDraft(workspace: Workspace(root: root))
  if let settings = loading.yaml("backhaul.yaml") {
    readWorkspaceFile(settings, into: &draft, &loading.problems)
  }
  var workspace = draft.workspace
  let laws = loading.laws()
  let shops = readShops(
    loading.yaml("shops.yaml"), workspace, laws.map(\.pack), &loading.problems)
  workspace.platforms = shops.map(\.platform)
  workspace.policy = loading.policy(workspace, shops, laws, draft.policySettings)
  if let settings = loading.yaml("sources.yaml") {
    workspace.policy.sources = readSources(settings, workspace.policy, &loading.problems)
  }
  if let settings = loading.yaml("people.yaml") {
    workspace.people = readPeople(settings, workspace.policy, &loading.problems)
  }
  workspace.policy.rateCards = loading.rates(workspace.policy.fees)
  workspace.profileFiles = loading.files(in: "profiles", kind: "yaml")
  workspace.policyFiles = loading.read
  workspace.notices = loading.notices
  guard loading.problems.errors.isEmpty else { throw SettingsErrors(loading.problems.errors) }
  return workspace
}

/// Why there is no `backhaul.yaml` to be read.
private func absenceMessage(_ number: Int32) -> String {
  number == EACCES
    ? "may not be read by user \(geteuid()): its folder is closed to this user; give this user the "
      + "right to read it, or run as its owner"
    : "is not there; name the workspace's folder, or make a workspace with `backhaul init`"
}

/// Folders in folders, which are read apart.
private let subfolders = ["policy/laws"]

/// What the stages of loading share.
private struct Loading {
  let root: String
  var problems = Problems()
  var read: [ConfigurationFile] = []
  var notices: [String] = []

  init(root: String) { self.root = root }

  /// The root of a YAML file; nil where there is no such file, it is empty, or it cannot be read.
  mutating func yaml(_ path: String) -> Setting? {
    guard exists(join(root, path)) else { return nil }
    return file(path, limit: 1_048_576).flatMap { readYAML($0, problems: &problems) }
  }

  mutating func policy(
    _ workspace: Workspace, _ shops: [ShopDraft], _ laws: [LawDraft],
    _ fromWorkspaceFile: [Setting]
  ) -> Policy {
    var policy = Policy()
    policy.zone = workspace.zone
    policy.currency = workspace.currency
    policy.shops = shops.map(\.shop)
    var settings = fromWorkspaceFile
    for path in files(in: "policy", kind: "yaml") {
      settings += yaml(path)?.entries(&problems) ?? []
    }
    var draft = PolicyDraft(policy: policy)
    readPolicy(settings, into: &draft, &problems)
    assignCalendars(shops.map(\.calendar), laws, &draft, &problems)
    return draft.policy
  }

  mutating func laws() -> [LawDraft] {
    let own = files(in: "policy/laws", kind: "yaml").compactMap { yaml($0) }
    return readLaws(own, &problems)
  }

  mutating func rates(_ terms: FeeTerms) -> RateCards {
    var rows: [RateRow] = []
    for path in files(in: "rates", kind: "csv") {
      // Rate cards list places, so they may be longer than the rest.
      if let file = file(path, limit: 16_777_216) { rows += readRates(file, &problems) }
    }
    if rows.isEmpty {
      notices.append(
        "rates/ holds no rate card: freight is settled as billed, and no freight fee is audited")
    }
    guard terms.allowsRateGaps else { return rateCards(rows, &problems) }
    var gaps: [String] = []
    let cards = rateCards(rows, gaps: { gaps.append($0) }, &problems)
    notices += gaps
    return cards
  }

  /// Files of a folder that are read, as paths below the workspace; what else lies there gets a
  /// notice.
  mutating func files(in folder: String, kind: String) -> [String] {
    var paths: [String] = []
    for name in names(in: folder, of: root, problems: &problems) {
      if name.hasSuffix(".example.\(kind)") || subfolders.contains("\(folder)/\(name)") { continue }
      if name.hasSuffix(".\(kind)") {
        paths.append("\(folder)/\(name)")
      } else {
        notices.append("\(folder)/\(name) is not read: only files that end in .\(kind) are")
      }
    }
    return paths
  }

  private mutating func file(_ path: String, limit: Int) -> ConfigurationFile? {
    guard let file = readFile(root: root, path: path, limit: limit, problems: &problems) else {
      return nil
    }
    read.append(file)
    return file
  }
}
