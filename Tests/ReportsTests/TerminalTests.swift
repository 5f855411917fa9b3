import Reports
import Returns
import Testing

struct TerminalTests {
  @Test func columnsLineUpByWhatTheScreenShows() {
    var table = TextTable(columns: ["name", "amount"], maximumWidth: 10)
    table.append([.string("退款"), .amount(12_900, .cny)])
    table.append([.string("refund of goods"), .amount(-5, .cny)])
    table.append([.empty])
    #expect(
      table.render() == """
        name        amount
        ----------  ------
        退款        129.00
        refund of…   -0.05


        """)
  }

  @Test func chosenColumnsOfAReport() {
    let table = TextTable(
      pendingTable, rows: SampleDay.pending, context: SampleDay.context(),
      columns: ["subject", "amount", "owner"])
    #expect(
      table.render() == """
        subject  amount  owner
        -------  ------  ---------
        RC110     99.00  finance
        RC111            warehouse

        """)
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("退款", 4), ("é", 1), ("e\u{301}", 1), ("ＡＢ", 4), ("ｶﾅ", 2), ("한글", 4),
    ("…", 1),
  ])
  func widths(text: String, expected: Int) {
    #expect(displayWidth(text) == expected)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("退款金额", 5, "退款…"), ("退款金额", 4, "退…"),
    ("退款", 1, "…"), ("退款", 0, ""),
  ])
  func cuts(text: String, width: Int, expected: String) {
    #expect(truncated(text, toWidth: width) == expected)
    #expect(displayWidth(truncated(text, toWidth: width)) <= width)
  }

  @Test func nothingFromAFileSteersTheTerminal() {
    #expect(printable("a\u{1B}[31mb\u{9B}c\u{202E}d\ne") == "a·[31mb·c·d·e")
  }
}

struct MaskingTests {
  @Test(arguments: [
    ("张三", "张*"), ("欧阳修文", "欧***"), ("李", "*"), ("", ""), ("John Smith", "J*********"),
    ("张*", "张*"),
  ])
  func aNameHidesMoreThanOneCharacter(name: String, expected: String) {
    #expect(Masking.name(name) == expected)
  }

  @Test(arguments: [
    ("no label, call 13812345678", "no label, call 138******78"),
    ("photo 2 of 123456", "photo 2 of 123456"),
    ("请致电13812345678。", "请致电138******78。"), ("", ""), ("7654321", "*******"),
  ])
  func freeTextHidesLongNumbers(text: String, expected: String) {
    #expect(Masking.freeText(text) == expected)
  }

  @Test(arguments: [
    ("13812345678", "138******78"), ("+86 138-1234-5678", "+86 1**-****-**78"),
    ("12345678", "******78"), ("1234567", "*******"), ("110", "***"), ("", ""),
    ("138******78", "138******78"), ("0571-87654321", "057*-******21"),
  ])
  func aPhoneHidesAtLeastSixDigits(phone: String, expected: String) {
    #expect(Masking.phone(phone) == expected)
    let hidden = Masking.phone(phone).count { $0 == "*" }
    let digits = phone.count { $0.isNumber || $0 == "*" }
    #expect(hidden >= min(6, digits))
  }

  @Test(arguments: [
    ("浙江省杭州市西湖区文三路90号2幢301室", "浙江省杭州市西湖区****"),
    ("上海市浦东新区世纪大道100号", "上海市浦东新区****"),
    ("杭州市西湖区翠苑小区三栋二单元", "杭州市西湖区****"),
    ("浙江省杭州市西湖区****", "浙江省杭州市西湖区****"),
    ("Flat 3, 12 Main Street, Springfield", "****"),
    ("", ""),
  ])
  func anAddressHidesTheUnit(address: String, expected: String) {
    #expect(Masking.address(address) == expected)
  }
}
