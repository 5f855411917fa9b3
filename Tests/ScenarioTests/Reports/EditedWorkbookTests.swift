import Foundation
import Testing

/// A person opens backhaul.xlsx, decides, saves and drops it into the inbox (X5).
@Suite struct EditedWorkbookTests {
  /// Three cases, each refunded too little on 10 March: 9.00, 8.00 and 2.00 are missing.
  private static let files = [
    "people.yaml": """
    roles:
      chief: {actions: [accept, write_off, snooze, assign]}
    people:
      - {name: 王芳, roles: [chief]}
    """,
    "inbox/orders.csv": """
    order_id,line_no,sku,quantity,unit_price,ordered_at,paid_amount,delivered_at
    SO1001,1,MUG-2,1,129.00,2026-03-01 09:00,129.00,2026-03-04 15:00
    SO1002,1,MUG-2,1,58.00,2026-03-01 09:00,58.00,2026-03-04 15:00
    SO1003,1,MUG-2,1,80.00,2026-03-01 09:00,80.00,2026-03-04 15:00
    """,
    "inbox/cases.csv": """
    case_id,order_id,kind,reason,applied_at,line_no,quantity,description,evidence
    RC101,SO1001,refund_only,damaged,2026-03-06 10:00,1,1,arrived broken,photo-1.jpg
    RC102,SO1002,refund_only,damaged,2026-03-06 10:00,1,1,arrived broken,photo-1.jpg
    RC103,SO1003,refund_only,damaged,2026-03-06 10:00,1,1,arrived broken,photo-1.jpg
    """,
    "inbox/settlements.csv": """
    txn_id,type,amount,settled_at,order_id,refund_ref
    P1001,payment,129.00,2026-03-01 09:01,SO1001,
    P1002,payment,58.00,2026-03-01 09:01,SO1002,
    P1003,payment,80.00,2026-03-01 09:01,SO1003,
    RF101,refund,120.00,2026-03-07 11:00,SO1001,RC101
    RF102,refund,50.00,2026-03-07 11:00,SO1002,RC102
    RF103,refund,78.00,2026-03-07 11:00,SO1003,RC103
    """,
  ]

  /// What is typed into which row.
  private static let entries = [
    "RC101": [
      "decision": "write_off", "decision_amount": "4.5", "decided_by": "王芳",
      "note": "=电话协商, \"一半\"",
    ],
    "RC102": ["decision": "snooze", "target": "2026-03-20", "decided_by": "王芳"],
  ]

  @Test(
    .enabled(
      if: WorkbookTests.office != nil,
      "no LibreOffice here: install it to have the workbook edited"))
  func whatIsDecidedInLibreOfficeIsCarriedOut() throws {
    let workspace = try GeneratedWorkspace()
    defer { workspace.remove() }
    for (name, text) in Self.files {
      try (text + "\n").write(
        toFile: workspace.root + "/" + name, atomically: true, encoding: .utf8)
    }
    try workspace.run(10)
    try Person(scratch: workspace.scratch).edit(
      workspace.root + "/out/2026-03-10/backhaul.xlsx", by: Self.entries,
      to: workspace.root + "/inbox/backhaul.xlsx")
    #expect(try workspace.run(11).code <= 1)

    let intake = Table(workspace.output(11, "intake.csv") ?? "")
    #expect(
      intake.project(["profile", "status", "read", "accepted", "rejected", "filtered"]) == [
        ["exceptions-with-decisions", "taken", "3", "2", "0", "1"]
      ])
    let exceptions = Table(workspace.output(11, "exceptions.csv") ?? "")
    let shown = exceptions.project([
      "case_id", "code", "status", "decision", "decision_amount", "target", "decided_by", "note",
    ])
    #expect(
      shown?.sorted { $0[0] < $1[0] } == [
        [
          "RC101", "REFUND_SHORT", "open", "write_off", "4.50", "", "王芳",
          "'=电话协商, \"一半\"",
        ],
        ["RC102", "REFUND_SHORT", "open", "snooze", "", "2026-03-20", "王芳", ""],
        ["RC103", "REFUND_SHORT", "open", "", "", "", "", ""],
      ])

    // What comes back as it was printed decides nothing anew.
    try FileManager.default.copyItem(
      atPath: workspace.root + "/out/2026-03-11/backhaul.xlsx",
      toPath: workspace.root + "/inbox/backhaul.xlsx")
    #expect(try workspace.run(12).code <= 1)
    #expect(
      Table(workspace.output(12, "intake.csv") ?? "").project(["read", "filtered"])
        == [["3", "3"]])
    #expect(try Backhaul.run(["verify", workspace.root], scratch: workspace.scratch).code == 0)
  }
}

/// Types into a workbook as a person does at the keyboard: by a macro of LibreOffice.
private struct Person {
  let scratch: URL

  /// - Parameter entries: by case, what is typed into which column of the first sheet.
  func edit(_ workbook: String, by entries: [String: [String: String]], to target: String) throws {
    let profile = scratch.appending(path: "office")
    // LibreOffice makes a profile when it first starts, and only then reads macros in it.
    try start(profile, ["--terminate_after_init"])
    let library = profile.appending(path: "user/basic/Standard")
    var steps = ""
    for (caseID, cells) in entries.sorted(by: { $0.key < $1.key }) {
      for (column, text) in cells.sorted(by: { $0.key < $1.key }) {
        let quoted = text.replacing("\"", with: "\"\"")
        steps += "  enter(book, \"\(caseID)\", \"\(column)\", \"\(quoted)\")\n"
      }
    }
    try Self.module(Self.macro.replacing("  STEPS\n", with: steps)).write(
      to: library.appending(path: "Person.xba"), atomically: true, encoding: .utf8)
    try Self.library.write(
      to: library.appending(path: "script.xlb"), atomically: true, encoding: .utf8)
    try start(
      profile, ["macro:///Standard.Person.Decide(\"file://\(workbook)\",\"file://\(target)\")"])
    try #require(FileManager.default.fileExists(atPath: target), "LibreOffice saved nothing")
  }

  /// What it ends with says little: what it saved is looked at.
  private func start(_ profile: URL, _ arguments: [String]) throws {
    _ = try OtherProgram.run(
      WorkbookTests.office ?? "",
      ["-env:UserInstallation=file://\(profile.path)", "--headless", "--nologo"] + arguments,
      scratch: scratch)
  }

  /// `EnterString` is what the keyboard does: a cell that is formatted as text keeps a text.
  private static let macro = """
    Sub Decide(source As String, target As String)
      book = StarDesktop.loadComponentFromURL( _
        source, "_blank", 0, Array(named("Hidden", True)))
      STEPS
      book.storeToURL(target, Array(named("FilterName", "Calc MS Excel 2007 XML")))
      book.close(True)
    End Sub

    Function named(name As String, value)
      Dim property As New com.sun.star.beans.PropertyValue
      property.Name = name
      property.Value = value
      named = property
    End Function

    Function place(sheet, name As String) As Long
      Dim column As Long
      Do While sheet.getCellByPosition(column, 0).String <> name
        column = column + 1
      Loop
      place = column
    End Function

    Sub enter(book, caseID As String, name As String, text As String)
      Dim row As Long
      sheet = book.Sheets.getByIndex(0)
      Do While sheet.getCellByPosition(place(sheet, "case_id"), row).String <> caseID
        row = row + 1
      Loop
      keyboard = createUnoService("com.sun.star.frame.DispatchHelper")
      view = book.CurrentController
      view.setActiveSheet(sheet)
      view.select(sheet.getCellByPosition(place(sheet, name), row))
      keyboard.executeDispatch( _
        view.Frame, ".uno:EnterString", "", 0, Array(named("StringName", text)))
    End Sub
    """

  private static func module(_ text: String) -> String {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Person" \
      script:language="StarBasic">\(escaped)
      </script:module>
      """
  }

  private static let library = """
    <?xml version="1.0" encoding="UTF-8"?>
    <library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" \
    library:readonly="false" library:passwordprotected="false">
    <library:element library:name="Person"/>
    </library:library>
    """
}
