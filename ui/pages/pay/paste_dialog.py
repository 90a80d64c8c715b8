"""Figures pasted from a spreadsheet: what is understood of every line, before any is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPlainTextEdit, QWidget

from smmhire.errors import UserError
from smmhire.pay.entries import EntryDraft, PayEntry, amounts_text
from smmhire.pay.observation import PaySource
from smmhire.pay.reasons import per_period
from smmhire.services import pay_entries, pay_entry_paste
from smmhire.services.pay_entry_paste import Pasted, PastedLine
from smmhire.texts import N_, _, day, digits, ngettext, number
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.models.table import Column, TableModel
from ui.pages.page import Workplace
from ui.pages.pay.words import name_lists
from ui.widgets.basics import button, column, label, row
from ui.widgets.choices import country_name, index_of
from ui.widgets.wide_table import limit_widths, wide_table


class PasteDialog(Translated, QDialog):
    """Shows the lines as they are understood; `kept` carries the entries made of them."""

    kept = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        lists: Sequence[PaySource],
        list_id: UUID | None,
        like: EntryDraft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._like = like
        self._pasted = Pasted(())
        self.texts.bind(self.setWindowTitle, N_("Paste pay figures"))
        head = label("muted")
        self.texts.bind(
            head.setText,
            N_(
                "Copy the lines in the spreadsheet, with or without headings, and paste them here: pay, job "
                "title, experience, employer, country, date, in any order."
            ),
        )
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setMaximumHeight(7 * self.text.fontMetrics().lineSpacing())
        self.texts.bind(self.text.setAccessibleName, N_("The lines copied"))
        self.applied = label("muted")
        self.warning = label("caution")
        self.model = TableModel(_columns(), self)
        self.table = wide_table(self.model)
        self.texts.bind(self.table.setAccessibleName, N_("As understood"))
        self.explanation = label(selectable=True)
        self.explanation.setMinimumHeight(2 * self.explanation.fontMetrics().lineSpacing())
        self.list = QComboBox()
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.texts.bind(self.list.setAccessibleName, N_("List"))
        self.texts.call(lambda: name_lists(self.list, lists))
        self.list.setCurrentIndex(max(0, index_of(self.list, list_id)))
        self.doubtful = QCheckBox()
        self.texts.bind(self.doubtful.setText, N_("Keep doubtful ones too"))
        self.keep = button("primary")
        close = button()
        self.texts.bind(close.setText, N_("Cancel"))
        foot = row(self.list, self.doubtful, None, close, self.keep)
        whole = column(
            head,
            self.text,
            self.applied,
            self.warning,
            self.table,
            self.explanation,
            foot,
            margin=18,
            spacing=8,
        )
        whole.setStretch(4, 1)
        self.setLayout(whole)
        open_at(self, 980, 660)
        self.text.textChanged.connect(self.read)
        self.doubtful.toggled.connect(self._say)
        self.table.selected.connect(self._explain)
        self.keep.clicked.connect(self.try_keep)
        close.clicked.connect(self.reject)
        copied = QGuiApplication.clipboard().text()
        if "\t" in copied or "\n" in copied.strip():
            self.text.setPlainText(copied)
        self.read()
        self.text.setFocus()

    def read(self) -> None:
        """Understand what stands in the field now."""
        self._pasted = pay_entry_paste.read(self.text.toPlainText(), self._like)
        self.model.show_rows(self._pasted.lines)
        limit_widths(self.table)
        wrong = (at for at, line in enumerate(self._pasted.lines) if line.remark is not None)
        self.table.select(next(wrong, 0))
        self._explain()
        self._say()

    @property
    def _drafts(self) -> tuple[EntryDraft, ...]:
        return self._pasted.to_keep(with_doubtful=self.doubtful.isChecked())

    def _say(self, *_anything: object) -> None:
        count = len(self._drafts)
        self.keep.setText(ngettext("Keep {n} figure", "Keep {n} figures", count))
        self.keep.setEnabled(count > 0)
        self.doubtful.setVisible(any(line.reading.doubt for line in self._pasted.lines))
        self.applied.setText(pay_entry_paste.applied_text(self._like))
        parts: list[str] = []
        missing = sum(line.reading.figure is None for line in self._pasted.lines)
        if missing:
            parts.append(ngettext("{n} line is not understood.", "{n} lines are not understood.", missing))
        if self._pasted.unused:
            parts.append(_("Not used: {columns}.", columns=digits("; ".join(self._pasted.unused))))
            if not self._pasted.has_headings:
                parts.append(_("Copy the headings too, and more is understood."))
        if self._pasted.left:
            parts.append(
                _("Only the first {n} lines: import more as a file.", n=number(pay_entry_paste.MOST_LINES))
            )
        self.warning.setText(" ".join(parts))
        self.warning.setVisible(bool(parts))

    def _explain(self) -> None:
        """The whole of what the table cuts off."""
        line: PastedLine | None = self.table.current_row()
        parts = [] if line is None else [line.reading.sentence, _remark(line)]
        self.explanation.setText(" → ".join(part for part in parts if part))

    def try_keep(self) -> None:
        """Keep what was understood, all of it or nothing."""
        if not self._drafts:
            return
        try:
            entries: tuple[PayEntry, ...] = pay_entries.add_many(
                self._drafts,
                self.list.currentData(),
                keep_doubtful=True,
                unit_of_work=self._workplace.program.unit_of_work,
            )
        except UserError as error:  # what was pasted stays where it is
            self._workplace.notices.error(error)
            return
        self.kept.emit(entries)
        self.accept()

    def retranslate(self) -> None:
        """Lines and sentences too."""
        super().retranslate()
        self.read()


def _columns() -> tuple[Column, ...]:
    return (
        Column(N_("Line"), lambda line: number(line.number), is_number=True),
        Column(N_("Pay"), lambda line: _of(amounts_text)(line) or line.draft.pay, is_number=True),
        Column(N_("Paid per"), _of(lambda figure: per_period(figure.period))),
        Column(N_("Job title"), lambda line: line.draft.title),
        Column(N_("Remark"), _remark),
        Column(N_("Experience"), lambda line: digits(line.draft.experience)),
        Column(N_("Who pays"), lambda line: digits(line.draft.contributor)),
        Column(N_("City"), lambda line: line.draft.city),
        Column(N_("Country"), _of(lambda figure: country_name(figure.country) if figure.country else "")),
        Column(N_("Date"), _of(lambda figure: day(figure.observed_on) if figure.observed_on else "")),
    )


def _of(text: Callable[..., str]) -> Callable[[PastedLine], str]:
    """The text of what was understood, '' where nothing was."""
    return lambda line: "" if line.reading.figure is None else text(line.reading.figure)


def _remark(line: PastedLine) -> str:
    return "" if line.remark is None else line.remark.text
