"""Bringing in a file of questions: what each would become, and only then keeping them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QProgressBar, QStackedWidget, QWidget

from smmhire.assessment.own_items import filled
from smmhire.services import own_import
from smmhire.services.own_import import Brought, ImportPlan, Outcome, Planned
from smmhire.services.role import role
from smmhire.texts import N_, _, ngettext, number, say
from ui.background import Job
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.items.columns import SpareColumns, fit_columns, keep_widths
from ui.pages.items.preview import ItemPreview
from ui.pages.items.split import ListAndDetail
from ui.pages.page import Workplace
from ui.widgets.basics import button, card, column, label, row, scrolled
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.room import Room
from ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

BESIDE_FROM = 860
# How list and question share the width: the list needs the larger part.
BESIDE = (5, 4)
# Pixels of the widest column beside the question, and of the question at least.
WIDEST, LEAST_QUESTION = 180, 180
PLACE = 0


class ImportDialog(Translated, QDialog):
    """Shows the dry run of one file. `imported` carries the plan that was kept and what it brought."""

    imported = Signal(object, object)

    def __init__(self, path: Path, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._path = path
        self._workplace = workplace
        self._plan: ImportPlan | None = None
        self._job: Job | None = None
        self._build()
        open_at(self, 1080, 680)
        self.try_now()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.competency = QComboBox()
        self.competency.addItems([""] * len(role().competencies))
        self.competency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.competency.setMinimumContentsLength(18)
        name = label(wraps=False)
        name.setBuddy(self.competency)
        self.texts.bind(name.setText, N_("They ask about"))
        self.texts.bind(self.competency.setAccessibleName, N_("They ask about"))
        about = label("muted")
        self.texts.bind(about.setText, N_("unless their category in the file names a competency"))
        self.counts = label("strong")
        self.notes = label("caution")
        self.model = TableModel(
            (
                Column(N_("Place"), lambda r: r.where, tool_tip=lambda r: r.where),
                Column(N_("Question"), lambda r: r.beginning or r.name, stretches=True),
                Column(N_("What becomes of it"), own_import.outcome_text),
                Column(N_("Notes"), _note_count, is_number=True),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Questions of the file"))
        keep_widths(self.table, self.model)
        self.spare = SpareColumns(self.table, self.model, (PLACE,), LEAST_QUESTION)
        self.fate = label("strong", selectable=True)
        self.why = label(selectable=True)
        self.preview = ItemPreview()
        self.detail = scrolled(card(column(self.fate, self.why, self.preview, None)))
        self.split = ListAndDetail(self.table, self.detail, BESIDE_FROM, BESIDE)
        content = QWidget()
        top = row(name, self.competency, about)
        top.setStretch(2, 1)
        layout = column(top, self.counts, self.notes, self.split)
        layout.setStretch(3, 1)
        content.setLayout(layout)
        results = Room(content)  # a small screen has less height than list and question need
        self.reading = label("muted")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        waiting = QWidget()
        waiting.setLayout(column(None, self.reading, None))
        self.stack = QStackedWidget()
        self.stack.addWidget(waiting)
        self.stack.addWidget(results)
        self._results = results
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.texts.bind(self.busy.setAccessibleName, N_("At work"))
        self.release = QCheckBox()
        self.release.setChecked(True)
        self.texts.bind(self.release.setText, N_("Let those that lack nothing into forms"))
        self.cancel, self.keep = button(), button("primary")
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.texts.bind(self.keep.setToolTip, N_("Bring in (Ctrl+Enter)"))
        self.keep.setDefault(True)
        whole = column(self.stack, self.busy, row(self.release, None, self.cancel, self.keep), margin=18)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        QuietWheel(self)
        self.texts.call(self._say)
        self.competency.activated.connect(self.try_now)
        self.table.selected.connect(self._show_selected)
        self.split.detail_width.connect(self.preview.fit)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.bring_in)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.bring_in)

    # -- the dry run ---------------------------------------------------------------------------------
    @property
    def plan(self) -> ImportPlan | None:
        """What bringing the file in would do; None while it is read."""
        return self._plan

    def try_now(self) -> None:
        """Find out what would come in; nothing is kept."""
        if self._job is not None:
            self._job.cancel()
        self._plan = None
        self.busy.show()
        self._say()
        competency = role().competencies[self.competency.currentIndex()].id
        self._job = self._workplace.background.run(
            _plan,
            self._workplace.program,
            self._path,
            competency,
            on_done=self._planned,
            on_failed=self._not_planned,
        )

    def _planned(self, plan: ImportPlan) -> None:
        self._job = None
        self._plan = plan
        self.busy.hide()
        first = self.stack.currentWidget() is not self._results
        kept = 0 if first else self.table.currentIndex().row()
        self.model.show_rows(plan.rows)
        fit_columns(self.table, self.model, WIDEST)
        self.spare.fit()
        self.stack.setCurrentWidget(self._results)
        self.preview.let_draw()
        self.table.select(kept)
        if first:
            self.table.setFocus()
        self._say()
        self._show_selected()

    def _not_planned(self, error: BaseException) -> None:
        self._job = None
        self.reject()
        self._workplace.notices.error(error)

    # -- showing -------------------------------------------------------------------------------------
    def _say(self) -> None:
        self.setWindowTitle(_("Bring in “{name}”", name=self._path.name))
        self.reading.setText(_("Reading “{name}” …", name=self._path.name))
        for at, one in enumerate(role().competencies):
            self.competency.setItemText(at, say(one.name))
        plan = self._plan
        coming = 0 if plan is None else plan.coming
        self.keep.setEnabled(coming > 0)
        self.keep.setText(
            ngettext("Bring in {n} question", "Bring in {n} questions", coming) if coming else _("Bring in")
        )
        if plan is None:
            return
        self.counts.setText(count_text(plan))
        self.notes.setVisible(bool(plan.notes))
        self.notes.setText("\n".join(plan.notes))

    def _show_selected(self) -> None:
        current: Planned | None = self.table.current_row()
        self.detail.setVisible(current is not None)
        if current is None:
            return
        self.fate.setText(f"{current.where}: {own_import.outcome_text(current)}")
        lines = [*current.notes]
        if current.lacks:
            lines += [_("Before it can be asked:"), *(f"• {what}" for what in dict.fromkeys(current.lacks))]
        self.why.setText("\n".join(lines))
        self.why.setVisible(bool(lines))
        can_draw = current.item is not None and not current.lacks
        shown = filled(current.item) if current.item is not None and can_draw else None
        self.preview.show_item(shown)

    def retranslate(self) -> None:
        """The table too; what is said of each question is said anew."""
        super().retranslate()
        self.model.refresh()
        if self._plan is not None:
            self.try_now()

    # -- keeping -------------------------------------------------------------------------------------
    def bring_in(self) -> None:
        """Keep what the dry run has shown: all of it, or nothing."""
        if self._plan is None or not self.keep.isEnabled():
            return
        self.keep.setEnabled(False)
        self.cancel.setEnabled(False)  # it is one transaction
        self.busy.show()
        self._job = self._workplace.background.run(
            _bring_in,
            self._workplace.program,
            self._plan,
            self.release.isChecked(),
            on_done=self._brought,
            on_failed=self._not_brought,
        )

    def _brought(self, brought: Brought) -> None:
        self._job = None
        self.cancel.setEnabled(True)
        self.imported.emit(self._plan, brought)
        self.accept()

    def _not_brought(self, error: BaseException) -> None:
        self._job = None
        self.busy.hide()
        self.cancel.setEnabled(True)
        self.keep.setEnabled(True)
        self._workplace.notices.error(error)

    def reject(self) -> None:
        """Leave without keeping anything; not in the middle of storing."""
        if not self.cancel.isEnabled():
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def count_text(plan: ImportPlan) -> str:
    """How many questions the file has, and what becomes of them."""
    parts = [ngettext("{n} question", "{n} questions", len(plan.rows))]
    for outcome, one, many in (
        (Outcome.NEW, N_("{n} comes in"), N_("{n} come in")),
        (Outcome.SECOND_LANGUAGE, N_("{n} gets a second language"), N_("{n} get a second language")),
        (Outcome.ALREADY, N_("{n} is here already"), N_("{n} are here already")),
        (Outcome.LEFT_OUT, N_("{n} left out"), N_("{n} left out")),
        (Outcome.UNSUPPORTED, N_("{n} cannot be brought in"), N_("{n} cannot be brought in")),
    ):
        if count := plan.count(outcome):
            parts.append(_(one if count == 1 else many, n=number(count)))
    return " · ".join(parts)


def _note_count(one: Planned) -> str:
    count = len(one.notes) + len(set(one.lacks))
    return number(count) if count else "–"


def _plan(program: Program, path: Path, competency: str) -> ImportPlan:
    return own_import.plan(path, competency, unit_of_work=program.unit_of_work)


def _bring_in(program: Program, plan: ImportPlan, release: bool) -> Brought:
    return own_import.bring_in(plan, unit_of_work=program.unit_of_work, release=release)
