import CLibXML2
import Foundation
import Intake
import Returns

/// Times the reading of XML files against a bare count of their elements by libxml2's SAX2 parser,
/// in turn and in one process: `Benchmarks/read_xml.py` makes the files and calls this.
@main
enum Benchmark {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let rounds = arguments.first.flatMap({ Int($0) }), arguments.count > 1 else {
      print("usage: ReadingBench ROUNDS FILE...")
      exit(2)
    }
    for path in arguments.dropFirst() { measure(path, rounds: rounds) }
  }

  private static func measure(_ path: String, rounds: Int) {
    guard let data = FileManager.default.contents(atPath: path) else {
      print("\(path) cannot be read")
      exit(2)
    }
    var bare: [Double] = []
    var ours: [Double] = []
    for _ in 0..<rounds {
      bare.append(seconds { _ = elementCount(data) })
      ours.append(seconds { _ = records(path) })
    }
    let ratio = median(ours) / median(bare)
    print(
      "\(URL(filePath: path).lastPathComponent): \(data.count) bytes,"
        + " \(elementCount(data)) elements,"
        + " \(records(path)) records; count \(ms(bare)) ms, read \(ms(ours)) ms, ratio "
        + String(format: "%.2f", ratio))
  }

  private static func elementCount(_ data: Data) -> Int {
    var handlers = xmlSAXHandler()
    handlers.initialized = UInt32(XML_SAX2_MAGIC)
    handlers.startElementNs = { context, _, _, _, _, _, _, _, _ in
      context?.assumingMemoryBound(to: Int.self).pointee += 1
    }
    var count = 0
    data.withUnsafeBytes { bytes in
      _ = xmlSAXUserParseMemory(
        &handlers, &count, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(bytes.count))
    }
    return count
  }

  private static func records(_ path: String) -> Int {
    let url = URL(filePath: path)
    let context = IntakeContext(
      shops: ["hangzhou", "berlin", "osaka"].map {
        IntakeShop(id: $0, currency: .cny, zone: .shanghai)
      },
      workspaceZone: .shanghai, workspaceCurrency: .cny)
    guard
      let file = try? OpenedFile(
        root: url.deletingLastPathComponent().path, path: url.lastPathComponent)
    else { return 0 }
    let reading = readMember(
      file.members[0], path: path, fileNumber: 1, run: 1, shopHint: 0, context: context)
    return reading.records.count
  }

  private static func seconds(_ work: () -> Void) -> Double {
    let elapsed = ContinuousClock().measure(work)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }

  private static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

  private static func ms(_ times: [Double]) -> String {
    let sorted = times.sorted().map { $0 * 1000 }
    return String(
      format: "%.1f (%.1f to %.1f)", sorted[sorted.count / 2], sorted[0], sorted[sorted.count - 1])
  }
}
