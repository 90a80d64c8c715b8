"""What the candidate was assessed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smmhire.services.assessments import ResultSummary
from smmhire.texts import N_, _, day, percent
from ui.pages.candidates.attach_dialog import taken_for
from ui.pages.candidates.section import Section, block, muted, small
from ui.pages.page import Workplace
from ui.widgets.basics import button, clear, column, label, row


class ResultsTab(Section):
    """Finished assessments, the last one first; `result_wanted` carries the attempt's id."""

    attach_wanted = Signal()
    result_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._results: tuple[ResultSummary, ...] = ()
        self.attach = button()
        self.texts.bind(self.attach.setText, N_("Attach a result …"))
        self.texts.bind(
            self.attach.setToolTip, N_("A finished assessment that was taken without naming a candidate")
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.setLayout(column(self._list, row(self.attach, None), None, spacing=10))
        self.layout().setContentsMargins(0, 10, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.attach.clicked.connect(self.attach_wanted)

    def show_all(self, results: Sequence[ResultSummary], *, can_attach: bool) -> None:
        """What `show_candidate` then shows."""
        self._results = tuple(results)
        self.attach.setVisible(can_attach)

    def fill(self) -> None:
        """The results."""
        clear(self._list)
        if self.candidate is None:
            return
        for result in self._results:
            self._list.addWidget(self._result(result))
        if not self._results:
            self._list.addWidget(muted(_("Not assessed yet.")))

    def _result(self, result: ResultSummary) -> QWidget:
        text = label()
        text.setText(
            _(
                "{share} correct · {taken_for} · {day}",
                share=percent(result.percent_correct),
                taken_for=taken_for(result),
                day=day(result.finished_at),
            )
        )
        show = small(
            "",
            _("Show the result"),
            _("Show the result of {day}", day=day(result.finished_at)),
            lambda: self.result_wanted.emit(result.attempt_id),
        )
        return block(column(text, row(show, None), spacing=4))
