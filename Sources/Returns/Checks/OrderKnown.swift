extension ApplicationCheck {
  /// Order data is material that every application needs (design: section 8): without it the case
  /// waits.
  static let orderKnown = ApplicationCheck(name: .orderKnown) { file, _, _ in
    guard file.lines.isEmpty else { return .pass }
    file.missingMaterial.append("order data")
    return .unknown
  }
}
