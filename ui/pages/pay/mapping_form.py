"""Which column is what: a combo of headings for each field, and what holds for every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QGridLayout, QLabel, QLineEdit, QWidget

from smmhire.role.description import Role
from smmhire.texts import N_, _, digits, latin_digits, say
from ui.language import Translated
from ui.pages.pay.words import BASES, FIELD_NAMES, KINDS, translated
from ui.widgets.basics import column, label, rule, set_kind
from ui.widgets.choices import COUNTRIES, CURRENCIES, PERIODS, country_name, period_name
from ui.widgets.headings import fill_headings, narrow

if TYPE_CHECKING:
    from smmhire.services.pay import ColumnMapping

# Fields whose fixed value is a code out of a list; those of TYPED are written by hand.
CHOSEN = ("currency", "period", "basis", "country", "engagement")
TYPED = ("title", "city", "observed_on")
DECIMALS = (
    (None, N_("found out from the column")),
    (".", N_("point: 1,234.50")),
    (",", N_("comma: 1.234,50")),
)


class MappingForm(Translated, QWidget):
    """Shows one mapping and gives it back changed. `changed` only when the user changes something."""

    changed = Signal()

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._mapping: ColumnMapping | None = None
        self._is_loading = False
        self.columns: dict[str, QComboBox] = {}
        self.fixed: dict[str, QComboBox | QLineEdit] = {}
        self._of_rows = (rule(), self._grid(), rule(), self._details())
        layout = column(self._source_form(), *self._of_rows, None, spacing=10)
        layout.setContentsMargins(2, 2, 10, 2)
        self.setLayout(layout)

    # -- building ------------------------------------------------------------------------------------
    def _source_form(self) -> QWidget:
        self.source_name = QLineEdit()
        self.licence_note = QLineEdit()
        self.texts.bind(
            self.licence_note.setPlaceholderText, N_("who may use the data, and for what; as the source says")
        )
        self.kind = self._choice(tuple(entry for entry in KINDS if entry[0] != "reference"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(4)
        for field, text in (
            (self.source_name, N_("Name of the source")),
            (self.licence_note, N_("Licence note")),
            (self.kind, N_("What a row is")),
        ):
            form.addRow(self._name(field, text), field)
        self._source_rows = form
        self.source_name.textEdited.connect(self._tell)
        self.licence_note.textEdited.connect(self._tell)
        made = QWidget()
        made.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        return made

    def _grid(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        for position, text in ((1, N_("Column")), (2, N_("or for every row"))):
            head = label("muted")
            self.texts.bind(head.setText, text)
            grid.addWidget(head, 0, position)
        for line, (field, text) in enumerate(FIELD_NAMES, start=1):
            headings = narrow(QComboBox())
            headings.currentIndexChanged.connect(self._tell)
            self.columns[field] = headings
            name = self._name(headings, text)
            name.setWordWrap(True)
            grid.addWidget(name, line, 0)
            grid.addWidget(headings, line, 1)
            fixed = self._fixed(field)
            if fixed is not None:
                self.texts.call(
                    lambda w=fixed, t=text: w.setAccessibleName(_("{field} for every row", field=_(t)))
                )
                self.fixed[field] = fixed
                grid.addWidget(fixed, line, 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 4)
        made = QWidget()
        made.setLayout(grid)
        return made

    def _fixed(self, field: str) -> QComboBox | QLineEdit | None:
        if field in CHOSEN:
            made = narrow(QComboBox())
            made.currentIndexChanged.connect(self._tell)
            return made
        if field in TYPED:
            line = QLineEdit()
            line.textEdited.connect(self._tell)
            if field == "observed_on":
                self.texts.call(lambda: line.setPlaceholderText(digits("2026-01-31")))
            return line
        return None

    def _details(self) -> QWidget:
        self.contributor_rows = QCheckBox()
        self.texts.bind(self.contributor_rows.setText, N_("Each row is another person"))
        self.contributor_rows.toggled.connect(self._tell)
        self.decimal = self._choice(DECIMALS)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(self.contributor_rows)
        form.addRow(self._name(self.decimal, N_("Mark of fractions")), self.decimal)
        made = QWidget()
        made.setLayout(form)
        return made

    def _name(self, field: QWidget, text: str) -> QLabel:
        name = label(wraps=False)
        name.setBuddy(field)
        self.texts.bind(name.setText, text)
        self.texts.bind(field.setAccessibleName, text)
        return name

    def _choice(self, entries: Sequence[tuple[str | None, str]]) -> QComboBox:
        made = narrow(QComboBox())
        for code, text in entries:
            made.addItem("", code)
            index = made.count() - 1
            self.texts.bind(lambda t, i=index: made.setItemText(i, t), text)
        made.currentIndexChanged.connect(self._tell)
        return made

    # -- showing and giving back ---------------------------------------------------------------------
    def load(self, mapping: ColumnMapping, headings: Sequence[str]) -> None:
        """Show `mapping` for a table with these `headings`; headings it does not have are left out."""
        self._mapping = mapping
        self._is_loading = True
        try:
            self._show_names(mapping)
            # Columns of published wages are read as their publisher writes them: only names can be changed.
            for part in self._of_rows:
                part.setVisible(mapping.kind != "reference")
            self._source_rows.setRowVisible(self.kind, mapping.kind != "reference")
            self.kind.setCurrentIndex(self.kind.findData(mapping.kind))
            self.contributor_rows.setChecked(mapping.each_row_is_a_contributor)
            self.decimal.setCurrentIndex(self.decimal.findData(mapping.decimal))
            for field, choice in self.columns.items():
                fill_headings(choice, headings, mapping.columns.get(field))
            for field, widget in self.fixed.items():
                self._show_fixed(field, widget, mapping.fixed.get(field, ""))
            self._check_date()
        finally:
            self._is_loading = False

    def mapping(self) -> ColumnMapping:
        """What the form says now: the mapping loaded, where nothing was changed."""
        assert self._mapping is not None, "load a mapping first"
        loaded = self._mapping
        if loaded.kind == "reference":
            return replace(
                loaded,
                source_name=_said(self.source_name, loaded.source_name),
                licence_note=_said(self.licence_note, loaded.licence_note),
            )
        chosen = {field: c.currentData() for field, c in self.columns.items() if c.currentData()}
        said = {field: value for field, w in self.fixed.items() if (value := self._fixed_value(field, w))}
        made = replace(
            loaded,
            columns=_in_order(chosen, loaded.columns),
            fixed=_in_order(said, loaded.fixed),
            each_row_is_a_contributor=self.contributor_rows.isChecked(),
            decimal=self.decimal.currentData(),
            kind=self.kind.currentData(),
            source_name=_said(self.source_name, loaded.source_name),
            licence_note=_said(self.licence_note, loaded.licence_note),
        )
        is_same = made.columns == loaded.columns and made.fixed == loaded.fixed
        return made if is_same else replace(made, name=made.source_name or loaded.name, assumptions=())

    def retranslate(self) -> None:
        """The lists too; what is chosen and typed stays."""
        super().retranslate()
        if self._mapping is None:
            return
        self._show_names(self._mapping)
        self._is_loading = True
        try:
            for choice in self.columns.values():
                choice.setItemText(0, _("no column"))
            for field, widget in self.fixed.items():
                self._show_fixed(field, widget, self._fixed_value(field, widget, raw=True))
        finally:
            self._is_loading = False

    def _show_names(self, mapping: ColumnMapping) -> None:
        """Name and licence of the source, unless the user has written others."""
        for field, text in (
            (self.source_name, mapping.source_name),
            (self.licence_note, mapping.licence_note),
        ):
            if self._is_loading or not field.isModified():
                field.setText(translated(text))
                field.setCursorPosition(0)

    def _show_fixed(self, field: str, widget: QComboBox | QLineEdit, value: str) -> None:
        if isinstance(widget, QLineEdit):
            widget.setText(digits(value) if field == "observed_on" else value)
            return
        known = self._names_of(field)
        if value and value not in known:
            known[value] = country_name(value) if field == "country" else value
        widget.clear()
        widget.addItem(_("not said"), "")
        for code, name in known.items():
            widget.addItem(name, code)
        widget.setCurrentIndex(max(0, widget.findData(value)))

    def _names_of(self, field: str) -> dict[str, str]:
        if field == "currency":
            return {code: code for code in CURRENCIES}
        if field == "period":
            return {code: period_name(code) for code, _name in PERIODS}
        if field == "basis":
            return {code: _(name) for code, name in BASES if code != "unknown"}
        if field == "country":
            return {code: country_name(code) for code in COUNTRIES}
        return {route.id: say(route.name) for route in self._role.routes}

    def _fixed_value(self, field: str, widget: QComboBox | QLineEdit, *, raw: bool = False) -> str:
        """The value said for every row; a date that is none counts as not said, unless `raw`."""
        if isinstance(widget, QComboBox):
            return widget.currentData() or ""
        written = widget.text().strip()
        if field != "observed_on":
            return written
        written = latin_digits(written)
        return written if raw or _is_date(written) else ""

    def _check_date(self) -> None:
        field = self.fixed["observed_on"]
        assert isinstance(field, QLineEdit)
        written = latin_digits(field.text().strip())
        is_wrong = bool(written) and not _is_date(written)
        field.setProperty("invalid", is_wrong)
        field.setToolTip(_("Write the date as year-month-day.") if is_wrong else "")
        set_kind(field, "")

    def _tell(self, *_anything: object) -> None:
        sender = self.sender()
        if isinstance(sender, QComboBox) and sender in self.columns.values():
            sender.setToolTip(sender.currentData() or "")
        if not self._is_loading:
            self._check_date()
            self.changed.emit()


def _said(field: QLineEdit, loaded: str) -> str:
    """What the user has written; what was loaded, untranslated, where nothing was."""
    return field.text().strip() if field.isModified() else loaded


def _in_order(values: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """`values` in the order of `known`, new ones behind: the same mapping is the same text when kept."""
    ordered = {field: values[field] for field in known if field in values}
    return ordered | {field: value for field, value in values.items() if field not in ordered}


def _is_date(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True
