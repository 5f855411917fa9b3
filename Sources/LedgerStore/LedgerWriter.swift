import GRDB
import Returns

/// What a transaction can store, beside all that a reader can be asked.
///
/// A run that stores a business date calls `resetDay` first; what it derives of that date follows.
public final class LedgerWriter: LedgerReader {
  var facts: DossierPacking?
  var states: DossierPacking?
  var nextBlock: Int64?
  var open: OpenSet?
  var exceptionVersions = VersionNumbers()
  var caseVersions = VersionNumbers()

  override func settle() throws {
    try finish(&facts)
    try finish(&states)
    try storeOpenDossiers()
    try replaceExceptions()
    try replaceCases()
  }
}
