"""Two to four candidates of a ranking side by side."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from smmhire.candidates.side_by_side import ComparedRequirement, SideBySide
from smmhire.services import ranking as service
from smmhire.services.ranking import VacancyRanking
from smmhire.services.role import role
from smmhire.texts import N_, _, chance_text, number, say
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.ranking import columns, words
from ui.widgets.basics import button, clear, column, label, row, rule, scrolled

LEAST_COLUMN = 120  # pixels


class CompareDialog(Translated, QDialog):
    """`pdf_wanted`: the comparison as a document."""

    pdf_wanted = Signal()

    def __init__(
        self, ranking: VacancyRanking, chosen: Sequence[UUID], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._ranking = ranking
        self.compared: SideBySide = service.compare(ranking, chosen)
        self.texts.bind(self.setWindowTitle, N_("Candidates side by side"))
        content = QWidget()
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(18)
        self.grid.setVerticalSpacing(6)
        self.grid.setColumnStretch(0, 1)
        for at in range(1, len(chosen) + 1):
            self.grid.setColumnStretch(at, 1)
            self.grid.setColumnMinimumWidth(at, LEAST_COLUMN)
        note = label("muted")
        self.texts.bind(
            note.setText,
            N_(
                "Levels run from 1 to 5; chance: how likely the level asked for is truly reached. * is "
                "clearly the strongest of those compared. Only the test enters the score; the other "
                "evidence is for whoever decides."
            ),
        )
        content.setLayout(column(self.grid, note, None, margin=8))
        self.pdf = button()
        self.texts.bind(self.pdf.setText, N_("Comparison (PDF) …"))
        close = button("primary")
        self.texts.bind(close.setText, N_("Close"))
        whole = column(scrolled(content), row(self.pdf, None, close), margin=18)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.texts.call(self._fill)
        open_at(self, 320 + 190 * len(chosen), 700)
        self.pdf.clicked.connect(self.pdf_wanted)
        close.clicked.connect(self.reject)

    def texts_shown(self) -> list[list[str]]:
        """What stands in the rows: for tests."""
        rows: dict[int, list[str]] = {}
        for index in range(self.grid.count()):
            item = self.grid.itemAt(index)
            widget = item.widget() if item is not None else None
            if isinstance(widget, QLabel):
                at: int = self.grid.getItemPosition(index)[0]  # type: ignore[index]
                rows.setdefault(at, []).append(widget.text())
        return [rows[at] for at in sorted(rows)]

    def _fill(self) -> None:
        clear(self.grid)
        compared, ranking = self.compared, self._ranking
        people = compared.candidates
        places = [ranking.ranking.ranked.place(one.candidate_id) + 1 for one in people]
        at = self._row(0, "", [ranking.names[one.candidate_id] for one in people], kind="strong")
        at = self._row(at, _("Place in the ranking"), [number(place) for place in places])
        at = self._row(at, _("Tier"), [columns.tier_text(one) for one in people])
        at = self._row(at, _("Rank"), [words.rank_interval(one) for one in people])
        at = self._row(at, _("Score"), [words.score(one) for one in people])
        at = self._gates(at)
        at = self._heading(at, _("Competencies"))
        for requirement in compared.requirements:
            at = self._requirement(at, requirement)
        at = self._heading(at, _("Evidence by its kind"))
        for name, kind in columns.KINDS.items():
            given = [columns.evidence_note(one, kind) for one in compared.evidence]
            at = self._row(at, _(columns.HEADINGS[name]), given, tip=columns.meaning(name))
        lacking = [columns.missing_kinds(one) or words.NONE for one in compared.evidence]
        at = self._row(at, _("Missing"), lacking)
        at = self._heading(at, _("Chance of being truly better, by score alone"))
        for this, one in enumerate(people):
            name = _("{name} than …", name=ranking.names[one.candidate_id])
            chances = [
                words.NONE if this == other else chance_text(compared.chances[this][other])
                for other in range(len(people))
            ]
            at = self._row(at, name, chances)

    def _gates(self, at: int) -> int:
        self._put(at, 0, _("Must-haves"))
        for column_, one in enumerate(self.compared.candidates, start=1):
            self._put(at, column_, words.must_haves(one), words.GATE_KINDS[one.gate])
        return at + 1

    def _requirement(self, at: int, requirement: ComparedRequirement) -> int:
        name = say(role().competency(requirement.competency_id).name)
        asked = _("level {level} asked for", level=number(requirement.required_level))
        if requirement.is_must_have:
            asked += ", " + _("must-have")
        self._put(at, 0, f"{name}\n{asked}")
        for column_, (check, one) in enumerate(
            zip(requirement.checks, self.compared.candidates, strict=True), start=1
        ):
            text = words.measured(check)
            if check.chance is not None:
                text += "\n" + _("chance {chance}", chance=chance_text(check.chance))
            is_strongest = requirement.strongest == one.candidate_id
            kind = words.GATE_KINDS[check.gate] if check.gate is not None else ""
            kind = kind or ("muted" if check.ability is None else "strong" if is_strongest else "")
            self._put(at, column_, f"* {text}" if is_strongest else text, kind)
        return at + 1

    def _row(self, at: int, name: str, cells: Sequence[str], kind: str = "", tip: str = "") -> int:
        self._put(at, 0, name, tip=tip)
        for column_, cell in enumerate(cells, start=1):
            is_missing = cell in (words.NONE, _("missing"))
            self._put(at, column_, cell, kind or ("muted" if is_missing else ""))
        return at + 1

    def _heading(self, at: int, text: str) -> int:
        width = len(self.compared.candidates) + 1
        self.grid.addWidget(rule(), at, 0, 1, width)
        head = label("strong")
        head.setText(text)
        self.grid.addWidget(head, at + 1, 0, 1, width)
        return at + 2

    def _put(self, at: int, column_: int, text: str, kind: str = "", tip: str = "") -> None:
        made = label(kind or ("muted" if column_ == 0 else ""))
        made.setText(text)
        made.setToolTip(tip)
        made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(made, at, column_)
