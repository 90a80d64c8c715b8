"""Composing the form of a vacancy: what is asked, how it is taken, and what that takes and measures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QDialog, QWidget

from smmhire.assessment.composition import FormKind
from smmhire.assessment.levels import LEVEL_WIDTH
from smmhire.services import adaptive, cut_study, forms
from smmhire.services.bank import Bank
from smmhire.services.forms import Look
from smmhire.services.role import role
from smmhire.texts import N_, _, ngettext, number
from smmhire.vacancies.profile import VacancyProfile
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Page
from ui.pages.vacancies.form_questions import FormQuestions
from ui.pages.vacancies.form_settings import FormSettingsFields
from ui.widgets.basics import button, card, column, label, row, scrolled, set_kind
from ui.widgets.quiet_wheel import QuietWheel
from ui.widgets.stops import first_stop

if TYPE_CHECKING:  # numbers are worked out in the dialog: loaded when it is opened
    from smmhire.bootstrap import Program
    from ui.pages.vacancies.cut_dialog import CutDialog

WIDTH, HEIGHT = 1080, 720
# Below this width, in pixels, the two cards stand one below the other.
WIDTH_FOR_TWO = 940
MARGIN, SMALL_MARGIN, HEIGHT_FOR_MARGINS = 20, 10, 480
# Long enough not to work while a number is typed, short enough to feel immediate.
LOOK_AFTER_MS = 80


class FormDialog(Translated, QDialog):
    """Edits the form of one saved vacancy; nothing is kept until it is saved."""

    def __init__(self, page: Page, profile: VacancyProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._page = page
        self._profile = profile
        saved = forms.saved_spec(profile.id, unit_of_work=page.program.unit_of_work)
        self._is_composed = saved is not None
        self._before = saved or forms.usual_spec(profile)
        self._look: Look | None = None
        self._bank: Bank | None = None
        self._ground: adaptive.Ground | None = None
        self._build()
        self._connect()
        self.questions.show_counts(self._before.counts)
        self.fields.show_spec(self._before)
        self._before = self.spec()  # as the fields give it back
        open_at(self, WIDTH, HEIGHT)
        self._say()
        first = first_stop(self.area)
        if first is not None:
            first.setFocus()
        # The bank is read from its files the first time: that takes a second or two.
        page.background.run(_read_bank, page.program, on_done=self._show_first)
        page.background.run(
            adaptive.read_ground,
            unit_of_work=page.program.unit_of_work,
            on_done=self._take_ground,
        )

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.title = label("heading")
        self.state = label("muted", wraps=False)
        self.questions = FormQuestions(role(), self._profile)
        self.fields = FormSettingsFields()
        self._cards = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._cards.setSpacing(14)
        for part in (self.questions, self.fields):
            self._cards.addWidget(card(column(part, None)), 1)
        content = QWidget()
        content.setLayout(column(self._cards, None))
        self.area = scrolled(content)
        QuietWheel(content)
        self.summary = label("strong")
        self.save = button("primary")
        self.texts.bind(self.save.setText, N_("Save"))
        self.texts.bind(self.save.setToolTip, N_("Save (Ctrl+S)"))
        self.save.setDefault(True)  # Enter in a field saves, and presses no other button
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        head = row(self.title, self.state)
        head.setStretch(0, 1)
        foot = row(self.summary, self.cancel, self.save)
        foot.setStretch(0, 1)
        self._whole = column(head, self.area, foot)
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)
        self.texts.call(self._say)

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look_now)
        self.questions.changed.connect(self._changed)
        self.fields.changed.connect(self._changed)
        self.fields.cut_wanted.connect(self.set_cut)
        self.questions.proposed.connect(self.propose)
        self.save.clicked.connect(self.save_now)
        self.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards side by side where there is room; where there is little height, it belongs to them."""
        super().resizeEvent(event)
        is_wide = self.width() >= WIDTH_FOR_TWO
        self._cards.setDirection(
            QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        )
        margin = MARGIN if self.height() >= HEIGHT_FOR_MARGINS else SMALL_MARGIN
        self._whole.setContentsMargins(margin, margin, margin, margin)

    # -- composing -----------------------------------------------------------------------------------
    def spec(self) -> forms.FormSpec:
        """What the fields say now."""
        return self.fields.apply(replace(self._before, questions=self.questions.counts()))

    @property
    def is_changed(self) -> bool:
        """Whether there is something that has not been saved."""
        return self.spec() != self._before

    def propose(self) -> None:
        """Set the questions by the weights of the vacancy; the way back is to cancel."""
        if self._bank is not None:
            proposed = forms.propose(self._profile, self.spec(), self._bank, self._ground)
            self.questions.show_counts(proposed.counts)
            self.look_now()

    def set_cut(self) -> None:
        """Let judges set the cut of the form as it stands here; it is kept with the form."""
        dialog = self.cut_dialog()
        dialog.exec()
        dialog.deleteLater()
        if dialog.cut is not None:
            self.fields.take_cut(dialog.cut)
            self.fields.cut.setFocus()

    def cut_dialog(self) -> CutDialog:
        """What the judges write. Raises UserError where the vacancy is no longer there."""
        from ui.pages.vacancies.cut_dialog import CutDialog

        desk = cut_study.open_desk(
            self._profile.id, self.spec(), unit_of_work=self._page.program.unit_of_work
        )
        return CutDialog(self._page, self._profile.title, desk, self)

    def look_now(self) -> None:
        """Show at once what the form takes and measures."""
        # Whether an adaptive form can be made is not known before the answers have been counted.
        is_waiting = self._ground is None and self.spec().kind is FormKind.ADAPTIVE
        if self._bank is not None and not is_waiting:
            self._show_look(forms.look(self.spec(), self._profile, self._bank, self._ground))

    def _take_ground(self, ground: adaptive.Ground) -> None:
        """Whether a form may be adaptive is known now."""
        self._ground = ground
        self.look_now()

    def _show_first(self, bank: Bank) -> None:
        self._bank = bank
        self.fields.set_cut.setEnabled(True)
        self.look_now()  # of what was changed while the bank was read

    def _show_look(self, look: Look) -> None:
        self._look = look
        self.questions.show_look(look)
        self.fields.tell_of_own(look.own)
        if self._ground is not None:
            self.fields.tell_of_adaptive(look.offers)
        self._say()

    def _changed(self) -> None:
        self._say_state()
        self._timer.start()

    # -- showing -------------------------------------------------------------------------------------
    def _say(self) -> None:
        title = _("Assessment form: {title}", title=self._profile.title or _("Untitled"))
        self.setWindowTitle(title)
        self.title.setText(title)
        self._say_state()
        if self._look is None:
            self.summary.setText(_("The questions are being read …"))
            return
        in_the_way = [remark for remark in self._look.remarks if remark.is_blocking]
        set_kind(self.summary, "bad" if in_the_way else "strong")
        if in_the_way:
            self.summary.setText(forms.described(in_the_way[0]))
            return
        made = self._look.estimate
        parts = [
            ngettext("{n} question", "{n} questions", made.questions)
            if not self._look.is_adaptive
            else _(
                "about {mean} of at most {n} questions",
                mean=number(made.mean_questions),
                n=number(made.questions),
            ),
            _("about {minutes} minutes", minutes=number(made.minutes)),
            _("no limit")
            if made.time_limit is None
            else _("at most {minutes}", minutes=number(made.time_limit)),
        ]
        if made.competencies:
            errors = [one.joint / LEVEL_WIDTH for one in made.competencies]
            error = f"± {number(sum(errors) / len(errors), 1)}"
            parts.append(
                _("error about {error} levels", error=error)
                if self._look.is_adaptive
                else _("error {error} levels", error=error)
            )
        self.summary.setText(" · ".join(parts))

    def _say_state(self) -> None:
        if self.is_changed:
            text = _("not saved yet")
        else:
            text = _("saved") if self._is_composed else _("as usual, nothing composed yet")
        self.state.setText(text)

    # -- ending --------------------------------------------------------------------------------------
    def save_now(self) -> None:
        """Keep the form and close; what stands in the way is said, and the dialog stays."""
        forms.save_spec(self._profile.id, self.spec(), unit_of_work=self._page.program.unit_of_work)
        self._page.notices.info(lambda: _("The form of “{title}” has been saved.", title=self._profile.title))
        super().accept()

    def reject(self) -> None:
        """Escape, Cancel or the window's cross: what is not saved is asked about."""
        if self.is_changed:
            is_kept = self._page.notices.decide(
                _("Save the changes to this form?"),
                _("If you do not save them, they are lost."),
                yes=_("Save"),
                no=_("Do not save"),
            )
            if is_kept is None:
                return
            if is_kept:
                self.save_now()
                return
        super().reject()


def _read_bank(program: Program) -> Bank:
    return forms.bank(unit_of_work=program.unit_of_work)
