public import Insight
public import Returns

/// Every count and total of a run.
public struct Summary: Sendable {
  public var businessDate: Day
  public var shopIDs: [String]
  public var figures: DayFigures
  public var intake: [IntakeRow]
  public var proof: ProofResult
  public var instructions: [InstructionFigures]
  public var disputes: [CarrierDisputes]
  /// What the figures say; nil: nobody looked.
  public var insight: DayInsight?

  public init(
    businessDate: Day, shopIDs: [String], figures: DayFigures, intake: [IntakeRow],
    proof: ProofResult, instructions: [InstructionFigures] = [], disputes: [CarrierDisputes] = [],
    insight: DayInsight? = nil
  ) {
    self.insight = insight
    self.instructions = instructions
    self.disputes = disputes
    self.businessDate = businessDate
    self.shopIDs = shopIDs
    self.figures = figures
    self.intake = intake
    self.proof = proof
  }

  /// `summary.json`: integers, amounts in minor units beside their currency.
  public func json() -> [UInt8] {
    JSONDocument.object { json in
      json.field("business_date", businessDate.string)
      json.strings("shops", shopIDs)
      json.object("proof") { json in
        json.field("verdict", proof.verdict.name)
        json.field("residuals", proof.residualCount)
      }
      json.object("intake", writeIntake)
      json.object("cases", writeCases)
      json.object("exceptions", writeExceptions)
      json.list("money", figures.moneyByKind, Self.write)
      json.list("pending", figures.pendingByDay) { json, entry in
        json.field("breaks_on", entry.day.string)
        Self.write(&json, entry.tally)
      }
      json.list("freight", figures.freightByCurrency, Self.write)
      json.list("disputes", disputes, CarrierDisputes.write)
      json.list("instructions", instructions, InstructionFigures.write)
      if let insight { json.object("insight") { insight.write(&$0) } }
    }
  }

  private func writeIntake(_ json: inout JSONDocument) {
    for status in IntakeStatus.allCases {
      json.field(status.name, intake.count { $0.status == status })
    }
    let counters: [(String, KeyPath<IntakeRow, Int>)] = [
      ("read", \.read), ("accepted", \.accepted), ("duplicate", \.duplicate),
      ("superseded", \.superseded), ("rejected", \.rejected), ("filtered", \.filtered),
    ]
    for (name, counter) in counters {
      json.field(name, intake.reduce(0) { $0 + $1[keyPath: counter] })
    }
  }

  private func writeCases(_ json: inout JSONDocument) {
    json.field("shown", figures.caseCount)
    json.field("open", figures.openCaseCount)
    json.object("by_kind") { json in
      for kind in CaseKind.allCases {
        json.field(kind.name, figures.countCases { $0.kind == kind })
      }
    }
    json.object("by_family") { json in
      for family in ReasonFamily.allCases {
        json.field(family.name, figures.countCases { $0.family == family })
      }
    }
    json.object("by_stage") { json in
      for stage in Stage.allCases {
        json.field(stage.name, figures.countCases { $0.stage == stage })
      }
    }
  }

  private func writeExceptions(_ json: inout JSONDocument) {
    json.field("open", figures.openExceptionCount)
    json.object("by_status") { json in
      for status in ExceptionStatus.allCases {
        json.field(status.name, figures.exceptionCount(status))
      }
    }
    json.list("by_severity", Severity.allCases.reversed()) { json, severity in
      json.field("severity", severity.name)
      Self.write(&json, figures.exceptions { $0.severity == severity })
    }
    json.list("by_owner", Owner.allCases) { json, owner in
      json.field("owner", owner.name)
      Self.write(&json, figures.exceptions { $0.owner == owner })
    }
    json.list("by_code", figures.exceptionsByCode) { json, entry in
      json.field("code", entry.code.name)
      Self.write(&json, entry.tally)
    }
  }

  private static func write(_ json: inout JSONDocument, _ tally: Tally) {
    json.field("count", tally.count)
    json.list("amounts", tally.amounts.sorted) { json, entry in
      json.field("currency", entry.currency.string)
      json.field("amount", entry.amount)
    }
  }

  private static func write(
    _ json: inout JSONDocument,
    _ entry: (group: DayFigures.MoneyGroup, figures: DayFigures.MoneyFigures)
  ) {
    json.field("kind", entry.group.kind.name)
    json.field("currency", entry.group.currency.string)
    json.field("count", entry.figures.count)
    json.field("expected", entry.figures.expected)
    json.field("matched", entry.figures.matched)
    json.field("pending", entry.figures.pending)
    json.field("unproven", entry.figures.unproven)
    json.field("written_off", entry.figures.writtenOff)
    json.field("missing", entry.figures.missing)
  }

  private static func write(
    _ json: inout JSONDocument, _ entry: (currency: Currency, figures: DayFigures.FreightFigures)
  ) {
    json.field("currency", entry.currency.string)
    json.field("positions", entry.figures.positions)
    json.field("billed", entry.figures.billed)
    json.field("expected", entry.figures.expected)
    json.field("payable", entry.figures.payable)
    json.field("disputed", entry.figures.disputed)
    json.field("recovered", entry.figures.recovered)
  }
}
