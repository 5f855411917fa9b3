import Foundation
import Testing

/// `backhaul report`: past dates again.
@Suite struct PastReportTests {
  @Test func aPastDayIsRenderedAsItWasKnownThen() throws {
    let sample = try PlayedSample(.english)
    defer { sample.remove() }
    let day = sample.days[1]
    let before = GeneratedWorkspace.files(below: sample.shop.path)
    let out = sample.scratch.appending(path: "then")
    let ending = try report(sample, ["--day", day, "--out", out.path])
    #expect(ending.code == 0, "\(ending.errors)")
    let wanted = GeneratedWorkspace.files(below: sample.shop.appending(path: "out/\(day)").path)
    let found = GeneratedWorkspace.files(below: out.path)
    for (name, bytes) in found { #expect(wanted[name] == bytes, "\(name)") }
    #expect(found["finance.html"] != nil)
    #expect(GeneratedWorkspace.files(below: sample.shop.path) == before)
  }

  /// Judged again from the ledger alone, a date says the same in another language: also of the
  /// files that were held and refused on it.
  @Test func anotherLanguageSaysTheSame() throws {
    let sample = try PlayedSample(.english)
    defer { sample.remove() }
    let day = sample.days[1]
    let out = sample.scratch.appending(path: "zh")
    let ending = try report(sample, ["--day", day, "--lang", "zh", "--out", out.path])
    #expect(ending.code == 0, "\(ending.errors)")
    func rows(_ folder: URL, _ name: String, _ columns: [String]) throws -> [[String]] {
      let text = try String(contentsOf: folder.appending(path: name + ".csv"), encoding: .utf8)
      return try #require(Table(text).project(columns))
    }
    let then = sample.shop.appending(path: "out/\(day)")
    let columns = ["exception_id", "code", "status", "expected", "actual", "opened_on", "age_days"]
    #expect(try rows(out, "exceptions", columns) == rows(then, "exceptions", columns))
    #expect(try rows(then, "intake", ["status"]).contains(["held"]))
    for name in [
      "intake", "cleaning", "pending", "matches", "fee_settlement", "causes", "descriptive",
      "associations", "trends",
      "forecast", "service_figures", "satisfaction", "call_list",
    ] {
      let text = { (folder: URL) in try Data(contentsOf: folder.appending(path: name + ".csv")) }
      #expect(try text(out) == text(then), "\(name)")
    }
    #expect(try isChinese(out))
    // Also where the shop has that language by now, and had another one then.
    let settings = sample.shop.appending(path: "backhaul.yaml")
    let english = try String(contentsOf: settings, encoding: .utf8)
    let chinese = english.replacingOccurrences(of: "language: en", with: "language: zh-Hans")
    #expect(chinese != english)
    try chinese.write(to: settings, atomically: true, encoding: .utf8)
    let later = sample.scratch.appending(path: "later")
    _ = try report(sample, ["--day", day, "--lang", "zh", "--out", later.path])
    #expect(try isChinese(later))
  }

  private func isChinese(_ folder: URL) throws -> Bool {
    let page = try String(contentsOf: folder.appending(path: "finance.html"), encoding: .utf8)
    return page.contains("lang=\"zh-Hans\"") && page.contains("今日待决定")
  }

  /// What the figures said stands on the managers' page again, as a shop of that language had it.
  @Test func thePastPageHasItsAnalysis() throws {
    let (english, chinese) = (try PlayedSample(.english), try PlayedSample(.chinese))
    defer {
      english.remove()
      chinese.remove()
    }
    for day in english.days {
      let out = english.scratch.appending(path: "zh-\(day)")
      _ = try report(english, ["--day", day, "--lang", "zh", "--out", out.path])
      let then = try analysis(chinese.shop.appending(path: "out/\(day)"))
      let now = try analysis(out)
      for (section, text) in then {
        let isSame = now[section] == text
        #expect(isSame, "\(day): \(section)")
      }
    }
  }

  /// The sections of the managers' page that analysis fills, by their ids.
  private func analysis(_ folder: URL) throws -> [String: String] {
    let page = try String(contentsOf: folder.appending(path: "management.html"), encoding: .utf8)
    var sections: [String: String] = [:]
    for part in page.components(separatedBy: "<section id=\"").dropFirst() {
      let id = part.prefix { $0 != "\"" }
      guard ["findings", "outlook", "satisfaction", "hours", "statistics"].contains(id) else {
        continue
      }
      sections[String(id)] = part.components(separatedBy: "</section>")[0]
    }
    try #require(sections.count == 5)
    return sections
  }

  /// What came a day later is known now.
  @Test func knownNowTakesInWhatCameLater() throws {
    let sample = try PlayedSample(.english)
    defer { sample.remove() }
    let out = sample.scratch.appending(path: "now")
    let ending = try report(
      sample, ["--day", sample.days[1], "--known", "now", "--out", out.path, "--json"])
    #expect(ending.code == 0, "\(ending.errors)")
    let intake = Table(
      try String(contentsOf: out.appending(path: "intake.csv"), encoding: .utf8))
    let files = (intake.project(["file"]) ?? []).map { $0[0] }
    #expect(files.contains { $0.contains(sample.days[2]) }, "\(files)")
  }

  /// Facts that came later are added to what was known then: no case and no payment of the date is
  /// missing, and what the figures say of it is not less.
  @Test func knownNowForgetsNothing() throws {
    let sample = try PlayedSample(.english)
    defer { sample.remove() }
    func rows(_ folder: URL, _ name: String, _ columns: [String]) throws -> [[String]] {
      let text = try String(contentsOf: folder.appending(path: name + ".csv"), encoding: .utf8)
      return try #require(Table(text).project(columns), "\(name)")
    }
    for day in sample.days {
      let then = sample.shop.appending(path: "out/\(day)")
      let now = sample.scratch.appending(path: "now-\(day)")
      let ending = try report(sample, ["--day", day, "--known", "now", "--out", now.path])
      #expect(ending.code == 0, "\(ending.errors)")
      for (name, columns) in [
        ("cases", ["shop_id", "case_id", "line_no"]),
        ("matches", ["evidence_feed", "evidence_id"]),
      ] {
        let known = Set(try rows(now, name, columns))
        let lost = try rows(then, name, columns).filter { !known.contains($0) }
        #expect(lost.isEmpty, "\(day) \(name): \(lost.prefix(5))")
      }
      let counted = try [then, now].map { folder in
        try rows(folder, "causes", ["cases"]).reduce(0) { $0 + (Int($1[0]) ?? 0) }
      }
      #expect(counted[1] >= counted[0], "\(day): \(counted)")
    }
  }

  /// Of the files that a date left in the inbox one has come in since: the other one is named, and
  /// what was killed on the way leaves nothing. Of a week the page says what of it is known now.
  @Test func whatStaysHeldIsNamedAsKnownNow() throws {
    let folder = Scenario.root.appending(path: "control-total/first-of-two-comes-whole")
    let stage = try Stage(
      Scenario(folder: folder, group: "control-total", name: folder.lastPathComponent))
    defer { stage.remove() }
    for day in stage.scenario.days {
      _ = try stage.deliver(day)
      _ = try stage.run(day)
    }
    let out = stage.scratch.appending(path: "now")
    let leftover = out.appending(path: ".past.sqlite")
    func report(_ arguments: [String]) throws {
      try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
      try Data("cut off".utf8).write(to: leftover)
      let ending = try Backhaul.run(
        ["report", stage.workspace.path, "--out", out.path] + arguments, scratch: stage.scratch)
      #expect(ending.code == 0, "\(arguments): \(ending.errors)")
      #expect(!FileManager.default.fileExists(atPath: leftover.path), "\(arguments)")
    }
    try report(["--day", "2026-03-11", "--known", "now"])
    let intake = Table(
      try String(contentsOf: out.appending(path: "intake.csv"), encoding: .utf8))
    let held = intake.project(["file", "status"])?.filter { $0[1] == "held" }
    #expect(held == [["b.csv", "held"]])
    try report(["--day", "2026-03-11"])
    for (knowledge, words) in [
      ("now", "The last date is as known now, with all facts that have come since; the dates"),
      ("then", "All dates are as known then, each on its evening."),
    ] {
      try report(["--week", "2026-03-11", "--known", knowledge])
      let page = try String(contentsOf: out.appending(path: "finance.html"), encoding: .utf8)
      #expect(page.contains(words), "\(knowledge)")
    }
  }

  /// A date a row: a month of them fits a sheet of paper, and breaks over several.
  @Test func aWeekShowsItsDays() throws {
    let sample = try PlayedSample(.chinese)
    defer { sample.remove() }
    let ending = try report(sample, ["--week", sample.days[0]])
    #expect(ending.code == 0, "\(ending.errors)")
    let folder = sample.shop.appending(path: "reports/week-\(sample.days[2])-then")
    let page = try String(
      contentsOf: folder.appending(path: "management.html"), encoding: .utf8)
    #expect(page.contains("本周逐日"))
    for day in ["2026年3月9日", "2026年3月10日", "2026年3月11日"] {
      #expect(page.contains("<th scope=\"row\" role=\"rowheader\">\(day)</th>"), "\(day)")
    }
    let total = "<tfoot role=\"rowgroup\"><tr role=\"row\"><th scope=\"row\" role=\"rowheader\">"
    #expect(page.contains("\(total)合计或期末</th>"))
  }

  @Test func aDayWithoutARunIsSaid() throws {
    let sample = try PlayedSample(.english)
    defer { sample.remove() }
    let ending = try report(sample, ["--day", "2026-01-01"])
    #expect(ending.code == 2)
    #expect(
      ending.errors.contains("2026-01-01: no run of this date has been finished; the last one is"))
    let wrong = try report(sample, ["--day", "2026-01-01", "--week", "2026-01-01"])
    #expect(
      wrong.code == 2 && wrong.errors.contains("name one of --period, --day, --week and --month"))
    let odd = try report(sample, ["--period", "2026-W54"])
    #expect(odd.code == 2 && odd.errors.contains("no such day, week or month"))
  }

  /// A period by its name is that of the option of its own; without any it is the last date.
  @Test func periodsAreNamed() throws {
    let sample = try PlayedSample(.english)
    defer { sample.remove() }
    let last = try #require(sample.days.last)
    func pages(_ arguments: [String]) throws -> [String: Data] {
      let out = sample.scratch.appending(path: arguments.joined() + "-pages")
      let ending = try report(sample, arguments + ["--out", out.path])
      #expect(ending.code == 0, "\(ending.errors)")
      return GeneratedWorkspace.files(below: out.path)
    }
    #expect(try pages([]) == pages(["--day", last]))
    #expect(try pages(["--period", last]) == pages(["--day", last]))
    #expect(try pages(["--period", String(last.prefix(7))]) == pages(["--month", last]))
    #expect(try pages(["--period", isoWeek(last)]) == pages(["--week", last]))
  }

  private func isoWeek(_ day: String) throws -> String {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    let date = try Date("\(day)T12:00:00Z", strategy: .iso8601)
    let parts = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
    let week = String(format: "%02d", parts.weekOfYear ?? 0)
    return "\(parts.yearForWeekOfYear ?? 0)-W\(week)"
  }

  private func report(_ sample: PlayedSample, _ arguments: [String]) throws -> Backhaul.Ending {
    try Backhaul.run(["report", sample.shop.path] + arguments, scratch: sample.scratch)
  }
}
