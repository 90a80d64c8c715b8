"""Rating alone first, then together."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from smmhire.bootstrap import Program, open_program
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.interview import Rating, Scorecard, ScorecardKind
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import candidates, erasing, interview_guide, scorecards, vacancies
from smmhire.services.decision_words import in_words

INTERVIEW, SAMPLE = ScorecardKind.INTERVIEW, ScorecardKind.WORK_SAMPLE


class Room:
    """A vacancy with one candidate."""

    def __init__(self, program: Program) -> None:
        self.unit_of_work = program.unit_of_work
        self.vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=self.unit_of_work).id
        self.candidate = candidates.new("প্রার্থী ক", unit_of_work=self.unit_of_work, vacancy_id=self.vacancy).id

    def begin(self, rater: str, kind: ScorecardKind = INTERVIEW) -> Scorecard:
        return scorecards.begin(self.vacancy, self.candidate, kind, rater, unit_of_work=self.unit_of_work)

    def rate(self, rater: str, *given: int | None, kind: ScorecardKind = INTERVIEW) -> Scorecard:
        card = self.begin(rater, kind)
        rated = [Rating(r.about, g) for r, g in zip(card.ratings, given, strict=False)]
        return scorecards.submit(card.id, rated, "", unit_of_work=self.unit_of_work)

    def seen_by(self, viewer: str, kind: ScorecardKind = INTERVIEW) -> scorecards.Ratings:
        return scorecards.ratings(self.vacancy, self.candidate, kind, viewer, unit_of_work=self.unit_of_work)

    def summaries(self, viewer: str) -> set[tuple[UUID, ScorecardKind]]:
        return set(scorecards.summaries(self.vacancy, viewer, unit_of_work=self.unit_of_work).summaries)

    def hidden(self, viewer: str) -> set[tuple[UUID, ScorecardKind]]:
        return set(scorecards.summaries(self.vacancy, viewer, unit_of_work=self.unit_of_work).hidden)

    def look(self, viewer: str, reason: str = "") -> None:
        scorecards.look_at_all(self.vacancy, viewer, reason=reason, unit_of_work=self.unit_of_work)

    def another(self) -> UUID:
        """A second candidate of the vacancy."""
        made = candidates.new("প্রার্থী খ", unit_of_work=self.unit_of_work, vacancy_id=self.vacancy)
        return made.id


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(open_program(tmp_path))


def test_a_scorecard_asks_what_the_plan_of_the_vacancy_asks(room: Room) -> None:
    profile = vacancies.get(room.vacancy, unit_of_work=room.unit_of_work)
    plan = interview_guide.plan(profile)
    assert [r.about for r in room.begin("A").ratings] == [q.id for q in plan.questions]
    assert [r.about for r in room.begin("A", SAMPLE).ratings] == list(plan.criteria)
    assert all(r.rating is None for r in room.begin("A").ratings)


def test_beginning_again_goes_on_with_what_was_kept(room: Room) -> None:
    card = room.begin("A")
    first = Rating(card.ratings[0].about, 4, "named a goal")
    scorecards.keep(card.id, [first, *card.ratings[1:]], " so far ", unit_of_work=room.unit_of_work)
    again = room.begin("A")
    assert again.id == card.id
    assert (again.ratings[0], again.comment) == (first, "so far")


def test_ratings_of_others_are_hidden_until_ones_own_are_handed_in(room: Room) -> None:
    room.rate("A", 4, 5)
    before = room.seen_by("B")
    assert (before.others, before.hidden, before.summary) == ((), 1, None)
    card = room.begin("B")
    assert room.seen_by("B").others == ()  # begun is not handed in
    scorecards.submit(card.id, [Rating(card.ratings[0].about, 2)], "", unit_of_work=room.unit_of_work)
    after = room.seen_by("B")
    assert [c.rater for c in after.others] == ["A"]
    assert after.hidden == 0
    assert after.summary is not None
    assert after.summary.raters == 2
    assert after.summary.mean == pytest.approx((4.5 + 2) / 2)
    assert [(a.lowest, a.highest) for a in after.summary.apart] == [(2, 4)]


def test_ratings_not_handed_in_are_seen_by_nobody_else(room: Room) -> None:
    card = room.begin("A")
    scorecards.keep(card.id, [Rating(card.ratings[0].about, 1)], "", unit_of_work=room.unit_of_work)
    room.rate("B", 5)
    seen = room.seen_by("B")
    assert (seen.others, seen.hidden) == ((), 0)
    assert seen.summary is not None and seen.summary.mean == 5


def test_an_interview_and_a_work_sample_are_apart(room: Room) -> None:
    room.rate("A", 4)
    room.rate("A", 2, kind=SAMPLE)
    assert room.seen_by("B", SAMPLE).hidden == 1
    assert room.hidden("B") == {(room.candidate, INTERVIEW), (room.candidate, SAMPLE)}
    room.rate("B", 3)
    assert (room.summaries("B"), room.hidden("B")) == (
        {(room.candidate, INTERVIEW)},
        {(room.candidate, SAMPLE)},
    )
    assert room.summaries("A") == {(room.candidate, INTERVIEW), (room.candidate, SAMPLE)}


def test_who_does_not_rate_may_look_and_the_log_says_so(room: Room) -> None:
    room.rate("A", 4)
    scorecards.look_without_rating(
        room.vacancy, room.candidate, INTERVIEW, "B", unit_of_work=room.unit_of_work, reason="decides"
    )
    assert [c.rater for c in room.seen_by("B").others] == ["A"]
    assert room.seen_by("C").others == ()
    with room.unit_of_work(read_only=True) as work:
        entries = work.decisions.of_candidate(room.candidate)
    assert [(e.decision.kind, e.decision.who, e.decision.reason) for e in entries] == [
        (DecisionKind.RATINGS_SEEN, "B", "decides")
    ]
    with pytest.raises(UserError, match="seen the ratings"):
        room.begin("B")


def test_who_rates_may_not_look_first(room: Room) -> None:
    room.rate("A", 4)
    card = room.begin("B")
    with pytest.raises(UserError, match="begun to rate"):
        scorecards.look_without_rating(
            room.vacancy, room.candidate, INTERVIEW, "B", unit_of_work=room.unit_of_work
        )
    for viewer in ("B", "C", ""):  # nor is it read off the ranking, by whoever has not even begun
        assert (room.summaries(viewer), room.hidden(viewer)) == (set(), {(room.candidate, INTERVIEW)})
    scorecards.discard(card.id, unit_of_work=room.unit_of_work)
    assert room.summaries("B") == set()
    scorecards.restore(card, unit_of_work=room.unit_of_work)
    assert room.begin("B") == card
    scorecards.submit(card.id, [Rating(card.ratings[0].about, 2)], "", unit_of_work=room.unit_of_work)
    assert (room.summaries("B"), room.hidden("B")) == ({(room.candidate, INTERVIEW)}, set())


def test_who_rates_nobody_sees_all_ratings_of_the_vacancy_and_the_log_says_so_once(room: Room) -> None:
    room.rate("A", 4)
    room.look("B", "decides")
    room.look("B", "again")
    room.rate("A", 3, kind=SAMPLE)  # what comes later too
    assert (room.summaries("B"), room.hidden("B")) == (room.summaries("A"), set())
    assert [c.rater for c in room.seen_by("B").others] == ["A"] and room.seen_by("B").looks
    assert room.summaries("C") == set() and not room.seen_by("C").looks
    with room.unit_of_work(read_only=True) as work:
        (entry,) = work.decisions.of_vacancy(room.vacancy, kinds=[DecisionKind.RATINGS_SEEN])
    assert (entry.decision.who, entry.decision.candidate_id, entry.decision.reason) == ("B", None, "decides")
    assert in_words(entry.decision) == "Sees all ratings of the vacancy from now on, and rates nobody there."


def test_who_sees_all_ratings_rates_nobody_for_that_vacancy_any_more(room: Room) -> None:
    room.rate("B", 4)  # handed in before: that stays
    room.look("B")
    with pytest.raises(UserError, match="seen the ratings"):
        room.begin("B", SAMPLE)
    with pytest.raises(UserError, match="seen the ratings"):
        scorecards.begin(room.vacancy, room.another(), INTERVIEW, "B", unit_of_work=room.unit_of_work)
    assert room.seen_by("B").own is not None
    assert room.begin("C").rater == "C"
    elsewhere = vacancies.save(vacancies.new_profile(), unit_of_work=room.unit_of_work)
    there = scorecards.begin(elsewhere.id, room.candidate, INTERVIEW, "B", unit_of_work=room.unit_of_work)
    assert there.vacancy_id == elsewhere.id


def test_who_has_begun_to_rate_anybody_may_not_look_at_all(room: Room) -> None:
    room.rate("A", 4)
    other = room.another()
    card = scorecards.begin(room.vacancy, other, SAMPLE, "B", unit_of_work=room.unit_of_work)
    with pytest.raises(UserError, match="begun to rate a candidate of this vacancy"):
        room.look("B")
    assert room.hidden("B") == {(room.candidate, INTERVIEW)}
    with pytest.raises(UserError, match="vacancy is no longer there"):
        scorecards.look_at_all(new_id(), "B", unit_of_work=room.unit_of_work)
    scorecards.discard(card.id, unit_of_work=room.unit_of_work)
    room.look("B")
    assert room.summaries("B") == {(room.candidate, INTERVIEW)}
    with pytest.raises(UserError, match="seen the ratings"):
        scorecards.restore(card, unit_of_work=room.unit_of_work)  # no way round by undoing


def test_what_was_begun_of_a_deleted_candidate_is_not_handed_in_after_looking(room: Room) -> None:
    card = room.begin("B")
    candidates.delete(room.candidate, unit_of_work=room.unit_of_work)
    room.look("B")
    candidates.undo_delete(room.candidate, unit_of_work=room.unit_of_work)
    with pytest.raises(UserError, match="seen the ratings"):
        scorecards.submit(card.id, [Rating(card.ratings[0].about, 2)], "", unit_of_work=room.unit_of_work)


def test_to_erase_one_whose_ratings_were_looked_at_shows_nobody_elses(room: Room) -> None:
    other = room.another()
    card = scorecards.begin(room.vacancy, other, INTERVIEW, "A", unit_of_work=room.unit_of_work)
    scorecards.submit(card.id, [Rating(card.ratings[0].about, 2)], "", unit_of_work=room.unit_of_work)
    room.rate("A", 4)
    scorecards.look_without_rating(room.vacancy, other, INTERVIEW, "B", unit_of_work=room.unit_of_work)
    erasing.erase(other, who="A", unit_of_work=room.unit_of_work)  # the entry stays, without the person
    assert (room.summaries("B"), room.hidden("B")) == (set(), {(room.candidate, INTERVIEW)})
    assert room.begin("B").rater == "B"


def test_what_was_handed_in_stays(room: Room) -> None:
    card = room.rate("A", 4)
    for change in (scorecards.keep, scorecards.submit):
        with pytest.raises(UserError, match="can no longer be changed"):
            change(card.id, [Rating("x", 1)], "", unit_of_work=room.unit_of_work)
    with pytest.raises(UserError, match="can no longer be changed"):
        scorecards.discard(card.id, unit_of_work=room.unit_of_work)


def test_nothing_rated_is_not_handed_in(room: Room) -> None:
    card = room.begin("A")
    with pytest.raises(UserError, match="Nothing has been rated"):
        scorecards.submit(card.id, card.ratings, "", unit_of_work=room.unit_of_work)
    with pytest.raises(UserError, match="name of the rater"):
        room.begin("  ")


def test_agreement_is_told_once_enough_was_rated_twice(room: Room) -> None:
    profile = vacancies.get(room.vacancy, unit_of_work=room.unit_of_work)
    assert len(interview_guide.plan(profile).questions) == 8
    room.rate("A", 1, 2, 3, 4, 5, 4, 3, 2)
    room.rate("B", 1, 2, 3, 4, 5, 4, 3, 3)
    found = scorecards.agreements(room.vacancy, "A", unit_of_work=room.unit_of_work)
    agreed = found[INTERVIEW]
    assert (agreed.raters, agreed.targets) == (2, 8)
    assert agreed.intraclass is not None and agreed.intraclass.value > 0.9
    assert agreed.kappa > 0.9
    assert found[SAMPLE].targets == 0
    assert scorecards.agreements(room.vacancy, "C", unit_of_work=room.unit_of_work)[INTERVIEW].targets == 0


def test_ratings_of_deleted_candidates_are_not_counted(room: Room) -> None:
    room.rate("A", 4)
    candidates.delete(room.candidate, unit_of_work=room.unit_of_work)
    assert (room.summaries("A"), room.hidden("C")) == (set(), set())
    candidates.undo_delete(room.candidate, unit_of_work=room.unit_of_work)
    assert room.summaries("A") == room.hidden("C") == {(room.candidate, INTERVIEW)}
