"""The list of candidates is what sorting and filtering plain Python lists gives, whichever way was taken."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Literal
from unicodedata import normalize
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.keys import email_key, phone_key, search_key, searched_text
from smmhire.candidates.listing import CandidateQuery, SortBy
from smmhire.candidates.searching import typed
from smmhire.candidates.stages import Stage
from smmhire.identity import new_id
from smmhire.storage import candidate_table
from smmhire.storage.candidate_table import CandidateTable, Sizes
from smmhire.storage.database import Database, open_database, sqlite_url
from smmhire.storage.tables import application, candidate
from tests.storage import builders
from tests.storage.builders import NOON
from tests.storage.conftest import empty_postgresql

NAMES = ("Karim Ahmed", "করিম আহমেদ", "রায়হান বড়ুয়া", "Anika Das", "আনিকা দাস", "Newaz Tes", "%_\\ 'quoted\"")
TAGS = ("ঢাকা", "social media", "design", "new york")
TEXTS = (
    "", "a", "k", "ka", "kar", "karim", "ক", "কর", "করি", "রায়", "বড়ুয়া", "ahmed karim", "k des",
    "new", "নতুন", "tested", "নতুন করিম", "tes new", "offer made", "score>50", "৫০+ ক", "017",
    "01711-000", "social", "media so",
    "%", "_\\", "'quo", 'ted"', "example", "nobody at all", "  ", "+880 17", "<30", "interviewed da", "দাস 01",
)  # fmt: skip
STAGES = tuple(Stage)
Form = Literal["NFC", "NFD"]


@dataclass(frozen=True)
class Person:
    """A candidate as the test knows them; `applied`: stage and score for the vacancy, if they applied."""

    candidate: Candidate
    number: int
    stage: Stage
    score: float | None
    is_deleted: bool
    applied: tuple[Stage, float | None] | None


@dataclass(frozen=True)
class Crowd:
    """What lies in the database."""

    database: Database
    people: tuple[Person, ...]
    vacancy_id: UUID

    def expected(self, query: CandidateQuery) -> list[Person]:
        """The list in plain Python."""
        chosen = [p for p in self.people if not p.is_deleted and meets(p, query)]
        return sorted(chosen, key=lambda p: (sort_key(p, query), p.number), reverse=query.is_descending)


def of_query(person: Person, query: CandidateQuery) -> tuple[Stage, float | None]:
    if query.vacancy_id is None:
        return person.stage, person.score
    assert person.applied is not None
    return person.applied


def meets(person: Person, query: CandidateQuery) -> bool:
    if query.vacancy_id is not None and person.applied is None:
        return False
    stage, score = of_query(person, query)
    found = typed(query.text)
    one = person.candidate
    text = searched_text(one.name, one.email, one.phone, one.tags)
    lows = [low for low in (found.least_score, query.least_score) if low is not None]
    highs = [high for high in (found.below_score, query.below_score) if high is not None]
    return (
        query.stage in (None, stage)
        and not ((lows or highs) and score is None)
        and all(score is not None and score >= low for low in lows)
        and all(score is not None and score < high for high in highs)
        and all(stage in w.stages or any(n in text for n in w.needles) for w in found.wanted)
    )


def sort_key(person: Person, query: CandidateQuery) -> object:
    stage, score = of_query(person, query)
    one = person.candidate
    return {
        SortBy.NAME: search_key(one.name).encode(),
        SortBy.EMAIL: email_key(one.email).encode(),
        SortBy.PHONE: phone_key(one.phone),
        SortBy.STAGE: STAGES.index(stage),
        SortBy.SCORE: -1.0 if score is None else score,
        SortBy.TAGS: "\n".join(one.tags).encode(),
        SortBy.ADDED: one.created_at,
    }[query.sort_by]


def fill(database: Database, count: int) -> Crowd:
    draw = random.Random(8)
    profile = builders.profile()
    people: list[Person] = []
    for number in range(1, count + 1):
        one = builders.candidate(
            name=draw.choice(NAMES),
            email=draw.choice(("", f"K{number % 9}@example.org")),
            phone=draw.choice(("", f"0171{number % 13:07}", "০১৭১১-০০০২২২")),
            tags=tuple(sorted(set(draw.choices(TAGS, k=draw.randint(0, 2))))),
            created_at=NOON + timedelta(seconds=number // 5),
        )
        applied = (draw.choice(STAGES), draw.choice((None, 0.25, 0.595, 0.8))) if number % 3 else None
        score = draw.choice((None, None, 0.0, 0.295, 0.505, 0.6, 1.0))
        people.append(Person(one, number, draw.choice(STAGES), score, number % 7 == 0, applied))
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.candidates.add_all([person.candidate for person in people])
        for person in people:
            one = person.candidate
            values = {"stage": person.stage.value, "score": person.score}
            work.connection.execute(update(candidate).where(candidate.c.id == one.id).values(values))
            if person.applied is not None:
                values = {"stage": person.applied[0].value, "score": person.applied[1]}
                keys = {"vacancy_id": profile.id, "candidate_id": one.id, "applied_at": NOON}
                work.connection.execute(insert(application).values(keys | values))
            if person.is_deleted:
                work.candidates.set_deleted(one.id, NOON)
        work.commit()
    return Crowd(database, tuple(people), profile.id)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def crowd(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    path: Path = tmp_path_factory.mktemp("crowd") / "smmhire.db"
    database = open_database(sqlite_url(path) if request.param == "sqlite" else empty_postgresql())
    yield fill(database, 160)
    database.close()


QUERIES = st.builds(
    CandidateQuery,
    text=st.sampled_from(TEXTS),
    stage=st.sampled_from((None, None, *STAGES)),
    least_score=st.sampled_from((None, None, 0.0, 0.5)),
    below_score=st.sampled_from((None, None, 0.6)),
    sort_by=st.sampled_from(tuple(SortBy)),
    is_descending=st.booleans(),
)
# What each step is said to cost: so dear or cheap that each of the ways is the one taken.
WAYS = (
    {},
    {"_GATHERED": 0.0, "_APPLIED": 0.0},
    {"_GATHERED": 1e9, "_STEP": 0.0, "_FIT": 0.0},
    {"_LOOKED_AT": 40, "_EXPECTED": 9.0, "_STEP": 1e9, "_GATHERED": 1e6, "_APPLIED": 1e9},
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=QUERIES,
    is_of_vacancy=st.booleans(),
    offset=st.integers(0, 150),
    limit=st.integers(1, 70),
    way=st.sampled_from(WAYS),
)
def test_count_pages_and_positions_are_those_of_a_plain_list(
    crowd: Crowd, query: CandidateQuery, is_of_vacancy: bool, offset: int, limit: int, way: dict[str, float]
) -> None:
    query = replace(query, vacancy_id=crowd.vacancy_id if is_of_vacancy else None)
    expected = crowd.expected(query)
    with pytest.MonkeyPatch.context() as patch, crowd.database.unit_of_work(read_only=True) as work:
        for name, value in way.items():
            patch.setattr(candidate_table, name, value)
        table = work.candidate_table
        assert table.count(query) == len(expected)
        page = table.page(query, offset, limit)
        assert [row.number for row in page] == [p.number for p in expected[offset : offset + limit]]
        stretch = expected[offset : offset + limit]
        assert [(row.stage, row.score) for row in page] == [of_query(person, query) for person in stretch]
        for person in crowd.people[offset : offset + 3]:
            where = expected.index(person) if person in expected else None
            assert table.position_of(query, person.candidate.id) == where
        numbers = range(offset, offset + limit)
        inside = sorted((p for p in expected if p.number in numbers), key=lambda p: p.number)
        assert table.among(query, numbers) == tuple(person.candidate.id for person in inside)


def test_out_of_date_sizes_change_the_way_but_not_the_page(crowd: Crowd) -> None:
    query = CandidateQuery("kar", sort_by=SortBy.NAME)
    with crowd.database.unit_of_work(read_only=True) as work:
        table = work.candidate_table
        right = table.page(query, 0, 10)
        for sizes in (Sizes(0, 0, 0, 0), Sizes(10**6, 10**6, 10**6, 10**6), Sizes(1, 1, None, 5)):
            assert table.page(query, 0, 10, sizes) == right
            assert table.position_of(query, right[3].id, sizes) == 3


def test_a_row_says_what_the_table_shows(database: Database) -> None:
    person = builders.candidate(name="করিম")
    with database.unit_of_work() as work:
        work.candidates.save(person)
        (row,) = work.candidate_table.page(CandidateQuery(), 0, 10)
    assert (row.id, row.name, row.email, row.phone) == (person.id, "করিম", person.email, person.phone)
    assert (row.tags, row.created_at) == (tuple(sorted(person.tags)), person.created_at)
    assert (row.stage, row.score, row.number) == (Stage.NEW, None, 1)


FORMS: tuple[Form, ...] = ("NFC", "NFD")


@pytest.mark.parametrize("typing", FORMS)
@pytest.mark.parametrize("text", ["রায়হান", "বড়ুয়া", "য়হ", "আষাঢ়"])
def test_bengali_is_found_in_whichever_spelling_it_was_typed(
    database: Database, text: str, typing: Form
) -> None:
    for form in FORMS:
        name = normalize(form, "রায়হান বড়ুয়া আষাঢ়")
        with database.unit_of_work() as work:
            work.candidates.save(builders.candidate(id=new_id(), name=name))
            work.commit()
    composed = text.replace("য\u09bc", "\u09df").replace("ড\u09bc", "\u09dc").replace("ঢ\u09bc", "\u09dd")
    with database.unit_of_work(read_only=True) as work:
        for way in (normalize(typing, text), composed):
            assert work.candidate_table.count(CandidateQuery(way)) == 2


def test_what_is_renamed_deleted_or_brought_back_is_found_as_it_is_now(database: Database) -> None:
    person = builders.candidate(name="Karim")

    def found(text: str) -> int:
        with database.unit_of_work(read_only=True) as work:
            return work.candidate_table.count(CandidateQuery(text))

    with database.unit_of_work() as work:
        work.candidates.save(person)
        work.commit()
    assert (found("karim"), found("rahim")) == (1, 0)
    with database.unit_of_work() as work:
        work.candidates.save(replace(person, name="Rahim Karima"))
        work.commit()
    assert (found("karim"), found("rahim")) == (1, 1)
    with database.unit_of_work() as work:
        work.candidates.set_deleted(person.id, NOON)
        work.commit()
    assert (found("karim"), found("")) == (0, 0)
    with database.unit_of_work() as work:
        work.candidates.save(replace(person, name="Rahim"))  # saving brings back what was deleted
        work.commit()
    assert (found("karim"), found("rahim")) == (0, 1)
    with database.unit_of_work() as work:
        work.candidates.set_deleted(person.id, NOON)
        work.candidates.purge(NOON + timedelta(days=1))
        work.commit()
    assert found("rahim") == 0


def test_the_stages_are_sorted_as_they_follow_each_other() -> None:
    from smmhire.storage.search_index import SORT_KEYS

    key = SORT_KEYS[SortBy.STAGE]
    places = [key.index(f"'{stage.value}' THEN {place}") for place, stage in enumerate(Stage)]
    assert places == sorted(places)


def test_an_empty_database_has_an_empty_list(database: Database) -> None:
    with database.unit_of_work(read_only=True) as work:
        table: CandidateTable = work.candidate_table
        for query in (CandidateQuery(), CandidateQuery("kar"), CandidateQuery("new", Stage.NEW, new_id())):
            assert table.count(query) == 0 and table.page(query, 0, 50) == ()
            assert table.position_of(query, new_id()) is None
