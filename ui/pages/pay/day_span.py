"""Two days with calendars: from this one to that one."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QDateEdit, QWidget

from smmhire.pay.cells import months_before
from smmhire.texts import N_
from ui.language import Translated
from ui.widgets.basics import label, row


class DaySpan(Translated, QWidget):
    """`changed` when the user moves either day; the last never lies before the first."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.first, self.last = self._day(), self._day()
        names = (label(), label())
        for name, field, text in zip(
            names, (self.first, self.last), (N_("From the day"), N_("To the day")), strict=True
        ):
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
        today = date.today()
        self.choose(months_before(today, 12), today)
        self.first.dateChanged.connect(self._first_moved)
        self.last.dateChanged.connect(self.changed)
        self.setLayout(row(names[0], self.first, names[1], self.last, None))

    def _day(self) -> QDateEdit:
        made = QDateEdit()
        made.setCalendarPopup(True)
        made.setDisplayFormat("d MMMM yyyy")
        made.setMaximumDate(QDate.currentDate())
        made.setMinimumWidth(170)
        self.texts.call(lambda: made.setLocale(QLocale()))  # months and digits
        return made

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day."""
        return _python(self.first), _python(self.last)

    def choose(self, first: date, last: date) -> None:
        """Show these days, without telling anybody."""
        blocked = [(field, field.blockSignals(True)) for field in (self.first, self.last)]
        self.last.clearMinimumDate()
        self.first.setDate(QDate(first.year, first.month, first.day))
        self.last.setDate(QDate(last.year, last.month, last.day))
        self.last.setMinimumDate(self.first.date())
        for field, was_blocked in blocked:
            field.blockSignals(was_blocked)

    def _first_moved(self, day: QDate) -> None:
        was_blocked = self.last.blockSignals(True)
        self.last.setMinimumDate(day)
        self.last.blockSignals(was_blocked)
        self.changed.emit()


def _python(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
