import CLibXML2
import Returns

/// libxml2's callbacks, as plain functions whose context is the sink.
func xmlHandlers() -> xmlSAXHandler {
  var handlers = xmlSAXHandler()
  handlers.initialized = UInt32(XML_SAX2_MAGIC)
  handlers.startElementNs = takeStart
  handlers.endElementNs = takeEnd
  handlers.characters = takeText
  handlers.ignorableWhitespace = takeText
  handlers.cdataBlock = takeText
  handlers.internalSubset = refuseDoctype
  handlers.reference = refuseReference
  // Without this libxml2 prints to standard error.
  handlers.serror = takeFault
  return handlers
}

/// A DOCTYPE brings entities and outside files; no export needs one.
let doctypeRefusal =
  "has a DOCTYPE or another declaration, which may define entities or name outside files; expected "
  + "plain elements. Export it without one."

private typealias Context = UnsafeMutableRawPointer?
private typealias Bytes = UnsafePointer<xmlChar>?

private func sink(_ context: Context) -> UnsafeMutablePointer<XMLSink>? {
  context?.assumingMemoryBound(to: XMLSink.self)
}

private func takeStart(
  _ context: Context, _ local: Bytes, _ prefix: Bytes, _ uri: Bytes, _ namespaceCount: Int32,
  _ namespaces: UnsafeMutablePointer<Bytes>?, _ attributeCount: Int32, _ defaultedCount: Int32,
  _ attributes: UnsafeMutablePointer<Bytes>?
) {
  let name = XMLName(local: terminated(local), uri: terminated(uri))
  let list = AttributeList(count: Int(attributeCount), pointers: attributes)
  sink(context)?.pointee.startElement(name, list)
}

private func takeEnd(_ context: Context, _ local: Bytes, _ prefix: Bytes, _ uri: Bytes) {
  sink(context)?.pointee.endElement(XMLName(local: terminated(local), uri: terminated(uri)))
}

private func takeText(_ context: Context, _ start: Bytes, _ count: Int32) {
  guard let start else { return }
  sink(context)?.pointee.characters(Text(start: start, count: Int(count)))
}

private func refuseDoctype(_ context: Context, _ name: Bytes, _ external: Bytes, _ system: Bytes) {
  sink(context)?.pointee.refuse(.forbiddenXML, doctypeRefusal)
}

private func refuseReference(_ context: Context, _ name: Bytes) {
  sink(context)?.pointee.refuse(.forbiddenXML, entityRefusal(terminated(name).string))
}

private func entityRefusal(_ name: String) -> String {
  "refers to an entity\(name.isEmpty ? "" : " &\(name);"), which is not read; expected text and "
    + "the five entities of XML. Write the character itself."
}

/// Keeps the first error; warnings are none.
private func takeFault(_ context: Context, _ error: xmlErrorPtr?) {
  guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue, let sink = sink(context),
    sink.pointee.fault == nil
  else { return }
  sink.pointee.fault = fault(error.pointee)
}

private func fault(_ error: xmlError) -> InputError {
  let line = Int(error.line)
  let code = xmlParserErrors(UInt32(bitPattern: error.code))
  switch code {
  case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
    let name = error.str1.map { String(cString: $0) } ?? ""
    return InputError(.forbiddenXML, line: line, entityRefusal(name))
  case XML_ERR_INVALID_ENCODING, XML_ERR_INVALID_CHAR, XML_ERR_UNSUPPORTED_ENCODING,
    XML_ERR_UNKNOWN_ENCODING:
    return InputError(
      .encoding, line: line,
      "line \(line) has a byte or character that XML in this encoding does not allow; expected "
        + "the encoding of the XML declaration. Export it again as UTF-8.")
  case XML_ERR_DOCUMENT_END:
    return InputError(
      .malformedXML, line: line,
      "line \(line) goes on after the end of the root element; expected one document. Deliver "
        + "each in its own file."
    )
  default:
    let detail = error.message.map { String(cString: $0) } ?? "error \(error.code)"
    let words = detail.split(whereSeparator: \.isNewline).joined(separator: " ")
    return InputError(
      .malformedXML, line: line,
      "line \(line) is not well-formed XML (\(words)); expected a well-formed document. Export it "
        + "again."
    )
  }
}
