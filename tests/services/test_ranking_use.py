"""What is done with a ranking: trying weights, comparing, going against it, looking at groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from smmhire.candidates.adverse_impact import Verdict
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.evidence_columns import EvidenceKind
from smmhire.candidates.interview import Rating, ScorecardKind
from smmhire.candidates.stages import Stage
from smmhire.candidates.what_if import WhatIf
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import (
    assessments,
    candidates,
    decisions,
    impact,
    overrides,
    plain_ranking,
    ranking,
    ranking_documents,
    ranking_words,
    scorecards,
    vacancies,
    weight_sensitivity,
)
from smmhire.services.decisions import LogEntry
from smmhire.services.impact import DecisionAsked, Question
from smmhire.services.ranking import VacancyRanking
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import using
from tests.reports.reading import text_of
from tests.services.answering import take

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SHARES = (0.9, 0.7, 0.6, 0.2)


@dataclass(frozen=True)
class Room:
    """A vacancy with four assessed candidates and one who is not, and its ranking."""

    unit_of_work: UnitOfWorkFactory
    vacancy_id: UUID
    people: Sequence[UUID]
    found: VacancyRanking


@pytest.fixture
def room(unit_of_work: UnitOfWorkFactory) -> Room:
    vacancy = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    form = assessments.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    people = [
        candidates.new(
            f"Candidate {name}", email=f"{name}@Example.org", vacancy_id=vacancy.id, unit_of_work=unit_of_work
        ).id
        for name in "ABCDE"
    ]
    for person, share in zip(people, SHARES, strict=False):
        take(form, "Candidate", share, unit_of_work, candidate_id=person, now=NOON)
    return Room(unit_of_work, vacancy.id, people, ranking.rank(vacancy.id, unit_of_work=unit_of_work))


def decided(room: Room) -> list[LogEntry]:
    """What people decided: not that those who were assessed came to their stage by themselves."""
    entries = decisions.listing(unit_of_work=room.unit_of_work)
    return [entry for entry in entries if entry.decision.kind is not DecisionKind.STAGE]


# -- what if -----------------------------------------------------------------------------------------
def test_trying_other_weights_ranks_anew_and_leaves_what_is_stored(room: Room) -> None:
    before = vacancies.get(room.vacancy_id, unit_of_work=room.unit_of_work)
    scores = [one.score for one in room.found.ranking.ranked]
    name = before.competencies[0].competency_id
    tried = ranking.what_if(room.found, WhatIf(weights={name: 0}, must_haves={name: True}, levels={name: 5}))
    assert tried.ranking.ranked[0].checks[0].weight_share == 0.0
    assert tried.ranking.without_evidence == room.found.ranking.without_evidence == (room.people[4],)
    assert [one.score for one in room.found.ranking.ranked] == scores
    assert room.found.vacancy == before
    assert vacancies.get(room.vacancy_id, unit_of_work=room.unit_of_work) == before
    assert decided(room) == []
    again = ranking.what_if(tried, WhatIf())
    assert again.ranking.ranked == tried.ranking.ranked


def test_weights_that_are_kept_change_the_vacancy_and_stand_in_the_log(room: Room) -> None:
    name = room.found.vacancy.competencies[0].competency_id
    tried = WhatIf(weights={name: 10})
    saved = overrides.keep_weights(
        room.vacancy_id, tried, "agreed", who="A", unit_of_work=room.unit_of_work, now=NOON
    )
    assert vacancies.get(room.vacancy_id, unit_of_work=room.unit_of_work) == saved
    assert saved.competencies[0].weight == 10
    (entry,) = decided(room)
    assert (entry.decision.kind, entry.decision.who, entry.decision.reason) == (
        DecisionKind.WEIGHTS, "A", "agreed",
    )  # fmt: skip
    assert entry.decision.details["after"][name][1] == 10
    overrides.keep_weights(room.vacancy_id, tried, who="A", unit_of_work=room.unit_of_work)
    assert len(decided(room)) == 1  # nothing has changed
    with pytest.raises(UserError, match="no longer there"):
        overrides.keep_weights(new_id(), tried, who="A", unit_of_work=room.unit_of_work)


# -- going against the ranking -----------------------------------------------------------------------
def test_going_against_the_ranking_needs_a_reason_and_stands_in_the_log(room: Room) -> None:
    first, second = room.found.ranking.ranked.candidate_ids[:2]
    with pytest.raises(UserError, match="no reason"):
        overrides.take_before(room.found, second, first, " ", who="A", unit_of_work=room.unit_of_work)
    assert decided(room) == []
    overrides.take_before(
        room.found, second, first, "ran our shop", who="A", unit_of_work=room.unit_of_work, now=NOON
    )
    (entry,) = (one for one in decided(room) if one.decision.candidate_id == second)
    assert entry.decision.kind is DecisionKind.OVERRIDE
    assert entry.decision.details == {"about": "order", "from": 2, "to": 1}
    assert (entry.decision.reason, entry.decision.happened_at) == ("ran our shop", NOON)
    assert ranking.rank(room.vacancy_id, unit_of_work=room.unit_of_work).ranking == room.found.ranking
    with pytest.raises(ValueError, match="already"):
        overrides.take_before(room.found, first, second, "x", who="A", unit_of_work=room.unit_of_work)


# -- evidence by its kind ----------------------------------------------------------------------------
def rate(room: Room, person: UUID, rater: str, rating: int) -> None:
    kind = ScorecardKind.INTERVIEW
    card = scorecards.begin(room.vacancy_id, person, kind, rater, unit_of_work=room.unit_of_work)
    scorecards.submit(card.id, [Rating(card.ratings[0].about, rating)], "", unit_of_work=room.unit_of_work)


def test_ratings_stand_beside_the_score_and_never_in_it(room: Room) -> None:
    person = room.people[0]
    assert room.found.evidence(room.people[4]).missing == tuple(EvidenceKind)
    rate(room, person, "A", 4)
    rate(room, person, "B", 2)
    found = ranking.rank(room.vacancy_id, viewer="A", unit_of_work=room.unit_of_work)
    columns = found.evidence(person)
    assert columns.interview is not None and not columns.hidden
    assert (columns.interview.mean, columns.interview.raters, columns.interview.difference) == (3.0, 2, 2.0)
    assert columns.test == found.percent_correct[person]
    assert columns.missing == (EvidenceKind.WORK_SAMPLE, EvidenceKind.EXPERIENCE)
    assert found.ranking == room.found.ranking


def test_a_ranking_hides_from_whoever_looks_what_only_others_have_rated(room: Room) -> None:
    first, second, *_others, untested = room.people
    for person in (first, second, untested):
        rate(room, person, "A", 4)
    rate(room, second, "C", 2)
    for viewer in ("C", "", "C "):
        seen = ranking.rank(room.vacancy_id, viewer=viewer, unit_of_work=room.unit_of_work)
        columns = seen.evidence(first)
        assert (columns.interview, columns.hidden) == (None, {EvidenceKind.INTERVIEW})
        assert columns.missing == (EvidenceKind.WORK_SAMPLE, EvidenceKind.EXPERIENCE), "hidden is not missing"
        own = seen.evidence(second)
        assert (own.interview is not None) == (viewer == "C") == (not own.hidden)
        assert seen.hidden_ranked == (1 if viewer == "C" else 2), "of those who are in the ranking"
        tried = ranking.what_if(seen, WhatIf(weights={seen.vacancy.competencies[0].competency_id: 0}))
        assert (tried.hidden, tried.evidence(first)) == (seen.hidden, columns)
        compared = ranking.compare(seen, [first, second])
        assert [one.interview is None for one in compared.evidence].count(True) == seen.hidden_ranked
    scorecards.look_at_all(room.vacancy_id, "C", unit_of_work=room.unit_of_work)
    seen = ranking.rank(room.vacancy_id, viewer="C", unit_of_work=room.unit_of_work)
    assert seen.evidence(first).interview is not None and not seen.hidden and seen.hidden_ranked == 0


def test_what_is_given_away_of_a_ranking_holds_what_its_viewer_may_see(room: Room) -> None:
    person = room.people[0]
    rate(room, person, "A", 5)
    for viewer, is_hidden in (("A", False), ("B", True)):
        found = ranking.rank(room.vacancy_id, viewer=viewer, unit_of_work=room.unit_of_work)
        plain = plain_ranking.evidence(found.evidence(person))
        assert plain["hidden"] == (["interview"] if is_hidden else [])
        assert (plain["interview"] is None) == is_hidden
        for pdf in (
            ranking_documents.ranking_pdf(found, "en"),
            ranking_documents.comparison_pdf(found, room.people[:2], "en"),
        ):
            text = " ".join(text_of(pdf).split())
            assert ("“Hidden” are ratings by others" in text) == ("hidden" in text) == is_hidden
            assert ("5.0 of 5" in text) != is_hidden
        book: Any = load_workbook(BytesIO(ranking_documents.ranking_xlsx(found)))
        cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
        notes = [str(cell) for row in book.worksheets[1].iter_rows(values_only=True) for cell in row if cell]
        assert ("hidden" in cells) == any("“Hidden” are" in note for note in notes) == is_hidden


# -- sentences ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(("language", "stop"), [("en", "."), ("bn", "।")])
def test_why_somebody_is_behind_is_one_sentence(room: Room, language: str, stop: str) -> None:
    first, *_others, last = room.found.ranking.ranked.candidate_ids
    with using(language):
        said = ranking_words.why_behind(room.found, last, first)
        assert said.endswith(stop) and "\n" not in said
        assert said.count("।") + said.count(". ") == (stop == "।")
        assert room.found.names[first] in said and room.found.names[last] in said
        swapped = weight_sensitivity.swap_text(room.found, last, first)
        assert swapped.endswith(stop)
    reasons = ranking_words.why(room.found, last, first)
    assert reasons.chance > 0.9 and not reasons.is_same_tier and not reasons.missing
    differences = [one.difference for one in reasons.for_ahead]
    assert differences == sorted(differences, reverse=True) and min(differences) > 0


def test_what_was_not_measured_is_named_as_missing(room: Room) -> None:
    first, second = room.found.ranking.ranked.candidate_ids[:2]
    name = room.found.vacancy.competencies[0].competency_id
    with room.unit_of_work() as work:
        result = work.attempts.latest_results(room.vacancy_id)[second]
        parts = tuple(
            replace(part, asked=0, answered=0) if part.competency_id == name else part
            for part in result.competencies
        )
        work.attempts.replace_result(replace(result, competencies=parts), NOON, "for the test")
        work.commit()
    found = ranking.rank(room.vacancy_id, unit_of_work=room.unit_of_work)
    reasons = ranking_words.why(found, second, first)
    assert reasons.missing == (name,)
    assert name not in {one.competency_id for one in (*reasons.for_ahead, *reasons.for_behind)}
    said = ranking_words.why_behind(found, second, first)
    assert f"not compared, for want of a measurement: {ranking_words.name_of(name)}." in said


def test_shares_and_swaps_are_by_candidate(room: Room) -> None:
    ids = room.found.ranking.ranked.candidate_ids
    shares = weight_sensitivity.top_shares(room.found, 1)
    assert set(shares) == set(ids) and shares[ids[0]] > 0.5
    assert shares[ids[0]] == weight_sensitivity.top_shares(room.found, 1)[ids[0]]
    assert weight_sensitivity.swap(room.found, ids[1], ids[0]) is not None


def test_comparing_takes_the_evidence_along(room: Room) -> None:
    found = ranking.compare(room.found, room.people[:3])
    assert [one.test for one in found.evidence] == [
        room.found.percent_correct[one.candidate_id] for one in found.candidates
    ]
    with pytest.raises(KeyError):
        ranking.compare(room.found, room.people[3:])  # the fifth is not assessed


# -- groups ------------------------------------------------------------------------------------------
def matched(room: Room, tmp_path: Path, text: str) -> impact.Matched:
    path = tmp_path / "groups.csv"
    path.write_text(text, encoding="utf-8")
    return impact.read_groups(path, room.found)


def test_groups_are_matched_by_address_or_id(room: Room, tmp_path: Path) -> None:
    found = matched(
        room,
        tmp_path,
        f"দল,ইমেইল\nx, a@example.org\ny,{room.people[1]}\nx,C@EXAMPLE.ORG\nz,nobody@example.org\n"
        "x,d@example.org\ny,D@example.org\ny,\n",
    )
    assert found.groups == {room.people[0]: "x", room.people[1]: "y", room.people[2]: "x"}
    assert found.unmatched == ("nobody@example.org",)
    assert found.conflicting == (room.people[3],)
    with pytest.raises(UserError, match="has applied"):
        matched(room, tmp_path, "email,group\nnobody@example.org,x\n")
    with pytest.raises(UserError, match="one column"):
        matched(room, tmp_path, "email\na@example.org\n")


def test_each_decision_counts_its_own_people(room: Room) -> None:
    groups = dict.fromkeys(room.people, "x")
    with room.unit_of_work() as work:
        decisions.record(
            work, DecisionKind.STAGE, who="A", vacancy_id=room.vacancy_id, candidate_id=room.people[4],
            details={"from": "interviewed", "to": "declined"},
        )  # fmt: skip
        work.commit()

    def counts(question: Question) -> tuple[int, int]:
        found = impact.report(room.found, question, groups, unit_of_work=room.unit_of_work)
        return found.people, found.selected

    assert counts(Question(DecisionAsked.TOP, top=2)) == (4, 2)
    assert counts(Question(DecisionAsked.GATE)) == (4, room.found.ranking.ranked.eligible)
    # Declined after the interview: they had come so far.
    assert counts(Question(DecisionAsked.STAGE, stage=Stage.INTERVIEWED)) == (5, 1)
    assert counts(Question(DecisionAsked.STAGE, stage=Stage.NEW)) == (5, 5)
    with pytest.raises(ValueError):
        Question(DecisionAsked.TOP)
    with pytest.raises(ValueError):
        Question(DecisionAsked.GATE, stage=Stage.OFFER)


def test_a_report_on_few_says_that_there_is_nothing_to_compare(room: Room) -> None:
    groups = {person: "xy"[at % 2] for at, person in enumerate(room.people)}
    found = impact.report(
        room.found, Question(DecisionAsked.TOP, top=2), groups, unit_of_work=room.unit_of_work
    )
    assert {one.verdict for one in found.groups} == {Verdict.TOO_FEW}
    assert impact.summary(found).startswith("There is nothing to compare")
    assert any("fewer than 5 people" in sentence for sentence in impact.meaning())


# -- what cannot reach the scorer --------------------------------------------------------------------
def test_names_addresses_and_groups_change_no_bit_of_a_ranking(room: Room) -> None:
    before = room.found.ranking.ranked
    names = ["Z", "Y", "X", "W", "V"]
    for person, name in zip(room.people, names, strict=True):
        known = candidates.get(person, unit_of_work=room.unit_of_work)
        candidates.save(
            replace(known, name=name, email=f"{name}@example.net", note="group x", experience_years=9.0),
            unit_of_work=room.unit_of_work,
        )
    for turn in range(2):
        groups = {person: "xy"[(at + turn) % 2] for at, person in enumerate(room.people)}
        impact.report(room.found, Question(DecisionAsked.TOP, top=1), groups, unit_of_work=room.unit_of_work)
        after = ranking.rank(room.vacancy_id, unit_of_work=room.unit_of_work)
        assert after.ranking == room.found.ranking
        assert after.ranking.ranked.scores.tobytes() == before.scores.tobytes()
        assert after.ranking.ranked.variances.tobytes() == before.variances.tobytes()
    assert after.names[room.people[0]] == "Z"
