public import Returns

/// What is said of people's decisions, in both languages.
extension Wording {
  /// Why a decision is not carried out, as a sentence that goes on.
  public static func refusal(_ refusal: DecisionRefusal, _ language: ReportLanguage) -> String {
    var bytes = ByteBuffer(capacity: 96)
    NoteWording.reason(refusal).append(language, to: &bytes)
    return bytes.string
  }

  /// For the column `note`: a decision that no longer holds.
  static func lapsed(
    _ action: DecisionAction, _ decidedBy: String, _ language: ReportLanguage
  ) -> String {
    switch language {
    case .english:
      "The decision '\(action.name)' of \(decidedBy) has lapsed: what it was taken on has changed."
    case .chinese: "\(decidedBy) 的决定“\(action.name)”已失效：所依据的情况已变化。"
    }
  }

  /// For the column `note`: a decision that money has made idle.
  static func overtaken(
    _ action: DecisionAction, _ decidedBy: String, _ language: ReportLanguage
  ) -> String {
    switch language {
    case .english:
      "The decision '\(action.name)' of \(decidedBy) counts no more: the money came all the same."
    case .chinese: "\(decidedBy) 的决定“\(action.name)”不再起作用：款项后来仍已收付。"
    }
  }
}

extension NoteWording {
  /// Why a decision was not carried out: `'write_off' of Li Na on bcd…: above …`.
  static func append(
    _ refusal: DecisionRefusal, _ action: DecisionAction, by person: Text, about exception: Text,
    _ language: ReportLanguage, to bytes: inout ByteBuffer
  ) {
    whose.append(language, to: &bytes, .string(action.name), .shown(person), .shown(exception))
    reason(refusal).append(language, to: &bytes)
  }

  fileprivate static func reason(_ refusal: DecisionRefusal) -> NoteSentence {
    switch refusal {
    case .unknownException: unknownException
    case .closed: closed
    case .outdated: outdated
    case .unknownPerson: unknownPerson
    case .action: wrongAction
    case .code: wrongCode
    case .shop: wrongShop
    case .limit: limit
    case .needsApproval: needsApproval
    case .selfApproved: selfApproved
    case .approver: wrongApprover
    case .amount: wrongAmount
    case .target: wrongTarget
    case .until: wrongDay
    case .notApplicable: notApplicable
    case .reused: reused
    case .attemptOpen: attemptOpen
    }
  }
}

private let whose = NoteSentence("'{0}' of {1} on {2}: ", "{1} 对 {2} 的“{0}”：")
private let attemptOpen = NoteSentence(
  "an instruction is still open, and nothing proves that this attempt has failed.",
  "已有一条退款指令尚未了结，且无证据表明该次退款失败。")
private let unknownException = NoteSentence("no such exception is known.", "没有此异常。")
private let closed = NoteSentence("the exception is not open.", "该异常并未处于待处理状态。")
private let outdated = NoteSentence(
  "it was taken on another version than the present one.", "所依据的不是当前版本。")
private let unknownPerson = NoteSentence(
  "people.yaml does not name this person.", "people.yaml 中没有此人。")
private let wrongAction = NoteSentence(
  "this person's roles do not allow the action.", "此人的角色不允许该操作。")
private let wrongCode = NoteSentence(
  "this person's roles do not cover the exception's code.", "此人的角色不包括该异常类型。")
private let wrongShop = NoteSentence(
  "this person's roles do not cover the shop.", "此人的角色不包括该店铺。")
private let limit = NoteSentence(
  "the amount is above this person's limit.", "金额超出此人的限额。")
private let needsApproval = NoteSentence(
  "the amount needs the approval of a second person.", "该金额须由第二人批准。")
private let selfApproved = NoteSentence(
  "the one who proposes is never the one who approves.", "提出人不得自行批准。")
private let wrongApprover = NoteSentence(
  "the approver could not have decided so.", "批准人无权作此决定。")
private let wrongAmount = NoteSentence(
  "the amount is missing, too exact for the currency, or more than is open.",
  "金额缺失、超出币种精度，或多于未结金额。")
private let wrongTarget = NoteSentence(
  "its target is not known here.", "其对象在此不存在。")
private let wrongDay = NoteSentence(
  "the day it names is missing or has passed.", "所填日期缺失或已过。")
private let notApplicable = NoteSentence(
  "the action means nothing for this exception.", "该操作不适用于此异常。")
private let reused = NoteSentence(
  "its id belongs to another decision; decide anew under an id of its own.",
  "其编号属于另一决定；请用新编号重新决定。")
