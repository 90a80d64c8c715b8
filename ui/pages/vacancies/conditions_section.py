"""Pay, engagement type (E-W*) and place."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtWidgets import QComboBox, QFormLayout, QLayout, QLineEdit, QWidget

from smmhire.role.description import Role
from smmhire.texts import N_, _, number, say
from smmhire.vacancies.profile import Arrangement, PayBasis, PayOffer, Place, VacancyProfile
from ui.language import number_typed
from ui.pages.vacancies.sections import Section
from ui.widgets.basics import card, column, label, row, set_kind
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


class ConditionsSection(Section):
    """What is paid, for what kind of engagement, and where."""

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
        ):
            self.texts.bind(field.setAccessibleName, text)
        pay = self._card(
            N_("What do you pay?"),
            (
                (N_("Amount"), row(self.low, self.high, self.currency)),
                (N_("Paid per"), row(self.period, self.basis, None)),
            ),
            self.problem,
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
        self.setLayout(column(pay, where, None))
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

    def _choice(self, entries: tuple[tuple[str, str], ...]) -> QComboBox:
        made = QComboBox()
        for code, text in entries:
            made.addItem("", code)
            index = made.count() - 1
            self.texts.bind(lambda t, i=index: made.setItemText(i, t), text)
        return made

    def _card(self, heading: str, lines: tuple[tuple[str, QLayout], ...], note: QWidget) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, heading)
        form = QFormLayout()
        for text, fields in lines:
            name = label(wraps=False)
            self.texts.bind(name.setText, text)
            form.addRow(name, fields)
        return card(column(head, form, note))

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
        return pay

    def retranslate(self) -> None:
        """Also the amounts: their digits belong to the language."""
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
        self._check()

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with pay, engagement and place."""
        return replace(
            profile,
            pay=self._check(),
            engagement=self.engagement.currentData(),
            place=Place(
                Arrangement(self.arrangement.currentData()),
                self.city.text().strip(),
                self.country.currentData(),
            ),
        )


def _places(amount: Decimal) -> int:
    """Two decimals only where there are any."""
    return 0 if amount == amount.to_integral_value() else 2
