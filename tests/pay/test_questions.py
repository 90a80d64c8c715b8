"""What can be asked of pay data beyond titles and place: levels, years, dates, axes, conversions, ageing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import numpy as np
import pytest

from smmhire.pay.ageing import AgeingIndex
from smmhire.pay.amounts import Market
from smmhire.pay.benchmark import Benchmark, BenchmarkQuery, benchmark
from smmhire.pay.columns import PayColumns
from smmhire.pay.groups import MOST_GROUPS
from smmhire.pay.observation import PayObservation
from smmhire.pay.price_levels import PriceLevels, ShippedLevels
from smmhire.pay.price_words import international_middle
from smmhire.pay.rate_legs import OwnRate
from smmhire.pay.rates import Rates
from tests.pay.builders import AS_OF, observation, observations, source

MADE_AT = datetime(2026, 6, 1, tzinfo=UTC)
TWELVE = [float(20_000 + 1_000 * step) for step in range(12)]
OTHER_ID = UUID("00000000-0000-7000-8000-000000000002")


# A dollar is 100 taka, and 120 from 2026 on; nothing else is quoted.
RATES = Rates(
    {},
    [
        OwnRate(uuid4(), "USD", "BDT", date(2025, 6, 1), 100.0, "A bank", MADE_AT),
        OwnRate(uuid4(), "USD", "BDT", date(2026, 1, 1), 120.0, "A bank", MADE_AT),
    ],
)
WAGES = AgeingIndex("wages", "An office", ((date(2025, 6, 1), 100.0), (date(2026, 6, 1), 110.0)))
MARKET = Market(rates=RATES, indices={"wages": WAGES})


def ask(seen: list[PayObservation], sources=None, **fields) -> Benchmark:
    asked = BenchmarkQuery(**{"currency": "BDT", "period": "month", "as_of": AS_OF, **fields})
    return benchmark(PayColumns.of(seen, sources or [source()]), asked, MARKET)


def left_out(found: Benchmark) -> dict[str, object]:
    return {reason.code: dict(reason.params)["n"] for reason in found.left_out}


def test_any_title_takes_figures_without_one_too() -> None:
    seen = [*observations(TWELVE), observation(40, title=None), observation(41, title="Teller")]
    assert ask(seen).overall.n == 12
    found = ask(seen, titles="any")
    assert found.overall.n == 14
    assert [title.title for title in found.matched_titles] == ["SMM Manager", "Teller"]


def test_levels_are_read_in_the_titles() -> None:
    seen = [*observations(TWELVE, title="Senior SMM Manager"), observation(40, title="SMM Intern")]
    assert ask(seen, levels=("senior",)).overall.n == 12
    assert ask(seen, levels=("senior", "intern")).overall.n == 13
    assert ask(seen, levels=("head",)).overall.n == 0


def test_levels_stand_from_the_first_steps_to_the_top() -> None:
    seen = [
        *observations(TWELVE[:5], title="Head of SMM"),
        *observations(TWELVE[:3], first_row=20, title="SMM"),
        observation(40, title="SMM Intern"),
    ]
    found = ask(seen, by="level")
    assert [(cell.key, cell.label, cell.n) for cell in found.bands] == [
        ("intern", "Intern", 1),
        ("head", "Head", 5),
        ("unstated", "Level not in the title", 3),
    ]


def test_years_asked_for_hold_the_whole_band_and_unknown_ones_are_counted() -> None:
    seen = [
        *observations(TWELVE, experience_low=2.0, experience_high=4.0),
        observation(40, experience_low=3.0, experience_high=7.0),
        observation(41, experience_low=5.0),
        observation(42),
    ]
    found = ask(seen, experience=(2.0, 4.0))
    assert found.overall.n == 12
    assert left_out(found) == {"experience_unknown": 1}
    assert ask(seen, experience=(3.0, None)).overall.n == 2


def test_days_asked_for_leave_out_and_count_what_has_no_date() -> None:
    seen = [
        *observations(TWELVE, observed_on=date(2025, 6, 1)),
        observation(40, observed_on=date(2024, 12, 31)),
        observation(41, observed_on=None),
    ]
    found = ask(seen, observed_from=date(2025, 1, 1), observed_to=date(2025, 6, 1))
    assert found.overall.n == 12
    assert left_out(found) == {"undated": 1}


def test_titles_and_places_come_with_the_most_frequent_first() -> None:
    seen = [
        *observations(TWELVE[:3], title="SMM  manager", city="Khulna"),
        *observations(TWELVE[3:5], first_row=20, title="smm Manager", city="Dhaka"),
        observation(40, title="SMM Lead", city=None, country=None),
    ]
    assert [(cell.label, cell.n) for cell in ask(seen, by="title").bands] == [
        ("SMM  manager", 5),
        ("SMM Lead", 1),
    ]
    assert [(cell.label, cell.n) for cell in ask(seen, by="city").bands] == [
        ("Khulna", 3),
        ("Dhaka", 2),
        ("City not stated", 1),
    ]
    assert [cell.label for cell in ask(seen, by="country").bands] == ["Bangladesh", "Country not stated"]


def test_figures_of_several_cities_at_once_are_of_none_of_them() -> None:
    cities = ("Mumbai, Delhi", "Pune, Delhi, Goa", "Goa, Agra, Puri, Jaipur", "Delhi", "Austin, TX", "Delhi,")
    seen = [observation(row, city=city) for row, city in enumerate(cities)]
    assert [(cell.label, cell.n) for cell in ask(seen, by="city").bands] == [
        ("Several cities", 3),
        ("Austin, TX", 1),
        ("Delhi", 1),
        ("Delhi,", 1),
    ]


def test_a_city_with_its_state_is_one_city() -> None:
    cities = ("Toronto, Ontario", "Toronto", "New York, New York", "New York", "Springfield, Illinois, USA")
    seen = [observation(row, city=city) for row, city in enumerate(cities)]
    assert {cell.label: cell.n for cell in ask(seen, by="city").bands} == dict.fromkeys(cities, 1)


def test_sources_of_one_name_are_named_once_with_how_many_they_are() -> None:
    sources = [source(), source(OTHER_ID), source(UUID(int=7), name="Another")]
    seen = [observation(row, source_id=one.id) for row, one in enumerate(sources)]
    assert set(ask(seen, sources).overall.source.split("; ")) == {"A survey (2 files)", "Another"}


def test_too_many_groups_are_gathered_into_all_others_and_nobody_is_lost() -> None:
    seen = [observation(row, title=f"SMM Manager {row}") for row in range(MOST_GROUPS + 20)]
    seen += [observation(row + 200, title=f"SMM Manager {MOST_GROUPS + 19}") for row in range(4)]
    found = ask(seen, by="title")
    assert len(found.bands) == MOST_GROUPS
    assert found.bands[0].n == 5
    assert (found.bands[-1].label, found.bands[-1].n) == ("All others", 21)
    assert sum(cell.n for cell in found.bands) == found.overall.n


def test_dates_make_a_trend_by_year_and_quarter() -> None:
    seen = [
        *observations(TWELVE[:2], observed_on=date(2024, 12, 31)),
        *observations(TWELVE[:3], first_row=20, observed_on=date(2025, 1, 1)),
        observation(40, observed_on=date(2025, 10, 1)),
        observation(41, observed_on=None),
    ]
    assert [(cell.key, cell.n) for cell in ask(seen, by="year").bands] == [
        ("2024", 2),
        ("2025", 4),
        ("not stated", 1),
    ]
    assert [cell.label for cell in ask(seen, by="quarter").bands] == [
        "4th quarter of 2024",
        "1st quarter of 2025",
        "4th quarter of 2025",
        "Date not stated",
    ]


def test_routes_and_sources_are_groups_too() -> None:
    seen = [
        *observations(TWELVE[:2], engagement="E-W1"),
        *observations(TWELVE[:3], source_id=OTHER_ID),
        observation(40, engagement=None, source_id=OTHER_ID),
    ]
    sources = [source(), source(OTHER_ID, name="Another")]
    assert [(cell.label, cell.n) for cell in ask(seen, sources, by="engagement").bands] == [
        ("Outsourcing", 2),
        ("Employment", 3),
        ("Kind of engagement not stated", 1),
    ]
    assert [(cell.label, cell.n) for cell in ask(seen, sources, by="source").bands] == [
        ("A survey", 2),
        ("Another", 4),
    ]


def test_other_currencies_count_at_the_rate_of_their_own_date_when_asked_for() -> None:
    seen = [
        *observations([200.0] * 6, currency="USD", observed_on=date(2025, 12, 31)),
        *observations([200.0] * 6, first_row=20, currency="USD", observed_on=date(2026, 1, 1)),
        observation(40, currency="USD", amount=200.0, observed_on=None),
        observation(41, currency="EUR", amount=200.0),
    ]
    plain = ask(seen)
    assert (plain.overall.n, left_out(plain)) == (0, {"other_currency": 14})
    found = ask(seen, convert_currency=True)
    assert sorted(found.overall.ordered.tolist()) == [20_000.0] * 6 + [24_000.0] * 6
    assert left_out(found) == {"no_rate_date": 1, "no_rate": 1}
    (said,) = found.overall.conversions
    assert said.text() == (
        "Figures turned from USD into BDT at the rate of their date (USD – BDT; × 100 to 120): 12."
        " Rates of 1 June 2025 to 1 January 2026: A bank."
    )


def test_gross_becomes_net_only_by_an_assumption_that_is_said() -> None:
    seen = [
        *observations([50_000.0] * 6, currency="RUB", country="RU", basis="net"),
        *[
            observation(row, amount=100_000.0, currency="RUB", country="RU", basis="gross")
            for row in range(20, 26)
        ],
        *[observation(row, amount=90_000.0, currency="RUB", country="KZ") for row in range(30, 33)],
    ]
    apart = ask(seen, currency="RUB", basis="net")
    assert (apart.overall.n, left_out(apart)) == (6, {"other_basis": 9})
    together = ask(seen, currency="RUB", basis="net", convert_basis=True)
    assert together.overall.ordered.tolist() == [50_000.0] * 6 + [87_000.0] * 6
    assert left_out(together) == {"other_basis": 3}  # no share is known for Kazakhstan
    assert together.overall.conversions[0].text() == (
        "An assumption: figures turned into pay after tax (× 0.87): 6."
    )
    own = ask(seen, currency="RUB", basis="gross", convert_basis=True, net_share=0.5)
    assert own.overall.ordered.tolist() == [90_000.0] * 3 + [100_000.0] * 12


def test_old_figures_are_brought_to_a_day_by_an_index_and_those_before_it_left_out() -> None:
    seen = [
        *observations([20_000.0] * 6, observed_on=date(2025, 7, 1)),
        *[observation(row, amount=30_000.0, observed_on=date(2023, 1, 1)) for row in range(20, 23)],
    ]
    found = ask(seen, age_to=AS_OF, age_by="wages")
    assert found.overall.ordered.tolist() == pytest.approx([22_000.0] * 6)
    assert left_out(found) == {"not_aged": 3}
    assert "110 / 100 = 1.100000: 6." in found.overall.conversions[0].text()


def test_percentiles_come_in_international_dollars_of_the_year_of_the_figures() -> None:
    levels = PriceLevels({"BD": ShippedLevels("BDT", {2024: 40.0})})
    market = Market(price_levels=levels)
    columns = PayColumns.of(observations(TWELVE, observed_on=date(2024, 5, 1)), [source()])
    asked = BenchmarkQuery("BDT", "month", country="BD", as_of=AS_OF)
    cell = benchmark(columns, asked, market).overall
    assert cell.international is not None and cell.p50.value is not None
    assert cell.international.values[2] == pytest.approx(cell.p50.value / 40)
    assert international_middle(cell) == "int’l $638"
    anywhere = benchmark(columns, BenchmarkQuery("BDT", "month", as_of=AS_OF), market).overall
    assert anywhere.international is None


def test_what_people_say_and_what_posts_offer_is_said_to_stand_together() -> None:
    seen = observations(TWELVE[:6]) + observations(TWELVE[6:], source_id=OTHER_ID)
    mixed = ask(seen, [source(), source(OTHER_ID, kind="postings")]).overall
    assert [flag.code for flag in mixed.flags] == ["kinds_mixed"]
    assert ask(seen, [source(kind="postings"), source(OTHER_ID, kind="postings")]).overall.flags == ()


def test_rates_of_freelance_work_become_no_salary_unless_that_kind_is_asked_for() -> None:
    seen = [
        *observations([200_000.0 + n for n in range(12)], period="year"),
        *observations([250.0] * 8, first_row=40, period="hour", engagement="E-W1"),
        *observations([250.0] * 3, first_row=60, period="hour", engagement=None),
    ]
    found = ask(seen, period="year")
    assert (found.overall.n, left_out(found)) == (15, {"freelance_rate": 8})
    assert ask(seen, period="year", engagement="E-W1").overall.ordered.tolist() == [520_000.0] * 8
    hourly = ask(seen, period="hour").overall
    assert hourly.n == 23
    assert "engagements_mixed" in {flag.code for flag in hourly.flags}


def test_from_to_offers_stand_apart_as_lows_midpoints_highs_and_a_fit() -> None:
    bands = [
        observation(row, amount=None, low=20_000.0 + 1_000 * row, high=30_000.0 + 1_000 * row)
        for row in range(12)
    ]
    bands += [observation(row, amount=None, low=25_000.0 + row) for row in range(20, 24)]
    bands += [observation(row, amount=None, high=45_000.0 + row) for row in range(30, 32)]
    found = ask([*observations(TWELVE[:5], contributor=None), *bands])
    assert found.overall.n == 5
    offers = found.offers
    assert offers is not None
    assert (offers.n, offers.both, offers.from_only, offers.to_only) == (18, 12, 4, 2)
    assert (offers.lows.n, offers.midpoints.n, offers.highs.n) == (16, 12, 14)
    assert offers.midpoints.p50.value == pytest.approx(30_500)
    assert offers.fit is not None
    value, low, high = offers.fit.quantile(0.5)
    assert low is not None and high is not None
    assert 25_000 < low < value < high < 40_000
    assert left_out(found) == {"bands": 18}


def test_nothing_is_fitted_to_offers_that_may_not_be_shown() -> None:
    one_client = [
        observation(row, amount=None, low=20_000.0 + row, high=30_000.0, contributor="client")
        for row in range(20)
    ]
    offers = ask(one_client).offers
    assert offers is not None
    assert (offers.fit, offers.lows.is_withheld) == (None, True)
    assert ask(observations(TWELVE)).offers is None


def test_small_groups_get_a_modelled_middle_beside_the_raw_one_never_in_its_place() -> None:
    seen = [
        *observations(TWELVE, experience_low=2.0, experience_high=4.0),
        *[
            observation(row, amount=amount, experience_low=5.0, experience_high=7.0)
            for row, amount in enumerate((40_000.0, 44_000.0, 52_000.0), start=40)
        ],
        *observations(TWELVE[:4], first_row=60, experience_low=0.0, experience_high=1.0),
        *[observation(row, experience_low=8.0, experience_high=10.0) for row in (50, 51)],
    ]
    _beginner, junior, senior, tiny = ask(seen, by="experience").bands
    assert senior.p50.value is None and senior.modelled is not None
    assert senior.modelled.weight is None  # else its own middle could be worked back
    assert senior.modelled.low < senior.modelled.median < senior.modelled.high
    assert senior.modelled.median < 44_950  # drawn from its own middle towards the others
    assert junior.modelled is not None and junior.modelled.weight is not None
    assert junior.p50.value == np.median(TWELVE)
    assert tiny.modelled is None  # two people


def test_quantiles_come_smoothed_too() -> None:
    from scipy.stats import mstats

    cell = ask(observations(TWELVE)).overall
    expected = mstats.hdquantiles(TWELVE, [q.p for q in cell.quantiles])
    assert [q.smoothed for q in cell.quantiles] == pytest.approx(expected.tolist())
