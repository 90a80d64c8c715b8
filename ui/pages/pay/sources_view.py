"""The data sources: what there is, whether it counts, and where it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from smmhire.pay.observation import PaySource
from smmhire.pay.reference import ReferencePay
from smmhire.texts import N_, _, day, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.pay.words import kind_name, translated
from ui.widgets.basics import GAP, button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A line of the list: an imported source, or (None) the statistics shipped with the program."""

    source: PaySource | None
    name: str
    kind: str
    row_count: int
    day: date | None
    licence_note: str
    credit: str
    is_on: bool
    file_name: str = ""
    is_one_of_several: bool = False

    @property
    def title(self) -> str:
        """Its name, with the file where others are called the same."""
        name = translated(self.name)
        return f"{name} · {self.file_name}" if self.is_one_of_several and self.file_name else name

    @property
    def state(self) -> str:
        """Whether its figures count."""
        if self.source is None:
            return _("shipped, for comparison")
        if not self.is_on:
            return _("switched off")
        return _("shown beside") if self.kind == "reference" else _("taken into account")


def imported_row(source: PaySource, *, is_one_of_several: bool = False) -> SourceRow:
    """The line of an imported source. is_one_of_several: others have its name too."""
    return SourceRow(
        source=source,
        name=source.name,
        kind=source.kind,
        row_count=source.row_count,
        day=source.imported_at.astimezone().date(),
        licence_note=source.licence_note,
        credit=source.credit,
        is_on=source.enabled,
        file_name=source.file_name or "",
        is_one_of_several=is_one_of_several,
    )


def shipped_row(figures: Sequence[ReferencePay]) -> SourceRow:
    """The line of the shipped statistics. Raises ValueError where there are none."""
    newest = max(figures, key=lambda figure: figure.observed_on)
    return SourceRow(
        source=None,
        name=newest.source,
        kind="reference",
        row_count=len(figures),
        day=newest.observed_on,
        licence_note=newest.licence_note,
        credit="",
        is_on=True,
    )


class SourcesTable(TableView):
    """The space bar switches the current source, Delete removes it."""

    switch_pressed = Signal()
    remove_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys of this list; all others as in every table."""
        if event.key() == Qt.Key.Key_Space:
            self.switch_pressed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_pressed.emit()
        else:
            super().keyPressEvent(event)


class SourcesView(Translated, QWidget):
    """Lists the sources. Signals carry what the user wants; the page does it."""

    import_wanted = Signal()
    switch_wanted = Signal(object, bool)  # id, whether it counts from now on
    removal_wanted = Signal(object)  # PaySource

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.empty = EmptyState(
            N_("No pay data of your own yet"),
            N_(
                "Bring in a survey or a list of job postings as CSV, TSV or XLSX: with the button, or by "
                "dropping the file on this page. You see how every row is understood before anything is "
                "kept. Until then the official US statistics below give a rough idea."
            ),
            N_("Import a file …"),
        )
        self.model = TableModel(
            (
                Column(N_("Source"), lambda r: r.title, stretches=True, tool_tip=_file_of),
                Column(N_("Rows"), lambda r: number(r.row_count), is_number=True),
                Column(N_("Date"), lambda r: day(r.day)),
                Column(N_("State"), lambda r: r.state),
            ),
            self,
        )
        self.table = SourcesTable(self.model)
        self.table.setMinimumHeight(180)
        self.texts.bind(self.table.setAccessibleName, N_("Data sources"))
        self.switch = button()
        self.remove = button("danger")
        self.texts.bind(self.remove.setText, N_("Remove"))
        self.details_name = label("heading", selectable=True)
        self.details = label(selectable=True)
        self.details_card = card(column(self.details_name, self.details, row(self.switch, None, self.remove)))
        content = QWidget()
        layout = column(self.empty, self.table, self.details_card, spacing=GAP)
        layout.setStretch(1, 1)
        content.setLayout(layout)
        self.setLayout(column(scrolled(content)))
        self._connect()
        self._show_details()

    def _connect(self) -> None:
        self.empty.acted.connect(self.import_wanted)
        self.table.selected.connect(self._show_details)
        self.table.activated.connect(self._switch)
        self.switch.clicked.connect(self._switch)
        self.remove.clicked.connect(self._remove)
        self.table.switch_pressed.connect(self._switch)
        self.table.remove_pressed.connect(self._remove)

    def show_sources(
        self, sources: Sequence[PaySource], figures: Sequence[ReferencePay], select: UUID | None = None
    ) -> None:
        """Show `sources` and the shipped `figures`; the selection stays, or goes to the source `select`."""
        current = self.selected_source()
        kept = select or (current.id if current is not None else None)
        counts = Counter(source.name for source in sources)
        rows = [imported_row(source, is_one_of_several=counts[source.name] > 1) for source in sources]
        if figures:
            rows.append(shipped_row(figures))
        self.model.show_rows(rows)
        self.empty.setVisible(not sources)
        places = [i for i, r in enumerate(rows) if r.source is not None and r.source.id == kept]
        self.table.select(places[0] if places else 0)
        self._show_details()

    def selected_source(self) -> PaySource | None:
        """The imported source of the current line."""
        line = self.table.current_row()
        return line.source if line is not None else None

    def retranslate(self) -> None:
        """The lines too."""
        super().retranslate()
        self.model.refresh()
        self._show_details()

    def _show_details(self) -> None:
        line = self.table.current_row()
        self.details_card.setVisible(line is not None)
        if line is None:
            return
        name = translated(line.name)
        self.details_name.setText(name)
        parts = [_("What it is: {kind}.", kind=kind_name(line.kind))]
        if line.source is not None and line.source.file_name:
            parts.append(_("File: {name}", name=line.source.file_name))
        parts.append(_("Licence: {note}", note=translated(line.licence_note) or _("not said")))
        if line.credit:
            parts.append(_("Credit: {credit}", credit=translated(line.credit)))
        if line.source is None:
            parts.append(
                _("It comes with the program, is shown beside your figures and never mixed with them.")
            )
        self.details.setText("\n".join(parts))
        for widget in (self.switch, self.remove):
            widget.setVisible(line.source is not None)
        self.switch.setText(_("Switch off") if line.is_on else _("Switch on"))
        self.switch.setAccessibleName(f"{self.switch.text()}: {name}")
        self.remove.setAccessibleName(_("Remove: {name}", name=name))

    def _switch(self, *_anything: object) -> None:
        source = self.selected_source()
        if source is not None:
            self.switch_wanted.emit(source.id, not source.enabled)

    def _remove(self, *_anything: object) -> None:
        source = self.selected_source()
        if source is not None:
            self.removal_wanted.emit(source)


def _file_of(line: SourceRow) -> str:
    return _("File: {name}", name=line.file_name) if line.file_name else line.title
