"""Notes on the candidate: written here, with who and when, taken away with undo."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from smmhire.candidates.candidate import Candidate
from smmhire.services import notes, stages
from smmhire.services.notes import Note
from smmhire.texts import N_, _, moment
from ui.pages.candidates.section import Section, block, muted, small
from ui.pages.page import Workplace
from ui.widgets.basics import button, clear, column, label, row
from ui.widgets.choices import index_of


class NotesTab(Section):
    """A field for the next note, and the notes there are, the last written first."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._titles: dict[UUID, str] = {}
        self._drafts: dict[UUID | None, str] = {}
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(4 * self.text.fontMetrics().lineSpacing())
        self.texts.bind(self.text.setPlaceholderText, N_("What should be remembered"))
        self.texts.bind(self.text.setAccessibleName, N_("New note"))
        self.vacancy = QComboBox()
        self.vacancy.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.vacancy.setMinimumContentsLength(12)
        self.texts.bind(self.vacancy.setAccessibleName, N_("About which vacancy"))
        self.add = button()
        self.texts.bind(self.add.setText, N_("Add the note"))
        self.texts.bind(self.add.setToolTip, N_("Add the note (Ctrl+Enter)"))
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        tools = row(self.vacancy, self.add)
        tools.setStretch(0, 1)
        self.setLayout(column(self.text, tools, self._list, None, spacing=10))
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.add.clicked.connect(self.write)
        keys = QShortcut(QKeySequence("Ctrl+Return"), self.text)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(self.write)

    def show_candidate(self, candidate: Candidate | None) -> None:
        """What was typed and not added yet stays with the candidate it was typed for."""
        before, now = (None if one is None else one.id for one in (self.candidate, candidate))
        if now != before:
            self._drafts[before] = self.text.toPlainText()
            self.text.setPlainText(self._drafts.pop(now, ""))
        super().show_candidate(candidate)

    def fill(self) -> None:
        """The notes, and the vacancies one can be about."""
        clear(self._list)
        if self.candidate is None:
            return
        chosen = self.vacancy.currentData()
        applied = stages.of_candidate(self.candidate_id, unit_of_work=self.unit_of_work)
        self._titles = {one.vacancy_id: one.vacancy_title for one in applied}
        self.vacancy.clear()
        self.vacancy.addItem(_("about no vacancy in particular"), None)
        for key, title in self._titles.items():
            self.vacancy.addItem(title, key)
        self.vacancy.setCurrentIndex(max(0, index_of(self.vacancy, chosen)))
        self.vacancy.setVisible(bool(self._titles))
        found = notes.listing(self.candidate_id, unit_of_work=self.unit_of_work)
        for note in found:
            self._list.addWidget(self._note(note))
        if not found:
            self._list.addWidget(muted(_("No note yet.")))

    def _note(self, note: Note) -> QWidget:
        text = label(selectable=True)
        text.setText(note.text)
        title = self._titles.get(note.vacancy_id, "") if note.vacancy_id else ""
        parts = (moment(note.written_at), note.who, title)
        remove = small(
            "quiet",
            _("Delete"),
            _("Delete the note of {when}", when=moment(note.written_at)),
            lambda: self.remove(note),
        )
        head = muted(" · ".join(part for part in parts if part))
        tools = row(head, remove)
        tools.setStretch(0, 1)
        return block(column(tools, text, spacing=2))

    def write(self) -> None:
        """Keep what was typed as a note."""
        if self.candidate is None:
            return
        notes.write(
            self.candidate_id,
            self.text.toPlainText(),
            who=self.who,
            vacancy_id=self.vacancy.currentData(),
            unit_of_work=self.unit_of_work,
        )
        self.text.clear()
        self.fill()
        self.text.setFocus()

    def remove(self, note: Note) -> None:
        """Take a note away, and offer the way back."""
        notes.remove(note.id, unit_of_work=self.unit_of_work)
        self.fill()
        self.workplace.notices.info(
            lambda: _("The note has been deleted."), N_("Undo"), lambda: self._put_back(note)
        )

    def _put_back(self, note: Note) -> None:
        notes.put_back(note, unit_of_work=self.unit_of_work)
        self.fill()
