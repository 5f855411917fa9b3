import GRDB
import Returns

/// What a transaction can store, beside all that a reader can be asked.
///
/// A run that stores a business date calls `resetDay` first; what it derives of that date follows.
public final class LedgerWriter: LedgerReader {
  var dossiers = DossierDesk()
  var open: OpenSet?
  let exceptionPages = ExceptionPages()
  let casePages = CasePages()

  override func settle() throws {
    try finishDossiers()
    try storeOpenDossiers()
    try finishExceptions()
    try finishCases()
  }
}
