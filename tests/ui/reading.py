"""Reading a window as a person does: every text on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from smmhire.assessment.item_review import texts_of as texts_of_item
from smmhire.services.item_bank import citation
from smmhire.services.role import items, role

LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# Names and codes that stand in Latin letters in Bengali text too: programs, licences and their owners in
# About; keys, files and kinds of file; the other language's name for itself; currencies by their code.
NAMES_AND_CODES = """
    Noto Sans Bengali Serif SIL Open Font License BLS OEWS ESCO NET ETA CC BY Apache Qt for Python LGPL
    SQLAlchemy ReportLab NumPy SciPy polars
    Ctrl Alt Shift Enter Delete backups smmhire db CSV TSV XLSX YAML GIFT Moodle XML Aiken QTI TAO JSON Resume
    English
    BDT INR USD EUR GBP RUB
"""
ALLOWED_LATIN = frozenset(NAMES_AND_CODES.split())


def texts_of(root: QWidget) -> list[str]:
    """Every text below `root` that can be seen or is read out, in the order of the widgets."""
    found: list[str] = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isHidden() and not widget.parentWidget():
            continue
        found += [text for text in _texts(widget) if text.strip()]
    return found


def _texts(widget: QWidget) -> Iterator[str]:
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.text()
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        for index in range(widget.count()):
            yield widget.itemText(index)
    elif isinstance(widget, QTabWidget):
        for index in range(widget.count()):
            yield widget.tabText(index)
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
        yield widget.placeholderText()
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _model_texts(widget.model())


def _model_texts(model: QAbstractItemModel) -> Iterator[str]:
    if isinstance(model, QAbstractListModel):  # its columnCount is private
        yield from (str(model.index(row, 0).data()) for row in range(model.rowCount()))
        return
    for column in range(model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal)
        if isinstance(heading, str):
            yield heading
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            value = model.index(row, column).data()
            if isinstance(value, str):
                yield value


def latin_words(texts: list[str], *also_allowed: str) -> set[str]:
    """Latin words in `texts` that have no business on a Bengali page."""
    words = {word for text in texts for word in LATIN_WORD.findall(text)}
    return words - ALLOWED_LATIN - set(also_allowed)


def names_of_services() -> set[str]:
    """Words of the names of platforms and market places, which write themselves in Latin letters."""
    known = role()
    names = [name for kind in known.platform_kinds for name in kind.examples]
    names += [name for route in known.routes for name in route.places]
    return {word for name in names for word in LATIN_WORD.findall(name)}


def words_of_the_bank() -> set[str]:
    """Words that questions, their ids, formulas and sources write in Latin letters in Bengali too."""
    found: set[str] = set()
    for item in items():
        texts = [
            item.id,
            item.platform or "",
            item.platform_version or "",
            *(text.bn for text in texts_of_item(item)),
        ]
        texts += [citation(source) for source in item.sources]
        if item.numeric is not None:
            texts += [item.numeric.formula, *(mistake.formula for mistake in item.numeric.mistakes)]
        found |= {word for text in texts for word in LATIN_WORD.findall(text)}
    return found
