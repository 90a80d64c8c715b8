"""What an editor would say of the bank, or of somebody's own file of questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from smmhire.assessment.item_review import ItemFinding
from smmhire.assessment.items import Item
from smmhire.services import item_bank
from smmhire.services.item_bank import CheckedItems
from smmhire.texts import N_, _, ngettext, number
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.items import words
from ui.pages.items.columns import fit_columns, keep_widths
from ui.pages.items.item_html import style
from ui.pages.items.preview import ItemPreview
from ui.pages.items.rich_text import RichText
from ui.pages.items.split import ListAndDetail
from ui.widgets.basics import button, card, column, label, row, scrolled
from ui.widgets.table_view import TableView

# From this width on all columns are read beside a question.
BESIDE_FROM = 820
# A finding on more items than this is about the set, and would be said of each of them again and again.
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class ReviewedItem:
    """A row: a question and the findings that name it."""

    item: Item
    findings: tuple[ItemFinding, ...]


def reviewed(checked: CheckedItems) -> tuple[tuple[ReviewedItem, ...], tuple[ItemFinding, ...]]:
    """The questions, those with findings first, and the findings on the set as a whole."""
    by_id: dict[str, list[ItemFinding]] = {}
    on_all: list[ItemFinding] = []
    for finding in checked.findings:
        if 0 < len(finding.item_ids) <= MOST_NAMED:
            for item_id in finding.item_ids:
                by_id.setdefault(item_id, []).append(finding)
        else:
            on_all.append(finding)
    rows = [ReviewedItem(item, tuple(by_id.get(item.id, ()))) for item in checked.items]
    return tuple(sorted(rows, key=lambda one: not one.findings)), tuple(on_all)


class CheckView(Translated, QWidget):
    """`file_wanted`: check a file; `bank_wanted`: back to the bank."""

    file_wanted = Signal()
    bank_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._checked: CheckedItems | None = None
        self._path: Path | None = None
        self._on_all: tuple[ItemFinding, ...] = ()
        self.head = label("heading", selectable=True)
        self.open = button("primary")
        self.texts.bind(self.open.setText, N_("Check a file …"))
        self.texts.bind(
            self.open.setToolTip, N_("Your own questions as YAML (Ctrl+O), or drop the file on this page")
        )
        self.back = button()
        self.texts.bind(self.back.setText, N_("Back to the bank"))
        self.about = label("muted")
        self.texts.bind(
            self.about.setText,
            N_(
                "The rules of item writing that can be checked by rule. What is found here can be used, and "
                "is worth mending; whether a question is true and fair only a reader can tell."
            ),
        )
        self.summary = label(selectable=True)
        self.whole = RichText()
        self.texts.bind(self.whole.setAccessibleName, N_("On all questions together"))
        self.model = TableModel(
            (
                Column(N_("Id"), lambda r: r.item.id),
                Column(
                    N_("Findings"), lambda r: number(len(r.findings)) if r.findings else "–", is_number=True
                ),
                Column(N_("Question"), lambda r: words.beginning(r.item), stretches=True),
                Column(N_("Type"), lambda r: words.type_name(r.item)),
            ),
            self,
        )
        self.table = TableView(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("Questions that were checked"))
        keep_widths(self.table, self.model)
        self.findings = RichText()
        self.texts.bind(self.findings.setAccessibleName, N_("Findings"))
        self.preview = ItemPreview()
        self.detail = scrolled(card(column(self.findings, self.preview, None)))
        self.split = ListAndDetail(self.table, self.detail, BESIDE_FROM)
        results = QWidget()
        layout = column(self.summary, self.whole, self.split)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(2, 1)
        results.setLayout(layout)
        self.working = label("muted")
        self.texts.bind(self.working.setText, N_("Checking the questions …"))
        waiting = QWidget()
        waiting.setLayout(column(None, row(None, self.working, None), None))
        self.stack = QStackedWidget()
        self.stack.addWidget(waiting)
        self.stack.addWidget(results)
        self._results = results
        top = row(self.head, self.back, self.open)
        top.setStretch(0, 1)
        whole = column(top, self.about, self.stack)
        whole.setContentsMargins(0, 8, 0, 0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.open.clicked.connect(self.file_wanted)
        self.back.clicked.connect(self.bank_wanted)
        self.table.selected.connect(self._show_selected)
        self.split.detail_width.connect(self.preview.fit)
        self.whole.theme_changed.connect(self._describe)
        self.findings.theme_changed.connect(self._show_findings)
        self._describe()

    # -- what is shown -------------------------------------------------------------------------------
    @property
    def checked(self) -> CheckedItems | None:
        """What has been checked; None before."""
        return self._checked

    @property
    def path(self) -> Path | None:
        """The file that was checked; None for the bank."""
        return self._path

    def begin(self) -> None:
        """Questions are being checked."""
        self.stack.setCurrentIndex(0)
        self.open.setEnabled(False)

    def end(self) -> None:
        """The check has ended, or could not be done: show what there is."""
        self.open.setEnabled(True)
        if self._checked is not None:
            self.stack.setCurrentWidget(self._results)

    def show_checked(self, checked: CheckedItems, path: Path | None) -> None:
        """Show the questions with what was found; path: the file they are from, None for the bank."""
        self._checked, self._path = checked, path
        rows, self._on_all = reviewed(checked)
        self.table.blockSignals(True)
        self.model.show_rows(rows)
        self.table.select(0)
        self.table.blockSignals(False)
        fit_columns(self.table, self.model)
        self.preview.let_draw()
        self._describe()
        self._show_selected()
        self.end()

    def retranslate(self) -> None:
        """Sentences and rows too."""
        super().retranslate()
        self.model.refresh()
        fit_columns(self.table, self.model)
        self._describe()
        self._show_findings()

    @property
    def selected(self) -> ReviewedItem | None:
        """The row that is current."""
        return self.table.current_row()

    def _describe(self) -> None:
        self.back.setVisible(self._path is not None)
        self.head.setText(_("The bank") if self._path is None else self._path.name)
        checked = self._checked
        if checked is None:
            self.summary.setText("")
        elif not checked.findings:
            self.summary.setText(
                ngettext(
                    "{n} question, nothing to mend.", "{n} questions, nothing to mend.", len(checked.items)
                )
            )
        else:
            there = ngettext("{n} question", "{n} questions", len(checked.items))
            found = ngettext("{n} finding.", "{n} findings.", len(checked.findings))
            self.summary.setText(f"{there}: {found}")
        self.whole.show_html(_sentences(self._on_all, ()))
        self.whole.setVisible(bool(self._on_all))

    def _show_selected(self) -> None:
        current = self.selected
        self.detail.setVisible(current is not None)
        self.detail.verticalScrollBar().setValue(0)
        self.preview.show_item(None if current is None else current.item)
        self._show_findings()

    def _show_findings(self) -> None:
        current = self.selected
        found = () if current is None else current.findings
        self.findings.setVisible(bool(found))
        self.findings.show_html(_sentences(found, () if current is None else (current.item.id,)))


def _sentences(findings: Sequence[ItemFinding], said_already: Sequence[str]) -> str:
    """The findings as a list; the ids of other questions in front."""
    if not findings:
        return ""
    parts = [style()]
    for finding in findings:
        others = [one for one in finding.item_ids if one not in said_already]
        lead = f"{', '.join(others)}: " if 0 < len(others) <= MOST_NAMED else ""
        parts.append(f'<p><b class="w">!</b> {escape(lead + item_bank.described(finding))}</p>')
    return "".join(parts)
