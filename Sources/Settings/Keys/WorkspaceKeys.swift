internal import Returns

/// backhaul.yaml while it is read: what it says of the workspace itself, and its settings of the
/// policy, which are read later with those of the policy files.
struct WorkspaceDraft {
  var workspace: Workspace
  var csvBOM: Bool?
  var policySettings: [Setting] = []
  var places: [String: Place] = [:]
}

/// Reads backhaul.yaml over the defaults.
func readWorkspaceFile(
  _ root: Setting, into draft: inout WorkspaceDraft, _ problems: inout Problems
) {
  root.read(workspaceKeys, into: &draft, &problems)
  draft.workspace.csvBOM = draft.csvBOM ?? (draft.workspace.language == .zhHans)
  checkPaths(draft, &problems)
}

private let workspaceKeys: [Key<WorkspaceDraft>] =
  [
    Key("time_zone") { setting, draft, problems in
      if let zone = setting.zone(&problems) { draft.workspace.zone = zone }
    },
    Key("currency") { setting, draft, problems in
      if let currency = setting.currency(&problems) { draft.workspace.currency = currency }
    },
    Key("language") { setting, draft, problems in
      let words = Language.allCases.map { ($0.rawValue, $0) }
      if let language = setting.choice(words, &problems) { draft.workspace.language = language }
    },
    Key("csv_bom") { setting, draft, problems in draft.csvBOM = setting.flag(&problems) },
    Key("keep_inbox") { setting, draft, problems in
      if let keeps = setting.flag(&problems) { draft.workspace.keepsInbox = keeps }
    },
    Key("mask_personal_data") { setting, draft, problems in
      if let masks = setting.flag(&problems) { draft.workspace.masksPersonalData = masks }
    },
    Key("ready_settle_seconds") { setting, draft, problems in
      if let seconds = setting.count(0...86_400, of: "seconds", &problems) {
        draft.workspace.readySettleSeconds = seconds
      }
    },
    Key("paths") { setting, draft, problems in setting.read(pathKeys, into: &draft, &problems) },
  ]
  + PolicyKeys.atTopLevel.map { name in
    Key(name) { setting, draft, _ in draft.policySettings.append(setting) }
  } + [
    Key("policy") { setting, draft, problems in
      draft.policySettings += setting.entries(&problems) ?? []
    }
  ]

private let pathKeys: [Key<WorkspaceDraft>] = [
  pathKey("inbox", \.inbox), pathKey("archive", \.archive), pathKey("out", \.out),
  pathKey("ledger", \.ledger),
]

private func pathKey(
  _ name: String, _ path: any WritableKeyPath<Workspace, String> & Sendable
) -> Key<WorkspaceDraft> {
  Key(name) { setting, draft, problems in
    guard let text = setting.text(&problems) else { return }
    let parts = text.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    guard !parts.isEmpty, !parts.contains("."), !parts.contains("..") else {
      setting.expected(
        "a path below the workspace, or one that begins with /, without . and ..", &problems)
      return
    }
    draft.workspace[keyPath: path] = (text.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    draft.places[name] = setting.place
  }
}

/// What is written must never be read in again, and nothing may be written over the configuration.
private func checkPaths(_ draft: WorkspaceDraft, _ problems: inout Problems) {
  let workspace = draft.workspace
  let used = [
    ("inbox", workspace.inbox), ("archive", workspace.archive), ("out", workspace.out),
    ("ledger", workspace.ledger),
  ]
  let reserved = [
    "policy", "rates", "profiles", "backhaul.yaml", "shops.yaml", "sources.yaml", "people.yaml",
  ]
  for (position, (name, path)) in used.enumerated() {
    guard let place = draft.places[name] else { continue }
    if let holder = reserved.first(where: { isWithin(path, $0) }) {
      problems.add(
        "paths.\(name) is \(quoted(path)), which is within \(holder) of the workspace; "
          + "choose another", at: place)
    }
    for (otherPosition, (other, otherPath)) in used.enumerated() where other != name {
      // Of two that both stand in the file, the later one is named.
      guard draft.places[other] == nil || otherPosition < position else { continue }
      guard isWithin(path, otherPath) || isWithin(otherPath, path) else { continue }
      problems.add(
        "paths.\(name) is \(quoted(path)) and paths.\(other) is \(quoted(otherPath)); "
          + "neither may be within the other", at: place)
    }
  }
}

private func isWithin(_ path: String, _ folder: String) -> Bool {
  path == folder || path.hasPrefix(folder + "/")
}
