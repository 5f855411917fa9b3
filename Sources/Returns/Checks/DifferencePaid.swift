extension Desk {
  /// R2.3.2: the new article costs no more, or the customer has paid the difference; nil where no
  /// approved exchange is dearer.
  func differencePaid(of file: CaseFile, _ index: Int) -> CheckVerdict? {
    guard file.isApproved, let difference = priceDifference(of: file), difference > 0 else {
      return nil
    }
    guard let payment = standing(.differencePayment, of: index) else { return .unknown }
    if payment.open <= 0 { return .pass }
    return isOver(payment.due.dueOn, .settlements) ? .fail : .unknown
  }
}
