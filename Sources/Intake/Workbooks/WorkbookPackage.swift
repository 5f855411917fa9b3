import Returns

/// The parts of a spreadsheet file, which is a zip file by the Open Packaging Conventions
/// (ECMA-376 part 2).
///
/// A part is found by its name in the list of entries and nowhere else: no name of the package ever
/// becomes a path.
struct WorkbookPackage: Sendable {
  private let file: MappedFile
  private let limits: DecodedLimits
  /// Entries by name, in lower case as part names do not tell cases apart.
  private let entries: [String: ZipEntry]

  /// - Returns: nil where the entries are not those of such a package.
  /// - Throws: `spreadsheet` for packages that are no .xlsx workbook, `compression` where two
  ///   entries have one name.
  init?(_ file: MappedFile, _ list: [ZipEntry], limits: DecodedLimits) throws(InputError) {
    if list.contains(where: { $0.name == "mimetype" }),
      list.contains(where: { $0.name == "content.xml" })
    {
      throw spreadsheetRefused("an OpenDocument spreadsheet (.ods)")
    }
    let names = Set(list.map { Self.plain($0.name) })
    guard names.contains("[content_types].xml"), names.contains("_rels/.rels") else { return nil }
    var entries: [String: ZipEntry] = [:]
    for entry in list {
      guard !entry.isRepeated, entries.updateValue(entry, forKey: Self.plain(entry.name)) == nil
      else {
        throw InputError(
          .compression,
          "has two parts of the name \(ValueWording.shown(entry.name)), so that programs would read"
            + " different tables; expected one. Open the file, save it again and deliver that.")
      }
    }
    self.file = file
    self.limits = limits
    self.entries = entries
  }

  private static func plain(_ name: String) -> String {
    let slashed = name.replacing("\\", with: "/").lowercased()
    return slashed.hasPrefix("/") ? String(slashed.dropFirst()) : slashed
  }

  func has(_ name: String) -> Bool { entries[Self.plain(name)] != nil }

  var source: MappedFile { file }

  /// - Throws: `spreadsheet` where there is no such part, or why it cannot be read.
  func part(_ name: String) throws(InputError) -> InputMember {
    guard let entry = entries[Self.plain(name)] else {
      throw InputError(
        .spreadsheet,
        "lacks its part \(ValueWording.shown(name)); expected a whole .xlsx workbook. Open it, save"
          + " it again, and deliver that.")
    }
    if let refusal = entry.refusal { throw refusal }
    return InputMember(
      name: name,
      content: InputContent(source: .zipEntry(file, index: entry.index), limits: limits))
  }

  /// Reads a part as XML; what is wrong with it names the part.
  func read(_ part: InputMember, _ handler: XMLHandler) throws(InputError) {
    do throws(InputError) {
      try readXML(part, handler: handler)
    } catch {
      throw InputError(error.code, "its part \(part.name) \(error.message)")
    }
  }

  /// The targets of a part's relationships, by id; none of those that lead out of the package.
  /// - Parameter part: empty for the package itself.
  func relations(of part: String) throws(InputError) -> [Relation] {
    let folder = part.split(separator: "/").dropLast().joined(separator: "/")
    let base = folder.isEmpty ? "" : folder + "/"
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    let list = "\(base)_rels/\(name).rels"
    guard has(list) else { return [] }
    var relations: [Relation] = []
    try eachElement(of: try self.part(list)) { name, attributes in
      guard name == "Relationship", !attributes.text("TargetMode").hasSuffix("xternal") else {
        return
      }
      relations.append(
        Relation(
          id: attributes.text("Id"),
          kind: attributes.text("Type").split(separator: "/").last.map(String.init) ?? "",
          part: Self.resolved(attributes.text("Target"), in: base)))
    }
    return relations
  }

  struct Relation {
    let id: String
    /// `worksheet`, `styles`, …: the last word of the type, which has two spellings of the rest.
    let kind: String
    let part: String
  }

  private static func resolved(_ target: String, in base: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var path: [Substring] = []
    for step in (base + target).split(separator: "/") where step != "." {
      if step == ".." { _ = path.popLast() } else { path.append(step) }
    }
    return path.joined(separator: "/")
  }

  /// Calls for each start tag of a part, by local name.
  func eachElement(
    of part: InputMember, _ body: @escaping (String, PartAttributes) -> Void
  ) throws(InputError) {
    try read(
      part,
      XMLHandler(
        start: { name, attributes, _ in
          body(name.local.string, PartAttributes(list: attributes))
          return true
        }, text: { _ in }, end: { _, _ in }))
  }
}

/// The attributes of a start tag, by local name; valid only during the event.
struct PartAttributes {
  let list: [(name: XMLName, value: Text)]

  func value(_ name: Text) -> Text { list.first { $0.name.local == name }?.value ?? Text() }
  func text(_ name: Text) -> String { value(name).string }
  func number(_ name: Text) -> Int? { Int(text(name)) }
  func flag(_ name: Text) -> Bool { ["1", "true", "on"].contains(text(name)) }
}

/// - Parameter kind: what it is instead.
func spreadsheetRefused(_ kind: String) -> InputError {
  InputError(
    .spreadsheet,
    "is \(kind); expected an .xlsx workbook, CSV or XML. Open it and save it as .xlsx or CSV"
      + " (UTF-8), and deliver that.")
}
