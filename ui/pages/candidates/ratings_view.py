"""What raters have said of one candidate, side by side; hidden until one's own ratings are handed in."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from smmhire.candidates.interview import Rating, Scorecard, ScorecardKind
from smmhire.candidates.interview_words import agreement_text, hidden_text, mean_text, scorecard_kind
from smmhire.services import scorecards
from smmhire.services.interview_guide import rated_thing
from smmhire.services.scorecards import Ratings
from smmhire.texts import N_, _, number, say
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, card, clear, column, label, row, scrolled

WIDTH, HEIGHT = 860, 700
MARGIN = 14


class RatingsView(Translated, QDialog):
    """`changed`: the viewer has said that they do not rate, and sees the ratings from now on."""

    changed = Signal()

    def __init__(
        self,
        workplace: Workplace,
        vacancy_id: UUID,
        candidate_id: UUID,
        kind: ScorecardKind,
        viewer: str,
        candidate_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._of = (vacancy_id, candidate_id, kind)
        self._viewer = viewer
        self._name = candidate_name
        self._kind = kind
        self.ratings = self._load()
        self.title = label("heading")
        self.hidden = label()
        self.look = button()
        self.texts.bind(self.look.setText, N_("I do not rate this candidate: show …"))
        self.mean = label("strong")
        self._blocks = QVBoxLayout()
        self._blocks.setSpacing(10)
        content = QWidget()
        content.setLayout(column(self.hidden, row(self.look, None), self.mean, self._blocks, None, margin=6))
        self.area = scrolled(content)
        self.close_button = button("primary")
        self.texts.bind(self.close_button.setText, N_("Close"))
        whole = column(self.title, self.area, row(None, self.close_button), margin=MARGIN, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.look.clicked.connect(self.look_without_rating)
        self.close_button.clicked.connect(self.accept)
        open_at(self, WIDTH, HEIGHT)
        self.texts.call(self._fill)

    def _load(self) -> Ratings:
        return scorecards.ratings(*self._of, self._viewer, unit_of_work=self._workplace.program.unit_of_work)

    @property
    def is_hidden(self) -> bool:
        """Whether ratings are kept from the viewer."""
        return self.ratings.hidden > 0

    def look_without_rating(self) -> None:
        """Ask, note it in the log of decisions, and show."""
        if not self._workplace.notices.ask(
            _("See the ratings without rating yourself?"),
            _(
                "The log of decisions notes that you have looked. You can then no longer rate this candidate:"
                " whoever has seen others' ratings no longer rates alone."
            ),
            yes=_("Show the ratings"),
            enter_means_yes=False,
        ):
            return
        scorecards.look_without_rating(
            *self._of, self._viewer, unit_of_work=self._workplace.program.unit_of_work
        )
        self.ratings = self._load()
        self._fill()
        self.close_button.setFocus()
        self.changed.emit()

    # -- showing -------------------------------------------------------------------------------------
    def _fill(self) -> None:
        title = f"{scorecard_kind(self._kind)}: {self._name}"
        self.setWindowTitle(title)
        self.title.setText(title)
        shown = self.ratings
        has_begun = shown.own is not None and shown.own.submitted_at is None
        self.hidden.setVisible(self.is_hidden)
        self.hidden.setText(hidden_text(shown.hidden) if self.is_hidden else "")
        self.look.setVisible(self.is_hidden and not has_begun)
        self.mean.setVisible(shown.summary is not None)
        self.mean.setText(mean_text(shown.summary) if shown.summary is not None else "")
        clear(self._blocks)
        cards = [c for c in (shown.own, *shown.others) if c is not None and c.submitted_at is not None]
        if cards:
            self._fill_in(cards)
        elif not self.is_hidden:
            nothing = label("muted")
            nothing.setText(_("Nobody has handed in ratings yet."))
            self._blocks.addWidget(nothing)

    def _fill_in(self, cards: Sequence[Scorecard]) -> None:
        apart = {one.about for one in self.ratings.summary.apart} if self.ratings.summary else set[str]()
        abouts = dict.fromkeys(rating.about for one in cards for rating in one.ratings)
        for place, about in enumerate(abouts, start=1):
            self._blocks.addWidget(_block(place, about, cards, is_apart=about in apart))
        if any(one.comment for one in cards):
            self._blocks.addWidget(_comments(cards))
        self._blocks.addWidget(self._agreement())

    def _agreement(self) -> QWidget:
        unit_of_work = self._workplace.program.unit_of_work
        found = scorecards.agreements(self._of[0], self._viewer, unit_of_work=unit_of_work)
        heading = label("strong")
        heading.setText(_("How far the raters agree, over all candidates whose ratings you see"))
        lines = [_text(sentence) for sentence in agreement_text(found[self._kind])]
        return card(column(heading, *lines, spacing=4))


def _text(text: str, kind: str = "") -> QWidget:
    made = label(kind, selectable=True)
    made.setText(text)
    return made


def _block(place: int, about: str, cards: Sequence[Scorecard], *, is_apart: bool) -> QWidget:
    """One question, and what each rater gave and noted, in columns."""
    thing = rated_thing(about)
    parts = [_text(f"{number(place)}. {say(thing.text)}", "strong")]
    if is_apart:
        parts.append(_text(_("Far apart: talk about this one."), "caution"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(2)
    given: list[int] = []
    for at, one in enumerate(cards):
        rating = next((r for r in one.ratings if r.about == about), Rating(about, None))
        grid.addWidget(_text(one.rater, "muted"), 0, at)
        value = _("not asked") if rating.rating is None else number(rating.rating)
        figure = _text(value, "muted" if rating.rating is None else "large")
        figure.setAccessibleName(_("{rater}: {rating}", rater=one.rater, rating=value))
        if rating.rating is not None:
            given.append(rating.rating)
            if thing.anchors:
                figure.setToolTip(say(thing.anchors[rating.rating - 1]))
        grid.addWidget(figure, 1, at)
        if rating.note:
            grid.addWidget(_text(rating.note), 2, at)
        grid.setColumnStretch(at, 1)
    if len(given) > 1:
        grid.addWidget(_text(_("mean"), "muted"), 0, len(cards))
        grid.addWidget(_text(number(sum(given) / len(given), 1), "large"), 1, len(cards))
        grid.setColumnStretch(len(cards), 0)
        grid.setColumnMinimumWidth(len(cards), 70)
    block = card(column(*parts, grid, spacing=6))
    if is_apart:
        block.setProperty("kind", "band")
    return block


def _comments(cards: Sequence[Scorecard]) -> QWidget:
    heading = label("strong")
    heading.setText(_("All in all"))
    lines = [_text(f"{one.rater}: {one.comment}") for one in cards if one.comment]
    return card(column(heading, *lines, spacing=4))
