import Returns

/// Files and persons that disagree with themselves.
let sourceCodes: [CodeWording] = [
  CodeWording(
    .controlTotal,
    title: Worded("Control total disagrees", "控制总数不符"),
    explanation: Worded(
      "File {subject} is not whole, or does not follow on from the one before it[: stated "
        + "{expected}, found {actual}].",
      "文件 {subject} 不完整，或与上一文件不衔接[：应为 {expected}，实为 {actual}]。"),
    action: Worded(
      "Fetch the file again from its source, and what is missing before it.",
      "从来源重新获取该文件及其之前缺少的文件。")),
  CodeWording(
    .sourceLate,
    title: Worded("Source is late", "数据源迟到"),
    explanation: Worded(
      "Source {subject} should have delivered[ by {due}] and has not; what depends on it cannot be "
        + "proven.",
      "数据源 {subject} 应[于 {due} 前]送达而未送达，相关事项无法核实。"),
    action: Worded(
      "Ask the source for its files and put them in the inbox.",
      "向来源催取文件并放入 inbox。")),
  CodeWording(
    .feedConflict,
    title: Worded("Two records of one thing disagree", "同一事项的两份记录不一致"),
    explanation: Worded(
      "Two records of {subject} contradict each other and nothing tells which one holds.",
      "{subject} 的两份记录相互矛盾，无法判断以何者为准。"),
    action: Worded(
      "Ask the source which one holds and deliver it again with 'updated_at'.",
      "向来源确认哪个有效，并带“updated_at”重新送交。")),
  CodeWording(
    .decisionRefused,
    title: Worded("Decision refused", "决定未被接受"),
    explanation: Worded(
      "The decision {subject} was not carried out.",
      "决定 {subject} 未执行。"),
    action: Worded(
      "Have a person with the right decide anew on the present version.",
      "请有权限的人员按当前版本重新决定。")),
  CodeWording(
    .revised,
    title: Worded("Record was revised", "记录已更正"),
    explanation: Worded(
      "A newer version of {subject} replaced an earlier one, and what rested on it was judged "
        + "anew.",
      "{subject} 的新版本取代了旧版本，相关结果已重新判断。"),
    action: Worded(
      "Take note; act only where the new version is wrong.",
      "请知悉；仅当新版本有误时处理。")),
]
