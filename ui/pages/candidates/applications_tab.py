"""What the candidate applied for, how far each application has come, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from smmhire.candidates.stages import STAGE_NAMES, Stage, stage_name
from smmhire.services import stages
from smmhire.services.assessments import ResultSummary
from smmhire.services.stages import ApplicationSummary
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, day, percent
from ui.pages.candidates.section import Section, block, muted, small
from ui.pages.candidates.stage_dialog import StageDialog, tell
from ui.pages.page import Workplace
from ui.widgets.basics import button, clear, column, label, row


class ApplicationsTab(Section):
    """The signals carry the id of the vacancy. A stage is chosen from a menu, not from a box that the arrow
    keys run through: every move stands in the log."""

    vacancy_wanted = Signal()  # there is none to apply for
    applied = Signal(object)
    withdrawn = Signal(object)
    start_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._open: tuple[VacancySummary, ...] = ()
        self._results: tuple[ResultSummary, ...] = ()
        self.dialog: StageDialog | None = None
        self.stage_menus: dict[UUID, QMenu] = {}
        self._stage_buttons: dict[UUID, QPushButton] = {}
        self.apply = button()
        self.texts.bind(self.apply.setText, N_("Apply for a vacancy …"))
        self.menu = QMenu(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.setLayout(column(self._list, row(self.apply, None), None, spacing=10))
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.apply.clicked.connect(self.offer_vacancies)

    def show_all(self, open_vacancies: Sequence[VacancySummary], results: Sequence[ResultSummary]) -> None:
        """What else they could apply for, and their results; before `show_candidate`."""
        self._open, self._results = tuple(open_vacancies), tuple(results)

    def fill(self) -> None:
        """The applications, the first one first."""
        clear(self._list)
        self.stage_menus.clear()
        self._stage_buttons.clear()
        if self.candidate is None:
            return
        applications = stages.of_candidate(self.candidate_id, unit_of_work=self.unit_of_work)
        for one in applications:
            self._list.addWidget(self._application(one))
        if not applications:
            self._list.addWidget(muted(_("No application yet. Let them apply for a vacancy first.")))

    def _application(self, one: ApplicationSummary) -> QWidget:
        assert self.candidate is not None
        title = label()
        title.setText(one.vacancy_title)
        result = next((r for r in self._results if r.vacancy_id == one.vacancy_id), None)
        state = _("not assessed yet")
        if result is not None:
            state = _(
                "{share} correct on {day}", share=percent(result.percent_correct), day=day(result.finished_at)
            )
        since = _("{stage} since {day}", stage=stage_name(one.stage), day=day(one.stage_at or one.applied_at))
        start = small(
            "primary" if result is None else "",
            _("Start the assessment") if result is None else _("Assess again"),
            _(
                "Start the assessment of {name} for {vacancy}",
                name=self.candidate.name,
                vacancy=one.vacancy_title,
            ),
            lambda: self.start_wanted.emit(one.vacancy_id),
        )
        withdraw = small(
            "quiet",
            _("Withdraw"),
            _("Withdraw the application for {vacancy}", vacancy=one.vacancy_title),
            lambda: self.withdrawn.emit(one.vacancy_id),
        )
        return block(
            column(
                title,
                muted(f"{since} · {state}"),
                row(start, None),
                row(self._stage_button(one), withdraw, None),
                spacing=4,
            )
        )

    def _stage_button(self, one: ApplicationSummary) -> QPushButton:
        menu = QMenu(self)
        for stage in STAGE_NAMES:
            text = stage_name(stage)
            if stage is Stage.DECLINED:
                text += " …"
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(stage is one.stage)
            action.setEnabled(stage is not one.stage)
            action.triggered.connect(lambda _on=False, s=stage: self.move_to(one.vacancy_id, s))
        menu.addSeparator()
        other = menu.addAction(_("With a reason …"))
        other.triggered.connect(lambda _on=False: self.ask(one.vacancy_id, one.stage))
        made = button()
        made.setText(_("Stage: {stage}", stage=stage_name(one.stage)))
        made.setAccessibleName(
            _(
                "Stage for {vacancy}: {stage}. Press to change it.",
                vacancy=one.vacancy_title,
                stage=stage_name(one.stage),
            )
        )
        made.setMenu(menu)
        self.stage_menus[one.vacancy_id] = menu
        self._stage_buttons[one.vacancy_id] = made
        return made

    def move_to(self, vacancy_id: UUID, to: Stage) -> None:
        """Move at once; declining asks for its reason first."""
        if to is Stage.DECLINED:
            self.ask(vacancy_id, to)
            return
        made = stages.move((self.candidate_id,), vacancy_id, to, who=self.who, unit_of_work=self.unit_of_work)
        tell(made, self.workplace, self.changed.emit)
        if (again := self._stage_buttons.get(vacancy_id)) is not None:  # made anew meanwhile
            again.setFocus()

    def ask(self, vacancy_id: UUID, to: Stage) -> None:
        """Ask for stage and reason."""
        dialog = StageDialog((self.candidate_id,), self.workplace, vacancy_id, to, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.moved.connect(self.changed)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self, *_anything: object) -> None:
        self.dialog = None

    # -- applying ------------------------------------------------------------------------------------
    def offer_vacancies(self) -> None:
        """The vacancies they have not applied for, as a menu under the button."""
        self.fill_menu()
        self.menu.popup(self.apply.mapToGlobal(QPoint(0, self.apply.height())))

    def fill_menu(self) -> None:
        """Write the menu for the candidate shown."""
        self.menu.clear()
        if self.candidate is None:
            return
        for vacancy in self._open:
            # An ampersand would be taken for a keyboard shortcut.
            action = self.menu.addAction(vacancy.title.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, v=vacancy: self.applied.emit(v.id))
        if not self._open:
            is_first = self._list.count() == 1 and not self.stage_menus
            text = _("Build a vacancy profile …") if is_first else _("Build another vacancy profile …")
            self.menu.addAction(text).triggered.connect(self.vacancy_wanted)
