import Foundation
import LedgerStore
import Reports
import Returns
import Settings

/// A decision as it is given on the command line (`backhaul decide`).
public struct DecisionOrder: Sendable {
  public var workspace: String
  public var exception: String
  /// A word of the file contract: `write_off`.
  public var action: String
  public var decidedBy: String
  public var note = ""
  public var target = ""
  /// A decimal in the currency of the exception.
  public var amount = ""
  /// `YYYY-MM-DD`.
  public var until = ""
  public var approvedBy = ""
  /// nil: the latest.
  public var version: Int?
  /// Seconds since 1970: when it is decided.
  public var now: Int64

  public init(
    workspace: String, exception: String, action: String, decidedBy: String, now: Int64
  ) {
    self.workspace = workspace
    self.exception = exception
    self.action = action
    self.decidedBy = decidedBy
    self.now = now
  }
}

public enum DecisionAnswer: Sendable {
  /// The decision waits in the inbox, for the next run.
  case recorded(id: String, file: String)
  /// It would not be carried out; nothing is recorded.
  case refused(reason: String)
}

/// Checks a decision against what the last run found and, if it would stand, puts it into the inbox
/// as a file of the feed `decisions`.
///
/// A file, because it then is an input like any other: it waits for the next run, survives one that
/// is killed, is archived under its date, and stands in the manifest.
/// - Throws: `RunFailure.configuration` for wrong usage.
public func decide(_ order: DecisionOrder) throws -> DecisionAnswer {
  let inquiry = try Inquiry(order.workspace)
  let exception = Text(order.exception)
  guard let last = try inquiry.ledger.read({ try $0.exceptionHistory(exception) }).last else {
    throw RunFailure.configuration([
      "\(order.exception): no exception has this id; copy one from exceptions.csv of "
        + inquiry.day.string
    ])
  }
  let sheet = try DecisionSheet(order, last, inquiry)
  let judged = try sheet.tryOut(inquiry, last)
  if case .refused(let refusal) = judged?.standing {
    return .refused(reason: Wording.refusal(refusal, inquiry.language))
  }
  return .recorded(id: sheet.id, file: try sheet.write(inquiry.workspace))
}

extension Instant {
  fileprivate var before: Instant { Instant(seconds: seconds - 1) }
}

/// The one row of a decision file.
private struct DecisionSheet {
  let id: String
  private let order: DecisionOrder
  private let decision: Decision
  private let shopID: String
  private let decidedAt: String

  init(_ order: DecisionOrder, _ last: LedgerStore.ExceptionRow, _ inquiry: Inquiry) throws {
    guard let action = DecisionAction(name: order.action) else {
      throw RunFailure.configuration([
        "\(order.action): no action; one of \(DecisionAction.names.joined(separator: ", "))"
      ])
    }
    let policy = inquiry.workspace.policy
    let shop = policy.shops.first { $0.id == last.shopID } ?? policy.shops[0]
    // On what the last run found, and so of its date at the latest: the next run carries it out,
    // which may be one of that date again.
    let now = min(Instant(seconds: order.now), shop.zone.start(of: inquiry.day + 1).before)
    self.order = order
    shopID = shop.id.string
    decidedAt = Zone.utc.string(now)
    let version = order.version ?? last.version
    var hash = StableHash(seed: UInt64(version))
    for text in [
      order.exception, order.action, order.decidedBy, order.note, order.target, order.amount,
      order.until, order.approvedBy,
    ] { hash.combine(Text(text)) }
    id = inquiry.decisions.freeID(hash)
    var decision = Decision(
      id: id, exception: identity(publicID: order.exception) ?? 0, version: Int64(version),
      action: action, decidedBy: order.decidedBy, decidedOn: shop.zone.day(now),
      receivedOn: inquiry.day)
    decision.exceptionID = order.exception
    (decision.note, decision.approvedBy) = (order.note, order.approvedBy)
    if action == .revoke { decision.revokes = order.target } else { decision.target = order.target }
    if !order.until.isEmpty {
      guard let until = Day(iso: order.until) else {
        throw RunFailure.configuration(["--until \(order.until): not a day; write YYYY-MM-DD"])
      }
      decision.until = until
    }
    if !order.amount.isEmpty {
      decision.amountDecimals = shop.currency.decimals
      decision.amount = try Self.amount(order.amount, shop.currency)
    }
    self.decision = decision
  }

  private static func amount(_ text: String, _ currency: Currency) throws -> Int64 {
    guard let amount = minorUnits(text, decimals: currency.decimals) else {
      throw RunFailure.configuration([
        "--amount \(text): not an amount of \(currency.string); write it like "
          + Amount.string(1_050, currency)
      ])
    }
    return amount
  }

  /// What the decision would be worth on what the last run found.
  func tryOut(_ inquiry: Inquiry, _ last: LedgerStore.ExceptionRow) throws -> JudgedDecision? {
    let before = try inquiry.ledger.read {
      try $0.latestExceptions([last.id], before: inquiry.day).first
    }
    var decision = decision
    decision.seen = (before ?? last).seen(inquiry.policyShop)
    guard before == nil, last.closedOn == nil else { return try tryOut(decision, inquiry, last) }
    // A run of that date again knows nothing of the exception before it judges.
    var unseen = decision
    unseen.seen = nil
    let judged = try tryOut(unseen, inquiry, last)
    // What a match brings may settle it by itself: a run of the next date has seen it before.
    guard decision.action == .match, case .refused(.unknownException)? = judged?.standing else {
      return judged
    }
    return try tryOut(decision, inquiry, last)
  }

  private func tryOut(
    _ decision: Decision, _ inquiry: Inquiry, _ last: LedgerStore.ExceptionRow
  ) throws -> JudgedDecision? {
    let found = try inquiry.load([last.orderKey], trying: [decision])
    if let judged = found.flatMap(\.outcome.decisions).first(where: { $0.decision.id == id }) {
      return judged
    }
    guard let remembered = last.remembered(policyShop: inquiry.policyShop) else { return nil }
    var outcome = Outcome()
    let findings = last.closedOn == nil ? [remembered.finding] : []
    outcome.findings = findings
    var review = DecisionReview(
      inquiry.decisions[DecisionBook.ofNoDossier] + [decision], inquiry.circumstances, dossier: nil)
    review.run(into: &outcome) { rulings, outcome in
      outcome.clear()
      outcome.findings = findings
      outcome.setAside(rulings)
    }
    return outcome.decisions.last
  }

  /// - Returns: the file's path below the inbox.
  func write(_ workspace: Workspace) throws -> String {
    let columns: [(String, String)] = [
      ("decision_id", id), ("exception_id", order.exception), ("version", "\(decision.version)"),
      ("action", order.action), ("decided_by", order.decidedBy), ("decided_at", decidedAt),
      ("target", decision.target), ("amount", order.amount), ("note", order.note),
      ("until", order.until), ("approved_by", order.approvedBy), ("revokes", decision.revokes),
      ("shop_id", shopID),
    ]
    let text = [columns.map(\.0), columns.map { Self.cell($0.1) }]
      .map { $0.joined(separator: ",") + "\n" }.joined()
    let folder = workspace.path(workspace.inbox) + "/decisions"
    let path = "decisions/\(id).csv"
    let target = workspace.path(workspace.inbox) + "/" + path
    if FileManager.default.fileExists(atPath: target) { return path }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
      try Data(text.utf8).write(to: URL(filePath: target), options: .atomic)
    } catch {
      throw RunFailure.broken("\(target): cannot be written: \(error.localizedDescription)")
    }
    return path
  }

  private static func cell(_ text: String) -> String {
    guard text.contains(where: { "\",\n\r".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
