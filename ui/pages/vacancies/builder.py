"""The builder: one step at a time, from what social media is for to the review of the whole profile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smmhire.bilingual import Bilingual
from smmhire.role.description import Role
from smmhire.texts import N_, _, number
from smmhire.vacancies.finding import PayPlacement
from smmhire.vacancies.profile import VacancyProfile
from ui.language import Translated
from ui.pages.vacancies.basics_section import BasicsSection
from ui.pages.vacancies.competencies_section import CompetenciesSection
from ui.pages.vacancies.conditions_section import ConditionsSection
from ui.pages.vacancies.duties_section import DutiesSection
from ui.pages.vacancies.history import History
from ui.pages.vacancies.qualities_section import QualitiesSection
from ui.pages.vacancies.review_panel import ReviewPanel
from ui.pages.vacancies.steps import REVIEW, STEPS, StepRail, step_of
from ui.widgets.basics import PAGE_MARGIN, button, column, label, row, scrolled
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.scroll_area import ScrollArea
from ui.widgets.stops import first_stop

# Long enough not to flicker while typing, short enough to feel immediate.
REVIEW_AFTER_MS = 250
# Below these widths, in pixels, the review has no room beside a step, and the steps none beside their page.
WIDTH_FOR_REVIEW = 1060
WIDTH_FOR_RAIL = 700
# On a low screen the page scrolls rather than leave a step no height to fill in.
SMALLEST_STEP = 240


class Builder(Translated, QWidget):
    """Edits one profile. `saved` carries the profile to keep, `closed` asks to go back to the list.

    `placement_wanted` carries the profile whenever its pay or country is another: whoever can look up where
    the pay stands calls `show_placement`.
    """

    saved = Signal(object)
    placement_wanted = Signal(object)
    closed = Signal()
    rank_wanted = Signal(object)

    def __init__(self, role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._profile: VacancyProfile | None = None
        self._history: History | None = None
        self._is_changed = False
        self._is_new = False
        self._placement: PayPlacement | None = None
        self._placed: tuple[object, str] | None = None
        self.back = button("quiet")
        self.texts.bind(self.back.setText, N_("← All vacancies"))
        self.texts.bind(self.back.setToolTip, N_("Back to the list (Alt+←)"))
        self.title = label("heading")
        self.state = label("muted", wraps=False)
        self.rank = button()
        self.texts.bind(self.rank.setText, N_("Rank candidates"))
        self.save = button("primary")
        self.texts.bind(self.save.setText, N_("Save"))
        self.texts.bind(self.save.setToolTip, N_("Save (Ctrl+S)"))
        self.basics = BasicsSection(role)
        self.duties = DutiesSection(role)
        self.competencies = CompetenciesSection(role)
        self.qualities = QualitiesSection(role)
        self.conditions = ConditionsSection(role)
        self.sections = (self.basics, self.duties, self.competencies, self.qualities, self.conditions)
        self.panel = ReviewPanel(role)
        self.rail = StepRail()
        self.pages = QStackedWidget()
        self.pages.setMinimumHeight(SMALLEST_STEP)
        for section in self.sections:
            self.pages.addWidget(scrolled(section))
            QuietWheel(section)
        self.review_page = QWidget()
        self.review_page.setLayout(QVBoxLayout())
        self.pages.addWidget(self.review_page)
        self.earlier = button()
        self.place = label("muted", wraps=False)
        self.next = button()
        self._lay_out()
        self.texts.call(self._say_state)
        self.texts.call(self._say_place)
        self._review_timer = QTimer(self)
        self._review_timer.setSingleShot(True)
        self._review_timer.setInterval(REVIEW_AFTER_MS)
        self._review_timer.timeout.connect(self.settle)
        self._connect()

    def _lay_out(self) -> None:
        head = row(self.title, None, self.state, self.rank, self.save)
        head.setStretch(0, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(16)
        self._body.addWidget(self.rail)
        self._body.addWidget(self.pages, 2)
        self._body.addWidget(self.panel, 1)
        foot = row(self.earlier, None, self.place, None, self.next)
        layout = column(row(self.back, None), head, self._body, foot, margin=PAGE_MARGIN)
        layout.setContentsMargins(PAGE_MARGIN, 14, PAGE_MARGIN, 14)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        for section in self.sections:
            section.changed.connect(self._changed)
        self.rail.chosen.connect(self.go_to_step)
        self.earlier.clicked.connect(lambda: self.go_to_step(self.step - 1))
        self.next.clicked.connect(self._go_on)
        self.save.clicked.connect(self.save_now)
        self.back.clicked.connect(self.closed)
        self.rank.clicked.connect(self._rank)
        self.panel.applied.connect(self.change_to)
        self.panel.go_to.connect(self.go_to)
        shortcuts = [
            ("Alt+Left", self.closed.emit),
            (QKeySequence.StandardKey.Save, self.save_now),
            (QKeySequence.StandardKey.Undo, self.undo),
            (QKeySequence.StandardKey.Redo, self.redo),
            ("Ctrl+PgDown", lambda: self.go_to_step(self.step + 1)),
            ("Ctrl+PgUp", lambda: self.go_to_step(self.step - 1)),
            *((f"Alt+{at + 1}", lambda at=at: self.go_to_step(at)) for at in range(len(STEPS))),
        ]
        for keys, slot in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- the steps -----------------------------------------------------------------------------------
    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self.pages.currentIndex()

    def go_to_step(self, index: int) -> None:
        """Show a step and put the keyboard on its first field; outside the steps: stay."""
        if not 0 <= index < len(STEPS):
            return
        self.settle()
        self.pages.setCurrentIndex(index)
        self.rail.show_current(index)
        self._place_review()
        self._say_place()
        page = self.pages.currentWidget()
        first = first_stop(page) if page is not None else None
        if first is not None and not self.rail.list.hasFocus():  # the arrows walk through the steps
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _go_on(self) -> None:
        if self.step == REVIEW:
            self.save_now()
        else:
            self.go_to_step(self.step + 1)

    def _say_place(self) -> None:
        step, count = self.step, len(STEPS)
        self.place.setText(_("Step {step} of {count}", step=number(step + 1), count=number(count)))
        self.earlier.setEnabled(step > 0)
        self.earlier.setText(_("← {step}", step=_(STEPS[step - 1][0])) if step else _("← Back"))
        is_last = step == REVIEW
        self.next.setText(_("Save") if is_last else _("{step} →", step=_(STEPS[step + 1][0])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has no room beside the step goes: first the review, then the list of steps."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < WIDTH_FOR_RAIL)
        self._body.setDirection(
            QHBoxLayout.Direction.TopToBottom
            if self.width() < WIDTH_FOR_RAIL
            else QHBoxLayout.Direction.LeftToRight
        )
        self._place_review()
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """With the lines that the title takes in this width: it must not push the step under the foot."""
        least = super().minimumSizeHint()
        lines = self.title.heightForWidth(self.title.width()) - self.title.minimumSizeHint().height()
        return QSize(least.width(), least.height() + max(0, lines))

    def _place_review(self) -> None:
        """Beside the steps where there is room; on the last step it is the page."""
        inner = self.review_page.layout()
        assert inner is not None
        if self.step == REVIEW:
            self._body.removeWidget(self.panel)
            inner.addWidget(self.panel)
            self.panel.show()
        else:
            if self.panel.parent() is not self:
                self._body.addWidget(self.panel, 1)
            self.panel.setVisible(self.width() >= WIDTH_FOR_REVIEW)

    # -- the profile ---------------------------------------------------------------------------------
    @property
    def is_changed(self) -> bool:
        """Whether there is something that has not been saved."""
        return self._is_changed

    def load(
        self,
        profile: VacancyProfile,
        *,
        is_new: bool = False,
        reasons: Mapping[str, Bilingual] = MappingProxyType({}),
    ) -> None:
        """Edit `profile`. Loading saves nothing; a new profile counts as changed once it is touched.

        reasons: why a template chose what it did, by the ids of the role.
        """
        self._profile = profile
        self._show(profile)
        for section in self.sections:
            section.show_reasons(reasons)
        self._history = History(self.profile())
        self._is_changed = False
        self._is_new = is_new
        self._placed = None
        self.go_to_step(0)
        self._say_state()
        self.review_now()
        self.basics.title.setFocus()
        if is_new:  # what stands there is a proposal: typing replaces it
            self.basics.title.selectAll()

    def _show(self, profile: VacancyProfile) -> None:
        for section in self.sections:
            section.load(profile)

    def profile(self) -> VacancyProfile:
        """What the fields say now."""
        assert self._profile is not None, "load a profile first"
        made = self._profile
        for section in self.sections:
            made = section.apply(made)
        return made

    def change_to(self, profile: VacancyProfile) -> None:
        """Show a changed profile, such as a suggestion makes it. It can be undone."""
        self._review_timer.stop()
        if self._history is not None:
            self._history.add(self.profile())  # what was typed just before is a step of its own
        self._profile = profile
        self._show(profile)
        self._is_changed = True
        self._say_state()
        self.settle()

    def undo(self) -> None:
        """One change back; in a field that is being typed in, what was typed."""
        self._step_back(lambda history: history.undo(), "undo")

    def redo(self) -> None:
        """One change forward."""
        self._step_back(lambda history: history.redo(), "redo")

    def _step_back(self, move: Callable[[History], VacancyProfile], name: str) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, (QLineEdit, QPlainTextEdit)) and _can(field, name):
            getattr(field, name)()
            return
        self.settle()
        if self._history is None or self._profile is None:
            return
        before = self._history.current
        profile = move(self._history)
        if profile is not before:
            self._profile = profile
            self._show(profile)
            self._is_changed = True
            self._say_state()
            self.review_now()

    def review_now(self) -> None:
        """Look the profile over at once."""
        if self._profile is None:
            return
        profile = self.profile()
        if self._placed != (profile.pay, profile.place.country):
            self._placed, self._placement = (profile.pay, profile.place.country), None
            self.placement_wanted.emit(profile)
        self._show_review(profile)

    def _show_review(self, profile: VacancyProfile) -> None:
        self.panel.show_review(profile, self._placement)
        self.rail.show_findings(self.panel.findings)

    def show_placement(self, profile: VacancyProfile, placement: PayPlacement | None) -> None:
        """Where the pay of `profile` stands; told too late, when the pay is another, it is left aside."""
        if self._profile is not None and self._placed == (profile.pay, profile.place.country):
            self._placement = placement
            if placement is not None:
                self._show_review(self.profile())

    def go_to(self, place: str) -> None:
        """Show and focus the field that a finding is about."""
        name, _dot, index = place.partition(".")
        self.go_to_step(step_of(place))
        target = self._field(name, int(index) if index else None)
        if target is None:
            return
        target = first_stop(target) or target
        target.setFocus()
        area = self.pages.currentWidget()
        if isinstance(area, ScrollArea):
            area.ensureWidgetVisible(target)

    def _field(self, name: str, at: int | None) -> QWidget | None:
        """The field at a place, the entry number `at` of a list; None where only its step can be shown."""
        if name == "duties":
            chosen = [line for line in self.duties.rows if line.choice() is not None]
            return self.duties.rows[0].box if at is None or at >= len(chosen) else chosen[at].measure
        if name == "own_requirements":
            own = [line for line in self.duties.own_rows() if line.requirement().text]
            return self.duties.add if at is None or at >= len(own) else own[at].text
        fields: dict[str, QWidget] = {
            "title": self.basics.title,
            "description": self.basics.description,
            "goals": self.basics.goals,
            "competencies": self.competencies.rows[0].level,
            "engagement": self.conditions.engagement,
            "pay": self.conditions.low,
        }
        return fields.get(name)

    def settle(self) -> None:
        """What was changed since the last time is one step for undo, and is looked over."""
        if self._review_timer.isActive():
            self._review_timer.stop()
        if self._history is not None:
            self._history.add(self.profile())
        self.review_now()

    def save_now(self) -> None:
        """Hand the profile on to be kept."""
        if self._profile is not None:
            self.settle()
            self.saved.emit(self.profile())

    def mark_saved(self, profile: VacancyProfile) -> None:
        """The profile has been kept as `profile`."""
        self._profile = profile
        self._is_changed = False
        self._is_new = False
        self._say_state()

    def _changed(self) -> None:
        self._is_changed = True
        self._say_state()
        self._review_timer.start()

    def _rank(self) -> None:
        if self._profile is not None:
            self.rank_wanted.emit(self._profile.id)

    def _say_state(self) -> None:
        if self._profile is None:
            return
        title = self.basics.title.text().strip()
        self.title.setText(title or _("New vacancy"))
        self.state.setText(_("not saved yet") if self._is_changed or self._is_new else _("saved"))
        self.rank.setEnabled(not self._is_new)


def _can(field: QLineEdit | QPlainTextEdit, name: str) -> bool:
    """Whether the field itself has something to undo or redo."""
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable() if name == "undo" else field.isRedoAvailable()
    document = field.document()
    return document.isUndoAvailable() if name == "undo" else document.isRedoAvailable()
