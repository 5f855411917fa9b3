internal import Returns

/// `analysis: {gender: yes, age: yes}`.
let analysisKeys: [Key<PolicyDraft>] = [
  Key("gender") { setting, draft, problems in
    if let flag = setting.flag(&problems) { draft.policy.analysis.countsGender = flag }
  },
  Key("age") { setting, draft, problems in
    if let flag = setting.flag(&problems) { draft.policy.analysis.countsAge = flag }
  },
]
