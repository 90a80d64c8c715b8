"""What is compared: place, unit, groups; and behind 'More choices' whose pay, of when, and how converted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QSpinBox, QWidget

from smmhire.pay.cells import months_before
from smmhire.pay.observation import PaySource
from smmhire.pay.query import BenchmarkQuery, TitleRule
from smmhire.role.description import Role
from smmhire.texts import N_, _, day, ngettext
from ui.language import Translated
from ui.pages.pay.choice_box import ChoiceBox
from ui.pages.pay.day_span import DaySpan
from ui.pages.pay.query_entries import (
    ANY,
    DAYS,
    EXACT,
    axis_entries,
    basis_entries,
    country_entries,
    currency_entries,
    engagement_entries,
    experience_entries,
    level_entries,
    month_entries,
    period_entries,
    since_entries,
    title_entries,
)
from ui.widgets.basics import button, column, label, row
from ui.widgets.choices import country_name

STALE_AFTER = 24  # months: markets move, and inflation in Bangladesh is near ten per cent a year
NO_TEXT = "-"  # kept in the settings for what has no value


class QueryForm(Translated, QWidget):
    """Choices of a benchmark; `changed` when the user changes one."""

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._is_loading = True
        self._cities: tuple[str, ...] = ()
        self._indices: tuple[tuple[str, date], ...] = ()
        self._sources: tuple[PaySource, ...] = ()
        self._awaited: dict[str, str] = {}  # choices kept from an earlier time that are not offered yet
        self.country = ChoiceBox(country_entries, country_name)
        self.currency = ChoiceBox(currency_entries)
        self.period = ChoiceBox(period_entries)
        self.basis = ChoiceBox(basis_entries)
        self.by = ChoiceBox(axis_entries)
        self.engagement = ChoiceBox(lambda: engagement_entries(role))
        self.level = ChoiceBox(level_entries)
        self.experience = ChoiceBox(experience_entries)
        self.city = ChoiceBox(self._city_entries)
        self.titles = ChoiceBox(title_entries)
        self.source = ChoiceBox(self._source_entries)
        self.since = ChoiceBox(since_entries)
        self.stale_after = ChoiceBox(month_entries)
        self.age_by = ChoiceBox(self._index_entries)
        self.days = DaySpan()
        self.days.hide()
        self.exact_titles = QLineEdit()
        self.texts.bind(self.exact_titles.setAccessibleName, N_("Only these job titles"))
        self.texts.bind(
            self.exact_titles.setPlaceholderText,
            N_("job titles as the data has them, with a semicolon between them"),
        )
        self.exact_titles.hide()
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
        self.net_share.setMinimumWidth(190)
        self.net_share.lineEdit().setTextMargins(6, 0, 6, 0)
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
                        (self.source, N_("Data source")),
                        (self.titles, N_("Whose pay")),
                        (self.since, N_("Figures of")),
                        (self.stale_after, N_("Old is data older than")),
                        (self.age_by, N_("Old figures")),
                    )
                ),
                self.exact_titles,
                self.days,
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
        self.since.currentIndexChanged.connect(self._show_fields)
        self.titles.currentIndexChanged.connect(self._show_fields)
        self.days.changed.connect(self._tell)
        self.exact_titles.editingFinished.connect(self._titles_written)
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
            self.source: "source",
            self.titles: "titles",
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
    def _city_entries(self) -> list[tuple[object, str]]:
        return [(ANY, _("all cities")), *((name, name) for name in self._cities)]

    def _source_entries(self) -> list[tuple[object, str]]:
        """Parts of one data set have one name, and are one choice."""
        names = dict.fromkeys(one.name for one in self._sources)
        return [(ANY, _("all sources")), *((name, _(name)) for name in names)]

    def _index_entries(self) -> list[tuple[object, str]]:
        aged = [
            (name, _("brought to {day} by “{index}”", day=day(newest), index=_(name)))
            for name, newest in self._indices
        ]
        return [(ANY, _("as they are")), *aged]

    def show_choices(
        self, cities: Sequence[str], indices: Sequence[tuple[str, date]], sources: Sequence[PaySource]
    ) -> None:
        """What the data and the indices offer; a choice that is no longer there is dropped."""
        self._cities, self._indices, self._sources = tuple(cities), tuple(indices), tuple(sources)
        before = self._offered()
        for box in (self.city, self.age_by, self.source):
            box.fill()
        awaited, self._awaited = self._awaited, {}
        self._choose_kept(awaited)
        if self._offered() != before:
            self._tell()

    def _offered(self) -> list[object]:
        """What is chosen of the entries that come from the data."""
        return [box.currentData() or ANY for box in (self.city, self.age_by, self.source)]

    # -- asking --------------------------------------------------------------------------------------
    def query(self, excluded_titles: tuple[str, ...] = ()) -> BenchmarkQuery:
        """What the form asks for."""
        today = date.today()
        index, level, source = (box.currentData() for box in (self.age_by, self.level, self.source))
        since, until = self._span(today)
        return BenchmarkQuery(
            currency=self.currency.currentData(),
            period=self.period.currentData(),
            titles=self._wanted_titles(),
            excluded_titles=excluded_titles,
            levels=(level,) if level else (),
            country=self.country.currentData() or None,
            city=self.city.currentData() or None,
            experience=self.experience.currentData() or None,
            engagement=self.engagement.currentData() or None,
            observed_from=since,
            observed_to=until,
            basis=self.basis.currentData() or None,
            convert_basis=self.assume.isChecked(),
            net_share=self.net_share.value() / 100 or None,
            convert_currency=self.convert.isChecked(),
            age_to=dict(self._indices)[index] if index else None,
            age_by=index or None,
            by=self.by.currentData() or None,
            source_ids=tuple(one.id for one in self._sources if one.name == source) if source else None,
            stale_after_months=self.stale_after.currentData(),
            as_of=today,
        )

    def _span(self, today: date) -> tuple[date | None, date | None]:
        months = self.since.currentData()
        if months == DAYS:
            return self.days.days
        return (months_before(today, months), None) if months else (None, None)

    def _wanted_titles(self) -> TitleRule | tuple[str, ...]:
        rule = self.titles.currentData()
        if rule != EXACT:
            return rule
        return tuple(title.strip() for title in self.exact_titles.text().split(";") if title.strip())

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
            for box in (self.city, self.source, self.level, self.experience):
                box.choose(ANY)
            self.titles.choose("smm")
            self._awaited = {}
            self._name_more()
        finally:
            self._is_loading = False

    # -- remembering ---------------------------------------------------------------------------------
    def kept(self) -> dict[str, str]:
        """The choices as texts by name, to be remembered."""
        chosen = {name: _kept(box.currentData()) for box, name in self._boxes().items()}
        chosen |= self._awaited
        chosen["days"] = "/".join(day.isoformat() for day in self.days.days)
        chosen["exact_titles"] = self.exact_titles.text()
        chosen["convert"] = "1" if self.convert.isChecked() else ""
        chosen["net_share"] = str(self.net_share.value()) if self.assume.isChecked() else ""
        return chosen

    def restore(self, kept: dict[str, str]) -> None:
        """Choose again what was kept; what is no longer possible is left as it is."""
        self._is_loading = True
        try:
            for box, name in ((self.country, "country"), (self.currency, "currency")):
                box.choose(kept.get(name) or box.currentData())
            self._choose_kept(kept)
            self._awaited = {
                name: kept[name]
                for box, name in self._boxes().items()
                if kept.get(name) and kept[name] != _kept(box.currentData())
            }
            first, _slash, last = kept.get("days", "").partition("/")
            with suppress(ValueError):  # days that are none: those shown stay
                self.days.choose(date.fromisoformat(first), date.fromisoformat(last))
            self.exact_titles.setText(kept.get("exact_titles", ""))
            self.convert.setChecked(bool(kept.get("convert")))
            self.assume.setChecked(bool(kept.get("net_share")))
            share = kept.get("net_share", "")
            self.net_share.setValue(int(share) if share.isdecimal() else 0)
            self._name_more()
        finally:
            self._is_loading = False

    def _choose_kept(self, kept: Mapping[str, str]) -> None:
        """Choose what was kept, where it is offered."""
        for box, name in self._boxes().items():
            codes = {_kept(box.itemData(i)): i for i in range(box.count())}
            if kept.get(name, NO_TEXT) in codes:
                was_loading, self._is_loading = self._is_loading, True
                box.setCurrentIndex(codes[kept[name]])
                self._is_loading = was_loading

    # -- the rest ------------------------------------------------------------------------------------
    def _narrowed(self) -> int:
        """How many of the choices that may be hidden are not at their usual value."""
        boxes = (
            self.engagement, self.level, self.experience, self.city, self.since, self.age_by, self.source
        )  # fmt: skip
        ticks = (self.convert, self.assume)
        return (
            sum(box.currentData() not in (ANY, None) for box in boxes)
            + (self.titles.currentData() not in ("smm", None))
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

    def _show_fields(self) -> None:
        """The days and the titles to be written, where they are wanted."""
        self.days.setVisible(self.since.currentData() == DAYS)
        self.exact_titles.setVisible(self.titles.currentData() == EXACT)

    def _titles_written(self) -> None:
        """Leaving the field without a change asks nothing."""
        if self.exact_titles.isModified():
            self.exact_titles.setModified(False)
            self._tell()

    def _tell(self, *_anything: object) -> None:
        if not self._is_loading:
            self._name_more()
            self.changed.emit()


def _kept(code: object) -> str:
    if isinstance(code, tuple):
        low, high = code
        return f"{low:g}-{'' if high is None else f'{high:g}'}"
    return ANY if code is None else str(code)
