"""How a form is taken: time, language, order, feedback, confidence, cut score, retakes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLayout, QWidget

from smmhire.assessment.attempts import (
    LEAST_ITEM_SECONDS,
    MOST_ITEM_SECONDS,
    Feedback,
    FormSettings,
    Languages,
)
from smmhire.assessment.composition import MOST_DAYS, MOST_MINUTES, USUAL, FormKind, FormSpec, Source
from smmhire.assessment.composition_words import FEEDBACK, KINDS, LANGUAGES, SOURCES
from smmhire.services import adaptive
from smmhire.texts import N_, _, ngettext
from ui.language import Translated
from ui.pages.vacancies.number_spin import NumberSpin
from ui.widgets.basics import button, column, label, row, set_kind

if TYPE_CHECKING:
    from smmhire.assessment.adaptive_offer import AdaptiveOffer

# What is proposed where an own limit or a cut score is switched on: to be changed at once.
FIRST_MINUTES = 60
FIRST_SECONDS = 90
FIRST_CUT = 60
# Combo boxes are as wide as there is room, not as wide as their longest entry: it may be a whole sentence.
LEAST_CHARACTERS = 16


class Time(StrEnum):
    """The kinds of time limit."""

    USUAL = "usual"
    OWN = "own"
    EACH = "each"
    NONE = "none"


TIMES = {
    Time.USUAL: N_("Half as long again as usual"),
    Time.OWN: N_("A limit of our own"),
    Time.EACH: N_("A limit for each question"),
    Time.NONE: N_("No limit"),
}


class FormSettingsFields(Translated, QWidget):
    """`changed` tells that somebody changed something; `cut_wanted` asks for the judges of the cut."""

    changed = Signal()
    cut_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._is_loading = False
        self._own: int | None = None
        self._offers: tuple[AdaptiveOffer, ...] = ()
        self._build()
        self.retranslate()
        self._connect()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        head = label("heading")
        self.texts.bind(head.setText, N_("How it is taken"))
        self.kind = self._choice(KINDS)
        self._let_choose(FormKind.ADAPTIVE, False)  # until the answers have been counted
        self.adaptive = label("muted")
        self.source = self._choice(SOURCES)
        self.own = label("muted")
        self.time = self._choice(TIMES)
        self.minutes = NumberSpin(1, MOST_MINUTES)
        self.minutes.setValue(FIRST_MINUTES)
        minutes = label(wraps=False)
        self.texts.bind(minutes.setText, N_("minutes"))
        self._minutes_text = minutes
        self.seconds = NumberSpin(LEAST_ITEM_SECONDS, MOST_ITEM_SECONDS)
        self.seconds.setValue(FIRST_SECONDS)
        self._seconds_text = label(wraps=False)
        self.texts.bind(self._seconds_text.setText, N_("seconds"))
        self.texts.bind(self.seconds.setAccessibleName, N_("Seconds for each question"))
        self.no_way_back = label("muted")
        self.texts.bind(self.no_way_back.setText, N_("One after the other, without a way back."))
        self.languages = self._choice(LANGUAGES)
        self.feedback = self._choice(FEEDBACK)
        self.cut = NumberSpin(0, 100)
        self.cut.setValue(FIRST_CUT)
        cut_text = label(wraps=False)
        self.texts.bind(cut_text.setText, N_("% of the marks"))
        self.set_cut = button()
        self.texts.bind(self.set_cut.setText, N_("Set it with judges …"))
        self.texts.bind(
            self.set_cut.setToolTip,
            N_("Work out a cut that can be explained: from what several judges expect, question by question"),
        )
        self.set_cut.setEnabled(False)  # until the bank has been read
        self.days = NumberSpin(0, MOST_DAYS)
        days_text = label(wraps=False)
        self.texts.bind(days_text.setText, N_("days"))
        self.self_ratings = self._box(N_("First a self-rating on each competency; it never counts"))
        self.shuffled_questions = self._box(N_("Shuffle the questions within a competency"))
        self.shuffled_options = self._box(N_("Shuffle the options"))
        self.confidence = self._box(N_("Ask after each answer how sure the taker is"))
        self.with_cut = self._box(N_("At least"))
        self.new_questions = self._box(N_("Only with new questions"))
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for text, field, line in (
            (N_("Questions"), self.kind, column(self.kind, self.adaptive, spacing=4)),
            (N_("Taken from"), self.source, column(self.source, self.own, spacing=4)),
            (N_("Time"), self.time, self._time_line(minutes)),
            (N_("Language"), self.languages, row(self.languages)),
            (N_("Feedback"), self.feedback, row(self.feedback)),
            (N_("Cut score"), self.with_cut, self._cut_line(cut_text)),
            (N_("Again after"), self.days, row(self.days, days_text, self.new_questions, None)),
        ):
            self._add(text, field, line)
        self.texts.bind(self.minutes.setAccessibleName, N_("Time limit in minutes"))
        self.texts.bind(self.cut.setAccessibleName, N_("Cut score in percent of the marks"))
        self.texts.bind(self.days.setAccessibleName, N_("Days before a further attempt"))
        boxes = (self.self_ratings, self.shuffled_questions, self.shuffled_options, self.confidence)
        self.setLayout(column(head, self._form, *boxes, None))

    def _time_line(self, minutes: QWidget) -> QLayout:
        fields = row(self.time, self.minutes, minutes, self.seconds, self._seconds_text)
        return column(fields, self.no_way_back, spacing=4)

    def _cut_line(self, cut_text: QWidget) -> QLayout:
        return column(row(self.with_cut, self.cut, cut_text, None), row(self.set_cut, None), spacing=6)

    def _add(self, text: str, field: QWidget, line: QLayout) -> None:
        name = label(wraps=False)
        name.setBuddy(field)
        self.texts.bind(name.setText, text)
        if isinstance(field, QComboBox):
            self.texts.bind(field.setAccessibleName, text)
        self._form.addRow(name, line)

    def _choice(
        self,
        entries: dict[FormKind, str]
        | dict[Source, str]
        | dict[Time, str]
        | dict[Languages, str]
        | dict[Feedback, str],
    ) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(LEAST_CHARACTERS)
        for index, (code, text) in enumerate(entries.items()):
            made.addItem("", code.value)
            self.texts.bind(lambda t, i=index: made.setItemText(i, t), text)
        return made

    def _box(self, text: str) -> QCheckBox:
        made = QCheckBox()
        self.texts.bind(made.setText, text)
        return made

    def _connect(self) -> None:
        self.set_cut.clicked.connect(self.cut_wanted)
        for choice in (self.kind, self.source, self.time, self.languages, self.feedback):
            choice.currentIndexChanged.connect(self._tell)
        for spin in (self.minutes, self.seconds, self.cut, self.days):
            spin.valueChanged.connect(self._tell)
        for box in self.findChildren(QCheckBox):
            box.toggled.connect(self._tell)

    # -- showing and reading -------------------------------------------------------------------------
    def show_spec(self, spec: FormSpec) -> None:
        """Fill the fields, without telling anybody."""
        self._is_loading = True
        settings, limit = spec.settings, spec.time_limit
        time = Time.NONE if limit is None else Time.USUAL if limit == USUAL else Time.OWN
        if time is Time.USUAL and settings.item_seconds is not None:
            time = Time.EACH
        for choice, code in (
            (self.kind, spec.kind),
            (self.source, spec.source),
            (self.time, time),
            (self.languages, settings.languages),
            (self.feedback, settings.feedback),
        ):
            choice.setCurrentIndex(choice.findData(code.value))
        if isinstance(limit, int):
            self.minutes.setValue(limit)
        if settings.item_seconds is not None:
            self.seconds.setValue(settings.item_seconds)
        self.with_cut.setChecked(settings.cut is not None)
        self.cut.setValue(FIRST_CUT if settings.cut is None else round(settings.cut))
        self.days.setValue(spec.retake.days)
        for box, is_on in (
            (self.new_questions, spec.retake.is_disjoint),
            (self.self_ratings, spec.has_self_ratings),
            (self.shuffled_questions, settings.shuffles_questions),
            (self.shuffled_options, settings.shuffles_options),
            (self.confidence, settings.asks_confidence),
        ):
            box.setChecked(is_on)
        self._is_loading = False
        self._enable()

    def apply(self, spec: FormSpec) -> FormSpec:
        """`spec` with what the fields say."""
        time = Time(self.time.currentData())
        limits = {Time.USUAL: USUAL, Time.EACH: USUAL, Time.OWN: self.minutes.value(), Time.NONE: None}
        return replace(
            spec,
            has_self_ratings=self.self_ratings.isChecked(),
            time_limit=limits[time],
            kind=FormKind(self.kind.currentData()),
            source=Source(self.source.currentData()),
            settings=FormSettings(
                languages=Languages(self.languages.currentData()),
                shuffles_questions=self.shuffled_questions.isChecked(),
                shuffles_options=self.shuffled_options.isChecked(),
                asks_confidence=self.confidence.isChecked(),
                feedback=Feedback(self.feedback.currentData()),
                cut=float(self.cut.value()) if self.with_cut.isChecked() else None,
                item_seconds=self.seconds.value() if time is Time.EACH else None,
            ),
            retake=replace(spec.retake, days=self.days.value(), is_disjoint=self.new_questions.isChecked()),
        )

    def take_cut(self, percent: int) -> None:
        """Ask for this cut."""
        self.with_cut.setChecked(True)
        self.cut.setValue(percent)

    def tell_of_adaptive(self, offers: Sequence[AdaptiveOffer]) -> None:
        """Offer the third kind of form where all that is asked can be asked so, else say why it is not."""
        self._offers = tuple(offers)
        self.adaptive.setText(adaptive.in_words(self._offers))
        self._let_choose(FormKind.ADAPTIVE, all(offer.is_offered for offer in self._offers))

    def _let_choose(self, kind: FormKind, is_offered: bool) -> None:
        model = self.kind.model()
        assert isinstance(model, QStandardItemModel)
        entry = model.item(self.kind.findData(kind.value))
        entry.setEnabled(is_offered)

    def tell_of_own(self, count: int) -> None:
        """Say how many own questions such a form could ask."""
        self._own = count
        if count:
            text = ngettext(
                "There is {n} question of your own.", "There are {n} questions of your own.", count
            )
        else:
            text = _("There are none of your own yet: write or bring them in on the page “Question bank”.")
        self.own.setText(text)
        self._say_own_kind()

    def _say_own_kind(self) -> None:
        """What is missing is in the way only where it is asked for."""
        is_wanted = self.source.currentData() != Source.BANK.value
        set_kind(self.own, "caution" if is_wanted and self._own == 0 else "muted")

    def retranslate(self) -> None:
        """Figures too."""
        super().retranslate()
        if self._own is not None:
            self.tell_of_own(self._own)
        if self._offers:
            self.tell_of_adaptive(self._offers)

    def _enable(self) -> None:
        is_own = self.time.currentData() == Time.OWN.value
        self.minutes.setVisible(is_own)
        self._minutes_text.setVisible(is_own)
        is_each = self.time.currentData() == Time.EACH.value
        for part in (self.seconds, self._seconds_text, self.no_way_back):
            part.setVisible(is_each)
        self.cut.setEnabled(self.with_cut.isChecked())
        # Adaptive questions have no order of their own.
        self.shuffled_questions.setEnabled(self.kind.currentData() != FormKind.ADAPTIVE.value)
        self._say_own_kind()

    def _tell(self, *_anything: object) -> None:
        if not self._is_loading:
            self._enable()
            self.changed.emit()
