"""Before an assessment: what it is, whose name, for which vacancy; and what is unfinished or done."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from smmhire.assessment.attempts import Form, Purpose
from smmhire.errors import UserError
from smmhire.services import assessments, forms, vacancies
from smmhire.texts import N_, _, day, duration, moment, number, percent
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.assessment.start_words import about_form
from ui.pages.page import Page
from ui.widgets.basics import PAGE_MARGIN, button, card, clear, column, label, row, scrolled, set_kind
from ui.widgets.choices import index_of
from ui.widgets.table_view import TableView

ROWS_SHOWN = 6


class StartView(Translated, QWidget):
    """`started` carries the new attempt, `resumed` and `chosen` the id of an attempt to go on with or whose
    result to show."""

    started = Signal(object)
    resumed = Signal(object)
    chosen = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.init_texts()
        self._page = page
        self._form: Form | None = None
        self._refusal: UserError | None = None
        self._candidate_id: UUID | None = None
        self._candidate_name = ""
        self.title = label("title")
        content = QWidget()
        content.setLayout(
            column(self.title, self._new(), self._open(), self._done(), None, margin=PAGE_MARGIN, spacing=18)
        )
        self.setLayout(column(scrolled(content)))
        self.texts.call(self._say_title)

    # -- building ------------------------------------------------------------------------------------
    def _new(self) -> QWidget:
        self.name = QLineEdit()
        self.name.setMaximumWidth(420)
        self.vacancy = QComboBox()
        self.vacancy.setMaximumWidth(420)
        self.vacancy.addItem("", None)
        self.texts.bind(lambda t: self.vacancy.setItemText(0, t), N_("for myself, all competencies"))
        self.length = QComboBox()
        self.length.setMaximumWidth(420)
        for length in assessments.Length:
            self.length.addItem("", length)
        self.texts.bind(lambda t: self.length.setItemText(0, t), N_("Short: a first look"))
        self.texts.bind(lambda t: self.length.setItemText(1, t), N_("Full: as for a vacancy"))
        self.length.setCurrentIndex(self.length.findData(self._page.settings.current.form_length))
        self.timed = QCheckBox()
        self.timed.setChecked(True)
        self.texts.bind(self.timed.setText, N_("With a time limit"))
        self.supervised = QCheckBox()
        self.texts.bind(self.supervised.setText, N_("Somebody supervises"))
        form = QFormLayout()
        for field, text in (
            (self.name, N_("Name for the certificate")),
            (self.vacancy, N_("Taken for")),
            (self.length, N_("Length")),
        ):
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            form.addRow(name, field)
        self._fields = form
        form.addRow(label(), row(self.timed, self.supervised, None))
        self.hand_over = label("strong")
        self.about = label("muted")
        self.texts.call(self._say_about)
        notes = label("muted")
        self.texts.bind(
            notes.setText,
            N_(
                "Every answer is kept the moment you give it; you can pause, and the clock runs on. Your own "
                "ratings are shown beside what was measured and never change the score."
            ),
        )
        self.told = label("muted")
        self.texts.bind(
            self.told.setText,
            N_(
                "Whoever decides is told how often another window had the keyboard, how many answers came "
                "faster than the question can be read, and whether easy questions went wrong where hard "
                "ones went right. That changes no score, and nobody is refused for it."
            ),
        )
        self.begin = button("primary")
        self.texts.bind(self.begin.setText, N_("Begin"))
        self.begin.clicked.connect(self.start)
        self.name.returnPressed.connect(self.start)
        self.vacancy.currentIndexChanged.connect(self._take_form)
        self.length.activated.connect(self._choose_length)
        self.timed.toggled.connect(self._say_about)
        return card(column(form, self.about, notes, self.told, self.hand_over, row(self.begin, None)))

    def _say_title(self) -> None:
        name = self._candidate_name
        self.title.setText(_("Assessment of {name}", name=name) if name else _("Self-assessment"))
        self.hand_over.setText(
            _("Let {name} press “Begin” at this computer: the clock runs from then on.", name=name)
        )
        self.hand_over.setVisible(bool(name))

    def _open(self) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, N_("Not finished yet"))
        self._open_rows = QVBoxLayout()
        self.open_card = card(column(head, self._open_rows))
        self._attempts: tuple[assessments.UnderWay, ...] = ()
        return self.open_card

    def _done(self) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, N_("Results"))
        self.results = TableModel(
            (
                Column(N_("Name"), lambda r: r.taker_name, stretches=True),
                Column(N_("Taken for"), _taken_for),
                Column(N_("Correct"), lambda r: percent(r.percent_correct), is_number=True),
                Column(N_("Finished"), lambda r: day(r.finished_at)),
            ),
            self,
        )
        self.table = TableView(self.results)
        self.table.setMinimumHeight(180)
        self.texts.bind(self.table.setAccessibleName, N_("Results"))
        show = button()
        self.texts.bind(show.setText, N_("Show the result"))
        show.clicked.connect(self._choose)
        self.table.activated.connect(self._choose)
        self.done_card = card(column(head, self.table, row(show, None)))
        return self.done_card

    # -- showing -------------------------------------------------------------------------------------
    def load(self, vacancy_id: UUID | None = None, candidate: tuple[UUID, str] | None = None) -> None:
        """Read what there is. `candidate` (id and name) is who is going to be assessed for `vacancy_id`."""
        unit_of_work = self._page.program.unit_of_work
        self._candidate_id = candidate[0] if candidate else None
        self._candidate_name = candidate[1] if candidate else ""
        self._say_title()
        self.name.setText(candidate[1] if candidate else self._page.settings.current.taker_name)
        self.name.setReadOnly(candidate is not None)
        self.vacancy.blockSignals(True)
        while self.vacancy.count() > 1:
            self.vacancy.removeItem(1)
        for summary in vacancies.listing(unit_of_work=unit_of_work):
            self.vacancy.addItem(summary.title, summary.id)
        self.vacancy.setCurrentIndex(max(0, index_of(self.vacancy, vacancy_id)))
        self.vacancy.blockSignals(False)
        # A candidate's attempts are the employer's: whoever assesses themselves here does not see them.
        shown = self._candidate_id
        under_way = assessments.under_way(unit_of_work=unit_of_work)  # ends those that are out of time
        self._take_form()
        self._attempts = tuple(one for one in under_way if one.attempt.candidate_id == shown)
        self._show_open()
        if shown is None:
            finished = assessments.unattached(unit_of_work=unit_of_work)
        else:
            finished = assessments.listing(shown, unit_of_work=unit_of_work)
        self.results.show_rows(finished)
        self.table.select(0)
        self.done_card.setVisible(bool(finished))

    def retranslate(self) -> None:
        """Rows too."""
        super().retranslate()
        self._show_open()
        self.results.refresh()

    def _show_open(self) -> None:
        clear(self._open_rows)
        self.open_card.setVisible(bool(self._attempts))
        for one in self._attempts:
            attempt = one.attempt
            text = label()
            text.setText(_how_far(one))
            go_on = button()
            go_on.setText(_("Go on"))
            go_on.setAccessibleName(_("Go on: {name}", name=attempt.taker_name))
            go_on.clicked.connect(lambda _checked=False, a=attempt: self.resumed.emit(a.id))
            line = row(go_on, text)
            if assessments.may_be_discarded(attempt):
                discard = button("danger")
                discard.setText(_("Throw away"))
                discard.setAccessibleName(_("Throw away: {name}", name=attempt.taker_name))
                discard.clicked.connect(lambda _checked=False, u=one: self.discard(u))
                line.addWidget(discard)
            line.setStretch(1, 1)
            self._open_rows.addLayout(line)

    def _take_form(self, *_anything: object) -> None:
        vacancy_id = self.vacancy.currentData()
        unit_of_work = self._page.program.unit_of_work
        self._form, self._refusal, is_composed = None, None, False
        if vacancy_id is None:
            self._form = assessments.practice_form(assessments.Length(self.length.currentData()))
        else:
            is_composed = forms.saved_spec(vacancy_id, unit_of_work=unit_of_work) is not None
            try:
                self._form = assessments.vacancy_form(
                    vacancy_id, unit_of_work=unit_of_work, candidate_id=self._candidate_id
                )
            except UserError as refusal:  # said where the form would be described
                self._refusal = refusal
        self.begin.setEnabled(self._form is not None)
        # The time limit of a composed form is the employer's to give, and not the taker's to take away.
        self.timed.setVisible(not is_composed)
        if is_composed:
            self.timed.setChecked(True)
        self.supervised.setVisible(vacancy_id is not None)
        self._fields.setRowVisible(self.length, vacancy_id is None)
        self.told.setVisible(vacancy_id is not None)
        self._say_about()

    def _choose_length(self, _index: int) -> None:
        self._page.settings.change(form_length=str(self.length.currentData()))
        self._take_form()

    def _say_about(self, *_anything: object) -> None:
        set_kind(self.about, "muted" if self._refusal is None else "caution")
        if self._refusal is not None:
            self.about.setText(f"{self._refusal.what} {self._refusal.what_to_do}")
        elif self._form is not None:
            self.about.setText(about_form(self._form, is_timed=self.timed.isChecked()))

    # -- acting --------------------------------------------------------------------------------------
    def start(self) -> None:
        """Begin an attempt with what is chosen."""
        if self._form is None:
            return  # Enter in the name: why not stands there
        form = self._form if self.timed.isChecked() else replace(self._form, time_limit=None)
        if form.purpose is Purpose.ASSESSMENT:
            form = replace(form, is_supervised=self.supervised.isChecked())
        attempt = assessments.start(
            form, self.name.text(), self._candidate_id, unit_of_work=self._page.program.unit_of_work
        )
        if self._candidate_id is None:
            self._page.settings.change(taker_name=attempt.taker_name)
        self.started.emit(attempt)

    def discard(self, one: assessments.UnderWay) -> None:
        """Ask, then throw an unfinished self-assessment away."""
        if not self._page.notices.ask(
            _("Throw this assessment away?"),
            _("Its answers are lost: {attempt}", attempt=_how_far(one)),
            yes=_("Throw away"),
            enter_means_yes=False,
        ):
            return
        assessments.discard(one.attempt.id, unit_of_work=self._page.program.unit_of_work)
        self.load()
        self.take_focus()

    def take_focus(self) -> None:
        """The keyboard goes on with what is unfinished, else to the name, else to the button that begins."""
        first = self._open_rows.itemAt(0)
        line = first.layout() if first is not None else None
        item = line.itemAt(0) if line is not None else None
        go_on = item.widget() if item is not None else None
        if go_on is not None and self._candidate_id is None:
            go_on.setFocus()
        elif self.name.text():
            self.begin.setFocus()
        else:
            self.name.setFocus()

    def _choose(self, *_anything: object) -> None:
        summary = self.table.current_row()
        if summary is not None:
            self.chosen.emit(summary.attempt_id)


def _how_far(one: assessments.UnderWay) -> str:
    fields = {
        "name": one.attempt.taker_name,
        "when": moment(one.attempt.started_at),
        "n": number(one.answered),
        "all": number(one.attempt.form.most_items),
    }
    if one.attempt.form.adaptive is not None:
        told = _("{name}, begun {when}: {n} of at most {all} answered", **fields)
        left = "" if one.remaining is None else _("{time} left", time=duration(one.remaining))
        return f"{told}, {left}" if left else told
    if one.remaining is None:
        return _("{name}, begun {when}: {n} of {all} answered", **fields)
    return _(
        "{name}, begun {when}: {n} of {all} answered, {time} left", time=duration(one.remaining), **fields
    )


def _taken_for(summary: assessments.ResultSummary) -> str:
    return summary.vacancy_title if summary.vacancy_id is not None else _("practice")
