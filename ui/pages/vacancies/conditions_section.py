"""Pay, engagement type (E-W*), place, and how to apply."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from smmhire.role.description import Role
from smmhire.texts import N_, _, number, say
from smmhire.vacancies.profile import Arrangement, PayBasis, PayOffer, Place, VacancyProfile
from ui.language import number_typed
from ui.pages.vacancies.sections import Section
from ui.widgets.basics import button, card, column, label, row, set_kind
from ui.widgets.choices import COUNTRIES, CURRENCIES, PERIODS, country_name

BASES = (
    (PayBasis.GROSS, N_("before tax (gross)")),
    (PayBasis.NET, N_("after tax (net)")),
    (PayBasis.UNKNOWN, N_("not said")),
)
ARRANGEMENTS = (
    (Arrangement.ON_SITE, N_("at the workplace")),
    (Arrangement.HYBRID, N_("partly from home")),
    (Arrangement.REMOTE, N_("from anywhere (remote)")),
)

# What is proposed to whoever wants a last day: time enough to be seen, and soon enough to begin.
USUAL_DAYS = 30


class ConditionsSection(Section):
    """What is paid, for what kind of engagement, where, and how and until when to apply.

    `compare_wanted` carries the pay as typed, and the country, to be compared with the pay data.
    """

    compare_wanted = Signal(object, str)

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low = QLineEdit()
        self.high = QLineEdit()
        self.texts.bind(self.low.setPlaceholderText, N_("amount, or from"))
        self.texts.bind(self.high.setPlaceholderText, N_("to (for a band)"))
        self.currency = QComboBox()
        for code in CURRENCIES:
            self.currency.addItem(code, code)
        self.period = self._choice(PERIODS)
        self.basis = self._choice(BASES)
        self.problem = label("bad")
        self.problem.hide()
        self.compare = button()
        self.texts.bind(self.compare.setText, N_("Compare with pay data"))
        self.texts.bind(
            self.compare.setToolTip,
            N_("Where this pay stands among what is paid; what is not saved yet is asked about first"),
        )
        self.compare.clicked.connect(self._compare)
        self.engagement = QComboBox()
        for route in role.routes:
            self.engagement.addItem("", route.id)
            index = self.engagement.count() - 1
            self.texts.call(lambda i=index, r=route: self.engagement.setItemText(i, say(r.name)))
        self.caution = label("caution")
        self._routes = {route.id: route for route in role.routes}
        self.arrangement = self._choice(ARRANGEMENTS)
        self.city = QLineEdit()
        self.country = QComboBox()
        for code in ("", *COUNTRIES):
            self.country.addItem("", code)
            index = self.country.count() - 1
            self.texts.call(lambda i=index, c=code: self.country.setItemText(i, country_name(c)))
        self.has_last_day = QCheckBox()
        self.texts.bind(self.has_last_day.setText, N_("Applications end on"))
        self.last_day = QDateEdit()
        self.last_day.setCalendarPopup(True)
        self.last_day.setDisplayFormat("d MMMM yyyy")
        self.texts.call(lambda: self.last_day.setLocale(QLocale()))  # months and digits
        self.last_day.setEnabled(False)
        self.how_to_apply = QPlainTextEdit()
        self.how_to_apply.setTabChangesFocus(True)
        self.how_to_apply.setMinimumHeight(64)
        self.how_to_apply.setMaximumHeight(110)
        self.texts.bind(
            self.how_to_apply.setPlaceholderText,
            N_("for example: the address for e-mails; and two posts the applicant is proud of"),
        )
        for field, text in (
            (self.low, N_("Pay: amount or lower end")),
            (self.high, N_("Pay: upper end")),
            (self.currency, N_("Currency")),
            (self.period, N_("Paid per")),
            (self.basis, N_("Before or after tax")),
            (self.engagement, N_("Kind of engagement")),
            (self.arrangement, N_("Where the work is done")),
            (self.city, N_("City")),
            (self.country, N_("Country")),
            (self.last_day, N_("Last day to apply")),
            (self.how_to_apply, N_("How to apply")),
        ):
            self.texts.bind(field.setAccessibleName, text)
        pay = self._card(
            N_("What do you pay?"),
            (
                (N_("Amount"), row(self.low, self.high, self.currency)),
                (N_("Paid per"), row(self.period, self.basis, None)),
            ),
            self.problem,
            row(self.compare, None),
        )
        where = self._card(
            N_("What kind of engagement, and where?"),
            (
                (N_("Kind of engagement"), row(self.engagement, None)),
                (N_("Where the work is done"), row(self.arrangement, None)),
                (N_("City"), row(self.city, self.country)),
            ),
            self.caution,
        )
        head = label("heading")
        self.texts.bind(head.setText, N_("How do people apply?"))
        how = label(wraps=False)
        how.setBuddy(self.how_to_apply)
        self.texts.bind(how.setText, N_("Where to, and what with"))
        apply = card(column(head, row(self.has_last_day, self.last_day, None), how, self.how_to_apply))
        self.setLayout(column(pay, where, apply, None))
        self.texts.call(self._say_caution)  # after it has its place: shown before, it is a window of its own
        for line in (self.low, self.high, self.city):
            line.textEdited.connect(self._edited)
        for choice in (
            self.currency,
            self.period,
            self.basis,
            self.arrangement,
            self.country,
            self.engagement,
        ):
            choice.currentIndexChanged.connect(self.tell)
        self.engagement.currentIndexChanged.connect(self._say_caution)
        self.has_last_day.toggled.connect(self.last_day.setEnabled)
        self.has_last_day.toggled.connect(self.tell)
        self.last_day.dateChanged.connect(self.tell)
        self.how_to_apply.textChanged.connect(self.tell)

    def _choice(self, entries: tuple[tuple[str, str], ...]) -> QComboBox:
        made = QComboBox()
        for code, text in entries:
            made.addItem("", code)
            index = made.count() - 1
            self.texts.bind(lambda t, i=index: made.setItemText(i, t), text)
        return made

    def _card(
        self, heading: str, lines: tuple[tuple[str, QLayout], ...], *notes: QWidget | QLayout
    ) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, heading)
        form = QFormLayout()
        for text, fields in lines:
            name = label(wraps=False)
            self.texts.bind(name.setText, text)
            form.addRow(name, fields)
        return card(column(head, form, *notes))

    def _say_caution(self, *_anything: object) -> None:
        route = self._routes.get(self.engagement.currentData())
        parts = [say(t) for t in (route.requirement, route.caution) if t is not None] if route else []
        self.caution.setText(" ".join(parts))
        self.caution.setVisible(bool(parts))

    def _edited(self, *_anything: object) -> None:
        self._check()
        self.tell()

    def _check(self) -> PayOffer | None:
        """The pay as typed, or None; what cannot be read is marked and said, and keeps nothing from being
        saved."""
        problem = ""
        amounts: list[float | None] = []
        for field in (self.low, self.high):
            typed = field.text().strip()
            value = number_typed(typed) if typed else None
            is_wrong = bool(typed) and (value is None or value < 0)
            if is_wrong:
                problem = _("“{typed}” is not an amount. Write digits only, such as 25,000.", typed=typed)
            field.setProperty("invalid", is_wrong)
            set_kind(field, "")
            amounts.append(None if is_wrong else value)
        low, high = amounts
        if low is None and high is None:
            pay = None
        else:
            first = low if low is not None else high
            last = high if high is not None else low
            assert first is not None and last is not None
            if last < first:
                problem = _("The upper end is below the lower end: they are taken the other way round.")
                first, last = last, first
            pay = PayOffer(
                Decimal(repr(first)).normalize(),
                Decimal(repr(last)).normalize(),
                self.currency.currentData(),
                self.period.currentData(),
                PayBasis(self.basis.currentData()),
            )
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.compare.setEnabled(pay is not None and pay.high > 0)
        return pay

    def _compare(self) -> None:
        pay = self._check()
        if pay is not None and pay.high > 0:
            self.compare_wanted.emit(pay, self.country.currentData())

    def retranslate(self) -> None:
        """Also the amounts: digits belong to the language."""
        super().retranslate()
        for field in (self.low, self.high):
            value = number_typed(field.text())
            if value is not None:
                field.setText(number(value, 0 if value == int(value) else 2))
        self._check()

    def show_profile(self, profile: VacancyProfile) -> None:
        """Fill the fields."""
        pay = profile.pay
        self.low.setText(number(pay.low, _places(pay.low)) if pay else "")
        is_band = pay is not None and pay.high != pay.low
        self.high.setText(number(pay.high, _places(pay.high)) if pay and is_band else "")
        if pay:
            self.currency.setCurrentIndex(max(0, self.currency.findData(pay.currency)))
            self.period.setCurrentIndex(self.period.findData(pay.period))
            self.basis.setCurrentIndex(self.basis.findData(pay.basis))
        self.engagement.setCurrentIndex(self.engagement.findData(profile.engagement))
        self.arrangement.setCurrentIndex(self.arrangement.findData(profile.place.arrangement))
        self.city.setText(profile.place.city)
        self.country.setCurrentIndex(max(0, self.country.findData(profile.place.country)))
        until = profile.apply_until
        self.has_last_day.setChecked(until is not None)
        day = until or date.today() + timedelta(days=USUAL_DAYS)
        self.last_day.setDate(QDate(day.year, day.month, day.day))
        self.how_to_apply.setPlainText(profile.how_to_apply)
        self._check()

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with pay, engagement, place and how to apply."""
        last = self.last_day.date()
        until = date(last.year(), last.month(), last.day()) if self.has_last_day.isChecked() else None
        return replace(
            profile,
            pay=self._check(),
            engagement=self.engagement.currentData(),
            place=Place(
                Arrangement(self.arrangement.currentData()),
                self.city.text().strip(),
                self.country.currentData(),
            ),
            apply_until=until,
            how_to_apply=self.how_to_apply.toPlainText().strip(),
        )


def _places(amount: Decimal) -> int:
    """Two decimals only where there are any."""
    return 0 if amount == amount.to_integral_value() else 2
