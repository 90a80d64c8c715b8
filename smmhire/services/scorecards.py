"""Rating interviews and work samples: each rater alone first, then all together.

Whoever has seen another's ratings no longer rates by themselves (anchoring). So the ratings of others are
shown only to those who have submitted their own for this candidate - or who say that they do not rate, which
the log of decisions keeps. Means, and how far the raters agree, are the ratings of others too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.interview import Rating, Scorecard, ScorecardKind
from smmhire.candidates.scorecards import Agreement, RatingSummary, agreement, summarise
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import no_candidate, no_vacancy, required_text, utc_now
from smmhire.services.interview_guide import content, plan
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

# Which ratings were looked at, as the log has it, where it was not those of one kind of one candidate. Not an
# entry without a candidate: erasing a person leaves those too.
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Ratings:
    """What one person may see of a candidate's ratings for a vacancy.

    own: theirs, submitted or not; others: those of the others, () while hidden; hidden: how many submitted
    ones are kept from them until they have submitted their own; summary: of all that is seen; looks: they see
    them without rating, and can no longer rate.
    """

    own: Scorecard | None
    others: tuple[Scorecard, ...]
    hidden: int
    summary: RatingSummary | None
    looks: bool = False


@dataclass(frozen=True, slots=True)
class VacancyRatings:
    """What somebody may see of the ratings of a vacancy, by candidate and kind; `hidden`: what others have
    rated and they may not see yet."""

    summaries: Mapping[tuple[UUID, ScorecardKind], RatingSummary]
    hidden: frozenset[tuple[UUID, ScorecardKind]]


def begin(
    vacancy_id: UUID,
    candidate_id: UUID,
    kind: ScorecardKind,
    rater: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Scorecard:
    """This rater's scorecard: the one there is, else a new one with what the vacancy's plan asks.

    Raises UserError where the rater has no name or has looked at the others' ratings, or where the vacancy or
    candidate is no longer there.
    """
    name = required_text(
        rater, _("The ratings need the name of the rater."), _("Write your name in the settings.")
    )
    with unit_of_work() as work:
        profile = work.vacancies.get(vacancy_id)
        if profile is None:
            raise no_vacancy()
        if work.candidates.get(candidate_id) is None:
            raise no_candidate()
        there = work.scorecards.of_rater(vacancy_id, candidate_id, kind, name)
        if there is not None:
            return there
        _refuse_who_looks(work, vacancy_id, candidate_id, kind, name)
        chosen = plan(profile)
        asked = (
            [question.id for question in chosen.questions]
            if kind is ScorecardKind.INTERVIEW
            else chosen.criteria
        )
        card = Scorecard(
            id=new_id(),
            kind=kind,
            vacancy_id=vacancy_id,
            candidate_id=candidate_id,
            rater=name,
            ratings=tuple(Rating(about, None) for about in asked),
            comment="",
            started_at=now or utc_now(),
        )
        work.scorecards.save(card)
        work.commit()
    return card


def keep(
    card_id: UUID, ratings: Iterable[Rating], comment: str, *, unit_of_work: UnitOfWorkFactory
) -> Scorecard:
    """Keep what was rated so far. Raises UserError where the scorecard is gone or was submitted."""
    with unit_of_work() as work:
        card = _open_card(work, card_id)
        kept = replace(card, ratings=tuple(ratings), comment=comment.strip())
        work.scorecards.save(kept)
        work.commit()
    return kept


def submit(
    card_id: UUID,
    ratings: Iterable[Rating],
    comment: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Scorecard:
    """Hand the ratings in: from now on they count, others see them, and they stay as they are.

    Questions without a rating count as not asked. Raises UserError where nothing was rated, the rater has
    looked at the others' ratings meanwhile, or the scorecard is gone or was submitted.
    """
    given = tuple(ratings)
    if all(rating.rating is None for rating in given):
        raise UserError(
            _("Nothing has been rated yet."),
            _("Rate at least one answer, by the description that fits best."),
        )
    with unit_of_work() as work:
        card = _open_card(work, card_id)
        if card.vacancy_id is not None:
            _refuse_who_looks(work, card.vacancy_id, card.candidate_id, card.kind, card.rater)
        kept = replace(card, ratings=given, comment=comment.strip(), submitted_at=now or utc_now())
        work.scorecards.save(kept)
        work.commit()
    return kept


def _open_card(work: UnitOfWork, card_id: UUID) -> Scorecard:
    card = work.scorecards.get(card_id)
    if card is None:
        raise UserError(
            _("This scorecard is no longer there."), _("Open the candidate again and begin a new one.")
        )
    if card.submitted_at is not None:
        raise UserError(
            _("These ratings were handed in and can no longer be changed."),
            _("Write what you think now as a note on the candidate."),
        )
    return card


def discard(card_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Scorecard:
    """Throw a scorecard away that was not submitted; `restore` brings it back.

    Raises UserError where it is gone or was submitted.
    """
    with unit_of_work() as work:
        card = _open_card(work, card_id)
        work.scorecards.remove(card_id)
        work.commit()
    return card


def restore(card: Scorecard, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Bring back what `discard` threw away.

    Raises UserError where the rater has looked at the others' ratings meanwhile.
    """
    with unit_of_work() as work:
        if card.vacancy_id is not None:
            _refuse_who_looks(work, card.vacancy_id, card.candidate_id, card.kind, card.rater)
        work.scorecards.save(card)
        work.commit()


def ratings(
    vacancy_id: UUID,
    candidate_id: UUID,
    kind: ScorecardKind,
    viewer: str,
    *,
    unit_of_work: UnitOfWorkFactory,
) -> Ratings:
    """What `viewer` may see: the others' ratings only once their own are submitted, or the log says that they
    look without rating (`look_without_rating`)."""
    with unit_of_work(read_only=True) as work:
        cards = [c for c in work.scorecards.of_candidate(candidate_id, vacancy_id) if c.kind is kind]
        looks = _looks_at(work, vacancy_id, viewer)(candidate_id, kind)
    own = next((card for card in cards if card.rater == viewer), None)
    submitted = tuple(c for c in cards if c.submitted_at is not None and c.rater != viewer)
    may_see = looks or (own is not None and own.submitted_at is not None)
    seen = submitted if may_see else ()
    known = [*seen, *([own] if own is not None and own.submitted_at is not None else [])]
    # Where nothing has been rated yet nobody waits for the questions to be read.
    summary = summarise(known, competency_of()).get((candidate_id, kind)) if known else None
    return Ratings(own, seen, 0 if may_see else len(submitted), summary, looks and own is None)


def look_without_rating(
    vacancy_id: UUID,
    candidate_id: UUID,
    kind: ScorecardKind,
    viewer: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Let somebody see the ratings who does not rate; the log keeps that, and they can no longer rate alone.

    Raises UserError where they have begun to rate this candidate.
    """
    from smmhire.services.decisions import record

    with unit_of_work() as work:
        if work.scorecards.of_rater(vacancy_id, candidate_id, kind, viewer) is not None:
            raise UserError(
                _("You have begun to rate this candidate."),
                _("Hand in your ratings, or discard them first, to see those of the others."),
            )
        record(
            work,
            DecisionKind.RATINGS_SEEN,
            who=viewer,
            vacancy_id=vacancy_id,
            candidate_id=candidate_id,
            details={"kind": kind.value},
            reason=reason,
            now=now,
        )
        work.commit()


def look_at_all(
    vacancy_id: UUID,
    viewer: str,
    *,
    unit_of_work: UnitOfWorkFactory,
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Let somebody see all ratings of a vacancy, those to come too; the log keeps that, once, and they can no
    longer rate there.

    Raises UserError where they have begun to rate somebody and not handed it in, or the vacancy is gone.
    """
    from smmhire.services.decisions import record

    with unit_of_work() as work:
        if work.vacancies.get(vacancy_id) is None:
            raise no_vacancy()
        if work.scorecards.being_rated(vacancy_id, viewer):
            raise UserError(
                _("You have begun to rate a candidate of this vacancy."),
                _("Hand in your ratings, or discard them first, to see those of the others."),
            )
        if (None, _ALL) in _looked_at(work, vacancy_id, viewer):
            return
        record(
            work,
            DecisionKind.RATINGS_SEEN,
            who=viewer,
            vacancy_id=vacancy_id,
            details={"kind": _ALL},
            reason=reason,
            now=now,
        )
        work.commit()


def _refuse_who_looks(
    work: UnitOfWork, vacancy_id: UUID, candidate_id: UUID, kind: ScorecardKind, rater: str
) -> None:
    """Raises UserError where they see the ratings of the others without rating."""
    if _looks_at(work, vacancy_id, rater)(candidate_id, kind):
        raise UserError(
            _("You have seen the ratings of the others: yours would no longer be your own."),
            _("Write what you think as a note on the candidate."),
        )


def _looks_at(work: UnitOfWork, vacancy_id: UUID, viewer: str) -> Callable[[UUID, ScorecardKind], bool]:
    """Of which candidates and kinds the log says that `viewer` sees the ratings without rating."""
    looked = _looked_at(work, vacancy_id, viewer)
    if (None, _ALL) in looked:
        return lambda _candidate_id, _kind: True
    return lambda candidate_id, kind: (candidate_id, kind.value) in looked


def _looked_at(work: UnitOfWork, vacancy_id: UUID, viewer: str) -> set[tuple[UUID | None, str]]:
    entries = work.decisions.of_vacancy(vacancy_id, kinds=(DecisionKind.RATINGS_SEEN,), limit=None)
    return {
        (entry.decision.candidate_id, entry.decision.details.get("kind", ""))
        for entry in entries
        if entry.decision.who == viewer
    }


def summaries(vacancy_id: UUID, viewer: str, *, unit_of_work: UnitOfWorkFactory) -> VacancyRatings:
    """What the submitted ratings say of every candidate of the vacancy.

    The rule is that of `ratings`: seen is what `viewer` has handed in ratings of too, and what the log says
    that they look at without rating.
    """
    seen, hidden = _seen(vacancy_id, viewer, unit_of_work)
    # Where there is nothing to see nobody waits for the questions to be read.
    return VacancyRatings(summarise(seen, competency_of()) if seen else {}, hidden)


def _seen(
    vacancy_id: UUID, viewer: str, unit_of_work: UnitOfWorkFactory
) -> tuple[list[Scorecard], frozenset[tuple[UUID, ScorecardKind]]]:
    """The submitted scorecards that `viewer` may see, and of what there are some that they may not."""
    with unit_of_work(read_only=True) as work:
        cards = work.scorecards.of_vacancy(vacancy_id)
        if not cards:
            return [], frozenset()
        looks = _looks_at(work, vacancy_id, viewer)
    own = {(card.candidate_id, card.kind) for card in cards if card.rater == viewer}
    rated = {(card.candidate_id, card.kind) for card in cards}
    hidden = frozenset(one for one in rated - own if not looks(*one))
    return [card for card in cards if (card.candidate_id, card.kind) not in hidden], hidden


def rated_candidates(vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> int:
    """How many candidates of the vacancy somebody has rated and handed that in."""
    with unit_of_work(read_only=True) as work:
        return len({card.candidate_id for card in work.scorecards.of_vacancy(vacancy_id)})


def agreements(
    vacancy_id: UUID, viewer: str, *, unit_of_work: UnitOfWorkFactory
) -> dict[ScorecardKind, Agreement]:
    """How far the raters of the vacancy agree, over all candidates of whom `viewer` may see the ratings."""
    seen, _hidden = _seen(vacancy_id, viewer, unit_of_work)
    return {kind: agreement(seen, kind) for kind in ScorecardKind}


def competency_of() -> Mapping[str, str]:
    """The competency of each question and criterion, by id."""
    return content().competency_of
