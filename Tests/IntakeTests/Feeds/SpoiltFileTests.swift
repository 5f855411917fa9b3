import Returns
import Testing

@testable import Intake

/// Whatever is done to a file: no crash, and every row is accounted for.
@Suite("Spoilt files")
struct SpoiltFileTests {
  private static let files = [
    "txn_id,type,amount,settled_at,fee,currency\n"
      + "T1,refund,12.50,2026-11-01T08:00:00+08:00,-0.1,CNY\n"
      + "T2,\"payment\",\"7\",2026-11-01,,JPY\n",
    "waybill\tcarrier\tdirection\tstatus\tfreight_fee\nSF1\tSF\treturn\tlost\t12.00\n",
    "交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,微信退款单号,商户退款单号,退款金额,退款状态,手续费\n"
      + "`2026-11-20 22:43:59,`1,`42,`SO1,`REFUND,`CNY,`0.00,`50,`RC1,`1.00,`SUCCESS,`-0.00600\n"
      + "总交易单数,退款总金额,手续费总金额\n`1,`1.00,`-0.00600\n",
    "<backhaul feed=\"stock\"><record><movement_id>M</movement_id><sku>A</sku><quantity>1"
      + "</quantity><moved_at>2026-11-01</moved_at><kind>scrap</kind></record></backhaul>",
    "<Document><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id><IBAN>X</IBAN></Id></Acct><Bal>"
      + "<Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp>"
      + "<Amt Ccy='EUR'>1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"
      + "<Ntry><Amt Ccy='EUR'>2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt>"
      + "<Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>R</EndToEndId></Refs>"
      + "</TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>",
  ]

  @Test(arguments: files.indices)
  func noneIsLostAndNothingCrashes(_ index: Int) {
    let original = Array(Self.files[index].utf8)
    var random = SystemlessRandom(state: UInt64(index) + 7)
    for _ in 0..<1500 {
      var bytes = original
      for _ in 0...(random.next() % 4) { spoil(&bytes, &random) }
      let reading = bytes.withUnsafeBytes { read(Text(copying: $0), shops: twoShops, hint: 0) }
      var lines: Set<Int> = []
      reading.records.forEach { lines.insert($0.head.line) }
      #expect(reading.rejected == reading.rejects.count)
      #expect(reading.records.count >= lines.count)
      let taken = reading.read - reading.rejected - reading.filtered
      // In these files a row is a line, but for XML, where records may share one.
      #expect(original[0] == 0x3C ? taken >= lines.count : taken == lines.count)
    }
  }

  private func spoil(_ bytes: inout [UInt8], _ random: inout SystemlessRandom) {
    guard !bytes.isEmpty else { return }
    let place = Int(random.next() % UInt64(bytes.count))
    let signs = Array("\"',;\t\n\r<>&=-.0９5`~#{\\".utf8) + [0, 0x7F, 0xFF, 0xE4]
    switch random.next() % 5 {
    case 0: bytes.remove(at: place)
    case 1: bytes.insert(signs[Int(random.next() % UInt64(signs.count))], at: place)
    case 2: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 3: bytes.removeSubrange(place..<min(bytes.count, place + 9))
    default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 40)], at: place)
    }
  }
}
