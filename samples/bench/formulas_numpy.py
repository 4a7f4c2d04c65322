"""The model of BenchmarkMonthly (models/cells/bench_test.go) by hand in NumPy.

120 months, 27 rows that the result needs, 20 inputs. Prints the result at the
most likely inputs, which the benchmark prints too, then the time of a formula and
scenario for several chunks of scenarios, on one core. The best of them, beside that
on the machine on which the goals of the benchmark were set, says what these goals are
on this one.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import time

import numpy as np

MONTHS = 120
FORMULAS = 27 * MONTHS

# On the machine on which the goals were set: NumPy 1.24 at its best chunk, in ns of
# processor time a formula and scenario, and the goals.
REFERENCE = 0.57
GOALS = (("vectors", 0.5, "ns a formula and scenario"), ("plain Go", 1.0, "ns a formula and scenario"), ("100,000 formulas compiled", 2.0, "s"))


def rounded(x):
    return np.copysign(np.floor(np.abs(x) * 100 + 0.5) / 100, x)


def model(a):
    """a: 20 arrays of draws, counted from 1."""
    n = len(a[1])
    volume, price, staff = np.ones(n), np.ones(n), np.full(n, 10.0)
    capital, assets, cumulated = np.full(n, 50.0), np.full(n, 100.0), np.zeros(n)
    value, factor = np.zeros(n), 1.0
    for _ in range(MONTHS):
        volume = volume * (1 + a[1] / 1000)
        price = price * (1 + a[2] / 1000)
        gross = volume * price * 100
        rebate = np.where(gross > 200, gross * a[3] / 100, 0)
        sales = gross - rebate
        material = volume * a[4] * 20
        energy = np.maximum(volume * a[5] * 10, 12)
        staff = staff * (1 + a[6] / 2000)
        rent = a[7] * 3
        costs = material + energy + staff + rent
        margin = sales - costs
        fee = rounded(margin * a[8] / 100)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = margin / sales
        ratio = np.where(np.isfinite(ratio), ratio, 0)
        penalty = np.where(ratio < 0.1, a[10], 0)
        old, capital = capital, sales * a[11] / 10
        tied = capital - old
        investment = a[12] * 5
        wear = assets / a[13] / 60
        assets = assets + investment - assets / a[13] / 60
        profit = margin - fee - penalty - wear
        tax = np.maximum(profit, 0) * a[14] / 10
        flow = profit - tax + wear - tied - investment
        cumulated = cumulated + flow
        interest = np.where(cumulated < 0, -cumulated * a[15] / 1000, 0)
        free = flow - interest + a[16] / 10 - a[17] / 10
        free = free * (1 + a[18] / 1000)
        free = free / (1 + a[19] / 1000) - a[20] / 100
        factor = factor * 1.01
        value = value + free / factor
    return value


def main():
    likely = [None] + [np.array([1 + i / 10]) for i in range(20)]
    print("NumPy", np.__version__, "result at the most likely inputs", model(likely)[0])
    rng = np.random.default_rng(1)
    least = float("inf")
    for chunk in (256, 1024, 4096, 16384):
        draws = [None] + [0.8 + i / 10 + 0.6 * rng.beta(2, 3, chunk) for i in range(20)]
        repeat = max(1, 32768 // chunk)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            for _ in range(repeat):
                model(draws)
            best = min(best, time.process_time() - start)
        each = best / repeat / chunk / FORMULAS * 1e9
        least = min(least, each)
        print(f"chunk {chunk:6d}: {each:.2f} ns of processor time a formula and scenario")
    scale = least / REFERENCE
    print(f"NumPy at its best: {least:.2f} ns here, {REFERENCE} ns where the goals were set: this machine takes {scale:.1f} times as long")
    for what, goal, unit in GOALS:
        print(f"goal, {what}: {goal} {unit}, here {goal * scale:.2f}")


main()
