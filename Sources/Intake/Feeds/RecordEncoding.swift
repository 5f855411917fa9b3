import Returns

/// Writes drafts as records, in the format of `RecordCoding` (a test holds the two to the same
/// bytes), straight into memory: the general form takes arrays of values and allocates for every
/// record.
final class RecordEncoder {
  private(set) var bytes: UnsafeMutableRawPointer
  private(set) var count = 0
  private var capacity = 64 << 10
  private var content: UnsafeMutableRawPointer
  private var contentCapacity = 64 << 10

  init() {
    bytes = .allocate(byteCount: capacity, alignment: 8)
    content = .allocate(byteCount: contentCapacity, alignment: 8)
  }

  deinit {
    bytes.deallocate()
    content.deallocate()
  }

  func clear() { count = 0 }

  /// Appends a record.
  func append(_ draft: RecordDraft, file: Int, line: Int, run: Int) {
    let size = writeContent(draft)
    reserve(size + 96)
    var at = bytes + count
    // The head is written behind room for the longest size prefix, then moved to where the prefix
    // ends.
    let head = at + 10
    var end = head
    end = DirectBytes.byte(draft.layout.feed.rawValue, end)
    end = DirectBytes.byte(
      RecordHead.flags(hasStamp: draft.stamp != nil, isOwn: draft.isStampOwn), end)
    end.storeBytes(of: Self.key(draft).littleEndian, as: UInt64.self)
    end += 8
    end = DirectBytes.varint(UInt64(draft.shop), end)
    end = DirectBytes.varint(UInt64(file), end)
    end = DirectBytes.varint(UInt64(line), end)
    end = DirectBytes.varint(UInt64(run), end)
    if let stamp = draft.stamp { end = DirectBytes.zigzag(stamp, end) }
    let headSize = end - head
    at = DirectBytes.varint(UInt64(headSize + size), at)
    at.copyMemory(from: head, byteCount: headSize)
    at += headSize
    at.copyMemory(from: content, byteCount: size)
    count = at + size - bytes
  }

  /// The hash of the content, for ids made from it.
  func contentHash(_ draft: RecordDraft, seed: UInt64) -> UInt64 {
    let size = writeContent(draft)
    var hash = StableHash(seed: seed)
    hash.combine(UInt64(draft.layout.feed.rawValue))
    hash.combine(UnsafeRawBufferPointer(start: content, count: size))
    return hash.value
  }

  private func writeContent(_ draft: RecordDraft) -> Int {
    let layout = draft.layout
    var room = 16
    layout.kinds.withUnsafeBufferPointer { kinds in
      for column in kinds.indices where draft.has(column) {
        room +=
          10 + (kinds[column].rawValue <= ValueKind.id.rawValue ? draft.texts[column].count : 0)
      }
    }
    if room > contentCapacity {
      content.deallocate()
      contentCapacity = room * 2
      content = .allocate(byteCount: contentCapacity, alignment: 8)
    }
    var at = DirectBytes.varint(draft.present, content)
    layout.kinds.withUnsafeBufferPointer { kinds in
      for column in kinds.indices where draft.has(column) {
        at = Self.value(draft, column, kinds[column], at)
      }
    }
    return at - content
  }

  @inline(__always)
  private static func value(
    _ draft: RecordDraft, _ column: Int, _ kind: ValueKind, _ start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let number = draft.numbers[column]
    switch kind {
    case .text, .id:
      let text = draft.texts[column]
      let at = DirectBytes.varint(UInt64(text.count), start)
      if let base = text.bytes.baseAddress { at.copyMemory(from: base, byteCount: text.count) }
      return at + text.count
    case .amount, .signed, .time: return DirectBytes.zigzag(number, start)
    case .count: return DirectBytes.varint(UInt64(bitPattern: number), start)
    case .flag, .choice: return DirectBytes.byte(UInt8(truncatingIfNeeded: number), start)
    case .currency:
      let at = DirectBytes.byte(UInt8(truncatingIfNeeded: number), start)
      return DirectBytes.byte(UInt8(truncatingIfNeeded: number >> 8), at)
    }
  }

  private static func key(_ draft: RecordDraft) -> UInt64 {
    let layout = draft.layout
    var hash = StableHash(seed: UInt64(layout.feed.rawValue) + 1)
    for column in layout.keyColumns {
      guard draft.has(column) else {
        hash.combine(0 as UInt64)
        continue
      }
      switch layout.kinds[column] {
      case .text, .id: hash.combine(draft.texts[column])
      default:
        hash.combine(1 as UInt64)
        hash.combine(draft.numbers[column])
      }
    }
    return hash.value
  }

  private func reserve(_ room: Int) {
    guard count + room > capacity else { return }
    capacity = (count + room) * 2
    let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    grown.copyMemory(from: bytes, byteCount: count)
    bytes.deallocate()
    bytes = grown
  }
}
