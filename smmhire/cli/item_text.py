"""How questions, the findings on them and what they measure are written for the terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smmhire.assessment.explanation_text import with_unit
from smmhire.assessment.item_review_texts import TYPE_NAMES
from smmhire.assessment.letters import option_name
from smmhire.assessment.platform_words import platform_text
from smmhire.cli.output import listed, table, wrapped
from smmhire.services import item_bank
from smmhire.services.plain import both
from smmhire.texts import _, day, digits, ngettext, number, percent, say

if TYPE_CHECKING:
    from smmhire.assessment.blueprint import CompetencyCounts
    from smmhire.assessment.item_review import ItemFinding
    from smmhire.assessment.items import Item, Option
    from smmhire.assessment.simulation import FormPrecision, Precision

STEM_WIDTH = 70


def difficulty(item: Item) -> str:
    """The author's b with one decimal; a dash for a self-rating."""
    return "—" if item.difficulty is None else number(item.difficulty, 1)


def shortened(stem: str) -> str:
    """The beginning of a stem, for one line of a list."""
    return stem if len(stem) <= STEM_WIDTH else stem[: STEM_WIDTH - 1].rsplit(" ", 1)[0] + " …"


def plain_item(item: Item) -> dict[str, Any]:
    """An item with its key, for programs."""
    key = item.numeric
    return {
        "id": item.id,
        "competency": item.competency,
        "type": item.type.value,
        "difficulty": item.difficulty,
        "difficulty_reason": None if item.difficulty_reason is None else both(item.difficulty_reason),
        "stem": both(item.stem),
        "options": [
            {
                "id": o.id,
                "text": both(o.text),
                "rationale": both(o.rationale),
                "is_correct": o.is_correct,
                "position": o.position,
                "match": None if o.match is None else both(o.match),
                "effectiveness": o.effectiveness,
            }
            for o in item.options
        ],
        "numeric": None
        if key is None
        else {
            "formula": key.formula,
            "decimals": key.decimals,
            "tolerance": key.tolerance,
            "unit": None if key.unit is None else both(key.unit),
            "rationale": both(key.rationale),
            "mistakes": [{"formula": m.formula, "rationale": both(m.rationale)} for m in key.mistakes],
            "variables": [
                {"name": v.name, "minimum": v.minimum, "maximum": v.maximum, "step": v.step}
                for v in key.variables
            ],
        },
        "anchors": [both(anchor) for anchor in item.anchors],
        "key_status": item.key_status,
        "platform": item.platform,
        "platform_version": item.platform_version,
        "sources": [{"id": source, "text": item_bank.citation(source)} for source in item.sources],
        "review_by": None if item.review_by is None else item.review_by.isoformat(),
    }


def item_lines(item: Item) -> Iterator[str]:
    """An item with its key and all reasons, for people."""
    from smmhire.services.role import role

    competency = say(role().competency(item.competency).name)
    yield f"{item.id} · {competency} · {_(TYPE_NAMES[item.type.value])}"
    yield ""
    yield from wrapped(say(item.stem))
    yield ""
    for option in item.options:
        yield from listed(f"  {option_name(option.id)}  ", f"{say(option.text)}{_key(option)}")
        yield from wrapped(say(option.rationale), "       ")
    for level, anchor in enumerate(item.anchors, start=1):
        yield from listed(f"  {number(level)}  ", say(anchor))
    if item.numeric is not None:
        tolerance = with_unit(item.numeric, digits(f"{item.numeric.tolerance:g}"))
        yield _(
            "Calculation: {formula}; tolerance {tolerance}", formula=item.numeric.formula, tolerance=tolerance
        )
        yield from wrapped(say(item.numeric.rationale), "  ")
        for variable in item.numeric.variables:
            low, high, step = (
                number(value, 0 if float(value).is_integer() else 2)
                for value in (variable.minimum, variable.maximum, variable.step)
            )
            yield "  " + _(
                "{name} is drawn from {low} to {high} in steps of {step}.",
                name=variable.name,
                low=low,
                high=high,
                step=step,
            )
        for mistake in item.numeric.mistakes:
            yield from listed("  – ", f"{mistake.formula}: {say(mistake.rationale)}")
    yield ""
    if item.difficulty_reason is not None:
        yield from wrapped(
            _("Difficulty {b}: {reason}", b=difficulty(item), reason=say(item.difficulty_reason))
        )
    if item.key_status == "provisional":
        yield from wrapped(
            _("The key is the authors' own judgement, provisional until a panel of experts has rated it.")
        )
    if item.platform is not None:
        yield _("It depends on {platform}.", platform=platform_text(item))
    if item.review_by is not None:
        yield _("To be looked at again by {day}.", day=day(item.review_by))
    yield _("Sources:")
    for source in item.sources:
        yield from listed("  – ", item_bank.citation(source))


def _key(option: Option) -> str:
    """What the key says of an option, in brackets; '' where it says nothing."""
    if option.is_correct is not None:
        return f" ({_('right')})" if option.is_correct else ""
    if option.position is not None:
        return f" ({_('place {n}', n=number(option.position))})"
    if option.match is not None:
        return f" = {say(option.match)}"
    if option.effectiveness is not None:
        return f" ({_('effectiveness {n}', n=number(option.effectiveness, 1))})"
    return ""


# -- check and simulate ------------------------------------------------------------------------------
def plain_counts(counts: CompetencyCounts) -> dict[str, Any]:
    """The counts of one competency, for programs."""
    return {
        "id": counts.competency_id,
        "total": counts.total,
        "kinds": {kind.value: n for kind, n in counts.kinds.items()},
        "types": {item_type.value: n for item_type, n in counts.types.items()},
        "bands": {f"{kind.value}.{band.value}": n for (kind, band), n in counts.bands.items()},
    }


def check_lines(checked: item_bank.CheckedItems) -> Iterator[str]:
    """The counts of all competencies, then every finding."""
    from smmhire.assessment.blueprint import Band, ItemKind
    from smmhire.services.role import role

    rows = [
        [
            say(role().competency(counts.competency_id).name),
            *(number(counts.kinds[kind]) for kind in ItemKind),
            *(number(sum(n for (_kind, of), n in counts.bands.items() if of is band)) for band in Band),
            number(counts.total),
        ]
        for counts in checked.counts
    ]
    headings = [_("Competency"), _("Knowledge"), _("Situations"), _("Self-ratings")]
    headings += [_("easy"), _("middling"), _("hard"), _("All")]
    yield from table(headings, rows, numbers=range(1, len(headings)))
    yield ""
    if not checked.findings:
        yield ngettext(
            "{n} question, nothing to mend.", "{n} questions, nothing to mend.", len(checked.items)
        )
        return
    for finding in checked.findings:
        yield from listed(_subject(finding), item_bank.described(finding))
    yield ""
    yield ngettext("{n} finding.", "{n} findings.", len(checked.findings))


def _subject(finding: ItemFinding) -> str:
    """The items a finding is about, in front of its text; long lists only in the text's figures and JSON."""
    return f"{', '.join(finding.item_ids)}: " if 0 < len(finding.item_ids) <= 2 else "– "


def plain_precision(precision: Precision) -> dict[str, float]:
    """What a form measures of one ability, for programs."""
    return {
        "items": precision.item_count,
        "marginal_reliability": precision.marginal_reliability,
        "squared_correlation": precision.squared_correlation,
        "mean_standard_error": precision.mean_error,
        "coverage_95": precision.coverage,
    }


def simulation_lines(found: FormPrecision) -> Iterator[str]:
    """What a form measures of each ability and of all, with what the columns mean."""
    from smmhire.services.role import role

    def line(name: str, alone: Precision, joint: Precision) -> list[str]:
        return [
            name,
            number(alone.item_count),
            number(alone.marginal_reliability, 2),
            number(alone.squared_correlation, 2),
            number(joint.squared_correlation, 2),
            number(joint.mean_error, 2),
            percent(joint.coverage, 1),
        ]

    rows = [
        line(say(role().competency(name).name), found.alone[name], found.joint[name]) for name in found.alone
    ]
    rows.append(line(_("All together"), found.whole, found.whole))
    headings = [_("Competency"), _("Questions"), _("Marginal"), _("By itself"), _("Jointly"), _("Error")]
    yield from table([*headings, _("In interval")], rows, numbers=range(1, 7))
    yield ""
    yield from wrapped(
        _(
            "{n} simulated takers. Marginal: reliability from the questions’ information. By itself and "
            "jointly: squared correlation with the true ability, without and with what the other "
            "competencies say. Error: mean standard error, in SD of ability. In interval: how often the 95% "
            "interval holds the true ability.",
            n=number(found.takers),
        )
    )
