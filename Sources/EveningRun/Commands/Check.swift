import Intake
import Returns
import Settings

/// What a file is and how it reads, without keeping anything (`backhaul check`).
public struct FileCheck: Sendable {
  public let file: String
  public let sections: [AnswerSection]
  /// Every member is readable, and no row is rejected.
  public let isClean: Bool
}

/// - Parameter workspace: whose shops, zone and profiles hold; nil: the defaults and the built-in
/// profiles.
public func checkFiles(_ paths: [String], workspace root: String?) throws -> [FileCheck] {
  let (context, policy) = try checkContext(root)
  return paths.map { path in
    let cut = path.lastIndex(of: "/")
    let folder = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
    do throws(InputError) {
      let file = try openInput(root: folder, path: name)
      let readings = file.members.map {
        readMember($0, path: name, fileNumber: 1, run: 1, shopHint: nil, context: context)
      }
      let sections = readings.flatMap { CheckedMember($0, policy).sections }
      return FileCheck(file: path, sections: sections, isClean: readings.allSatisfy(\.isClean))
    } catch {
      let row: [(name: String, value: String)] = [("problem", error.message)]
      return FileCheck(
        file: path, sections: [AnswerSection(title: path, rows: [row])], isClean: false)
    }
  }
}

private func checkContext(_ root: String?) throws -> (IntakeContext, Policy) {
  guard let root else {
    let context = IntakeContext(
      shops: [IntakeShop(id: "main", currency: .cny, zone: .shanghai)], workspaceZone: .shanghai,
      workspaceCurrency: .cny, profiles: Profile.builtIn)
    return (context, Policy())
  }
  let workspace = try open(root)
  let own = try ownProfiles(workspace)
  let context = IntakeContext(
    shops: workspace.policy.shops.map {
      IntakeShop(id: $0.id.string, currency: $0.currency, zone: $0.zone)
    },
    workspaceZone: workspace.zone, workspaceCurrency: workspace.currency,
    profiles: own + Profile.builtIn)
  return (context, workspace.policy)
}

extension MemberReading {
  fileprivate var isClean: Bool {
    status == .readable && rejected == 0 && controlTotals.allSatisfy(\.agrees)
  }
}

/// One member's reading in words.
private struct CheckedMember {
  let reading: MemberReading
  let zone: Zone

  init(_ reading: MemberReading, _ policy: Policy) {
    self.reading = reading
    zone = policy.zone
  }

  var sections: [AnswerSection] {
    if case .refused(let error) = reading.status {
      let row: [(name: String, value: String)] = [("refused", error.message)]
      return [AnswerSection(title: reading.name, rows: [row])]
    }
    let parts = [
      AnswerSection(title: reading.name, rows: [overview]),
      AnswerSection(
        title: "Control totals",
        rows: reading.controlTotals.map {
          [
            ("total", $0.name), ("stated", $0.expected), ("found", $0.found),
            ("agrees", $0.agrees ? "yes" : "NO"),
          ]
        }),
      AnswerSection(title: "Sums", rows: sums),
      AnswerSection(title: "First records", rows: firstRecords),
      AnswerSection(
        title: "Rejects",
        rows: reading.rejects.map {
          [
            ("at", "\(reading.name):\($0.line)"), ("field", $0.field), ("code", $0.code),
            ("reason", $0.reason),
          ]
        }),
      AnswerSection(title: "Notices", rows: reading.notices.map { [("notice", $0)] }),
    ]
    return parts.filter { !$0.rows.isEmpty }
  }

  private var overview: [(name: String, value: String)] {
    [
      ("feed", reading.feed?.name ?? ""), ("profile", reading.profile),
      ("encoding", reading.encoding),
      ("account", reading.account ?? ""),
      ("period", "\(reading.periodFrom?.string ?? "") \(reading.periodTo?.string ?? "")"),
      ("read", "\(reading.read)"), ("rejected", "\(reading.rejected)"),
      ("filtered", "\(reading.filtered)"), ("records", "\(reading.records.count)"),
    ]
  }

  /// Of every amount column of every feed.
  private var sums: [[(name: String, value: String)]] {
    var totals: [String: Int64] = [:]
    reading.records.forEach { record in
      var columns = record.columns
      for column in record.head.feed.schema.columns {
        let value = columns.value(column.type)
        guard case .amount = column.type, case .number(let number) = value else { continue }
        let name = "\(record.head.feed.name).\(column.name)"
        totals[name] = MinorUnits.sum(totals[name] ?? 0, number) ?? .max
      }
    }
    return totals.sorted { $0.key < $1.key }.map {
      [("column", $0.key), ("minor_units", "\($0.value)")]
    }
  }

  private var firstRecords: [[(name: String, value: String)]] {
    var rows: [[(name: String, value: String)]] = []
    reading.records.forEach { record in
      guard rows.count < 3 else { return }
      rows.append([
        ("line", "\(record.head.line)"), ("feed", record.head.feed.name),
        ("says", FactWording(zone).words(record)),
      ])
    }
    return rows
  }
}
