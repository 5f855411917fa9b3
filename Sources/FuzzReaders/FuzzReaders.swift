import Foundation
import ReaderTrials

// libFuzzer's entry; built by `make fuzz` only. READER names what is fuzzed.

private nonisolated(unsafe) let trial: Trial = {
  let name = ProcessInfo.processInfo.environment["READER"] ?? ""
  guard let reader = Reader(rawValue: name), let trial = try? Trial(reader) else {
    fatalError("READER=\(name): expected one of \(Reader.allCases.map(\.rawValue))")
  }
  return trial
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOne(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  if let fault = trial.run(UnsafeRawBufferPointer(start: start, count: count)) { fatalError(fault) }
  return 0
}
