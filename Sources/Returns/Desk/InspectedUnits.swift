/// Which units an inspection is about. One that names no line of a case with several is about units
/// of the case: its lines take them in their order, those first that name the parcel they came in,
/// so that nothing that was accepted once is paid for twice (R5.1).
extension Desk {
  /// What the warehouse says of a case line, in no order.
  func inspections(of application: CaseLine) -> [Inspection] {
    let own = dossier.inspections.filter { $0.caseID == application.caseID }
    guard let lineNo = application.lineNo else { return own }
    guard own.contains(where: { $0.lineNo == nil }) else {
      return own.filter { $0.lineNo == lineNo }
    }
    let lines = dossier.cases.filter { $0.caseID == application.caseID }
      .sorted { ($0.lineNo ?? -1) < ($1.lineNo ?? -1) }
    return lines.count > 1
      ? share(of: lineNo, in: own, among: lines)
      : own.filter {
        $0.lineNo == nil || $0.lineNo == lineNo
      }
  }

  private func share(
    of lineNo: Int64, in inspections: [Inspection], among lines: [CaseLine]
  ) -> [Inspection] {
    var room = lines.map { line in
      inspections.reduce(line.quantity) { $1.lineNo == line.lineNo ? $0 - $1.quantity : $0 }
    }
    var own = inspections.filter { $0.lineNo == lineNo }
    let unnamed = inspections.filter { $0.lineNo == nil }.sorted {
      ($0.inspectedAt, $0.result.rawValue, $0.quantity)
        < ($1.inspectedAt, $1.result.rawValue, $1.quantity)
    }
    for var inspection in unnamed {
      var left = inspection.quantity
      var units: Int64 = 0
      for place in order(of: lines, in: inspection) {
        let taken = min(left, max(0, room[place]))
        room[place] -= taken
        left -= taken
        if lines[place].lineNo == lineNo { units += taken }
      }
      // More than all lines have room for is told once.
      if left > 0, lines[lines.count - 1].lineNo == lineNo { units += left }
      guard units > 0 else { continue }
      inspection.quantity = units
      own.append(inspection)
    }
    return own
  }

  private func order(of lines: [CaseLine], in inspection: Inspection) -> [Int] {
    guard !inspection.waybill.isEmpty else { return Array(lines.indices) }
    let named = lines.indices.filter { lines[$0].returnWaybill == inspection.waybill }
    return named + lines.indices.filter { !named.contains($0) }
  }
}
