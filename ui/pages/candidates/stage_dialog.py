"""Moving one or many applications to another stage, with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QPlainTextEdit, QWidget

from smmhire.candidates.stages import STAGE_NAMES, Stage, stage_name
from smmhire.services import stages
from smmhire.services.common import who
from smmhire.services.stages import Move
from smmhire.texts import N_, _, ngettext
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row, scrolled
from ui.widgets.choices import index_of


class StageDialog(Translated, QDialog):
    """Asks for the vacancy, the stage and the reason, and moves all of `ids` who apply for that vacancy.

    `moved` comes when it is done; the news with the way back is posted by then.
    """

    moved = Signal()

    def __init__(
        self,
        ids: Sequence[UUID],
        workplace: Workplace,
        vacancy_id: UUID | None = None,
        to: Stage = Stage.INVITED,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ids = tuple(ids)
        self._workplace = workplace
        self._unit_of_work = workplace.program.unit_of_work
        self._vacancies = stages.applied_for(self._ids, unit_of_work=self._unit_of_work)
        self.texts.bind(self.setWindowTitle, N_("Move to another stage"))
        question = label("heading")
        self.texts.call(
            lambda: question.setText(ngettext("Move {n} candidate", "Move {n} candidates", len(self._ids)))
        )
        self.vacancy = QComboBox()
        for key, title, _count in self._vacancies:
            self.vacancy.addItem(title, key)
        self.vacancy.setCurrentIndex(max(0, index_of(self.vacancy, vacancy_id)))
        self.stage = QComboBox()
        for stage, text in STAGE_NAMES.items():
            self.stage.addItem("", stage)
            index = self.stage.count() - 1
            self.texts.bind(lambda t, i=index: self.stage.setItemText(i, t), text)
        self.stage.setCurrentIndex(list(STAGE_NAMES).index(to))
        self.usual = QComboBox()
        self.usual.addItem("")
        self.texts.bind(lambda t: self.usual.setItemText(0, t), N_("another reason: see below"))
        for text in stages.REASONS:
            self.usual.addItem("")
            index = self.usual.count() - 1
            self.texts.bind(lambda t, i=index: self.usual.setItemText(i, t), text)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(2 * self.reason.fontMetrics().lineSpacing())
        self.reason.setMaximumHeight(5 * self.reason.fontMetrics().lineSpacing())
        self._build(question)
        self.stage.currentIndexChanged.connect(self._say)
        self.vacancy.currentIndexChanged.connect(self._say)
        self.usual.currentIndexChanged.connect(self._no_problem)
        self.reason.textChanged.connect(self._no_problem)
        self.move_all.clicked.connect(self.try_move)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.try_move)
        self._say()
        (self.vacancy if len(self._vacancies) > 1 else self.stage).setFocus()

    def _build(self, question: QWidget) -> None:
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field, text in (
            (self.vacancy, N_("Vacancy")),
            (self.stage, N_("New stage")),
            (self.usual, N_("Why declined")),
            (self.reason, N_("Reason")),
        ):
            made = label(wraps=False)
            made.setBuddy(field)
            self.texts.bind(made.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            self.form.addRow(made, field)
        self.hint = label("muted")
        self.problem = label("bad")
        self.problem.hide()
        self.texts.bind(
            self.problem.setText,
            N_("Choose why they are declined, or write it: a reason that has to do with the job."),
        )
        self.move_all = button("primary")
        self.move_all.setDefault(True)
        self.texts.bind(self.move_all.setText, N_("Move"))
        cancel = button()
        self.texts.bind(cancel.setText, N_("Cancel"))
        cancel.clicked.connect(self.reject)
        content = QWidget()
        content.setLayout(column(question, self.form, self.hint, None))
        self.setLayout(column(scrolled(content), self.problem, row(None, cancel, self.move_all), margin=18))
        open_at(self, 520, content.sizeHint().height() + 120)

    def retranslate(self) -> None:
        """The counts too."""
        super().retranslate()
        self._say()

    @property
    def to(self) -> Stage:
        """The stage chosen."""
        return Stage(self.stage.currentData())

    @property
    def whole_reason(self) -> str:
        """The usual reason chosen and what was written, in the language of the program."""
        usual = self.usual.currentText() if self.to is Stage.DECLINED and self.usual.currentIndex() else ""
        return ": ".join(part for part in (usual, self.reason.toPlainText().strip()) if part)

    def _say(self, *_anything: object) -> None:
        """What the choice means."""
        self.form.setRowVisible(self.usual, self.to is Stage.DECLINED)
        self.move_all.setEnabled(bool(self._vacancies))
        if not self._vacancies:
            self.hint.setText(_("Nobody of those chosen applies for a vacancy. Let them apply first."))
            return
        applying = self._vacancies[max(0, self.vacancy.currentIndex())][2]
        left_out = len(self._ids) - applying
        kept = _("The move and its reason are kept in the log of decisions.")
        if left_out:
            kept += " " + ngettext(
                "{n} of those chosen does not apply for this vacancy and is left out.",
                "{n} of those chosen do not apply for this vacancy and are left out.",
                left_out,
            )
        self.hint.setText(kept)
        self._no_problem()

    def _no_problem(self) -> None:
        self.problem.hide()

    def try_move(self) -> None:
        """Move them, or say what is missing."""
        if not self._vacancies:
            return
        if self.to is Stage.DECLINED and not self.whole_reason:
            self.problem.show()
            self.usual.setFocus()
            return
        made = stages.move(
            self._ids,
            self.vacancy.currentData(),
            self.to,
            who=who(self._workplace.settings.current.user_name),
            reason=self.whole_reason,
            unit_of_work=self._unit_of_work,
        )
        self.accept()
        tell(made, self._workplace, self.moved.emit)


def tell(made: Move, workplace: Workplace, changed: object) -> None:
    """Post what was moved, with the way back; `changed()` is called now and after that."""
    assert callable(changed)
    unit_of_work = workplace.program.unit_of_work
    name = who(workplace.settings.current.user_name)

    def back() -> None:
        stages.undo(made, who=name, unit_of_work=unit_of_work)
        changed()

    changed()
    count = len(made.before)
    if not count:
        stage = stage_name(made.to)
        workplace.notices.info(lambda: _("All of them were at the stage “{stage}” already.", stage=stage))
        return
    workplace.notices.info(
        lambda: ngettext(
            "{n} candidate is now at the stage “{stage}”.",
            "{n} candidates are now at the stage “{stage}”.",
            count,
            stage=stage_name(made.to),
        ),
        N_("Undo"),
        back,
    )
