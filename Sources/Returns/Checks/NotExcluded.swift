extension ApplicationCheck {
  /// Goods that may be kept out of the no-reason return (R2.1.2; CPL 25(1) and (2)).
  static let notExcluded = ApplicationCheck(name: .notExcluded) { file, _, _ in
    guard file.application.reason.family == .noReason else { return .pass }
    guard !file.lines.isEmpty else { return .unknown }
    let isExcluded = file.lines.contains {
      $0.isNoReasonExcluded || file.terms.excludedCategories.contains($0.category)
    }
    return isExcluded ? .fail : .pass
  }
}
