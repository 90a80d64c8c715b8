"""Weights, levels and must-haves to try: a row a competency of the profile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QWidget

from smmhire.candidates.what_if import WhatIf
from smmhire.role.description import LEVELS
from smmhire.role.levels import numbered_level
from smmhire.services.role import role
from smmhire.texts import N_, _, number, say
from smmhire.vacancies.profile import MAX_WEIGHT, CompetencyRequirement, VacancyProfile
from ui.language import Translated
from ui.widgets.basics import column, label, row, rule
from ui.widgets.eliding_combo import ElidingCombo
from ui.widgets.quiet_wheel import QuietWheel


class TriedRow(Translated, QWidget):
    """One competency. `changed`: something was tried."""

    changed = Signal()

    def __init__(self, asked: CompetencyRequirement) -> None:
        super().__init__()
        self.init_texts()
        self.asked = asked
        self._competency = role().competency(asked.competency_id)
        self.name = label("strong")
        self.weight = QSlider(Qt.Orientation.Horizontal)
        self.weight.setRange(0, MAX_WEIGHT)
        self.weight.setPageStep(2)
        self.weight.setMinimumWidth(70)
        self.weight_text = label(wraps=False)
        self.weight_text.setMinimumWidth(self.weight_text.fontMetrics().horizontalAdvance("000"))
        self.level = ElidingCombo()
        self.level.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.level.setMinimumContentsLength(8)
        for level in LEVELS:
            self.level.addItem("", level)
            self.texts.call(lambda at=level - 1, n=level: self.level.setItemText(at, numbered_level(n)))
        self.must_have = QCheckBox()
        self.texts.bind(self.must_have.setText, N_("must-have"))
        self.reset()
        self.texts.call(self._say)
        first = row(self.name, self.must_have)
        first.setStretch(0, 1)
        second = row(self.weight, self.weight_text, self.level)
        second.setStretch(0, 1)
        self.setLayout(column(first, second, spacing=4))
        self.weight.valueChanged.connect(self._tell)
        self.level.currentIndexChanged.connect(self._tell)
        self.must_have.toggled.connect(self._tell)

    def reset(self) -> None:
        """As the profile has it; tells nobody."""
        for field in (self.weight, self.level, self.must_have):
            field.blockSignals(True)
        self.weight.setValue(self.asked.weight)
        self.level.setCurrentIndex(self.asked.level - 1)
        self.must_have.setChecked(self.asked.is_must_have)
        for field in (self.weight, self.level, self.must_have):
            field.blockSignals(False)
        self._say()

    def tried(self) -> CompetencyRequirement:
        """What the fields say."""
        return CompetencyRequirement(
            self.asked.competency_id,
            self.level.currentIndex() + 1,
            self.weight.value(),
            self.must_have.isChecked(),
        )

    def _tell(self, *_anything: object) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        name = say(self._competency.name)
        is_changed = self.tried() != self.asked
        self.name.setText(_("{name} (changed)", name=name) if is_changed else name)
        self.weight_text.setText(number(self.weight.value()))
        self.weight.setAccessibleName(_("Weight: {competency}", competency=name))
        self.weight.setAccessibleDescription(number(self.weight.value()))
        self.weight.setToolTip(
            _(
                "Weight {now}; in the profile {saved}",
                now=number(self.weight.value()),
                saved=number(self.asked.weight),
            )
        )
        self.level.setAccessibleName(_("Required level: {competency}", competency=name))
        self.level.setToolTip(say(self._competency.anchors[self.level.currentIndex()]))
        self.must_have.setAccessibleName(_("Must-have: {competency}", competency=name))


class WhatIfControls(QWidget):
    """All competencies of a profile. `changed`: something was tried."""

    changed = Signal()

    def __init__(self, profile: VacancyProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = [TriedRow(asked) for asked in profile.competencies]
        parts: list[QWidget] = []
        for line in self.rows:
            parts += [line, rule()]
            line.changed.connect(self.changed)
        self.setLayout(column(*parts, None, spacing=8))
        QuietWheel(self)

    @property
    def tried(self) -> WhatIf:
        """What differs from the profile."""
        pairs = [(line.asked, line.tried()) for line in self.rows]
        return WhatIf(
            weights={new.competency_id: new.weight for old, new in pairs if new.weight != old.weight},
            levels={new.competency_id: new.level for old, new in pairs if new.level != old.level},
            must_haves={
                new.competency_id: new.is_must_have
                for old, new in pairs
                if new.is_must_have != old.is_must_have
            },
        )

    def reset(self) -> None:
        """Everything as the profile has it."""
        for line in self.rows:
            line.reset()
        self.changed.emit()
