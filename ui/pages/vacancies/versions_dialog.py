"""The versions of a vacancy: when, by whom, what changed; and one brought back."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from smmhire.services import vacancies, vacancy_versions
from smmhire.services.vacancy_versions import ListedVersion, VacancyState
from smmhire.texts import N_, _, moment, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.page import Page
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView


class VersionsDialog(Translated, QDialog):
    """Lists the versions. `changed` carries the vacancy's id when it was published or its draft replaced."""

    changed = Signal(object)

    def __init__(self, vacancy_id: UUID, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._vacancy_id = vacancy_id
        self._page = page
        self._unit_of_work = page.program.unit_of_work
        self.title = label("heading")
        self.state = label("strong")
        self.model = TableModel(
            (
                Column(N_("Version"), lambda v: number(v.version.number), is_number=True),
                Column(N_("Published"), lambda v: moment(v.version.published_at)),
                Column(N_("Who"), lambda v: v.version.who),
                Column(N_("What changed"), _summary, stretches=True),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Published versions"))
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.texts.bind(self.changes.setAccessibleName, N_("What changed"))
        self.publish, self.restore, self.close_button = button("primary"), button(), button()
        self.texts.bind(self.publish.setText, N_("Publish"))
        self.texts.bind(self.restore.setText, N_("Bring back as the draft"))
        self.texts.bind(
            self.restore.setToolTip, N_("The draft then says what this version says; nothing is published")
        )
        self.texts.bind(self.close_button.setText, N_("Close"))
        self.texts.bind(self.setWindowTitle, N_("Versions"))
        foot = row(self.publish, self.restore, None, self.close_button)
        layout = column(self.title, self.state, self.table, self.changes, foot, margin=18)
        layout.setStretch(2, 3)
        layout.setStretch(3, 2)
        self.setLayout(layout)
        # A small screen has less height than both would like.
        self.table.setMinimumHeight(56)
        self.changes.setMinimumHeight(44)
        open_at(self, 760, 560)
        self.table.selected.connect(self._show_changes)
        self.publish.clicked.connect(self.publish_draft)
        self.restore.clicked.connect(self.restore_selected)
        self.close_button.clicked.connect(self.reject)
        self.refresh()
        self.table.setFocus()

    def refresh(self) -> None:
        """Read the versions again."""
        self._history = vacancy_versions.history(self._vacancy_id, unit_of_work=self._unit_of_work)
        self.title.setText(self._history.draft.title)
        self.model.show_rows(self._history.versions)
        self.table.select(0)
        self._show_state()

    def retranslate(self) -> None:
        """The changes are made in words when they are read."""
        super().retranslate()
        if hasattr(self, "_history"):
            self.refresh()

    def _show_state(self) -> None:
        state = self._history.state
        if state is VacancyState.DRAFT:
            words = _("Nothing has been published yet. Results are compared with the draft.")
        elif state is VacancyState.PUBLISHED:
            words = _("The draft is what was published last.")
        else:
            lines = "\n".join(f"• {one.text}" for one in self._history.unpublished[:6])
            words = _("Not published yet:") + "\n" + lines
        self.state.setText(words)
        self.publish.setEnabled(state is not VacancyState.PUBLISHED)
        self._show_changes()

    def _show_changes(self) -> None:
        chosen: ListedVersion | None = self.table.current_row()
        self.restore.setEnabled(chosen is not None)
        if chosen is None:
            self.changes.setPlainText("")
        elif not chosen.changes:
            self.changes.setPlainText(_("The first version."))
        else:
            self.changes.setPlainText("\n".join(f"• {one.text}" for one in chosen.changes))

    def publish_draft(self) -> None:
        """Ask and publish."""
        from ui.pages.vacancies.actions import VacancyActions

        actions = self.parent()
        assert isinstance(actions, VacancyActions)
        if actions.publish_vacancy(self._vacancy_id):
            self.refresh()

    def restore_selected(self) -> None:
        """Let the draft be what the selected version says, and offer the way back."""
        chosen: ListedVersion | None = self.table.current_row()
        if chosen is None:
            return
        replaced = vacancy_versions.restore(
            self._vacancy_id, chosen.version.number, unit_of_work=self._unit_of_work
        )

        def undo() -> None:
            vacancies.save(replaced, unit_of_work=self._unit_of_work)
            self.changed.emit(self._vacancy_id)

        self.changed.emit(self._vacancy_id)
        self._page.notices.info(
            lambda: _(
                "The draft says again what version {number} says.", number=number(chosen.version.number)
            ),
            N_("Undo"),
            undo,
        )
        self.refresh()


def _summary(one: ListedVersion) -> str:
    return "; ".join(change.text for change in one.changes) or _("The first version.")
