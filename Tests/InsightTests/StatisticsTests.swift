import Testing

@testable import Insight

/// Our statistics against scipy's and statsmodels'.
@Suite struct StatisticsTests {
  let fixtures: Fixtures

  init() throws { fixtures = try Fixtures.load() }

  @Test func wilsonIntervals() {
    for one in fixtures.wilson {
      let z = one.level == 0.95 ? WilsonInterval.z95 : WilsonInterval.z80
      let interval = WilsonInterval(one.successes, of: one.trials, z: z)
      #expect(agree(interval.low, one.low) && agree(interval.high, one.high), "\(one) \(interval)")
    }
  }

  @Test func nothingKnownIsBetweenNoneAndAll() {
    let interval = WilsonInterval(0, of: 0)
    #expect(interval.low == 0 && interval.high == 1)
  }

  @Test func binomialTails() {
    for one in fixtures.tails {
      let p = BinomialTail.atLeast(one.successes, of: one.trials, each: one.rate)
      #expect((p / one.p - 1).magnitude < 1e-9, "\(one) \(p)")
    }
    #expect(BinomialTail.atLeast(3, of: 2, each: 1) == 1)
    #expect(BinomialTail.atLeast(1, of: 2, each: 0) == 0)
  }

  @Test func chiSquareTails() {
    for one in fixtures.survival {
      let p = ChiSquare.survival(one.statistic, degrees: one.degrees)
      // Tails as small as 1e-60 have to agree too: their ratio is compared.
      #expect(agree(p, one.p) && (p / one.p - 1).magnitude < 1e-9, "\(one) \(p)")
    }
  }

  @Test func contingencyTables() {
    for one in fixtures.tables {
      let table = ContingencyTable(one.counts)
      #expect(agree(table.chiSquare, one.chi2), "\(one.counts)")
      #expect(table.degrees == one.degrees)
      #expect(agree(table.pValue, one.p) && (table.pValue / one.p - 1).magnitude < 1e-9)
      #expect(agree(table.cramersV, one.v), "\(table.cramersV) \(one.v)")
      for row in one.counts.indices {
        for column in one.counts[row].indices {
          #expect(agree(table.expected(row, column), one.expected[row][column]))
          #expect(agree(table.residual(row, column), one.residuals[row][column]))
        }
      }
    }
  }

  @Test func fewCasesAreRefused() {
    #expect(!ContingencyTable([[3, 2], [4, 5]]).isLargeEnough(sample: 100))
    #expect(ContingencyTable([[30, 20], [24, 35]]).isLargeEnough(sample: 100))
    #expect(!ContingencyTable([[300, 1], [240, 0]]).isLargeEnough(sample: 100))
  }

  @Test func falseDiscoveries() {
    for one in fixtures.discoveries {
      let adjusted = FalseDiscovery.adjusted(one.p)
      #expect(zip(adjusted, one.adjusted).allSatisfy { agree($0, $1) })
    }
    #expect(FalseDiscovery.adjusted([]).isEmpty)
  }

  @Test func quantilesOfWholeNumbers() {
    for one in fixtures.quantiles {
      let counted = Dictionary(grouping: one.values, by: { $0 }).map { ($0.key, $0.value.count) }
        .sorted { $0.0 < $1.0 }.map { (value: $0.0, count: $0.1) }
      let found = [50, 90, 99].map { Quantiles.inverted(counted, percent: $0) }
      #expect(found == one.quantiles.map(Optional.some))
    }
    #expect(Quantiles.inverted([], percent: 50) == nil)
  }

  @Test func weeklySeasons() {
    for one in fixtures.seasons {
      let season = Seasonality.additive(one.series, period: 7)
      #expect(zip(season, one.season).allSatisfy { agree($0, $1) }, "\(season) \(one.season)")
      for (found, wanted) in zip(Seasonality.centredMean(one.series, span: 7), one.level) {
        #expect((found == nil) == (wanted == nil))
        if let found, let wanted { #expect(agree(found, wanted)) }
      }
    }
  }

  @Test func trailingMeansBeginWithWhatThereIs() {
    #expect(Seasonality.trailingMean([1, 2, 3, 4, 5], span: 3) == [1, 1.5, 2, 3, 4])
  }

  @Test func changePointsAreTheBestOfAllPartitions() {
    for one in fixtures.changes {
      #expect(agree(ChangePoints.noiseVariance(one.series), one.variance))
      #expect(ChangePoints.find(one.series) == one.points)
    }
    #expect(ChangePoints.find([1, 2, 3]).isEmpty)
    #expect(ChangePoints.find([Double](repeating: 4, count: 60)).isEmpty)
  }

  @Test func shiftsOfARate() throws {
    for one in fixtures.shifts {
      let shift = try #require(RateShift(successes: one.successes, trials: one.trials))
      #expect(shift.start == one.start)
      #expect(agree(shift.statistic, one.statistic, 1e-8), "\(shift.statistic) \(one.statistic)")
      #expect(agree(shift.pValue, one.p, 1e-8))
    }
  }

  @Test func roundingIsExactAndHalfAwayFromZero() {
    #expect(Decimals.ratio(1, 8, places: 2) == 13)
    #expect(Decimals.ratio(-1, 8, places: 2) == -13)
    #expect(Decimals.ratio(2, 3, places: 4) == 6667)
    #expect(Decimals.ratio(1, 0, places: 2) == 0)
    #expect(Decimals.scaled(0.125, places: 2) == 13)
    #expect(Decimals.scaled(.nan, places: 2) == 0)
  }
}
