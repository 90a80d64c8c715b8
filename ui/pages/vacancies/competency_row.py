"""One competency of a profile: how well, described in words; how much it counts; whether it is a gate."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QRadioButton, QSlider, QWidget

from smmhire.role.description import LEVELS, Competency
from smmhire.role.levels import numbered_level
from smmhire.texts import N_, _, percent, say
from smmhire.vacancies.profile import MAX_WEIGHT, CompetencyRequirement
from ui.language import Translated
from ui.pages.vacancies.sections import Reason
from ui.widgets.basics import button, column, label, row
from ui.widgets.wrapped_choice import WrappedChoice

# Up to which weight each word goes.
WEIGHT_WORDS = (
    (0, N_("not asked for")),
    (3, N_("counts a little")),
    (6, N_("counts")),
    (8, N_("counts a lot")),
    (MAX_WEIGHT, N_("counts most")),
)


def weight_word(weight: int) -> str:
    """'counts a lot' for 7, in the current language."""
    return _(next(word for highest, word in WEIGHT_WORDS if weight <= highest))


class LevelChoice(Translated, QWidget):
    """The five levels of a competency, each by what a person at that level does; one of them is chosen."""

    chosen = Signal(int)

    def __init__(self, competency: Competency, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._group = QButtonGroup(self)
        lines: list[QWidget] = []
        for level in LEVELS:
            radio = QRadioButton()
            self._group.addButton(radio, level)
            line = WrappedChoice(radio)
            anchor = competency.anchors[level - 1]
            self.texts.call(
                lambda at=line, n=level, a=anchor: at.set_text(
                    _("{level}: {what}", level=numbered_level(n), what=say(a))
                )
            )
            lines.append(line)
        self.setLayout(column(*lines, spacing=2))
        self._group.idClicked.connect(self.chosen)

    def show_level(self, level: int) -> None:
        """Mark one; tells nobody."""
        self._group.button(level).setChecked(True)

    def take_focus(self) -> None:
        """The keyboard on the marked one."""
        marked = self._group.checkedButton()
        if marked is not None:
            marked.setFocus(Qt.FocusReason.OtherFocusReason)


class CompetencyRow(Translated, QWidget):
    """Asked or not, level, weight and must-have of one competency. `changed` tells of any change."""

    changed = Signal()

    def __init__(self, competency: Competency, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.competency = competency
        name = label("strong")
        self.texts.call(lambda: name.setText(say(competency.name)))
        about = label("muted")
        self.texts.call(lambda: about.setText(say(competency.description)))
        self.must_have = QCheckBox()
        self.texts.bind(self.must_have.setText, N_("must-have"))
        self.level = QComboBox()
        for level in LEVELS:
            self.level.addItem("", level)
            index = self.level.count() - 1
            self.texts.call(lambda i=index, n=level: self.level.setItemText(i, numbered_level(n)))
        self.compare = button("quiet")
        self.compare.setCheckable(True)
        self.texts.call(self._name_compare)
        self.anchor = label()
        self.levels = LevelChoice(competency)
        self.levels.hide()
        self.weight = QSlider(Qt.Orientation.Horizontal)
        self.weight.setRange(0, MAX_WEIGHT)
        self.weight.setPageStep(2)
        self.weight.setMinimumWidth(80)
        self.weight_text = label(wraps=False)
        # Room for the longest word in either language: the slider does not change its length while it moves.
        self.weight_text.setMinimumWidth(200)
        self.reason = Reason()
        self._share: float | None = None
        for say_again in (self._say_names, self._say_anchor, self._say_weight):
            self.texts.call(say_again)
        first = row(name, self.must_have)
        first.setStretch(0, 1)
        weight = row(self.weight, self.weight_text)
        weight.setStretch(0, 1)
        self.setLayout(
            column(
                first,
                about,
                row(self.level, self.compare, None),
                self.anchor,
                self.levels,
                weight,
                self.reason,
                spacing=6,
            )
        )
        self.level.currentIndexChanged.connect(self._level_changed)
        self.levels.chosen.connect(lambda level: self.level.setCurrentIndex(self.level.findData(level)))
        self.compare.toggled.connect(self._show_levels)
        self.weight.valueChanged.connect(self._say_weight)
        self.weight.valueChanged.connect(self.changed)
        self.must_have.toggled.connect(self._say_weight)
        self.must_have.toggled.connect(self.changed)

    # -- words ---------------------------------------------------------------------------------------
    def _say_names(self) -> None:
        name = say(self.competency.name)
        self.level.setAccessibleName(_("Required level: {competency}", competency=name))
        self.weight.setAccessibleName(_("Weight: {competency}", competency=name))
        self.must_have.setAccessibleName(_("Must-have: {competency}", competency=name))

    def _name_compare(self) -> None:
        is_open = self.compare.isChecked()
        self.compare.setText(_("Hide the other levels") if is_open else _("Compare all five levels"))
        name = say(self.competency.name)
        self.compare.setAccessibleName(
            _("{action}: {competency}", action=self.compare.text(), competency=name)
        )

    def _say_anchor(self) -> None:
        level = self.level.currentData()
        self.anchor.setText(say(self.competency.anchors[level - 1]))

    def _say_weight(self, *_anything: object) -> None:
        weight = self.weight.value()
        words = weight_word(weight)
        if weight and self._share is not None:
            words = _("{words}, {share} of the score", words=words, share=percent(self._share))
        self.weight_text.setText(words)
        is_asked = weight > 0 or self.must_have.isChecked()
        for widget in (self.level, self.compare, self.anchor, self.levels):
            widget.setEnabled(is_asked)

    def show_share(self, share: float | None) -> None:
        """Which part (0..1) of the score this competency makes; None where nothing is weighted."""
        self._share = share
        self._say_weight()

    # -- choosing ------------------------------------------------------------------------------------
    def _level_changed(self, *_anything: object) -> None:
        self.levels.show_level(self.level.currentData())
        self._say_anchor()
        self.changed.emit()

    def _show_levels(self, is_open: bool) -> None:
        self.levels.setVisible(is_open)
        self.anchor.setVisible(not is_open)
        self._name_compare()
        if is_open:
            self.levels.show_level(self.level.currentData())
            self.levels.take_focus()

    def show_requirement(self, requirement: CompetencyRequirement | None) -> None:
        """Show what is asked for; None: nothing, at the role's target level."""
        level = requirement.level if requirement else self.competency.target_level
        self.level.setCurrentIndex(self.level.findData(level))
        self.levels.show_level(level)
        self.weight.setValue(requirement.weight if requirement else 0)
        self.must_have.setChecked(bool(requirement and requirement.is_must_have))

    def requirement(self) -> CompetencyRequirement | None:
        """What is asked for; None with neither weight nor must-have."""
        if self.weight.value() == 0 and not self.must_have.isChecked():
            return None
        return CompetencyRequirement(
            self.competency.id, self.level.currentData(), self.weight.value(), self.must_have.isChecked()
        )
