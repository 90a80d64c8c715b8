"""What 20 adaptive questions gain over 20 random ones, with guessed and with calibrated difficulties.

    python -m tests.assessment.adaptive_study [--people 4000] [--banks 20] [--items 120] [--rho 0.6]

Banks are simulated: true difficulties from N(0, 1), slopes log-normal around 1, guessing 1/4. The scoring of
a 'guessed' bank believes slope 1 and difficulties of the same spread that correlate rho with the true ones;
that of a 'calibrated' bank knows the truth but for an error of the difficulties. The same people answer both
tests.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, fields, replace

import numpy as np

from smmhire.assessment.adaptive import CHOOSE_AMONG, AdaptiveRules
from smmhire.assessment.adaptive_pool import build_pool
from smmhire.assessment.adaptive_simulation import AdaptivePrecision, precision, simulate
from smmhire.assessment.parameters import ItemParameters

QUESTIONS = 20
GUESSING = 0.25
SLOPE_SPREAD = 0.25  # SD of the logarithm of the true slopes


@dataclass(frozen=True, slots=True)
class Study:
    """The four tests, each the mean over all banks."""

    guessed_random: AdaptivePrecision
    guessed_adaptive: AdaptivePrecision
    calibrated_random: AdaptivePrecision
    calibrated_adaptive: AdaptivePrecision


def bank(a: np.ndarray, b: np.ndarray) -> list[ItemParameters]:
    return [
        ItemParameters(f"item-{at}", "3pl", float(slope), (float(difficulty),), GUESSING)
        for at, (slope, difficulty) in enumerate(zip(a, b, strict=True))
    ]


def study(
    *,
    people: int = 4000,
    banks: int = 20,
    items: int = 120,
    rho: float = 0.6,
    calibration_error: float = 0.0,
    among: int = CHOOSE_AMONG,
    questions: int = QUESTIONS,
    seed: int = 1,
) -> Study:
    """Simulate; `calibration_error`: SD of the calibrated difficulties around the true ones."""
    found: list[list[AdaptivePrecision]] = [[], [], [], []]
    for number in range(banks):
        chance = np.random.default_rng([seed, number])
        b, a = chance.standard_normal(items), chance.lognormal(0.0, SLOPE_SPREAD, items)
        guessed_b = rho * b + np.sqrt(1.0 - rho**2) * chance.standard_normal(items)
        calibrated_b = b + calibration_error * chance.standard_normal(items)
        abilities = chance.standard_normal(people)
        truth = build_pool(bank(a, b))
        believed = [build_pool(bank(np.ones(items), guessed_b)), build_pool(bank(a, calibrated_b))]
        for at, pool in enumerate(believed):
            for way, choose_among in enumerate((items, among)):
                rules = AdaptiveRules(questions, 1, enough_error=None, choose_among=choose_among)
                tests = simulate(pool, abilities, rules, seed=number, truth=truth)
                found[2 * at + way].append(precision(tests, abilities))
    return Study(*(_mean(one) for one in found))


def _mean(over: list[AdaptivePrecision]) -> AdaptivePrecision:
    names = [field.name for field in fields(AdaptivePrecision) if field.name != "people"]
    means = {name: float(np.mean([getattr(one, name) for one in over])) for name in names}
    return replace(over[0], **means, people=sum(one.people for one in over))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--banks", type=int, default=20)
    parser.add_argument("--items", type=int, default=120)
    parser.add_argument("--rho", type=float, default=0.6)
    parser.add_argument("--calibration-error", type=float, default=0.0)
    parser.add_argument("--among", type=int, default=CHOOSE_AMONG)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    options = parser.parse_args()
    result = study(**vars(options))
    print(f"{'':22}{'r':>8}{'SE said':>9}{'real':>8}{'bias':>8}{'95 %':>8}")
    for field in fields(Study):
        one: AdaptivePrecision = getattr(result, field.name)
        print(
            f"{field.name.replace('_', ', '):22}{one.correlation:8.3f}{one.mean_error:9.3f}"
            f"{one.real_error:8.3f}{one.bias:8.3f}{one.coverage:8.3f}"
        )


if __name__ == "__main__":
    main()
