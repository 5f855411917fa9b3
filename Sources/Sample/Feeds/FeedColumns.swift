/// A canonical feed as the sample writes it: its name and the columns it fills, in the file's
/// order.
struct FeedColumns: Sendable {
  let name: String
  let columns: [String]

  init(_ name: String, _ columns: String) {
    self.name = name
    self.columns = columns.split { " \n".contains($0) }.map(String.init)
  }
}

/// Writes what a story tells for one feed. A new feed is a new file and one line in `all`.
struct FeedWriter: Sendable {
  let columns: FeedColumns
  let write: @Sendable (Story, Inbox) throws(SampleError) -> Void

  static let all: [FeedWriter] = [
    orders, cases, materials, reviews, parcels, charges, inspections, settlements, surveys,
    stock, tickets, decisions,
  ]
}
