internal import Returns

extension Setting {
  /// `{late: {days: 15, from: delivery}, lost: 30, charge: 90, FA03: none}`: until when a carrier
  /// takes claims. What is not named keeps its window.
  func claimWindows(_ problems: inout Problems) -> ClaimWindows {
    var draft = ClaimDraft()
    read(claimKeys, into: &draft, &problems)
    draft.windows.checks = FixedList(draft.checks)
    return draft.windows
  }
}

private struct ClaimDraft {
  var windows = ClaimWindows()
  var checks: [ClaimWindows.OfCheck] = []
}

private let claimKeys: [Key<ClaimDraft>] =
  [
    ground("late", \.windows.late, [.due, .delivery, .shipping]),
    ground("lost", \.windows.lost, [.trouble, .shipping]),
    ground("damaged", \.windows.damaged, [.trouble, .delivery, .shipping]),
    ground("charge", \.windows.charge, startsOfCharges),
  ]
  + FeeCheck.allCases.filter(\.isOfCharges).map { check in
    Key(check.name) { setting, draft, problems in
      let usual = ClaimWindow(nil, from: .billing)
      if let window = setting.claimWindow(usual, startsOfCharges, &problems) {
        draft.checks.append(ClaimWindows.OfCheck(check, window))
      }
    }
  }

private let startsOfCharges: [ClaimWindow.Start] = [.billing, .shipping, .delivery]

private func ground(
  _ name: String, _ path: any WritableKeyPath<ClaimDraft, ClaimWindow> & Sendable,
  _ starts: [ClaimWindow.Start]
) -> Key<ClaimDraft> {
  Key(name) { setting, draft, problems in
    if let window = setting.claimWindow(draft[keyPath: path], starts, &problems) {
      draft[keyPath: path] = window
    }
  }
}

extension FeeCheck {
  /// Not those that have a name of their own: `late`, `lost` and `damaged`; nor an insurer's.
  fileprivate var isOfCharges: Bool { self != .late && self != .lost && self != .payout }
}

extension Setting {
  /// Days, `none`, or `{days: 15, from: delivery}`.
  fileprivate func claimWindow(
    _ usual: ClaimWindow, _ starts: [ClaimWindow.Start], _ problems: inout Problems
  ) -> ClaimWindow? {
    if word == "none" { return ClaimWindow(nil, from: usual.from) }
    if let word {
      guard let days = wholeNumber(word), TermKey.dayRange.contains(days) else {
        expected("a whole number of days from 0 to 3650, none, or {days: …, from: …}", &problems)
        return nil
      }
      return ClaimWindow(days, from: usual.from)
    }
    var window = usual
    read(
      [
        Key<ClaimWindow>("days") { setting, window, problems in
          if let days = setting.count(TermKey.dayRange, of: "days", &problems) {
            window.days = days
          }
        },
        Key("from") { setting, window, problems in
          if let start = setting.choice(starts.map { ($0.name, $0) }, &problems) {
            window.from = start
          }
        },
      ], into: &window, &problems)
    return window
  }
}
