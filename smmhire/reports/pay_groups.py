"""Which groups of a benchmark a pay report shows in its table and chart, and how it names the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smmhire.pay.benchmark import Benchmark
from smmhire.pay.cells import Cell
from smmhire.texts import _, number

MOST_IN_TABLE = 12  # more do not fit on a page beside what else it says


@dataclass(frozen=True, slots=True)
class ShownGroups:
    """The groups of a benchmark: in the table, in their order; those beyond its room; those withheld."""

    table: tuple[Cell, ...]
    beyond: tuple[Cell, ...]
    withheld: tuple[Cell, ...]

    @classmethod
    def of(cls, benchmark: Benchmark) -> ShownGroups:
        """The largest groups of which there is something to show; of the others a line says enough."""
        with_figures = [one for one in benchmark.bands if not one.is_withheld or one.modelled is not None]
        largest = sorted(with_figures, key=lambda one: (one.is_withheld, -one.n))[:MOST_IN_TABLE]
        kept = {one.key for one in largest}
        return cls(
            table=tuple(one for one in with_figures if one.key in kept),
            beyond=tuple(one for one in with_figures if one.key not in kept and not one.is_withheld),
            withheld=tuple(one for one in benchmark.bands if one.is_withheld and one.key not in kept),
        )

    def lines(self) -> list[str]:
        """What stands under the table of the groups that are not in it."""
        dominated = [one for one in self.withheld if _is_dominated(one)]
        few = [one for one in self.withheld if not _is_dominated(one)]
        lines: list[str] = []
        if self.beyond:
            lines.append(
                _("Not in the table, which holds the largest groups: {groups}.", groups=_counted(self.beyond))
            )
        if few:
            lines.append(_("Not shown, too few contributors: {groups}.", groups=_counted(few)))
        if dominated:
            lines.append(
                _(
                    "Not shown, because one contributor gives too many of the figures: {groups}.",
                    groups=_counted(dominated),
                )
            )
        return lines


def _is_dominated(one: Cell) -> bool:
    return one.p50.reason is not None and one.p50.reason.code == "dominant_contributor"


def _counted(groups: Iterable[Cell]) -> str:
    """'Dhaka (3), Sylhet (2)': with how many figures each has."""
    return ", ".join(f"{one.label} ({number(one.n)})" for one in groups)
