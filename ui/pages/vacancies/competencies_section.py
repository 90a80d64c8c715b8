"""Per competency: required level in words, weight, must-have."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSlider, QWidget

from smmhire.role.description import LEVELS, Competency, Role
from smmhire.role.levels import numbered_level
from smmhire.texts import N_, _, number, say
from smmhire.vacancies.profile import MAX_WEIGHT, CompetencyRequirement, VacancyProfile
from ui.language import Translated
from ui.pages.vacancies.sections import Section
from ui.widgets.basics import card, column, label, row, rule


class CompetencyRow(Translated, QWidget):
    """One competency. The anchor under it says what a person at the chosen level does."""

    def __init__(self, competency: Competency, section: Section) -> None:
        super().__init__()
        self.init_texts()
        self.competency = competency
        name = label("strong")
        self.texts.call(lambda: name.setText(say(competency.name)))
        self.texts.call(lambda: name.setToolTip(say(competency.description)))
        self.level = QComboBox()
        for level in LEVELS:
            self.level.addItem("", level)
            index = self.level.count() - 1
            self.texts.call(lambda i=index, n=level: self.level.setItemText(i, numbered_level(n)))
        self.weight = QSlider(Qt.Orientation.Horizontal)
        self.weight.setRange(0, MAX_WEIGHT)
        self.weight.setPageStep(2)
        self.weight.setMinimumWidth(80)
        self.weight_text = label(wraps=False)
        self.weight_text.setMinimumWidth(64)
        self.must_have = QCheckBox()
        self.texts.bind(self.must_have.setText, N_("must-have"))
        self.anchor = label("muted")
        self.texts.call(lambda: self._say_names())
        self.texts.call(lambda: self._say_anchor())
        self.texts.call(lambda: self._say_weight())
        first = row(name, self.must_have)
        first.setStretch(0, 1)
        second = row(self.level, self.weight, self.weight_text)
        second.setStretch(1, 1)
        self.setLayout(column(first, second, self.anchor, spacing=4))
        self.level.currentIndexChanged.connect(self._say_anchor)
        self.weight.valueChanged.connect(self._say_weight)
        self.level.currentIndexChanged.connect(section.tell)
        self.weight.valueChanged.connect(section.tell)
        self.must_have.toggled.connect(section.tell)

    def _say_names(self) -> None:
        name = say(self.competency.name)
        self.level.setAccessibleName(_("Required level: {competency}", competency=name))
        self.weight.setAccessibleName(_("Weight: {competency}", competency=name))
        self.must_have.setAccessibleName(_("Must-have: {competency}", competency=name))

    def _say_anchor(self, *_anything: object) -> None:
        level = self.level.currentData()
        self.anchor.setText(say(self.competency.anchors[level - 1]))

    def _say_weight(self, *_anything: object) -> None:
        value = self.weight.value()
        text = number(value) if value else _("not asked")
        self.weight_text.setText(text)
        self.level.setEnabled(value > 0 or self.must_have.isChecked())

    def show_requirement(self, requirement: CompetencyRequirement | None) -> None:
        """Show what is asked for; None: nothing, at the role's target level."""
        level = requirement.level if requirement else self.competency.target_level
        self.level.setCurrentIndex(self.level.findData(level))
        self.weight.setValue(requirement.weight if requirement else 0)
        self.must_have.setChecked(bool(requirement and requirement.is_must_have))

    def requirement(self) -> CompetencyRequirement | None:
        """What is asked for; None with neither weight nor must-have."""
        if self.weight.value() == 0 and not self.must_have.isChecked():
            return None
        return CompetencyRequirement(
            self.competency.id, self.level.currentData(), self.weight.value(), self.must_have.isChecked()
        )


class CompetenciesSection(Section):
    """All eight competencies."""

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = label("heading")
        self.texts.bind(head.setText, N_("What must this person be able to do, and how well?"))
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "The level says how well; the weight says how much it counts in the ranking. A "
                "must-have is a "
                "gate: nothing outweighs it when it is missing, so keep them few."
            ),
        )
        self.rows = [CompetencyRow(competency, self) for competency in role.competencies]
        lines: list[QWidget] = []
        for line in self.rows:
            lines += [rule(), line]
        self.setLayout(column(card(column(head, lead, *lines, spacing=10)), None))

    def show_profile(self, profile: VacancyProfile) -> None:
        """Fill the rows."""
        for line in self.rows:
            line.show_requirement(profile.requirement(line.competency.id))

    def apply(self, profile: VacancyProfile) -> VacancyProfile:
        """`profile` with the requirements of the rows."""
        asked = [line.requirement() for line in self.rows]
        return replace(profile, competencies=tuple(r for r in asked if r is not None))
