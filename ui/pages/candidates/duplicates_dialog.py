"""Entries that may be one person: pair by pair, why, side by side, and one of three answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QSplitter, QStackedWidget, QWidget

from smmhire.errors import UserError
from smmhire.services import duplicates, merging
from smmhire.services.common import who
from smmhire.services.duplicates import Found, Pair
from smmhire.texts import N_, _, ngettext, percent
from ui.background import Job
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.candidates.merge_form import MergeForm
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row
from ui.widgets.wide_table import limit_widths, wide_table

if TYPE_CHECKING:
    from smmhire.bootstrap import Program

STEPS = 1000  # of the bar
WIDEST = 170  # pixels of a column


class DuplicatesDialog(Translated, QDialog):
    """Lists pairs. `merged`: two entries have become one; `not_same` holds what the user said are two people,
    and is the caller's, so that it holds as long as the program runs."""

    merged = Signal(object)

    def __init__(
        self, workplace: Workplace, not_same: set[frozenset[UUID]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._not_same = not_same
        self._found: Found | None = None
        self._pairs: list[Pair] = []
        self._job: Job | None = None
        self._last: tuple[UUID, ...] = ()
        self.texts.bind(self.setWindowTitle, N_("Entries that may be one person"))
        self._build()
        open_at(self, 1080, 680)
        self.look()

    def _build(self) -> None:
        self.counts = label("strong")
        self.model = TableModel(
            (
                Column(N_("Likely"), lambda p: percent(p.similarity.score), is_number=True),
                Column(N_("Name"), lambda p: p.names[0]),
                Column(N_("Name"), lambda p: p.names[1]),
                Column(N_("Why"), lambda p: p.similarity.reasons),
            ),
            self,
        )
        self.table = wide_table(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Pairs of entries"))
        self.verdict = label("strong")
        self.why = label(selectable=True)
        self.form = MergeForm()
        right = QWidget()
        layout = column(self.verdict, self.why, self.form, spacing=8)
        layout.setStretch(2, 1)
        layout.setContentsMargins(10, 0, 0, 0)
        right.setLayout(layout)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(self.table)
        self.split.addWidget(right)
        self.split.setSizes([400, 640])
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.none = label("muted")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nobody = QWidget()
        nobody.setLayout(column(None, self.none, None))
        self.stack = QStackedWidget()
        self.stack.addWidget(nobody)
        self.stack.addWidget(self.split)
        self.busy = QProgressBar()
        self.busy.setRange(0, STEPS)
        self.busy.setTextVisible(False)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.texts.bind(self.busy.setAccessibleName, N_("At work"))
        self.told = label("muted")
        self.undo_button = button("quiet")
        self.texts.bind(self.undo_button.setText, N_("Undo the merge"))
        self.undo_button.hide()
        self.close_button, self.later = button(), button()
        self.differ, self.merge_button = button(), button("primary")
        for made, text in (
            (self.close_button, N_("Close")),
            (self.later, N_("Later")),
            (self.differ, N_("Not the same person")),
            (self.merge_button, N_("Merge")),
        ):
            self.texts.bind(made.setText, text)
        foot = row(self.told, self.undo_button, self.close_button, self.later, self.differ, self.merge_button)
        foot.setStretch(0, 1)
        whole = column(self.counts, self.stack, self.busy, foot, margin=18)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.table.selected.connect(self._show_selected)
        self.close_button.clicked.connect(self.reject)
        self.later.clicked.connect(self.show_later)
        self.differ.clicked.connect(self.part)
        self.merge_button.clicked.connect(self.merge)
        self.undo_button.clicked.connect(self.undo)
        self.texts.call(self._say)

    # -- looking -------------------------------------------------------------------------------------
    def look(self) -> None:
        """Look for pairs among all candidates."""
        self.busy.setRange(0, 0)
        self.busy.show()
        self._job = self._workplace.background.run(
            _look, self._workplace.program, with_job=True, on_done=self._has_looked, on_failed=self._failed
        )
        self._job.progressed.connect(self._progressed)
        self._say()

    def _progressed(self, share: float, _what: str) -> None:
        self.busy.setRange(0, STEPS)
        self.busy.setValue(round(share * STEPS))

    def _has_looked(self, found: Found) -> None:
        self._job = None
        self.busy.hide()
        self._found = found
        self._pairs = [pair for pair in found.pairs if pair.ids not in self._not_same]
        self._show_pairs(0)
        limit_widths(self.table, WIDEST)
        if self._pairs:
            self.table.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.busy.hide()
        self.reject()
        self._workplace.notices.error(error)

    def _show_pairs(self, at: int) -> None:
        self.model.show_rows(self._pairs)
        self.stack.setCurrentIndex(1 if self._pairs else 0)
        self.table.select(min(at, len(self._pairs) - 1))
        self._say()
        self._show_selected()

    def _say(self) -> None:
        found = self._found
        has_pair = found is not None and bool(self._pairs)
        for made in (self.later, self.differ, self.merge_button):
            made.setEnabled(has_pair)
        if found is None:
            self.counts.setText("")
            self.none.setText(_("Looking for entries that may be one person …"))
            return
        more = found.total - len(found.pairs)
        parts = [ngettext("{n} pair to look at", "{n} pairs to look at", len(self._pairs))]
        if more > 0:
            parts.append(ngettext("{n} less likely one", "{n} less likely ones", more))
        self.counts.setText(" · ".join(parts) if self._pairs else "")
        self.none.setText(_("No two entries look like one person."))

    # -- one pair ------------------------------------------------------------------------------------
    def _show_selected(self) -> None:
        pair: Pair | None = self.table.current_row()
        if pair is None:
            return
        try:
            entries = merging.entries(
                (pair.one, pair.other), unit_of_work=self._workplace.program.unit_of_work
            )
        except UserError:  # deleted or merged meanwhile
            self._drop([one for one in self._pairs if one is pair])
            return
        self.verdict.setText(pair.similarity.verdict.capitalize())
        self.why.setText(pair.similarity.reasons)
        self.form.show_entries(entries)

    def _drop(self, gone: list[Pair]) -> None:
        at = max(0, self.table.currentIndex().row())
        self._pairs = [pair for pair in self._pairs if pair not in gone]
        self._show_pairs(at)

    def show_later(self) -> None:
        """Leave the pair for another time: it goes to the end of the list."""
        pair: Pair | None = self.table.current_row()
        if pair is not None:
            at = self.table.currentIndex().row()
            self._pairs = [one for one in self._pairs if one is not pair] + [pair]
            self._show_pairs(at)
            self.table.setFocus()

    def part(self) -> None:
        """They are two people: do not show the pair again."""
        pair: Pair | None = self.table.current_row()
        if pair is not None:
            self._not_same.add(pair.ids)
            self._drop([pair])
            self._look_first()

    def _look_first(self) -> None:
        """Off the button: a second Enter, pressed by habit, would decide on a pair nobody has looked at."""
        (self.table if self._pairs else self.close_button).setFocus()

    def merge(self) -> None:
        """Make the two entries one, as the form says."""
        pair: Pair | None = self.table.current_row()
        if pair is None:
            return
        merged_id = self.form.merged_id
        try:
            done = merging.merge(
                self.form.kept_id,
                [merged_id],
                choices={merged_id: self.form.chosen()},
                who=who(self._workplace.settings.current.user_name),
                reason=pair.similarity.reasons,
                unit_of_work=self._workplace.program.unit_of_work,
            )
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._last = done.merge_ids
        self.told.setText(" ".join((_("The entries are one now: {name}.", name=done.kept.name), *done.told)))
        self.undo_button.show()
        self._drop([one for one in self._pairs if merged_id in one.ids])
        self._look_first()
        self.merged.emit(done.kept.id)

    def undo(self) -> None:
        """Undo the merge made last, and look again."""
        try:
            (back,) = merging.undo(
                self._last,
                who=who(self._workplace.settings.current.user_name),
                unit_of_work=self._workplace.program.unit_of_work,
            )
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self.undo_button.hide()
        said = _("{one} and {other} stand by themselves again.", one=back.kept.name, other=back.merged.name)
        self.told.setText(" ".join((said, *back.told)))
        self.merged.emit(back.kept.id)
        self.look()

    def retranslate(self) -> None:
        """The list and the pair too."""
        super().retranslate()
        self.model.refresh()
        pair: Pair | None = self.table.current_row()
        if pair is not None:
            self.verdict.setText(pair.similarity.verdict.capitalize())
            self.why.setText(pair.similarity.reasons)

    def reject(self) -> None:
        """Close; what is under way is given up."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()


def _look(program: Program, *, job: Job) -> Found:
    return duplicates.among_all(unit_of_work=program.unit_of_work, progress=job.progress)
