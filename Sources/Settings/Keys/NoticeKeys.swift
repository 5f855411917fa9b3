internal import Returns

/// `notices: {arrival: {en: "...", zh-Hans: "..."}, survey: off}` over the texts that come with the
/// program; what is not named keeps its own. `notices: off`: customers are told nothing.
func readNotices(
  _ setting: Setting, over templates: [NoticeTemplate], _ problems: inout Problems
) -> [NoticeTemplate] {
  if setting.word == "off" || setting.word == "no" { return [] }
  var result = templates
  let keys = NoticeKind.allCases.map { kind in
    Key<[NoticeTemplate]>(kind.name) { entry, target, problems in
      let place = Int(kind.rawValue)
      if entry.word == "off" || entry.word == "no" {
        target[place].isOff = true
      } else {
        target[place].isOff = false
        entry.read(languageKeys, into: &target[place], &problems)
      }
    }
  }
  setting.read(keys, into: &result, &problems)
  return result
}

/// `Defaults/notices.yaml`, in the form of a workspace's own setting.
let shippedNotices: [NoticeTemplate] = {
  var problems = Problems()
  let file = ConfigurationFile(path: "notices.yaml", bytes: PackageResources.notices_yaml)
  let none = NoticeKind.allCases.map { _ in NoticeTemplate() }
  let root = readYAML(file, problems: &problems)
  let templates = root.map { readNotices($0, over: none, &problems) } ?? none
  precondition(problems.errors.isEmpty, "notices.yaml of the program: \(problems.errors)")
  return templates
}()

private let languageKeys = NoticeLanguage.allCases.map { language in
  Key<NoticeTemplate>(language.tag) { entry, template, problems in
    guard let text = entry.text(&problems) else { return }
    if let fault = templateFault(text) {
      entry.expected(fault, &problems)
    } else {
      template[language] = Text(text)
    }
  }
}

/// What is wrong with a template's places and brackets; nil: nothing.
private func templateFault(_ text: String) -> String? {
  var (depth, rest) = (0, text[...])
  while let next = rest.first {
    rest = rest.dropFirst()
    switch next {
    case "[": depth += 1
    case "]": depth -= 1
    case "{":
      guard let end = rest.firstIndex(of: "}") else { return "a } behind every {" }
      let name = String(rest[..<end])
      guard NoticeField(name: name) != nil else {
        let known = NoticeField.allCases.map { "{\($0.name)}" }.joined(separator: ", ")
        return "places out of \(known)"
      }
      rest = rest[rest.index(after: end)...]
    default: break
    }
    if depth < 0 { break }
  }
  return depth == 0 ? nil : "a ] behind every ["
}
