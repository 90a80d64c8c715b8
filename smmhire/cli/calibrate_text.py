"""How calibrations and item analyses are written for the terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from math import isfinite
from typing import TYPE_CHECKING, Any

from smmhire.cli.output import table, wrapped
from smmhire.services.calibration_words import SLOPE_CAUTIONS
from smmhire.texts import N_, _, ngettext, number

if TYPE_CHECKING:
    from smmhire.assessment.calibration import Calibration, ItemEstimate
    from smmhire.assessment.dif import MantelHaenszel
    from smmhire.assessment.item_analysis import ItemAnalysis
    from smmhire.services.calibration import FileAnalysis

FLAGS = {
    "too_few_responses": N_("too few responses to say anything"),
    "too_hard": N_("hard: few get it right, look at key and wording"),
    "too_easy": N_("easy: nearly all get it right, it separates nobody"),
    "weak": N_("hardly separates: look at key and wording"),
    "no_variation": N_("everybody has the same mark"),
    "rare_distractor": N_("a distractor that hardly anybody chooses: replace it"),
    "attractive_distractor": N_("a distractor that the able choose: is it right too?"),
}


# -- calibration -------------------------------------------------------------------------------------
def plain_calibration(found: Calibration) -> dict[str, Any]:
    """A calibration for programs; null where there is no figure."""
    return {
        "model": found.model,
        "persons": found.persons,
        "patterns": found.patterns,
        "log_likelihood": found.log_likelihood,
        "iterations": found.iterations,
        "is_converged": found.is_converged,
        "information": found.information,
        "items": [_plain_estimate(item) for item in found.items],
    }


def _plain_estimate(item: ItemEstimate) -> dict[str, Any]:
    b, b_se = [_finite(x) for x in item.b], [_finite(x) for x in item.b_se]
    plain: dict[str, Any] = {
        "item": item.item,
        "model": item.model,
        "a": _finite(item.a),
        "a_se": _finite(item.a_se),
        "b": b or None,
        "b_se": b_se or None,
        "c": _finite(item.c),
        "c_se": _finite(item.c_se),
    }
    if item.model != "grm":
        plain |= {"b": b[0] if b else None, "b_se": b_se[0] if b else None}
    else:
        # Also as the columns of an items file name them.
        for step, (value, error) in enumerate(zip(b, b_se, strict=True), start=1):
            plain |= {f"b{step}": value, f"b{step}_se": error}
    return plain | {
        "categories": list(item.categories),
        "responses": item.responses,
        "cautions": list(item.cautions),
    }


def calibration_lines(found: Calibration) -> Iterator[str]:
    """A calibration for people."""
    steps = max((len(item.b) for item in found.items), default=0)
    headings = [_("Item"), _("Responses"), "a", "±"]
    for step in range(steps):
        headings += [f"b{step + 1}" if found.model == "grm" else "b", "±"]
    if found.model == "3pl":
        headings += ["c", "±"]
    rows: list[list[str]] = []
    for item in found.items:
        row = [item.item, number(item.responses), _figure(item.a), _figure(item.a_se)]
        for step in range(steps):
            has = step < len(item.b)
            row += [_figure(item.b[step]) if has else "—", _figure(item.b_se[step]) if has else "—"]
        if found.model == "3pl":
            row += [_figure(item.c), _figure(item.c_se)]
        rows.append(row)
    yield from table(headings, rows, numbers=range(1, len(headings)))
    yield ""
    if found.is_converged:
        end = ngettext("Done after {n} step.", "Done after {n} steps.", found.iterations)
    else:
        end = ngettext(
            "Not settled after {n} step: do not use these figures.",
            "Not settled after {n} steps: do not use these figures.",
            found.iterations,
        )
    yield from wrapped(
        ngettext("{n} person", "{n} persons", found.persons)
        + "; "
        + _("log-likelihood {figure}.", figure=number(found.log_likelihood, 2))
        + " "
        + end
    )
    yield from _remarks([(item.item, [_(SLOPE_CAUTIONS[c]) for c in item.cautions]) for item in found.items])


# -- analysis ----------------------------------------------------------------------------------------
def plain_analysis(found: FileAnalysis) -> dict[str, Any]:
    """An item analysis for programs; null where a figure is not defined or suppressed."""
    compared = found.mantel_haenszel or (None,) * len(found.items)
    return {
        "persons": found.persons,
        "alpha": found.alpha,
        "omega": found.omega,
        "items": [_plain_item(item, mh) for item, mh in zip(found.items, compared, strict=True)],
    }


def _plain_item(item: ItemAnalysis, compared: MantelHaenszel | None) -> dict[str, Any]:
    plain = asdict(item)
    plain["flags"] = list(item.flags)
    plain["distractors"] = [asdict(option) | {"flags": list(option.flags)} for option in item.distractors]
    plain["mh"] = None
    if compared is not None:
        plain["mh"] = {name: value for name, value in asdict(compared).items() if name != "item"}
    return plain


def analysis_lines(found: FileAnalysis) -> Iterator[str]:
    """An item analysis for people."""
    headings = [_("Item"), _("Responses"), "p", "r_it", _("corrected"), _("alpha without")]
    rows = [
        [
            item.item,
            number(item.responses),
            *(_figure(x) for x in (item.p, item.r_it, item.r_it_corrected, item.alpha_if_deleted)),
        ]
        for item in found.items
    ]
    if found.mantel_haenszel:
        headings += ["Δ MH", "p MH", "ETS"]
        for row, mh in zip(rows, found.mantel_haenszel, strict=True):
            row += ["—"] * 3 if mh is None else [_figure(mh.delta), _figure(mh.p), mh.ets_class]
    yield from table(headings, rows, numbers=range(1, len(headings)))
    yield ""
    yield (
        ngettext("{n} person", "{n} persons", found.persons)
        + "; "
        + _("alpha {alpha}, omega {omega}.", alpha=_figure(found.alpha), omega=_figure(found.omega))
    )
    compared = next((mh for mh in found.mantel_haenszel if mh is not None), None)
    if compared is not None:
        yield from wrapped(
            _("Mantel-Haenszel: below 0 an item favours the group “{reference}”, above 0 “{focal}”. C is a "
              "large difference, B a moderate one.", reference=compared.reference, focal=compared.focal)
        )  # fmt: skip
    yield from _remarks([(item.item, [_(FLAGS[flag]) for flag in item.flags]) for item in found.items])
    options = [(item.item, option) for item in found.items for option in item.distractors]
    if options:
        yield ""
        yield from table(
            [_("Item"), _("Option"), _("Key"), _("Share"), "r_rest"],
            [
                [name, o.option, "✓" if o.is_key else "", _figure(o.share), _figure(o.r_rest)]
                for name, o in options
            ],
            numbers=(3, 4),
        )


def _remarks(remarks: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    for item, said in remarks:
        if said:
            yield from wrapped(f"{item}: {'; '.join(said)}")


def _finite(value: float) -> float | None:
    return value if isfinite(value) else None


def _figure(value: float | None) -> str:
    return "—" if value is None or not isfinite(value) else number(value, 3)
