import Returns

/// An element's or attribute's name. The URI is empty where there is no namespace.
struct XMLName: Equatable {
  let local: Text
  let uri: Text
}

/// What to do with the events of an XML document, in document order. All texts are valid only
/// during the call.
struct XMLHandler {
  /// Returning false stops the reading.
  var start: (XMLName, _ attributes: [(name: XMLName, value: Text)], _ line: Int) -> Bool
  /// Text of an element; comes in as many pieces as the parser likes.
  var text: (Text) -> Void
  var end: (XMLName, _ line: Int) -> Void
}

enum XMLLimits {
  static let depth = 64
  /// Bytes of text directly in one element; also of one comment.
  static let text = 1 << 20
  /// Bytes between `<` and `>`.
  static let tag = 1 << 16
  static let attributes = 256
}
