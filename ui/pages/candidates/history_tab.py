"""What was decided about the candidate: who, when, why. To be read only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smmhire.services import decisions, merging
from smmhire.services.decision_words import in_words, who_text
from smmhire.services.decisions import LogEntry
from smmhire.texts import N_, _, moment
from ui.dialogs.decision_log import DecisionLogDialog
from ui.pages.candidates.section import Section, block, muted
from ui.pages.page import Workplace
from ui.widgets.basics import button, clear, column, label, row

# The rest stands in the log.
SHOWN = 20


class HistoryTab(Section):
    """The last entries of the log about the candidate."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self.dialog: DecisionLogDialog | None = None
        self.show_log = button()
        self.texts.bind(self.show_log.setText, N_("Log of decisions …"))
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self.part_button = button()  # shown where another entry was merged into this one
        self.texts.bind(self.part_button.setText, N_("Undo the merge"))
        self.part_button.hide()
        self.setLayout(column(self._list, row(self.show_log, self.part_button, None), None, spacing=10))
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.show_log.clicked.connect(self.open_log)
        self.part_button.clicked.connect(self.part)

    def fill(self) -> None:
        """The entries, the newest first."""
        clear(self._list)
        merges = ()
        if self.candidate is not None:
            merges = merging.merges_of(self.candidate_id, unit_of_work=self.unit_of_work)
        self.part_button.setVisible(bool(merges))
        if self.candidate is None:
            return
        entries = decisions.listing(
            candidate_id=self.candidate_id, limit=SHOWN, unit_of_work=self.unit_of_work
        )
        for entry in entries:
            self._list.addWidget(_entry(entry))
        if not entries:
            self._list.addWidget(muted(_("Nothing has been decided yet.")))

    def part(self) -> None:
        """Undo the merge that was made last: the other entry stands by itself again."""
        last = merging.merges_of(self.candidate_id, unit_of_work=self.unit_of_work)[:1]
        if not last:
            return
        (back,) = merging.undo([last[0].id], who=self.who, unit_of_work=self.unit_of_work)
        self.changed.emit()
        said = _("{one} and {other} stand by themselves again.", one=back.kept.name, other=back.merged.name)
        self.workplace.notices.info(lambda: " ".join((said, *back.told)))

    def open_log(self) -> None:
        """All entries about the candidate, with filter and export."""
        if self.candidate is None:
            return
        dialog = DecisionLogDialog(
            self.workplace, candidate_id=self.candidate_id, about=self.candidate.name, parent=self
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None


def _entry(entry: LogEntry) -> QWidget:
    made = entry.decision
    what = label()
    what.setText(in_words(made))
    parts: list[QWidget] = [what]
    if made.reason:
        reason = label(selectable=True)
        reason.setText(_("Reason: {reason}", reason=made.reason))
        parts.append(reason)
    about = (moment(made.happened_at), who_text(made.who), entry.vacancy_title)
    return block(column(*parts, muted(" · ".join(part for part in about if part)), spacing=2))
