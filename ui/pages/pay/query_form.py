"""What is compared: country, currency, period, basis, age of the data."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.role.description import Role
from smmhire.texts import N_, _, ngettext, say
from ui.language import Translated
from ui.pages.pay.words import BASES
from ui.widgets.basics import label
from ui.widgets.choices import COUNTRIES, CURRENCIES, PERIODS, country_name, period_name

MONTHS = (6, 12, 24, 36, 60)
STALE_AFTER = 24  # months: markets move, and inflation in Bangladesh is near ten per cent a year
ANY = ""


class QueryForm(Translated, QWidget):
    """Choices of a benchmark; `changed` when the user changes one."""

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._is_loading = True
        self.country = self._choice(self._countries, country_name)
        self.currency = self._choice(lambda: [(code, code) for code in CURRENCIES])
        self.period = self._choice(lambda: [(code, period_name(code)) for code, _name in PERIODS])
        self.basis = self._choice(self._bases)
        self.engagement = self._choice(self._engagements)
        self.stale_after = self._choice(lambda: [(n, ngettext("{n} month", "{n} months", n)) for n in MONTHS])
        self.by_experience = QCheckBox()
        self.texts.bind(self.by_experience.setText, N_("By years of experience"))
        self.by_experience.setChecked(True)
        self.by_experience.toggled.connect(self._tell)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (field, text) in enumerate(
            (
                (self.country, N_("Country")),
                (self.currency, N_("Currency")),
                (self.period, N_("Paid per")),
                (self.basis, N_("Before or after tax")),
                (self.engagement, N_("Kind of engagement")),
                (self.stale_after, N_("Old is data older than")),
            )
        ):
            name = label()
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            line, position = divmod(place, 3)
            grid.addWidget(name, 3 * line, position)
            grid.addWidget(field, 3 * line + 1, position)
            grid.setRowMinimumHeight(3 * line + 2, 8)
        grid.addWidget(self.by_experience, 6, 0, 1, 3)
        for position in range(3):
            grid.setColumnStretch(position, 1)
        self.setLayout(grid)
        _choose(self.stale_after, STALE_AFTER)
        self._is_loading = False

    def _choice(
        self, entries: Callable[[], list[tuple[object, str]]], name_of: Callable[[str], str] = str
    ) -> QComboBox:
        """A box whose entries are made again in a new language; what is chosen stays.

        `name_of` names what `ask` added beside the usual entries.
        """
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(10)

        def fill() -> None:
            made.blockSignals(True)
            known = {made.itemData(i) for i in range(made.count())}
            chosen = made.currentData()
            made.clear()
            listed = entries()
            for code, name in listed:
                made.addItem(name, code)
            for code in sorted(known - {code for code, _name in listed}, key=str):
                made.addItem(name_of(str(code)), code)
            _choose(made, chosen)
            made.blockSignals(False)

        self.texts.call(fill)
        made.currentIndexChanged.connect(self._tell)
        return made

    def _countries(self) -> list[tuple[object, str]]:
        return [*((code, country_name(code)) for code in COUNTRIES), (ANY, _("all countries"))]

    def _bases(self) -> list[tuple[object, str]]:
        return [(ANY, _("as most figures are")), *((code, _(name)) for code, name in BASES)]

    def _engagements(self) -> list[tuple[object, str]]:
        return [(ANY, _("any")), *((route.id, say(route.name)) for route in self._role.routes)]

    def query(self, excluded_titles: tuple[str, ...] = ()) -> BenchmarkQuery:
        """What the form asks for, by the SMM title rule."""
        return BenchmarkQuery(
            currency=self.currency.currentData(),
            period=self.period.currentData(),
            excluded_titles=excluded_titles,
            country=self.country.currentData() or None,
            engagement=self.engagement.currentData() or None,
            basis=self.basis.currentData() or None,
            by="experience" if self.by_experience.isChecked() else None,
            stale_after_months=self.stale_after.currentData(),
        )

    def ask(
        self,
        *,
        currency: str,
        period: str,
        country: str | None,
        basis: str | None = None,
        engagement: str | None = None,
    ) -> None:
        """Set the choices from elsewhere, without telling that the user changed something.

        `country`, `basis` or `engagement` None: whatever the data has.
        """
        self._is_loading = True
        try:
            for choice, code in ((self.currency, currency), (self.country, country or ANY)):
                if choice.findData(code) < 0:
                    choice.addItem(country_name(code) if choice is self.country else code, code)
                _choose(choice, code)
            _choose(self.period, period)
            _choose(self.basis, basis or ANY)
            _choose(self.engagement, engagement or ANY)
        finally:
            self._is_loading = False

    def _tell(self, *_anything: object) -> None:
        if not self._is_loading:
            self.changed.emit()


def _choose(choice: QComboBox, code: object) -> None:
    choice.setCurrentIndex(max(0, choice.findData(code)))
