import Testing

@testable import Insight

/// Exponential smoothing against statsmodels, and when a forecast is not made.
@Suite struct ForecastTests {
  let fixtures: Fixtures

  init() throws { fixtures = try Fixtures.load() }

  @Test func sameParametersSameForecast() {
    for one in fixtures.forecasts {
      let parameters = HoltWinters.Parameters(
        alpha: one.alpha, beta: one.beta, gamma: one.gamma, phi: one.damped ? one.phi : 1)
      let model = HoltWinters(
        one.series, parameters,
        from: HoltWinters.State(level: one.level, trend: one.trend, season: one.season))
      #expect(agree(model.squaredErrors, one.sse) && agree(model.variance, one.scale))
      for place in one.mean.indices {
        let ahead = place + 1
        let narrow = model.interval(ahead, z: WilsonInterval.z80)
        let wide = model.interval(ahead, z: WilsonInterval.z95)
        #expect(agree(model.expected(ahead), one.mean[place], 1e-6))
        #expect(agree(narrow.low, one.low80[place], 1e-6), "\(narrow.low) \(one.low80[place])")
        #expect(agree(narrow.high, one.high80[place], 1e-6))
        #expect(agree(wide.low, one.low95[place], 1e-6))
        #expect(agree(wide.high, one.high95[place], 1e-6))
      }
    }
  }

  /// Ours may be better, as each search stops somewhere else; never more than a hundredth worse.
  @Test func theSearchFindsWhatStatsmodelsFinds() {
    for one in fixtures.fits {
      let model = HoltWinters.fit(one.series, period: 7, isDamped: false)
      #expect(model.squaredErrors < one.sse * 1.01, "\(model.squaredErrors) \(one.sse)")
    }
  }

  @Test func aSeasonWithTrendIsForecastByAModel() throws {
    let series = fixtures.fits[1].series
    let forecast = Forecast(series, days: 14)
    #expect(forecast.method == .holtWinters || forecast.method == .dampedHoltWinters)
    #expect(forecast.points.count == 14)
    let (model, naive) = (try #require(forecast.mase), try #require(forecast.naiveMASE))
    #expect(model < naive)
    for point in forecast.points {
      #expect(point.low95 < point.low80 && point.low80 < point.expected)
      #expect(point.expected < point.high80 && point.high80 < point.high95)
    }
  }

  @Test func shortHistoriesAreSaidToBeShort() {
    let none = Forecast([1, 2, 3, 4, 5], days: 7)
    #expect(none.method == .none && none.reason == .shortHistory && none.points.isEmpty)
    let weeks = Forecast((0..<20).map { Double($0 % 7) + Double($0 / 7) }, days: 7)
    #expect(weeks.method == .seasonalNaive && weeks.reason == .shortHistory)
    #expect(weeks.points.map(\.expected).prefix(2) == [7, 1 + 1])
  }

  @Test func whatRepeatsExactlyNeedsNoModel() {
    let series = (0..<70).map { Double([3, 1, 4, 1, 5, 9, 2][$0 % 7]) }
    let forecast = Forecast(series, days: 7)
    #expect(forecast.method == .seasonalNaive && forecast.reason == .nothingToMeasureBy)
    let flat = Forecast([Double](repeating: 4, count: 40), days: 3)
    #expect(flat.method == .seasonalNaive && flat.reason == .constant)
    #expect(flat.points.allSatisfy { $0.expected == 4 && $0.low95 == 4 && $0.high95 == 4 })
  }

  /// Three cases in 45 days, the last of them yesterday: the history is long enough, and no
  /// interval leaves out the value of nearly all days.
  @Test func whatSeldomHappensIsForecastByItsMean() {
    var series = [Double](repeating: 0, count: 45)
    for day in [20, 31, 43] { series[day] = 1 }
    let forecast = Forecast(series, days: 14)
    #expect(forecast.method == .mean && forecast.reason == .nothingToMeasureBy)
    #expect(forecast.mase == nil && forecast.naiveMASE == nil && forecast.points.count == 14)
    #expect(forecast.points.allSatisfy { $0.expected == 3.0 / 45 && $0.low80 < 0 })
    // With something to measure by, a model may be tried.
    series[9] = 1
    #expect(Forecast(series, days: 14).reason == .noBetter)
    #expect(Forecast(Array(series.suffix(27)), days: 14).reason == .shortHistory)
  }

  @Test func theSameSeriesGivesTheSameForecast() {
    let series = fixtures.fits[0].series
    #expect(Forecast(series, days: 14) == Forecast(series, days: 14))
  }
}
