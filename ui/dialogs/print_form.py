"""What the print dialog looks like: the sheet at the left, the choices beside it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLineEdit,
    QProgressBar,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from smmhire.services.printing import Placement
from smmhire.texts import N_, _, number, percent
from ui.dialogs.sheet_view import SheetView
from ui.language import Translations
from ui.widgets.basics import button, column, label, row, scrolled, sign_button
from ui.widgets.quiet_wheel import QuietWheel

STEPS = 1000  # of the bar
MOST_COPIES = 999
CHOICES_WIDTH = 320
COLOURS = (N_("In colour"), N_("In shades of grey"))
SIZES = (
    N_("True size where it fits, else smaller"),
    N_("True size, even if it is cut off"),
)


class PrintForm:
    """The widgets of a print dialog; the dialog owns them and gives them their texts."""

    def __init__(self, dialog: QDialog) -> None:
        self._texts: Translations = dialog.texts  # type: ignore[attr-defined]
        self.stack = QStackedWidget()
        self._looking = self._looking_view()
        self._nothing = self._nothing_view()
        self._sheets = self._sheets_view()
        for view in (self._looking, self._nothing, self._sheets):
            self.stack.addWidget(view)
        self.progress = QProgressBar()
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self._texts.bind(self.progress.setAccessibleName, N_("Printing"))
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        self.progress.hide()
        self.state = label("muted")
        self.print = button("primary")
        self.print.setDefault(True)
        self.cancel = button()
        self._texts.call(self._say_way_out)
        self._texts.bind(self.print.setToolTip, N_("Print (Ctrl+P)"))
        foot = row(self.state, self.cancel, self.print)
        foot.setStretch(0, 1)
        whole = column(self.stack, self.progress, foot, margin=18)
        whole.setStretch(0, 1)
        dialog.setLayout(whole)
        QuietWheel(dialog)

    # -- building ------------------------------------------------------------------------------------
    def _looking_view(self) -> QWidget:
        text = label("muted")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._texts.bind(text.setText, N_("Looking for printers …"))
        view = QWidget()
        view.setLayout(column(None, text, None))
        return view

    def _nothing_view(self) -> QWidget:
        what, way = label("heading"), label()
        for text in (what, way):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._texts.bind(what.setText, N_("No printer is set up on this computer."))
        self._texts.bind(
            way.setText,
            N_(
                "Set one up in the settings of your system, or save the document and print it where there is "
                "one."
            ),
        )
        self.save, self.open, self.again = button("primary"), button(), button()
        self._texts.bind(self.save.setText, N_("Save as PDF …"))
        self._texts.bind(self.open.setText, N_("Open in the PDF reader"))
        self._texts.bind(self.again.setText, N_("Look again"))
        view = QWidget()
        ways = row(None, self.save, self.open, self.again, None)
        view.setLayout(column(None, what, way, ways, None, spacing=16))
        return view

    def _sheets_view(self) -> QWidget:
        self.sheet = SheetView()
        self._texts.bind(self.sheet.setAccessibleName, N_("The sheet as it will be printed"))
        self.previous, self.next = (
            sign_button(self._texts, "‹", N_("Previous sheet")),
            sign_button(self._texts, "›", N_("Next sheet")),
        )
        self.place = label("muted", wraps=False)
        turning = row(None, self.previous, self.place, self.next, None)
        left = column(self.sheet, turning)
        left.setStretch(0, 1)
        self.printer = QComboBox()
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.more = button()
        self._texts.bind(self.more.setText, N_("Settings of the printer …"))
        self.pages = QLineEdit()
        self._texts.call(lambda: self.pages.setPlaceholderText(_("all, or {example}", example=_example())))
        self.wrong = label("caution")
        self.wrong.hide()
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.lineEdit().setTextMargins(6, 0, 6, 0)
        self._texts.call(lambda: self.copies.setLocale(QLocale()))  # digits of the language
        self.colour = self._choice(COLOURS)
        self.fit = self._choice(SIZES)
        self.paper, self.scale, self.cut = label("muted"), label("muted"), label("caution")
        parts: list[QWidget | None] = []
        for text, field, *below in (
            (N_("Printer"), self.printer, self.more),
            (N_("Pages to print"), self.pages, self.wrong),
            (N_("Copies"), self.copies),
            (N_("Colours"), self.colour),
            (N_("Size on paper"), self.fit),
        ):
            name = label(wraps=False)
            name.setBuddy(field)
            self._texts.bind(name.setText, text)
            self._texts.bind(field.setAccessibleName, text)
            parts += [name, field, *below]
        self.choices = QWidget()
        self.choices.setLayout(column(*parts, self.paper, self.scale, self.cut, None, spacing=6))
        beside = scrolled(self.choices)
        beside.setFixedWidth(CHOICES_WIDTH)
        both = row()
        both.addLayout(left, 1)
        both.addWidget(beside)
        view = QWidget()
        view.setLayout(both)
        return view

    def _choice(self, texts: tuple[str, ...]) -> QComboBox:
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.addItems([""] * len(texts))
        for at, text in enumerate(texts):
            self._texts.call(lambda at=at, text=text: made.setItemText(at, _(text)))
        return made

    # -- what is chosen ------------------------------------------------------------------------------
    @property
    def is_grey(self) -> bool:
        """Shades of grey are wanted."""
        return self.colour.currentIndex() == 1

    @property
    def is_true_size(self) -> bool:
        """The document's own size is wanted, whatever the printer cuts off."""
        return self.fit.currentIndex() == 1

    def list_printers(self, names: list[str]) -> None:
        """Offer these printers; the first one is chosen."""
        self.printer.clear()
        self.printer.addItems(names)

    # -- what is shown -------------------------------------------------------------------------------
    def show_looking(self) -> None:
        """The printers are being looked for."""
        self.stack.setCurrentWidget(self._looking)
        self.print.hide()
        self._say_way_out()

    def show_nothing(self) -> None:
        """There is none."""
        self.stack.setCurrentWidget(self._nothing)
        self._say_way_out()
        self.save.setFocus()

    def show_sheets(self) -> None:
        """There are printers."""
        self.stack.setCurrentWidget(self._sheets)
        self.print.show()
        self._say_way_out()

    def _say_way_out(self) -> None:
        self.cancel.setText(_("Close") if self.has_no_printer else _("Cancel"))

    @property
    def has_no_printer(self) -> bool:
        """It says that there is no printer."""
        return self.stack.currentWidget() is self._nothing

    def say_nothing(self) -> None:
        """No sheet can be told of."""
        for text in (self.paper, self.scale, self.cut):
            text.setText("")
            text.setVisible(text is not self.cut)

    def say_sheet(self, layout: QPageLayout, placed: Placement) -> None:
        """The paper, and how large the page stands on it."""
        whole = layout.fullRect(QPageLayout.Unit.Millimeter)
        is_across = layout.orientation() is QPageLayout.Orientation.Landscape
        self.paper.setText(
            _(
                N_("Paper: {width} × {height} mm, across")
                if is_across
                else N_("Paper: {width} × {height} mm, upright"),
                width=number(whole.width()),
                height=number(whole.height()),
            )
        )
        self.scale.setText(
            _("In its true size.")
            if placed.scale == 1
            else _(
                "Made smaller, to {percent}, so that the printer reaches all of it.",
                percent=percent(placed.scale),
            )
        )
        self.cut.setText(
            _("Outside the dotted line the printer does not print: some of the page is cut off.")
        )
        self.cut.setVisible(placed.is_cut)

    def show_progress(self, share: float, _place: str) -> None:
        """So much is printed."""
        self.progress.show()
        self.progress.setValue(round(share * STEPS))
        if not share:
            self.state.setText(_("Printing …"))

    def show_stopping(self) -> None:
        """Cancelled, not ended yet."""
        self.state.setText(_("Stopping …"))
        self.cancel.setEnabled(False)

    def hide_progress(self) -> None:
        """Nothing is printed any more."""
        self.progress.hide()
        self.state.setText("")
        self.cancel.setEnabled(True)


def _example() -> str:
    return f"{number(1)}-{number(3)}, {number(5)}"
