import Returns
import Testing

@testable import Settings

/// What is agreed with carriers, as policy files say it.
@Suite struct CarrierTests {
  private func carriers(_ text: String) throws -> [CarrierTerms] {
    try load(["policy/carriers.yaml": text]).policy.carriers
  }

  private func carrierErrors(_ text: String) throws -> String {
    try errors(["policy/carriers.yaml": text])
  }

  @Test func reads() throws {
    let all = try carriers(
      """
      carriers:
        YTO:
        SF:
          transit_days: 7
          local_zones: [city, town]
          local_transit_days: 3
          claim_days:
            {lost: 60, charge: none, late: {from: shipping}, FA03: {days: 45, from: delivery}}
          guarantees_time: yes
          waybills: {from: SF0000000001, to: SF0000009999}
      """)
    #expect(all.map(\.name) == ["SF", "YTO"])
    #expect(all[0].transitDays == 7 && all[0].localTransitDays == 3)
    #expect(all[0].localZones == ["city", "town"])
    let windows = all[0].claimWindows
    #expect(windows.lost == ClaimWindow(60, from: .trouble))
    #expect(windows.charge == ClaimWindow(nil, from: .billing))
    #expect(windows.late == ClaimWindow(15, from: .shipping))
    #expect(windows.damaged == ClaimWindow(15, from: .trouble))
    #expect(
      windows.checks == FixedList([.init(.weight, ClaimWindow(45, from: .delivery))]))
    #expect(all[0].guaranteesTime)
    #expect(all[0].waybills?.waybill(42) == "SF0000000042")
    #expect(all[1] == CarrierTerms(name: "YTO"))
  }

  @Test func refusesWhatCannotBe() throws {
    #expect(
      try carrierErrors("carriers:\n  SF:\n    transit_dys: 7\n")
        == "policy/carriers.yaml:3:5: unknown key \"transit_dys\"; did you mean \"transit_days\"?")
    #expect(
      try carrierErrors("carriers:\n  SF:\n    claim_days: {lost: -1}\n")
        == "policy/carriers.yaml:3:24: carriers.SF.claim_days.lost is \"-1\"; expected a whole "
        + "number of days from 0 to 3650, none, or {days: …, from: …}")
    #expect(
      try carrierErrors("carriers:\n  SF:\n    claim_days: {lost: {days: 5, from: billing}}\n")
        == "policy/carriers.yaml:3:40: carriers.SF.claim_days.lost.from is \"billing\"; expected "
        + "one of trouble, shipping")
    #expect(
      try carrierErrors("carriers:\n  SF:\n    claim_days: {FA10: 5}\n").contains(
        "policy/carriers.yaml:3:18: unknown key \"FA10\""))
    #expect(
      try carrierErrors("carriers:\n  SF:\n    late_claim_from: due\n").hasPrefix(
        "policy/carriers.yaml:3:5: late_claim_from is a part of claim_days now"))
    #expect(
      try carrierErrors("carriers:\n  SF:\n    local_transit_days: 3\n")
        == "policy/carriers.yaml:3:25: carrier \"SF\" has limits for local parcels and no "
        + "local_zones; name its local zones, for example local_zones: [city]")
  }

  @Test func refusesRangesThatCountNothing() throws {
    for range in [
      "{from: SF0009, to: SF0001}", "{from: SF1, to: SF10}", "{from: SF01, to: YT09}",
      "{from: SF01}", "{from: SFA, to: SFB}", "{from: \"SF 01\", to: \"SF 09\"}",
    ] {
      #expect(
        try carrierErrors("carriers:\n  SF:\n    waybills: \(range)\n")
          .contains("expected the first and the last waybill"), "\(range)")
    }
  }

  @Test func refusesSharedNumbers() throws {
    #expect(
      try carrierErrors(
        """
        carriers:
          SF:
            waybills: {from: X001, to: X100}
          YTO:
            waybills: {from: X100, to: X200}
        """)
        == "policy/carriers.yaml:5:15: the waybills of \"YTO\" overlap those of \"SF\" at "
        + "policy/carriers.yaml:3:15; give each carrier numbers of its own")
    #expect(
      try carrierErrors("carriers:\n  \"*\":\n    waybills: {from: X001, to: X100}\n")
        .contains("cannot be of one range"))
  }
}
