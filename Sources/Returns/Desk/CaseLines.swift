/// The lines of a case on the desk. What belongs to the case and not to a line is expected once.
extension Desk {
  /// The case's first line on the desk.
  func isFirstLine(_ index: Int) -> Bool {
    files.firstIndex { $0.caseID == files[index].caseID } == index
  }

  /// Whether a line stands for its case: the first that goes ahead, since a line that was refused
  /// or withdrawn says nothing about the others.
  func leads(_ index: Int) -> Bool {
    files.count == 1 || leader(of: files[index].caseID) == index
  }

  /// The first approved line of a case, one with units before one with none; else its first line.
  func leader(of caseID: Text) -> Int? {
    var (first, approved): (Int?, Int?)
    for place in files.indices where files[place].caseID == caseID {
      if files[place].isApproved {
        if files[place].approvedQuantity != 0 { return place }
        approved = approved ?? place
      }
      first = first ?? place
    }
    return approved ?? first
  }

  /// Whether goods of the case, of whichever line, are in the warehouse.
  func hasCome(_ file: CaseFile) -> Bool {
    files.contains {
      $0.caseID == file.caseID && ($0.arrivedAt != nil || !$0.inspections.isEmpty)
    }
  }

  func lines(of caseID: Text) -> [CaseFile] { files.filter { $0.caseID == caseID } }

  /// What the customer laid out for the way back, minor units: any line of the case may say it, and
  /// lines that name another waybill each say it of their own.
  func freightLaidOut(of file: CaseFile) -> Int64 {
    var paid: [(waybill: Text, most: Int64)] = []
    for place in files.indices where files[place].caseID == file.caseID {
      let application = files[place].application
      guard let amount = application.returnFreightPaid else { continue }
      if let known = paid.firstIndex(where: { $0.waybill == application.returnWaybill }) {
        paid[known].most = max(paid[known].most, amount)
      } else {
        paid.append((application.returnWaybill, amount))
      }
    }
    return paid.reduce(0) { FeeSum.adding($0, $1.most) }
  }
}
