"""The batches there were: how far each is, what failed and why, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from smmhire.certificates.issuers import BatchProgress
from smmhire.services import certificate_batch, issuer_keys
from smmhire.texts import N_, _, moment, number
from ui.dialogs.document import LANGUAGES
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row
from ui.widgets.table_view import TableView


class BatchesDialog(Translated, QDialog):
    """`go_on_wanted` carries the batch and whether what is left is to be signed; `folder_wanted` a place;
    `forget_wanted` a batch that is to be on the list no longer."""

    go_on_wanted = Signal(object, bool)
    folder_wanted = Signal(object)
    forget_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._is_running = False
        self._failed_of: UUID | None = None
        self.texts.bind(self.setWindowTitle, N_("Batches of certificates"))
        head = label("heading")
        self.texts.bind(head.setText, N_("Batches of certificates"))
        self.model = TableModel(
            (
                Column(N_("Begun"), lambda one: moment(one.batch.made_at)),
                Column(
                    N_("Into"),
                    lambda one: Path(one.batch.target).name,
                    stretches=True,
                    tool_tip=lambda one: one.batch.target,
                ),
                Column(N_("Language"), lambda one: dict(LANGUAGES).get(one.batch.language, "")),
                Column(N_("Done"), _done, is_number=True),
                Column(N_("Failed"), lambda one: number(one.failed), is_number=True),
                Column(N_("State"), _state),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Batches of certificates"))
        self.failures_head = label("strong")
        self.texts.bind(self.failures_head.setText, N_("What could not be made, and why"))
        self.failures = TableModel(
            (
                Column(N_("Name"), lambda one: one[0] or "–"),
                Column(N_("Reason"), lambda one: one[1], stretches=True, tool_tip=lambda one: one[1]),
            ),
            self,
        )
        self.failed = TableView(self.failures)
        self.texts.bind(self.failed.setAccessibleName, N_("What could not be made, and why"))
        self.said = label("muted")
        self.signs = QCheckBox()
        self.texts.bind(self.signs.setText, N_("Sign what is still to be made"))
        has_issuer = issuer_keys.current(unit_of_work=workplace.program.unit_of_work) is not None
        self.signs.setChecked(has_issuer)
        self.signs.setEnabled(has_issuer)
        self.go_on = button("primary")
        self.texts.bind(self.go_on.setText, N_("Go on"))
        self.texts.bind(
            self.go_on.setToolTip, N_("Makes what is left, and tries once more what could not be made")
        )
        self.folder = button()
        self.texts.bind(self.folder.setText, N_("Open the folder"))
        self.forget = button()
        self.texts.bind(self.forget.setText, N_("Take off the list"))
        self.texts.bind(self.forget.setToolTip, N_("Certificates and files stay; what is left is not made."))
        close = button()
        self.texts.bind(close.setText, N_("Close"))
        layout = column(
            head,
            self.table,
            self.failures_head,
            self.failed,
            self.said,
            self.signs,
            row(self.folder, self.forget, None, close, self.go_on),
            margin=18,
        )
        layout.setStretch(1, 3)
        layout.setStretch(3, 2)
        self.setLayout(layout)
        open_at(self, 760, 560)
        self.table.selected.connect(self._show)
        self.go_on.clicked.connect(self._go_on)
        self.folder.clicked.connect(self._open_folder)
        self.forget.clicked.connect(self._forget)
        close.clicked.connect(self.reject)
        self._show()

    def show_batches(self, found: Sequence[BatchProgress], *, is_running: bool) -> None:
        """These are all; the one that runs cannot be gone on with."""
        self._is_running = is_running
        chosen = self.chosen
        self.model.show_rows(found)
        ids = [one.batch.id for one in found]
        self.table.select(ids.index(chosen.batch.id) if chosen and chosen.batch.id in ids else 0)
        self._show()

    @property
    def chosen(self) -> BatchProgress | None:
        """The batch that is looked at."""
        return self.table.current_row()

    def retranslate(self) -> None:
        """The tables too."""
        super().retranslate()
        self.model.refresh()
        self.failures.refresh()
        self._show()

    def _show(self) -> None:
        chosen = self.chosen
        is_open = chosen is not None and bool(chosen.waiting or chosen.failed)
        self.folder.setEnabled(chosen is not None)
        self.forget.setEnabled(chosen is not None and not self._is_running)
        self.go_on.setEnabled(is_open and not self._is_running)
        self.signs.setVisible(is_open)
        has_failed = chosen is not None and chosen.failed > 0
        self.failures_head.setVisible(has_failed)
        self.failed.setVisible(has_failed)
        if chosen is None:
            self.said.setText(_("There are no batches."))
        elif self._is_running:
            self.said.setText(_("A batch is running. Wait for its end, or cancel it: what is done stays."))
        elif is_open:
            self.said.setText(
                _("Going on makes what is left, and tries once more what failed. What is done stays.")
            )
        else:
            self.said.setText(_("All of it is done."))
        if chosen is None or not has_failed:
            self._failed_of = None
            self.failures.show_rows(())
        elif chosen.batch.id != self._failed_of:
            self._failed_of = chosen.batch.id
            self.failures.show_rows(())
            self._workplace.background.run(
                self._find_failed,
                chosen.batch.id,
                on_done=self._found_failed,
                on_failed=self._workplace.notices.error,
            )

    def _find_failed(self, batch_id: UUID) -> tuple[UUID, tuple[tuple[str, str], ...]]:
        """In the background."""
        unit_of_work = self._workplace.program.unit_of_work
        return batch_id, certificate_batch.failed_people(batch_id, unit_of_work=unit_of_work)

    def _found_failed(self, found: tuple[UUID, tuple[tuple[str, str], ...]]) -> None:
        batch_id, failed = found
        if batch_id == self._failed_of:
            self.failures.show_rows(failed)

    def _go_on(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.go_on_wanted.emit(chosen, self.signs.isChecked())

    def _forget(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.forget_wanted.emit(chosen)

    def _open_folder(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.folder_wanted.emit(Path(chosen.batch.target))


def _done(one: BatchProgress) -> str:
    return _("{done} of {total}", done=number(one.done), total=number(one.total))


def _state(one: BatchProgress) -> str:
    if one.waiting:
        return _("interrupted")
    return _("with failures") if one.failed else _("done")
