extension ApplicationCheck {
  /// Quality cases need a description and at least one piece of evidence, exchanges the article
  /// wanted (R3.2). Material that came later counts, and moves the verdict to its time.
  static let materialComplete = ApplicationCheck(name: .materialComplete) { file, _, desk in
    let caseID = file.caseID
    var completedAt = file.application.appliedAt
    func has(_ type: MaterialType, _ given: Text) -> Bool {
      if !given.isEmpty { return true }
      let came = desk.dossier.materials.lazy
        .filter { $0.caseID == caseID && $0.type == type }.map(\.receivedAt).min()
      guard let came else { return false }
      completedAt = max(completedAt, came)
      return true
    }
    if file.application.reason.family == .quality {
      if !has(.description, file.application.description) {
        file.missingMaterial.append("description")
      }
      let evidence = file.application.evidence
      if !has(.evidence, evidence.hasPiece ? evidence : Text()) {
        file.missingMaterial.append("evidence")
      }
    }
    if file.lacksArticle {
      file.missingMaterial.append("exchange_sku")
    }
    file.completedAt = completedAt
    return file.missingMaterial.contains { $0 != "order data" } ? .unknown : .pass
  }
}

extension CaseFile {
  /// An exchange that does not say for what.
  var lacksArticle: Bool { kind == .exchange && application.exchangeSKU.isEmpty }
}

extension Text {
  /// Of a list whose pieces are parted by `;`: one of them is not blank.
  fileprivate var hasPiece: Bool {
    bytes.contains { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
  }
}
