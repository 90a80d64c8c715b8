"""The list of certificates: counts and pages are those of a plain list, whatever is asked for."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smmhire.assessment.attempts import Purpose
from smmhire.candidates.keys import search_key
from smmhire.certificates.certificate import Certificate
from smmhire.certificates.issuers import Credential, Revocation
from smmhire.certificates.listing import (
    CertificateCounts,
    CertificateQuery,
    CertificateState,
    state_on,
)
from smmhire.certificates.number import certificate_number
from smmhire.identity import new_id
from smmhire.storage.database import Database, open_database, sqlite_url
from tests.storage import builders
from tests.storage.builders import NOON
from tests.storage.conftest import empty_postgresql

TODAY = date(2026, 11, 22)
HOLDERS = ("রহিমা খাতুন", "Karim Rahman", "KARIM al-Hasan", "নাসরিন ১২", "রায়হান", "50% off_er", "Ka")
ISSUERS = ("একটি হস্তশিল্পের দোকান", "Rahman & Sons", "")
TEXTS = ("", "", "karim", "খাতুন", "rahman", "ka", "12", "50%", "_er", "রায়", "দোকান রহিমা", "nobody", "SMM-2026")


@dataclass(frozen=True)
class Listed:
    issued: Certificate
    is_gone: bool
    revoked_on: date | None

    @property
    def state(self) -> CertificateState:
        return state_on(
            TODAY,
            purpose=self.issued.purpose,
            valid_until=self.issued.valid_until,
            revoked_on=self.revoked_on,
        )


@dataclass(frozen=True)
class Shelf:
    database: Database
    all: tuple[Listed, ...]

    def expected(self, query: CertificateQuery) -> list[Listed]:
        found = [
            one
            for one in self.all
            if not one.is_gone and _fits(one.issued, query.text) and query.state in (None, one.state)
        ]
        return sorted(found, key=lambda one: (one.issued.issued_on, one.issued.number), reverse=True)


def _fits(issued: Certificate, text: str) -> bool:
    """Each word anywhere, or, of one or two letters, where a word begins."""
    parts = [search_key(part) for part in (issued.holder, issued.number, issued.issuer)]
    words = [word for part in parts for word in part.split()]
    words.append(search_key(issued.number.replace("-", "")))
    return all(
        any(word.startswith(one) if len(one) < 3 else one in word for word in words)
        for one in search_key(text).split()
    )


def fill(database: Database, count: int) -> Shelf:
    draw = random.Random(7)
    people = [builders.candidate() for _ in range(12)]
    listed: list[Listed] = []
    with database.unit_of_work() as work:
        work.candidates.add_all(people)
        for number in range(count):
            person = draw.choice([None, *people])
            attempt = builders.attempt(candidate_id=None if person is None else person.id)
            scored = builders.result(attempt.id)
            on = TODAY - timedelta(days=draw.randrange(40) * 30)
            issued = builders.certificate(
                scored,
                number=certificate_number(attempt.id, on),
                holder=draw.choice(HOLDERS),
                issuer=draw.choice(ISSUERS),
                purpose=draw.choice(list(Purpose)),
                issued_on=on,
                valid_until=on + timedelta(days=730),
            )
            revoked_on = TODAY if number % 6 == 0 else None
            work.attempts.add(attempt)
            work.attempts.finish(scored, NOON)
            work.certificates.add(issued)
            if revoked_on:
                work.revocations.add(Revocation(issued.number, "F", revoked_on, "r"))
            listed.append(Listed(issued, person in people[:3], revoked_on))
        # Of somebody who was erased: it is in no list.
        work.revocations.add(Revocation(certificate_number(new_id(), TODAY), "F", TODAY, ""))
        for person in people[:3]:
            work.candidates.set_deleted(person.id, NOON)
        work.commit()
    return Shelf(database, tuple(listed))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    path: Path = tmp_path_factory.mktemp("shelf") / "smmhire.db"
    database = open_database(sqlite_url(path) if request.param == "sqlite" else empty_postgresql())
    yield fill(database, 150)
    database.close()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.sampled_from(TEXTS),
    state=st.sampled_from((None, *CertificateState)),
    limit=st.integers(1, 70),
)
def test_counts_and_pages_are_those_of_a_plain_list(
    shelf: Shelf, text: str, state: CertificateState | None, limit: int
) -> None:
    query = CertificateQuery(TODAY, text, state)
    expected = shelf.expected(query)
    with shelf.database.unit_of_work(read_only=True) as work:
        table = work.certificate_table
        counts = table.counts(query)
        assert counts.of(state) == len(expected)
        assert counts == CertificateCounts(
            **{one.value: len(shelf.expected(replace(query, state=one))) for one in CertificateState}
        )
        numbers: list[str] = []
        page = table.page(query, limit=limit)
        while page:
            numbers += [row.number for row in page]
            assert len(page) <= limit
            page = table.page(query, after=page[-1], limit=limit)
    assert numbers == [one.issued.number for one in expected]


def test_any_certificate_is_found_by_its_number_however_it_is_typed(shelf: Shelf) -> None:
    shown = [one for one in shelf.all if not one.is_gone][:5]
    hidden = next(one for one in shelf.all if one.is_gone)
    with shelf.database.unit_of_work(read_only=True) as work:
        table = work.certificate_table
        for one in shown:
            number = one.issued.number
            for typed in (number, number.lower().replace("-", " "), number.replace("-", "")[3:]):
                query = CertificateQuery(TODAY, typed)
                assert [row.number for row in table.page(query)] == [number]
                assert table.counts(query).total == 1
            for begun in (number[:13], number.replace("-", "")[:12].lower()):
                assert number in [row.number for row in table.page(CertificateQuery(TODAY, begun))]
            row = table.row(number, TODAY)
            assert row is not None and (row.id, row.state) == (one.issued.id, one.state)
        assert table.row(hidden.issued.number, TODAY) is None


def test_a_page_goes_on_where_the_last_row_stood_though_it_is_gone(database: Database) -> None:
    fill(database, 12)
    with database.unit_of_work() as work:
        table = work.certificate_table
        rows = table.page(CertificateQuery(TODAY))
        work.connection.exec_driver_sql(f"DELETE FROM certificate WHERE number = '{rows[2].number}'")
        assert table.page(CertificateQuery(TODAY), after=rows[2]) == rows[3:]


def test_a_row_says_what_the_certificate_says_and_who_signed_it(database: Database) -> None:
    attempt = builders.attempt()
    scored = builders.result(attempt.id)
    issued = builders.certificate(scored, number=certificate_number(attempt.id, TODAY), vacancy_title="T")
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        work.attempts.finish(scored, NOON)
        work.certificates.add(issued)
        (before,) = work.certificate_table.page(CertificateQuery(TODAY))
        work.credentials.add(Credential(issued.id, "F-1", "b", "c", NOON))
        work.revocations.add(Revocation(issued.number, "F-1", TODAY, "r"))
        (row,) = work.certificate_table.page(CertificateQuery(TODAY))
    for name in (
        "id",
        "number",
        "attempt_id",
        "holder",
        "purpose",
        "is_supervised",
        "issuer",
        "vacancy_title",
    ):
        assert getattr(row, name) == getattr(issued, name), name
    assert (row.issued_on, row.valid_until, row.percent_correct) == (TODAY, date(2028, 11, 22), 1 / 3)
    assert (before.fingerprint, before.revoked_on, before.state) == ("", None, CertificateState.VALID)
    assert (row.fingerprint, row.revoked_on, row.state) == ("F-1", TODAY, CertificateState.REVOKED)


def test_a_certificate_holds_to_its_last_day_and_is_withdrawn_before_all_else() -> None:
    def at(day: date, purpose: Purpose = Purpose.ASSESSMENT, revoked_on: date | None = None) -> str:
        return state_on(day, purpose=purpose, valid_until=TODAY, revoked_on=revoked_on).value

    tomorrow = TODAY + timedelta(days=1)
    assert (at(TODAY), at(tomorrow)) == ("valid", "expired")
    assert (at(TODAY, Purpose.PRACTICE), at(tomorrow, Purpose.PRACTICE)) == ("practice", "expired")
    assert at(tomorrow, Purpose.PRACTICE, TODAY) == "revoked"


FORMS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")


@pytest.mark.parametrize("typing", FORMS)
@pytest.mark.parametrize("text", ["রায়হান", "বড়ুয়া", "য়হ"])
def test_a_bengali_holder_is_found_in_whichever_spelling_it_was_typed(
    database: Database, text: str, typing: Literal["NFC", "NFD"]
) -> None:
    for form in FORMS:
        attempt = builders.attempt()
        scored = builders.result(attempt.id)
        with database.unit_of_work() as work:
            work.attempts.add(attempt)
            work.attempts.finish(scored, NOON)
            number = certificate_number(attempt.id, TODAY)
            holder = normalize(form, "রায়হান বড়ুয়া")
            work.certificates.add(builders.certificate(scored, number=number, holder=holder))
            work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.certificate_table.counts(CertificateQuery(TODAY, normalize(typing, text))).total == 2


def test_a_name_of_any_length_is_taken_and_found_by_its_beginning(database: Database) -> None:
    attempt = builders.attempt()
    scored = builders.result(attempt.id)
    letters = random.Random(1).choices("অআইঈউঊএঐওঔকখগঘঙচছজঝঞ", k=5000)
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        work.attempts.finish(scored, NOON)
        work.certificates.add(builders.certificate(scored, holder="".join(letters)))
        assert work.certificate_table.counts(CertificateQuery(TODAY, "".join(letters[:50]))).total == 1


def test_an_empty_database_has_an_empty_list(database: Database) -> None:
    with database.unit_of_work(read_only=True) as work:
        for state in (None, *CertificateState):
            query = CertificateQuery(TODAY, "a", state)
            assert work.certificate_table.page(query) == ()
            assert work.certificate_table.counts(query) == CertificateCounts()
