extension Check {
  /// Per case: what the carriers are paid is what somebody bears, to the cent.
  static let freight = Check(
    "freight", "every freight position adds up, and every case's freight is borne to the cent"
  ) { evening, findings in
    let table = try evening.run.table(.feeSettlement)
    let place = try table.columns(
      "case_id", "expected_fee", "billed_fee", "variance", "borne_fee", "payable", "currency")
    var cases: [String: (cost: Int128, borne: Int128)] = [:]
    try table.forEachRow { row in
      let line = { evening.run.place("fee_settlement.csv", line: row.line) }
      let variance = row[place[1]].amount.map { (row[place[2]].amount?.minor ?? 0) - $0.minor }
      findings.compare(
        "\(line()) variance", found: words(row[place[3]].amount?.minor), expected: words(variance))
      let (borne, payable) = (row[place[4]].amount?.minor ?? 0, row[place[5]].amount?.minor ?? 0)
      if row[place[0]].isEmpty {
        findings.compare("\(line()) borne_fee", found: borne, expected: payable)
      } else {
        let sum = cases["\(row[place[0]].string) \(row[place[6]].string)"] ?? (0, 0)
        cases["\(row[place[0]].string) \(row[place[6]].string)"] = (
          sum.cost + payable, sum.borne + borne
        )
      }
    }
    let unbalanced = cases.filter { $0.value.cost != $0.value.borne }
    for (name, sum) in unbalanced.sorted(by: { $0.key < $1.key }) {
      findings.compare(
        "\(evening.run.place("fee_settlement.csv")) borne_fee of case \(name)", found: sum.borne,
        expected: sum.cost)
    }
    let claimed = try evening.run.proof().cases
    // The proof also counts positions that are not listed: outbound ones without a variance.
    if claimed.checked < cases.count {
      findings.fault(
        evening.run.place("proof.json") + " cases.checked", found: "\(claimed.checked)",
        expected: "at least \(cases.count), the cases of fee_settlement.csv", advice: .recomputed)
    }
  }
}

private func words(_ amount: Int128?) -> String { amount.map { "\($0)" } ?? "none" }
