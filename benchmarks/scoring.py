"""The speed of scoring beside its peers, in one run: the table of targets.

    python benchmarks/scoring.py [--runs 7] [--only eap] [--json]

Peer and program take turns, so that a drift of the machine's speed meets both; the ratio is the median of the
ratios of the turns. One core each. girth is needed for the comparison only; where a peer is not installed,
ours is measured alone.

A task is a function that returns what takes its turn; see TASKS.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np  # noqa: E402

PERSONS, ITEMS, NODES = 100_000, 60, 61


@dataclass(frozen=True, slots=True)
class Turns:
    """What is timed: `ours`, and `peer` where there is one that is installed.

    Each returns its seconds, so that what must be made anew for every turn is not counted.
    """

    ours: Callable[[], float]
    peer: Callable[[], float] | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the table.

    times_peer: how many times faster than the peer it is to be; seconds: how long it may take.
    """

    name: str
    prepare: Callable[[], Turns]
    peer: str = ""
    times_peer: float | None = None
    seconds: float | None = None


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """A turn that does nothing but `work`."""

    def turn() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return turn


def installed(module: str) -> Any:
    """The module of a peer, or None."""
    return importlib.import_module(module) if importlib.util.find_spec(module) else None


# -- tasks -------------------------------------------------------------------------------------------
def two_parameter_responses(seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Responses 0 and 1, persons × items, and the slopes and difficulties they come from."""
    chance = np.random.default_rng(seed)
    a, b = chance.lognormal(0.0, 0.25, ITEMS), chance.standard_normal(ITEMS)
    theta = chance.standard_normal(PERSONS)
    reached = 1.0 / (1.0 + np.exp(-a * (theta[:, None] - b)))
    return (chance.random((PERSONS, ITEMS)) < reached).astype(np.float64), a, b


def eap_of_many() -> Turns:
    """Ability and standard error of 100,000 persons, against girth's ability alone on the same nodes."""
    from smmhire.assessment.estimation import eap

    responses, a, b = two_parameter_responses()
    girth = installed("girth")
    if girth is None:
        return Turns(timed(lambda: eap(responses, a, b)))
    # girth has items in rows, and whole numbers.
    turned = np.ascontiguousarray(responses.T).astype(int)
    options = {"quadrature_n": NODES, "quadrature_bounds": (-6, 6)}
    return Turns(timed(lambda: eap(responses, a, b)), timed(lambda: girth.ability_eap(turned, b, a, options)))


def four_estimators_of_many() -> Turns:
    """EAP, MAP, ML and WLE with their errors of the same persons."""
    from smmhire.assessment.parameters import ItemParameters
    from smmhire.assessment.scoring import score

    responses, a, b = two_parameter_responses()
    items = [
        ItemParameters(f"item-{at}", "2pl", float(slope), (float(difficulty),))
        for at, (slope, difficulty) in enumerate(zip(a, b, strict=True))
    ]
    return Turns(timed(lambda: score(responses, items)))


def one_person() -> Turns:
    """The result of an attempt: ten shipped questions of each of the eight competencies, all answered."""
    import random
    from datetime import UTC, datetime

    from smmhire.assessment.ability import score_attempt
    from smmhire.identity import new_id
    from smmhire.services.demo_answers import answer_of
    from smmhire.services.item_bank import load

    bank = [item for item in load() if item.is_scored]
    names = dict.fromkeys(item.competency for item in bank)
    items = [item for name in names for item in [i for i in bank if i.competency == name][:10]]
    chance, seed, attempt = random.Random(1), 1, new_id()
    answers = {item.id: answer_of(item, 0.3, seed, chance) for item in items}
    assert (len(items), len(names)) == (80, 8)
    return Turns(
        timed(
            lambda: score_attempt(
                items, answers, seed, attempt_id=attempt, scored_at=datetime.now(UTC), bank_version="shipped"
            )
        )
    )


def two_parameter_calibration() -> Turns:
    """Slopes and difficulties of 60 items from 10,000 persons; ours with standard errors, girth without."""
    from smmhire.assessment.calibration import calibrate

    responses = two_parameter_responses()[0][:10_000].copy()
    girth = installed("girth")
    if girth is None:
        return Turns(timed(lambda: calibrate(responses, "2pl")))
    turned = np.ascontiguousarray(responses.T).astype(int)
    return Turns(timed(lambda: calibrate(responses, "2pl")), timed(lambda: girth.twopl_mml(turned)))


TASKS: tuple[Task, ...] = (
    Task("EAP + SE, 100,000 × 60, 61 nodes", eap_of_many, "girth (no SE)", times_peer=9.0),
    Task("EAP, MAP, ML, WLE + SE, 100,000 × 60", four_estimators_of_many, seconds=4.0),
    Task("one person, 80 items, 8 competencies", one_person, seconds=0.005),
    Task("2PL calibration + SE, 10,000 × 60", two_parameter_calibration, "girth (no SE)", times_peer=80.0),
    # The adaptive test adds its own: Task("adaptive, 25 of 500 items", …, "catsim", times_peer=300.0).
)


# -- the table ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Row:
    """Medians of a task in seconds, and the ratio of peer to ours, None without a peer."""

    task: Task
    ours: float
    peer: float | None
    ratio: float | None

    @property
    def is_met(self) -> bool:
        """Whether the target is met; a ratio that could not be measured misses none."""
        if self.task.seconds is not None and self.ours > self.task.seconds:
            return False
        return self.task.times_peer is None or self.ratio is None or self.ratio >= self.task.times_peer


def measured(task: Task, runs: int) -> Row:
    """Peer and program in turns."""
    turns = task.prepare()
    ours: list[float] = []
    peers: list[float] = []
    for run in range(runs + 1):
        pair = (turns.peer() if turns.peer is not None else None, turns.ours())
        if run:  # the first warms up
            ours.append(pair[1])
            if pair[0] is not None:
                peers.append(pair[0])
    if not peers:
        return Row(task, statistics.median(ours), None, None)
    ratios = [peer / our for peer, our in zip(peers, ours, strict=True)]
    return Row(task, statistics.median(ours), statistics.median(peers), statistics.median(ratios))


def main() -> int:
    """Measure and print; the exit code says whether the targets are met."""
    parser = argparse.ArgumentParser(description="Speed of scoring beside its peers.")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", default="", help="tasks with this in their name")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the peers' own
        chosen = [task for task in TASKS if options.only.casefold() in task.name.casefold()]
        rows = [measured(task, options.runs) for task in chosen]
    if options.json:
        print(json.dumps([_plain(row) for row in rows], indent=2))
    else:
        print(f"{'task':40}{'peer':16}{'peer ms':>10}{'ours ms':>10}{'ratio':>8}  target")
        for row in rows:
            print(_line(row))
    return 0 if all(row.is_met for row in rows) else 1


def _plain(row: Row) -> dict[str, Any]:
    return {
        "task": row.task.name,
        "peer": row.task.peer or None,
        "peer_seconds": row.peer,
        "our_seconds": row.ours,
        "ratio": row.ratio,
        "target_ratio": row.task.times_peer,
        "target_seconds": row.task.seconds,
        "is_met": row.is_met,
    }


def _line(row: Row) -> str:
    peer = f"{row.peer * 1000:10.1f}" if row.peer is not None else f"{'—':>10}"
    ratio = f"{row.ratio:8.1f}" if row.ratio is not None else f"{'—':>8}"
    target = f"≥ {row.task.times_peer:g} ×" if row.task.times_peer is not None else ""
    if row.task.seconds is not None:
        target = f"≤ {row.task.seconds * 1000:g} ms"
    missed = "" if row.is_met else "  MISSED"
    return f"{row.task.name:40}{row.task.peer:16}{peer}{row.ours * 1000:10.1f}{ratio}  {target}{missed}"


if __name__ == "__main__":
    sys.exit(main())
