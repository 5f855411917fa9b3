/// Carriers' charges that are not as agreed. They bend the charge of the parcel that went out.
extension Trouble {
  static let freight: [Trouble] = [
    Trouble(.freight, "FEE_WEIGHT", perMillion: 18_000, span: 4) { story in
      let steps = story.stream.within(1...3)
      story.bendFreight { charge, carrier, parcel in
        let agreed = max(charge.billedGrams, CarrierModel.firstGrams)
        charge.billedGrams = agreed + steps * carrier.stepGrams
        charge.amount = carrier.fee(grams: charge.billedGrams, zone: parcel.zone)
      }
    },
    Trouble(.freight, "FEE_ZONE", perMillion: 9000, span: 4) { story in
      story.bendFreight { charge, carrier, parcel in
        let other = parcel.zone + 1 < carrier.prices.count ? parcel.zone + 1 : 0
        charge.zone = carrier.prices[other].zone
        charge.amount = carrier.fee(grams: charge.billedGrams, zone: other)
      }
    },
    Trouble(.freight, "FEE_OVERBILLED", perMillion: 4000, span: 4) { story in
      let unit = story.shop.unit
      story.bendFreight { charge, _, _ in charge.amount += unit * 3 / 2 }
    },
    Trouble(.freight, "FEE_UNDERBILLED", perMillion: 2500, span: 4) { story in
      let unit = story.shop.unit
      story.bendFreight { charge, _, _ in charge.amount -= unit }
    },
    Trouble(.freight, "FEE_DUPLICATE", perMillion: 2500, span: 5) { story in
      var again = story.parcels[0].charges[0]
      again.day += 1 + story.gap(6)
      story.parcels[0].charges.append(again)
    },
    Trouble(.freight, "FEE_SURCHARGE", perMillion: 5000, span: 4) { story in
      var surcharge = story.parcels[0].charges[0]
      surcharge.type = story.stream.pick(["remote", "address", "fuel"])
      surcharge.amount = 4 * story.shop.unit
      story.parcels[0].charges.append(surcharge)
    },
    Trouble(.freight, "FEE_NO_RATE", perMillion: 1500, span: 4) { story in
      let zone = story.shop.id == "hangzhou" ? "hmt" : "overseas"
      story.parcels[0].unknownZone = zone
      story.bendFreight { charge, _, _ in charge.zone = zone }
    },
    Trouble(.freight, "FEE_ORPHAN", perMillion: 600, span: 4) { story in
      var stray = story.parcels[0].charges[0]
      stray.waybill = "\(story.shop.carriers[stray.carrier].waybillPrefix)9\(story.issue())"
      story.looseCharges.append(stray)
    },
  ]
}

extension Story {
  fileprivate mutating func bendFreight(
    _ bend: (inout Charge, CarrierModel, Parcel) -> Void
  ) {
    let parcel = parcels[0]
    bend(&parcels[0].charges[0], shop.carriers[parcel.carrier], parcel)
  }
}
