import CLibXML2
import Returns

/// What libxml2's callbacks write to; they cannot throw, so the first failure is kept here and
/// thrown afterwards.
struct XMLSink {
  let handler: XMLHandler
  var context: xmlParserCtxtPtr?
  /// Our own refusal.
  var failure: InputError?
  /// libxml2's.
  var fault: InputError?
  var isStopped = false
  var hasRoot = false
  /// The attributes of the current element; kept, so that an element costs no allocation.
  private var attributes: [(name: XMLName, value: Text)] = []
  /// Bytes of text directly in each open element.
  private var textCounts: [Int] = []
  private var openNames: [XMLName] = []
  /// Where attribute values with an ampersand are written; as long as a tag may be.
  private let scratch: UnsafeMutableRawBufferPointer
  private var unescaped = 0

  init(handler: XMLHandler, scratch: UnsafeMutableRawBufferPointer) {
    self.handler = handler
    self.scratch = scratch
  }

  var depth: Int { textCounts.count }
  var openElement: String { openNames.last?.local.string ?? "" }

  private var line: Int { Int(xmlSAX2GetLineNumber(context)) }

  mutating func startElement(_ name: XMLName, _ values: AttributeList) {
    hasRoot = true
    if depth == XMLLimits.depth {
      return refuse(
        .limit,
        "elements are nested more than \(XMLLimits.depth) deep; expected a flat export. "
          + "Check which document this is.")
    }
    textCounts.append(0)
    openNames.append(name)
    if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
    unescaped = 0
    for index in 0..<values.count { add(values[index]) }
    if !handler.start(name, attributes, line) { stop() }
  }

  mutating func endElement(_ name: XMLName) {
    if depth > 0 {
      textCounts.removeLast()
      openNames.removeLast()
    }
    handler.end(name, line)
  }

  mutating func characters(_ text: Text) {
    guard depth > 0 else { return }
    textCounts[depth - 1] += text.count
    if textCounts[depth - 1] > XMLLimits.text {
      return refuse(
        .limit,
        "<\(openElement)> holds more than \(XMLLimits.text) bytes of text; expected a value. "
          + "Check the export.")
    }
    handler.text(text)
  }

  mutating func refuse(_ code: InputError.Code, _ message: String) {
    if failure == nil, !isStopped { failure = InputError(code, line: line, message) }
    xmlStopParser(context)
  }

  private mutating func stop() {
    isStopped = true
    xmlStopParser(context)
  }

  /// Without entity replacement libxml2 leaves an ampersand in an attribute as `&#38;`, and only
  /// that.
  private mutating func add(_ attribute: (name: XMLName, value: Text)) {
    let value = attribute.value
    guard value.bytes.contains(UInt8(ascii: "&")), unescaped + value.count <= scratch.count else {
      return attributes.append(attribute)
    }
    let first = unescaped
    var offset = 0
    while offset < value.count {
      scratch[unescaped] = value.bytes[offset]
      unescaped += 1
      offset += value.begins(with: ampersand, at: offset) ? ampersand.count : 1
    }
    let plain = Text(UnsafeRawBufferPointer(rebasing: scratch[first..<unescaped]))
    attributes.append((attribute.name, plain))
  }
}

private let ampersand = Array("&#38;".utf8)

/// The attributes of a start tag as libxml2 hands them over: five pointers each.
struct AttributeList {
  let count: Int
  let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  subscript(index: Int) -> (name: XMLName, value: Text) {
    guard let first = pointers.map({ $0 + index * 5 }) else {
      return (XMLName(local: Text(), uri: Text()), Text())
    }
    let name = XMLName(local: terminated(first[0]), uri: terminated(first[2]))
    guard let start = first[3], let end = first[4] else { return (name, Text()) }
    return (name, Text(start: start, count: end - start))
  }
}

/// A text that ends with NUL; empty if there is none.
func terminated(_ start: UnsafePointer<xmlChar>?) -> Text {
  guard let start else { return Text() }
  return Text(start: start, count: Int(xmlStrlen(start)))
}
