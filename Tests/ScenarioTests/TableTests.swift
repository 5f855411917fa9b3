import Testing

/// The runner's own reading and comparing.
@Suite struct TableTests {
  @Test func quotedCellsHoldCommasQuotesAndLines() {
    let table = Table("\u{FEFF}a,b\r\n\"1,5\",\"say \"\"yes\"\"\nplease\"\r\nx,\n")
    #expect(table.columns == ["a", "b"])
    #expect(table.rows == [["1,5", "say \"yes\"\nplease"], ["x", ""]])
  }

  @Test func aPromiseNamesWhatIsMissingAndWhatIsUnexpected() {
    let promise = Promise(
      name: "exceptions.csv",
      table: Table("day,code,case_id\n2026-03-09,,\n2026-03-10,REFUND_MISSING,*\n"))
    let output = Table("code,severity,case_id\nREFUND_MISSING,error,RC101\nREVISED,info,RC102\n")
    #expect(
      promise.broken(by: output, on: "2026-03-10") == [
        "2026-03-10 exceptions.csv  (code | case_id)", "  unexpected  REVISED | RC102",
      ])
    #expect(promise.broken(by: output, on: "2026-03-09").count == 3)
    #expect(promise.broken(by: Table("code,case_id\n"), on: "2026-03-09").isEmpty)
  }

  @Test func anUnknownColumnIsNamed() {
    let promise = Promise(name: "cases.csv", table: Table("day,colour\n2026-03-09,red\n"))
    #expect(
      promise.broken(by: Table("stage\n"), on: "2026-03-09") == ["cases.csv has no column colour"])
  }

  @Test func aDifferenceShowsLinesWithTheirNumbers() {
    let difference = lineDifference(expected: "a\nb\nc", found: "a\nx\nc")
    #expect(difference == "- 2: b\n+ 2: x")
  }
}
