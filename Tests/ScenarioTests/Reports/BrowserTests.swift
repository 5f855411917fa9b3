import Foundation
import Testing

/// The pages of the sample as a real browser shows them, on a phone, a tablet, half a screen and a
/// desk.
@Suite struct BrowserTests {
  static let browser = OtherProgram.first(
    of: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"])
  static let pages = ["finance", "logistics", "service", "management"]
  static let widths = [390, 768, 900, 1280]

  @Test(
    .enabled(if: browser != nil, "no Chromium here: install it to have the pages looked at"),
    arguments: PlayedSample.Language.allCases)
  func everyPageFitsAndSaysWhatTheSummarySays(language: PlayedSample.Language) throws {
    let sample = try PlayedSample(language)
    defer { sample.remove() }
    let seen = try look(at: sample)
    #expect(seen.count == Self.pages.count * Self.widths.count)
    for page in seen {
      let name = "\(page.name) at \(page.width)"
      #expect(page.overflow.isEmpty, "\(name) overflows: \(page.overflow.prefix(5))")
      #expect(page.missing.isEmpty, "\(name) misses figures: \(page.missing.prefix(5))")
      #expect(page.mute.isEmpty, "\(name) tells a screen reader too little: \(page.mute.prefix(5))")
      #expect(page.language == language.rawValue)
      if language == .chinese {
        let words = Self.englishWords(page.text)
        #expect(words.isEmpty, "\(name) has English words: \(words.prefix(12))")
      } else {
        let isForeign = page.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        // What files say of themselves is shown as it stands.
        let quotesFiles = page.name == "finance" || page.name == "service"
        #expect(!isForeign || quotesFiles, "\(name) has Chinese words")
      }
    }
    try checkTotals(of: sample, language, seen)
  }

  /// What a page says of itself, seen from inside.
  private struct Seen: Decodable {
    let name: String
    let width: Int
    let overflow: [String]
    let missing: [String]
    /// What has no name, no place or no order for those who do not see the page.
    let mute: [String]
    let language: String
    let text: String
  }

  /// Every page as it is, for what the browser complains about; and a copy in which a script looks
  /// around, in frames of these widths.
  private func look(at sample: PlayedSample) throws -> [Seen] {
    var frames = ""
    for name in Self.pages {
      let file = sample.lastDay.appending(path: name + ".html")
      let html = try String(contentsOf: file, encoding: .utf8)
      let policy = try #require(
        html.range(of: "<meta http-equiv=[^>]*>", options: .regularExpression))
      let copy = html.replacingCharacters(in: policy, with: "")
        .replacing(
          "</body>", with: "<script>const pageName=\"\(name)\";\(Self.probe)</script></body>")
      try copy.write(
        to: sample.lastDay.appending(path: "probed-\(name).html"), atomically: true,
        encoding: .utf8)
      frames += "<iframe src=\"\(name).html\" width=\"900\" height=\"900\"></iframe>"
      for width in Self.widths {
        frames += "<iframe src=\"probed-\(name).html\" width=\"\(width)\" height=\"900\"></iframe>"
      }
    }
    let stand = sample.lastDay.appending(path: "stand.html")
    try """
    <!DOCTYPE html><meta charset="utf-8"><style>iframe{border:0}</style><pre id="seen"></pre>
    <script>addEventListener("message",
      e=>{document.getElementById("seen").textContent+=e.data+"\\n"})
    </script>\(frames)
    """.write(to: stand, atomically: true, encoding: .utf8)
    let ending = try OtherProgram.run(
      Self.browser ?? "",
      [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--user-data-dir=\(sample.scratch.path)/browser", "--enable-logging=stderr",
        "--virtual-time-budget=10000", "--window-size=1400,1000", "--dump-dom",
        stand.absoluteString,
      ], scratch: sample.scratch)
    #expect(ending.code == 0, "\(ending.errors)")
    let complaints = ending.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }
    #expect(complaints.isEmpty, "\(complaints)")
    let start = try #require(ending.output.range(of: "<pre id=\"seen\">"))
    let end = try #require(ending.output.range(of: "</pre>"))
    return try ending.output[start.upperBound..<end.lowerBound].split(separator: "\n").map { line in
      let bytes = try #require(Data(base64Encoded: String(line)))
      return try JSONDecoder().decode(Seen.self, from: bytes)
    }
  }

  private static let probe = """
    addEventListener("load",()=>{
      const width=document.documentElement.clientWidth,overflow=[],missing=[];
      if(document.documentElement.scrollWidth>width)overflow.push("the page itself");
      for(const e of document.querySelectorAll("body *")){
        if(e.closest(".hidden,caption,.skip,thead,details:not([open])"))continue;
        const r=e.getBoundingClientRect(),chart=e.closest("svg");
        const edge=e.tagName=="text"&&chart?chart.getBoundingClientRect().right+24:width;
        if(r.width>0&&r.right>edge+1)
          overflow.push(e.tagName+" "+e.className.toString()+" "+e.textContent.slice(0,40));
      }
      for(const e of document.querySelectorAll("h1,h2,dd,.verdict strong,figcaption,svg text"))
        if(!e.textContent.trim())missing.push(e.outerHTML.slice(0,80));
      for(const e of document.querySelectorAll("td,dd,text"))
        if(/NaN|undefined|null|\\\\{\\\\{|Optional/.test(e.textContent))missing.push(e.textContent);
      for(const e of document.querySelectorAll("rect,line,polyline,polygon"))
        if(/nan|inf/i.test(e.outerHTML))missing.push(e.outerHTML.slice(0,80));
      \(listening)
      const said={name:pageName,width:Math.round(innerWidth),overflow,missing,mute,
        language:document.documentElement.lang,text:document.body.textContent};
      parent.postMessage(btoa(unescape(encodeURIComponent(JSON.stringify(said)))),"*");
    });
    """

  /// One h1 and no step left out below it, each landmark once, heads with their scope, a name for
  /// every table, chart, section, link and scrolled part, and the way past the links first of all.
  private static let listening = """
    const mute=[],all=s=>document.querySelectorAll(s),says=e=>e&&e.textContent.trim();
      const blame=e=>mute.push(e.outerHTML.slice(0,80));
      for(const s of ["h1","header","nav[aria-label]","main#main","footer","title"])
        if(all(s).length-all("svg "+s).length!=1)mute.push(s+" is not there once");
      let level=0;
      for(const e of all("h1,h2,h3,h4,h5,h6")){
        const own=+e.tagName[1];
        if(own>level+1)blame(e);
        level=own;
      }
      for(const e of all("th"))if(!e.scope)blame(e);
      for(const e of all("table"))if(!says(e.caption))blame(e);
      for(const e of all("svg")){
        if(e.closest("[aria-hidden=true]")||e.parentElement.closest("svg"))continue;
        const [title,desc]=[...e.children];
        if(e.getAttribute("role")!="img"||title.tagName!="title"||!says(title)
          ||desc.tagName!="desc"||!says(desc))blame(e);
      }
      for(const e of all("a,summary"))if(!says(e))blame(e);
      for(const e of all("section,[tabindex='0']"))
        if(!says(document.getElementById(e.getAttribute("aria-labelledby"))))blame(e);
      const first=document.querySelector("a,button,[tabindex]");
      if(first.className!="skip"||first.getAttribute("href")!="#main")blame(first);
    """

  /// Words of letters alone that no id, file, format or name of the sample explains.
  private static func englishWords(_ text: String) -> [String] {
    // Shops, sources, zones, topics and channels are data; decisions are typed as they are named.
    let names: Set = [
      "berlin", "hangzhou", "backhaul", "check", "alipay", "wechat", "card", "east", "north",
      "remote", "voucher",
      "communication", "match", "resend", "accept", "inbox",
      // A column by its name, beside the term.
      "reference",
      // The first line of a letter that is no export, quoted.
      "ear", "colleagues",
    ]
    let start = text.range(of: "const pageName")?.lowerBound ?? text.endIndex
    let kept = text[..<start].replacing(#/[\w.\-\/!:]*[0-9_.\/!:][\w.\-\/!:]*/#, with: " ")
    // Ids of ours have no vowel.
    return kept.matches(of: #/[a-z]{3,}/#).map { String($0.output) }.filter { word in
      !names.contains(word) && word.contains { "aeiou".contains($0) }
    }
  }

  /// Money, open exceptions and cases as summary.json has them stand on the pages.
  private func checkTotals(
    of sample: PlayedSample, _ language: PlayedSample.Language, _ seen: [Seen]
  ) throws {
    let summary = try sample.summary()
    func text(_ name: String) -> String { seen.first { $0.name == name }?.text ?? "" }
    var count = 0
    for entry in summary["money"] as? [[String: Any]] ?? [] {
      let currency = try #require(entry["currency"] as? String)
      func amount(_ figure: String) throws -> Int { try #require(entry[figure] as? Int) }
      for (figure, amount) in [
        ("expected", try amount("expected")), ("matched", try amount("matched")),
        ("not due", try amount("pending") - amount("unproven")),
        ("unproven", try amount("unproven")), ("written off", try amount("written_off")),
        ("missing", try amount("missing")),
      ] {
        let shown = shownMoney(amount, currency, language)
        #expect(text("finance").contains(shown), "\(entry["kind"] ?? "") \(figure) \(shown)")
        count += 1
      }
    }
    for entry in summary["freight"] as? [[String: Any]] ?? [] {
      let currency = try #require(entry["currency"] as? String)
      for figure in ["billed", "expected", "disputed", "payable", "recovered"] {
        let shown = shownMoney(try #require(entry[figure] as? Int), currency, language)
        #expect(text("logistics").contains(shown), "freight \(figure) \(shown)")
        count += 1
      }
    }
    let exceptions = try #require(summary["exceptions"] as? [String: Any])
    let open = try #require(exceptions["open"] as? Int)
    #expect(text("management").contains("\(open)"))
    for entry in exceptions["by_owner"] as? [[String: Any]] ?? [] {
      for amount in entry["amounts"] as? [[String: Any]] ?? [] {
        let shown = shownMoney(
          try #require(amount["amount"] as? Int), try #require(amount["currency"] as? String),
          language)
        count += shown.isEmpty ? 0 : 1
      }
    }
    #expect(count > 20, "the summary has figures")
  }
}
