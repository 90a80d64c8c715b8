"""The section of a candidate report on confidence: how sure the person was, beside how right they were."""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable

from smmhire.assessment.confidence import Calibration, ConfidenceBand, ConfidenceReport
from smmhire.reports.style import ruled_table, styles
from smmhire.reports.typography import Paragraph, cell
from smmhire.texts import N_, _, ngettext, number, percent

_VERDICTS = {
    Calibration.OVER: N_("More confident than right."),
    Calibration.UNDER: N_("More often right than confident."),
    Calibration.FITS: N_("Confidence and answers agree."),
    Calibration.CANNOT_TELL: N_("There are too few answers to say whether confidence and answers agree."),
}


def confidence_section(report: ConfidenceReport | None) -> list[Flowable]:
    """Verdict, over-confidence, Brier score, and success by stated confidence; nothing where nobody asked."""
    if report is None:
        return []
    look = styles()
    note = _(
        "With each answer the person said how sure they were of it. It enters no score and no ranking: it"
        " shows how well somebody knows what they know."
    )
    heads = (
        (_("Confidence stated"), False),
        (_("Answers"), True),
        (_("Sure on average"), True),
        (_("Of them right"), True),
        (_("95% interval"), True),
    )
    rows = [_band_row(band) for band in report.bands if band.count]
    return [
        CondPageBreak(190),
        cell(_("Confidence beside the answers"), look.free_heading),
        Paragraph(f"<b>{_(_VERDICTS[report.verdict])}</b> {_figures(report)}", look.body),
        cell(note, look.body),
        ruled_table(heads, rows, (150, 70, 94, 94, 94)),
    ]


def _figures(report: ConfidenceReport) -> str:
    counted = ngettext(
        "In {n} answer the person was {stated} sure, and {right} right.",
        "In {n} answers the person was {stated} sure on average, and {right} right.",
        report.count,
        stated=percent(report.stated),
        right=percent(report.right),
    )
    return f"{counted} {_over_confidence(report)} " + _(
        "Brier score {score}: 0 is perfect, {even} is what “fifty-fifty” on everything gets.",
        score=number(report.brier, 2),
        even=number(0.25, 2),
    )


def _over_confidence(report: ConfidenceReport) -> str:
    points = number(100 * report.over_confidence)
    if report.standard_error is None:  # of a single answer
        return _(
            "Over-confidence, the first less the second: {points} percentage points.",
            points=points,
        )
    return _(
        "Over-confidence, the first less the second: {points} ± {error} percentage points (below zero: more"
        " often right than confident).",
        points=points,
        error=number(100 * report.standard_error),
    )


def _band_row(band: ConfidenceBand) -> list[Flowable]:
    look = styles()
    low, high, right = band.right_low or 0.0, band.right_high or 0.0, band.right or 0.0
    ends = {"low": percent(band.low), "high": percent(band.high)}
    stated = _("{low} to {high}", **ends) if band.high == 1.0 else _("{low} to below {high}", **ends)
    return [
        cell(stated, look.cell),
        cell(number(band.count), look.cell_right),
        cell(percent(band.stated or 0.0), look.cell_right),
        cell(percent(right), look.cell_right),
        cell(_("{low} to {high}", low=percent(low), high=percent(high)), look.cell_muted_right),
    ]
