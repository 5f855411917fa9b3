/// One way in which an order goes wrong: how often, and what is bent in its story. A new trouble is
/// a function in its family's file and one line in that family's list.
struct Trouble: Sendable {
  /// Troubles of one strand exclude each other; those of different strands are drawn apart.
  enum Strand: CaseIterable, Sendable {
    case application, payment, delivery, versions, freight, service
  }

  let strand: Strand
  /// The exception codes it is made for.
  let codes: [String]
  /// Of a million orders.
  let perMillion: Int
  /// Days from a brisk order to the business date whose run shows it.
  let span: Int
  /// Days from a brisk order to the date from which it shows no more; nil: it stays open.
  let fades: Int?
  /// The shop where it can happen; nil: any.
  let shop: String?
  let play: @Sendable (inout Story) -> Void

  init(
    _ strand: Strand, _ codes: String, perMillion: Int, span: Int, fades: Int? = nil,
    shop: String? = nil,
    play: @escaping @Sendable (inout Story) -> Void
  ) {
    self.strand = strand
    self.codes = codes.split(separator: " ").map(String.init)
    self.perMillion = perMillion
    self.span = span
    self.fades = fades
    self.shop = shop
    self.play = play
  }

  static let all: [Trouble] =
    refunds + payments + applications + parcels + goods + freight + versions + tickets + decisions

  static let byStrand: [[Trouble]] = Strand.allCases.map { strand in
    all.filter { $0.strand == strand }
  }

  /// The trouble of a strand that befalls an order, if any.
  static func draw(_ strand: Strand, _ shop: ShopModel, _ stream: inout RandomStream) -> Trouble? {
    var left = stream.below(1_000_000)
    for trouble in byStrand[Strand.allCases.firstIndex(of: strand) ?? 0] {
      if let only = trouble.shop, only != shop.id { continue }
      left -= trouble.perMillion
      if left < 0 { return trouble }
    }
    return nil
  }
}
