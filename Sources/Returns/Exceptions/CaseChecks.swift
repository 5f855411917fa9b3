extension ExceptionRule {
  /// The order a case names is not known, though the orders up to the application have come.
  static let caseNoOrder = ExceptionRule(code: .caseNoOrder, subject: .unknownLines) { desk in
    guard desk.delivers(.orders) else { return [] }
    return desk.files.compactMap { file in
      guard file.lines.isEmpty, !file.isWithdrawn, !file.isBeforeOpening else { return nil }
      let appliedOn = desk.day(file.application.appliedAt)
      guard desk.circumstances.waiting(for: .orders, shop: desk.shop, through: appliedOn) == nil
      else {
        return nil
      }
      var finding = desk.finding(.caseNoOrder, "no order", file: file, openedOn: appliedOn)
      finding.orderID = file.application.orderID
      return finding
    }
  }

  static let caseQuantity = ExceptionRule(code: .caseQuantity, subject: .failedChecks) { desk in
    desk.failed(.quantityAvailable, .caseQuantity, "quantity") { file, finding in
      finding.notes = [.quantity(asked: file.quantity, left: file.quantityLeft)]
    }
  }

  static let caseDuplicate = ExceptionRule(code: .caseDuplicate, subject: .failedChecks) { desk in
    desk.failed(.noDuplicate, .caseDuplicate, "duplicate") { file, finding in
      finding.notes = [.quantity(asked: file.quantity, left: file.orderedQuantity)]
    }
  }

  static let caseExcluded = ExceptionRule(code: .caseExcluded, subject: .failedChecks) { desk in
    desk.failed(.notExcluded, .caseExcluded, "excluded") { file, finding in
      finding.notes = file.lines.first.map { [.text($0.category)] } ?? []
    }
  }

  static let caseLate = ExceptionRule(code: .caseLate, subject: .failedChecks) { desk in
    desk.failed(.inTime, .caseLate, "late") { file, finding in
      finding.dueOn = file.windowEnd
      finding.notes = file.windowEnd.map { [.windowEnded($0), .appliedOn(finding.openedOn)] } ?? []
    }
  }

  /// What an application lacks is named, so that exactly that can be asked for (R3.2). A reviewer
  /// may waive it, but for the article of an exchange: without it nothing can be sent.
  static let caseIncomplete = ExceptionRule(
    code: .caseIncomplete, subject: .missingMaterial
  ) { desk in
    desk.files.compactMap { file in
      guard !file.missingMaterial.isEmpty else { return nil }
      if file.awaitsArticle { return desk.articleFinding(file) }
      guard file.awaitsAnswer else { return nil }
      let missing = file.missingMaterial.filter { $0 != "order data" }
      guard !missing.isEmpty else { return nil }
      let askedAt = file.automaticVerdict == .pending ? nil : file.lastReview?.reviewedAt
      let since = desk.day(askedAt ?? file.application.appliedAt)
      var finding = desk.finding(.caseIncomplete, "incomplete", file: file, openedOn: since)
      finding.notes = missing.map(Note.missing)
      return finding
    }
  }
}

extension Desk {
  /// A reviewer approved an exchange of which nobody knows the article.
  fileprivate func articleFinding(_ file: CaseFile) -> Finding {
    let isAsked = file.application.kind == .exchange
    let since = isAsked ? file.application.appliedAt : file.verdictAt
    var finding = finding(
      .caseIncomplete, "incomplete", file: file,
      openedOn: day(since ?? file.application.appliedAt))
    finding.notes = [.missing("exchange_sku")]
    return finding
  }

  /// Applications that failed a check and still need a person's answer.
  fileprivate func failed(
    _ check: CheckName, _ code: ExceptionCode, _ name: StaticString,
    _ complete: (CaseFile, inout Finding) -> Void
  ) -> [Finding] {
    files.compactMap { file in
      guard file.verdict(of: check) == .fail, file.awaitsAnswer else { return nil }
      let appliedOn = day(file.application.appliedAt)
      var finding = finding(code, name, file: file, openedOn: appliedOn)
      complete(file, &finding)
      return finding
    }
  }
}

extension CaseFile {
  /// No person has answered the application, so what the checks found still needs one.
  var awaitsAnswer: Bool {
    !isWithdrawn && !isBeforeOpening && (lastReview == nil || lastReview?.verdict == .pending)
  }

  /// A person has approved an exchange, and nobody can send what was not named.
  fileprivate var awaitsArticle: Bool {
    guard lacksArticle, isApproved, !awaitsAnswer else { return false }
    return !(exchangeParcel?.hasLeft ?? false)
  }
}
