"""Difficulties from the answers: proposed, used, taken back; groups compared; how far adaptive tests are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QStackedWidget, QWidget

from smmhire.assessment.adaptive_offer import AdaptiveOffer
from smmhire.services import calibration_words
from smmhire.services.bank_calibration import Proposal, ProposedItem
from smmhire.services.calibrated import InUse
from smmhire.texts import N_, _, ngettext, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.items import words
from ui.pages.items.calibration_detail import Calibrated, CalibrationDetail
from ui.pages.items.calibration_html import adaptive_html, groups_html
from ui.pages.items.columns import fit_columns, keep_widths
from ui.pages.items.rich_text import RichText
from ui.pages.items.split import ListAndDetail
from ui.widgets.basics import button, card, column, label, row, scrolled
from ui.widgets.empty_state import EmptyState
from ui.widgets.table_view import TableView
from ui.widgets.work_row import WorkRow

# From this width on all columns are read beside the figures of a question.
BESIDE_FROM = 1480
DIFFICULTIES, GROUPS, ADAPTIVE = range(3)
# Cautions that ask for a look at the question come before those that ask for patience.
TO_LOOK_AT = frozenset({"falling", "no_variation", "much_harder", "much_easier", "misfit"})


class CalibrationView(Translated, QWidget):
    """`again_wanted`: calculate; `cancel_wanted`: stop that; `use_wanted`, `back_wanted`: let the proposal
    count, or what is in use no longer; `question_wanted`: show the question with this id."""

    again_wanted = Signal()
    cancel_wanted = Signal()
    use_wanted = Signal()
    back_wanted = Signal()
    question_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._known = Calibrated()
        self._offers: tuple[AdaptiveOffer, ...] = ()
        self._build()
        self._connect()
        self._show_all()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        self.state = label("strong", selectable=True)
        self.back = button()
        self.texts.bind(self.back.setText, N_("Take back"))
        self.texts.bind(
            self.back.setToolTip,
            N_("Let these difficulties count no longer for new results; those there are stay as they are"),
        )
        self.about = label("muted")
        self.shifts = label("caution")
        self.part = QComboBox()
        self.part.addItems(["", "", ""])
        self.part.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.part.setMinimumContentsLength(14)
        self.texts.bind(self.part.setAccessibleName, N_("What is shown"))
        for index, text in enumerate((N_("Difficulties"), N_("Groups compared"), N_("Adaptive tests"))):
            self.texts.bind(lambda t, i=index: self.part.setItemText(i, t), text)
        self.only_flagged = QCheckBox()
        self.texts.bind(self.only_flagged.setText, N_("Only conspicuous questions"))
        self.again = button()
        self.texts.bind(self.again.setText, N_("Calculate again"))
        self.use = button("primary")
        self.texts.bind(self.use.setText, N_("Use these difficulties"))
        self.working = WorkRow(N_("Estimating the difficulties …"))
        self._build_table()
        self.groups, self.adaptive = RichText(), RichText()
        self.texts.bind(self.groups.setAccessibleName, N_("Groups compared"))
        self.texts.bind(self.adaptive.setAccessibleName, N_("Adaptive tests"))
        self._groups_area = scrolled(card(column(self.groups, None)))
        self._adaptive_area = scrolled(card(column(self.adaptive, None)))
        self.none_flagged = EmptyState(
            N_("Nothing conspicuous"),
            N_("No question with enough responses stands out."),
            N_("Show all questions"),
        )
        self.stopped = EmptyState(
            N_("Nothing has been calculated yet"),
            N_(
                "From the answers of finished assessments the true difficulty of each question can be "
                "estimated. That takes some seconds and changes nothing."
            ),
            N_("Calculate"),
        )
        self.stack = QStackedWidget()
        for view in (self.stopped, self.none_flagged, self.split, self._groups_area, self._adaptive_area):
            self.stack.addWidget(view)
        head = row(self.state, self.back)
        head.setStretch(0, 1)
        tools = row(self.part, self.only_flagged, None, self.again, self.use)
        whole = column(head, self.about, self.shifts, tools, self.working, self.stack)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setStretch(5, 1)
        self.setLayout(whole)

    def _build_table(self) -> None:
        self.model = TableModel(
            (
                Column(N_("Id"), lambda r: r.item.id),
                Column(N_("Question"), lambda r: words.beginning(r.item), stretches=True),
                Column(N_("Responses"), lambda r: number(r.responses), is_number=True),
                Column(N_("Author"), lambda r: number(r.author, 2), is_number=True),
                Column(N_("By the answers"), lambda r: calibration_words.difficulty(r), is_number=True),
                Column(N_("Remarks"), lambda r: calibration_words.caution_names(r), stretches=True),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Difficulties of the questions"))
        keep_widths(self.table, self.model)
        self.name = label("strong", selectable=True)
        self.show_question = button()
        self.texts.bind(self.show_question.setText, N_("Show the question"))
        self.of_item = CalibrationDetail()
        self.detail = scrolled(card(column(self.name, row(self.show_question, None), self.of_item, None)))
        self.split = ListAndDetail(self.table, self.detail, BESIDE_FROM)

    def _connect(self) -> None:
        self.part.currentIndexChanged.connect(self._show_part)
        self.only_flagged.toggled.connect(self._show_rows)
        self.again.clicked.connect(self.again_wanted)
        self.stopped.acted.connect(self.again_wanted)
        self.none_flagged.acted.connect(lambda: self.only_flagged.setChecked(False))
        self.working.cancel_wanted.connect(self.cancel_wanted)
        self.use.clicked.connect(self.use_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.table.selected.connect(self._show_selected)
        self.split.detail_width.connect(self.of_item.fit)
        self.table.activated.connect(self._want_question)
        self.show_question.clicked.connect(self._want_question)
        for text in (self.groups, self.adaptive):
            text.theme_changed.connect(self._write)

    # -- working -------------------------------------------------------------------------------------
    def begin(self) -> None:
        """Difficulties are being estimated."""
        self.again.setEnabled(False)
        self.stopped.action.setEnabled(False)
        self.working.begin()

    def report(self, share: float, _what: str = "") -> None:
        """How far that is, 0 to 1."""
        self.working.report(share)

    def end(self) -> None:
        """It has ended, or was stopped."""
        self.working.end()
        self.again.setEnabled(True)
        self.stopped.action.setEnabled(True)

    # -- what is shown -------------------------------------------------------------------------------
    def show_known(self, known: Calibrated, offers: tuple[AdaptiveOffer, ...]) -> None:
        """Show what was calculated and what is in use."""
        is_new = known.proposal is not self._known.proposal
        self._known, self._offers = known, offers
        self._show_all()
        if is_new:
            fit_columns(self.table, self.model)

    def retranslate(self) -> None:
        """Rows and sentences too."""
        super().retranslate()
        self.model.refresh()
        fit_columns(self.table, self.model)
        self._describe()
        self._write()
        self._name_selected()

    @property
    def selected(self) -> ProposedItem | None:
        """The row that is current."""
        return self.table.current_row()

    def _show_all(self) -> None:
        self._describe()
        self._write()
        self._show_rows()

    def _rows(self) -> list[ProposedItem]:
        """Those to look at first, then by how far the answers are from the author."""
        rows = [] if self._known.proposal is None else list(self._known.proposal.items)
        if self.only_flagged.isChecked():
            rows = [one for one in rows if _is_flagged(one)]
        return sorted(rows, key=lambda one: (not _is_flagged(one), -_moved(one), -one.responses))

    def _show_rows(self, *_anything: object) -> None:
        kept = self.selected
        rows = self._rows()
        self.table.blockSignals(True)
        self.model.show_rows(rows)
        wanted = (i for i, one in enumerate(rows) if kept is not None and one.item_id == kept.item_id)
        self.table.select(next(wanted, 0))
        self.table.blockSignals(False)
        self._show_selected()
        self._show_part()

    def _show_part(self, *_anything: object) -> None:
        proposal, part = self._known.proposal, self.part.currentIndex()
        if proposal is None:
            shown: QWidget = self.stopped
        elif part == GROUPS:
            shown = self._groups_area
        elif part == ADAPTIVE:
            shown = self._adaptive_area
        else:
            shown = self.split if self.model.rowCount() else self.none_flagged
        self.stack.setCurrentWidget(shown)
        for widget in (self.part, self.again, self.use):
            widget.setVisible(proposal is not None)
        self.only_flagged.setVisible(proposal is not None and part == DIFFICULTIES)

    def _show_selected(self) -> None:
        current = self.selected
        self._name_selected()
        self.detail.verticalScrollBar().setValue(0)
        self.of_item.show_item(None if current is None else current.item, self._known)

    def _name_selected(self) -> None:
        current = self.selected
        self.name.setText("" if current is None else f"{current.item.id} · {words.beginning(current.item)}")

    def _want_question(self, *_anything: object) -> None:
        current = self.selected
        if current is not None:
            self.question_wanted.emit(current.item.id)

    def _write(self) -> None:
        proposal = self._known.proposal
        self.groups.show_html("" if proposal is None else groups_html(proposal))
        self.adaptive.show_html("" if proposal is None else adaptive_html(self._offers))

    def _describe(self) -> None:
        proposal, used = self._known.proposal, self._known.used
        self.state.setText(calibration_words.in_use_sentence(used))
        self.back.setVisible(used is not None)
        self.about.setText("" if proposal is None else _about(proposal))
        self.about.setVisible(proposal is not None)
        self.shifts.setText("" if proposal is None else calibration_words.shifts_sentence(proposal.shifts))
        self.shifts.setVisible(bool(self.shifts.text()))
        is_new = proposal is not None and bool(proposal.usable) and not is_used(proposal, used)
        self.use.setEnabled(is_new)
        self.use.setToolTip(_use_tip(proposal, is_new))


def is_used(proposal: Proposal, used: InUse | None) -> bool:
    """What is in use is what is proposed."""
    if used is None:
        return False
    proposed = {one.item_id: one.b for one in proposal.usable}
    return proposed == {name: one.difficulty for name, one in used.items.items()}


def _use_tip(proposal: Proposal | None, is_new: bool) -> str:
    if is_new:
        return _("Score by them from now on; results there are stay as they are")
    if proposal is not None and proposal.usable:
        return _("These difficulties are in use")
    return _("No question has enough responses yet.")


def _is_flagged(one: ProposedItem) -> bool:
    """Somebody should look at the question."""
    return bool(TO_LOOK_AT & set(one.cautions))


def _moved(found: ProposedItem) -> float:
    return -1.0 if found.b is None else abs(found.b - found.author)


def _about(proposal: Proposal) -> str:
    return " ".join(
        (
            ngettext("From {n} finished assessment.", "From {n} finished assessments.", proposal.attempts),
            ngettext("{n} person answered.", "{n} people answered.", proposal.people),
            _("Of somebody who met a question more than once, the first answer counts."),
            ngettext(
                "{n} question has the {needed} responses it takes.",
                "{n} questions have the {needed} responses it takes.",
                len(proposal.proposed),
                needed=number(proposal.needed),
            ),
            _(
                "Each difficulty weighs the author’s judgement and the answers against each other: ten "
                "answers hardly move it, some hundreds do. The scale is that of abilities: 0 is average, a "
                "level is 0.75 wide."
            ),
        )
    )
