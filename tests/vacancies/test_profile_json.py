"""A profile as it is frozen: every field comes back as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smmhire.vacancies.profile import (
    Arrangement,
    CompetencyRequirement,
    DutyChoice,
    OwnRequirement,
    PayBasis,
    PayOffer,
    Place,
    VacancyProfile,
)
from smmhire.vacancies.profile_json import from_json, to_json
from tests.vacancies import build

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ids = st.lists(st.sampled_from(["goal-sales", "R-D1", "content", "E-P1", "শব্দ"]), unique=True).map(tuple)
amounts = st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False)
moments = st.datetimes(timezones=st.just(UTC))


@st.composite
def pays(draw: st.DrawFn) -> PayOffer:
    low, more = draw(amounts), draw(amounts)
    currency = draw(st.sampled_from(["BDT", "USD"]))
    return PayOffer(low, low + more, currency, "month", draw(st.sampled_from(PayBasis)))


profiles = st.builds(
    VacancyProfile,
    id=st.uuids(),
    title=texts,
    employer=texts,
    description=texts,
    goals=ids,
    duties=st.lists(st.builds(DutyChoice, texts, texts), max_size=4).map(tuple),
    qualities=ids,
    technical_skills=ids,
    platform_kinds=ids,
    competencies=st.lists(
        st.builds(CompetencyRequirement, texts, st.integers(1, 5), st.integers(0, 10), st.booleans()),
        max_size=4,
    ).map(tuple),
    own_requirements=st.lists(st.builds(OwnRequirement, texts, st.booleans()), max_size=4).map(tuple),
    pay=st.none() | pays(),
    engagement=texts,
    place=st.builds(Place, st.sampled_from(Arrangement), texts, texts),
    created_at=moments,
    updated_at=moments,
    alignment=st.lists(texts, max_size=3).map(tuple),
    interview=st.lists(texts, max_size=3).map(tuple),
    apply_until=st.none() | st.dates(),
    how_to_apply=texts,
)


@given(profiles)
def test_any_profile_comes_back_from_json_as_it_was(profile: VacancyProfile) -> None:
    assert from_json(json.loads(json.dumps(to_json(profile)))) == profile


def test_every_field_is_written() -> None:
    """A field that somebody adds to the profile must not be lost on the way into a version."""
    written = to_json(build.english(apply_until=date(2027, 1, 31)))
    missing = set(VacancyProfile.__slots__) - set(written)  # type: ignore[attr-defined]
    assert missing == set()


def test_amounts_keep_their_last_digit() -> None:
    pay = PayOffer(Decimal("0.10"), Decimal("25000.30"), "BDT", "month", PayBasis.NET)
    again = from_json(json.loads(json.dumps(to_json(build.english(pay=pay))))).pay
    assert again is not None and str(again.low) == "0.10" and str(again.high) == "25000.30"


def test_what_was_written_before_a_field_was_there_is_still_read() -> None:
    written = to_json(build.english())
    for name in ("alignment", "interview", "apply_until", "how_to_apply"):
        del written[name]
    assert from_json(written) == build.english()


def test_moments_keep_their_microseconds() -> None:
    at = datetime(2026, 11, 22, 1, 2, 3, 4, UTC)
    assert from_json(to_json(build.english(updated_at=at))).updated_at == at
