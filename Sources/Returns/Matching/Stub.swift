struct MoneyExpectation: Sendable { var id: UInt64; var kind: ExpectationKind; var caseID: Text; var references: [Text]; var paymentRef: Text; var amount: Int64; var currency: Currency; var tolerance: Int64; var lineNo: Int64? }
struct MoneyEvidence: Sendable { var index: Int; var txnID: Text; var amount: Int64; var currency: Currency; var settledAt: Instant; var references: [Text]; var orderID: Text; var paymentRef: Text; var identity: UInt64 }
enum Standing: Sendable { case open(nearest: [Note]); case met; case short; case over; case currencyDiffers(Currency); case ambiguous(rivals: [Text]); case searchLimit }
enum Leftover: Sendable { case duplicate(of: Int); case over(Int); case unentitled
 var expectation: Int? { nil } }
struct LeftoverMoney: Sendable { var evidence: Int; var part: Int64; var leftover: Leftover; var nearest: [Note] }
struct MoneyMatching: Sendable { var matches: [Match]; var standings: [(standing: Standing, matched: Int64)]; var leftovers: [LeftoverMoney] }
func matchMoney(_ expectations: [MoneyExpectation], _ evidence: [MoneyEvidence], orderID: Text, shop: Int, terms: MatchingTerms) -> MoneyMatching { fatalError() }
func settleFees(_ dossier: Dossier, policy: Policy, terms: (CaseLine) -> CaseTerms, asOf: Day) -> (lines: [FeeLine], findings: [Finding]) { ([], []) }
