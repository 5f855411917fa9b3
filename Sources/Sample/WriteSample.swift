/// What was made.
public struct SampleSummary: Sendable, Equatable {
  public let orders: Int
  public let cases: Int
  public let files: Int
  public let rows: Int
}

/// Writes the settings and the inbox of a sample workspace: a history of its shops, day by day.
///
/// Each order is told on its own, from its number and the seed: first as it should go, then with
/// the troubles that befall it. Rows go to the export of their day; nothing is kept but the open
/// days' buffers. `backhaul init` completes the workspace.
/// - Parameter root: a folder that is empty or not there.
public func writeSample(
  _ request: SampleRequest, at root: String
) throws(SampleError) -> SampleSummary {
  guard DiskFile.isFree(root) else {
    throw SampleError("\(root): is not an empty folder; choose another one, or remove it")
  }
  let shops = ShopModel.all
  try DiskFile.makeFolder(root)
  for folder in WorkspaceFiles.folders { try DiskFile.makeFolder("\(root)/\(folder)") }
  for (path, text) in WorkspaceFiles.all(shops, request.start) {
    try DiskFile.append(Array(text.utf8), to: "\(root)/\(path)")
  }
  let inbox = try Inbox(root: "\(root)/inbox", request: request, shops: shops)
  let seasons = Seasons(orders: request.orders, days: request.days, start: request.start)
  let planting = Planting(request, seasons)
  var cases = 0
  for day in 0..<request.days {
    try inbox.closeFiles(before: day)
    for shop in shops where shop.id == Export.surveyedShop {
      try FeedWriter.writeEarlierAnswer(day: day, shop, inbox)
    }
    for number in seasons.orders(on: day) {
      let story = Story(
        number: number, day: day, request: request, shops: shops, planted: planting[number])
      cases += story.applications.count { $0.at.day < request.days }
      for writer in FeedWriter.all { try writer.write(story, inbox) }
    }
  }
  try inbox.closeFiles(before: request.days)
  return SampleSummary(
    orders: request.orders, cases: cases, files: inbox.fileCount, rows: inbox.rowCount)
}
