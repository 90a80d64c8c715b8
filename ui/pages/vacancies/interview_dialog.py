"""Choosing what the candidates of a vacancy are asked and try, and printing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QTextBrowser, QWidget

from smmhire.bilingual import Language
from smmhire.candidates.interview import InterviewQuestion, WorkSample
from smmhire.services import interview_guide, scorecards
from smmhire.services.interview_guide import InterviewPlan
from smmhire.services.role import role
from smmhire.texts import N_, _, ngettext, number
from smmhire.vacancies.profile import VacancyProfile
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.items.split import ListAndDetail
from ui.pages.page import Page
from ui.pages.vacancies.interview_html import question_html, work_sample_html
from ui.pages.vacancies.interview_tree import InterviewTree
from ui.widgets.basics import button, column, label, row

WIDTH, HEIGHT = 1080, 720
BESIDE_FROM = 760
MARGIN, SMALL_MARGIN, HEIGHT_FOR_MARGINS = 20, 10, 480


class InterviewDialog(Translated, QDialog):
    """Nothing is kept until it is saved or printed: what is on paper is what is rated."""

    def __init__(self, page: Page, profile: VacancyProfile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._page = page
        self.profile = profile
        self._proposed = interview_guide.proposal(profile).ids
        self._before = interview_guide.plan(profile).ids
        self._looked_at: InterviewQuestion | WorkSample | None = None
        self._rated = scorecards.rated_candidates(profile.id, unit_of_work=page.program.unit_of_work)
        self._build()
        self._connect()
        self.tree.show_chosen(self._before)
        open_at(self, WIDTH, HEIGHT)
        self.tree.setFocus()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.title = label("heading")
        self.state = label("muted", wraps=False)
        self.caution = label("caution")
        self.tree = InterviewTree(role(), self.profile, interview_guide.content())
        self.preview = QTextBrowser()
        self.preview.setOpenLinks(False)
        self.texts.bind(self.preview.setAccessibleName, N_("The question with probes and descriptions"))
        self.split = ListAndDetail(self.tree, self.preview, BESIDE_FROM)
        self.summary = label("strong")
        self.proposal = button("quiet")
        self.texts.bind(self.proposal.setText, N_("Back to the proposal"))
        self.guide = button()
        self.texts.bind(self.guide.setText, N_("Guide (PDF) …"))
        self.texts.bind(self.guide.setToolTip, N_("For raters: questions, probes and descriptions"))
        self.tasks = button()
        self.texts.bind(self.tasks.setText, N_("Task sheet for the candidate (PDF) …"))
        self.texts.bind(self.tasks.setToolTip, N_("The work samples without anything of how they are rated"))
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.save = button("primary")
        self.texts.bind(self.save.setText, N_("Save"))
        self.texts.bind(self.save.setToolTip, N_("Save (Ctrl+S)"))
        self.save.setDefault(True)
        head = row(self.title, self.state)
        head.setStretch(0, 1)
        sums = row(self.summary, self.proposal)
        sums.setStretch(0, 1)
        foot = row(self.guide, self.tasks, None, self.cancel, self.save)
        self._whole = column(head, self.caution, self.split, sums, foot, spacing=8)
        self._whole.setStretch(2, 1)
        self.setLayout(self._whole)
        self.texts.call(self._say)

    def _connect(self) -> None:
        self.tree.changed.connect(self._say)
        self.tree.looked_at.connect(self._show)
        self.proposal.clicked.connect(self.propose)
        self.guide.clicked.connect(self.print_guide)
        self.tasks.clicked.connect(self.print_tasks)
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.save_now)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save_now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height, it belongs to the questions."""
        super().resizeEvent(event)
        margin = MARGIN if self.height() >= HEIGHT_FOR_MARGINS else SMALL_MARGIN
        self._whole.setContentsMargins(margin, margin, margin, margin)

    # -- choosing ------------------------------------------------------------------------------------
    @property
    def is_changed(self) -> bool:
        """Whether there is something that has not been saved."""
        return set(self.tree.chosen()) != set(self._before)

    def plan(self) -> InterviewPlan:
        """What is ticked now."""
        return interview_guide.plan(replace(self.profile, interview=self.tree.chosen()))

    def propose(self) -> None:
        """Tick what the weights propose; the way back is to cancel."""
        self.tree.show_chosen(self._proposed)
        self.tree.setFocus()

    # -- showing -------------------------------------------------------------------------------------
    def _say(self) -> None:
        title = _("Interview guide: {title}", title=self.profile.title or _("Untitled"))
        self.setWindowTitle(title)
        self.title.setText(title)
        chosen = self.tree.chosen()
        is_proposed = set(chosen) == set(self._proposed)
        state = _("proposed by the weights") if is_proposed else _("chosen by you")
        self.state.setText(f"{state} · {_('not saved yet')}" if self.is_changed else state)
        self.proposal.setVisible(not is_proposed)
        self.caution.setVisible(self._rated > 0 and self.is_changed)
        self.caution.setText(
            ngettext(
                "{n} candidate has been rated by the questions before. Who is asked others can hardly be"
                " compared with them.",
                "{n} candidates have been rated by the questions before. Who is asked others can hardly be"
                " compared with them.",
                self._rated,
            )
        )
        for widget in (self.save, self.guide):
            widget.setEnabled(bool(chosen))
        if not chosen:
            self.summary.setText(_("Choose at least one question or work sample."))
            self.tasks.setEnabled(False)
            return
        plan = self.plan()
        self.tasks.setEnabled(bool(plan.work_samples))
        parts: list[str] = []
        if plan.questions:
            parts.append(ngettext("{n} question", "{n} questions", len(plan.questions)))
            parts.append(_("about {minutes} minutes", minutes=number(plan.minutes)))
        if plan.work_samples:
            minutes = ngettext("{n} minute", "{n} minutes", sum(w.minutes for w in plan.work_samples))
            tried = ngettext("{n} work sample", "{n} work samples", len(plan.work_samples))
            parts.append(f"{tried} ({minutes})")
        self.summary.setText(" · ".join(parts))

    def _show(self, thing: InterviewQuestion | WorkSample) -> None:
        self._looked_at = thing
        html = question_html(thing) if isinstance(thing, InterviewQuestion) else work_sample_html(thing)
        self.preview.setHtml(html)

    def retranslate(self) -> None:
        """Also what is looked at."""
        super().retranslate()
        if self._looked_at is not None:
            self._show(self._looked_at)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, other colours of the preview."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_looked_at", None) is not None:
            assert self._looked_at is not None
            self._show(self._looked_at)

    # -- keeping and printing ------------------------------------------------------------------------
    def keep(self) -> None:
        """Ask the candidates what is ticked. Raises UserError where the vacancy is no longer there.

        Also a proposal is kept as what it is now: when the weights change later, everybody is still asked
        the same.
        """
        chosen = self.tree.chosen()
        self.profile = interview_guide.keep_plan(
            self.profile.id, chosen, unit_of_work=self._page.program.unit_of_work
        )
        self._before = chosen
        self._say()

    def save_now(self) -> None:
        """Keep the choice and close."""
        if self.save.isEnabled():
            self.keep()
            self._page.notices.info(
                lambda: _("The interview guide of “{title}” has been saved.", title=self.profile.title)
            )
            super().accept()

    def print_guide(self) -> None:
        """Keep the choice, and show the guide for raters."""
        from smmhire.services import documents

        self.keep()
        profile = self.profile
        name = _("Interview guide: {title}", title=profile.title)
        self._open(lambda language: documents.interview_guide_pdf(profile, language), name)

    def print_tasks(self) -> None:
        """Keep the choice, and show what the candidate is given."""
        from smmhire.services import documents

        self.keep()
        profile = self.profile
        name = _("Tasks: {title}", title=profile.title)
        self._open(lambda language: documents.task_sheets_pdf(profile, language), name)

    def _open(self, make: Callable[[Language], bytes], name: str) -> None:
        from ui.dialogs.document import DocumentDialog

        page = self._page
        dialog = DocumentDialog(make, name, page.background, page.notices, page.settings, self)
        dialog.exec()
        dialog.deleteLater()

    def reject(self) -> None:
        """Escape, Cancel or the window's cross: what is not saved is asked about."""
        if self.is_changed and self.tree.chosen():
            is_kept = self._page.notices.decide(
                _("Save the changes to this interview guide?"),
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
