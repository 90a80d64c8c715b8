"""Names, groups, self-ratings, interviews: nothing but measured abilities can reach the scorer."""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields
from pathlib import Path
from uuid import UUID

import smmhire
from smmhire.candidates import adverse_impact, matching, scores
from smmhire.candidates.evidence import EvidenceGroup
from smmhire.candidates.matching import rank, rank_groups
from tests.candidates.test_matching import NAMES, WEIGHTED, candidate, evidence

ROOT = Path(smmhire.__file__).parent.parent
# What holds something of a person beside their measured abilities.
PERSONAL = {
    "smmhire.candidates.candidate",
    "smmhire.candidates.keys",
    "smmhire.candidates.interview",
    "smmhire.candidates.scorecards",
    "smmhire.candidates.evidence_columns",
    "smmhire.candidates.adverse_impact",
    "smmhire.candidates.stages",
}


def imported_by(module: str) -> set[str]:
    """All modules of the product that the module imports, through others too, wherever in the code."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        path = ROOT / (waiting.pop().replace(".", "/") + ".py")
        if not path.exists():
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("smmhire"):
                names = {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
                waiting += sorted(names - found)
                found |= names
    return found


def test_the_scorer_imports_nothing_that_knows_a_person() -> None:
    reached = imported_by(matching.__name__)
    assert scores.__name__ in reached  # the walk works
    assert not reached & PERSONAL
    assert not {name for name in reached if name.split(".")[1] in ("storage", "services", "pay")}


def test_what_the_scorer_is_given_has_room_for_abilities_only() -> None:
    assert {field.name for field in fields(EvidenceGroup)} == {
        "candidate_ids",
        "competency_ids",
        "means",
        "covariances",
    }
    assert list(inspect.signature(rank_groups).parameters) == ["profile", "groups"]
    assert list(inspect.signature(scores.score_all).parameters) == ["asked", "groups"]


def test_groups_come_in_only_after_the_ranking_is_made() -> None:
    assert "matching" not in {name.rpartition(".")[2] for name in imported_by(adverse_impact.__name__)}


def test_ids_say_nothing_turned_round_they_leave_every_figure_as_it_is() -> None:
    abilities: list[dict[str, float]] = [{name: at / 7 for name in NAMES} for at in range(12)]
    people = [evidence(at, one) for at, one in enumerate(abilities)]
    turned = [evidence(100 - at, one) for at, one in enumerate(abilities)]
    before, after = rank(WEIGHTED, people).ranked, rank(WEIGHTED, turned).ranked
    for one, other in zip(before, after, strict=True):
        assert other.candidate_id == candidate(100 - (one.candidate_id.int - UUID(int=candidate(0).int).int))
        assert (one.score, one.standard_error, one.tier) == (other.score, other.standard_error, other.tier)
        assert (one.rank_low, one.rank_high, one.checks) == (other.rank_low, other.rank_high, other.checks)
