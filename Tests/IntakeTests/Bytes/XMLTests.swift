import Returns
import Testing

@testable import Intake

@Suite("XML")
struct XMLTests {
  /// Events as lines: `1 start {uri}name a=b`, `text`, `2 end name`.
  private func events(_ member: InputMember, stopAt: String? = nil) -> (
    log: [String], error: InputError?
  ) {
    final class Log {
      var lines: [String] = []
      var text = ""
    }
    let log = Log()
    func shown(_ name: XMLName) -> String {
      (name.uri.isEmpty ? "" : "{\(name.uri)}") + name.local.string
    }
    func flush() {
      if !log.text.isEmpty { log.lines.append("'\(log.text)'") }
      log.text = ""
    }
    let handler = XMLHandler(
      start: { name, attributes, line in
        flush()
        let values = attributes.map { " \(shown($0.name))=\($0.value)" }.joined()
        log.lines.append("\(line) <\(shown(name))\(values)>")
        return name.local.string != stopAt
      },
      text: { log.text += $0.string },
      end: { name, line in
        flush()
        log.lines.append("\(line) </\(shown(name))>")
      })
    do throws(InputError) {
      try readXML(member, handler: handler)
      return (log.lines, nil)
    } catch {
      return (log.lines, error)
    }
  }

  @Test("elements, namespaces, attributes, entities, CDATA, comments and instructions")
  func plain() {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?><!-- <x a="1"> is no tag here -->
      <n:Doc xmlns:n="urn:x" n:a="1 &amp; 2 &lt; 3 &#38;#38;" b='"'><?pi <a?>
      <Amt Ccy="CNY">12.50</Amt><t>a &amp; b &#x660E;<![CDATA[<raw> & ]]]]></t><e/>
      </n:Doc>
      """
    let (log, error) = events(InputMember(text))
    #expect(error == nil)
    #expect(
      log == [
        "2 <{urn:x}Doc {urn:x}a=1 & 2 < 3 &#38; b=\">", "'\n'", "3 <Amt Ccy=CNY>", "'12.50'",
        "3 </Amt>", "3 <t>",
        "'a & b 明<raw> & ]]'", "3 </t>", "3 <e>", "3 </e>", "'\n'", "4 </{urn:x}Doc>",
      ])
  }

  @Test("UTF-16, GBK and GB18030 are read, with and without a mark; a wrong declaration is refused")
  func encodings() {
    let body = "<a>明细</a>"
    for (mark, big) in [(true, true), (true, false), (false, true), (false, false)] {
      let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + body
      let found = events(InputMember(EncodingTests.utf16(text, bigEndian: big, mark: mark)))
      #expect(found.log == ["1 <a>", "'明细'", "1 </a>"])
      #expect(found.error == nil)
    }
    for name in ["GBK", "gb18030", "GB2312"] {
      let bytes =
        Array("<?xml version='1.0' encoding='\(name)'?><a>".utf8) + [0xC3, 0xF7, 0xCF, 0xB8]
        + Array("</a>".utf8)
      #expect(events(InputMember(bytes)).log == ["1 <a>", "'明细'", "1 </a>"])
    }
    let marked = events(InputMember([0xEF, 0xBB, 0xBF] + Array("\(body)".utf8)))
    #expect(marked.error == nil)
    let declared = "<?xml version=\"1.0\" encoding=\"EBCDIC\"?><a/>"
    #expect(events(InputMember(declared)).error?.code == .encoding)
    #expect(
      events(InputMember("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>")).error?.code
        == .encoding)
    let wrong =
      Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\n".utf8) + [0xC3, 0xF7]
      + Array("</a>".utf8)
    #expect(events(InputMember(wrong)).error?.code == .encoding)
    #expect(events(InputMember(wrong)).error?.line == 2)
    let wrongGBK =
      Array("<?xml version='1.0' encoding='GBK'?><a>".utf8) + [0xC3, 0x20] + Array("</a>".utf8)
    #expect(events(InputMember(wrongGBK)).error?.code == .encoding)
  }

  @Test("DOCTYPE and entities are refused before any content")
  func forbidden() {
    let documents = [
      "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
      "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
      "<?xml version=\"1.0\"?>\n<!DOCTYPE a><a/>", "<!ELEMENT a ANY><a/>", "<!><a/>", "<!-x><a/>",
      "<![CDAT[<a/>",
    ]
    for document in documents {
      let (log, error) = events(InputMember(document))
      #expect(error?.code == .forbiddenXML, "\(document)")
      #expect(log.isEmpty, "\(document)")
    }
    let entity = events(InputMember("<a>\n&nbsp;</a>"))
    #expect(entity.error?.code == .forbiddenXML)
    #expect(entity.error?.line == 2)
    #expect(
      entity.error?.message
        == "refers to an entity &nbsp;, which is not read; expected text and the five entities of "
        + "XML. "
        + "Write the character itself.")
    #expect(events(InputMember("<a b='&nbsp;'/>")).error?.code == .forbiddenXML)
  }

  @Test("a file that was cut anywhere ends early, in our own words; an empty one is empty")
  func truncated() {
    let whole = "<?xml version=\"1.0\"?>\n<a>\n<b c=\"1\">x</b><!-- y --><![CDATA[z]]>\n</a>"
    for length in 1..<whole.utf8.count {
      let cut = String(decoding: Array(whole.utf8.prefix(length)), as: UTF8.self)
      #expect(events(InputMember(cut)).error?.code == .truncatedXML, "cut at \(length)")
    }
    #expect(
      events(InputMember("<a>\n<b>1</b>\n<b>")).error?.message
        == "ends early at line 3: <b> is not closed. The transfer was cut off; deliver the "
        + "complete file again."
    )
    #expect(events(InputMember("")).error?.code == .empty)
    #expect(events(InputMember(" \n ")).error?.code == .empty)
  }

  @Test(
    "what is not well-formed is refused with its line",
    arguments: [
      ("<a>\n</b>", 2), ("<a/>\n<b/>", 2), ("<a/>\ntext", 2), ("<a b='1' b='2'/>", 1),
      ("<a>\n<x:b/></a>", 2),
      ("<a>&</a>", 1), ("<a>&#1;</a>", 1), ("<a b=1/>", 1), ("<a><b></a></b>", 1),
    ])
  func malformed(document: String, line: Int) {
    let error = events(InputMember(document)).error
    #expect(error?.line == line)
    #expect([.malformedXML, .encoding].contains(error?.code))
  }

  @Test("depth, text, comments, tags and attributes are bounded")
  func limits() {
    func nested(_ depth: Int) -> String {
      String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    }
    #expect(events(InputMember(nested(64))).error == nil)
    #expect(events(InputMember(nested(65))).error?.code == .limit)
    #expect(events(InputMember(nested(100_000))).error?.code == .limit)
    let long = String(repeating: "x", count: 1 << 20)
    #expect(events(InputMember("<a>\(long)</a>")).error == nil)
    #expect(events(InputMember("<a>\(long)x</a>")).error?.code == .limit)
    #expect(events(InputMember("<a><![CDATA[\(long)]]><b/>x</a>")).error?.code == .limit)
    #expect(events(InputMember("<a><!--\(long)--></a>")).error?.code == .limit)
    #expect(events(InputMember("<a><?p \(long)?></a>")).error?.code == .limit)
    #expect(events(InputMember("<\(long)/>")).error?.code == .limit)
    #expect(events(InputMember("<a b=\"\(long)\"/>")).error?.code == .limit)
    func attributes(_ count: Int) -> String {
      "<a" + (0..<count).map { " a\($0)='>'" }.joined() + "/>"
    }
    #expect(events(InputMember(attributes(256))).error == nil)
    #expect(events(InputMember(attributes(257))).error?.code == .limit)
    let bomb = ContinuousClock().measure {
      #expect(events(InputMember(attributes(200_000))).error?.code == .limit)
    }
    #expect(bomb < .seconds(20))
  }

  @Test("no source asks libxml2 to replace entities, load a DTD or lift its limits")
  func options() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let sources = listInbox(root: "\(root)/Sources/Intake").files.filter { $0.hasSuffix(".swift") }
    #expect(sources.contains("Markup/ReadXML.swift"))
    for path in sources {
      let member = try openInput(root: "\(root)/Sources/Intake", path: path).members[0]
      guard case .plain(let text, _) = member.content.source else { continue }
      for option in ["NOENT", "HUGE", "DTDLOAD", "DTDATTR", "XINCLUDE"] {
        #expect(!text.string.contains("XML_PARSE_\(option)"), "\(path) names \(option)")
      }
    }
  }

  @Test("the handler can stop; what follows is not looked at")
  func stopping() {
    let (log, error) = events(InputMember("<a><b/><c/></wrong>"), stopAt: "b")
    #expect(error == nil)
    #expect(log == ["1 <a>", "1 <b>"])
  }

  @Test("a long document comes in pieces; markup that lies across them is no trouble")
  func pieces() {
    for shift in 0..<40 {
      let filler = String(
        repeating: "<r a='1'>text &amp; more</r><!-- c --><![CDATA[ d ]]>\n", count: 1300)
      let (log, error) = events(
        InputMember("<a b='\(String(repeating: "x", count: shift))'>\(filler)</a>"))
      #expect(error == nil)
      #expect(log.count == 2 + 1300 * 4)
    }
  }
}
