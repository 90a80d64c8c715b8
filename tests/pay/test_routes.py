"""Which routes are open to whom, what is missing, and what hours come to where that may be worked out."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import pytest

from smmhire.content import load_role
from smmhire.pay import route_words
from smmhire.pay.route_cells import RouteCell, route_cell, route_query
from smmhire.pay.routes import JobSeeker, RouteState, Shown, Standing, standings
from smmhire.role.description import EarningRoute, UnitOfPay
from smmhire.texts import using
from smmhire.vacancies.patterns import BOUGHT_AUDIENCE
from smmhire.vacancies.wording import find_patterns
from tests.pay.builders import benchmark_of, observation, observations, source

ROLE = load_role()
SHOWN = Shown(
    attempt_id=UUID(int=1),
    taker_name="A taker",
    finished_on=date(2026, 5, 12),
    levels={"content": 2, "community": 4, "analytics": 0},
    certificate="SMM-2026-0001",
)
SAID_ALL = JobSeeker(
    fans=1200,
    followers=800,
    hours=20,
    country="BD",
    currency="BDT",
    languages=("bn", "en"),
    fee=0.1,
    has_certificate=True,
)


def by_id(person: JobSeeker, shown: Shown | None = None) -> dict[str, Standing]:
    return {one.route.id: one for one in standings(person, shown, ROLE)}


def route_of(route_id: str, period: str) -> tuple[EarningRoute, UnitOfPay]:
    route = next(one for one in ROLE.routes if one.id == route_id)
    return route, next(unit for unit in route.units if unit.period == period)


def asked(route_id: str, period: str, person: JobSeeker, amounts: list[float], **fields: object) -> RouteCell:
    """The figures of a route made of `amounts`, in the currency of the person."""
    route, unit = route_of(route_id, period)
    given = {"engagement": route_id, "period": period, "currency": person.currency_asked, **fields}
    query = route_query(route, unit, person.country, person.currency_asked)
    found = benchmark_of(observations(amounts, **given), [source()], query)
    return route_cell(route, unit, found, person, person.currency_asked)


# -- what is open ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fans", "state", "missing"),
    [
        (None, RouteState.NOT_SAID, None),
        (0, RouteState.NOT_YET, 5000),
        (4999, RouteState.NOT_YET, 1),
        (5000, RouteState.OPEN, None),
        (9000, RouteState.OPEN, None),
    ],
)
def test_an_own_page_is_open_from_5000_fans(fans: int | None, state: RouteState, missing: int | None) -> None:
    page = by_id(JobSeeker(fans=fans))["E-W4"]
    assert (page.state, page.missing) == (state, missing)


@pytest.mark.parametrize(("followers", "is_open"), [(499, False), (500, True)])
def test_twitter_is_open_from_500_followers(followers: int, is_open: bool) -> None:
    assert (by_id(JobSeeker(followers=followers))["E-W5"].state is RouteState.OPEN) is is_open


def test_outsourcing_needs_a_certificate_from_here_or_elsewhere() -> None:
    assert by_id(JobSeeker())["E-W1"].state is RouteState.NOT_YET
    assert by_id(JobSeeker(has_certificate=True))["E-W1"].state is RouteState.OPEN
    assert by_id(JobSeeker(), SHOWN)["E-W1"].state is RouteState.OPEN
    uncertified = Shown(UUID(int=1), "A taker", date(2026, 5, 12), {})
    assert by_id(JobSeeker(), uncertified)["E-W1"].state is RouteState.NOT_YET


def test_routes_without_a_threshold_are_open_to_everybody() -> None:
    found = by_id(JobSeeker())
    assert {name for name, one in found.items() if one.state is RouteState.OPEN} == {"E-W2", "E-W3", "E-W6"}


def test_the_most_open_route_comes_first_and_the_nearest_before_those_that_are_far() -> None:
    order = [one.route.id for one in standings(JobSeeker(fans=4000, followers=100), None, ROLE)]
    assert order == ["E-W2", "E-W3", "E-W6", "E-W4", "E-W5", "E-W1"]
    states = [one.state for one in standings(JobSeeker(followers=100), None, ROLE)]
    assert states[-1] is RouteState.NOT_SAID and RouteState.NOT_SAID not in states[:-1]


def test_what_is_missing_leads_to_steps_that_get_there_and_what_is_open_to_first_steps() -> None:
    route = by_id(JobSeeker(fans=10))["E-W4"].route
    assert by_id(JobSeeker(fans=10))["E-W4"].steps == route.towards
    assert by_id(JobSeeker())["E-W4"].steps == route.towards
    assert by_id(JobSeeker(fans=5000))["E-W4"].steps == route.start


def test_competencies_below_their_target_are_named_but_close_no_route() -> None:
    employment = by_id(JobSeeker(), SHOWN)["E-W6"]
    assert employment.state is RouteState.OPEN
    assert employment.weak == ("analytics", "content")  # the larger gap first; community is above
    assert by_id(JobSeeker(), SHOWN)["E-W5"].weak == ("content",)  # analytics is not what it lives on


def test_languages_and_hours_are_hints_where_they_matter() -> None:
    found = by_id(JobSeeker(languages=("bn",), hours=20))
    assert {name for name, one in found.items() if one.wants_english} == {"E-W1", "E-W2", "E-W3"}
    assert {name for name, one in found.items() if one.is_part_time} == {"E-W6"}
    silent = by_id(JobSeeker())
    assert not any(one.wants_english or one.is_part_time for one in silent.values())
    assert not any(one.wants_english for one in by_id(JobSeeker(languages=("en",))).values())


@pytest.mark.parametrize(
    "wrong", [{"fans": -1}, {"followers": -1}, {"hours": 113}, {"hours": float("nan")}, {"fee": 1.0}]
)
def test_figures_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="possible"):
        JobSeeker(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("person", [JobSeeker(), SAID_ALL, JobSeeker(fans=0, hours=7.5)])
def test_what_was_said_can_be_remembered(person: JobSeeker) -> None:
    assert JobSeeker.from_answers(person.answers()) == person


def test_an_answer_that_cannot_be_read_counts_as_not_said() -> None:
    spoilt = {"fans": "many", "followers": "800", "hours": "900", "colour": "red"}
    assert JobSeeker.from_answers(spoilt) == JobSeeker(followers=800)


# -- figures in the routes' own units ----------------------------------------------------------------
def test_marketplaces_are_asked_for_all_countries_and_employment_for_ones_own() -> None:
    route, unit = route_of("E-W1", "hour")
    assert route_query(route, unit, "BD", "USD").country is None
    route, unit = route_of("E-W6", "month")
    query = route_query(route, unit, "BD", "BDT")
    assert (query.country, query.engagement, query.period) == ("BD", "E-W6", "month")


def test_hours_a_week_are_worked_out_from_an_hourly_rate_as_a_month() -> None:
    person = JobSeeker(hours=15, currency="USD", languages=())
    one = asked("E-W1", "hour", person, [10.0] * 6 + [20.0] * 6 + [30.0] * 6)
    assert one.hours is not None and one.hours.fee is None
    # 20 an hour × 15 hours × 52 weeks / 12 months
    assert one.hours.middle == pytest.approx(1300.0)
    assert "not subtracted" in one.hours.sentence() and "not observed" in one.hours.sentence()


def test_the_fee_of_the_platform_is_subtracted_only_where_it_was_stated() -> None:
    person = JobSeeker(hours=15, currency="USD", fee=0.1)
    one = asked("E-W1", "hour", person, [20.0] * 12)
    assert one.hours is not None
    assert one.hours.middle == pytest.approx(1170.0)
    assert one.cell.p50.value == 20.0  # the rate itself is what was observed
    assert "10% is subtracted" in one.hours.sentence()


def test_part_time_employment_is_worked_out_in_proportion_and_without_a_fee() -> None:
    person = JobSeeker(hours=20, country="BD", fee=0.1)
    one = asked("E-W6", "month", person, [30_000.0] * 12)
    assert one.hours is not None
    assert (one.hours.middle, one.hours.fee) == (pytest.approx(15_000.0), None)
    full = asked("E-W6", "month", JobSeeker(hours=40, country="BD"), [30_000.0] * 12)
    assert full.hours is None


@pytest.mark.parametrize(
    ("route_id", "period"),
    [
        ("E-W1", "project"),
        ("E-W2", "task"),
        ("E-W3", "gig"),
        ("E-W4", "task"),
        ("E-W4", "month"),
        ("E-W5", "task"),
    ],
)
def test_no_price_of_a_piece_ever_becomes_a_month(route_id: str, period: str) -> None:
    person = JobSeeker(hours=20, currency="USD")
    one = asked(route_id, period, person, [100.0 + n for n in range(12)])
    assert one.cell.p50.shown and one.cell.period == period
    assert one.hours is None


def test_without_hours_or_without_a_median_nothing_is_worked_out() -> None:
    assert asked("E-W1", "hour", JobSeeker(currency="USD"), [20.0] * 12).hours is None
    assert asked("E-W1", "hour", JobSeeker(currency="USD", hours=20), [20.0] * 3).hours is None
    assert asked("E-W1", "hour", JobSeeker(currency="USD", hours=0), [20.0] * 12).hours is None


def test_a_price_in_another_unit_of_the_route_is_not_said_to_be_left_out() -> None:
    route, unit = route_of("E-W1", "hour")
    seen = [
        observation(row, engagement="E-W1", currency="USD", period=period, amount=20.0)
        for row, period in enumerate(["hour"] * 6 + ["project"] * 6, start=2)
    ]
    person = JobSeeker(currency="USD")
    found = benchmark_of(seen, [source()], route_query(route, unit, None, "USD"))
    one = route_cell(route, unit, found, person, "USD")
    assert one.cell.n == 6
    assert not any("pieces of work" in note for note in route_words.notes_of(one))
    route, unit = route_of("E-W1", "project")
    in_taka = benchmark_of(seen[:6], [source()], route_query(route, unit, None, "BDT"))
    assert [reason.code for reason in in_taka.left_out] == ["other_currency"]  # hourly rates, no projects
    assert route_words.notes_of(route_cell(route, unit, in_taka, person, "BDT")) == []


# -- words -------------------------------------------------------------------------------------------
def test_thresholds_are_told_with_what_there_is_and_what_is_missing() -> None:
    found = by_id(JobSeeker(fans=1200, followers=800))
    assert route_words.threshold_text(found["E-W4"]) == (
        "Missing: 3,800 fans. You have 1,200, the source asks for 5,000."
    )
    assert route_words.threshold_text(found["E-W5"]) == "You have 800 followers; the source asks for 500."
    assert "certificate that names you" in route_words.threshold_text(found["E-W1"])
    with using("bn"):
        assert "৩,৮০০" in route_words.threshold_text(found["E-W4"])


def test_the_figures_are_told_with_their_number_and_why_they_are_withheld() -> None:
    person = JobSeeker(currency="USD")
    assert route_words.figures_text(asked("E-W3", "gig", person, [])) == "No figures."
    few = asked("E-W3", "gig", person, [5.0, 10.0, 50.0])
    assert route_words.figures_text(few) == (
        "3 figures, 3 contributors: Not shown. Contributors: 3; needed: 5."
    )
    many = asked("E-W3", "gig", person, [float(n) for n in range(10, 50, 2)])
    assert route_words.figures_text(many).startswith("P25 $19.50, median $29, P75 $38.50 (20 figures")


def test_figures_in_another_currency_say_so() -> None:
    route, unit = route_of("E-W2", "task")
    person = JobSeeker(currency="BDT")
    found = benchmark_of([], [source()], route_query(route, unit, None, "USD"))
    assert not route_cell(route, unit, found, person, "BDT").is_in_another_currency
    seen = observations([1.0] * 6, engagement="E-W2", period="task", currency="USD")
    found = benchmark_of(seen, [source()], route_query(route, unit, None, "USD"))
    notes = route_words.notes_of(route_cell(route, unit, found, person, "BDT"))
    assert notes[0] == "In USD: there are no figures in BDT for it, and no rate is made up."


@pytest.mark.parametrize("language", ["en", "bn"])
def test_nothing_that_is_said_of_routes_advises_to_buy_an_audience(language: str) -> None:
    people = (JobSeeker(), JobSeeker(fans=0, followers=0, languages=("bn",), hours=10), SAID_ALL)
    said: list[str] = []
    with using(language):
        for person in people:
            for standing in standings(person, SHOWN, ROLE):
                said += [route_words.threshold_text(standing), *route_words.hints(standing, ROLE)]
                said += [step.action.text(language) for step in standing.steps]
            said += [route_words.person_text(person), route_words.no_figures_text()]
    assert len(said) > 60
    for text in said:
        assert find_patterns(text, BOUGHT_AUDIENCE) == ()
        assert not re.search(r"\blikes\b|লাইক", text)
