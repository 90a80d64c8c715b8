"""What is compared: place, unit, groups; and behind 'More choices' whose pay, of when, and how converted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from smmhire.pay.cells import months_before
from smmhire.pay.experience import GATHERED, experience_label
from smmhire.pay.groups import Group
from smmhire.pay.query import BenchmarkQuery
from smmhire.role.description import Role
from smmhire.role.titles import LEVELS
from smmhire.texts import N_, _, day, ngettext, say
from ui.language import Translated
from ui.pages.pay.choice_box import ChoiceBox
from ui.pages.pay.words import AXIS_NAMES, BASES
from ui.widgets.basics import button, column, label, row
from ui.widgets.choices import COUNTRIES, CURRENCIES, PERIODS, country_name, period_name

MONTHS = (6, 12, 24, 36, 60)
STALE_AFTER = 24  # months: markets move, and inflation in Bangladesh is near ten per cent a year
ANY = ""
NO_TEXT = "-"  # kept in the settings for what has no value


class QueryForm(Translated, QWidget):
    """Choices of a benchmark; `changed` when the user changes one."""

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._is_loading = True
        self._cities: tuple[str, ...] = ()
        self._indices: tuple[tuple[str, date], ...] = ()
        self.country = ChoiceBox(self._country_entries, country_name)
        self.currency = ChoiceBox(lambda: [(code, code) for code in CURRENCIES])
        self.period = ChoiceBox(lambda: [(code, period_name(code)) for code, _name in PERIODS])
        self.basis = ChoiceBox(self._basis_entries)
        self.by = ChoiceBox(self._axis_entries)
        self.engagement = ChoiceBox(self._engagement_entries)
        self.level = ChoiceBox(self._level_entries)
        self.experience = ChoiceBox(self._experience_entries)
        self.city = ChoiceBox(self._city_entries)
        self.since = ChoiceBox(self._since_entries)
        self.stale_after = ChoiceBox(lambda: [(n, _months(n)) for n in MONTHS])
        self.age_by = ChoiceBox(self._index_entries)
        self.convert = QCheckBox()
        self.texts.bind(
            self.convert.setText, N_("Count other currencies too, at the exchange rates of their dates")
        )
        self.assume = QCheckBox()
        self.texts.bind(
            self.assume.setText, N_("Turn the other basis by an assumption: net as a share of gross")
        )
        self.net_share = QSpinBox()
        self.net_share.setRange(0, 100)  # 0: the country's own
        self.net_share.setSuffix("%")
        self.net_share.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.net_share.setMinimumWidth(190)
        self.texts.bind(self.net_share.setSpecialValueText, N_("the country’s own, where known"))
        self.texts.bind(self.net_share.setAccessibleName, N_("Net as a share of gross"))
        self.net_share.hide()
        self.more = button("quiet")
        self.more.setCheckable(True)
        self.texts.call(self._name_more)
        self.extra = QWidget()
        self.extra.setLayout(
            column(
                self._grid(
                    (
                        (self.engagement, N_("Kind of engagement")),
                        (self.level, N_("Level in the title")),
                        (self.experience, N_("Years of experience")),
                        (self.city, N_("City")),
                        (self.since, N_("Figures of")),
                        (self.stale_after, N_("Old is data older than")),
                        (self.age_by, N_("Old figures")),
                    )
                ),
                self.convert,
                row(self.assume, self.net_share, None),
                spacing=8,
            )
        )
        main = self._grid(
            (
                (self.country, N_("Country")),
                (self.currency, N_("Currency")),
                (self.period, N_("Paid per")),
                (self.basis, N_("Before or after tax")),
                (self.by, N_("A row for each")),
            )
        )
        self.setLayout(column(main, row(self.more, None), self.extra, spacing=6))
        self.extra.hide()
        for box in self._boxes():
            self.texts.call(box.fill)
            box.currentIndexChanged.connect(self._tell)
        for tick in (self.convert, self.assume):
            tick.toggled.connect(self._tell)
        self.assume.toggled.connect(self.net_share.setVisible)
        self.net_share.valueChanged.connect(self._tell)
        self.more.toggled.connect(self._show_more)
        self.stale_after.choose(STALE_AFTER)
        self.by.choose("experience")
        self._is_loading = False

    def _boxes(self) -> dict[ChoiceBox, str]:
        """Every box, and the name under which its choice is kept."""
        return {
            self.country: "country",
            self.currency: "currency",
            self.period: "period",
            self.basis: "basis",
            self.by: "by",
            self.engagement: "engagement",
            self.level: "level",
            self.experience: "experience",
            self.city: "city",
            self.since: "since",
            self.stale_after: "stale_after",
            self.age_by: "age_by",
        }

    def _grid(self, fields: Sequence[tuple[ChoiceBox, str]]) -> QWidget:
        """Fields below their names, three to a line."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (field, text) in enumerate(fields):
            name = label()
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            line, position = divmod(place, 3)
            grid.addWidget(name, 3 * line, position)
            grid.addWidget(field, 3 * line + 1, position)
            grid.setRowMinimumHeight(3 * line + 2, 8)
        for position in range(3):
            grid.setColumnStretch(position, 1)
        made = QWidget()
        made.setLayout(grid)
        return made

    # -- entries -------------------------------------------------------------------------------------
    def _country_entries(self) -> list[tuple[object, str]]:
        return [*((code, country_name(code)) for code in COUNTRIES), (ANY, _("all countries"))]

    def _basis_entries(self) -> list[tuple[object, str]]:
        return [(ANY, _("as most figures are")), *((code, _(name)) for code, name in BASES)]

    def _axis_entries(self) -> list[tuple[object, str]]:
        return [*((code, _(name)) for code, name in AXIS_NAMES), (ANY, _("nothing: all together"))]

    def _engagement_entries(self) -> list[tuple[object, str]]:
        return [(ANY, _("any")), *((route.id, say(route.name)) for route in self._role.routes)]

    def _level_entries(self) -> list[tuple[object, str]]:
        return [(ANY, _("any")), *((level, Group("level", level).label) for level in LEVELS)]

    def _experience_entries(self) -> list[tuple[object, str]]:
        bands = [(low or 0.0, high) for low, high in GATHERED]
        return [(ANY, _("any")), *((band, experience_label(*band, None)) for band in bands)]

    def _city_entries(self) -> list[tuple[object, str]]:
        return [(ANY, _("all cities")), *((name, name) for name in self._cities)]

    def _since_entries(self) -> list[tuple[object, str]]:
        spans = [(months, _("the last {months}", months=_months(months))) for months in MONTHS]
        return [(ANY, _("any date")), *spans]

    def _index_entries(self) -> list[tuple[object, str]]:
        aged = [
            (name, _("brought to {day} by “{index}”", day=day(newest), index=_(name)))
            for name, newest in self._indices
        ]
        return [(ANY, _("as they are")), *aged]

    def show_choices(self, *, cities: Sequence[str], indices: Sequence[tuple[str, date]]) -> None:
        """What the data and the indices offer; a choice that is no longer there is dropped."""
        self._cities, self._indices = tuple(cities), tuple(indices)
        self.city.fill()
        self.age_by.fill()

    # -- asking --------------------------------------------------------------------------------------
    def query(self, excluded_titles: tuple[str, ...] = ()) -> BenchmarkQuery:
        """What the form asks for, by the SMM title rule."""
        today = date.today()
        months, index = self.since.currentData(), self.age_by.currentData()
        level = self.level.currentData()
        return BenchmarkQuery(
            currency=self.currency.currentData(),
            period=self.period.currentData(),
            excluded_titles=excluded_titles,
            levels=(level,) if level else (),
            country=self.country.currentData() or None,
            city=self.city.currentData() or None,
            experience=self.experience.currentData() or None,
            engagement=self.engagement.currentData() or None,
            observed_from=months_before(today, months) if months else None,
            basis=self.basis.currentData() or None,
            convert_basis=self.assume.isChecked(),
            net_share=self.net_share.value() / 100 or None,
            convert_currency=self.convert.isChecked(),
            age_to=dict(self._indices)[index] if index else None,
            age_by=index or None,
            by=self.by.currentData() or None,
            stale_after_months=self.stale_after.currentData(),
            as_of=today,
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
            self.currency.choose(currency)
            self.country.choose(country or ANY)
            self.period.choose(period)
            self.basis.choose(basis or ANY)
            self.engagement.choose(engagement or ANY)
            self.city.choose(ANY)
            self._name_more()
        finally:
            self._is_loading = False

    # -- remembering ---------------------------------------------------------------------------------
    def kept(self) -> dict[str, str]:
        """The choices as texts by name, to be remembered."""
        chosen = {name: _kept(box.currentData()) for box, name in self._boxes().items()}
        chosen["convert"] = "1" if self.convert.isChecked() else ""
        chosen["net_share"] = str(self.net_share.value()) if self.assume.isChecked() else ""
        return chosen

    def restore(self, kept: dict[str, str]) -> None:
        """Choose again what was kept; what is no longer possible is left as it is."""
        self._is_loading = True
        try:
            for box, name in self._boxes().items():
                codes = {_kept(box.itemData(i)): i for i in range(box.count())}
                if name in ("country", "currency") and kept.get(name, ANY) not in codes:
                    box.choose(kept.get(name) or box.currentData())
                elif kept.get(name, NO_TEXT) in codes:
                    box.setCurrentIndex(codes[kept[name]])
            self.convert.setChecked(bool(kept.get("convert")))
            self.assume.setChecked(bool(kept.get("net_share")))
            share = kept.get("net_share", "")
            self.net_share.setValue(int(share) if share.isdecimal() else 0)
            self._name_more()
        finally:
            self._is_loading = False

    # -- the rest ------------------------------------------------------------------------------------
    def _narrowed(self) -> int:
        """How many of the choices that may be hidden are not at their usual value."""
        boxes = (self.engagement, self.level, self.experience, self.city, self.since, self.age_by)
        ticks = (self.convert, self.assume)
        return (
            sum(box.currentData() not in (ANY, None) for box in boxes)
            + sum(tick.isChecked() for tick in ticks)
            + (self.stale_after.currentData() not in (STALE_AFTER, None))
        )

    def _name_more(self) -> None:
        chosen = self._narrowed()
        if self.more.isChecked():
            self.more.setText(_("Fewer choices"))
        elif chosen:
            self.more.setText(ngettext("More choices ({n} in use)", "More choices ({n} in use)", chosen))
        else:
            self.more.setText(_("More choices"))

    def _show_more(self, is_wanted: bool) -> None:
        self.extra.setVisible(is_wanted)
        self._name_more()

    def _tell(self, *_anything: object) -> None:
        if not self._is_loading:
            self._name_more()
            self.changed.emit()


def _months(n: int) -> str:
    return ngettext("{n} month", "{n} months", n)


def _kept(code: object) -> str:
    if isinstance(code, tuple):
        low, high = code
        return f"{low:g}-{'' if high is None else f'{high:g}'}"
    return ANY if code is None else str(code)
