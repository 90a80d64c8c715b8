"""Colours, fonts and the style sheet: one light and one dark palette of our own.

Contrast of text on its ground is at least 4.5:1 in both (WCAG 2.2, AA).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from smmhire.charts.ink import Ink
from smmhire.settings import RESOURCES

# Bengali and Latin come from the first family, Cyrillic from the second. Named explicitly, or a font of the
# system with broken conjuncts may be picked.
FAMILIES = ("Noto Sans Bengali", "Noto Sans")
FONT_FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
)
POINT_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette, as #rrggbb."""

    window: str
    panel: str
    field: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_pale: str
    warm: str  # what is asked for, offers
    good: str
    caution: str
    bad: str


LIGHT = Colours(
    window="#f6f7f5",
    panel="#ffffff",
    field="#ffffff",
    text="#1d2726",
    muted="#586663",
    line="#d5dcd9",
    accent="#0b6b5d",
    on_accent="#ffffff",
    accent_pale="#dcefeb",
    warm="#a8431b",
    good="#1f7a3d",
    caution="#8a5a00",
    bad="#b3261e",
)
DARK = Colours(
    window="#161c1b",
    panel="#1f2726",
    field="#262f2e",
    text="#e8eeec",
    muted="#a3b1ad",
    line="#3a4644",
    accent="#4fc3ae",
    on_accent="#06231e",
    accent_pale="#1f3f39",
    warm="#f0a27e",
    good="#7bd39a",
    caution="#e9bd63",
    bad="#f2a19b",
)

_current = LIGHT


def colours() -> Colours:
    """The palette in use."""
    return _current


def icon(name: str) -> QIcon:
    """One of the drawn signs, in the palette in use: the bundled fonts have no such letters."""
    return QIcon(str(RESOURCES / "icons" / f"{name}-{'dark' if _current is DARK else 'light'}.svg"))


def ink_colour(ink: Ink) -> QColor:
    """The colour of a chart's shapes on the screen."""
    c = _current
    table = {
        Ink.TEXT: c.text,
        Ink.MUTED: c.muted,
        Ink.GRID: c.line,
        Ink.MEASURED: c.accent,
        Ink.MEASURED_FILL: c.accent,
        Ink.REQUIRED: c.warm,
        Ink.OFFER: c.warm,
        Ink.INTERVAL: c.accent,
        Ink.BOX_FILL: c.accent_pale,
        Ink.SELF: c.muted,
    }
    colour = QColor(table[ink])
    if ink is Ink.MEASURED_FILL:
        colour.setAlpha(48)
    if ink is Ink.INTERVAL:
        colour.setAlpha(110)
    return colour


def load_fonts() -> None:
    """Make the bundled fonts known to Qt."""
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))


def apply(application: QApplication, name: str) -> None:
    """Give the application the palette `name` ('light' or 'dark'), its font and style sheet."""
    global _current
    _current = DARK if name == "dark" else LIGHT
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(POINT_SIZE)
    application.setFont(font)
    application.setPalette(_palette(_current))
    sheet = _style_sheet(_current)
    if application.styleSheet() != sheet:  # Qt would dress every widget anew, in the same clothes
        application.setStyleSheet(sheet)


def _palette(c: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in (
        (role.Window, c.window),
        (role.WindowText, c.text),
        (role.Base, c.field),
        (role.AlternateBase, c.window),
        (role.Text, c.text),
        (role.Button, c.panel),
        (role.ButtonText, c.text),
        (role.BrightText, c.bad),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.ToolTipBase, c.panel),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.muted),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Mid, c.line),
        (role.Light, c.panel),
        (role.Dark, c.line),
        (role.Accent, c.accent),
    ):
        palette.setColor(where, QColor(colour))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(c.muted))
    return palette


def _style_sheet(c: Colours) -> str:
    icons = (RESOURCES / "icons").as_posix()
    name = "dark" if c is DARK else "light"
    return f"""
    QToolTip {{ color: {c.text}; background: {c.panel}; border: 1px solid {c.line}; padding: 4px; }}
    QPushButton {{ padding: 6px 14px; border: 1px solid {c.line}; border-radius: 5px;
        background: {c.panel}; }}
    QPushButton:hover {{ border-color: {c.accent}; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {c.muted}; background: {c.window}; }}
    QPushButton[kind="primary"] {{ background: {c.accent}; color: {c.on_accent}; border-color: {c.accent};
        font-weight: bold; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[kind="primary"]:disabled {{ background: {c.line}; color: {c.muted}; border-color: {c.line}; }}
    QPushButton[kind="quiet"] {{ border-color: transparent; background: transparent; color: {c.accent}; }}
    QPushButton[kind="quiet"]:hover, QPushButton[kind="quiet"]:focus {{ border-color: {c.accent}; }}
    QPushButton[kind="danger"] {{ color: {c.bad}; }}
    QPushButton[kind^="tile"] {{ padding: 4px 2px; }}
    QPushButton[kind^="tile"]:focus {{ border: 2px solid {c.text}; padding: 3px 1px; }}
    QPushButton[kind^="tile answered"] {{ background: {c.accent_pale}; border-color: {c.accent}; }}
    QPushButton[kind^="tile part"] {{ background: {c.accent_pale}; border: 1px dashed {c.caution}; }}
    QPushButton[kind$="flagged"] {{ color: {c.warm}; border-color: {c.warm}; font-weight: bold; }}
    QPushButton[kind="flag"]:checked {{ color: {c.warm}; border-color: {c.warm}; font-weight: bold; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {{
        background: {c.field}; border: 1px solid {c.line}; border-radius: 4px; padding: 5px 7px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
    QComboBox:focus, QDateEdit:focus {{ border: 2px solid {c.accent}; padding: 4px 6px; }}
    /* Drawn by a style sheet, the buttons would hide the digits: the arrow keys count. */
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    QComboBox, QDateEdit {{ padding-right: 26px; }}
    QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url({icons}/chevron-down-{name}.svg);
        width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ border: 1px solid {c.line}; background: {c.panel}; padding: 4px;
        selection-background-color: {c.accent_pale}; selection-color: {c.text}; outline: none; }}
    QLineEdit[invalid="true"] {{ border: 2px solid {c.bad}; padding: 4px 6px; }}
    QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px 1px; border: 1px solid transparent;
        border-radius: 4px; }}
    QCheckBox:focus, QRadioButton:focus {{ border-color: {c.accent}; }}
    QCheckBox::indicator, QListView::indicator, QTreeView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {c.muted};
        border-radius: 3px; background: {c.field}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked, QTreeView::indicator:checked {{
        background: {c.accent};
        border-color: {c.accent}; image: url({icons}/check-{name}.svg); }}
    QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {c.muted}; border-radius: 8px;
        background: {c.field}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {c.accent};
        background: {c.on_accent}; }}
    QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {c.line}; }}
    QFrame[kind="choice"] {{ border: 2px solid transparent; border-radius: 6px; }}
    QFrame[kind="choice here"] {{ border: 2px solid {c.accent}; background: {c.accent_pale};
        border-radius: 6px; }}
    QRadioButton[kind="bare"]:focus, QCheckBox[kind="bare"]:focus {{ border-color: transparent; }}
    QPushButton[kind^="slot"] {{ background: {c.window}; border: 1px dashed {c.muted}; }}
    QPushButton[kind^="slot filled"] {{ background: {c.accent_pale}; border: 1px solid {c.accent}; }}
    QPushButton[kind^="slot"]:focus {{ border: 2px solid {c.accent}; }}
    QPushButton[kind$="target"] {{ background: {c.accent_pale}; border: 2px solid {c.warm}; }}
    QPushButton[kind="partner used"] {{ border: 1px dashed {c.accent}; }}
    QFrame[kind="pool"] {{ background: {c.window}; border: 2px solid transparent; border-radius: 8px; }}
    QFrame[kind="pool target"] {{ background: {c.window}; border: 2px solid {c.warm}; border-radius: 8px; }}
    QSlider:focus {{ background: {c.accent_pale}; border-radius: 4px; }}
    QLabel[kind="title"] {{ font-size: 20pt; font-weight: bold; }}
    QLabel[kind="heading"] {{ font-size: 13pt; font-weight: bold; }}
    QLabel[kind="strong"] {{ font-weight: bold; }}
    QLabel[kind="muted"] {{ color: {c.muted}; }}
    QLabel[kind="reason"] {{ color: {c.accent}; }}
    QLabel[kind="answer"], QLineEdit[kind="answer"], QListWidget[kind="answer"] {{ font-size: 12pt; }}
    QLabel[kind="large"] {{ font-size: 15pt; }}
    QLabel[kind="good"] {{ color: {c.good}; font-weight: bold; }}
    QLabel[kind="caution"] {{ color: {c.caution}; font-weight: bold; }}
    QLabel[kind="bad"] {{ color: {c.bad}; font-weight: bold; }}
    QFrame[kind="card"] {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 8px; }}
    QFrame[kind="band"] {{ background: {c.accent_pale}; border: none; border-radius: 8px; }}
    QFrame[kind="line"] {{ background: {c.line}; border: none; max-height: 1px; }}
    QListWidget#navigation {{ background: {c.panel}; border: none; border-right: 1px solid {c.line};
        outline: none; padding: 8px 6px; }}
    QListWidget#navigation::item {{ padding: 10px 12px; border-radius: 6px; margin: 1px 0; }}
    QListWidget#navigation::item:hover {{ background: {c.window}; }}
    QListWidget#navigation::item:selected {{ background: {c.accent_pale}; color: {c.text};
        border-left: 3px solid {c.accent}; }}
    QListWidget#navigation::item:selected:focus {{ border: 2px solid {c.accent}; }}
    QListWidget#steps {{ background: transparent; border: none; outline: none; padding: 0; }}
    QListWidget#steps::item {{ padding: 9px 10px; border-radius: 6px; margin: 1px 0; }}
    QListWidget#steps::item:hover {{ background: {c.panel}; }}
    QListWidget#steps::item:selected {{ background: {c.accent_pale}; border-left: 3px solid {c.accent}; }}
    QListWidget::item {{ padding: 7px 8px; border: none; }}
    QListWidget::item:selected {{ background: {c.accent_pale}; color: {c.text}; border: none; }}
    QListWidget::item:selected:focus {{ border: 2px solid {c.accent}; border-radius: 4px; }}
    QTableView, QTreeView, QListView {{ background: {c.panel}; border: 1px solid {c.line}; border-radius: 6px;
        gridline-color: {c.line}; alternate-background-color: {c.window}; outline: none; }}
    QTableView::item {{ padding: 0 8px; border: none; }}
    QTableView:focus, QTreeView:focus, QListView:focus {{ border: 2px solid {c.accent}; }}
    QHeaderView::section {{ background: {c.window}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: 7px 8px; font-weight: bold; }}
    QTabWidget::pane {{ border: 1px solid {c.line}; border-radius: 6px; background: {c.panel}; }}
    QTabBar::tab {{ padding: 8px 10px; border: none; border-bottom: 3px solid transparent;
        color: {c.muted}; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom-color: {c.accent}; }}
    QTabBar::tab:focus {{ color: {c.accent}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QFrame[kind="focus frame"] {{ border: 2px solid {c.accent}; border-radius: 6px;
        background: transparent; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 4px; margin: 2px; min-height: 36px;
        min-width: 36px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QProgressBar {{ border: none; border-radius: 3px; background: {c.line}; max-height: 6px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
    QGroupBox {{ border: 1px solid {c.line}; border-radius: 6px; margin-top: 12px; padding-top: 10px;
        font-weight: bold; }}
    QGroupBox::title {{ subcontrol-origin: margin; left: 10px; padding: 0 4px; }}
    """
