"""What is stored comes back as it was; what is deleted is hidden, then gone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from smmhire.assessment.attempts import Answer, Response
from smmhire.assessment.form_cut import CutStanding
from smmhire.candidates.candidate import Candidate
from smmhire.candidates.listing import CandidateQuery
from smmhire.pay.columns import PayColumns
from smmhire.storage.database import KEPT_AFTER_DELETION, Database
from smmhire.storage.summaries import AttemptClock, Market
from tests.pay.figures import rows_of
from tests.storage import builders
from tests.storage.builders import NOON


def test_vacancy_comes_back_with_every_field(database: Database) -> None:
    with_pay, without_pay = builders.profile(), builders.profile(pay=None, goals=(), duties=())
    with database.unit_of_work() as work:
        work.vacancies.save(with_pay)
        work.vacancies.save(without_pay)
        work.commit()
    with database.unit_of_work(read_only=True) as work:
        assert work.vacancies.get(with_pay.id) == with_pay
        assert work.vacancies.get(without_pay.id) == without_pay


def test_saving_again_replaces_and_brings_the_vacancy_to_the_top(database: Database) -> None:
    first, second = builders.profile(title="first"), builders.profile(title="second", updated_at=NOON)
    changed = replace(second, title="second, changed", updated_at=NOON + timedelta(hours=1))
    with database.unit_of_work() as work:
        for profile in (first, second, changed):
            work.vacancies.save(profile)
        assert [row.title for row in work.vacancies.listing()] == ["second, changed", "first"]


def test_nothing_is_kept_without_commit(database: Database) -> None:
    profile = builders.profile()
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
    with pytest.raises(RuntimeError, match="on the way"), database.unit_of_work() as work:
        work.vacancies.save(profile)
        raise RuntimeError("on the way")
    with database.unit_of_work(read_only=True) as work:
        assert work.vacancies.listing() == ()


def test_a_reading_unit_of_work_cannot_commit(database: Database) -> None:
    with database.unit_of_work(read_only=True) as work, pytest.raises(RuntimeError, match="read only"):
        work.commit()


def test_any_thread_can_work(database: Database) -> None:
    saved = [builders.candidate(f"Candidate {n}", created_at=NOON + timedelta(seconds=n)) for n in range(8)]

    def save(person: Candidate) -> None:
        with database.unit_of_work() as work:
            work.candidates.save(person)
            work.commit()

    threads = [threading.Thread(target=save, args=(person,)) for person in saved]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.unit_of_work(read_only=True) as work:
        assert {row.name for row in work.candidates.listing()} == {person.name for person in saved}
        assert work.candidates.get(saved[3].id) == saved[3]


def test_a_time_without_zone_is_refused_and_others_come_back_in_utc(database: Database) -> None:
    dhaka = timezone(timedelta(hours=6))
    with database.unit_of_work() as work, pytest.raises(StatementError, match="no time zone"):
        work.candidates.save(builders.candidate(created_at=datetime(2026, 11, 22)))
    local = builders.candidate(created_at=NOON.astimezone(dhaka))
    with database.unit_of_work() as work:
        work.candidates.save(local)
        found = work.candidates.get(local.id)
    assert found is not None and found.created_at == NOON and found.created_at.utcoffset() == timedelta(0)


def test_lists_count_applicants_and_finished_attempts_but_not_of_deleted_people(database: Database) -> None:
    profile, kept, deleted = builders.profile(), builders.candidate("kept"), builders.candidate("deleted")
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        for person in (kept, deleted):
            work.candidates.save(person)
            assert work.candidates.apply(person.id, profile.id, NOON)
            assert not work.candidates.apply(person.id, profile.id, NOON)
            attempt = builders.attempt(profile.id, person.id)
            work.attempts.add(attempt)
            work.attempts.finish(builders.result(attempt.id), NOON)
        assert work.candidates.set_deleted(deleted.id, NOON)
        (vacancy,) = work.vacancies.listing()
        (person,) = work.candidates.listing(CandidateQuery(vacancy_id=profile.id))
        (finished,) = work.attempts.results()
        assert set(work.attempts.latest_results(profile.id)) == {kept.id}
        assert work.candidates.applying_for(profile.id) == (kept,)
    assert (vacancy.candidate_count, vacancy.finished_count) == (1, 1)
    assert (person.id, person.vacancy_titles, person.attempt_count) == (kept.id, (profile.title,), 1)
    assert person.percent_correct == 1 / 3 and person.finished_at == NOON
    assert (finished.candidate_id, finished.vacancy_title) == (kept.id, profile.title)


def test_application_can_be_withdrawn(database: Database) -> None:
    profile, person = builders.profile(), builders.candidate()
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.candidates.save(person)
        work.candidates.apply(person.id, profile.id, NOON)
        assert work.candidates.withdraw(person.id, profile.id)
        assert not work.candidates.withdraw(person.id, profile.id)
        assert work.candidates.listing(CandidateQuery(vacancy_id=profile.id)) == ()


def test_attempt_comes_back_with_its_clock_and_all_answers_in_their_order(database: Database) -> None:
    attempt = builders.attempt()
    given = [
        Response(attempt.id, "AN-K01", Answer(selected=("b", "a")), NOON, 3.25),
        Response(attempt.id, "CO-R01", Answer(rating=4), NOON, 1.0),
        # The same moment as the first: the order is that of giving, whatever the clock says.
        Response(attempt.id, "AN-K01", Answer(pairs=(("a", "b"),), number=0.1 + 0.2), NOON, 9.0),
    ]
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        for response in given:
            work.attempts.add_answer(response)
        work.attempts.set_clock(attempt.id, AttemptClock(NOON + timedelta(seconds=5), 2.5))
        work.commit()
    with database.unit_of_work() as work:
        assert work.attempts.get(attempt.id) == attempt
        assert work.attempts.answers(attempt.id) == tuple(given)
        assert work.attempts.lock(attempt.id) == (attempt, AttemptClock(NOON + timedelta(seconds=5), 2.5))
        assert [under_way for under_way, _clock in work.attempts.unfinished()] == [attempt]
        assert work.attempts.result(attempt.id) is None


def test_answers_given_at_once_follow_each_other_and_none_is_lost(database: Database) -> None:
    attempt = builders.attempt()
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        work.commit()

    def answer(thread: int) -> None:
        for number in range(10):
            with database.unit_of_work() as work:
                assert work.attempts.lock(attempt.id) is not None
                work.attempts.add_answer(Response(attempt.id, "CO-R01", Answer(rating=thread), NOON, number))
                work.commit()

    threads = [threading.Thread(target=answer, args=(thread,)) for thread in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.unit_of_work(read_only=True) as work:
        kept = work.attempts.answers(attempt.id)
    for thread in range(1, 5):
        assert [r.seconds for r in kept if r.answer.rating == thread] == list(range(10))


def test_result_comes_back_exactly_and_is_written_once(database: Database) -> None:
    attempt = builders.attempt()
    scored = builders.result(attempt.id)
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        work.attempts.finish(scored, NOON)
        work.commit()
    with database.unit_of_work() as work:
        assert work.attempts.result(attempt.id) == scored
        assert work.attempts.get(attempt.id) == replace(attempt, finished_at=NOON)
        assert work.attempts.unfinished() == ()
        with pytest.raises(IntegrityError):
            work.attempts.finish(scored, NOON)


def test_of_several_attempts_the_one_finished_last_counts(database: Database) -> None:
    profile, person = builders.profile(), builders.candidate()
    first, second, open_one = (builders.attempt(profile.id, person.id) for _ in range(3))
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        work.candidates.save(person)
        for attempt in (first, second, open_one):
            work.attempts.add(attempt)
        # Begun first, finished last.
        work.attempts.finish(builders.result(second.id, ability=1.0), NOON)
        work.attempts.finish(builders.result(first.id, ability=2.0), NOON + timedelta(hours=1))
        assert work.attempts.latest_results(profile.id) == {person.id: builders.result(first.id, ability=2.0)}
        (row,) = work.candidates.listing()
        assert (row.latest_attempt_id, row.attempt_count) == (first.id, 2)
        assert [r.attempt_id for r in work.attempts.results(person.id)] == [first.id, second.id]


def test_certificate_comes_back_and_its_number_is_unique(database: Database) -> None:
    attempt = builders.attempt()
    scored = builders.result(attempt.id)
    issued = builders.certificate(scored, cut=CutStanding(0.6, 0.615, 0.05, 0.618))
    without = builders.certificate(scored, number="SMM-2026-0000-0001-X", issuer="Without a cut")
    with database.unit_of_work() as work:
        work.attempts.add(attempt)
        work.attempts.finish(scored, NOON)
        work.certificates.add(issued)
        work.certificates.add(without)
        work.commit()
    with database.unit_of_work() as work:
        assert work.certificates.by_number(issued.number) == issued
        assert work.certificates.of_attempt(attempt.id, "Issuer") == issued
        assert work.certificates.of_attempt(attempt.id, "Somebody else") is None
        assert work.certificates.of_attempt(attempt.id, "Without a cut") == without
        assert set(work.certificates.listing(attempt.id)) == set(work.certificates.listing())
        assert set(work.certificates.listing()) == {issued, without}
        with pytest.raises(IntegrityError):
            work.certificates.add(builders.certificate(scored, issuer="Somebody else"))


def test_pay_observations_come_back_exactly(database: Database) -> None:
    source = builders.source()
    seen = builders.observations(source.id)
    with database.unit_of_work() as work:
        work.pay.add(source, "{}", PayColumns.of(seen, [source]))
        work.commit()
    with database.unit_of_work() as work:
        assert work.pay.sources() == (source,) and work.pay.get(source.id) == source
        assert rows_of(work.pay.columns()) == rows_of(PayColumns.of(seen, [source]))
        assert work.pay.columns().sources == (source,)
        assert len(work.pay.columns([])) == 0
        assert work.pay.titles() == ("SMM Manager",)
        # Bands have no amount, so the gig in dollars makes no market.
        assert work.pay.markets() == (Market("BD", "BDT", "month", 1),)
        assert work.pay.same_import("a" * 64, "{}") == source
        assert work.pay.same_import("a" * 64, '{"other": "mapping"}') is None


def test_removed_source_takes_its_figures_along_and_brings_them_back(database: Database) -> None:
    source = builders.source()
    with database.unit_of_work() as work:
        work.pay.add(source, "{}", builders.figures(source))
        assert work.pay.set_deleted(source.id, NOON)
        assert not work.pay.set_deleted(source.id, NOON)
        assert work.pay.sources() == () and len(work.pay.columns()) == 0
        assert not work.pay.set_enabled(source.id, False)
        assert work.pay.set_deleted(source.id, None)
        assert work.pay.set_enabled(source.id, False)
        assert work.pay.sources() == (replace(source, enabled=False),)
        assert len(work.pay.columns()) == 2


def test_purge_removes_for_good_only_what_was_deleted_long_ago(database: Database) -> None:
    old, recent = builders.candidate("old"), builders.candidate("recent")
    profile, source = builders.profile(), builders.source()
    attempts = {person.id: builders.attempt(profile.id, person.id) for person in (old, recent)}
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        for person in (old, recent):
            work.candidates.save(person)
            work.attempts.add(attempts[person.id])
            work.attempts.finish(builders.result(attempts[person.id].id), NOON)
        work.certificates.add(builders.certificate(builders.result(attempts[old.id].id)))
        work.pay.add(source, "{}", builders.figures(source))
        work.candidates.set_deleted(old.id, NOON)
        work.vacancies.set_deleted(profile.id, NOON)
        work.pay.set_deleted(source.id, NOON)
        work.candidates.set_deleted(recent.id, NOON + timedelta(days=1))
        work.commit()
    assert database.purge(NOON + KEPT_AFTER_DELETION + timedelta(hours=1)) == 3
    with database.unit_of_work() as work:
        assert work.candidates.set_deleted(recent.id, None)
        assert not work.candidates.set_deleted(old.id, None)
        assert not work.vacancies.set_deleted(profile.id, None)
        assert not work.pay.set_deleted(source.id, None)
        assert len(work.pay.columns()) == 0 and work.certificates.listing() == ()
        # The attempt outlives its vacancy, but not the person it is about.
        kept = work.attempts.get(attempts[recent.id].id)
        assert kept is not None and kept.form.vacancy_id is None
        assert work.attempts.get(attempts[old.id].id) is None
        assert work.attempts.result(attempts[old.id].id) is None
