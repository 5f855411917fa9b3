public import Returns

/// A file by its content.
public struct ManifestFile: Sendable, Equatable {
  /// Path below the workspace for what was read, below the output folder for what was written.
  public var path: String
  /// 64 hexadecimal digits.
  public var sha256: String
  public var byteCount: Int
  /// Rows of a table; nil for anything else.
  public var rowCount: Int?
  /// Of a batch of instructions: what its amounts come to.
  public var totals: [AmountTotal]

  public init(
    path: String, sha256: String, byteCount: Int, rowCount: Int? = nil, totals: [AmountTotal] = []
  ) {
    self.totals = totals
    self.path = path
    self.sha256 = sha256
    self.byteCount = byteCount
    self.rowCount = rowCount
  }
}

/// A sum of money in one currency, minor units.
public struct AmountTotal: Sendable, Equatable {
  public var currency: Currency
  public var amount: Int128

  public init(currency: Currency, amount: Int128) {
    self.currency = currency
    self.amount = amount
  }

  static func write(_ json: inout JSONDocument, _ total: AmountTotal) {
    json.field("currency", total.currency.string)
    json.field("amount", total.amount)
  }
}

/// What went into a business date and what came out: written last, so that a folder without it is
/// no finished run.
public struct Manifest: Sendable {
  public var businessDate: Day
  /// Version of the program.
  public var toolVersion: String
  /// SHA-256 of the manifest of the run before; nil for the first.
  public var previousManifest: String?
  public var inputs: [ManifestFile]
  public var configuration: [ManifestFile]
  public var outputs: [ManifestFile]

  public init(
    businessDate: Day, toolVersion: String, previousManifest: String?, inputs: [ManifestFile],
    configuration: [ManifestFile], outputs: [ManifestFile]
  ) {
    self.businessDate = businessDate
    self.toolVersion = toolVersion
    self.previousManifest = previousManifest
    self.inputs = inputs
    self.configuration = configuration
    self.outputs = outputs
  }

  /// `manifest.json`: each list by path. It holds no clock and no run number, so a run that is made
  /// again on the same files writes the same bytes.
  public func json() -> [UInt8] {
    JSONDocument.object { json in
      json.field("format", "backhaul-manifest-1")
      json.field("business_date", businessDate.string)
      json.field("tool_version", toolVersion)
      json.field("previous_manifest_sha256", previousManifest ?? "")
      json.list("inputs", Self.sorted(inputs), Self.write)
      json.list("configuration", Self.sorted(configuration), Self.write)
      json.list("outputs", Self.sorted(outputs), Self.write)
    }
  }

  private static func sorted(_ files: [ManifestFile]) -> [ManifestFile] {
    files.sorted { a, b in
      a.path == b.path
        ? a.sha256 < b.sha256 : a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
    }
  }

  private static func write(_ json: inout JSONDocument, _ file: ManifestFile) {
    json.field("path", file.path)
    json.field("sha256", file.sha256)
    json.field("bytes", file.byteCount)
    if let rowCount = file.rowCount { json.field("rows", rowCount) }
    if !file.totals.isEmpty { json.list("totals", file.totals, AmountTotal.write) }
  }
}
