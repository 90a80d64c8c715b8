"""What is to be said of the study of a cut, in the current language."""

from __future__ import annotations

from collections.abc import Sequence

from smmhire.assessment.cut_figures import LEAST_RESULTS, CutFigures, CutRemark, CutRemarkCode
from smmhire.assessment.cut_study import CutMethod
from smmhire.texts import N_, _, ngettext, number

# More ids than these make a sentence a list.
IDS_SHOWN = 6

METHODS = {
    CutMethod.ANGOFF: N_("Question by question (Angoff)"),
    CutMethod.HOFSTEE: N_("By limits and results (Hofstee)"),
}

# What a judge is asked to imagine, and to write down.
ANGOFF_TASK = N_(
    "Imagine a person who only just does this job well enough: you would keep them, but they could not be "
    "any weaker. Of a hundred such people, how many would answer this question right? Write that number, "
    "from 0 to 100. Do not ask what people ought to know, and do not think of your best colleague. Where a "
    "question gives part of a mark, write the part that such a person gets on average."
)
HOFSTEE_TASK = N_(
    "Each judge answers four questions without looking at single questions of the form. Which cut is the "
    "lowest you would still accept, even if nobody failed? Which is the highest you would still accept, even "
    "if all failed? And of those who take the assessment, what share must fail at least, and what share may "
    "fail at most? The program looks where these limits meet what people really got."
)

_ABOUT_JUDGES = {
    CutRemarkCode.NO_JUDGES: N_("Nobody judges yet. Add the first judge."),
    CutRemarkCode.FEW_JUDGES: N_(
        "At least two judges are needed: with one, nobody can say how far the cut may be off."
    ),
    CutRemarkCode.ONE_JUDGE: N_(
        "There is only one judge: whether others would set the same limits, nobody knows."
    ),
    CutRemarkCode.NOT_BEGUN: N_("{judge} has not written anything yet and is left out."),
    CutRemarkCode.FEW_QUESTIONS: N_("The form has too few questions: there must be two at least."),
    CutRemarkCode.SEVERE: N_(
        "{judge} asks for far more than the others: {points} points above their mean. Let both sides say "
        "whom they imagine."
    ),
    CutRemarkCode.LENIENT: N_(
        "{judge} asks for far less than the others: {points} points below their mean. Let both sides say "
        "whom they imagine."
    ),
    CutRemarkCode.APART: N_(
        "The two judges are {points} points apart. Let both say whom they imagine, and judge again."
    ),
    CutRemarkCode.ODD: N_(
        "{judge} finds other questions hard than the others do (correlation {r}). Perhaps a few figures are "
        "in the wrong row, or the questions were read differently."
    ),
    CutRemarkCode.ALIKE: N_(
        "{judge} gives every question the same figure: that is an opinion of the whole form, not of its "
        "questions."
    ),
    CutRemarkCode.LITTLE_AGREEMENT: N_(
        "The judges hardly agree on which questions are hard (agreement {r}). Talk about the questions where "
        "they are furthest apart, and judge again in a further round."
    ),
    CutRemarkCode.LARGE_ERROR: N_(
        "Other judges could well set the cut {points} points higher or lower. More judges or a further round "
        "make it surer."
    ),
    CutRemarkCode.NO_BOUNDS: N_("No judge has written all four limits yet."),
    CutRemarkCode.CROSSED_CUTS: N_("{judge}: the lowest cut is above the highest."),
    CutRemarkCode.CROSSED_FAILING: N_("{judge}: the least share failing is above the greatest."),
    CutRemarkCode.NO_RESULTS: N_(
        "Nobody has finished the assessment of this vacancy yet. This method needs results."
    ),
    CutRemarkCode.TOO_MANY_FAIL: N_(
        "Even at the lowest cut the judges accept, {share} fail: more than they accept. The cut stands at "
        "that lowest one; let them look at their limits again."
    ),
    CutRemarkCode.TOO_FEW_FAIL: N_(
        "Even at the highest cut the judges accept, only {share} fail: fewer than they ask for. The cut "
        "stands at that highest one; let them look at their limits again."
    ),
}


def describe(remark: CutRemark) -> str:
    """The remark in a sentence or two."""
    ids = _ids(remark.item_ids)
    judge, n = remark.judge, remark.n
    match remark.code:
        case CutRemarkCode.SMALL_PANEL:
            return ngettext(
                "Only {n} judge: one judge moves the cut. Five to ten are usual.",
                "Only {n} judges: one judge moves the cut. Five to ten are usual.",
                n,
            )
        case CutRemarkCode.UNJUDGED:
            return ngettext(
                "{judge} has {n} question still to judge: {ids}",
                "{judge} has {n} questions still to judge: {ids}",
                n,
                judge=judge,
                ids=ids,
            )
        case CutRemarkCode.NEW:
            return ngettext(
                "{n} question is new in the form, and nobody has judged it: {ids}",
                "{n} questions are new in the form, and nobody has judged them: {ids}",
                n,
                ids=ids,
            )
        case CutRemarkCode.FORMER:
            return ngettext(
                "{n} judged question is no longer in the form. What was written is kept, and counts again if "
                "it comes back: {ids}",
                "{n} judged questions are no longer in the form. What was written is kept, and counts again "
                "if they come back: {ids}",
                n,
                ids=ids,
            )
        case CutRemarkCode.BELOW_GUESSING:
            return ngettext(
                "{judge} expects less than blind guessing gets in {n} question: {ids}",
                "{judge} expects less than blind guessing gets in {n} questions: {ids}",
                n,
                judge=judge,
                ids=ids,
            )
        case CutRemarkCode.MISSING_BOUNDS:
            return ngettext(
                "{judge}: {n} of the four limits is missing.",
                "{judge}: {n} of the four limits are missing.",
                n,
                judge=judge,
            )
        case CutRemarkCode.FEW_RESULTS | CutRemarkCode.ROUGH_RESULTS | CutRemarkCode.OTHER_FORMS:
            return _about_results(remark)
        case code:
            value = remark.value or 0.0
            return _(
                _ABOUT_JUDGES[code],
                judge=judge,
                points=number(value),
                r=number(value, 2),
                share=f"{number(value)}%",
            )


def _about_results(remark: CutRemark) -> str:
    points = number(remark.value or 0.0)
    if remark.code is CutRemarkCode.FEW_RESULTS:
        return ngettext(
            "Too few finished attempts: {n}, and {least} are needed. Each person alone moves the share "
            "failing by {points} points.",
            "Too few finished attempts: {n}, and {least} are needed. Each person alone moves the share "
            "failing by {points} points.",
            remark.n,
            least=number(LEAST_RESULTS),
            points=points,
        )
    if remark.code is CutRemarkCode.ROUGH_RESULTS:
        return ngettext(
            "Only {n} finished attempt: each person moves the share failing by {points} points. The cut is "
            "rough.",
            "Only {n} finished attempts: each person moves the share failing by {points} points. The cut is "
            "rough.",
            remark.n,
            points=points,
        )
    return ngettext(
        "{n} of the results is of other questions than the form has now: shares of the marks compare roughly "
        "only.",
        "{n} of the results are of other questions than the form has now: shares of the marks compare "
        "roughly only.",
        remark.n,
    )


def cut_sentence(found: CutFigures, minus_errors: int) -> str:
    """The cut with its error and what the form would ask for; '' where there is none yet."""
    if found.cut is None:
        return ""
    cut = f"{number(found.cut, 1)}%"
    if found.standard_error is None or found.adjusted is None:
        return _("Cut {cut}, of one judge", cut=cut) if found.adjusted is None else _taken(found, cut)
    error = number(found.standard_error, 1)
    if minus_errors:
        return ngettext(
            "Cut {cut} ± {error}; less {n} standard error, the form asks for {taken}",
            "Cut {cut} ± {error}; less {n} standard errors, the form asks for {taken}",
            minus_errors,
            cut=cut,
            error=error,
            taken=f"{number(found.adjusted)}%",
        )
    return _(
        "Cut {cut} ± {error}; the form asks for {taken}",
        cut=cut,
        error=error,
        taken=f"{number(found.adjusted)}%",
    )


def _taken(found: CutFigures, cut: str) -> str:
    return _("Cut {cut}; the form asks for {taken}", cut=cut, taken=f"{number(found.adjusted or 0)}%")


def _ids(item_ids: Sequence[str]) -> str:
    shown = ", ".join(item_ids[:IDS_SHOWN])
    return shown if len(item_ids) <= IDS_SHOWN else shown + ", …"
