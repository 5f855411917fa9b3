import Returns

extension Recognition {
  /// An XML member: the canonical root, else a profile whose elements occur near its beginning.
  static func ofXML(
    _ member: InputMember, _ encoding: TextEncoding, _ known: () -> [Profile]
  ) throws(InputError) -> Recognition {
    let start = TreeHead()
    var failure: InputError?
    do throws(InputError) {
      try readXML(
        member,
        handler: XMLHandler(
          start: { name, attributes, _ in start.start(name, attributes) }, text: { _ in },
          end: { _, _ in start.end() }))
    } catch {
      failure = error
    }
    if start.root == "backhaul" {
      guard let feed = start.feed.flatMap(Feed.init(name:)) else {
        let known = Feed.allCases.map(\.name).joined(separator: ", ")
        let found = start.feed.map { "feed=\(ValueWording.shown($0))" } ?? "no attribute feed"
        throw InputError(
          .unknownFormat, "the element backhaul has \(found); expected one of: \(known)")
      }
      return Recognition(profile: .canonical(feed, isXML: true), encoding: encoding)
    }
    let profiles = known()
    if let found = profiles.first(where: { $0.isXML && start.fits($0.signature) }) {
      return Recognition(profile: found, encoding: encoding)
    }
    if let failure { throw failure }
    let names = profiles.filter(\.isXML).map(\.name).joined(separator: ", ")
    throw InputError(
      .unknownFormat,
      "no feed or profile fits: the root element is \(start.root); expected backhaul with an"
        + " attribute"
        + " feed, or a file of one of the XML profiles: \(names.isEmpty ? "none" : names)")
  }
}

/// The first elements of an XML file.
private final class TreeHead {
  private(set) var root = ""
  private(set) var feed: String?
  private var open: [Text] = []
  private var paths: [[Text]] = []
  private static let limit = 300

  func start(_ name: XMLName, _ attributes: [(name: XMLName, value: Text)]) -> Bool {
    let local = Text(copying: name.local.bytes)
    if open.isEmpty {
      root = local.string
      feed = attributes.first { $0.name.local == "feed" }?.value.string
    }
    open.append(local)
    paths.append(open)
    return paths.count < Self.limit && root != "backhaul"
  }

  func end() { if !open.isEmpty { open.removeLast() } }

  func fits(_ signature: Signature) -> Bool {
    if let wanted = signature.root, !wanted.isEmpty, wanted.string != root { return false }
    if signature.paths.isEmpty { return true }
    return signature.paths.contains { path in
      paths.contains { $0.suffix(path.count).elementsEqual(path) }
    }
  }
}
