# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""The development plan as part of a report, and what its own document shares with that."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from smmhire.assessment.plan import DevelopmentPlan, PlanArea
from smmhire.reports.style import MUTED, ruled_table, styles
from smmhire.reports.typography import cell
from smmhire.role.description import Role
from smmhire.role.levels import level_name
from smmhire.texts import _, ngettext, number, say

# Areas printed step by step: more than three at once is no plan anybody follows.
_MOST_AREAS = 3


def hours_text(count: int) -> str:
    """A number of hours."""
    return ngettext("{n} hour", "{n} hours", count)


def development(plan: DevelopmentPlan, role: Role) -> list[Flowable]:
    """The plan: three areas step by step, the others by name."""
    look = styles()
    if not plan.areas:
        return [
            cell(_("Development plan"), look.heading),
            cell(
                _("The highest level is reached in all that was measured; the plan has no step left."),
                look.body,
            ),
        ]
    areas, later = plan.areas[:_MOST_AREAS], plan.areas[_MOST_AREAS:]
    # The hours of the whole plan, as everywhere: also of the areas that are only named below.
    heading = cell(f"{_('Development plan')} · {hours_text(plan.hours)}", look.heading)
    intro = cell(
        _("Take the areas in this order. A step is done when its evidence is there to be shown."), look.body
    )
    first, *rest = [_plan_area(area, role) for area in areas]
    # In one piece, not one within another: ReportLab takes that for higher than any page.
    story: list[Flowable] = [KeepTogether([heading, intro, *first]), *map(KeepTogether, rest)]
    if later:
        named = "; ".join(
            f"{say(role.competency(a.competency_id).name)} ({hours_text(a.hours)})" for a in later
        )
        words = _("Later, when these are done: {areas}. The program has the steps for them too.", areas=named)
        story += [Spacer(0, 8), cell(words, look.body)]
    return story


def _plan_area(area: PlanArea, role: Role) -> list[Flowable]:
    name = say(role.competency(area.competency_id).name)
    return [cell(f"{name}: {aim_text(area)}", styles().subheading), steps_table(area)]


def aim_text(area: PlanArea) -> str:
    """From which level to which."""
    return _("from “{level}” to “{aim}”", level=level_name(area.level), aim=level_name(area.aim_level))


def steps_table(area: PlanArea, *, is_ticked: bool = False) -> Table:
    """The steps of an area in their order; `is_ticked` leaves a box for each to be ticked in."""
    look = styles()
    rows: list[list[Flowable]] = [
        [
            cell(number(place), look.cell),
            cell(say(step.action), look.cell),
            cell(say(step.evidence), look.cell),
            cell(number(step.hours), look.cell_right),
        ]
        for place, step in enumerate(area.steps, start=1)
    ]
    heads = (
        (_("Step"), False),
        (_("What to do"), False),
        (_("What shows that it is done"), False),
        (_("Hours"), True),
    )
    if not is_ticked:
        return ruled_table(heads, rows, (34, 236, 196, 36))
    for row in rows:
        row.append(TickBox())
    return ruled_table((*heads, (_("Done"), True)), rows, (34, 222, 176, 36, 38))


class TickBox(Flowable):
    """An empty box at the right of its cell, to be ticked by hand."""

    _SIZE = 10.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """As wide as the cell."""
        self.width, self.height = aW, self._SIZE + 2
        return self.width, self.height

    def draw(self) -> None:
        """The box."""
        canvas = self.canv
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.9)
        canvas.rect(self.width - self._SIZE, 0, self._SIZE, self._SIZE)
