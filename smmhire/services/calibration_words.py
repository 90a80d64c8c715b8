"""Calibrations in words, for windows and commands alike: cautions with what to do, groups, what is in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smmhire.texts import N_, _, day, ngettext, number, say

if TYPE_CHECKING:
    from smmhire.services.bank_calibration import ProposedItem, Shift
    from smmhire.services.calibrated import InUse
    from smmhire.services.item_groups import ComparedItem, GroupComparison

# What a caution on a difficulty says, short for a table, and what to do about it.
CAUTIONS = {
    "no_variation": (
        N_("all alike"),
        N_("Everybody got the same mark: the question separates nobody. Rewrite or replace it."),
    ),
    "falling": (
        N_("the able fail it"),
        N_(
            "Those who do well elsewhere do worse here. Look at the key first. Until then its difficulty is "
            "not taken over."
        ),
    ),
    "much_harder": (
        N_("harder than thought"),
        N_(
            "It is much harder than its author thought. Check the key, and whether a second answer can be "
            "defended. If both are sound, believe the answers."
        ),
    ),
    "much_easier": (
        N_("easier than thought"),
        N_(
            "It is much easier than its author thought. See whether the wording, or a longer right option, "
            "gives the answer away. If not, believe the answers."
        ),
    ),
    "misfit": (
        N_("curve does not fit"),
        N_(
            "The marks do not rise with ability as the curve says: the question separates more or less than "
            "others do. From 500 responses on its own slope shows which."
        ),
    ),
    "few_responses": (
        N_("still few responses"),
        N_("With fewer than 50 responses the difficulty will still move as more come."),
    ),
}

# What a caution on a slope, or on a calibration from a file, says.
SLOPE_CAUTIONS = {
    "no_variation": N_("everybody gave the same response: not calibrated"),
    "no_responses": N_("nobody was given it: not calibrated"),
    "negative_slope": N_("the able fail it: look at the key"),
    "slope_at_limit": N_("the slope has grown to the limit: too few persons, or it repeats another item"),
    "empty_category": N_("a category between others was never chosen"),
    "few_responses": N_("few responses for a slope of its own"),
    "no_standard_error": N_("no standard error: the estimates are not a clear maximum"),
}

COMPARISONS = {
    "language": N_("Forms in Bengali and forms in English"),
    "purpose": N_("Assessments and self-assessments"),
}
# Whom a question favours, in the order of the groups.
FAVOURED = {
    "language": (N_("favours the form in Bengali"), N_("favours the form in English")),
    "purpose": (N_("is easier in assessments"), N_("is easier in self-assessments")),
}
SIZES = {"B": N_("moderate"), "C": N_("large")}


def in_use_sentence(used: InUse | None) -> str:
    """Which difficulties count now."""
    if used is None:
        return _("Scoring uses the difficulties that the authors judged.")
    parts = [
        ngettext(
            "In use since {day}: the calibrated difficulty of {n} question, from {people} people.",
            "In use since {day}: the calibrated difficulties of {n} questions, from {people} people.",
            len(used.items),
            day=day(used.run.calibrated_at),
            people=number(used.run.people),
        )
    ]
    if used.changed:
        parts.append(
            ngettext(
                "{n} more question was changed since; its author’s difficulty counts.",
                "{n} more questions were changed since; their authors’ difficulties count.",
                used.changed,
            )
        )
    return " ".join(parts)


def difficulty(one: ProposedItem) -> str:
    """The proposed difficulty with its error; a dash where there is none."""
    if one.b is None or one.se is None:
        return "–"
    return f"{number(one.b, 2)} ± {number(one.se, 2)}"


def caution_names(one: ProposedItem) -> str:
    """The cautions in short; how many responses are missing, where there are too few."""
    if one.missing:
        return ngettext("{n} more response needed", "{n} more responses needed", one.missing)
    return ", ".join(_(CAUTIONS[caution][0]) for caution in one.cautions)


def shifts_sentence(shifts: Sequence[Shift]) -> str:
    """Which competencies come out harder or easier as a whole, and what that would do; empty for none."""
    from smmhire.services.role import role

    large = [one for one in shifts if one.is_large]
    if not large:
        return ""
    named = ", ".join(
        f"{say(role().competency(one.competency_id).short_name)} "
        f"{'+' if one.mean > 0.0 else ''}{number(one.mean, 2)}"
        for one in large
    )
    return _(
        "On average harder (+) or easier (−) than their authors thought: {competencies}. Later results come "
        "out higher or lower by up to as much. Are the people who answered like those you assess?",
        competencies=named,
    )


# -- groups ------------------------------------------------------------------------------------------
def comparison_sentence(found: GroupComparison) -> str:
    """How many attempts the groups have, and how many questions could be compared; why not, where not."""
    sizes = _sizes(found)
    if found.is_too_small:
        return f"{sizes} " + _(
            "At least {needed} of each are needed before people of the same ability can be compared.",
            needed=number(found.needed),
        )
    parts = [sizes, ngettext("{n} question compared.", "{n} questions compared.", len(found.compared))]
    few = sum(one.why_not == "too_few" for one in found.items)
    apart = sum(one.why_not == "no_overlap" for one in found.items)
    if few:
        parts.append(
            ngettext(
                "{n} not: fewer than {needed} responses in one of the groups.",
                "{n} not: fewer than {needed} responses in one of the groups.",
                few,
                needed=number(found.needed),
            )
        )
    if apart:
        parts.append(
            ngettext(
                "{n} not: no people of the same ability gave right and wrong answers in both groups.",
                "{n} not: no people of the same ability gave right and wrong answers in both groups.",
                apart,
            )
        )
    if found.compared and not conspicuous(found):
        parts.append(_("None is seen to favour a group; to see small differences takes more answers."))
    return " ".join(parts)


def conspicuous(found: GroupComparison) -> tuple[ComparedItem, ...]:
    """The questions of the classes B and C, the largest difference first."""
    named = [one for one in found.compared if one.ets_class != "A"]
    return tuple(sorted(named, key=lambda one: -abs(one.found.delta if one.found else 0.0)))


def favoured(found: GroupComparison, one: ComparedItem) -> str:
    """Whom the question favours, and how much."""
    assert one.found is not None and one.ets_class is not None
    # Below 0 the reference group, which is the first, finds it easier.
    whom = _(FAVOURED[found.kind][0 if one.found.delta < 0.0 else 1])
    return f"{whom} ({_(SIZES.get(one.ets_class, one.ets_class))})"


def _sizes(found: GroupComparison) -> str:
    first, second = number(found.first), number(found.second)
    if found.kind == "language":
        return _("{first} forms given only in Bengali, {second} only in English.", first=first, second=second)
    return _("{first} assessments, {second} self-assessments.", first=first, second=second)
