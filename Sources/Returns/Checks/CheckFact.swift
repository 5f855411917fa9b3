/// A fact that a check rests on, as `explain` shows it: by the name of its column where it has one.
public struct CheckFact: Sendable {
  public enum Value: Sendable {
    case day(Day)
    case number(Int64)
    case amount(Int64)
    case text(Text)
  }

  public let name: StaticString
  public let value: Value

  init(_ name: StaticString, _ value: Value) {
    self.name = name
    self.value = value
  }
}

extension Desk {
  /// What a check of a case line rests on, in the order it is told.
  func facts(of check: CheckName, _ index: Int) -> [CheckFact] {
    let file = files[index]
    switch check {
    case .orderKnown: return [CheckFact("order_id", .text(file.application.orderID))]
    case .quantityAvailable:
      return [
        CheckFact("asked", .number(file.quantity)), CheckFact("left", .number(file.quantityLeft)),
      ]
    case .noDuplicate: return rivalFacts(of: index)
    case .inTime, .received: return windowFacts(of: file)
    case .notExcluded: return exclusionFacts(of: file)
    case .materialComplete: return materialFacts(of: file)
    case .platformRuling:
      let ruling = file.application.platformRuling
      return ruling.isEmpty ? [] : [CheckFact("platform_ruling", .text(ruling))]
    case .resaleable, .unused, .packaging: return goodsFacts(of: file, check)
    case .differencePaid: return differenceFacts(of: file, index)
    }
  }

  private func rivalFacts(of index: Int) -> [CheckFact] {
    let file = files[index]
    var facts = [
      CheckFact("asked", .number(file.quantity)),
      CheckFact("ordered", .number(file.orderedQuantity)),
    ]
    for other in files[..<index]
    where other.sharesLine(with: file) && other.holdsGoods && other.kind == file.kind
      && !isRefunded(other)
    {
      facts.append(CheckFact("also_asked_by", .text(other.caseID)))
      let held = other.unitsHeld(at: file.application.appliedAt)
      facts.append(CheckFact("quantity", .number(held)))
    }
    return facts
  }

  private func windowFacts(of file: CaseFile) -> [CheckFact] {
    var facts = [CheckFact("applied_at", .day(day(file.application.appliedAt)))]
    if let received = receiptDay(of: file) { facts.append(CheckFact("received", .day(received))) }
    if let end = file.windowEnd { facts.append(CheckFact("window_ends", .day(end))) }
    return facts
  }

  private func exclusionFacts(of file: CaseFile) -> [CheckFact] {
    file.lines.flatMap { line -> [CheckFact] in
      var facts: [CheckFact] = []
      if !line.category.isEmpty { facts.append(CheckFact("category", .text(line.category))) }
      if line.isNoReasonExcluded { facts.append(CheckFact("no_reason_excluded", .text("yes"))) }
      return facts
    }
  }

  private func materialFacts(of file: CaseFile) -> [CheckFact] {
    let missing = file.missingMaterial.map { CheckFact("missing", .text($0)) }
    guard missing.isEmpty, let completedAt = file.completedAt else { return missing }
    return [CheckFact("complete_since", .day(day(completedAt)))]
  }

  private func goodsFacts(of file: CaseFile, _ check: CheckName) -> [CheckFact] {
    file.inspections.flatMap { inspection -> [CheckFact] in
      var facts = [
        CheckFact("inspected_at", .day(day(inspection.inspectedAt))),
        CheckFact("quantity", .number(inspection.quantity)),
        CheckFact("result", .text(Text(inspection.result.name))),
      ]
      if check == .packaging {
        let said: Text = inspection.packaging.isEmpty ? "nothing said" : inspection.packaging
        facts.append(CheckFact("packaging", .text(said)))
        return facts
      }
      if let condition = inspection.condition {
        facts.append(CheckFact("condition", .text(Text(condition.name))))
      }
      if let isResaleable = inspection.isResaleable {
        facts.append(CheckFact("resaleable", .text(isResaleable ? "yes" : "no")))
      }
      return facts
    }
  }

  private func differenceFacts(of file: CaseFile, _ index: Int) -> [CheckFact] {
    guard let difference = priceDifference(of: file) else { return [] }
    var facts = [CheckFact("difference", .amount(difference))]
    if let payment = standing(.differencePayment, of: index) {
      facts.append(CheckFact("paid", .amount(payment.matched)))
      facts.append(CheckFact("due_on", .day(payment.due.dueOn)))
    }
    return facts
  }
}
