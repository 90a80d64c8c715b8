"""One question or criterion to be rated: what was asked, five descriptions, room for notes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from smmhire.candidates.interview import HIGHEST_RATING, LOWEST_RATING, Rating
from smmhire.candidates.interview_words import question_kind
from smmhire.services.interview_guide import RatedThing
from smmhire.services.role import role
from smmhire.texts import N_, _, number, say
from ui.language import Translated
from ui.widgets.basics import card, clear, column, label
from ui.widgets.wrapped_choice import WrappedChoice

SKIPPED = 0  # the id of the row that says so
NOTE_HEIGHT = 74


class RatingCard(Translated, QWidget):
    """`rated` carries 1 to 5, or None for 'not asked'; `noted` the text of the note."""

    rated = Signal(object)
    noted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._thing: RatedThing | None = None
        self.about = label("muted")
        self.question = label("large", selectable=True)
        self.probes_head = label("strong")
        self.texts.bind(self.probes_head.setText, N_("Probes, where an answer leaves something open"))
        self._probes = QVBoxLayout()
        self._probes.setSpacing(2)
        self.group = QButtonGroup(self)
        self.choices: dict[int, WrappedChoice] = {}
        for rating in (*range(LOWEST_RATING, HIGHEST_RATING + 1), SKIPPED):
            choice = WrappedChoice(QRadioButton())
            self.group.addButton(choice.button, rating)
            self.choices[rating] = choice
        note_label = label("strong")
        self.texts.bind(note_label.setText, N_("What was said: notes"))
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(NOTE_HEIGHT)
        note_label.setBuddy(self.note)
        self.texts.bind(self.note.setAccessibleName, N_("What was said: notes"))
        self.setLayout(
            column(
                card(
                    column(
                        self.about,
                        self.question,
                        self.probes_head,
                        self._probes,
                        *self.choices.values(),
                        note_label,
                        self.note,
                        spacing=8,
                    )
                ),
                None,
            )
        )
        self.group.idClicked.connect(self._tell)
        self.note.textChanged.connect(self._tell_note)

    def show_thing(self, thing: RatedThing, given: Rating) -> None:
        """Show what is rated, and what has been given so far, without telling it again."""
        self._thing = thing
        self.show_rating(given)
        self.note.blockSignals(True)
        self.note.setPlainText(given.note)
        self.note.blockSignals(False)
        self._say()

    def show_rating(self, given: Rating) -> None:
        """Mark the row that was chosen; none where nothing has been."""
        chosen = SKIPPED if given.is_skipped else given.rating
        self.group.setExclusive(False)
        for rating, choice in self.choices.items():
            choice.button.setChecked(rating == chosen)
        self.group.setExclusive(True)

    def choose(self, rating: int) -> None:
        """As a click on that row does; SKIPPED: it was not asked."""
        self.choices[rating].button.setFocus()
        self.choices[rating].button.click()

    @property
    def chosen_row(self) -> WrappedChoice | None:
        """The row that is chosen; none is proposed by a mark or by the keyboard being there."""
        chosen = self.group.checkedId()
        return self.choices.get(chosen)

    def retranslate(self) -> None:
        """The question too."""
        super().retranslate()
        self._say()

    def _say(self) -> None:
        thing = self._thing
        if thing is None:
            return
        parts = [_("Work sample: {title}", title=say(thing.part_of))] if thing.part_of is not None else []
        if thing.competency_id is not None:
            parts.append(say(role().competency(thing.competency_id).name))
        if thing.kind is not None:
            parts.append(question_kind(thing.kind))
        self.about.setText(" · ".join(parts))
        self.question.setText(say(thing.text))
        clear(self._probes)
        for probe in thing.probes:
            line = label(selectable=True)
            line.setText(f"•  {say(probe)}")
            self._probes.addWidget(line)
        self.probes_head.setVisible(bool(thing.probes))
        for rating in range(LOWEST_RATING, HIGHEST_RATING + 1):
            anchor = say(thing.anchors[rating - 1]) if thing.anchors else ""
            self.choices[rating].set_text(f"{number(rating)}.  {anchor}")
        self.choices[SKIPPED].set_text(
            _("Not asked") if thing.part_of is None else _("Cannot be rated: this part was not set")
        )

    def _tell(self, rating: int) -> None:
        self.rated.emit(None if rating == SKIPPED else rating)

    def _tell_note(self) -> None:
        self.noted.emit(self.note.toPlainText())
