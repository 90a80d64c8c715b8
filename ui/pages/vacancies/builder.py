"""The builder: sections at the left in tabs, the review at the right, saving at the top."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smmhire.role.description import Role
from smmhire.texts import N_, _
from smmhire.vacancies.finding import PayPlacement
from smmhire.vacancies.profile import VacancyProfile
from ui.language import Translated
from ui.pages.vacancies.basics_section import BasicsSection
from ui.pages.vacancies.competencies_section import CompetenciesSection
from ui.pages.vacancies.conditions_section import ConditionsSection
from ui.pages.vacancies.duties_section import DutiesSection
from ui.pages.vacancies.qualities_section import QualitiesSection
from ui.pages.vacancies.review_panel import ReviewPanel
from ui.widgets.basics import PAGE_MARGIN, button, column, label, row, scrolled
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.scroll_area import ScrollArea
from ui.widgets.stops import first_stop
from ui.widgets.tabs import Tabs

# Long enough not to flicker while typing, short enough to feel immediate.
REVIEW_AFTER_MS = 250


# Below this width, in pixels, the review has no room beside the sections and becomes the last tab.
WIDTH_FOR_TWO = 860
# On a low screen the page scrolls rather than leave its tabs no height to fill in.
SMALLEST_TABS = 240


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
        self._is_changed = False
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
        self.tabs = Tabs()
        self.tabs.listen(self)
        self.tabs.setMinimumHeight(SMALLEST_TABS)
        for section, text in zip(
            self.sections,
            (
                N_("1 · Job and goals"),
                N_("2 · Duties"),
                N_("3 · Competencies"),
                N_("4 · Qualities, tools"),
                N_("5 · Pay, place"),
            ),
            strict=True,
        ):
            self.tabs.addTab(scrolled(section), "")
            index = self.tabs.count() - 1
            self.texts.bind(lambda t, i=index: self.tabs.setTabText(i, t), text)
        QuietWheel(self.tabs)
        self.panel = ReviewPanel(role)
        self.texts.call(self._say_state)
        self.texts.call(self._name_review_tab)
        head = row(self.title, None, self.state, self.rank, self.save)
        head.setStretch(0, 1)
        self._body = QHBoxLayout()
        self._body.setSpacing(0)
        self._body.addWidget(self.tabs, 2)
        self._body.addWidget(self.panel, 1)
        layout = column(row(self.back, None), head, self._body, margin=PAGE_MARGIN)
        layout.setContentsMargins(PAGE_MARGIN, 14, PAGE_MARGIN, 14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._review_timer = QTimer(self)
        self._review_timer.setSingleShot(True)
        self._review_timer.setInterval(REVIEW_AFTER_MS)
        self._review_timer.timeout.connect(self.review_now)
        for section in self.sections:
            section.changed.connect(self._changed)
        self.save.clicked.connect(self.save_now)
        self.back.clicked.connect(self.closed)
        self.rank.clicked.connect(self._rank)
        self.panel.applied.connect(self._take_over)
        self.panel.go_to.connect(self.go_to)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.panel.undo)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.closed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The review stands beside the sections where there is room, else it is the last tab."""
        super().resizeEvent(event)
        self._place_review()

    def _place_review(self) -> None:
        is_tab = self.tabs.indexOf(self.panel) >= 0
        if self.width() < WIDTH_FOR_TWO and not is_tab:
            self._body.removeWidget(self.panel)
            self.tabs.addTab(self.panel, _("6 · Review"))
        elif self.width() >= WIDTH_FOR_TWO and is_tab:
            self.tabs.removeTab(self.tabs.indexOf(self.panel))
            self._body.addWidget(self.panel, 1)
            self.panel.show()

    def _name_review_tab(self) -> None:
        index = self.tabs.indexOf(self.panel)
        if index >= 0:
            self.tabs.setTabText(index, _("6 · Review"))

    @property
    def is_changed(self) -> bool:
        """Whether there is something that has not been saved."""
        return self._is_changed

    def load(self, profile: VacancyProfile, *, is_new: bool = False) -> None:
        """Edit `profile`. Loading saves nothing; a new profile counts as changed once it is touched."""
        self._profile = profile
        for section in self.sections:
            section.load(profile)
        self._is_changed = False
        self._is_new = is_new
        self._placed = None
        self.tabs.setCurrentIndex(0)
        self._say_state()
        self.review_now()
        self.basics.title.setFocus()
        if is_new:  # what stands there is a proposal: typing replaces it
            self.basics.title.selectAll()

    def profile(self) -> VacancyProfile:
        """What the fields say now."""
        assert self._profile is not None, "load a profile first"
        made = self._profile
        for section in self.sections:
            made = section.apply(made)
        return made

    def review_now(self) -> None:
        """Look the profile over at once."""
        if self._profile is None:
            return
        profile = self.profile()
        if self._placed != (profile.pay, profile.place.country):
            self._placed, self._placement = (profile.pay, profile.place.country), None
            self.placement_wanted.emit(profile)
        self.panel.show_review(profile, self._placement)

    def show_placement(self, profile: VacancyProfile, placement: PayPlacement | None) -> None:
        """Where the pay of `profile` stands; told too late, when the pay is another, it is left aside."""
        if self._profile is not None and self._placed == (profile.pay, profile.place.country):
            self._placement = placement
            if placement is not None:
                self.panel.show_review(self.profile(), placement)

    def go_to(self, place: str) -> None:
        """Show and focus the field that a finding is about."""
        field, _dot, index = place.partition(".")
        at = int(index) if index else 0
        chosen = [line for line in self.duties.rows if line.choice() is not None]
        own = [line for line in self.duties.own_rows() if line.requirement().text]
        section, widget = {
            "title": (self.basics, self.basics.title),
            "description": (self.basics, self.basics.description),
            "goals": (self.basics, self.basics.goals),
            "duties": (
                self.duties,
                chosen[at].measure if index and at < len(chosen) else self.duties.rows[0].box,
            ),
            "own_requirements": (self.duties, own[at].text if at < len(own) else self.duties.add),
            "competencies": (self.competencies, self.competencies.rows[0].level),
            "engagement": (self.conditions, self.conditions.engagement),
            "pay": (self.conditions, self.conditions.low),
        }[field]
        self.tabs.setCurrentIndex(self.sections.index(section))
        target = first_stop(widget) or widget
        target.setFocus()
        area = self.tabs.currentWidget()
        if isinstance(area, ScrollArea):
            area.ensureWidgetVisible(target)

    def save_now(self) -> None:
        """Hand the profile on to be kept."""
        if self._profile is not None:
            self.saved.emit(self.profile())

    def mark_saved(self, profile: VacancyProfile) -> None:
        """The profile has been kept as `profile`."""
        self._profile = profile
        self._is_changed = False
        self._is_new = False
        self._say_state()

    def _take_over(self, profile: VacancyProfile) -> None:
        """Show the profile as a suggestion makes it; it is kept when the user saves."""
        for section in self.sections:
            section.load(profile)
        self._is_changed = True
        self._say_state()
        self.review_now()

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

    _is_new = False
