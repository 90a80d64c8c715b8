"""What was decided about the candidate: who, when, why. To be read only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smmhire.services import decisions
from smmhire.services.decision_words import in_words
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
        self.setLayout(column(self._list, row(self.show_log, None), None, spacing=10))
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.show_log.clicked.connect(self.open_log)

    def fill(self) -> None:
        """The entries, the newest first."""
        clear(self._list)
        if self.candidate is None:
            return
        entries = decisions.listing(
            candidate_id=self.candidate_id, limit=SHOWN, unit_of_work=self.unit_of_work
        )
        for entry in entries:
            self._list.addWidget(_entry(entry))
        if not entries:
            self._list.addWidget(muted(_("Nothing has been decided yet.")))

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
    about = (moment(made.happened_at), made.who, entry.vacancy_title)
    return block(column(*parts, muted(" · ".join(part for part in about if part)), spacing=2))
