import Foundation

/// The package's own files, found from where this file was compiled.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Every file that belongs to the project, relative to the root, sorted. Build products, the git
  /// folder and what a run of the sample writes are left out.
  static let files: [String] = {
    let skipped: Set = [".git", ".build", "build", ".swiftpm", "DerivedData"]
    var found: [String] = []
    func visit(_ folder: String) {
      let here = folder.isEmpty ? root : root.appending(path: folder)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: here.path)) ?? []
      for name in names.sorted() where !(folder.isEmpty && isBuildFolder(name)) {
        let path = folder.isEmpty ? name : folder + "/" + name
        if isFolder(path) {
          if !skipped.contains(name) { visit(path) }
        } else {
          found.append(path)
        }
      }
    }
    visit("")
    return found
  }()

  static let swiftFiles = files.filter { $0.hasSuffix(".swift") }

  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  private static func isBuildFolder(_ name: String) -> Bool {
    name.hasPrefix(".build") || name == "build" || name == ".git"
  }

  /// A link to a folder counts as a file: it is not followed.
  private static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: root.appending(path: path).path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}
