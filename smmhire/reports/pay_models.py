"""What the figures alone do not say: from–to offers, and middles of small groups likelier through all."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether

from smmhire.pay.bands import Bands
from smmhire.pay.benchmark import Benchmark
from smmhire.pay.cells import PROBABILITIES, Cell
from smmhire.pay.reasons import amount_text
from smmhire.reports.pay_words import heading_style
from smmhire.reports.style import ruled_table, styles
from smmhire.reports.typography import cell
from smmhire.texts import _, number, percent

_WIDTHS = (118, 46, 68, 68, 68, 68, 68)


def offers(benchmark: Benchmark) -> list[Flowable]:
    """From–to offers as lows, midpoints and highs, and what is fitted to them; [] where there are none."""
    found = benchmark.offers
    if found is None:
        return []
    look = styles()
    rows: list[list[Flowable | list[Flowable] | str]] = []
    spans: list[tuple[object, ...]] = []
    for name, one in (
        (_("Lows"), found.lows),
        (_("Midpoints"), found.midpoints),
        (_("Highs"), found.highs),
    ):
        row: list[Flowable | list[Flowable] | str] = [
            cell(name, look.cell), cell(number(one.n), look.cell_right)
        ]  # fmt: skip
        if one.is_withheld:
            reason = one.p50.reason.text() if one.p50.reason is not None else ""
            spans.append(("SPAN", (2, len(rows) + 1), (6, len(rows) + 1)))
            rows.append([*row, cell(reason, look.cell_muted), "", "", "", ""])
        else:
            rows.append([*row, *(_amount(quantile.value, one.currency) for quantile in one.quantiles)])
    if found.fit is not None:
        rows.append(_fitted(found))
    heads = (
        ("", False),
        (_("Offers"), True),
        *((_("P{n}", n=number(n)), True) for n in (10, 25, 50, 75, 90)),
    )
    words = _(
        "Job posts that name a band are offers, no salaries, and never count in the figures above. There are"
        " {n}: {both} with both ends, {low} with the lower only, {high} with the upper only.",
        n=number(found.n),
        both=number(found.both),
        low=number(found.from_only),
        high=number(found.to_only),
    )
    heading = cell(_("From–to offers"), heading_style())
    return [KeepTogether([heading, cell(words, look.body), ruled_table(heads, rows, _WIDTHS, *spans)])]


def _fitted(found: Bands) -> list[Flowable | list[Flowable] | str]:
    look = styles()
    assert found.fit is not None
    currency = found.lows.currency
    name: list[Flowable] = [
        cell(_("Fitted to all"), look.cell),
        cell(_("modelled, log-normal"), look.cell_muted),
    ]
    row: list[Flowable | list[Flowable] | str] = [name, cell(number(found.n), look.cell_right)]
    for value, low, high in (found.fit.quantile(p) for p in PROBABILITIES):
        ends = f"[{_end(low, currency)}\n– {_end(high, currency)}]"
        row.append([cell(amount_text(value, currency), look.cell_right), cell(ends, look.cell_tiny_right)])
    return row


def _end(end: float | None, currency: str) -> str:
    return _("not estimable") if end is None else amount_text(end, currency)


def _amount(value: float | None, currency: str) -> Flowable:
    look = styles()
    if value is None:
        return cell(_("withheld"), look.cell_tiny_right)
    return cell(amount_text(value, currency), look.cell_right)


def modelled_lines(one: Cell) -> list[Flowable]:
    """A group's middle as all groups together make it likely, with its interval; [] without one."""
    if one.modelled is None:
        return []
    look = styles()
    low, high = (amount_text(end, one.currency) for end in (one.modelled.low, one.modelled.high))
    return [
        cell(amount_text(one.modelled.median, one.currency), look.cell_right),
        cell(f"[{low}\n– {high}]", look.cell_tiny_right),
    ]


def own_weight(one: Cell) -> list[Flowable]:
    """How much of its modelled middle a group's own figures are, for below their number."""
    if one.modelled is None or one.modelled.weight is None:
        return []
    return [cell(_("weigh {share}", share=percent(one.modelled.weight)), styles().cell_tiny_right)]


def model_notes(benchmark: Benchmark) -> list[str]:
    """How the modelled figures were reached, for somebody who repeats them."""
    notes: list[str] = []
    if benchmark.offers is not None:
        notes.append(
            _(
                "<b>From–to offers.</b> Lows are all lower ends, highs all upper ends, midpoints the halves"
                " between both where both are given."
            )
        )
    if benchmark.offers is not None and benchmark.offers.fit is not None:
        fit = benchmark.offers.fit
        notes.append(
            _(
                "<b>The fit</b> is the log-normal distribution under which all offers are likeliest, each"
                " known only to lie between its ends: the logarithm has the mean {mu} and the standard"
                " deviation {sigma}. Percentile p is exp(mean + z·deviation) with the normal quantile z of"
                " p.",
                mu=number(fit.mu, 4),
                sigma=number(fit.sigma, 4),
            )
        )
    if any(one.modelled is not None for one in benchmark.bands):
        notes.append(
            _(
                "<b>Modelled middles.</b> Means of the logarithms of each group, with the spread between"
                " groups after DerSimonian and Laird (1986); each group is drawn towards the common mean in"
                " the share that its own figures do not weigh. Groups of fewer than three contributors take"
                " no part."
            )
            + " "
            + _("Below the number of figures stands how much of the modelled middle they weigh.")
        )
    return notes
