/// An ISO 4217 currency: three letters in two bytes, with the number of its decimals.
public struct Currency: Hashable, Comparable, Sendable {
  /// 0 is "no currency"; else 1 + the letters in base 26.
  public let code: UInt16

  public static let none = Currency(code: 0)
  public static let cny = Currency("CNY")!

  @inlinable public init(code: UInt16) { self.code = code }

  /// Reads three ASCII letters of either case; nil for anything that is not a current ISO 4217
  /// code.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 3 else { return nil }
    var value: UInt16 = 0
    for byte in bytes {
      let letter = byte & 0xDF
      guard letter >= 65, letter <= 90 else { return nil }
      value = value * 26 + UInt16(letter - 65)
    }
    guard Self.known[Int(value)] else { return nil }
    code = value + 1
  }

  public init?(_ string: String) {
    var copy = string
    guard let currency = copy.withUTF8({ Currency(UnsafeRawBufferPointer($0)) }) else { return nil }
    self = currency
  }

  /// How many decimals an amount has: 2 for most, 0 for yen, 3 for dinars (ISO 4217, column "minor
  /// unit").
  public var decimals: Int { code == 0 ? 2 : Int(Self.exponents[Int(code) - 1]) }

  public var string: String {
    guard code > 0 else { return "" }
    let value = Int(code) - 1
    let letters = [value / 676, value / 26 % 26, value % 26].map { UInt8(65 + $0) }
    return String(decoding: letters, as: UTF8.self)
  }

  public static func < (a: Currency, b: Currency) -> Bool { a.code < b.code }

  static func index(_ letters: Substring) -> Int {
    letters.utf8.reduce(0) { $0 * 26 + Int($1 - 65) }
  }

  static let exponents: [UInt8] = {
    var table = [UInt8](repeating: 2, count: 17576)
    for code in "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(
      separator: " ")
    {
      table[index(code)] = 0
    }
    for code in "BHD IQD JOD KWD LYD OMR TND".split(separator: " ") { table[index(code)] = 3 }
    for code in "CLF UYW".split(separator: " ") { table[index(code)] = 4 }
    return table
  }()

  static let known: [Bool] = {
    var table = [Bool](repeating: false, count: 17576)
    let codes = """
      AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD \
      BTN BWP BYN BZD CAD CDF CHF CLF CLP CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP \
      ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD \
      IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD \
      MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB \
      PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
      SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS \
      VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
      """
    for code in codes.split(separator: " ") { table[index(code)] = true }
    return table
  }()
}
