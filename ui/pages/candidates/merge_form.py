"""Two entries side by side: which one stays, and whose value in each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from smmhire.candidates.tags import written_tags
from smmhire.services import merging
from smmhire.services.merging import FIELD_NAMES, JOINABLE, Choice, Entry, Field
from smmhire.texts import _, day, number
from ui.language import Translated
from ui.widgets.basics import column, label, row, rule, scrolled

LONGEST = 160  # letters of a value that are shown


class MergeForm(Translated, QWidget):
    """Shows two entries; the first is the one that is usually kept. `changed`: another one is to stay."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.init_texts()
        self._entries: tuple[Entry, Entry] | None = None
        self.keeps: list[QRadioButton] = []
        self.choices: dict[Field, QButtonGroup] = {}
        self._area = scrolled(QWidget())
        self.setLayout(column(self._area))

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these two, with the usual choices made."""
        one, other = entries
        self._entries = (one, other)
        self._build(0)

    def clear(self) -> None:
        """Show nobody."""
        self._entries = None
        self._area.setWidget(QWidget())

    @property
    def kept_id(self) -> UUID:
        """The entry that stays."""
        return self._ordered()[0].person.id

    @property
    def merged_id(self) -> UUID:
        """The entry that becomes part of it."""
        return self._ordered()[1].person.id

    def chosen(self) -> Mapping[Field, Choice]:
        """Whose value stays, as the form says."""
        sides = list(Choice)
        return {field: sides[group.checkedId()] for field, group in self.choices.items()}

    def retranslate(self) -> None:
        """The names of the fields and the dates too; what was chosen stays."""
        super().retranslate()
        if self._entries is not None:
            chosen = self.chosen()
            self._build(self._kept_at())
            for field, choice in chosen.items():
                self._button(field, choice).setChecked(True)

    # -- building ------------------------------------------------------------------------------------
    def _ordered(self) -> tuple[Entry, Entry]:
        assert self._entries is not None, "show two entries first"
        one, other = self._entries
        return (one, other) if self._kept_at() == 0 else (other, one)

    def _kept_at(self) -> int:
        return next((at for at, button in enumerate(self.keeps) if button.isChecked()), 0)

    def _build(self, kept_at: int) -> None:
        assert self._entries is not None
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.keeps, self.choices = [], {}
        stays = QButtonGroup(content)
        grid.addWidget(_text(_("This entry stays")), 0, 0)
        for at, entry in enumerate(self._entries):
            about = _("added on {day}", day=day(entry.person.created_at))
            lines = [entry.person.name, about, entry.belongings]
            name = _("{name} stays", name=entry.person.name)
            keep, box = _radio("\n".join(line for line in lines if line), name)
            stays.addButton(keep)
            keep.setChecked(at == kept_at)
            keep.toggled.connect(self._other_stays)
            self.keeps.append(keep)
            grid.addWidget(box, 0, at + 1)
        grid.addWidget(rule(), 1, 0, 1, 3)
        self._add_fields(content, grid, kept_at)
        for at, stretch in enumerate((1, 3, 3)):
            grid.setColumnStretch(at, stretch)
        explanation = _text(
            _(
                "Applications, assessments, notes, files and ratings of both stay with the one entry. A "
                "merge can be undone for 30 days."
            ),
            "muted",
        )
        grid.addWidget(explanation, grid.rowCount(), 0, 1, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(content)

    def _add_fields(self, content: QWidget, grid: QGridLayout, kept_at: int) -> None:
        assert self._entries is not None
        people = [entry.person for entry in self._entries]
        kept, merged = people[kept_at], people[1 - kept_at]
        usual = merging.usual_choices(kept, merged)
        open_fields = merging.differing(kept, merged)
        for field in Field:
            values = [merging.value(person, field) for person in people]
            if all(merging.is_empty(found) for found in values):
                continue
            line = grid.rowCount()
            grid.addWidget(_text(_(FIELD_NAMES[field])), line, 0)
            if field not in open_fields:
                for at, found in enumerate(values):
                    grid.addWidget(_text(_shown(field, found)), line, at + 1)
                continue
            group = QButtonGroup(content)
            self.choices[field] = group
            for at, found in enumerate(values):
                choice = Choice.KEPT if at == kept_at else Choice.MERGED
                name = f"{_(FIELD_NAMES[field])}: {_shown(field, found)}"
                grid.addWidget(_in_group(group, choice, _shown(field, found), name), line, at + 1)
            if field in JOINABLE:
                name = f"{_(FIELD_NAMES[field])}: {_('both')}"
                grid.addWidget(_in_group(group, Choice.BOTH, _("both"), name), line + 1, 1, 1, 2)
            self._button(field, usual[field]).setChecked(True)

    def _button(self, field: Field, choice: Choice) -> QRadioButton:
        button = self.choices[field].button(list(Choice).index(choice))
        assert isinstance(button, QRadioButton)
        return button

    def _other_stays(self, is_checked: bool) -> None:
        if is_checked:
            self._build(self._kept_at())
            self.keeps[self._kept_at()].setFocus()
            self.changed.emit()


def _radio(text: str, name: str) -> tuple[QRadioButton, QWidget]:
    """A button beside a text that wraps, which the button's own cannot."""
    made = QRadioButton()
    made.setAccessibleName(name)
    box = QWidget()
    layout = row(made, _text(text))
    layout.setSpacing(2)
    layout.setStretch(1, 1)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setAlignment(made, Qt.AlignmentFlag.AlignTop)
    box.setLayout(layout)
    return made, box


def _in_group(group: QButtonGroup, choice: Choice, text: str, name: str) -> QWidget:
    made, box = _radio(text, name)
    group.addButton(made, list(Choice).index(choice))
    return box


def _text(text: str, kind: str = "") -> QLabel:
    made = label(kind)
    made.setText(text)
    made.setVisible(bool(text))
    return made


def _shown(field: Field, found: Any) -> str:
    if merging.is_empty(found):
        return "—"
    if field is Field.TAGS:
        return written_tags(found)
    if field is Field.EXPERIENCE:
        return number(found, 0 if found == int(found) else 1)
    if field is Field.CONSENT:
        return " · ".join(part for part in (day(found[0]) if found[0] else "", found[1]) if part)
    if field is Field.RESUME:
        return ", ".join(str(section) for section in found)
    if isinstance(found, date | datetime):
        return day(found)
    text = str(found)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
