internal import Returns

/// Reads people.yaml: the roles, then the people, whose roles and deputies must exist.
func readPeople(_ root: Setting, _ policy: Policy, _ problems: inout Problems) -> People {
  var parts = PeopleParts()
  root.read(partKeys, into: &parts, &problems)
  var people = People()
  people.roles = (parts.roles?.named("name", &problems) ?? []).map {
    readRole($0, policy, &problems)
  }
  let named = parts.people?.named("name", &problems) ?? []
  people.persons = named.map { readPerson($0, people.roles, named.map(\.id), &problems) }
  return people
}

/// The two parts of the file, which refer to each other.
private struct PeopleParts {
  var roles: Setting?
  var people: Setting?
}

private let partKeys: [Key<PeopleParts>] = [
  Key("roles") { setting, parts, _ in parts.roles = setting },
  Key("people") { setting, parts, _ in parts.people = setting },
]

private func readRole(
  _ named: NamedSetting, _ policy: Policy, _ problems: inout Problems
) -> People.Role {
  var role = People.Role()
  role.name = named.id
  let shops = policy.shopWords
  let keys: [Key<People.Role>] = [
    Key("actions") { setting, role, problems in
      var words: [(String, DecisionAction?)] = DecisionAction.allCases.map { ($0.name, $0) }
      words.append(("withdraw", nil))
      let chosen = setting.choices("action", words, &problems)
      role.actions = chosen.compactMap(\.self)
      role.mayWithdraw = chosen.contains(nil)
    },
    Key("codes") { setting, role, problems in
      if setting.word == "all" { return }
      let words = ExceptionCode.allCases.map { ($0.name, $0) }
      role.codes = setting.choices("code", words, &problems)
    },
    Key("shops") { setting, role, problems in
      if setting.word == "all" { return }
      role.shops = Set(setting.choices("shop", shops, &problems)).sorted()
    },
    Key("limits") { setting, role, problems in role.limits = setting.amounts(&problems) },
    Key("approval_above") { setting, role, problems in
      role.approvalAbove = setting.amounts(&problems)
    },
  ]
  for entry in named.entries { entry.readAsEntry(keys, into: &role, &problems) }
  return role
}

private func readPerson(
  _ named: NamedSetting, _ roles: [People.Role], _ names: [String], _ problems: inout Problems
) -> People.Person {
  var person = People.Person()
  person.name = named.id
  let roleWords = roles.map { ($0.name, $0.name) }
  let deputyWords = names.filter { $0 != named.id }.map { ($0, $0) }
  let keys: [Key<People.Person>] = [
    Key("roles") { setting, person, problems in
      person.roles = setting.choices("role", roleWords, &problems)
    },
    Key("deputies") { setting, person, problems in
      person.deputies = setting.choices("person", deputyWords, &problems)
    },
  ]
  for entry in named.entries { entry.readAsEntry(keys, into: &person, &problems) }
  return person
}
