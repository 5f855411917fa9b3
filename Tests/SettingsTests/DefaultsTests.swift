import Foundation
import Returns
import Testing

@testable import Settings

/// What `backhaul init` writes loads, and says what the program does without it.
@Suite struct DefaultsTests {
  private func initialised() throws -> TestWorkspace {
    let workspace = try TestWorkspace()
    try FileManager.default.removeItem(atPath: workspace.root)
    _ = try initialiseWorkspace(at: workspace.root)
    return workspace
  }

  @Test func creates() throws {
    let workspace = try TestWorkspace()
    try FileManager.default.removeItem(atPath: workspace.root)
    #expect(
      try initialiseWorkspace(at: workspace.root) == [
        "archive", "inbox", "out", "policy", "policy/laws", "profiles", "rates", "README.txt",
        "people.yaml", "policy/laws/CN.example.yaml", "policy/laws/EU.example.yaml",
        "policy/policy.yaml", "rates/sf.example.csv", "shops.yaml", "sources.yaml", "backhaul.yaml",
      ])
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: workspace.root + path)[.posixPermissions]
        as? Int
    }
    for folder in ["", "/inbox", "/policy"] { #expect(try mode(folder) == 0o700) }
    for file in ["/backhaul.yaml", "/policy/policy.yaml"] { #expect(try mode(file) == 0o600) }
  }

  @Test func refusesAWorkspace() throws {
    let workspace = try TestWorkspace()
    let error = #expect(throws: SettingsErrors.self) {
      try initialiseWorkspace(at: workspace.root)
    }
    #expect(
      error?.description == """
        backhaul.yaml: is already there; choose another folder, or edit this workspace
        """)
  }

  @Test func keepsWhatIsThere() throws {
    let workspace = try TestWorkspace(["policy/policy.yaml": "review: trusted\n"])
    try FileManager.default.removeItem(atPath: workspace.root + "/backhaul.yaml")
    let created = try initialiseWorkspace(at: workspace.root)
    #expect(!created.contains("policy/policy.yaml"))
    #expect(!created.contains("policy"))
    #expect(created.contains("shops.yaml"))
    #expect(try workspace.load().policy.terms.review == .trusted)
  }

  @Test func namesAFolderThatCannotBeMade() throws {
    let workspace = try TestWorkspace(["inbox": "a file"])
    try FileManager.default.removeItem(atPath: workspace.root + "/backhaul.yaml")
    let error = #expect(throws: SettingsErrors.self) {
      try initialiseWorkspace(at: workspace.root)
    }
    #expect(error?.description == "inbox: cannot be made a folder: File exists")
  }

  @Test func loadsAsTheDefaults() throws {
    let workspace = try initialised().load()
    expectDefaults(workspace)
    #expect(
      workspace.policyFiles.map(\.path) == [
        "backhaul.yaml", "shops.yaml", "policy/policy.yaml", "sources.yaml", "people.yaml",
      ])
    #expect(
      workspace.notices == [
        "rates/ holds no rate card: freight is settled as billed, and no freight fee is audited"
      ])
    #expect(workspace.policy.shops.map(\.id) == ["main"])
    #expect(workspace.policy.shops[0].law?.name == "CN")
    #expect(workspace.policy.sources.isEmpty)
    #expect(workspace.people == People())
    #expect(workspace.policy.rateCards.isEmpty)
  }

  /// The commented settings of the two files show the defaults, and all of them.
  @Test func commentedSettingsAreTheDefaults() throws {
    let workspace = try initialised()
    let policy = withoutComments(try workspace.text("policy/policy.yaml"))
    try workspace.write(policy, to: "policy/policy.yaml")
    try workspace.write(
      withoutComments(try workspace.text("backhaul.yaml")), to: "backhaul.yaml")
    expectDefaults(try workspace.load())
    for key in PolicyKeys.all where !key.isRetired && key.name != "opening_date" {
      #expect(policy.contains("\n\(key.name): "), "\(key.name) is not in policy.yaml")
    }
  }

  @Test func commentedExamplesLoad() throws {
    let workspace = try initialised()
    for path in ["shops.yaml", "sources.yaml", "people.yaml"] {
      try workspace.write(withoutComments(try workspace.text(path)), to: path)
    }
    try workspace.write(try workspace.text("rates/sf.example.csv"), to: "rates/sf.csv")
    let loaded = try workspace.load()
    #expect(loaded.policy.shops.map(\.id) == ["main", "tmall"])
    #expect(loaded.policy.sources.map(\.id) == ["wechat"])
    #expect(loaded.policy.shops[1].platformExecutesRefunds)
    #expect(loaded.policy.sources[0].lagDays == 1)
    #expect(loaded.people.roles[0].actions.count == 5)
    #expect(loaded.people.persons.map(\.name) == ["Wang Fang", "Li Na"])
    #expect(loaded.policy.rateCards.rates.count == 4)
    #expect(loaded.notices.isEmpty)
  }

  @Test func aWorkspaceOfOneLineLoads() throws {
    expectDefaults(try load([:]))
    expectDefaults(try load(["backhaul.yaml": ""]))
    expectDefaults(try load(["backhaul.yaml": "policy:\npaths:\n", "shops.yaml": "# none\n"]))
  }

  /// The text with its commented settings in force: `#key: value` and the lines indented below it,
  /// up to a remark, which has one blank after its `#`.
  private func withoutComments(_ text: String) -> String {
    var isSetting = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let rest = line.dropFirst()
      let isRemark = rest.isEmpty || rest.first == " " && rest.dropFirst().first != " "
      isSetting = line.hasPrefix("#") && !isRemark && (isSetting || rest.first != " ")
      return String(isSetting ? rest : line)
    }.joined(separator: "\n")
  }

  private func expectDefaults(_ workspace: Workspace) {
    let defaults = Policy()
    let policy = workspace.policy
    #expect(workspace.zoneName == "Asia/Shanghai")
    #expect(policy.zone.offset(at: 1_763_800_000) == 28_800)
    #expect(policy.currency == defaults.currency)
    #expect(policy.terms == defaults.terms)
    #expect(policy.overrides.isEmpty)
    #expect("\(policy.fees)" == "\(defaults.fees)")
    #expect("\(policy.matching)" == "\(defaults.matching)")
    #expect(policy.openingDay == nil)
    #expect(policy.shops.allSatisfy { $0.feeds == nil && $0.openingDay == nil })
    #expect(workspace.language == .en)
    #expect(!workspace.csvBOM && !workspace.keepsInbox && workspace.masksPersonalData)
    #expect(workspace.readySettleSeconds == 0)
    #expect(
      [workspace.inbox, workspace.archive, workspace.out, workspace.ledger]
        == ["inbox", "archive", "out", "ledger.sqlite"])
  }
}
