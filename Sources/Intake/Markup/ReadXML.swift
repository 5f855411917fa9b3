import CLibXML2
import Returns

/// Reads an XML member by libxml2's push parser.
///
/// Nothing outside the member is ever read: a DOCTYPE is refused before its content, so there are
/// no entities but the five of XML itself. Depth, text, comments, tags and attributes are bounded
/// (`XMLLimits`). UTF-16 and the encoding of the XML declaration are transcoded first.
/// - Throws: `empty`, `encoding`, `forbiddenXML`, `limit`, `malformedXML`, `truncatedXML`,
///   `compression`, `changedWhileReading`. Events of what stood before were handed over by then:
///   stage them and drop them.
func readXML(_ member: InputMember, handler: XMLHandler) throws(InputError) {
  let head = try rawHead(of: member.content)
  if head.bytes.bytes.allSatisfy(isBlank) { throw emptyRefused }
  let encoding = try detectEncoding(head, told: nil).encoding
  let document = try XMLDocument(member.content, encoding: encoding)
  let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: XMLLimits.tag, alignment: 8)
  defer { scratch.deallocate() }
  var sink = XMLSink(handler: handler, scratch: scratch)
  try document.parse(into: &sink)
  try member.content.checkUnchanged()
}

/// The text of a document in pieces, plain UTF-8 from where it is mapped.
private struct XMLDocument {
  private let stream: DecodedStream?
  private let bytes: UnsafeRawBufferPointer
  private static let piece = 1 << 16

  init(_ content: InputContent, encoding: TextEncoding) throws(InputError) {
    if case .plain(let text, _) = content.source, encoding == .utf8 {
      stream = nil
      bytes = UnsafeRawBufferPointer(
        rebasing: text.bytes.dropFirst(text.begins(with: byteOrderMark) ? byteOrderMark.count : 0))
    } else {
      stream = try DecodedStream(content, encoding: encoding, isTolerant: false)
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    }
  }

  func parse(into sink: inout XMLSink) throws(InputError) {
    let failure = withUnsafeMutablePointer(to: &sink) { sink -> InputError? in
      do throws(InputError) {
        let parser = try XMLParser(sink)
        try push(into: parser)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func push(into parser: XMLParser) throws(InputError) {
    guard let stream else {
      var rest = bytes
      while !rest.isEmpty {
        let count = min(rest.count, Self.piece)
        if try !parser.push(UnsafeRawBufferPointer(rebasing: rest[..<count])) { return }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return try parser.finish()
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.piece, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      let count = try stream.read(into: buffer)
      if count == 0 { return try parser.finish() }
      if try !parser.push(UnsafeRawBufferPointer(rebasing: buffer[..<count])) { return }
    }
  }
}

/// libxml2's parser of one document, with the guard that looks at the bytes first.
private final class XMLParser {
  private let context: xmlParserCtxtPtr
  private let sink: UnsafeMutablePointer<XMLSink>
  private var guardian = TagGuard()

  init(_ sink: UnsafeMutablePointer<XMLSink>) throws(InputError) {
    self.sink = sink
    _ = libraryIsReady
    var handlers = xmlHandlers()
    guard let context = xmlCreatePushParserCtxt(&handlers, sink, nil, 0, nil) else {
      throw InputError(.malformedXML, "libxml2 gives no parser; expected free memory. Run again.")
    }
    self.context = context
    // Never the options that replace entities, load a DTD or lift libxml2's own limits. The
    // declared encoding is ignored because the bytes are UTF-8 by now.
    xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    sink.pointee.context = context
  }

  deinit {
    if let tree = context.pointee.myDoc { xmlFreeDoc(tree) }
    xmlFreeParserCtxt(context)
  }

  /// - Returns: false if the handler said stop.
  func push(_ bytes: UnsafeRawBufferPointer) throws(InputError) -> Bool {
    try guardian.check(bytes)
    return try parse(bytes, isLast: false)
  }

  func finish() throws(InputError) {
    let isOpen = guardian.isInMarkup || guardian.depth > 0 || !sink.pointee.hasRoot
    if isOpen, sink.pointee.failure == nil, sink.pointee.fault == nil {
      throw truncated(sink.pointee, lastLine: guardian.line)
    }
    _ = try parse(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
  }

  private func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(InputError) -> Bool {
    let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    let status = xmlParseChunk(context, start, Int32(bytes.count), isLast ? 1 : 0)
    if let failure = sink.pointee.failure { throw failure }
    if sink.pointee.isStopped { return false }
    if let fault = sink.pointee.fault { throw fault }
    guard status == 0 else {
      throw InputError(
        .malformedXML, line: guardian.line,
        "is not well-formed XML (libxml2 error \(status)); expected a well-formed document. "
          + "Export it again."
      )
    }
    return true
  }
}

/// libxml2 sets itself up once in a process.
private let libraryIsReady: Bool = {
  xmlInitParser()
  return true
}()

private func truncated(_ sink: XMLSink, lastLine: Int) -> InputError {
  let missing =
    sink.hasRoot
    ? "<\(sink.openElement)> is not closed"
    : "the root element is missing or its tag is not complete"
  return InputError(
    .truncatedXML, line: lastLine,
    "ends early at line \(lastLine): \(missing). The transfer was cut off; deliver the complete "
      + "file again."
  )
}
