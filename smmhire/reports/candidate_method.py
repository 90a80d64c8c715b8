"""How a candidate report came about, and what it cannot say."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether

from smmhire.assessment.attempts import AttemptResult
from smmhire.assessment.cut_scores import borderline_zone
from smmhire.assessment.form_cut import CutStanding
from smmhire.assessment.item_calibration import calibration_named
from smmhire.assessment.self_rating import SURE_ENOUGH, SURE_NOT
from smmhire.reports.style import styles
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.texts import _, day, number, percent


def method(result: AttemptResult, is_supervised: bool, cut: CutStanding | None) -> list[Flowable]:
    """The method section: percent correct, ability, errors, the cut score where there is one, what is
    provisional, limits, versions."""
    look = styles()
    paragraphs = (
        _(
            "<b>Percent correct</b> is the mean mark of the questions asked ({answered} of {asked} were"
            " answered); a question left out counts as wrong. Orders, several right answers and situations"
            " can earn part of a mark.",
            answered=number(result.answered),
            asked=number(result.asked),
        ),
        _(
            "<b>Ability</b> is estimated from all answers together, allowing for lucky guesses"
            " (three-parameter logistic and graded response models with slope 1, mean of the posterior;"
            " correlation of the competencies 0.6). Its scale has mean 0 and standard deviation 1."
            " <b>Levels</b> begin at −1.5, −0.75, 0, 0.75 and 1.5."
        ),
        _(
            "<b>The standard error</b> says how uncertain the ability is: in two of three cases the true"
            " value lies within one standard error. <b>The chance of meeting</b> a level is the part of this"
            " uncertainty that lies above where the level begins. From {high} it is called met, up to {low}"
            " not met, and between them nothing is claimed.",
            high=percent(SURE_ENOUGH),
            low=percent(SURE_NOT),
        ),
        *(() if cut is None else (_cut_score(cut),)),
        _provisional_note(result),
        _(
            "<b>Limits.</b> The questions test knowledge and judgement, not work done. {supervision} One"
            " assessment should not decide alone: an interview with set questions and a sample of work say"
            " things it cannot. Small differences between people mean nothing.",
            supervision=_supervision_note(is_supervised),
        ),
        _(
            "Questions: version {bank}. Scoring: version {scoring}. Scored on {day}.",
            bank=plain(result.bank_version),
            scoring=number(result.scoring_version),
            day=day(result.scored_at),
        ),
    )
    first, *rest = [Paragraph(words, look.body) for words in paragraphs]
    heading = cell(_("How this was measured, and what it cannot say"), look.heading)
    return [KeepTogether([heading, first]), *rest]


def _cut_score(cut: CutStanding) -> str:
    low, high = (min(max(end, 0.0), 1.0) for end in borderline_zone(cut.cut, cut.standard_error))
    return _(
        "<b>The cut score</b> of {cut} is a share of the marks over all competencies. It is compared not with"
        " the percent correct of the day but with the share to be expected of somebody with the abilities"
        " measured, {share} ± {error}. From a chance of {sure} that this share reaches the cut it is called"
        " reached, up to {not_sure} not reached. Between them, with this error between {low} and {high} of"
        " the marks, it is too near to say, and a person has to decide.",
        cut=percent(cut.cut),
        share=percent(cut.share),
        error=percent(cut.standard_error),
        sure=percent(SURE_ENOUGH),
        not_sure=percent(SURE_NOT),
        low=percent(low),
        high=percent(high),
    )


def _provisional_note(result: AttemptResult) -> str:
    if calibration_named(result.bank_version):
        return _(
            "<b>What is provisional.</b> How hard some of the questions are was estimated from the answers of"
            " people who took them; of the others it is the judgement of their authors. Which actions are"
            " best and worst in the situations is so far their judgement too: no panel of practitioners has"
            " rated them. Levels can shift when that is done, and as more people answer."
        )
    return _(
        "<b>What is provisional.</b> How hard the questions are, and which actions are best and worst in"
        " the situations, is so far the judgement of their authors: no panel of practitioners has rated"
        " them and they have not been calibrated on many people. Levels can shift when that is done."
    )


def _supervision_note(is_supervised: bool) -> str:
    if is_supervised:
        return _("It was taken under supervision.")
    return _("Nobody watched over it, so help cannot be ruled out.")
