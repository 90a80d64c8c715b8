"""Typing pay figures one after the other: Enter keeps one and begins the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from smmhire.errors import UserError
from smmhire.pay.entries import EntryDraft, PayEntry, draft_of, spoken
from smmhire.pay.observation import PaySource
from smmhire.services import pay_entries
from smmhire.services.role import role
from smmhire.settings import Settings
from smmhire.texts import N_, _, ngettext
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.pay.entry_form import EntryForm
from ui.pages.pay.words import name_lists
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.choices import index_of
from ui.widgets.quiet_wheel import QuietWheel

HELD = ("currency", "period", "basis", "engagement", "country")  # the choices of the form
FIRST_TIME = {"currency": "BDT", "period": "month", "country": "BD"}


class EntryDialog(Translated, QDialog):
    """Adds figures to a list until it is closed, or changes the one given. `kept` carries each one kept."""

    kept = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        lists: Sequence[PaySource] = (),
        list_id: UUID | None = None,
        day: date | None = None,
        entry: PayEntry | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._unit_of_work = workplace.program.unit_of_work
        self._entry = entry
        self._count = 0
        self._last: PayEntry | None = None
        self._insists = False
        is_new = entry is None
        self.texts.bind(self.setWindowTitle, N_("Add pay figures") if is_new else N_("Change the figure"))
        self.form = EntryForm(role())
        self.list = self.form.list
        self.texts.call(lambda: name_lists(self.list, lists))
        self.list.setCurrentIndex(max(0, index_of(self.list, list_id)))
        for part in (self.list, self.form.list_name):
            part.setVisible(is_new)
        self.status = label("muted")
        self.keep = button("primary")
        self.keep.setDefault(True)
        close = button()
        close.setAutoDefault(False)
        self.texts.bind(close.setText, N_("Close") if is_new else N_("Cancel"))
        foot = row(self.status, close, self.keep)
        foot.setStretch(0, 1)
        self.setLayout(column(scrolled(self.form), foot, margin=18))
        open_at(self, 760, 700)
        self.keep.clicked.connect(self.try_keep)
        close.clicked.connect(self.reject)
        self.form.changed.connect(self._changed)
        self._lists = {one.id: one for one in lists}
        self.list.currentIndexChanged.connect(self._list_chosen)
        self.texts.call(self._say)
        self._fill(day)
        self._list_chosen()
        QuietWheel(self)
        self.form.lines["pay"].setFocus()

    def _fill(self, day: date | None) -> None:
        if self._entry is not None:
            self.form.load(draft_of(self._entry))
        else:
            self.form.choose(held_last(self._workplace.settings.current))
            self.form.show_day(day or date.today())
        self.form.know(pay_entries.words(unit_of_work=self._unit_of_work))

    def _list_chosen(self, *_anything: object) -> None:
        list_id = self.list.currentData() if self._entry is None else self._entry.figure.source_id
        chosen = self._lists.get(list_id)
        self.form.each_is_another = chosen is not None and chosen.each_row_is_a_contributor
        self.form.show_reading()

    @property
    def day(self) -> date | None:
        """The date in the field, for the next dialog."""
        return pay_entries.date_typed(self.form.day.text())

    # -- keeping -------------------------------------------------------------------------------------
    def _changed(self) -> None:
        self._insists = False
        self._say()

    def try_keep(self) -> None:
        """Keep the figure; one that can hardly be true only when the button is pressed again."""
        reading = self.form.reading
        if self.form.has_wrong_date:
            self.form.day.setFocus()
            return
        if reading.problems:
            self.form.show_reading()
            self.form.lines["pay"].setFocus()
            return
        if reading.doubt is not None and not self._insists:
            self._insists = True
            self._say()
            return
        try:
            self._keep()
        except UserError as error:  # what was typed stays where it is
            self._workplace.notices.error(error)

    def _keep(self) -> None:
        draft = self.form.draft()
        if self._entry is not None:
            entry = pay_entries.change(
                self._entry, draft, keep_doubtful=self._insists, unit_of_work=self._unit_of_work
            )
            self.kept.emit(entry)
            self.accept()
            return
        entry = pay_entries.add(
            draft, self.list.currentData(), keep_doubtful=self._insists, unit_of_work=self._unit_of_work
        )
        self._count += 1
        self._last = entry
        self._workplace.settings.change(pay_entry=self.form.chosen())
        self.kept.emit(entry)
        self.form.begin_next()
        self._say()

    def _say(self) -> None:
        if self._insists:
            self.keep.setText(_("Keep anyway"))
        else:
            self.keep.setText(_("Keep, and the next") if self._entry is None else _("Save"))
        if self._last is None:
            self.status.setText(
                _("Enter keeps the figure and begins the next.") if self._entry is None else ""
            )
            return
        self.status.setText(
            ngettext(
                "{n} figure kept. The last: {text}.",
                "{n} figures kept. The last: {text}.",
                self._count,
                text=spoken(self._last.figure),
            )
        )


def held_last(settings: Settings) -> dict[str, str]:
    """What held for the figure typed last: currency, period, country …, by field."""
    return {**FIRST_TIME, **settings.pay_entry}


def like_last(settings: Settings) -> EntryDraft:
    """A draft that says this and nothing else."""
    said: dict[str, Any] = {name: code for name, code in held_last(settings).items() if code}
    return EntryDraft("", **{name: said[name] for name in HELD if name in said})
