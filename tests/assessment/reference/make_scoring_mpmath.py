"""Makes scoring_mpmath.csv: EAP, MAP, ML, WLE, their errors and l_z by mpmath 1.4.1, in 40 digits.

Run by hand with mpmath installed: python tests/assessment/reference/make_scoring_mpmath.py (a minute).
Written without the program's own formulas: derivatives are mpmath's numerical ones, the posterior is
integrated by quadrature on ±6 as the program defines EAP, maxima are looked for on a grid of .05 and refined
by root finding. The errors are 1/√ of minus the slope at the root. The prior is N(0.2, 0.9²).
"""

from __future__ import annotations

import csv
from pathlib import Path

from mpmath import (  # type: ignore[import-not-found]
    diff,
    exp,
    findroot,
    inf,
    isnan,
    log,
    mp,
    mpf,
    nan,
    quad,
    sqrt,
)  # fmt: skip

mp.dps = 40
MEAN, SD = mpf("0.2"), mpf("0.9")
ITEMS = (  # model, a, b, c
    ("1pl", "1.0", ("-0.8",), "0"),
    ("1pl", "1.0", ("0.6",), "0"),
    ("2pl", "0.7", ("-1.5",), "0"),
    ("2pl", "1.9", ("0.3",), "0"),
    ("3pl", "1.3", ("0.1",), "0.2"),
    ("3pl", "2.1", ("1.1",), "0.25"),
    ("grm", "1.2", ("-1.0", "0.2", "1.4"), "0"),
    ("grm", "0.9", ("-0.5", "0.9"), "0"),
)
PATTERNS = (
    "00000000", "11111132", "11101021", "1010.1.1", "10100010", "01011132", "......2.", "1.......",
    "00001100", "00000110", "11110031", "0000.100", "1111....", "....11..", "........", "11111131",
)  # fmt: skip


def chances(item, theta):
    """The chance of each response to an item."""
    _model, a, b, c = item
    reached = [mpf(c) + (1 - mpf(c)) / (1 + exp(-mpf(a) * (theta - mpf(step)))) for step in b]
    edges = [mpf(1), *reached, mpf(0)]
    return [edges[k] - edges[k + 1] for k in range(len(b) + 1)]


def log_likelihood(pattern, theta):
    return sum(
        (log(chances(i, theta)[int(x)]) for i, x in zip(ITEMS, pattern, strict=True) if x != "."), mpf(0)
    )


def information_and_bias(pattern, theta):
    """I = Σ P'²/P and J = Σ P'P''/P over the items given and their responses."""
    i = j = mpf(0)
    for item, x in zip(ITEMS, pattern, strict=True):
        if x == ".":
            continue
        for k in range(len(item[2]) + 1):
            p = chances(item, theta)[k]
            first = diff(lambda t, k=k, item=item: chances(item, t)[k], theta)
            second = diff(lambda t, k=k, item=item: chances(item, t)[k], theta, 2)
            i, j = i + first**2 / p, j + first * second / p
    return i, j


def posterior_mean(pattern):
    def density(t):
        return exp(log_likelihood(pattern, t) - ((t - MEAN) / SD) ** 2 / 2)

    pieces = [-6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6]
    total, first, second = (quad(lambda t, n=n: t**n * density(t), pieces) for n in range(3))
    return first / total, sqrt(second / total - (first / total) ** 2)


def root(slope, start):
    """The root of a slope near `start`, and the error from the slope's own slope there."""
    at = findroot(slope, start, tol=mpf(10) ** -25)
    return at, 1 / sqrt(-diff(slope, at))


def highest(function):
    """The grid point where the function is highest; None at an end of the grid."""
    grid = [mpf(k) / 20 for k in range(-400, 401)]
    values = [function(t) for t in grid]
    best = max(range(len(grid)), key=values.__getitem__)
    return None if best in (0, len(grid) - 1) else grid[best]


def estimates(pattern):
    def likelihood(t):
        return log_likelihood(pattern, t)

    def posterior(t):
        return likelihood(t) - ((t - MEAN) / SD) ** 2 / 2

    def weighted_slope(t):
        i, j = information_and_bias(pattern, t)
        return diff(likelihood, t) + j / (2 * i)

    eap = posterior_mean(pattern)
    start = highest(posterior)
    mode = root(lambda t: diff(posterior, t), start)
    given = [(item, x) for item, x in zip(ITEMS, pattern, strict=True) if x != "."]
    best = highest(likelihood)
    # Minus infinity leaves blind guesses only.
    floor = sum((log(mpf(i[3])) if mpf(i[3]) else -inf) if x != "0" else log(1 - mpf(i[3])) for i, x in given)
    is_top = all(int(x) == len(i[2]) for i, x in given)
    maximum = (nan, nan)
    if best is not None and likelihood(best) > floor and not is_top and given:
        maximum = root(lambda t: diff(likelihood, t), best)
    weighted = (nan, nan)
    if given:
        # The only falling root: looked for between the points of a coarse grid where the slope changes sign.
        grid = [mpf(k) / 4 for k in range(-48, 49)]
        slopes = [weighted_slope(t) for t in grid]
        falls = [k for k in range(len(grid) - 1) if slopes[k] > 0 >= slopes[k + 1]]
        assert len(falls) == 1, (pattern, [grid[k] for k in falls])
        weighted = root(weighted_slope, (grid[falls[0]], grid[falls[0] + 1]))
    return (*eap, *mode, *maximum, *weighted, person_fit(given, eap[0]))


def person_fit(given, theta):
    if not given:
        return nan
    excess = variance = mpf(0)
    for item, x in given:
        p = chances(item, theta)
        expected = sum(q * log(q) for q in p)
        excess += log(p[int(x)]) - expected
        variance += sum(q * log(q) ** 2 for q in p) - expected**2
    return excess / sqrt(variance)


def main() -> None:
    with (Path(__file__).parent / "scoring_mpmath.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["pattern", "eap", "eap_se", "map", "map_se", "ml", "ml_se", "wle", "wle_se", "lz"])
        for pattern in PATTERNS:
            found = estimates(pattern)
            writer.writerow([pattern, *("" if isnan(value) else mp.nstr(value, 15) for value in found)])
            file.flush()


if __name__ == "__main__":
    main()
