"""Adaptive tests beside catsim's, in one run on one core: examinees a second, 25 questions from a bank of
500.

    python benchmarks/adaptive.py [--rounds 7] [--json]

Both choose at random among the five most informative questions of the 3PL (catsim: `RandomesqueSelector(5)`)
and estimate after each answer: catsim by its numerical search, we by the mean of the posterior with its
standard error. The rounds alternate, so that a drift of the machine's speed meets both; ours include building
the pool. catsim 0.21 is needed for the comparison only; without it ours is measured alone.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import io
import json
import os
import statistics
import sys
import time
import warnings
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ.setdefault(name, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402

from smmhire.assessment.adaptive import CHOOSE_AMONG, AdaptiveRules  # noqa: E402
from smmhire.assessment.adaptive_pool import build_pool  # noqa: E402
from smmhire.assessment.adaptive_simulation import simulate  # noqa: E402
from smmhire.assessment.parameters import ItemParameters  # noqa: E402

BANK, QUESTIONS = 500, 25
OURS, PEERS = 10_000, 40  # examinees a round: about a third of a second of ours, one of catsim's
TARGET = 300.0  # times catsim


def bank(seed: int = 1) -> np.ndarray:
    """Slope, difficulty, guessing and upper asymptote of each item, as catsim wants them."""
    chance = np.random.default_rng(seed)
    a, b = chance.lognormal(0.0, 0.25, BANK), chance.standard_normal(BANK)
    return np.column_stack([a, b, np.full(BANK, 0.2), np.ones(BANK)])


def ours_per_second(items: np.ndarray, seed: int) -> float:
    """Examinees a second, from the parameters to the estimates."""
    abilities = np.random.default_rng(seed).standard_normal(OURS)
    began = time.perf_counter()
    pool = build_pool(
        [
            ItemParameters(f"item-{at}", "3pl", float(a), (float(b),), float(c))
            for at, (a, b, c, _d) in enumerate(items)
        ]
    )
    simulate(pool, abilities, AdaptiveRules(QUESTIONS, 1, enough_error=None), seed=seed)
    return OURS / (time.perf_counter() - began)


def catsim_per_second(items: np.ndarray, seed: int) -> float:
    """The same of catsim."""
    parts = {
        name: importlib.import_module(f"catsim.{name}")
        for name in ("simulation", "initialization", "selection", "estimation", "stopping")
    }
    abilities = np.random.default_rng(seed).standard_normal(PEERS)
    simulator = parts["simulation"].Simulator(
        items,
        abilities,
        parts["initialization"].FixedPointInitializer(0),
        parts["selection"].RandomesqueSelector(CHOOSE_AMONG),
        parts["estimation"].NumericalSearchEstimator(),
        parts["stopping"].TestLengthStopper(max_items=QUESTIONS),
        seed=seed,
    )
    began = time.perf_counter()
    simulator.simulate()
    return PEERS / (time.perf_counter() - began)


def measure(rounds: int) -> dict[str, float]:
    """Medians: examinees a second of both and the ratio, or of ours alone."""
    items, has_catsim = bank(), importlib.util.find_spec("catsim") is not None
    ours: list[float] = []
    peers: list[float] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # catsim's own
        for seed in range(rounds + 1):
            # catsim writes an empty line whenever it lets go of its progress bar.
            with contextlib.redirect_stdout(io.StringIO()):
                peer = catsim_per_second(items, seed) if has_catsim else np.nan
            speeds = (ours_per_second(items, seed), peer)
            if seed:  # the first round warms up
                ours.append(speeds[0])
                peers.append(speeds[1])
    found = {"ours": statistics.median(ours)}
    if has_catsim:
        found["catsim"] = statistics.median(peers)
        found["ratio"] = statistics.median(a / b for a, b in zip(ours, peers, strict=True))
    return found


def main() -> int:
    """Measure and print; the exit code says whether the target is met."""
    parser = argparse.ArgumentParser(description="Adaptive tests beside catsim's.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure(options.rounds)
    if options.json:
        print(json.dumps({**found, "target": TARGET}))
    else:
        print(f"ours    {found['ours']:10,.0f} examinees/s")
        if "ratio" in found:
            print(f"catsim  {found['catsim']:10,.1f} examinees/s")
            print(f"ratio   {found['ratio']:10,.0f} (target {TARGET:.0f})")
    return 0 if found.get("ratio", TARGET) >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
