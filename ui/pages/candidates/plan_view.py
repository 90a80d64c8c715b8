"""What an import of candidates would do, row by row, and what the user decides about doubles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from smmhire.services import import_words
from smmhire.services.candidate_import import Decisions, Fate, ImportPlan, Outcome, PlannedRow
from smmhire.texts import N_, _, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.widgets.basics import column, label, row
from ui.widgets.wide_table import limit_widths, wide_table

if TYPE_CHECKING:
    from smmhire.services.candidate_import import RowIssue

# Which rows are shown. None: those that cannot be used; nothing: those where something was not understood.
REMARKS: tuple[Outcome | None, ...] = ()
SHOWN: tuple[tuple[str, tuple[Outcome | None, ...]], ...] = (
    (N_("All rows"), (*Outcome, None)),
    (N_("Where there is something to decide"), (Outcome.LIKELY, Outcome.PERHAPS)),
    (N_("That cannot be used"), (None,)),
    (N_("With remarks"), REMARKS),
    (N_("New people"), (Outcome.NEW,)),
    (N_("That change nothing"), (Outcome.ALREADY, Outcome.TWICE)),
)
DECISIONS = (
    (None, N_("as for all")),
    (Fate.JOIN, N_("join them with the entry that is here")),
    (Fate.ADD, N_("add them as new entries")),
    (Fate.SKIP, N_("leave them out")),
)
WIDEST = 220  # pixels of a column


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the file: planned, or (None) not usable; and what was not understood in it."""

    number: int
    planned: PlannedRow | None
    issues: tuple[RowIssue, ...]


class PlanView(Translated, QWidget):
    """Shows one plan, or the sentence that says why there is none. `decided`: the user wants otherwise."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.init_texts()
        self._plan: ImportPlan | None = None
        self._rows: tuple[ShownRow, ...] = ()
        self.decisions = Decisions()
        self.counts = label("strong")
        self.warning = label("caution")
        self.warning.hide()
        self.shown = QComboBox()
        for _name, _outcomes in SHOWN:
            self.shown.addItem("")
        self.texts.bind(self.shown.setAccessibleName, N_("Rows that are shown"))
        self.model = TableModel(
            (
                Column(N_("Row"), lambda r: number(r.number), is_number=True),
                Column(N_("Name"), self._name),
                Column(N_("What becomes of it"), self._fate),
                Column(N_("Like"), self._like),
                Column(N_("Email"), lambda r: r.planned.incoming.email if r.planned else ""),
                Column(N_("Phone"), lambda r: r.planned.incoming.phone if r.planned else ""),
                Column(N_("Remarks"), lambda r: "; ".join(issue.reason for issue in r.issues)),
            ),
            self,
        )
        self.table = wide_table(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("The rows of the file"))
        self.detail = label(selectable=True)
        self.decision_name = label(wraps=False)
        self.decision = QComboBox()
        for _fate, _text in DECISIONS:
            self.decision.addItem("")
        self.decision_name.setBuddy(self.decision)
        self.texts.bind(self.decision_name.setText, N_("This entry"))
        self.texts.bind(self.decision.setAccessibleName, N_("What becomes of this entry"))
        decision = row(self.decision_name, self.decision, None)
        layout = column(
            self.counts, row(self.shown, None), self.warning, self.table, self.detail, decision, spacing=8
        )
        self.table.setMinimumHeight(130)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.shown.currentIndexChanged.connect(self._show_rows)
        self.table.selected.connect(self._explain)
        self.decision.activated.connect(self._decide)
        self._say()

    # -- showing -------------------------------------------------------------------------------------
    def show_plan(self, plan: ImportPlan, likely: Fate) -> None:
        """Show what the import would do; what was decided for single entries is forgotten."""
        self._plan = plan
        self.decisions = Decisions(likely)
        issues: dict[int, list[RowIssue]] = defaultdict(list)
        for issue in plan.issues:
            issues[issue.row].append(issue)
        rows = [
            ShownRow(planned.incoming.row, planned, tuple(issues.get(planned.incoming.row, ())))
            for planned in plan.rows
        ]
        usable = {one.number for one in rows}
        rows += [ShownRow(at, None, tuple(found)) for at, found in issues.items() if at not in usable]
        self._rows = tuple(sorted(rows, key=lambda one: one.number))
        if len(usable) < plan.count / 2:
            self.shown.setCurrentIndex(2)  # the mapping is probably wrong: that is what there is to see
        self.warn("")
        self._show_rows()
        limit_widths(self.table, WIDEST)

    def show_none(self, reason: str) -> None:
        """There is no plan, for this reason."""
        self._plan, self._rows = None, ()
        self._show_rows()
        self.warn(reason)

    def warn(self, text: str) -> None:
        """Show a warning ('' hides it)."""
        self.warning.setText(text)
        self.warning.setVisible(bool(text))

    def decide_for_all(self, likely: Fate) -> None:
        """What becomes of all who are probably here already."""
        self.decisions = Decisions(likely, self.decisions.by_group)
        self._refresh()

    def retranslate(self) -> None:
        """Rows and counts too."""
        super().retranslate()
        self._refresh()

    def _refresh(self) -> None:
        self.model.refresh()
        self._say()
        self._explain()

    def _show_rows(self, *_anything: object) -> None:
        wanted = SHOWN[self.shown.currentIndex()][1]
        self.model.show_rows(
            [one for one in self._rows if (one.issues if wanted == REMARKS else _outcome(one) in wanted)]
        )
        self.table.select(0)
        self._say()
        self._explain()

    def _say(self) -> None:
        for at, (name, outcomes) in enumerate(SHOWN):
            self.shown.setItemText(at, f"{_(name)} ({number(self._count(outcomes))})")
        for at, (_fate, text) in enumerate(DECISIONS):
            self.decision.setItemText(at, _(text))
        self.counts.setText(import_words.counts_text(self._plan, self.decisions) if self._plan else "")

    def _count(self, outcomes: tuple[Outcome | None, ...]) -> int:
        if self._plan is None:
            return 0
        if outcomes == REMARKS:
            return sum(bool(one.issues) for one in self._rows)
        counts = self._plan.outcomes()
        return sum(self._plan.left_out if one is None else counts[one] for one in outcomes)

    # -- one row -------------------------------------------------------------------------------------
    def _name(self, one: ShownRow) -> str:
        return one.planned.incoming.name if one.planned else "—"

    def _fate(self, one: ShownRow) -> str:
        return import_words.fate_text(one.planned, self.decisions) if one.planned else _("cannot be used")

    def _like(self, one: ShownRow) -> str:
        if self._plan is None or one.planned is None:
            return ""
        return import_words.match_text(self._plan, one.planned.match)

    def _explain(self) -> None:
        one: ShownRow | None = self.table.current_row()
        lines: list[str] = []
        match = one.planned.match if one is not None and one.planned is not None else None
        if one is not None and one.planned is not None and match is not None:
            lines.append(
                f"{import_words.outcome_text(one.planned)}: {self._like(one)} ({match.similarity.reasons})"
            )
        if one is not None:
            lines += [f"{issue.column}: {issue.reason} → {issue.what_to_do}" for issue in one.issues]
        self.detail.setText("\n".join(lines))
        self.detail.setVisible(bool(lines))
        can_decide = match is not None and one is not None and self._is_open(one)
        for widget in (self.decision_name, self.decision):
            widget.setVisible(can_decide)
        if match is not None:
            fates = [fate for fate, _text in DECISIONS]
            self.decision.setCurrentIndex(fates.index(self.decisions.by_group.get(match.group)))

    def _is_open(self, one: ShownRow) -> bool:
        return one.planned is not None and one.planned.outcome in (Outcome.LIKELY, Outcome.PERHAPS)

    def _decide(self, index: int) -> None:
        one: ShownRow | None = self.table.current_row()
        if one is None or one.planned is None or one.planned.match is None:
            return
        groups: dict[UUID | int, Fate] = dict(self.decisions.by_group)
        groups.pop(one.planned.match.group, None)
        fate = DECISIONS[index][0]
        if fate is not None:
            groups[one.planned.match.group] = fate
        self.decisions = Decisions(self.decisions.likely, groups)
        self._refresh()
        self.decided.emit()


def _outcome(one: ShownRow) -> Outcome | None:
    return one.planned.outcome if one.planned else None
