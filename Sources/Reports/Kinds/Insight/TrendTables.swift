public import Insight
public import Returns

/// A day of a series.
public struct TrendRow: Sendable {
  public let subject: TrendSeries.Subject
  public let currency: Currency
  public let point: TrendSeries.Point

  public static func rows(_ trends: [TrendSeries]) -> [TrendRow] {
    trends.flatMap { trend in
      trend.points.map { TrendRow(subject: trend.subject, currency: trend.currency, point: $0) }
    }
  }
}

private let subjectWords = Words<TrendSeries.Subject>()

/// `trends.csv`: daily series with their moving average, what the day of the week adds, and the
/// days from which the level is another (R8.2.2c).
public let trendsTable = TableKind<TrendRow>(
  "trends",
  [
    TableColumn("series") { row, _ in subjectWords[row.subject] },
    TableColumn("day") { row, _ in .day(row.point.day) },
    TableColumn("value") { row, _ in value(row.point.value, row.currency) },
    TableColumn("moving_average") { row, _ in estimate(row.point.mean, row.currency) },
    TableColumn("weekday_effect") { row, _ in estimate(row.point.season, row.currency) },
    TableColumn("level_changes") { row, _ in .flag(row.point.isChange) },
    TableColumn("currency") { row, _ in .currency(row.currency) },
  ])

private func value(_ value: Int64, _ currency: Currency) -> Cell {
  currency == .none ? .integer(value) : .amount(value, currency)
}

/// An amount in minor units, or a count with two decimals.
private func estimate(_ value: Double, _ currency: Currency) -> Cell {
  currency == .none ? .decimal(value) : .amount(Decimals.scaled(value, places: 0), currency)
}

/// A day ahead of a series, or a series of which nothing can be said.
public struct ForecastRow: Sendable {
  public let trend: TrendSeries
  public let day: Day
  public let point: Forecast.Point?

  public static func rows(_ trends: [TrendSeries], after day: Day) -> [ForecastRow] {
    trends.flatMap { trend in
      trend.forecast.points.isEmpty
        ? [ForecastRow(trend: trend, day: day + 1, point: nil)]
        : trend.forecast.points.map {
          ForecastRow(trend: trend, day: day + $0.ahead, point: $0)
        }
    }
  }
}

/// `forecast.csv`: two weeks ahead with intervals, and how well the method did in the weeks before
/// (R8.2.2d).
public let forecastTable = TableKind<ForecastRow>(
  "forecast",
  [
    TableColumn("series") { row, _ in subjectWords[row.trend.subject] },
    TableColumn("day") { row, _ in .day(row.day) },
    forecastColumn("expected", \.expected), forecastColumn("low_80", \.low80),
    forecastColumn("high_80", \.high80), forecastColumn("low_95", \.low95),
    forecastColumn("high_95", \.high95),
    TableColumn("currency") { row, _ in .currency(row.trend.currency) },
    TableColumn("method") { row, _ in .string(row.trend.forecast.method.rawValue) },
    TableColumn("fallback_reason") { row, _ in
      .string(row.trend.forecast.reason?.rawValue ?? "")
    },
    TableColumn("mase") { row, _ in row.trend.forecast.mase.map { .decimal($0) } ?? .empty },
    TableColumn("naive_mase") { row, _ in
      row.trend.forecast.naiveMASE.map { .decimal($0) } ?? .empty
    },
  ])

private func forecastColumn(
  _ name: String, _ place: any KeyPath<Forecast.Point, Double> & Sendable
) -> TableColumn<ForecastRow> {
  TableColumn(name) { row, _ in
    row.point.map { point in
      // Neither a count nor what is paid back in a day is ever less than nothing.
      estimate(max(0, point[keyPath: place]), row.trend.currency)
    } ?? .empty
  }
}
