internal import Returns

/// `analysis: {figures: no}`, `analysis: {gender: yes, age: yes}`.
let analysisKeys: [Key<PolicyDraft>] = [
  Key("figures") { setting, draft, problems in
    if let flag = setting.flag(&problems) { draft.policy.analysis.countsFigures = flag }
  },
  Key("gender") { setting, draft, problems in
    if let flag = setting.flag(&problems) { draft.policy.analysis.countsGender = flag }
  },
  Key("age") { setting, draft, problems in
    if let flag = setting.flag(&problems) { draft.policy.analysis.countsAge = flag }
  },
]
