"""The columns of the ranking: what stands in them, what it means, and how the view is sorted by one of them.

Evidence stands beside the score by its kind, the most valid first. Only tests enter the score. What is not
there is shown as missing and sorted last, whichever way: it is never a zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from math import inf
from typing import TYPE_CHECKING

from smmhire.candidates.evidence_columns import VALIDITY, EvidenceColumns, EvidenceKind, Rated
from smmhire.candidates.interview import HIGHEST_RATING, ScorecardKind
from smmhire.candidates.ranking import RankedCandidate
from smmhire.texts import N_, _, ngettext, number, percent
from ui.pages.ranking import words

if TYPE_CHECKING:
    from smmhire.candidates.rank_chances import Array
    from smmhire.candidates.ranked_list import Integers
    from smmhire.services.ranking import VacancyRanking


class Column(IntEnum):
    """In their order, from the left; the tier is shown only where no headings say it."""

    NAME = 0
    MUST_HAVES = 1
    SCORE = 2
    RANK = 3
    FIRST = 4
    INTERVIEW = 5
    TEST = 6
    WORK_SAMPLE = 7
    EXPERIENCE = 8
    TIER = 9


HEADINGS = {
    Column.NAME: N_("Candidate"),
    Column.MUST_HAVES: N_("Must-haves"),
    Column.SCORE: N_("Score"),
    Column.RANK: N_("Rank"),
    Column.FIRST: N_("First"),
    Column.INTERVIEW: N_("Interview"),
    Column.TEST: N_("Test"),
    Column.WORK_SAMPLE: N_("Work sample"),
    Column.EXPERIENCE: N_("Years"),
    Column.TIER: N_("Tier"),
}
_MEANINGS = {
    Column.MUST_HAVES: N_(
        "A must-have is met from a chance of 80% and failed up to 20%; between, verify it."
    ),
    Column.SCORE: N_("Ability times weight, added up, with its standard error"),
    Column.RANK: N_("The true rank lies between these two with a chance of 90%."),
    Column.FIRST: N_("The chance of being truly the best of all who fail no must-have"),
    Column.TIER: N_("Candidates of one tier cannot be separated by the evidence there is."),
}
KINDS = {
    Column.INTERVIEW: EvidenceKind.INTERVIEW,
    Column.TEST: EvidenceKind.TEST,
    Column.WORK_SAMPLE: EvidenceKind.WORK_SAMPLE,
    Column.EXPERIENCE: EvidenceKind.EXPERIENCE,
}
_KIND_MEANINGS = {
    EvidenceKind.INTERVIEW: N_(
        "Structured interviews: the mean rating (1 to 5) of all raters. Validity {validity}: how closely "
        "such interviews go with later work, from 0 (not at all) to 1. Not part of the score."
    ),
    EvidenceKind.TEST: N_(
        "The test: share of the marks. Validity {validity}: how closely such tests go with later work, from "
        "0 (not at all) to 1. The score is made of the test alone."
    ),
    EvidenceKind.WORK_SAMPLE: N_(
        "Work samples: the mean rating (1 to 5) by the rubric. Validity {validity}: how closely they go with "
        "later work, from 0 (not at all) to 1. Not part of the score."
    ),
    EvidenceKind.EXPERIENCE: N_(
        "Years of experience, as they say themselves. Validity {validity}: years hardly tell how well "
        "somebody will work. Not part of the score."
    ),
}


def meaning(column: Column) -> str:
    """What the column says; '' for the names."""
    if kind := KINDS.get(column):
        return _(_KIND_MEANINGS[kind], validity=number(VALIDITY[kind], 2))
    return _(_MEANINGS[column]) if column in _MEANINGS else ""


# -- texts -------------------------------------------------------------------------------------------
def rated(given: Rated | None) -> str:
    """'4.2 (2)': the mean and how many rated."""
    return words.NONE if given is None else f"{number(given.mean, 1)} ({number(given.raters)})"


def share(given: float | None) -> str:
    """The share of the marks."""
    return words.NONE if given is None else percent(given)


def years(given: float | None) -> str:
    """Years with a decimal where they are not whole."""
    return words.NONE if given is None else number(given, 0 if given == int(given) else 1)


def evidence_text(evidence: EvidenceColumns, kind: EvidenceKind) -> str:
    """One kind of evidence as a figure; '–' where it is missing, 'hidden' where it may not be seen yet."""
    if kind in evidence.hidden:
        return _("hidden")
    match kind:
        case EvidenceKind.INTERVIEW:
            return rated(evidence.interview)
        case EvidenceKind.TEST:
            return share(evidence.test)
        case EvidenceKind.WORK_SAMPLE:
            return rated(evidence.work_sample)
        case EvidenceKind.EXPERIENCE:
            return years(evidence.experience)


def evidence_note(evidence: EvidenceColumns, kind: EvidenceKind) -> str:
    """The figure in words, for tool tips and screen readers."""
    if kind in evidence.hidden:
        return _("hidden until you have handed in ratings of your own")
    match kind:
        case EvidenceKind.INTERVIEW | EvidenceKind.WORK_SAMPLE:
            given = evidence.interview if kind is EvidenceKind.INTERVIEW else evidence.work_sample
            return _("missing") if given is None else _rated_note(given)
        case EvidenceKind.TEST:
            if evidence.test is None:
                return _("missing")
            return _("{share} of the marks in the test", share=percent(evidence.test))
        case EvidenceKind.EXPERIENCE:
            if evidence.experience is None:
                return _("missing")
            return _("{years} years, as they say themselves", years=years(evidence.experience))


def _rated_note(given: Rated) -> str:
    text = ngettext(
        "{mean} of {highest} by {n} rater",
        "{mean} of {highest} by {n} raters",
        given.raters,
        mean=number(given.mean, 1),
        highest=number(HIGHEST_RATING),
    )
    if given.difference is None:
        return text
    return text + _(", on average {difference} apart", difference=number(given.difference, 1))


def missing_kinds(evidence: EvidenceColumns) -> str:
    """The kinds of evidence there are none of; '' where nothing is missing."""
    names = {kind: column for column, kind in KINDS.items()}
    return ", ".join(_(HEADINGS[names[kind]]) for kind in evidence.missing)


def tier_text(candidate: RankedCandidate) -> str:
    """'2'; '–' for those who fail a must-have."""
    return number(candidate.tier) if candidate.tier else words.NONE


SCORE_TEXTS: dict[Column, Callable[[RankedCandidate], str]] = {
    Column.MUST_HAVES: words.must_haves,
    Column.SCORE: words.score,
    Column.RANK: words.rank_interval,
    Column.FIRST: words.chance_first,
    Column.TIER: tier_text,
}


# -- sorting -----------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column; `is_rising`: the smallest first, names from the beginning of the alphabet."""

    column: Column
    is_rising: bool


def first_sorting(column: Column) -> Sorting:
    """What a first click on a heading asks for: names from the beginning, the best of everything else."""
    return Sorting(column, is_rising=column in (Column.NAME, Column.MUST_HAVES, Column.RANK, Column.TIER))


def sorted_places(shown: VacancyRanking, names: list[str], sorting: Sorting) -> Integers:
    """The places of all ranked in the order of `sorting`; who is level stays in the order of the ranking.

    names: what the ranked are found by, in their order. Slow for a hundred thousand: not for the GUI thread.
    """
    import numpy as np

    if sorting.column is Column.NAME:
        order = sorted(range(len(names)), key=names.__getitem__, reverse=not sorting.is_rising)
        return np.array(order, dtype=np.int64)
    figures = _figures(shown, sorting.column)
    figures = np.where(np.isnan(figures), inf, figures if sorting.is_rising else -figures)
    return np.argsort(figures, kind="stable")


def _figures(shown: VacancyRanking, column: Column) -> Array:
    """Numbers to sort by, in the order of the ranking; NaN is missing."""
    import numpy as np

    ranked = shown.ranking.ranked
    count, eligible = len(ranked), ranked.eligible
    figures = np.full(count, np.nan)
    match column:
        case Column.MUST_HAVES:
            figures = ranked.gates.astype(np.float64)
        case Column.SCORE:
            figures = ranked.scores
        case Column.RANK:
            figures[:eligible] = ranked.chances.expected
        case Column.FIRST:
            figures[:eligible] = ranked.chances.first
        case Column.TIER:
            figures[:eligible] = ranked.tiers
        case Column.TEST:
            given = shown.percent_correct
            figures = np.array([given.get(one, np.nan) for one in ranked.candidate_ids])
        case Column.EXPERIENCE:
            years_of = (shown.applicants[one].experience_years for one in ranked.candidate_ids)
            figures = np.array([np.nan if one is None else one for one in years_of])
        case _:
            kind = ScorecardKind.INTERVIEW if column is Column.INTERVIEW else ScorecardKind.WORK_SAMPLE
            for (one, of), summary in shown.ratings.items():  # few: those who were rated
                if of is kind and one in ranked:
                    figures[ranked.place(one)] = summary.mean
    return figures
