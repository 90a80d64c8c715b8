"""What a form takes and measures, against the simulation of people who take it."""

from __future__ import annotations

import pytest

from smmhire.assessment.attempts import FormSettings
from smmhire.assessment.composition import FormSpec, drawn
from smmhire.assessment.form_precision import estimate, expected_error
from smmhire.assessment.forms import expected_minutes
from smmhire.assessment.simulation import simulate
from smmhire.content import load_items, load_role
from tests.assessment import build

ROLE, BANK = load_role(), load_items()
NAMES = [competency.id for competency in ROLE.competencies]


@pytest.mark.parametrize("count", [3, 10, 15])
def test_the_error_to_expect_is_that_of_simulated_people(count: int) -> None:
    items = drawn(BANK, FormSpec(tuple((name, count) for name in NAMES[:5])), ROLE, 1)
    found, people = estimate(items, FormSettings(), None), simulate(items, takers=2000, seed=1)
    for one in found.competencies:
        # The mean over people of the posterior SD, from 2,000 draws: two places can be compared.
        assert one.alone == pytest.approx(people.alone[one.competency_id].mean_error, abs=0.02)
        assert one.joint == pytest.approx(people.joint[one.competency_id].mean_error, abs=0.02)
        assert one.joint < one.alone < 1


def test_without_questions_nothing_is_known_and_each_makes_it_more_exact() -> None:
    assert expected_error([]) == pytest.approx(1.0)
    assert expected_error([build.rating()]) == pytest.approx(1.0)
    errors = [expected_error([build.single(id=f"S-{at}") for at in range(n)]) for n in range(1, 12)]
    assert errors == sorted(errors, reverse=True)


def test_an_estimate_names_what_the_form_asks() -> None:
    items = drawn(BANK, FormSpec((("content", 4), ("strategy", 2))), ROLE, 1)
    found = estimate(items, FormSettings(asks_confidence=True), 3600)
    assert (found.items, found.questions, found.time_limit) == (8, 6, 60)
    assert [one.competency_id for one in found.competencies] == ["strategy", "content"]
    assert found.minutes >= expected_minutes(items)
    assert found.of("content") is found.competencies[1] and found.of("analytics") is None
    empty = estimate([], FormSettings(), None)
    assert (empty.questions, empty.minutes, empty.competencies) == (0, 0, ())
