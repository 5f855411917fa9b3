extension FeedColumns {
  static let materials = FeedColumns("materials", "case_id received_at type ref")
  static let reviews = FeedColumns("reviews", "case_id reviewed_at verdict reviewer reason")
  static let surveys = FeedColumns(
    "surveys", "case_id answered_at ease staff speed outcome return_reason channel comment")
}

extension FeedWriter {
  /// What customers supplied after the application.
  static let materials = FeedWriter(columns: .materials) { (story, inbox) throws(SampleError) in
    for material in story.materials {
      let day = material.at.day
      guard let file = try inbox.file(.materials, of: story.shop, day: day) else { continue }
      file.text(material.caseID)
      file.time(material.at)
      file.text(material.type)
      file.text(material.reference)
      try file.endRow()
    }
  }

  static let reviews = FeedWriter(columns: .reviews) { (story, inbox) throws(SampleError) in
    for review in story.reviews {
      guard let file = try inbox.file(.reviews, of: story.shop, day: review.at.day) else {
        continue
      }
      file.text(review.caseID)
      file.time(review.at)
      file.text(review.verdict)
      file.text(review.reviewer)
      file.text(review.reason)
      try file.endRow()
    }
  }

  /// Answers to the questions asked before the history began: one a day, while the survey centre
  /// still delivers.
  static func writeEarlierAnswer(day: Int, _ shop: ShopModel, _ inbox: Inbox) throws(SampleError) {
    guard !Export.isSilent(day, of: inbox.days),
      let file = try inbox.file(.surveys, of: shop, day: day)
    else { return }
    file.text("\(shop.casePrefix)\(900_000 + day)")
    file.time(Moment(day: day, minute: 600))
    for mark in [4, 5, 3, 4] { file.number(mark) }
    file.text("")
    file.text("phone")
    file.text("")
    try file.endRow()
  }

  static let surveys = FeedWriter(columns: .surveys) { (story, inbox) throws(SampleError) in
    for survey in story.surveys {
      let day = survey.at.day
      guard !Export.isSilent(day, of: inbox.days),
        let file = try inbox.file(.surveys, of: story.shop, day: day)
      else { continue }
      file.text(survey.caseID)
      file.time(survey.at)
      for mark in survey.marks { file.number(mark) }
      file.text(survey.reason)
      file.text("questionnaire")
      file.text(survey.comment)
      try file.endRow()
    }
  }
}
