import Returns
import Testing

@testable import Settings

/// What customers are told, as policy files word it.
@Suite struct NoticeTests {
  @Test func comesWithTextsForAllKindsInBothLanguages() throws {
    let notices = try load([:]).policy.notices
    #expect(notices.count == NoticeKind.allCases.count)
    for notice in notices {
      #expect(!notice.isOff)
      for language in NoticeLanguage.allCases { #expect(!notice[language].isEmpty) }
    }
  }

  @Test func takesTheShopsOwnWords() throws {
    let policy = try load([
      "policy/notices.yaml": """
      notices:
        approved: {en: "Yes[, by {send_by}]"}
        survey: off
      """,
      "shops.yaml": "- id: berlin\n- id: main\n  language: zh-Hans\n",
    ]).policy
    let approved = policy.notices[Int(NoticeKind.approved.rawValue)]
    #expect(approved[.english] == "Yes[, by {send_by}]")
    #expect(!approved[.chinese].isEmpty)
    #expect(policy.notices[Int(NoticeKind.survey.rawValue)].isOff)
    #expect(policy.shops.map(\.noticeLanguage) == [.english, .chinese])
    #expect(try load(["policy/policy.yaml": "notices: off\n"]).policy.notices.isEmpty)
  }

  @Test func refusesWhatCannotBeFilled() throws {
    func message(_ text: String) throws -> String {
      try policyErrors("notices:\n  arrival: {en: \"\(text)\"}\n")
    }
    #expect(
      try message("Dear {name}").contains(
        "policy/policy.yaml:2:17: notices.arrival.en is \"Dear {name}\"; expected places out of "
          + "{shop}, {case}"))
    #expect(try message("for [{case}").contains("expected a ] behind every ["))
    #expect(try message("for {case}]").contains("expected a ] behind every ["))
    #expect(try message("for {case").contains("expected a } behind every {"))
    #expect(
      try policyErrors("notices: {arival: off}\n").contains("did you mean \"arrival\"?"))
  }
}
