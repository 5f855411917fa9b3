internal import Returns

/// What is counted of a case in one currency.
struct ClaimSum {
  let currency: Currency
  var numbers: CellNumbers
}

/// The order lines that a case is about: the one it names, or all where it names none.
struct ClaimedLines {
  let lines: [SoldLine]
  /// No line has the number that the case names; it counts for the first.
  let isUnknown: Bool
  private let isWhole: Bool
  private let quantity: Int64

  /// - Parameter lines: of the order. nil: none are known.
  init?(_ application: CaseLine, _ lines: [SoldLine]) {
    guard let first = lines.first else { return nil }
    quantity = application.quantity
    isWhole = application.lineNo == nil
    let named = lines.first { $0.lineNo == application.lineNo }
    isUnknown = !isWhole && named == nil
    self.lines = isWhole ? lines : [named ?? first]
  }

  var units: Int64 { lines.indices.reduce(0) { $0 &+ units(of: $1) } }

  private func units(of place: Int) -> Int64 { isWhole ? lines[place].quantity : quantity }

  /// What was paid for the units.
  var amount: Int64 {
    lines.indices.reduce(0) { sum, place in
      let line = lines[place]
      let share = line.amount.multipliedReportingOverflow(by: min(units(of: place), line.quantity))
      return sum &+ (share.overflow ? line.amount : share.partialValue / max(1, line.quantity))
    }
  }

  /// What of the sums counts for one of the lines: its own units, and of all money as much as was
  /// paid for it.
  func part(_ place: Int, of sums: [ClaimSum]) -> [ClaimSum] {
    guard lines.count > 1 else { return sums }
    return sums.map { sum in
      var numbers = sum.numbers
      // What was only billed in the currency has no units there.
      if numbers.count != 0 { numbers.units = numbers.count &* units(of: place) }
      numbers.amount = share(place, of: numbers.amount)
      numbers.cost = share(place, of: numbers.cost)
      return ClaimSum(currency: sum.currency, numbers: numbers)
    }
  }

  private func share(_ place: Int, of amount: Int64) -> Int64 {
    MinorUnits.split(amount, by: lines.map { max(0, $0.amount) })[place]
  }
}

extension CountedStanding {
  /// What a case comes to: the refund in the order's currency, freight in the one it was billed in.
  ///
  /// - Parameter isFirst: the first line of its case; what carriers bill is once a case.
  func sums(
    of application: CaseLine, _ lines: ClaimedLines, _ dossier: Dossier, _ order: CountedOrder,
    _ circumstances: Circumstances, isFirst: Bool, _ sign: Int64
  ) -> [ClaimSum] {
    let numbers = CellNumbers(
      count: sign, units: sign &* lines.units,
      amount: sign &* refund(of: application, lines, dossier, circumstances))
    var sums = [ClaimSum(currency: order.currency, numbers: numbers)]
    for freight in freight(of: application, dossier, circumstances, isFirst: isFirst) {
      let cost = CellNumbers(cost: sign &* freight.amount)
      let currency = freight.currency == .none ? order.currency : freight.currency
      if let place = sums.firstIndex(where: { $0.currency == currency }) {
        sums[place].numbers += cost
      } else {
        sums.append(ClaimSum(currency: currency, numbers: cost))
      }
    }
    return sums
  }
}
