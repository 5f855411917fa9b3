internal import Glibc

/// Makes a commented workspace with defaults that work.
///
/// Folders are readable by their owner only, as are the files. A file that is already there is left
/// as it is; `backhaul.yaml` comes last, so that an interrupted call can be made again.
/// - Returns: the paths created below the folder, in the order created.
/// - Throws: where the folder is a workspace already, or something cannot be written.
public func initialiseWorkspace(at root: String) throws(SettingsErrors) -> [String] {
  if exists(join(root, "backhaul.yaml")) {
    let message = "is already there; choose another folder, or edit this workspace"
    throw failure("backhaul.yaml", message)
  }
  if !exists(root) { _ = try makeFolder("", in: root) }
  var created: [String] = []
  for folder in workspaceFolders where try makeFolder(folder, in: root) { created.append(folder) }
  for (path, bytes) in defaultFiles where try writeFile(path, bytes, in: root) {
    created.append(path)
  }
  return created
}

private let workspaceFolders = [
  "archive", "inbox", "out", "policy", "policy/laws", "profiles", "rates",
]

/// The texts are resources, built into the program from `Defaults/`.
let defaultFiles: [(path: String, bytes: [UInt8])] = [
  ("README.txt", PackageResources.README_txt),
  ("people.yaml", PackageResources.people_yaml),
  ("policy/laws/CN.example.yaml", PackageResources.law_CN_yaml),
  ("policy/laws/EU.example.yaml", PackageResources.law_EU_yaml),
  ("policy/policy.yaml", PackageResources.policy_yaml),
  ("rates/sf.example.csv", PackageResources.sf_example_csv),
  ("shops.yaml", PackageResources.shops_yaml),
  ("sources.yaml", PackageResources.sources_yaml),
  ("backhaul.yaml", PackageResources.backhaul_yaml),
]

/// - Returns: false where there is such a folder already.
private func makeFolder(_ folder: String, in root: String) throws(SettingsErrors) -> Bool {
  let path = folder.isEmpty ? root : join(root, folder)
  if mkdir(path, 0o700) == 0 { return true }
  var status = stat()
  if errno == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return false }
  throw failure(folder.isEmpty ? root : folder, "cannot be made a folder: \(systemMessage())")
}

/// - Returns: false where there is such a file already.
private func writeFile(
  _ path: String, _ bytes: [UInt8], in root: String
) throws(SettingsErrors) -> Bool {
  let descriptor = open(join(root, path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  if descriptor < 0, errno == EEXIST { return false }
  guard descriptor >= 0 else { throw failure(path, "cannot be made: \(systemMessage())") }
  defer { close(descriptor) }
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw failure(path, "cannot be written: \(systemMessage())") }
    written += count
  }
  return true
}

private func failure(_ file: String, _ message: String) -> SettingsErrors {
  SettingsErrors([SettingsError(file: file, message: message)])
}
