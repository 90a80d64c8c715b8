"""Issuing a certificate, and how long it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.assessment.attempts import Attempt, AttemptResult, Form, Purpose
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issue import has_expired, issue, months_after
from smmhire.certificates.number import is_certificate_number
from smmhire.errors import UserError
from tests.assessment import build

ID = UUID("01890000-0000-7000-8000-0000000000cc")
DAY = date(2026, 11, 22)


def attempt(**changes: object) -> Attempt:
    form = Form(Purpose.PRACTICE, ("S-1",), 600, "test")
    finished = Attempt(
        build.ATTEMPT, form, "Candidate A", None, 1, build.NOW, build.NOW + timedelta(minutes=9)
    )
    return replace(finished, **changes)  # type: ignore[arg-type]


def result() -> AttemptResult:
    return build.result({"content": 0.4, "community": -0.1})


def issued(**changes: object) -> Certificate:
    arguments: dict[str, object] = {"holder": "প্রার্থী ক", "issuer": "", "issued_on": DAY} | changes
    return issue(ID, attempt(), result(), **arguments)  # type: ignore[arg-type]


def test_a_certificate_says_whose_it_is_and_how_it_came_about() -> None:
    certificate = issued(holder="  প্রার্থী   ক ")
    assert certificate.holder == "প্রার্থী ক"
    assert certificate.purpose is Purpose.PRACTICE and not certificate.is_supervised
    assert is_certificate_number(certificate.number) and "-2026-" in certificate.number
    assert certificate.competencies == result().competencies
    assert certificate.form_version == "test"


def test_a_certificate_names_its_holder_or_is_not_issued() -> None:
    with pytest.raises(UserError, match="must name its holder"):
        issued(holder="  ")


def test_nothing_is_certified_before_the_end() -> None:
    with pytest.raises(UserError, match="not finished"):
        issue(ID, attempt(finished_at=None), result(), holder="Candidate A", issuer="", issued_on=DAY)


def test_a_result_of_another_attempt_is_refused() -> None:
    with pytest.raises(ValueError, match="not that of"):
        issue(ID, attempt(id=UUID(int=9)), result(), holder="Candidate A", issuer="", issued_on=DAY)


def test_a_certificate_holds_two_years_to_the_last_day() -> None:
    certificate = issued()
    assert certificate.valid_until == date(2028, 11, 22)
    assert not has_expired(certificate, date(2028, 11, 22))
    assert has_expired(certificate, date(2028, 11, 23))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_end_on_a_day_that_exists(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_a_validity_is_as_long_as_its_months(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
