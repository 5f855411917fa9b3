public import Returns

/// The language of what people read: explanations, reports, notices.
public enum Language: String, Sendable, CaseIterable {
  case en
  case zhHans = "zh-Hans"
}

/// A configuration file that was read, with the bytes that were read: the manifest names it by
/// their checksum.
public struct ConfigurationFile: Sendable {
  /// Path below the workspace.
  public let path: String
  public let bytes: [UInt8]
}

/// A workspace as it is configured: what `backhaul.yaml` and the files beside it say, checked.
public struct Workspace: Sendable {
  /// The folder, as it was given.
  public let root: String
  public var zone = Zone.shanghai
  public var currency = Currency.cny
  public var language = Language.en
  /// Output CSV begins with a byte order mark, so that Chinese Excel opens it as UTF-8.
  public var csvBOM = false
  /// Files taken in stay in the inbox instead of going to the archive.
  public var keepsInbox = false
  /// Folders and the ledger file: below the workspace unless they begin with `/`.
  public var inbox = "inbox"
  public var archive = "archive"
  public var out = "out"
  public var ledger = "ledger.sqlite"
  /// Names, phones and addresses leave masked.
  public var masksPersonalData = true
  /// A file of the inbox that changed less than this many seconds ago is left for the next run.
  public var readySettleSeconds = 0
  public var policy = Policy()
  /// The platform of each shop of `policy.shops`, in the same order; empty where none is named.
  public var platforms: [Text] = []
  /// Who may decide what: a part of what dossiers are judged by.
  public var people: People {
    get { policy.people }
    set { policy.people = newValue }
  }
  /// Every configuration file read, in the order read; profiles are read by Intake and are not
  /// among them.
  public var policyFiles: [ConfigurationFile] = []
  /// The workspace's own profiles, paths below the workspace, in byte order.
  public var profileFiles: [String] = []
  /// What is legal but worth knowing.
  public var notices: [String] = []

  public init(root: String) { self.root = root }

  public var zoneName: String { zone.name }

  /// A path of the configuration as one that can be opened.
  public func path(_ configured: String) -> String { join(root, configured) }
}

/// `path` below `folder`, unless it is absolute.
func join(_ folder: String, _ path: String) -> String {
  if path.hasPrefix("/") { return path }
  return folder.hasSuffix("/") ? folder + path : folder + "/" + path
}
