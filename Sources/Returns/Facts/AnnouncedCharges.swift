/// Fees that parcels' rows state, beside each other and beside the carrier's invoice.
extension Record {
  /// Every status of a parcel may state its fee again: that is one charge, as early as it was first
  /// stated, and neither a revision nor a conflict.
  /// - Returns: of two versions of a charge the one that stands; nil where they contradict.
  func restating(_ other: Record) -> Record? {
    let schema = head.feed.schema
    var (ours, theirs) = (columns, other.columns)
    var (isEarlier, more) = (false, 0)
    for column in schema.columns {
      let (mine, its) = (ours.value(column.type), theirs.value(column.type))
      if mine == its { continue }
      if column.name == "billed_at", case .number(let at) = mine, case .number(let before) = its {
        isEarlier = at < before
      } else if its == .absent {
        more += 1
      } else if mine == .absent {
        more -= 1
      } else {
        return nil
      }
    }
    return more > 0 || (more == 0 && isEarlier) ? self : other
  }
}

extension Dossier {
  /// A fee that came with the parcel and names no invoice is what the carrier announced: the
  /// invoice that charges the same of the parcel stands in its place (design: section 5,
  /// FEE_DUPLICATE is for another invoice).
  func dropAnnouncedCharges() {
    guard charges.count > 1, charges.contains(where: \.isInvoiced),
      !charges.allSatisfy(\.isInvoiced)
    else { return }
    let invoiced = charges.filter { $0.isInvoiced && $0.amount > 0 }
    charges.removeAll { charge in
      !charge.isInvoiced
        && invoiced.contains {
          $0.type == charge.type && $0.waybill == charge.waybill && $0.carrier == charge.carrier
        }
    }
  }
}

extension Charge {
  fileprivate var isInvoiced: Bool { invoiceNo != ParcelFees.noInvoice }
}
