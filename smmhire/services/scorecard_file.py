"""Ratings from a JSON file, by the same rules as in the window: alone, and final once handed in.

    {"ratings": {"IV-ST-1": 4, "IV-ST-4": {"rating": 2, "note": "no figures"}, "IV-CC-1": null},
     "comment": "Calm and exact."}

null: the question was not asked. What the file leaves out stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from smmhire.candidates.interview import HIGHEST_RATING, LOWEST_RATING, Rating, Scorecard, ScorecardKind
from smmhire.errors import UserError
from smmhire.services import scorecards
from smmhire.services.json_file import read_json
from smmhire.texts import _, number

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Given:
    """What a file says. `comment` is None where it says nothing of it."""

    ratings: Mapping[str, Rating]
    comment: str | None


def read(path: Path) -> Given:
    """Raises UserError where the file cannot be read or is not as it must be."""
    written = read_json(path, _("The format stands in docs/cli.md, under “scorecard rate”."))
    if not isinstance(written, dict):
        raise _wrong(path, _("It must be an object with “ratings”."))
    values = cast("dict[str, Any]", written)
    unknown = sorted(values.keys() - {"ratings", "comment"})
    if unknown:
        raise _wrong(path, _("“{key}” is not known.", key=unknown[0]))
    ratings, comment = values.get("ratings"), values.get("comment")
    if not isinstance(ratings, dict) or not (comment is None or isinstance(comment, str)):
        raise _wrong(path, _("It must be an object with “ratings”."))
    entries = cast("dict[str, Any]", ratings)
    return Given({about: _rating(path, about, value) for about, value in entries.items()}, comment)


def _rating(path: Path, about: str, written: Any) -> Rating:
    value, note = written, ""
    if isinstance(written, dict):
        entry = cast("dict[str, Any]", written)
        value, note = entry.get("rating"), entry.get("note", "")
        if entry.keys() - {"rating", "note"} or not isinstance(note, str):
            raise _wrong(path, _("“{key}” may have “rating” and “note”.", key=about))
    is_rating = isinstance(value, int) and not isinstance(value, bool)
    if value is not None and not (is_rating and LOWEST_RATING <= value <= HIGHEST_RATING):
        problem = _(
            "The rating of “{key}” must be a whole number from {lowest} to {highest}, or null.",
            key=about,
            lowest=number(LOWEST_RATING),
            highest=number(HIGHEST_RATING),
        )
        raise _wrong(path, problem)
    return Rating(about, value, note, is_skipped=value is None)


def _wrong(path: Path, problem: str) -> UserError:
    return UserError(
        f"{path.name}: {problem}", _("The format stands in docs/cli.md, under “scorecard rate”.")
    )


def rate(
    given: Given,
    vacancy_id: UUID,
    candidate_id: UUID,
    kind: ScorecardKind,
    rater: str,
    *,
    hand_in: bool,
    unit_of_work: UnitOfWorkFactory,
) -> Scorecard:
    """Put what the file says into this rater's scorecard, a new one where there is none.

    Raises UserError where the file names something the vacancy does not ask, and as `scorecards.begin`,
    `keep` and `submit` do.
    """
    seen = scorecards.ratings(vacancy_id, candidate_id, kind, rater, unit_of_work=unit_of_work)
    card = scorecards.begin(vacancy_id, candidate_id, kind, rater, unit_of_work=unit_of_work)
    asked = [one.about for one in card.ratings]
    strangers = [about for about in given.ratings if about not in asked]
    if strangers:
        if seen.own is None:
            scorecards.discard(card.id, unit_of_work=unit_of_work)  # nothing has been rated
        raise UserError(
            _("“{key}” is not asked for this vacancy.", key=strangers[0]),
            _("Possible are: {names}.", names=", ".join(asked)),
        )
    ratings = [_merged(one, given.ratings.get(one.about)) for one in card.ratings]
    comment = card.comment if given.comment is None else given.comment
    finish = scorecards.submit if hand_in else scorecards.keep
    return finish(card.id, ratings, comment, unit_of_work=unit_of_work)


def _merged(before: Rating, given: Rating | None) -> Rating:
    if given is None:
        return before
    return replace(given, note=given.note or before.note)
