/// One condition of an application (R2.3, R3.2, R4.2): a name and a function that answers it and
/// notes the fact it rests on. The list is in the order in which verdict reasons are reported.
struct ApplicationCheck: Sendable {
  let name: CheckName
  let answer: @Sendable (inout CaseFile, _ earlier: [CaseFile], Desk) -> CheckVerdict

  static let all: [ApplicationCheck] = [
    orderKnown, quantityAvailable, noDuplicate, inTime, notExcluded, materialComplete,
    platformRuling,
  ]
}
