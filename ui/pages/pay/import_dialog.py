"""Importing a file: read, say which column is what, look at a dry run, and only then keep it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSplitter, QWidget

from smmhire.errors import UserError
from smmhire.pay.observation import PaySource
from smmhire.services import mappings, pay
from smmhire.services.role import role
from smmhire.texts import N_, _, ngettext, number
from ui.dialogs.trial import TrialDialog
from ui.pages.page import Workplace
from ui.pages.pay.dry_run_view import DryRunView
from ui.pages.pay.mapping_form import MappingForm
from ui.pages.pay.mapping_menu import MappingMenu
from ui.pages.pay.mappings import NAMES, Origin, fitting, read_file
from ui.pages.pay.words import translated
from ui.widgets.basics import column, label, row, scrolled
from ui.widgets.quiet_wheel import QuietWheel

if TYPE_CHECKING:
    from smmhire.services.pay import ColumnMapping, PayImport, Table

# A dry run of some 30,000 rows takes about a second: not at every key.
TRY_AFTER_MS = 350


class ImportDialog(TrialDialog):
    """Imports one file. `imported` carries the source as it is stored and the PayImport it came from."""

    imported = Signal(object, object)

    def __init__(self, path: Path, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(path, workplace, parent)
        self._table: Table | None = None
        self._guessed: ColumnMapping | None = None
        self._presets: tuple[ColumnMapping, ...] = ()
        self._mappings: list[tuple[Origin, ColumnMapping]] = []
        self._proposal: PayImport | None = None
        self._same_file: PaySource | None = None
        self._is_keeping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(TRY_AFTER_MS)
        self._timer.timeout.connect(self.try_now)
        self._build()
        self._read()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        content = role()
        self.form = MappingForm(content)
        self.view = DryRunView(content)
        self.origin = QComboBox()
        self.origin.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        origin_name = label(wraps=False)
        origin_name.setBuddy(self.origin)
        self.texts.bind(origin_name.setText, N_("How the columns are read"))
        self.texts.bind(self.origin.setAccessibleName, N_("How the columns are read"))
        self.menu = MappingMenu(self._workplace, self.form.mapping)
        beside = row(self.origin, self.menu)
        beside.setContentsMargins(0, 0, 10, 0)  # as wide as the form below
        beside.setStretch(0, 1)
        left = QWidget()
        left.setLayout(column(origin_name, beside, self.form, spacing=6))
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(scrolled(left))
        self.splitter.addWidget(self.view)
        self.splitter.setSizes([450, 590])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        self.texts.call(self._say_button)
        self.form.changed.connect(self._changed)
        self.origin.activated.connect(self._take_mapping)
        self.menu.opened.connect(self._take_opened)
        self.menu.changed.connect(self._list_mappings)
        QuietWheel(self)

    # -- reading the file ----------------------------------------------------------------------------
    def _read(self) -> None:
        self.run(read_file, self._path, on_done=self._has_read, on_failed=self.could_not_read)

    def _has_read(self, found: tuple[Table, ColumnMapping, tuple[ColumnMapping, ...]]) -> None:
        self.end_work()
        self._table, self._guessed, self._presets = found
        for error in self._list_mappings():
            self._workplace.notices.info(str(error))
        sources = pay.sources(unit_of_work=self._workplace.program.unit_of_work)
        self._same_file = next((s for s in sources if s.file_sha256 == self._table.sha256), None)
        self._take_mapping(0)
        self.show_content(self.splitter)
        self.form.source_name.setFocus()

    def _list_mappings(self) -> tuple[UserError, ...]:
        """Offer the mappings that fit the table; why some cannot be read."""
        if self._table is None or self._guessed is None:
            return ()
        opened = [entry for entry in self._mappings if entry[0] == "file"]
        current = self._workplace.settings.current
        found, unreadable = fitting(self._table, self._guessed, self._presets, current)
        chosen = self._mappings[self.origin.currentIndex()] if self._mappings else None
        self._mappings = [*opened, *found]
        self._name_mappings()
        self.origin.setCurrentIndex(self._mappings.index(chosen) if chosen in self._mappings else 0)
        return unreadable

    def _take_opened(self, mapping: ColumnMapping) -> None:
        """Read the table by the mapping of a file, if it has such columns."""
        if self._table is None:
            return
        try:
            mappings.check(mapping, self._table)
        except UserError as error:
            self._workplace.notices.error(error)
            return
        self._mappings = [("file", mapping), *(entry for entry in self._mappings if entry[0] != "file")]
        self.origin.setCurrentIndex(0)
        self._name_mappings()
        self._take_mapping(0)

    def _name_mappings(self) -> None:
        current = max(0, self.origin.currentIndex())
        self.origin.clear()
        for origin, mapping in self._mappings:
            self.origin.addItem(_(NAMES[origin], name=translated(mapping.source_name or mapping.name)))
        self.origin.setCurrentIndex(current)

    def _take_mapping(self, index: int) -> None:
        if self._table is not None and index < len(self._mappings):
            self.form.load(self._mappings[index][1], self._table.headings)
            self.try_now()

    # -- the dry run ---------------------------------------------------------------------------------
    def _changed(self) -> None:
        self._proposal = None
        self._say_button()
        self._timer.start()

    def try_now(self) -> None:
        """Find out what the import would do by the mapping in the form; an earlier try is given up."""
        self._timer.stop()
        if self._table is None:
            return
        self._proposal = None
        self._say_button()
        mapping = self.form.mapping()
        self.run(
            pay.dry_run,
            self._table,
            mapping,
            unit_of_work=self._workplace.program.unit_of_work,
            source_name=mapping.source_name,
            with_job=True,
            on_done=self._has_tried,
            on_failed=self._could_not_try,
        )

    def _has_tried(self, proposal: PayImport) -> None:
        if not self.is_current(self.sender()) or self._timer.isActive():
            return  # the form has changed since; the next try is on its way
        self.end_work()
        self._proposal = proposal
        self.view.show_proposal(proposal, self._warning(proposal))
        self._say_button()

    def _could_not_try(self, error: BaseException) -> None:
        if not self.is_current(self.sender()):
            return
        self.end_work()
        if not isinstance(error, UserError):
            self._workplace.notices.error(error)
            return
        self.view.show_none(f"{error.what} {error.what_to_do}")

    def _warning(self, proposal: PayImport) -> str:
        if proposal.already is not None:
            return _(
                "This file is here already as “{name}”, read in the same way. Importing it again changes "
                "nothing.",
                name=translated(proposal.already.name),
            )
        if self._same_file is not None:
            return _(
                "This file is here already as “{name}”, read differently. If you import it again, every row "
                "counts once, as you read it now; those of “{name}” then stand back.",
                name=translated(self._same_file.name),
            )
        if proposal.result.wages:
            return _("Published wages: they are shown beside people’s pay, never mixed with it.")
        doubtful, all_of_them = proposal.result.counts.get("implausible", 0), proposal.result.understood
        if all_of_them and doubtful > all_of_them / 2:
            return _(
                "{n} of {all} figures cannot be true for their currency and period. Does another column hold "
                "the pay?",
                n=number(doubtful),
                all=number(all_of_them),
            )
        if not proposal.result.understood:
            return _("No row was understood. Say which column holds the pay, its currency and its period.")
        return ""

    def _say_button(self) -> None:
        n = self._proposal.result.understood if self._proposal else 0
        text = ngettext("Import {n} row", "Import {n} rows", n) if n else _("Import")
        self.accept_button.setText(text)
        is_new = self._proposal is not None and self._proposal.already is None
        self.accept_button.setEnabled(n > 0 and is_new)

    # -- keeping -------------------------------------------------------------------------------------
    def keep(self) -> None:
        """Store what the dry run has shown."""
        if self._proposal is None or not self.accept_button.isEnabled() or self._timer.isActive():
            return
        self.splitter.setEnabled(False)
        self.accept_button.setEnabled(False)
        self._is_keeping = True
        job = self.run(
            pay.accept,
            self._proposal,
            unit_of_work=self._workplace.program.unit_of_work,
            with_job=True,
            on_done=self._has_kept,
            on_failed=self._could_not_keep,
        )
        job.ended.connect(self._keeping_ended)

    def _has_kept(self, source: PaySource) -> None:
        assert self._proposal is not None
        self._is_keeping = False
        self.end_work()
        if self._table is not None:
            last = self._workplace.settings.current.pay_mappings
            self._workplace.settings.change(
                pay_mappings=mappings.with_remembered(self._table, self._proposal.mapping, last)
            )
        self.imported.emit(source, self._proposal)
        self.cancel.setEnabled(True)
        self.accept()

    def _could_not_keep(self, error: BaseException) -> None:
        self._is_keeping = False
        self.end_work()
        self.splitter.setEnabled(True)
        self.cancel.setEnabled(True)
        self._say_button()
        self._workplace.notices.error(error)

    def _keeping_ended(self) -> None:
        """Storing has come to an end without a result: it was cancelled, in time or a moment too late."""
        if not self._is_keeping or self._proposal is None:
            return
        wanted = self._proposal.source.id
        sources = pay.sources(unit_of_work=self._workplace.program.unit_of_work)
        stored = next((source for source in sources if source.id == wanted), None)
        if stored is not None:
            self._has_kept(stored)  # it is there, so it must be said
            return
        self._is_keeping = False
        self.cancel.setEnabled(True)
        self.end_work()
        self.reject()

    def reject(self) -> None:
        """Leave without keeping anything. Storing is one transaction: cancelled, it leaves nothing."""
        if self._is_keeping:
            if self._job is not None:
                self._job.cancel()
            self.cancel.setEnabled(False)
            return
        if self.cancel.isEnabled():
            self._timer.stop()
        super().reject()

    def retranslate(self) -> None:
        """Names of mappings and the warning too."""
        super().retranslate()
        if self._table is not None:
            self._name_mappings()
        if self._proposal is not None:
            self.view.warn(self._warning(self._proposal))
