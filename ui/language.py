"""Switching the language of every open window at once."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QWidget

from smmhire import texts
from smmhire.texts import N_, _, latin_digits

# What Qt itself writes (context menus of text fields, standard buttons, the file dialog): Qt ships no
# Bengali, so these go through our catalogue.
QT_CONTEXTS = (
    "QPlatformTheme",
    "QDialogButtonBox",
    "QFileDialog",
    "QLineEdit",
    "QWidgetTextControl",
    "QAbstractSpinBox",
    "QFileSystemModel",
    "QAbstractFileIconProvider",
    "QMimeType",
    "QMessageBox",
    "QScrollBar",
    "QComboBox",
    "QColorDialog",
    "QShortcut",
    "QPrintDialog",
    "QPrintPropertiesDialog",
    "QPrintSettingsOutput",
    "QPrintWidget",
    "QPageSetupWidget",
)

# The texts of Qt that people meet here; Qt asks for them by these words.
QT_TEXTS = (
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Select All"),
    N_("Copy &Link Location"),
    N_("&Step up"),
    N_("Step &down"),
    N_("&Look in:"),
    N_("File &name:"),
    N_("Files of &type:"),
    N_("&Open"),
    N_("&Save"),
    N_("Save As"),
    N_("Directory:"),
    N_("&Choose"),
    N_("Back"),
    N_("Forward"),
    N_("Parent Directory"),
    N_("Create New Folder"),
    N_("List View"),
    N_("Detail View"),
    N_("New Folder"),
    N_("&New Folder"),
    N_("&Rename"),
    N_("&Delete"),
    N_("Show &hidden files"),
    N_("Sidebar"),
    N_("List of places and bookmarks"),
    N_("Files"),
    N_("Go back"),
    N_("Go forward"),
    N_("Go to the parent directory"),
    N_("Create a New Folder"),
    N_("Change to list view mode"),
    N_("Change to detail view mode"),
    N_("Size"),
    N_("Type"),
    N_("Date Modified"),
    N_("Kind"),
    N_("My Computer"),
    N_("Computer"),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("&Yes"),
    N_("&No"),
    N_("Find Directory"),
    N_("Show "),
    N_("Recent Places"),
    N_("All Files (*)"),
    N_("OK"),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    N_("Could not delete directory."),
    N_("Are you sure you want to delete '%1'?"),
    N_("'%1' is write protected.\nDo you want to delete it anyway?"),
    N_("Delete"),
    N_("File Folder"),
    N_("Folder"),
    N_("File"),
    N_("Invalid filename"),
    N_("Scroll here"),
    N_("Page up"),
    N_("Page down"),
    N_("Scroll up"),
    N_("Scroll down"),
    N_("Top"),
    N_("Bottom"),
    N_("Drive"),
    N_("CSV document"),
    N_("PDF document"),
    N_("plain text document"),
    N_("Excel 2007 spreadsheet"),
    N_("&Options >>"),
    N_("&Options <<"),
    N_("&Print"),
    N_("All Pages"),
    N_("Even Pages"),
    N_("Odd Pages"),
    N_("Print"),
    N_("Collate"),
    N_("Color"),
    N_("Color Mode"),
    N_("Copies"),
    N_("Copies:"),
    N_("Current Page"),
    N_("Double Sided Printing"),
    N_("Grayscale"),
    N_("Long side binding"),
    N_("Short side binding"),
    N_("Off"),
    N_("Options"),
    N_("Output Settings"),
    N_("Page &Set:"),
    N_("Pages"),
    N_("Pages from"),
    N_("Print all"),
    N_("Print range"),
    N_("Reverse"),
    N_("to"),
    N_("&Name:"),
    N_("Location:"),
    N_("Output &file:"),
    N_("P&roperties"),
    N_("Preview"),
    N_("Printer"),
    N_("Printer Properties"),
    N_("Type:"),
    N_("Page"),
    N_("Advanced"),
    N_("Paper"),
    N_("Page size:"),
    N_("Width:"),
    N_("Height:"),
    N_("Paper source:"),
    N_("Orientation"),
    N_("Portrait"),
    N_("Landscape"),
    N_("Margins"),
    N_("Page Layout"),
    N_("Pages per sheet:"),
)


class CatalogueTranslator(QTranslator):
    """Answers Qt's own questions for text from the program's catalogue."""

    def isEmpty(self) -> bool:
        """Qt skips empty translators; this one has no file but is not empty."""
        return False

    def translate(  # type: ignore[override]  # None is Qt's null string, which the annotation forgets
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The catalogue's text; None where it has none: Qt then shows its own English ('' would be shown)."""
        if texts.language() == "en" or context not in QT_CONTEXTS:
            return None
        translated = _(sourceText)
        return None if translated == sourceText else translated


_translator: CatalogueTranslator | None = None


def set_language(code: str) -> None:
    """Speak `code` from now on: catalogue, number entry and all open windows (LanguageChange event)."""
    global _translator
    texts.set_language(code)
    QLocale.setDefault(QLocale("bn_BD" if code == "bn" else "en_GB"))
    if _translator is not None:
        QCoreApplication.removeTranslator(_translator)
    _translator = CatalogueTranslator(QCoreApplication.instance())
    QCoreApplication.installTranslator(_translator)


def language_of_system() -> str:
    """Bengali where the desktop is Bengali, else English."""
    return "bn" if QLocale.system().language() == QLocale.Language.Bengali else "en"


class Translations:
    """The texts of one widget, told once and written again on every change of language.

    >>> self.texts.bind(self.save_button.setText, N_("Save"))
    """

    def __init__(self) -> None:
        self._bound: list[Callable[[], None]] = []

    def bind(self, setter: Callable[[str], object], message: str) -> None:
        """Give `setter` the translated `message` now and whenever the language changes."""
        self.call(lambda: setter(_(message)))

    def call(self, refresh: Callable[[], object]) -> None:
        """Run `refresh` now and whenever the language changes: for texts with numbers or names."""

        def run() -> None:
            refresh()

        run()
        self._bound.append(run)

    def refresh(self) -> None:
        """Write everything again in the current language."""
        for run in self._bound:
            run()


class Translated:
    """Mixin for QWidgets: owns `texts` and refreshes them when the language changes.

    A class with lists or tables of translated content overrides `retranslate` (and calls super).
    """

    texts: Translations

    def init_texts(self) -> None:
        """Call once, before binding."""
        self.texts = Translations()

    def retranslate(self) -> None:
        """Write all texts in the current language."""
        self.texts.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Qt's own news; of them only the change of language matters here."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "texts"):
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]


def number_typed(text: str) -> float | None:
    """The number in `text`, in Bengali or Latin digits, grouped or not; None when it is not one."""
    plain = latin_digits(text).replace(",", "").replace(" ", "").replace("−", "-").strip()
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if isfinite(value) else None  # 'nan' and 'inf' are words, no amounts


def all_widgets(root: QObject) -> list[QWidget]:
    """Every widget below `root`, itself included."""
    own = [root] if isinstance(root, QWidget) else []
    return [*own, *root.findChildren(QWidget)]
