import Intake
import LedgerStore
import Returns
import Settings

/// Reads the inbox with the workspace's profiles, leaving out what an earlier run has taken and not archived yet.
func takeIn(_ evening: Evening, _ writer: LedgerWriter, _ shops: ShopNumbers) throws -> TakenFiles {
  let workspace = evening.workspace
  var profiles: [Profile] = []
  var problems: [String] = []
  for path in workspace.profileFiles {
    do {
      profiles.append(try loadProfile(root: workspace.root, path: path))
    } catch {
      problems.append("\(error)")
    }
  }
  if !problems.isEmpty { throw RunFailure.configuration(problems) }
  let context = IntakeContext(
    shops: shops.intakeShops(evening.policy), workspaceZone: workspace.zone,
    workspaceCurrency: workspace.currency, profiles: profiles + Profile.builtIn)
  let known = try takenBefore(evening, writer)
  let stage = TakeIn(
    root: evening.inbox, context: context, policy: evening.policy, run: evening.run,
    firstFile: try writer.nextFileNumber, isKnown: { known.contains("\($1) \($0)") })
  let progress = evening.order.progress
  return stage.run(threads: evening.order.threads) { progress(.reading(file: $0)) }
}

/// Files that are in the ledger and still in the inbox: all that are kept there on purpose, else those of a run that
/// was killed before it could archive them. A file dropped again after it was archived is read again.
private func takenBefore(_ evening: Evening, _ reader: LedgerReader) throws -> Set<String> {
  var known = Set(try reader.unarchivedFiles().map { "\($0.sha256) \($0.path)" })
  guard evening.workspace.keepsInbox else { return known }
  for row in try reader.takenFiles() { known.insert("\(row.sha256) \(row.path)") }
  return known
}
