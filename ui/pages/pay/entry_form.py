"""The fields of a pay figure, in the order in which one types them, and what is understood of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from smmhire.pay.entries import EntryDraft, EntryReading
from smmhire.pay.money_words import ISO_CODES
from smmhire.role.description import Role
from smmhire.services import pay_entries
from smmhire.texts import N_, _, digits, say
from ui.language import Translated
from ui.pages.pay.words import BASES
from ui.widgets.basics import label, set_kind
from ui.widgets.choices import COUNTRIES, CURRENCIES, PERIODS, country_name, period_name

NOT_SAID = ""
# What is typed for each figure, and what usually holds for the next one too: those keep what they say.
TYPED_ANEW = ("pay", "bonus", "experience", "note")
WORDS = ("title", "city", "contributor")


class EntryForm(Translated, QWidget):
    """`changed` whenever what the fields say has changed; `reading` is what is understood of it."""

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._routes = role.routes
        self.lines = {
            name: QLineEdit()
            for name in ("pay", "title", "experience", "contributor", "city", "bonus", "note")
        }
        self.day = QLineEdit()
        self.list = QComboBox()  # filled by the dialog, which knows the lists
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choices = {
            "currency": self._choice(self._currencies),
            "period": self._choice(lambda: [(code, period_name(code)) for code, _name in PERIODS]),
            "basis": self._choice(lambda: [(code, _(name)) for code, name in reversed(BASES)]),
            "engagement": self._choice(self._engagements),
            "country": self._choice(self._countries),
        }
        self.each_is_another = False  # so says the list chosen
        self.sentence = label("large", selectable=True)
        self.remark = label(selectable=True)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hints = label("muted", selectable=True)
        # As high as in the longest usual case, so that nothing moves while one types.
        self.remark.setMinimumHeight(3 * self.remark.fontMetrics().lineSpacing())
        self.hints.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hints.setMinimumHeight(self.hints.fontMetrics().lineSpacing() + 8)
        self._completed = {name: self._complete(self.lines[name]) for name in WORDS}
        self.texts.bind(self.lines["pay"].setPlaceholderText, N_("৳25,000 a month, 25k–30k, $15/hr …"))
        self.texts.bind(self.lines["experience"].setPlaceholderText, N_("2–4 years"))
        self.texts.bind(self.lines["note"].setPlaceholderText, N_("where it is known from"))
        self.texts.bind(
            self.lines["contributor"].setToolTip,
            N_(
                "So that no one employer makes up a comparison: under five different ones nothing is shown. "
                "The name is counted, never printed."
            ),
        )
        self.texts.bind(self.day.setToolTip, N_("Write the date as year-month-day."))
        self.setLayout(self._laid_out())
        for line in (*self.lines.values(), self.day):
            line.textChanged.connect(self._tell)
        for choice in self.choices.values():
            choice.currentIndexChanged.connect(self._tell)
        self.show_reading()

    # -- building ------------------------------------------------------------------------------------
    def _laid_out(self) -> QGridLayout:
        """One grid of three columns: fields with their names above, and sentences across."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        why, stays = label("muted"), label("muted")
        self.texts.bind(
            why.setText,
            N_("Where the amount itself does not say it, this holds; it stays for the next figure:"),
        )
        self.texts.bind(stays.setText, N_("This stays for the next figure too:"))
        lines, choices = self.lines, self.choices
        for part in (
            ((lines["pay"], N_("Pay"), 3),),
            self.sentence,
            self.remark,
            why,
            (
                (choices["currency"], N_("Currency"), 1),
                (choices["period"], N_("Paid per"), 1),
                (choices["basis"], N_("Before or after tax"), 1),
            ),
            ((lines["title"], N_("Job title"), 2), (lines["experience"], N_("Experience"), 1)),
            (
                (lines["contributor"], N_("Who pays (employer or client)"), 2),
                (lines["bonus"], N_("Bonus"), 1),
            ),
            ((lines["note"], N_("Note"), 3),),
            self.hints,
            stays,
            (
                (choices["country"], N_("Country"), 1),
                (lines["city"], N_("City"), 1),
                (self.day, N_("Date"), 1),
            ),
            ((choices["engagement"], N_("Kind of engagement"), 2), (self.list, N_("List"), 1)),
        ):
            line = grid.rowCount()
            if isinstance(part, QWidget):
                grid.addWidget(part, line, 0, 1, 3)
                continue
            place = 0
            for field, text, width in part:
                name = self._name(field, text)
                grid.addWidget(name, line, place, 1, width)
                grid.addWidget(field, line + 1, place, 1, width)
                place += width
            grid.setRowMinimumHeight(line + 2, 6)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return grid

    def _name(self, field: QWidget, text: str) -> QWidget:
        name = label(wraps=False)
        name.setBuddy(field)
        self.texts.bind(name.setText, text)
        self.texts.bind(field.setAccessibleName, text)
        if field is self.list:
            self.list_name = name
        return name

    def _choice(self, entries: Callable[[], list[tuple[str, str]]]) -> QComboBox:
        """A box whose entries are named again in a new language; what is chosen stays."""
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)

        def fill() -> None:
            chosen = made.currentData()
            made.blockSignals(True)
            made.clear()
            for code, name in entries():
                made.addItem(name, code)
            made.setCurrentIndex(max(0, made.findData(chosen)))
            made.blockSignals(False)

        self.texts.call(fill)
        return made

    def _currencies(self) -> list[tuple[str, str]]:
        return [(code, code) for code in (*CURRENCIES, *(c for c in ISO_CODES if c not in CURRENCIES))]

    def _engagements(self) -> list[tuple[str, str]]:
        return [(NOT_SAID, _("not said")), *((route.id, say(route.name)) for route in self._routes)]

    def _countries(self) -> list[tuple[str, str]]:
        return [(NOT_SAID, _("not said")), *((code, country_name(code)) for code in COUNTRIES)]

    def _complete(self, line: QLineEdit) -> QStringListModel:
        """Offers, while one types, what was typed before."""
        known = QStringListModel(self)
        completer = QCompleter(known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        line.setCompleter(completer)
        return known

    # -- what the fields say -------------------------------------------------------------------------
    def draft(self) -> EntryDraft:
        """What is typed and chosen."""
        texts = {name: line.text() for name, line in self.lines.items()}
        chosen = {name: cast("Any", choice.currentData() or None) for name, choice in self.choices.items()}
        return EntryDraft(**texts, **chosen, observed_on=pay_entries.date_typed(self.day.text()))

    @property
    def has_wrong_date(self) -> bool:
        """Whether something stands in the field of the date that is none."""
        return bool(self.day.text().strip()) and pay_entries.date_typed(self.day.text()) is None

    def load(self, draft: EntryDraft) -> None:
        """Show this draft."""
        for name, line in self.lines.items():
            line.setText(getattr(draft, name))
        self.show_day(draft.observed_on)
        self.choose({name: str(getattr(draft, name) or NOT_SAID) for name in self.choices})

    def choose(self, codes: Mapping[str, str]) -> None:
        """Choose what is named; a code that is not among the entries is added."""
        for name, choice in self.choices.items():
            code = codes.get(name)
            if code is None:
                continue
            if choice.findData(code) < 0:
                choice.addItem(country_name(code) if name == "country" else code, code)
            choice.setCurrentIndex(choice.findData(code))

    def chosen(self) -> dict[str, str]:
        """What is chosen, by field."""
        return {name: str(choice.currentData() or NOT_SAID) for name, choice in self.choices.items()}

    def show_day(self, day: date | None) -> None:
        """The date as it is typed, in figures of the current language."""
        self.day.setText("" if day is None else digits(day.isoformat()))

    def know(self, words: Mapping[str, Sequence[str]]) -> None:
        """Offer these words while one types."""
        for name, known in self._completed.items():
            known.setStringList(list(words.get(name, ())))

    def begin_next(self) -> None:
        """Make room for the next figure."""
        for name in TYPED_ANEW:
            self.lines[name].clear()
        self.lines["pay"].setFocus()

    # -- what is understood --------------------------------------------------------------------------
    def _tell(self, *_anything: object) -> None:
        self.show_reading()
        self.changed.emit()

    @property
    def reading(self) -> EntryReading:
        """What is understood now."""
        return pay_entries.read(self.draft())

    def show_reading(self) -> None:
        """Say what is understood, or what is wrong, below the amount."""
        reading = self.reading
        is_begun = bool(self.lines["pay"].text().strip())
        self.sentence.setText(reading.sentence or "…")
        set_kind(self.sentence, "large" if reading.sentence else "muted")
        kind, text = "muted", ""
        if self.has_wrong_date:
            kind, text = "bad", _("“{typed}” is no date that is known.", typed=self.day.text())
        elif reading.problems:
            kind, text = ("bad" if is_begun else "muted"), reading.problems[0].text
        elif reading.doubt is not None:
            kind, text = "caution", reading.doubt.text
        set_kind(self.remark, kind)
        self.remark.setText(text)
        hints = [hint.reason for hint in reading.hints if not self._needs_nobody(hint.code)]
        self.hints.setText(" ".join(hints) if is_begun else "")
        self._mark(self.lines["pay"], is_begun and bool(reading.problems))
        self._mark(self.day, self.has_wrong_date)

    def _needs_nobody(self, code: str) -> bool:
        """In a list of many people each figure stands for itself: nobody has to be named."""
        return code == "no_contributor" and self.each_is_another

    def _mark(self, line: QLineEdit, is_wrong: bool) -> None:
        if bool(line.property("invalid")) != is_wrong:
            line.setProperty("invalid", is_wrong)
            line.style().unpolish(line)
            line.style().polish(line)

    def retranslate(self) -> None:
        """The sentence and the date too."""
        super().retranslate()
        if not self.has_wrong_date:
            self.show_day(pay_entries.date_typed(self.day.text()))
        self.show_reading()
