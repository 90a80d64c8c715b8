"""Makes adaptive_catsim_items.csv and adaptive_catsim_tests.csv with catsim 0.21.0 (needs it installed).

    python tests/assessment/reference/make_adaptive_catsim.py

60 items of the 3PL, 12 people, 15 questions each. catsim's `MaxInfoSelector` chooses each question at the
mean of the posterior, worked out here by scipy's adaptive quadrature and rounded to .01, as the program does.
The answers are drawn once. catsim's `irt.inf_hpc` gives the information of every item at five abilities.
"""

import csv
import importlib
from math import exp, prod
from pathlib import Path

import numpy as np
from scipy.integrate import quad

# Not a dependency of the project: imported by name, so that the type checker does not ask for it.
irt, item_bank, selection = (
    importlib.import_module(f"catsim.{name}") for name in ("irt", "item_bank", "selection")
)

HERE = Path(__file__).parent
ITEMS, PEOPLE, QUESTIONS, SEED = 60, 12, 15, 20261122


def posterior_mean(items: np.ndarray, answers: list[int]) -> float:
    def density(theta: float) -> float:
        chances = (c + (1 - c) / (1 + exp(-a * (theta - b))) for a, b, c, _d in items)
        return exp(-theta * theta / 2) * prod(
            p if x else 1 - p for p, x in zip(chances, answers, strict=True)
        )

    def moment(power: int) -> float:
        return quad(lambda t: t**power * density(t), -9, 9, epsabs=0, epsrel=1e-11, limit=500)[0]

    return moment(1) / moment(0)


def main() -> None:
    chance = np.random.default_rng(SEED)
    table = np.column_stack(
        [
            np.round(chance.lognormal(0, 0.3, ITEMS), 4),
            np.round(chance.standard_normal(ITEMS), 4),
            np.round(chance.uniform(0, 0.3, ITEMS), 4),
            np.ones(ITEMS),
        ]
    )
    bank = item_bank.ItemBank(table)
    at = (-3.0, -1.0, 0.0, 1.0, 3.0)
    informations = np.column_stack([irt.inf_hpc(theta, table) for theta in at])
    with (HERE / "adaptive_catsim_items.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["item", "a", "b", "c", *(f"information at {theta:g}" for theta in at)])
        for number, (row, info) in enumerate(zip(table, informations, strict=True)):
            writer.writerow([number, *row[:3], *(f"{value:.15g}" for value in info)])
    abilities = chance.standard_normal(PEOPLE)
    answers = (chance.random((PEOPLE, ITEMS)) < [irt.icc_hpc(theta, table) for theta in abilities]).astype(
        int
    )
    with (HERE / "adaptive_catsim_tests.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["person", "question", "estimate", "item", "answer"])
        for person in range(PEOPLE):
            asked: list[int] = []
            for question in range(QUESTIONS):
                mean = posterior_mean(table[asked], [int(answers[person, item]) for item in asked])
                item = selection.MaxInfoSelector().select(
                    item_bank=bank, administered_items=asked, est_theta=round(mean, 2)
                )
                writer.writerow([person, question, f"{mean:.10f}", item, answers[person, item]])
                asked.append(int(item))


if __name__ == "__main__":
    main()
