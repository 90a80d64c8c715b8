from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
import pytest

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.pay.observation import PayObservation
from smmhire.pay.title_words import figures_of_title, listed_titles
from tests.pay.builders import AS_OF, SOURCE_ID, benchmark_of, observation, observations, source

TWELVE = [float(20_000 + 1_000 * step) for step in range(12)]


def query(**fields) -> BenchmarkQuery:
    return BenchmarkQuery(**{"currency": "BDT", "period": "month", "as_of": AS_OF, **fields})


def ask(seen: list[PayObservation], sources=None, **fields) -> Benchmark:
    return benchmark_of(seen, sources or [source()], query(**fields))


def codes(reasons) -> list[str]:
    return [reason.code for reason in reasons]


def test_a_cell_holds_the_type_7_quantiles_and_what_must_stand_beside_them() -> None:
    cell = ask(observations(TWELVE)).overall
    assert (cell.key, cell.label, cell.n, cell.contributors) == ("all", "All together", 12, 12)
    assert [q.value for q in cell.quantiles] == pytest.approx(
        np.quantile(TWELVE, [0.1, 0.25, 0.5, 0.75, 0.9])
    )
    assert (cell.p50.low, cell.p50.high) == (TWELVE[2], TWELVE[9])
    assert (cell.basis, cell.currency, cell.period, cell.source) == ("gross", "BDT", "month", "A survey")
    assert (cell.observed_from, cell.observed_to) == (date(2026, 1, 15), date(2026, 1, 15))
    assert cell.flags == ()


def test_no_data_is_an_answer_with_a_reason() -> None:
    nothing = ask([], country="BD")
    assert nothing.overall.n == 0
    assert nothing.overall.contributors == 0
    assert codes(nothing.overall.flags) == ["no_data_country"]
    assert all(not q.shown and q.value is None for q in nothing.overall.quantiles)
    assert codes(ask([]).overall.flags) == ["no_data"]


@pytest.mark.parametrize(
    ("n", "middle_shown", "tails_shown"),
    [(4, False, False), (5, True, False), (9, True, False), (10, True, True)],
)
def test_quantiles_are_withheld_under_five_and_tails_under_ten_contributors(
    n, middle_shown, tails_shown
) -> None:
    cell = ask(observations(TWELVE[:n])).overall
    assert [q.shown for q in cell.quantiles] == [tails_shown, *[middle_shown] * 3, tails_shown]
    for q in cell.quantiles:
        if not q.shown:
            assert (q.value, q.low, q.high) == (None, None, None)
            assert q.reason is not None and q.reason.code == "too_few_contributors"


def test_a_contributor_of_more_than_a_quarter_withholds_the_whole_cell() -> None:
    seen = [observation(row, amount=amount) for row, amount in enumerate(TWELVE)]
    quarter = [observation(row + 20, amount=30_000.0 + row, contributor="agency") for row in range(4)]
    assert ask(seen + quarter).overall.p50.shown
    fifth = observation(40, amount=31_000.0, contributor="agency")
    cell = ask([*seen, *quarter, fifth]).overall
    assert not any(q.shown for q in cell.quantiles)
    assert codes(cell.flags) == ["dominant_contributor"]
    assert len(cell.ordered) == 0


def test_eight_posts_of_which_one_client_made_five_are_withheld() -> None:
    posts = [observation(row, amount=20_000.0 + row, contributor="client") for row in range(5)]
    posts += [observation(row, amount=25_000.0 + row) for row in range(5, 8)]
    cell = ask(posts).overall
    assert (cell.n, cell.contributors) == (8, 4)
    assert not cell.p50.shown


def test_an_employer_named_in_two_sources_is_one_contributor_but_rows_of_surveys_are_people() -> None:
    other = UUID("00000000-0000-7000-8000-000000000002")
    seen = observations(TWELVE[:4]) + observations(TWELVE[4:8], source_id=other)
    cell = ask(seen, [source(), source(other, name="Another")]).overall
    assert cell.contributors == 4
    assert cell.source == "A survey; Another"
    people = observations(TWELVE[:4], contributor=None)
    people += observations(TWELVE[4:8], source_id=other, contributor=None)
    surveys = [source(each_row_is_a_contributor=True), source(other, each_row_is_a_contributor=True)]
    assert ask(people, surveys).overall.contributors == 8


def test_a_source_that_names_no_contributor_is_shown_with_a_flag() -> None:
    cell = ask(observations(TWELVE, contributor=None)).overall
    assert cell.contributors is None
    assert cell.p50.shown
    assert codes(cell.flags) == ["contributors_unknown"]
    few = ask(observations(TWELVE[:4], contributor=None)).overall
    assert few.p50.reason is not None and few.p50.reason.code == "too_few_figures"


def test_neither_the_lowest_nor_the_highest_figure_is_ever_shown() -> None:
    rng = np.random.default_rng(3)
    for n in range(5, 40):
        values = np.unique(rng.integers(10_000, 90_000, n)).astype(float)
        cell = ask(observations(values.tolist())).overall
        ends = [side for q in cell.quantiles for side in (q.low, q.high) if side is not None]
        assert values[0] not in ends and values[-1] not in ends, n


def test_a_withheld_end_of_an_interval_says_so() -> None:
    cell = ask(observations(TWELVE[:6])).overall
    assert (cell.p50.low, cell.p50.high) == (None, None)
    assert cell.p50.reason is not None and cell.p50.reason.code == "extreme_withheld"


def test_gross_and_net_never_mix() -> None:
    seen = [*observations(TWELVE), observation(50, basis="net"), observation(51, basis="unknown")]
    answer = ask(seen)
    assert (answer.overall.basis, answer.overall.n) == ("gross", 12)
    assert codes(answer.left_out) == ["basis_unstated", "other_basis"]
    assert ask(seen, basis="net").overall.n == 1


def test_an_unknown_basis_is_flagged() -> None:
    assert codes(ask(observations(TWELVE, basis="unknown")).overall.flags) == ["basis_unknown"]


def test_periods_convert_and_the_conversion_is_said() -> None:
    seen = observations([amount * 12 for amount in TWELVE], period="year")
    cell = ask(seen).overall
    assert cell.p50.value == pytest.approx(np.median(TWELVE))
    (said,) = cell.conversions
    assert said.text() == "Figures turned from pay a year into pay a month (× 0.0833333): 12."


def test_piece_prices_bands_other_currencies_and_impossible_figures_are_left_out_and_counted() -> None:
    seen = [
        *observations(TWELVE),
        observation(50, period="project", amount=90_000.0),
        observation(51, amount=None, low=20_000.0, high=30_000.0),
        observation(52, currency="USD", amount=300.0),
        observation(53, amount=58.0),
        observation(12),
    ]
    answer = ask(seen)
    assert answer.overall.n == 12
    counted = {reason.code: dict(reason.params)["n"] for reason in answer.left_out}
    assert counted == {
        "duplicates": 1,
        "piece_price": 1,
        "bands": 1,
        "other_currency": 1,
        "implausible": 1,
    }


def test_pay_for_time_is_no_piece_price() -> None:
    seen = observations([float(100 + 10 * step) for step in range(12)], currency="USD", period="gig")
    answer = ask([*seen, observation(50, currency="USD", amount=900.0)], currency="USD", period="gig")
    assert answer.overall.n == 12
    assert codes(answer.left_out) == ["time_rate"]


def test_a_source_that_is_switched_off_takes_no_part() -> None:
    answer = ask(observations(TWELVE), [source(enabled=False)])
    assert answer.overall.n == 0
    assert codes(answer.left_out) == ["source_off"]


def test_an_observation_without_its_source_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="sources that were not given"):
        benchmark_of(observations(TWELVE), [], query())


def test_matched_titles_are_listed_and_can_be_left_out() -> None:
    seen = [
        *observations(TWELVE),
        observation(60, title="Social Media Intern"),
        observation(61, title="social media intern "),
        observation(62, title="Graphic Designer"),
    ]
    answer = ask(seen, excluded_titles=("Social Media INTERN",))
    assert [(t.title, t.n, t.used, t.is_excluded) for t in answer.matched_titles] == [
        ("SMM Manager", 12, 12, False),
        ("Social Media Intern", 2, 0, True),
    ]
    assert listed_titles(answer.matched_titles) == "SMM Manager (12); Social Media Intern (left out)"
    assert answer.overall.n == 12
    assert codes(answer.left_out) == ["excluded_titles"]


def test_titles_say_how_many_of_their_figures_count() -> None:
    seen = [*observations(TWELVE), observation(60, currency="USD"), observation(61, title="SMM Lead")]
    seen.append(observation(62, title="Social Media Lead", currency="USD"))
    answer = ask(seen)
    assert [(t.title, t.n, t.used) for t in answer.matched_titles] == [
        ("SMM Manager", 13, 12),
        ("SMM Lead", 1, 1),
        ("Social Media Lead", 1, 0),
    ]
    assert [t.title for t in answer.used_titles] == ["SMM Manager", "SMM Lead"]
    assert listed_titles(answer.matched_titles) == (
        "SMM Manager (12 of 13); SMM Lead (1); Social Media Lead (0 of 1)"
    )
    assert figures_of_title(answer.matched_titles[0]) == "13 figures, 12 of them counted"


def test_exact_titles_can_be_asked_for_instead_of_the_rule() -> None:
    seen = [*observations(TWELVE, title="Public Relations Specialists"), observation(70)]
    assert ask(seen, titles=("public relations specialists",)).overall.n == 12


@pytest.mark.parametrize(
    "narrowed",
    [
        {"country": "IN"},
        {"city": "Khulna"},
        {"engagement": "E-W1"},
        {"source_ids": (UUID("00000000-0000-7000-8000-000000000009"),)},
    ],
)
def test_place_route_and_source_narrow_the_question(narrowed) -> None:
    assert ask(observations(TWELVE, city="Dhaka"), **narrowed).overall.n == 0
    assert (
        ask(observations(TWELVE, city="Dhaka"), city=" dhaka", country="BD", engagement="E-W6").overall.n
        == 12
    )
    assert ask(observations(TWELVE), source_ids=(SOURCE_ID,)).overall.n == 12


def test_bands_of_experience_come_in_order_of_years() -> None:
    seen = [
        *observations(TWELVE[:5], experience="5-7 years", experience_low=5.0, experience_high=7.0),
        observation(20, experience="1 year or less", experience_low=0.0, experience_high=1.0),
        observation(21, experience="41 years or more", experience_low=41.0),
        observation(22, experience="Expert"),
        observation(23, experience="up to a year", experience_low=0.0, experience_high=1.0),
        observation(24),
    ]
    answer = ask(seen, by="experience")
    assert [(cell.key, cell.n) for cell in answer.bands] == [
        ("0-1", 2),
        ("5-7", 5),
        ("41+", 1),
        ("expert", 1),
        ("not stated", 1),
    ]
    assert [cell.label for cell in answer.bands] == [
        "Up to 1 year",
        "5–7 years",
        "41 years or more",
        "Expert",
        "Experience not stated",
    ]
    assert answer.bands[1].p50.shown and not answer.bands[0].p50.shown
    assert answer.overall.n == sum(cell.n for cell in answer.bands)


def test_heaping_and_outliers_are_said() -> None:
    heaped = ask(observations([16_500.0] * 4 + TWELVE)).overall
    assert codes(heaped.flags) == ["heaping"]
    assert heaped.flags[0].text().startswith("25% of the figures are exactly ৳16,500")
    far = ask(observations([*TWELVE, 1_900_000.0])).overall
    assert codes(far.flags) == ["outliers"]
    assert far.n == 13


def test_old_data_is_said_to_be_stale() -> None:
    old = ask(observations(TWELVE, observed_on=date(2021, 4, 27))).overall
    assert codes(old.flags) == ["stale"]
    assert "27 April 2021" in old.flags[0].text()
    mixed = ask([*observations(TWELVE), observation(90, observed_on=date(2020, 1, 1))]).overall
    assert codes(mixed.flags) == ["partly_stale"]
    undated = ask(observations(TWELVE, observed_on=None)).overall
    assert codes(undated.flags) == ["dates_unknown"]
    assert (undated.observed_from, undated.observed_to) == (None, None)


def test_data_on_the_very_day_of_the_limit_is_not_stale() -> None:
    assert ask(observations(TWELVE, observed_on=date(2024, 6, 1))).overall.flags == ()
    assert codes(ask(observations(TWELVE, observed_on=date(2024, 5, 31))).overall.flags) == ["stale"]
