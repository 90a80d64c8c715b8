"""Writing a question: its words in both languages, its key, and beside it how takers will see it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSplitter,
    QWidget,
)

from smmhire.assessment.item_review_texts import LANGUAGE_NAMES
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.own_items import OwnItem, filled, languages_of
from smmhire.bilingual import LANGUAGES, Language
from smmhire.services import own_items
from smmhire.services.role import role
from smmhire.texts import N_, _, ngettext, number, say
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.notices import Notices
from ui.pages.items import words
from ui.pages.items.number_editor import NumberEditor
from ui.pages.items.options_editor import OptionsEditor
from ui.pages.items.preview import ItemPreview
from ui.pages.items.text_fields import BilingualField
from ui.widgets.basics import button, card, column, label, row, scrolled, set_kind
from ui.widgets.quiet_wheel import QuietWheel

WIDTH, HEIGHT = 1180, 740
# Below this width the preview does not stand beside the fields; a button shows it in their place.
WIDTH_FOR_TWO = 900
# How fields and preview share the width at first.
SHARES = (5, 3)
# Pixels that are shown above and below what has the keyboard.
ROOM_SHOWN = 48
# Long enough not to draw at every letter, short enough to feel immediate.
PREVIEW_AFTER_MS = 150
# How hard a question is, for people who have not seen any figures: about the middles of five even groups.
DIFFICULTIES = {
    -1.5: N_("very easy"),
    -0.75: N_("easy"),
    0.0: N_("middling"),
    0.75: N_("hard"),
    1.5: N_("very hard"),
}
MOST_PROBLEMS = 4


class ItemEditor(Translated, QDialog):
    """Edits one own question. `kept` carries it when it is to be saved; the dialog closes when told so by
    `accept`, so that nothing typed is lost where saving fails."""

    kept = Signal(object)

    def __init__(self, own: OwnItem, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._own = own
        self._notices = notices
        self._is_shared = False
        self._build()
        self._load()
        self._before = self.own()  # as the fields give it back
        self._connect()
        open_at(self, WIDTH, HEIGHT)
        self._show_fields()
        self.show_now()
        self.stem.set_focus()

    # -- building ------------------------------------------------------------------------------------
    def _build(self) -> None:
        kind = self._own.item.type
        self.head = label("heading")
        self.look = button("quiet")
        self.look.setCheckable(True)
        self.texts.call(self._say_look)
        self.missing = label("caution", wraps=False)
        self.state = label("muted", wraps=False)
        self.competency, self.difficulty, self.language = (self._box() for _each in range(3))
        self.name = QLineEdit(self._own.name)
        self.sources = QLineEdit("; ".join(self._own.item.sources))
        self.stem = BilingualField(N_("Question"), least_lines=3)
        key = self._own.item.numeric
        self.number = None if key is None else NumberEditor(key)
        self.options = None if key is not None else OptionsEditor(kind)
        self.reasons = QCheckBox()
        self.texts.bind(self.reasons.setText, N_("Write reasons"))
        self.reasons.setChecked(True)
        self.reasons.setVisible(kind is not ItemType.SELF_RATING)
        # Without a competency it cannot be asked: that stands first. What may be left empty stands last.
        first = row(self._named(self.competency, N_("Asks about")), self.competency)
        first.setStretch(1, 2)
        if kind is ItemType.SELF_RATING:
            self.difficulty.hide()
        else:
            first.addWidget(self._named(self.difficulty, N_("How hard")))
            first.addWidget(self.difficulty, 1)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self._named(self.name, N_("Name")), self.name)
        form.addRow(self._named(self.sources, N_("Sources")), self.sources)
        self.texts.bind(self.name.setPlaceholderText, N_("What you call it; takers do not see it"))
        self.texts.bind(self.sources.setPlaceholderText, N_("What the key rests on; parted by semicolons"))
        stem_head = label("strong", wraps=False)
        self.texts.bind(stem_head.setText, N_("Question"))
        key_head = label("strong", wraps=False)
        self.texts.bind(key_head.setText, N_("Answers"))
        top = row(stem_head, None, self.language)
        body = self.number or self.options
        assert body is not None
        self.answers = body
        fields_side = QWidget()
        key_line = row(key_head, None, self.reasons)
        fields_side.setLayout(column(first, top, self.stem, key_line, body, form, None))
        self.area = scrolled(fields_side)
        self.lacks = label("caution", selectable=True)
        self.preview = ItemPreview()
        self.preview.language.setCurrentIndex(0)
        self.shown = scrolled(card(column(self.lacks, self.preview, None)))
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(12)
        self.split.addWidget(self.area)
        self.split.addWidget(self.shown)
        for at, share in enumerate(SHARES):
            self.split.setStretchFactor(at, share)
        self.released = QCheckBox()
        self.texts.bind(self.released.setText, N_("May be asked in forms"))
        self.save, self.cancel = button("primary"), button()
        self.texts.bind(self.save.setText, N_("Save"))
        self.texts.bind(self.save.setToolTip, N_("Save (Ctrl+S)"))
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        head = row(self.head, self.look, self.state)
        head.setStretch(0, 1)
        foot = row(self.released, self.missing, None, self.cancel, self.save)
        whole = column(head, self.split, foot, margin=18)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        QuietWheel(fields_side)
        self.texts.call(self._say)

    def _named(self, field: QWidget, text: str) -> QLabel:
        made = label(wraps=False)
        made.setBuddy(field)
        self.texts.bind(made.setText, text)
        self.texts.bind(field.setAccessibleName, text)
        return made

    def _box(self) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(14)
        return made

    def _load(self) -> None:
        item = self._own.item
        self._competencies = ["", *(one.id for one in role().competencies)]
        if item.competency not in self._competencies:
            self._competencies.append(item.competency)
        self.competency.addItems([""] * len(self._competencies))
        self.competency.setCurrentIndex(self._competencies.index(item.competency))
        given = 0.0 if item.difficulty is None else item.difficulty
        self._difficulties = sorted({*DIFFICULTIES, given})
        self.difficulty.addItems([""] * len(self._difficulties))
        self.difficulty.setCurrentIndex(self._difficulties.index(given))
        self.language.addItems(["", *LANGUAGES])
        has = languages_of(item) if item.stem.en or item.stem.bn else frozenset(LANGUAGES)
        self.language.setCurrentIndex(0 if len(has) != 1 else 1 + LANGUAGES.index(next(iter(has))))
        self.texts.bind(self.language.setAccessibleName, N_("Languages to write in"))
        self.stem.show_text(item.stem)
        if self.options is not None:
            self.options.show_item(item)
        self.released.setChecked(self._own.is_released)
        self._name_choices()

    def _connect(self) -> None:
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_AFTER_MS)
        self._timer.timeout.connect(self.show_now)
        for part in (self.stem, self.answers):
            part.changed.connect(self._changed)
        self.answers.rearranged.connect(self._rearranged)
        self.split.splitterMoved.connect(self._fit_preview)
        self._order()
        for box in (self.competency, self.difficulty):
            box.currentIndexChanged.connect(self._changed)
        for edit in (self.name, self.sources):
            edit.textChanged.connect(self._changed)
        self.released.toggled.connect(self._changed)
        self.look.toggled.connect(self._arrange)
        self.language.currentIndexChanged.connect(self._show_fields)
        self.reasons.toggled.connect(self._show_fields)
        self.save.clicked.connect(self.save_now)
        self.cancel.clicked.connect(self.reject)
        for sequence in (QKeySequence(QKeySequence.StandardKey.Save), QKeySequence("Ctrl+Return")):
            QShortcut(sequence, self).activated.connect(self.save_now)

    # -- reading -------------------------------------------------------------------------------------
    def item(self) -> Item:
        """What the fields say."""
        before = self._own.item
        sources = (one.strip() for one in self.sources.text().split(";"))
        return replace(
            before,
            competency=self._competencies[self.competency.currentIndex()],
            stem=self.stem.text(),
            difficulty=self._difficulties[self.difficulty.currentIndex()] if before.is_scored else None,
            sources=tuple(one for one in sources if one),
            options=() if self.options is None else self.options.options(),
            numeric=None if self.number is None else self.number.key(),
            anchors=() if self.options is None else self.options.anchor_texts(),
        )

    def own(self) -> OwnItem:
        """The question as it would be saved."""
        return replace(
            self._own,
            item=self.item(),
            name=self.name.text().strip(),
            is_released=self.released.isChecked(),
        )

    @property
    def is_changed(self) -> bool:
        """Whether there is something that has not been saved."""
        return self.own() != self._before

    def _languages(self) -> tuple[Language, ...]:
        at = self.language.currentIndex()
        return LANGUAGES if at == 0 else (LANGUAGES[at - 1],)

    # -- showing -------------------------------------------------------------------------------------
    def show_now(self) -> None:
        """Show the question as takers see it, and what it still lacks."""
        self._timer_stop()
        item = self.item()
        # One thing may be said of both languages.
        found = lacking = list(dict.fromkeys(what for _place, what in own_items.problems(item)))
        if len(lacking) > MOST_PROBLEMS:
            more = number(len(lacking) - MOST_PROBLEMS)
            lacking = [*lacking[:MOST_PROBLEMS], _("and {n} more", n=more)]
        self.lacks.setVisible(bool(lacking))
        self.lacks.setText("\n".join([_("Before it can be asked:"), *(f"• {what}" for what in lacking)]))
        is_whole = not found
        if not is_whole and self.released.isChecked():
            with QSignalBlocker(self.released):
                self.released.setChecked(False)
        self.released.setEnabled(is_whole)
        shown = filled(item)
        # Of a formula that is none yet nothing can be worked out.
        can_draw = is_whole or (item.numeric is None and bool(shown.stem.en))
        self.preview.show_item(shown if can_draw else None)
        self.missing.setText(ngettext("{n} thing missing", "{n} things missing", len(found)) if found else "")
        self._say_state()

    def _timer_stop(self) -> None:
        if hasattr(self, "_timer"):
            self._timer.stop()

    def _changed(self, *_anything: object) -> None:
        self._say_state()
        self._timer.start()

    def _show_fields(self, *_anything: object) -> None:
        languages, with_reasons = self._languages(), self.reasons.isChecked()
        self.stem.show_languages(languages)
        self.answers.show_fields(languages, with_reasons=with_reasons)

    def _name_choices(self) -> None:
        names = {one.id: say(one.name) for one in role().competencies} | {"": _("choose …")}
        for at, code in enumerate(self._competencies):
            self.competency.setItemText(at, names.get(code, code))
        for at, value in enumerate(self._difficulties):
            known = DIFFICULTIES.get(value)
            self.difficulty.setItemText(at, number(value, 2) if known is None else _(known))
        self.language.setItemText(0, _("Both languages"))
        for at, code in enumerate(LANGUAGES, start=1):
            self.language.setItemText(at, _(LANGUAGE_NAMES[code]))

    def _say(self) -> None:
        kind = words.type_name(self._own.item)
        what = _("New question: {type}", type=kind) if not self._own.id else f"{self._own.id} · {kind}"
        self.setWindowTitle(what)
        self.head.setText(what)
        if hasattr(self, "_competencies"):
            self._name_choices()
            self.show_now()

    def _say_state(self) -> None:
        is_changed = hasattr(self, "_before") and self.is_changed
        self.state.setText(_("not saved yet") if is_changed or not self._own.id else _("saved"))
        set_kind(self.state, "muted")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview beside the fields where there is room, in their place otherwise."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self, *_anything: object) -> None:
        is_wide = self.width() >= WIDTH_FOR_TWO
        was_both = not self.area.isHidden() and not self.shown.isHidden()
        self.look.setVisible(not is_wide)
        self.area.setVisible(is_wide or not self.look.isChecked())
        self.shown.setVisible(is_wide or self.look.isChecked())
        if is_wide and not (was_both and self._is_shared):
            self._is_shared = True
            whole = sum(SHARES)
            self.split.setSizes([self.width() * share // whole for share in SHARES])
        self._say_look()
        self._fit_preview()

    def _fit_preview(self, *_anything: object) -> None:
        is_wide = self.width() >= WIDTH_FOR_TWO
        self.preview.fit(self.split.sizes()[1] if is_wide else self.width())

    def _say_look(self) -> None:
        self.look.setText(_("Back to writing") if self.look.isChecked() else _("Preview"))

    # -- the keyboard --------------------------------------------------------------------------------
    def _rearranged(self, now: QWidget) -> None:
        """Let Tab follow the new order, and show what has the keyboard now."""
        self._order()
        QTimer.singleShot(0, self, lambda: self._show(now))  # what is new is shown by then

    def _show(self, now: QWidget) -> None:
        # Its place is known when all layouts around it have heard of it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.area.ensureWidgetVisible(now, 0, ROOM_SHOWN)

    def _order(self) -> None:
        """Qt's own order is that in which the fields were made."""
        stops = [
            self.look,
            self.competency,
            self.difficulty,
            self.language,
            *self.stem.stops(),
            self.reasons,
            *self.answers.stops(),
            self.name,
            self.sources,
            self.preview.language,
            self.preview.with_key,
            self.preview.draw,
            self.released,
            self.cancel,
            self.save,
        ]
        there = (stop for stop in stops if self.isAncestorOf(stop))  # a self-rating has no difficulty
        for one, following in pairwise(there):
            QWidget.setTabOrder(one, following)

    # -- ending --------------------------------------------------------------------------------------
    def save_now(self) -> None:
        """Ask for the question to be kept as it stands."""
        self.show_now()
        self.kept.emit(self.own())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field must not save: only the button itself, or Ctrl+S, does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for pressed in (self.cancel, self.save):
                if pressed.hasFocus():
                    pressed.click()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Escape, Cancel or the window's cross: what is not saved is asked about."""
        if self.is_changed:
            is_kept = self._notices.decide(
                _("Save the changes to this question?"),
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
