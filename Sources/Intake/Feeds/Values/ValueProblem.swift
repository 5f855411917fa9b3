import Returns

/// Why a cell's text is not a value of its column. The words are made in `ValueWording`.
enum ValueProblem: Error, Equatable {
  case missing
  case notAnAmount
  /// Non-zero digits beyond the currency's precision.
  case tooPrecise
  case tooLarge
  case negative
  case notACount
  case notATime
  /// A day and month, where the file names no period that tells the year.
  case noYear
  case notAChoice
  case notAFlag
  case unknownCurrency
  case controlCharacter
  /// `4.2E+27`: what a spreadsheet makes of a long number.
  case shortened
  /// Of a survey, outside 1 to 5.
  case notAMark
  /// A profile's value map does not know the word.
  case notMapped
  /// Several different values stand where a profile takes one.
  case several
  /// A profile takes the time zone from the row, and the row's zone is unknown.
  case unknownZone
  /// A spreadsheet's cell that has lost its value (`SpoiltCell`).
  case spoilt
}
