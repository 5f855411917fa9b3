/// The exports of all shops and days, each open from its first row until no order can add to it.
/// Rows dated after the history are not written: they have not happened yet.
final class Inbox {
  let days: Int
  let dates: DateTexts
  private let root: String
  private let format: SampleRequest.Format
  private let seed: UInt64
  private let shops: [ShopModel]
  private let exports: [[Export]]
  /// By shop and day.
  private let offsets: [[[UInt8]]]
  /// By shop, export and day.
  private var files: [[[ExportFile?]]]
  private var madeFolders: [Set<Int>]
  private var nextToClose = 0
  private(set) var rowCount = 0
  private(set) var fileCount = 0

  init(root: String, request: SampleRequest, shops: [ShopModel]) throws(SampleError) {
    self.root = root
    self.shops = shops
    days = request.days
    format = request.format
    seed = request.seed
    let dates = DateTexts(start: request.start, days: request.days)
    self.dates = dates
    offsets = shops.map { dates.offsets(of: $0.clock) }
    exports = shops.map { Export.all(of: $0, days: request.days) }
    files = exports.map { $0.map { _ in [ExportFile?](repeating: nil, count: request.days) } }
    madeFolders = shops.map { _ in [] }
    for shop in shops { try DiskFile.makeFolder("\(root)/\(shop.id)") }
  }

  /// The file of a feed's export of a day; nil where the day is not in the history.
  /// - Parameter part: the carrier, the provider or the system that delivers it.
  func file(
    _ feed: FeedColumns, of shop: ShopModel, part: String = "", day: Int
  ) throws(SampleError) -> ExportFile? {
    guard day < days, day >= 0, let position = shops.firstIndex(where: { $0 === shop }),
      let slot = exports[position].firstIndex(where: { $0.isOf(feed, part) })
    else { return nil }
    return try open(position, slot, day)
  }

  /// Closes the files of all days before this one: no later order writes to them.
  func closeFiles(before day: Int) throws(SampleError) {
    while nextToClose < min(day, days) {
      for shop in shops.indices {
        for slot in exports[shop].indices { try close(shop, slot, nextToClose) }
      }
      nextToClose += 1
    }
  }

  /// Writes a whole file beside the exports of a day.
  func addFile(
    _ name: String, _ text: String, shop: ShopModel, day: Int
  ) throws(SampleError) {
    guard day < days, let position = shops.firstIndex(where: { $0 === shop }) else { return }
    try DiskFile.append(Array(text.utf8), to: folder(position, day) + "/" + name)
    fileCount += 1
  }

  private func open(_ shop: Int, _ slot: Int, _ day: Int) throws(SampleError) -> ExportFile {
    if let file = files[shop][slot][day] { return file }
    let export = exports[shop][slot]
    let arrival = min(day + export.delay(on: day), days - 1)
    let name = "\(export.name)-\(dates.compact(day)).\(format.rawValue)"
    let file = ExportFile(
      export.feed, format, path: try folder(shop, arrival) + "/" + name, dates: dates,
      offsets: offsets[shop], decimals: shops[shop].decimals)
    files[shop][slot][day] = file
    return file
  }

  private func close(_ shop: Int, _ slot: Int, _ day: Int) throws(SampleError) {
    let export = exports[shop][slot]
    if files[shop][slot][day] == nil, export.isDaily { _ = try open(shop, slot, day) }
    guard let file = files[shop][slot][day] else { return }
    var stream = RandomStream(seed: seed, .file, (day * 64 + slot) * 8 + shop)
    try BadRow.add(to: file, &stream)
    rowCount += file.rowCount
    fileCount += 1
    try file.close()
    files[shop][slot][day] = nil
    if export.isRepeated(on: day) { try repeatFile(shop, slot, day) }
  }

  /// The same file comes again the next day under another name.
  private func repeatFile(_ shop: Int, _ slot: Int, _ day: Int) throws(SampleError) {
    guard day + 1 < days else { return }
    let name = "\(exports[shop][slot].name)-\(dates.compact(day))"
    let bytes = try DiskFile.read(folder(shop, day) + "/\(name).\(format.rawValue)")
    let path = try folder(shop, day + 1) + "/\(name) (1).\(format.rawValue)"
    try DiskFile.append(bytes, to: path)
    fileCount += 1
  }

  private func folder(_ shop: Int, _ day: Int) throws(SampleError) -> String {
    let path = "\(root)/\(shops[shop].id)/\(dates.string(day))"
    if madeFolders[shop].insert(day).inserted { try DiskFile.makeFolder(path) }
    return path
  }
}
