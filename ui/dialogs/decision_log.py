"""The log of decisions: who decided what, when and why. It can be read and given away, not changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFileDialog, QLineEdit, QWidget

from smmhire.candidates.decisions import DecisionKind
from smmhire.services import decisions
from smmhire.services.decision_words import KIND_NAMES, in_words, who_text
from smmhire.services.decisions import PAGE, LogEntry
from smmhire.services.files import save_file
from smmhire.texts import N_, _, moment, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView

# So long after the last key the log is searched.
PAUSE_MS = 250


class DecisionLogDialog(Translated, QDialog):
    """The entries of a vacancy, about a candidate, or all; the newest first, a page at a time.

    `about`: what the vacancy or candidate is called.
    """

    def __init__(
        self,
        workplace: Workplace,
        *,
        vacancy_id: UUID | None = None,
        candidate_id: UUID | None = None,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._which: dict[str, Any] = {"vacancy_id": vacancy_id, "candidate_id": candidate_id}
        self._about = about
        self._entries: tuple[LogEntry, ...] = ()
        self._asked = 0  # answers to earlier questions are passed over
        self.texts.bind(self.setWindowTitle, N_("Log of decisions"))
        self._build()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PAUSE_MS)
        self._wait.timeout.connect(self.load)
        self.words.textChanged.connect(lambda _text: self._wait.start())
        self.kind.currentIndexChanged.connect(self.load)
        self.everything.toggled.connect(self._widen)
        self.more.clicked.connect(self.load_more)
        self.as_csv.clicked.connect(lambda: self.export("csv"))
        self.as_json.clicked.connect(lambda: self.export("json"))
        self.table.selected.connect(self._show_whole)
        self.close_button.clicked.connect(self.reject)
        self.load()
        self.words.setFocus()  # rows come later, and an empty table takes no keys

    def _build(self) -> None:
        self.heading = label("heading")
        hint = label("muted")
        self.texts.bind(hint.setText, N_("Entries are only ever added: nobody can change them here."))
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.texts.bind(self.words.setPlaceholderText, N_("Find by who, reason, candidate or vacancy"))
        self.texts.bind(self.words.setAccessibleName, N_("Find by who, reason, candidate or vacancy"))
        self.kind = QComboBox()
        self.kind.addItem("", None)
        self.texts.bind(lambda t: self.kind.setItemText(0, t), N_("everything"))
        for kind, text in KIND_NAMES.items():
            self.kind.addItem("", kind)
            index = self.kind.count() - 1
            self.texts.bind(lambda t, i=index: self.kind.setItemText(i, t), text)
        self.texts.bind(self.kind.setAccessibleName, N_("What was decided"))
        self.model = TableModel(
            (
                Column(N_("When"), lambda e: moment(e.decision.happened_at)),
                Column(N_("Who"), lambda e: who_text(e.decision.who)),
                Column(N_("What was decided"), lambda e: in_words(e.decision), stretches=True),
                Column(N_("Candidate"), lambda e: e.candidate_name, stretches=True),
                Column(N_("Vacancy"), lambda e: e.vacancy_title, stretches=True),
                Column(N_("Reason"), lambda e: e.decision.reason, stretches=True),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Log of decisions"))
        self.whole = label(selectable=True)
        self.state = label("muted", wraps=False)
        self.more = button()
        self.texts.bind(self.more.setText, N_("Show more"))
        self.as_csv, self.as_json, self.close_button = button(), button(), button()
        self.texts.bind(self.as_csv.setText, N_("Save as CSV …"))
        self.texts.bind(self.as_json.setText, N_("Save as JSON …"))
        self.texts.bind(self.close_button.setText, N_("Close"))
        self.everything = QCheckBox()
        self.texts.bind(self.everything.setText, N_("Of all candidates and vacancies"))
        self.everything.setVisible(bool(self._about))
        tools = row(self.words, self.kind, self.everything)
        tools.setStretch(0, 1)
        foot = row(self.more, self.state, None, self.as_csv, self.as_json, self.close_button)
        self.texts.call(self._say_about)
        layout = column(self.heading, hint, tools, self.table, self.whole, foot, margin=18)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        open_at(self, 940, 620)

    def _say_about(self) -> None:
        is_all = not self._about or self.everything.isChecked()
        self.heading.setText(_("All decisions") if is_all else _("Decisions: {about}", about=self._about))
        self.table.setColumnHidden(3, not is_all and self._which["candidate_id"] is not None)
        self.table.setColumnHidden(4, not is_all and self._which["vacancy_id"] is not None)

    def _widen(self) -> None:
        """From what the log was opened for to all of it, or back."""
        self._say_about()
        self.load()

    def retranslate(self) -> None:
        """Rows too."""
        super().retranslate()
        self.model.refresh()
        self._show_whole()
        self._say_state()

    # -- reading -------------------------------------------------------------------------------------
    def load(self) -> None:
        """The first page of what is asked for."""
        self._ask(None)

    def load_more(self) -> None:
        """The page that follows."""
        if self._entries:
            self._ask(self._entries[-1])

    def _ask(self, last: LogEntry | None) -> None:
        self._asked += 1
        after = None if last is None else last.decision
        self._workplace.background.run(
            self._read, self._asked, last, self._query() | {"after": after}, on_done=self._show
        )

    def _query(self) -> dict[str, Any]:
        """What the fields ask for; read before the work begins, which is in another thread."""
        kind = self.kind.currentData()
        which = dict.fromkeys(self._which) if self.everything.isChecked() else self._which
        return which | {
            "kinds": None if kind is None else [DecisionKind(kind)],
            "words": self.words.text(),
            "unit_of_work": self._workplace.program.unit_of_work,
        }

    def _read(
        self, asked: int, last: LogEntry | None, query: dict[str, Any]
    ) -> tuple[int, LogEntry | None, tuple[LogEntry, ...]]:
        return asked, last, decisions.listing(**query)

    def _show(self, answer: tuple[int, LogEntry | None, tuple[LogEntry, ...]]) -> None:
        asked, last, found = answer
        if asked != self._asked:
            return
        kept = self.table.currentIndex().row() if last is not None else 0
        self._entries = found if last is None else self._entries + found
        self.model.show_rows(self._entries)
        self.table.select(kept)
        self.more.setVisible(len(found) == PAGE)
        self._say_state()
        self._show_whole()

    def _say_state(self) -> None:
        shown = _("Entries shown: {n}", n=number(len(self._entries)))
        self.state.setText(shown if self._entries else _("No entry."))

    def _show_whole(self) -> None:
        """The current entry in full, where the columns are too narrow for it."""
        entry: LogEntry | None = self.table.current_row()
        self.whole.setVisible(entry is not None)
        if entry is None:
            return
        parts = [in_words(entry.decision)]
        if entry.decision.reason:
            parts.append(_("Reason: {reason}", reason=entry.decision.reason))
        self.whole.setText(" ".join(parts))

    # -- giving away ---------------------------------------------------------------------------------
    def export(self, kind: str) -> None:
        """Ask for a file and write everything that the filter lets through, not only the pages shown."""
        folder = self._workplace.settings.current.last_folder or str(Path.home())
        name, _filter = QFileDialog.getSaveFileName(
            self, _("Save the log"), str(Path(folder) / f"decisions.{kind}"), f"{kind.upper()} (*.{kind})"
        )
        if name:
            self._workplace.settings.change(last_folder=str(Path(name).parent))
            self._workplace.background.run(
                self._write, Path(name), self._query() | {"limit": None}, on_done=self._written
            )

    def _write(self, path: Path, query: dict[str, Any]) -> Path:
        entries = decisions.listing(**query)
        as_bytes = decisions.to_json if path.suffix.lower() == ".json" else decisions.to_csv
        return save_file(as_bytes(entries), path)

    def _written(self, path: Path) -> None:
        self.state.setText(_("Saved as {file}", file=path.name))
