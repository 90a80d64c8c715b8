"""What is said of interviews and ratings, on paper and on the screen alike."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from smmhire.candidates.interview import QuestionKind, ScorecardKind
from smmhire.texts import N_, _, ngettext, number, percent

if TYPE_CHECKING:  # the words of a window do not wait for SciPy
    from smmhire.candidates.agreement import Intraclass
    from smmhire.candidates.scorecards import Agreement, RatingSummary

# About what a question takes with its probes and its rating; eight of them fill an hour.
MINUTES_A_QUESTION = 7

QUESTION_KINDS = {
    QuestionKind.BEHAVIOURAL: N_("About what somebody has done"),
    QuestionKind.SITUATIONAL: N_("About what somebody would do"),
}
SCORECARD_KINDS = {
    ScorecardKind.INTERVIEW: N_("Interview"),
    ScorecardKind.WORK_SAMPLE: N_("Work sample"),
}
# CAMPION-1997 and LEVASHINA-2014 in docs/REFERENCES.md: what makes interviews fair and valid.
FAIR_RATING = (
    N_("Ask every candidate all of these questions, in this order and in these words."),
    N_("Probe only where an answer leaves something open. Do not help, and do not praise."),
    N_("Write down what is said, not what you think of the person."),
    N_(
        "Rate each answer right after it: by the description that fits best, and by nothing else. “All"
        " of 3” means that everything described at 3 is there too."
    ),
    N_("Rate alone, before you talk about the candidate with anybody or see the ratings of others."),
    N_("A question that was not asked gets no rating, never a low one."),
    N_(
        "Do not ask about age, family, marriage or children, religion, origin, health, looks or political"
        " views. Where a candidate speaks of them, write nothing down and go on."
    ),
)

# The marks of KOO-LI-2016 for an intraclass correlation; what lies below the first is little.
_AGREEMENT = ((0.5, N_("little")), (0.75, N_("moderate")), (0.9, N_("good")))
_MOST = N_("very good")


def question_kind(kind: QuestionKind) -> str:
    """The kind of a question in the current language."""
    return _(QUESTION_KINDS[kind])


def scorecard_kind(kind: ScorecardKind) -> str:
    """What is rated, in the current language."""
    return _(SCORECARD_KINDS[kind])


def rated_by(raters: int) -> str:
    """'2 people have rated'."""
    return ngettext("{n} person has rated.", "{n} people have rated.", raters)


def hidden_text(hidden: int) -> str:
    """Why the ratings of so many others are not shown."""
    return ngettext(
        "{n} person has rated; you see their ratings when you have handed in your own.",
        "{n} people have rated; you see their ratings when you have handed in your own.",
        hidden,
    )


def kept_back_text(count: int) -> str:
    """Of how many interviews and work samples one may not see the ratings yet."""
    return ngettext(
        "The ratings of {n} interview or work sample are hidden until you have handed in your own.",
        "The ratings of {n} interviews and work samples are hidden until you have handed in your own.",
        count,
    )


def hidden_meaning() -> str:
    """What 'hidden' says in a document that somebody made."""
    return _(
        "“Hidden” are ratings by others: whoever made this document sees them once they have handed in their "
        "own."
    )


def mean_text(summary: RatingSummary) -> str:
    """The mean of all raters, and how far they lie apart."""
    mean = _("Mean {mean} of 5.", mean=number(summary.mean, 1))
    difference = difference_text(summary)
    return f"{mean} {difference}" if difference else mean


def difference_text(summary: RatingSummary) -> str:
    """How far two raters lie apart on the same answer, on average; '' where nothing was rated twice."""
    if summary.difference is None:
        return ""
    if summary.difference == 0:
        return _("All raters gave the same ratings.")
    steps = number(summary.difference, 1)
    if summary.difference < 0.5:
        return _("The raters are close: on average {steps} steps apart.", steps=steps)
    if summary.difference < 1.0:
        return _("The raters differ a little: on average {steps} steps apart.", steps=steps)
    return _("The raters differ much: on average {steps} steps apart.", steps=steps)


def agreement_text(found: Agreement) -> tuple[str, ...]:
    """How far the raters of a vacancy agree, in sentences; or why that cannot be told."""
    from smmhire.candidates.agreement import FEWEST_TARGETS

    if found.targets == 0:
        return (_("No answer has been rated by two people yet, so nothing can be said of their agreement."),)
    if found.targets < FEWEST_TARGETS:
        return (
            ngettext(
                "Too few ratings to tell how far the raters agree: {n} answer has been rated by two people or"
                " more, and {fewest} are needed.",
                "Too few ratings to tell how far the raters agree: {n} answers have been rated by two people"
                " or more, and {fewest} are needed.",
                found.targets,
                fewest=number(FEWEST_TARGETS),
            ),
        )
    if found.intraclass is None:
        return (
            _(
                "All answers have the same mean rating: ratings that tell nothing apart cannot show agreement"
                " either."
            ),
        )
    return (*_of_intraclass(found.intraclass), *_of_kappa(found.kappa))


def _of_intraclass(found: Intraclass) -> tuple[str, ...]:
    fields = {
        "value": number(found.value, 2),
        "low": number(max(-1.0, found.low), 2),
        "high": number(found.high, 2),
        "coefficient": found.coefficient.value,
        "answers": ngettext("{n} answer", "{n} answers", found.targets),
        "percent": percent(0.95),
    }
    low, high = _word(found.low), _word(found.high)
    if low == high:
        first = _("The agreement of the raters is {word}.", word=low)
    else:
        first = _("The agreement of the raters lies between {low} and {high}.", low=low, high=high)
    figures = _(
        "{coefficient} = {value}, {percent} interval {low} to {high}, from {answers}. 1 means that all give"
        " the same ratings, 0 that they have nothing in common.",
        **fields,
    )
    mean = _(
        "The mean of all raters is more reliable than any one of them: {value}.",
        value=number(found.of_mean, 2),
    )
    return (first, figures, mean) if found.of_mean > found.value else (first, figures)


def _of_kappa(kappa: float) -> tuple[str, ...]:
    if isnan(kappa):
        return ()
    return (_("Weighted kappa of the two raters: {value}.", value=number(kappa, 2)),)


def _word(value: float) -> str:
    return next((_(word) for limit, word in _AGREEMENT if value < limit), _(_MOST))
