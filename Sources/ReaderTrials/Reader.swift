import Foundation
import Intake
import Returns
import Settings

/// A reader of what comes from outside, and what must hold whatever it is given: it ends, it does
/// not crash, and it loses nothing.
public enum Reader: String, CaseIterable, Sendable {
  /// A table in memory.
  case csv
  /// An XML document in memory.
  case xml
  /// A file whose kind only its content tells: packed, spreadsheet, table, document.
  case file
  /// The parts of a workbook (`PackedParts`).
  case workbook
  /// A profile's YAML.
  case profile
  /// A policy's YAML.
  case policy
}

/// Tries one reader on one input after another. Not for several threads.
public final class Trial {
  private let reader: Reader
  private let folder: String
  private let context: IntakeContext

  /// - Throws: where the workspace around a policy cannot be made.
  public init(_ reader: Reader) throws {
    self.reader = reader
    folder = NSTemporaryDirectory() + "/backhaul-trial-\(UUID().uuidString)"
    if reader == .policy {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      _ = try initialiseWorkspace(at: folder + "/shop")
    }
    let profiles = Profile.builtIn
    let shops = [
      IntakeShop(id: "north", currency: .cny, zone: .shanghai),
      IntakeShop(id: "south", currency: .cny, zone: .utc),
    ]
    context = IntakeContext(
      shops: shops, workspaceZone: .shanghai, workspaceCurrency: .cny, profiles: profiles)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// - Returns: what was lost or untrue; nil where all is well.
  public func run(_ bytes: UnsafeRawBufferPointer) -> String? {
    switch reader {
    case .csv, .xml:
      let member = InputMember(name: "file", bytes: Text(bytes))
      return loss(
        readMember(member, path: "file", fileNumber: 1, run: 1, shopHint: 0, context: context))
    case .file: return readFile(bytes)
    case .workbook:
      return PackedParts.zip(bytes).withUnsafeBytes { readFile($0) }
    case .profile:
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        _ = try Profile(yaml: text, file: "profile.yaml")
        return nil
      } catch {
        return error.message.isEmpty || error.line < 0 ? "an error without words: \(error)" : nil
      }
    case .policy: return readPolicy(bytes)
    }
  }

  private func readFile(_ bytes: UnsafeRawBufferPointer) -> String? {
    let members = inputMembers(name: "input", bytes: Text(bytes))
    if members.isEmpty { return "a file without members" }
    for member in members {
      let reading = readMember(
        member, path: "input", fileNumber: 1, run: 1, shopHint: 0, context: context)
      if let loss = loss(reading) { return loss }
    }
    return nil
  }

  private func readPolicy(_ bytes: UnsafeRawBufferPointer) -> String? {
    guard write(bytes, "\(folder)/shop/policy/policy.yaml") else { return "cannot be written" }
    do throws(SettingsErrors) {
      _ = try loadWorkspace(root: folder + "/shop")
      return nil
    } catch {
      let errors = error.errors
      return errors.isEmpty || errors.contains { $0.message.isEmpty } ? "no words: \(errors)" : nil
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, _ path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count
  }

  /// Every row read is in a record, joined to one, a reject, or left out on purpose.
  private func loss(_ reading: MemberReading) -> String? {
    if case .refused(let error) = reading.status {
      if error.message.isEmpty { return "refused without words" }
      return reading.records.count == 0 && reading.read == 0 ? nil : "refused, and records kept"
    }
    if reading.rejects.count != reading.rejected { return "rejects are not all there" }
    var lines: Set<Int> = []
    reading.records.forEach { lines.insert($0.head.line) }
    let taken = reading.read - reading.rejected - reading.filtered
    if taken < 0 { return "more rejected and filtered than read" }
    // Each row, and each record of an XML file, has a place of its own.
    let kept = lines.count + reading.joined.values.reduce(0, +)
    if kept != taken {
      return "read \(reading.read), rejected \(reading.rejected), filtered \(reading.filtered), "
        + "kept \(kept): \(reading.profile)"
    }
    return nil
  }
}
