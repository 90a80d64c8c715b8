"""What the study of a cut comes to: the cut with its error, and what is to be said of it.

A judge who has not begun is left out. While some questions are unjudged by others, the figures are of the
questions that all of them have judged; such a cut is shown but cannot be taken, for the questions left for
later are often the hard ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

from smmhire.assessment.ability import STEPS, curves
from smmhire.assessment.cut_angoff import LEAST_JUDGES, AngoffResult, angoff
from smmhire.assessment.cut_hofstee import HofsteeBounds, HofsteeResult, hofstee
from smmhire.assessment.cut_study import CutMethod, CutStudy, WrittenBounds
from smmhire.assessment.items import Item

# From this many judges on a single one moves the cut little.
USUAL_JUDGES = 5
# A judge this far from the others (share of the marks) imagines another person, not another question.
FAR_APART = 0.15
# Below this a judge's chances hardly go with the others'; said from this many questions on only.
LEAST_CORRELATION, LEAST_ITEMS_FOR_CORRELATION = 0.2, 10
# Usual lower bound for the agreement ICC(2,k) of a panel whose mean is used.
LEAST_AGREEMENT = 0.7
# A cut more uncertain than this, in percent of the marks, is hardly a decision of the panel.
LARGEST_ERROR = 5.0
# Below ten results one person moves the share failing by more than ten points: no distribution. Up to thirty
# it is a rough one.
LEAST_RESULTS, ENOUGH_RESULTS = 10, 30
# The engine needs two questions to tell questions from judges.
LEAST_ITEMS = 2


class CutRemarkCode(StrEnum):
    """What can be said of a study; `cut_words` has the sentences."""

    NO_JUDGES = "no_judges"
    FEW_JUDGES = "few_judges"
    SMALL_PANEL = "small_panel"
    ONE_JUDGE = "one_judge"
    NOT_BEGUN = "not_begun"
    FEW_QUESTIONS = "few_questions"
    UNJUDGED = "unjudged"
    NEW = "new"
    FORMER = "former"
    SEVERE = "severe"
    LENIENT = "lenient"
    APART = "apart"
    ODD = "odd"
    ALIKE = "alike"
    BELOW_GUESSING = "below_guessing"
    LITTLE_AGREEMENT = "little_agreement"
    LARGE_ERROR = "large_error"
    NO_BOUNDS = "no_bounds"
    MISSING_BOUNDS = "missing_bounds"
    CROSSED_CUTS = "crossed_cuts"
    CROSSED_FAILING = "crossed_failing"
    NO_RESULTS = "no_results"
    FEW_RESULTS = "few_results"
    ROUGH_RESULTS = "rough_results"
    OTHER_FORMS = "other_forms"
    TOO_MANY_FAIL = "too_many_fail"
    TOO_FEW_FAIL = "too_few_fail"


_BLOCKING = frozenset(
    {
        CutRemarkCode.NO_JUDGES,
        CutRemarkCode.FEW_JUDGES,
        CutRemarkCode.FEW_QUESTIONS,
        CutRemarkCode.UNJUDGED,
        CutRemarkCode.NO_BOUNDS,
        CutRemarkCode.MISSING_BOUNDS,
        CutRemarkCode.CROSSED_CUTS,
        CutRemarkCode.CROSSED_FAILING,
        CutRemarkCode.NO_RESULTS,
        CutRemarkCode.FEW_RESULTS,
    }
)


@dataclass(frozen=True, slots=True)
class CutRemark:
    """n: how many; value: a correlation, or points of percent; item_ids: the questions it is about."""

    code: CutRemarkCode
    judge: str = ""
    n: int = 0
    value: float | None = None
    item_ids: tuple[str, ...] = ()

    @property
    def is_blocking(self) -> bool:
        """Whether the cut cannot be taken before this is mended."""
        return self.code in _BLOCKING


@dataclass(frozen=True, slots=True)
class Results:
    """What people got in the finished attempts of the vacancy.

    percents: of the marks, 0 to 100, the last attempt of each; other_forms: how many of them were asked other
    questions than the form has now.
    """

    percents: tuple[float, ...] = ()
    other_forms: int = 0


@dataclass(frozen=True, slots=True)
class CutFigures:
    """cut: in percent of the marks, None where there is none yet; standard_error: in points of percent, None
    with a single judge; adjusted: the whole percentage the form would ask for, after the adjustment; of the
    two results that of the method, where there are enough judges; counted: the judges it is of, by their
    place in the study; questions: how many it is of; remarks: what stands in the way first."""

    cut: float | None
    standard_error: float | None
    adjusted: int | None
    remarks: tuple[CutRemark, ...]
    angoff: AngoffResult | None = None
    hofstee: HofsteeResult | None = None
    counted: tuple[int, ...] = ()
    questions: int = 0

    @property
    def is_usable(self) -> bool:
        """Whether the form can take the cut."""
        return self.adjusted is not None and not any(remark.is_blocking for remark in self.remarks)


def cut_figures(study: CutStudy, guessing: Mapping[str, float], results: Results) -> CutFigures:
    """The figures by the study's method; guessing: of each question, see `guessed_share`."""
    if study.method is CutMethod.HOFSTEE:
        return hofstee_figures(study, results)
    return angoff_figures(study, guessing)


def guessed_share(item: Item) -> float:
    """The share of the mark that blind guessing gets on average. Raises ValueError for a self-rating."""
    graded = curves(item)
    steps = (high - low for low, high in zip(graded.levels, graded.levels[1:], strict=False))
    return sum(c * step / STEPS for c, step in zip(graded.guessing, steps, strict=True))


# -- Angoff ------------------------------------------------------------------------------------------
def angoff_figures(study: CutStudy, guessing: Mapping[str, float]) -> CutFigures:
    """What the judgements of the last round come to."""
    begun = tuple(at for at, row in enumerate(study.last) if any(chance is not None for chance in row))
    common = [
        at
        for at in range(len(study.item_ids))
        if begun and all(study.last[judge][at] is not None for judge in begun)
    ]
    remarks = _angoff_gaps(study, begun)
    if not begun or not common:
        return CutFigures(None, None, None, _sorted(remarks), counted=begun)
    if len(begun) < LEAST_JUDGES or len(common) < LEAST_ITEMS:
        rows = _table(study, -1, begun, common)
        cut = 100 * sum(map(sum, rows)) / (len(rows) * len(common))
        return CutFigures(cut, None, None, _sorted(remarks), counted=begun, questions=len(common))
    found = angoff([_table(study, number, begun, common) for number in _full(study, begun, common)])
    remarks += _angoff_remarks(study, begun, found, guessing)
    error = 100 * found.standard_error
    return CutFigures(
        cut=100 * found.cut,
        standard_error=error,
        adjusted=_adjusted(100 * found.cut, error, study.minus_errors),
        remarks=_sorted(remarks),
        angoff=found,
        counted=begun,
        questions=len(common),
    )


def _full(study: CutStudy, judges: Sequence[int], items: Sequence[int]) -> list[int]:
    """The rounds in which these judges judged these questions; the last is always among them."""
    return [
        number
        for number, table in enumerate(study.rounds)
        if all(table[judge][at] is not None for judge in judges for at in items)
    ]


def _table(study: CutStudy, number: int, judges: Sequence[int], items: Sequence[int]) -> list[list[float]]:
    """The judgements of a round that are all there."""
    return [[study.rounds[number][judge][at] or 0.0 for at in items] for judge in judges]


def _angoff_gaps(study: CutStudy, begun: Sequence[int]) -> list[CutRemark]:
    code = CutRemarkCode
    remarks: list[CutRemark] = []
    if not study.judges:
        remarks.append(CutRemark(code.NO_JUDGES))
    elif len(begun) < LEAST_JUDGES:
        remarks.append(CutRemark(code.FEW_JUDGES, n=len(begun)))
    elif len(begun) < USUAL_JUDGES:
        remarks.append(CutRemark(code.SMALL_PANEL, n=len(begun)))
    if len(study.item_ids) < LEAST_ITEMS:
        remarks.append(CutRemark(code.FEW_QUESTIONS, n=len(study.item_ids)))
    for at, name in enumerate(study.judges):
        left = study.unjudged(at)
        if at not in begun and study.item_ids:
            remarks.append(CutRemark(code.NOT_BEGUN, judge=name))
        elif left:
            remarks.append(CutRemark(code.UNJUDGED, judge=name, n=len(left), item_ids=left))
    for kind, ids in ((code.NEW, study.new_ids), (code.FORMER, study.former_ids)):
        if ids:
            remarks.append(CutRemark(kind, n=len(ids), item_ids=ids))
    return remarks


def _angoff_remarks(
    study: CutStudy, begun: Sequence[int], found: AngoffResult, guessing: Mapping[str, float]
) -> list[CutRemark]:
    code = CutRemarkCode
    remarks: list[CutRemark] = []
    is_pair = len(begun) == LEAST_JUDGES
    if is_pair and abs(found.judges[0].severity) >= FAR_APART:
        remarks.append(CutRemark(code.APART, value=100 * abs(found.judges[0].severity)))
    for at, review in zip(begun, found.judges, strict=True):
        name, chances = study.judges[at], study.last[at]
        if abs(review.severity) >= FAR_APART and not is_pair:
            kind = code.SEVERE if review.severity > 0 else code.LENIENT
            remarks.append(CutRemark(kind, judge=name, value=100 * abs(review.severity)))
        if len(found.item_chances) >= LEAST_ITEMS_FOR_CORRELATION:
            if len({chance for chance in chances if chance is not None}) == 1:
                remarks.append(CutRemark(code.ALIKE, judge=name))
            elif review.agreement is not None and review.agreement < LEAST_CORRELATION and not is_pair:
                remarks.append(CutRemark(code.ODD, judge=name, value=review.agreement))
        low = tuple(
            one
            for one, chance in zip(study.item_ids, chances, strict=True)
            if chance is not None and chance < guessing.get(one, 0.0) - 1e-9
        )
        if low:
            remarks.append(CutRemark(code.BELOW_GUESSING, judge=name, n=len(low), item_ids=low))
    agreement = found.agreement_panel
    if agreement is not None and agreement < LEAST_AGREEMENT:
        remarks.append(CutRemark(code.LITTLE_AGREEMENT, value=agreement))
    if 100 * found.standard_error > LARGEST_ERROR:
        remarks.append(CutRemark(code.LARGE_ERROR, value=100 * found.standard_error))
    return remarks


# -- Hofstee -----------------------------------------------------------------------------------------
def hofstee_figures(study: CutStudy, results: Results) -> CutFigures:
    """What the judges' bounds and the results come to."""
    code = CutRemarkCode
    remarks = _result_remarks(results)
    counted: list[int] = []
    for at, (name, bounds) in enumerate(zip(study.judges, study.bounds, strict=True)):
        found = _bounds_remarks(name, bounds)
        remarks += found
        if not found:
            counted.append(at)
    if not counted:
        remarks.append(CutRemark(code.NO_BOUNDS if study.judges else code.NO_JUDGES))
    elif len(counted) < USUAL_JUDGES:
        remarks.append(CutRemark(code.SMALL_PANEL if len(counted) > 1 else code.ONE_JUDGE, n=len(counted)))
    if not counted or not results.percents:
        return CutFigures(None, None, None, _sorted(remarks), counted=tuple(counted))
    result = hofstee(tuple(_to_bounds(study.bounds[at]) for at in counted), results.percents)
    if not result.is_met:
        is_hard = result.cut == result.bounds.lowest_cut and result.failing > result.bounds.highest_failing
        kind = code.TOO_MANY_FAIL if is_hard else code.TOO_FEW_FAIL
        remarks.append(CutRemark(kind, value=100 * result.failing))
    return CutFigures(
        cut=result.cut,
        standard_error=result.standard_error,
        adjusted=_adjusted(result.cut, result.standard_error or 0.0, study.minus_errors),
        remarks=_sorted(remarks),
        hofstee=result,
        counted=tuple(counted),
        questions=len(study.item_ids),
    )


def _result_remarks(results: Results) -> list[CutRemark]:
    code, n = CutRemarkCode, len(results.percents)
    remarks: list[CutRemark] = []
    if not n:
        return [CutRemark(code.NO_RESULTS)]
    if n < ENOUGH_RESULTS:
        remarks.append(
            CutRemark(code.FEW_RESULTS if n < LEAST_RESULTS else code.ROUGH_RESULTS, n=n, value=100 / n)
        )
    if results.other_forms:
        remarks.append(CutRemark(code.OTHER_FORMS, n=results.other_forms))
    return remarks


def _bounds_remarks(name: str, bounds: WrittenBounds) -> list[CutRemark]:
    """Why the bounds do not count."""
    code = CutRemarkCode
    if bounds.missing == len(bounds.values):
        return [CutRemark(code.NOT_BEGUN, judge=name)]
    if bounds.missing:
        return [CutRemark(code.MISSING_BOUNDS, judge=name, n=bounds.missing)]
    low, high, few, many = (value or 0.0 for value in bounds.values)
    remarks: list[CutRemark] = []
    if low > high:
        remarks.append(CutRemark(code.CROSSED_CUTS, judge=name))
    if few > many:
        remarks.append(CutRemark(code.CROSSED_FAILING, judge=name))
    return remarks


def _to_bounds(bounds: WrittenBounds) -> HofsteeBounds:
    low, high, few, many = (value or 0.0 for value in bounds.values)
    return HofsteeBounds(low, high, few / 100, many / 100)


# -- both --------------------------------------------------------------------------------------------
def _adjusted(cut: float, error: float, minus_errors: int) -> int:
    """A whole percentage, halves upwards, not below 0."""
    return max(0, floor(round(cut - minus_errors * error, 9) + 0.5))


def _sorted(remarks: Sequence[CutRemark]) -> tuple[CutRemark, ...]:
    return tuple(sorted(remarks, key=lambda remark: not remark.is_blocking))
