extension FeedColumns {
  static let inspections = FeedColumns(
    "inspections",
    """
    case_id inspected_at result quantity line_no waybill received_at condition resaleable
    disposition inspector
    """
  )
}

extension FeedWriter {
  static let inspections = FeedWriter(columns: .inspections) { (story, inbox) throws(SampleError) in
    for inspection in story.inspections {
      let day = inspection.at.day
      guard let file = try inbox.file(.inspections, of: story.shop, day: day) else { continue }
      file.text(inspection.caseID)
      file.time(inspection.at)
      file.text(inspection.isAccepted ? "accepted" : "rejected")
      file.number(inspection.quantity)
      file.number(story.applications[0].line + 1)
      file.text(inspection.waybill)
      file.time(inspection.receivedAt)
      file.text(inspection.condition)
      file.flag(inspection.condition == "intact")
      file.text(disposition(of: inspection))
      file.text("warehouse-\(1 + story.number % 3)")
      try file.endRow()
    }
  }

  private static func disposition(of inspection: Inspection) -> String {
    guard inspection.isAccepted else { return "return_to_customer" }
    return inspection.condition == "damaged" ? "scrap" : "restock"
  }
}
