import Foundation

/// The inputs that mutation and fuzzing begin with: `Tests/Fuzz/<reader>/`.
public enum Corpus {
  /// In the order of their names.
  public static func seeds(of reader: Reader, in folder: String) -> [[UInt8]] {
    let path = "\(folder)/\(reader.rawValue)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(path)/\(name)").map(Array.init)
    }
  }
}
