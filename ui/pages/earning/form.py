"""What somebody says of themselves to see what they could earn; empty fields are not said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from smmhire.pay.routes import MOST_HOURS, MOST_PEOPLE, JobSeeker
from smmhire.texts import N_, _, number
from ui.language import Translated, number_typed
from ui.widgets.basics import column, label, row
from ui.widgets.choices import COUNTRIES, CURRENCIES, country_name

# Those clients and audiences of Bangladesh and its neighbours write; each in its own name.
LANGUAGES = (("bn", N_("Bengali")), ("en", N_("English")), ("hi", N_("Hindi")), ("ru", N_("Russian")))
ACROSS = 4  # fields side by side
NARROW = 720  # pixels: below that two are side by side; four need less in either language


class EarningForm(Translated, QWidget):
    """`changed` when something that can be understood was said anew."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._is_loading = False
        self.fans = self._number(N_("0 without one"))
        self.followers = self._number(N_("0 without an account"))
        self.hours = self._number(N_("such as 20"))
        self.fee = self._number(N_("such as 10"))
        self.country = self._choice(
            lambda: [("", country_name("")), *((code, country_name(code)) for code in COUNTRIES)]
        )
        self.currency = self._choice(
            lambda: [("", _("of the country")), *((code, code) for code in CURRENCIES)]
        )
        self._fields: list[tuple[QLabel, QWidget]] = []
        for field, text in (
            (self.fans, N_("Fans of your own page")),
            (self.followers, N_("Followers on X (Twitter)")),
            (self.hours, N_("Hours a week")),
            (self.fee, N_("Platform's fee, %")),
            (self.country, N_("Country")),
            (self.currency, N_("Currency")),
        ):
            name = label()
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            self._fields.append((name, field))
        self.languages: dict[str, QCheckBox] = {}
        for code, text in LANGUAGES:
            box = self._box(text)
            self.languages[code] = box
        said = label(wraps=False)
        self.texts.bind(said.setText, N_("You write in"))
        boxes = QWidget()
        boxes.setLayout(row(*self.languages.values(), None))
        inner = boxes.layout()
        assert inner is not None
        inner.setContentsMargins(0, 0, 0, 0)
        self._fields.append((said, boxes))
        self.certificate = self._box(N_("I have a certificate from elsewhere that names me"))
        self.refusal = label("bad")
        self.refusal.hide()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._lay_out(ACROSS)
        self.setLayout(column(self._grid, self.certificate, self.refusal))
        self.texts.call(self._check)

    # -- building ------------------------------------------------------------------------------------
    def _number(self, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setMinimumWidth(90)
        self.texts.bind(made.setPlaceholderText, hint)
        made.textChanged.connect(self._tell)
        return made

    def _box(self, text: str) -> QCheckBox:
        made = QCheckBox()
        self.texts.bind(made.setText, text)
        made.toggled.connect(self._tell)
        return made

    def _choice(self, entries: Callable[[], list[tuple[str, str]]]) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(8)

        def fill() -> None:
            made.blockSignals(True)
            chosen = made.currentData()
            made.clear()
            for code, name in entries():
                made.addItem(name, code)
            self._choose(made, chosen or "")
            made.blockSignals(False)

        self.texts.call(fill)
        made.currentIndexChanged.connect(self._tell)
        return made

    def _choose(self, choice: QComboBox, code: str) -> None:
        if choice.findData(code) < 0:
            choice.addItem(code, code)
        choice.setCurrentIndex(choice.findData(code))

    def _lay_out(self, across: int) -> None:
        self._across = across
        for at, (name, field) in enumerate(self._fields):
            line, position = divmod(at, across)
            width = 2 if field is self._fields[-1][1] else 1  # the languages stand beside each other
            self._grid.addWidget(name, 3 * line, position, 1, width)
            self._grid.addWidget(field, 3 * line + 1, position, 1, width)
            self._grid.setRowMinimumHeight(3 * line + 2, 8)
        for position in range(ACROSS):
            self._grid.setColumnStretch(position, int(position < across))

    # -- asking --------------------------------------------------------------------------------------
    def show_person(self, person: JobSeeker) -> None:
        """Show what was said before, without telling that it changed."""
        self._is_loading = True
        try:
            for field, value in (
                (self.fans, person.fans),
                (self.followers, person.followers),
                (self.hours, person.hours),
                (self.fee, None if person.fee is None else person.fee * 100),
            ):
                field.setText("" if value is None else _written(value))
            self._choose(self.country, person.country or "")
            self._choose(self.currency, person.currency or "")
            for code, box in self.languages.items():
                box.setChecked(code in person.languages)
            self.certificate.setChecked(person.has_certificate)
        finally:
            self._is_loading = False
        self._check()

    def person(self) -> JobSeeker | None:
        """What is said now; None where a field cannot be understood."""
        values: dict[QLineEdit, float | None] = {}
        for field, most in self._limits():
            value = _understood(field, most)
            if isinstance(value, str):
                return None
            values[field] = value
        fee, fans, followers = values[self.fee], values[self.fans], values[self.followers]
        return JobSeeker(
            fans=None if fans is None else int(fans),
            followers=None if followers is None else int(followers),
            hours=values[self.hours],
            country=self.country.currentData() or None,
            currency=self.currency.currentData() or None,
            languages=tuple(code for code, box in self.languages.items() if box.isChecked()),
            fee=None if fee is None else fee / 100,
            has_certificate=self.certificate.isChecked(),
        )

    def _limits(self) -> tuple[tuple[QLineEdit, float], ...]:
        return (
            (self.fans, MOST_PEOPLE),
            (self.followers, MOST_PEOPLE),
            (self.hours, MOST_HOURS),
            (self.fee, 99.0),
        )

    def _tell(self, *_anything: object) -> None:
        if not self._is_loading and self._check():
            self.changed.emit()

    def _check(self) -> bool:
        """Mark what cannot be understood, and say what can."""
        wrong = [(field, most) for field, most in self._limits() if isinstance(_understood(field, most), str)]
        for field, _most in self._limits():
            is_wrong = any(field is one for one, _most_there in wrong)
            if field.property("invalid") != is_wrong:
                field.setProperty("invalid", is_wrong)
                field.style().unpolish(field)
                field.style().polish(field)
        self.refusal.setVisible(bool(wrong))
        if wrong:
            field, most = wrong[0]
            self.refusal.setText(
                _(
                    "{field}: write a number from 0 to {most}, or leave it empty.",
                    field=field.accessibleName(),
                    most=number(most),
                )
            )
        return not wrong

    def retranslate(self) -> None:
        """The digits belong to the language."""
        person = self.person()
        super().retranslate()
        if person is not None:
            self.show_person(person)

    def resizeEvent(self, event: object) -> None:
        """Fewer fields side by side where there is little room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        across = 2 if self.width() < NARROW else ACROSS
        if across != self._across:
            self._lay_out(across)


def _understood(field: QLineEdit, most: float) -> float | str | None:
    """The number in `field`, None where it is empty, its text where that is no number from 0 to `most`."""
    text = field.text().strip()
    if not text:
        return None
    value = number_typed(text)
    return value if value is not None and 0 <= value <= most else text


def _written(value: float) -> str:
    return number(value, 0 if round(value, 6) == round(value) else 1)
