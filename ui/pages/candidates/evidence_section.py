"""Interviews and work samples of one candidate: rate them, and see what was rated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget

from smmhire.candidates.interview import Scorecard, ScorecardKind
from smmhire.candidates.interview_words import mean_text, rated_by, scorecard_kind
from smmhire.services import scorecards
from smmhire.services.common import who
from smmhire.services.scorecards import Ratings
from smmhire.services.vacancies import VacancySummary
from smmhire.texts import N_, _, day, number
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, clear, column, label, row
from ui.widgets.stops import follow_layout

LONGEST_NAME = 60  # letters


class EvidenceSection(Translated, QWidget):
    """Shows, for each vacancy a candidate has applied for, their interview and their work sample.

    changed: ratings were handed in or thrown away; a list that shows their means reads them anew.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._candidate_id: UUID | None = None
        self._name = ""
        self._applied: tuple[VacancySummary, ...] = ()
        self._found: list[tuple[VacancySummary, ScorecardKind, Ratings]] = []
        self.dialog: QDialog | None = None
        self.heading = label("heading")
        self.texts.bind(self.heading.setText, N_("Interviews and work samples"))
        self._other_rater = ""
        self.rater_field = QLineEdit()
        self.rater_field.setMaxLength(LONGEST_NAME)
        rated_by_label = label(wraps=False)
        rated_by_label.setBuddy(self.rater_field)
        self.texts.bind(rated_by_label.setText, N_("Who rates"))
        self.texts.bind(self.rater_field.setAccessibleName, N_("Who rates"))
        self.texts.bind(self.rater_field.setPlaceholderText, N_("your name"))
        self.texts.bind(
            self.rater_field.setToolTip,
            N_("Where several people rate at this computer, each writes their own name here first"),
        )
        self.rater_field.editingFinished.connect(self._change_rater)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.setLayout(column(self.heading, row(rated_by_label, self.rater_field), self._rows, spacing=10))

    def show_candidate(self, candidate_id: UUID | None, name: str, applied: Sequence[VacancySummary]) -> None:
        """Show one candidate with the vacancies they have applied for; None: nobody."""
        self._candidate_id = candidate_id
        self._name = name
        self._applied = tuple(applied)
        self._show_rater()
        self.refresh()

    def refresh(self) -> None:
        """Read again what was rated."""
        candidate_id, rater = self._candidate_id, self.rater
        unit_of_work = self._workplace.program.unit_of_work
        self._found = [
            (
                vacancy,
                kind,
                scorecards.ratings(vacancy.id, candidate_id, kind, rater, unit_of_work=unit_of_work),
            )
            for vacancy in self._applied
            for kind in ScorecardKind
            if candidate_id is not None
        ]
        self._fill()

    def retranslate(self) -> None:
        """The rows too."""
        super().retranslate()
        self._fill()

    @property
    def rater(self) -> str:
        """Under which name ratings are kept."""
        return self._other_rater or who(self._workplace.settings.current.user_name)

    def _change_rater(self) -> None:
        """Whoever writes their name first is the user; afterwards others may rate at this computer. An empty
        name is the user's again."""
        name, settings = self.rater_field.text().strip(), self._workplace.settings
        before = self.rater
        if not settings.current.user_name and name:
            settings.change(user_name=name)
        self._other_rater = "" if name == settings.current.user_name else name
        self._show_rater()
        if self.rater != before:
            self.refresh()

    def _show_rater(self) -> None:
        self.rater_field.setText(self._other_rater or self._workplace.settings.current.user_name)

    def _fill(self) -> None:
        clear(self._rows)
        self.setVisible(bool(self._found))
        for vacancy, kind, found in self._found:
            self._rows.addWidget(self._row(vacancy, kind, found))
        whole = self.layout()
        assert whole is not None
        follow_layout(whole)

    def _row(self, vacancy: VacancySummary, kind: ScorecardKind, found: Ratings) -> QWidget:
        title = label("strong")
        name = scorecard_kind(kind)
        title.setText(name if len(self._applied) == 1 else f"{name} · {vacancy.title}")
        state = label("muted")
        state.setText(_state(found))
        buttons: list[QPushButton] = []
        is_open = found.own is None or found.own.submitted_at is None
        if is_open and not found.looks:
            text = _("Rate …") if found.own is None else _("Go on rating …")
            buttons.append(_small(text, f"{text} {title.text()}", lambda: self.rate(vacancy, kind)))
        if found.others or found.hidden or not is_open:
            text = _("Ratings …")
            buttons.append(_small(text, f"{text} {title.text()}", lambda: self.show_ratings(vacancy, kind)))
        text = _("Print the questions …") if kind is ScorecardKind.INTERVIEW else _("Print the task …")
        buttons.append(_small(text, f"{text} {title.text()}", lambda: self.print_sheet(vacancy, kind)))
        made = QWidget()
        made.setLayout(column(title, state, row(*buttons, None), spacing=4))
        return made

    # -- rating and looking --------------------------------------------------------------------------
    def rate(self, vacancy: VacancySummary, kind: ScorecardKind) -> None:
        """Begin to rate, or go on. Raises UserError where the vacancy or the candidate is gone."""
        from ui.pages.candidates.scorecard_dialog import ScorecardDialog

        if self._candidate_id is None:
            return
        card = scorecards.begin(
            vacancy.id,
            self._candidate_id,
            kind,
            self.rater,
            unit_of_work=self._workplace.program.unit_of_work,
        )
        dialog = ScorecardDialog(self._workplace, card, self._name, vacancy.title, self)
        dialog.handed_in.connect(self.changed)
        dialog.discarded.connect(self._offer_back)
        self._open(dialog)

    def show_ratings(self, vacancy: VacancySummary, kind: ScorecardKind) -> None:
        """Show what was rated, or why it is not shown."""
        from ui.pages.candidates.ratings_view import RatingsView

        if self._candidate_id is not None:
            self._open(
                RatingsView(
                    self._workplace, vacancy.id, self._candidate_id, kind, self.rater, self._name, self
                )
            )

    def print_sheet(self, vacancy: VacancySummary, kind: ScorecardKind) -> None:
        """Show the interview guide, or what the candidate is given to try, as a document."""
        from smmhire.services import documents, vacancies
        from ui.dialogs.document import DocumentDialog

        at = self._workplace
        profile = vacancies.get(vacancy.id, unit_of_work=at.program.unit_of_work)
        is_guide = kind is ScorecardKind.INTERVIEW
        make = documents.interview_guide_pdf if is_guide else documents.task_sheets_pdf
        title = profile.title
        name = _("Interview guide: {title}", title=title) if is_guide else _("Tasks: {title}", title=title)
        self._open(
            DocumentDialog(
                lambda language: make(profile, language),
                name,
                at.background,
                at.notices,
                at.settings,
                self,
            )
        )

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self, *_anything: object) -> None:
        self.dialog = None
        self.refresh()

    def _offer_back(self, card: Scorecard) -> None:
        name = self._name
        self._workplace.notices.info(
            lambda: _("Your ratings of {name} have been discarded.", name=name),
            N_("Undo"),
            lambda: self._bring_back(card),
        )
        self.changed.emit()

    def _bring_back(self, card: Scorecard) -> None:
        scorecards.restore(card, unit_of_work=self._workplace.program.unit_of_work)
        self.refresh()
        self.changed.emit()


def _state(found: Ratings) -> str:
    """What has been rated, as far as the viewer may know."""
    parts: list[str] = []
    own = found.own
    if own is not None and own.submitted_at is None:
        rated = sum(rating.rating is not None for rating in own.ratings)
        parts.append(
            _(
                "You have begun: rated {rated} of {count}.",
                rated=number(rated),
                count=number(len(own.ratings)),
            )
        )
    elif own is not None and own.submitted_at is not None:
        parts.append(_("You handed in your ratings on {day}.", day=day(own.submitted_at)))
    if found.summary is not None:
        parts += [rated_by(found.summary.raters), mean_text(found.summary)]
    elif found.hidden:
        parts.append(rated_by(found.hidden))
    return " ".join(parts) or _("Not rated yet.")


def _small(text: str, name: str, clicked: Callable[[], None]) -> QPushButton:
    made = button()
    made.setText(text)
    made.setAccessibleName(name)
    made.clicked.connect(clicked)
    return made
