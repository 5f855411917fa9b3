"""Makes fixtures.json, which holds what scipy and statsmodels say of some data:

    python3 -m venv build/statistics
    build/statistics/bin/pip install numpy scipy statsmodels
    build/statistics/bin/python Tests/Statistics/fixtures.py > Tests/Statistics/fixtures.json

The tests of Insight hold our own functions to these numbers.
"""
import itertools
import json
import math
import random

import numpy
import pandas
import scipy
import scipy.special
import scipy.stats
import scipy.stats.contingency
import statsmodels
from statsmodels.stats.contingency_tables import Table
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.seasonal import seasonal_decompose

random.seed(20261122)


def wilson():
    cases = [(0, 10), (1, 10), (5, 10), (10, 10), (3, 1000), (977, 1000), (12345, 987654), (1, 1)]
    for successes, trials in cases:
        for level in (0.95, 0.8):
            low, high = proportion_confint(successes, trials, 1 - level, method="wilson")
            yield {"successes": successes, "trials": trials, "level": level,
                   "low": float(low), "high": float(high)}


def tails():
    for successes, trials, rate in [
            (0, 5, 0.1), (1, 1, 0.2), (3, 5, 0.077), (11, 20, 0.077), (14, 20, 0.3),
            (20, 20, 0.01), (400, 1000, 0.05), (12, 5000, 0.002)]:
        yield {"successes": successes, "trials": trials, "rate": rate,
               "p": float(scipy.stats.binom.sf(successes - 1, trials, rate))}


def survival():
    for degrees in (1, 2, 3, 7, 20, 60, 240):
        for statistic in (0.001, 0.5, 1.0, 3.84, 10.0, 25.0, 59.5, 120.0, 300.0):
            yield {"degrees": degrees, "statistic": statistic,
                   "p": float(scipy.stats.chi2.sf(statistic, degrees))}


def corrected_v(chi2, counts):
    """Bergsma 2013, by the formula of the article."""
    n = counts.sum()
    rows, columns = counts.shape
    excess = max(0.0, chi2 / n - (rows - 1) * (columns - 1) / (n - 1))
    rows -= (rows - 1) ** 2 / (n - 1)
    columns -= (columns - 1) ** 2 / (n - 1)
    return math.sqrt(excess / min(rows - 1, columns - 1))


def tables():
    shapes = [(2, 2), (2, 5), (4, 3), (6, 5), (10, 12)]
    for number, (rows, columns) in enumerate(shapes):
        counts = [[random.randint(1, 60) * (3 if r == c and number % 2 else 1)
                   for c in range(columns)] for r in range(rows)]
        array = numpy.array(counts)
        result = scipy.stats.chi2_contingency(array, correction=False)
        table = Table(array, shift_zeros=False)
        yield {"counts": counts, "chi2": float(result.statistic), "degrees": int(result.dof),
               "p": float(result.pvalue), "expected": result.expected_freq.tolist(),
               "residuals": table.standardized_resids.tolist(),
               "v": corrected_v(result.statistic, array)}


def discoveries():
    for count in (1, 2, 7, 40):
        values = [random.random() ** 3 for _ in range(count)]
        values[0] = values[-1]
        yield {"p": values, "adjusted": multipletests(values, method="fdr_bh")[1].tolist()}


def quantiles():
    for count in (1, 2, 9, 100, 101):
        values = [random.randint(0, 40) for _ in range(count)]
        yield {"values": values,
               "quantiles": [int(numpy.quantile(values, p, method="inverted_cdf"))
                             for p in (0.5, 0.9, 0.99)]}


def weekly(days, slope=0.2, noise=3.0):
    season = [4, -3, -5, 0, 2, 9, -7]
    return [50 + slope * day + season[day % 7] + random.gauss(0, noise) for day in range(days)]


def seasons():
    for days in (14, 30, 63):
        series = weekly(days)
        result = seasonal_decompose(series, model="additive", period=7)
        yield {"series": series, "season": result.seasonal[:7].tolist(),
               "level": [None if math.isnan(v) else float(v) for v in result.trend]}


def optimal(series, variance, least, factor):
    """Every partition into segments of at least `least` days, by dynamic programming over sets of
    change points of up to three, tried one by one."""
    count = len(series)
    penalty = factor * math.log(count) * variance
    values = numpy.array(series)

    def cost(start, end):
        return float(((values[start:end] - values[start:end].mean()) ** 2).sum())

    best = (cost(0, count), ())
    for number in (1, 2, 3):
        for points in itertools.combinations(range(least, count - least + 1), number):
            edges = (0, *points, count)
            if any(b - a < least for a, b in zip(edges, edges[1:])):
                continue
            total = sum(cost(a, b) for a, b in zip(edges, edges[1:])) + penalty * number
            if total < best[0]:
                best = (total, points)
    return list(best[1])


def changes():
    for levels in ([10, 10], [10, 14], [10, 18, 12], [5, 9, 5]):
        series = [level + random.gauss(0, 1.5) for level in levels for _ in range(17)]
        steps = numpy.abs(numpy.diff(series))
        deviation = numpy.median(steps) / (scipy.stats.norm.ppf(0.75) * math.sqrt(2))
        variance = float(deviation ** 2)
        yield {"series": series, "variance": variance,
               "points": optimal(series, variance, 7, 3.0)}


def shifts():
    for before, after in ((0.05, 0.05), (0.02, 0.06), (0.3, 0.1)):
        trials = [random.randint(30, 90) for _ in range(40)]
        successes = [sum(random.random() < (before if day < 20 else after) for _ in range(n))
                     for day, n in enumerate(trials)]

        def likelihood(k, n):
            return float(scipy.special.xlogy(k, k / n) + scipy.special.xlogy(n - k, (n - k) / n))

        best = None
        for start in range(7, 34):
            a, b = sum(successes[:start]), sum(trials[:start])
            c, d = sum(successes[start:]), sum(trials[start:])
            value = 2 * (likelihood(a, b) + likelihood(c, d) - likelihood(a + c, b + d))
            if best is None or value > best[1]:
                best = (start, value)
        p = min(1.0, float(scipy.stats.chi2.sf(best[1], 1)) * 27)
        yield {"successes": successes, "trials": trials, "start": best[0],
               "statistic": best[1], "p": p}


def forecasts():
    for damped in (False, True):
        for days in (35, 70):
            series = weekly(days)
            level, trend = 48.5, 0.15
            season = [3.5, -2.5, -5.5, 0.5, 2.5, 8.5, -7.0]
            model = ETSModel(pandas.Series(series), error="add", trend="add", damped_trend=damped,
                             seasonal="add", seasonal_periods=7, initialization_method="known",
                             initial_level=level, initial_trend=trend, initial_seasonal=season)
            alpha, beta, gamma, phi = 0.31, 0.04, 0.12, 0.93
            values = {"smoothing_level": alpha, "smoothing_trend": beta,
                      "smoothing_seasonal": gamma, "damping_trend": phi, "initial_level": level,
                      "initial_trend": trend}
            values.update({f"initial_seasonal.{i}": season[i] for i in range(7)})
            fitted = model.smooth([values[name] for name in model.param_names])
            prediction = fitted.get_prediction(start=days, end=days + 13)
            intervals = {}
            for name, tail in (("80", 0.2), ("95", 0.05)):
                frame = prediction.summary_frame(alpha=tail)
                intervals["low" + name] = frame["pi_lower"].tolist()
                intervals["high" + name] = frame["pi_upper"].tolist()
            yield {"series": series, "damped": damped, "alpha": alpha, "beta": beta,
                   "gamma": gamma, "phi": phi, "level": level, "trend": trend,
                   "season": season, "sse": float(fitted.sse), "scale": float(fitted.scale),
                   "mean": [float(v) for v in prediction.predicted_mean], **intervals}


def fits():
    """What the best parameters of statsmodels leave of squared error, from the same first state."""
    for days in (56, 120):
        series = weekly(days, slope=0.4)
        first = numpy.array(series[:14])
        slope = (first[7:].mean() - first[:7].mean()) / 7
        season = [((first[i] - (first[:7].mean() + slope * (i - 3)))
                   + (first[i + 7] - (first[7:].mean() + slope * (i - 3)))) / 2 for i in range(7)]
        level = first[:7].mean() - slope * 4
        model = ETSModel(pandas.Series(series), error="add", trend="add", seasonal="add",
                         seasonal_periods=7, initialization_method="known", initial_level=level,
                         initial_trend=slope, initial_seasonal=season)
        fitted = model.fit(disp=False)
        yield {"series": series, "sse": float(fitted.sse)}


print(json.dumps({
    "made_with": {"numpy": numpy.__version__, "scipy": scipy.__version__,
                  "statsmodels": statsmodels.__version__},
    "wilson": list(wilson()), "tails": list(tails()), "survival": list(survival()),
    "tables": list(tables()),
    "discoveries": list(discoveries()), "quantiles": list(quantiles()),
    "seasons": list(seasons()), "changes": list(changes()), "shifts": list(shifts()),
    "forecasts": list(forecasts()), "fits": list(fits())}, indent=1))
