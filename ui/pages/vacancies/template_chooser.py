"""Where a new vacancy begins: with one of the templates, explained, or with an empty profile."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QWidget

from smmhire.role.description import Role
from smmhire.role.levels import numbered_level
from smmhire.texts import N_, _, say
from smmhire.vacancies.templates import VacancyTemplate
from ui.language import Translated
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row, scrolled
from ui.widgets.wrapped_choice import WrappedChoice

# So many of the weightiest competencies tell what a template is about.
SHOWN_COMPETENCIES = 3
# Below this width, in pixels, the explanation stands under the list.
WIDTH_FOR_TWO = 760


class TemplateChooser(Translated, QWidget):
    """The templates at the left, what the chosen one is about at the right.

    `chosen` carries the template's id, or '' for an empty profile; `closed` asks to go back to the list.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(
        self, templates: Sequence[VacancyTemplate], role: Role, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._role = role
        self._templates = tuple(templates)
        self.back = button("quiet")
        self.texts.bind(self.back.setText, N_("← All vacancies"))
        title = label("title")
        self.texts.bind(title.setText, N_("What is the work like?"))
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "Begin with what is nearest to your case: it brings duties, levels and weights that go "
                "together. Everything can be changed afterwards."
            ),
        )
        self.group = QButtonGroup(self)
        lines: list[QWidget] = []
        for at, template in enumerate(self._templates):
            radio = QRadioButton()
            self.group.addButton(radio, at)
            line = WrappedChoice(radio)
            self.texts.call(
                lambda at=line, t=template: at.set_text(
                    _("{name}: {who}", name=say(t.name), who=say(t.who_for))
                )
            )
            lines.append(line)
        self.name = label("heading")
        self.explanation = label(selectable=True)
        self.summary = label("muted", selectable=True)
        self.use = button("primary")
        self.texts.bind(self.use.setText, N_("Use this template"))
        self.empty = button()
        self.texts.bind(self.empty.setText, N_("Begin without a template"))
        left = QWidget()
        left.setLayout(column(*lines, None, spacing=4))
        about = card(column(self.name, self.explanation, self.summary, None))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(16)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(about, 1)
        inner = QWidget()
        inner.setLayout(self._sides)
        layout = column(
            row(self.back, None),
            title,
            lead,
            scrolled(inner),
            row(None, self.empty, self.use),
            margin=PAGE_MARGIN,
        )
        layout.setContentsMargins(PAGE_MARGIN, 14, PAGE_MARGIN, 14)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.group.idToggled.connect(self._explain)
        self.group.button(0).setChecked(True)
        self.texts.call(self._explain)
        self.use.clicked.connect(self.use_chosen)
        self.empty.clicked.connect(lambda: self.chosen.emit(""))
        self.back.clicked.connect(self.closed)
        for keys, slot in (
            ("Return", self.use_chosen),
            ("Enter", self.use_chosen),
            ("Alt+Left", self.closed.emit),
            ("Escape", self.closed.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), left if keys in ("Return", "Enter") else self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    @property
    def current(self) -> VacancyTemplate:
        """The template that is marked."""
        return self._templates[self.group.checkedId()]

    def use_chosen(self) -> None:
        """Begin with the marked template."""
        self.chosen.emit(self.current.id)

    def take_focus(self) -> None:
        """The keyboard on the marked template: the arrows choose, Enter begins."""
        marked = self.group.checkedButton()
        if marked is not None:
            marked.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The explanation beside the list where there is room."""
        super().resizeEvent(event)
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight
            if self.width() >= WIDTH_FOR_TWO
            else QBoxLayout.Direction.TopToBottom
        )

    def _explain(self, *_anything: object) -> None:
        template = self.current
        self.name.setText(say(template.name))
        self.explanation.setText(say(template.explanation))
        goals = {goal.id: goal.name for goal in self._role.goals}
        asked = sorted((c.requirement for c in template.competencies), key=lambda r: -r.weight)
        weightiest = [
            _(
                "{competency} ({level})",
                competency=say(self._role.competency(r.competency_id).short_name),
                level=numbered_level(r.level),
            )
            for r in asked[:SHOWN_COMPETENCIES]
        ]
        self.summary.setText(
            "\n".join(
                (
                    _("Goals: {names}", names=", ".join(say(goals[g.id]) for g in template.goals)),
                    _("What counts most: {names}", names=", ".join(weightiest)),
                )
            )
        )
