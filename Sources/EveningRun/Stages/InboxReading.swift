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
  let stage = TakeIn(
    root: evening.inbox, context: context, policy: evening.policy, run: evening.run,
    firstFile: try writer.nextFileNumber)
  let progress = evening.order.progress
  return try stage.run(
    threads: evening.order.threads,
    isKnown: { path, sha256 in
      // Kept in the inbox on purpose, or left by a run that was killed before it could archive. A file that is
      // dropped again after it was archived is read again.
      try writer.knownFiles(path: path, sha256: sha256)
        .contains { workspace.keepsInbox || !$0.isArchived }
    },
    progress: { progress(.reading(file: $0)) })
}
