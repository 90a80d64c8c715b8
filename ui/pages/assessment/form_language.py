"""A form that is given in one language is played in it, whatever language the window speaks."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from PySide6.QtWidgets import QWidget

from smmhire.assessment.attempts import Languages
from smmhire.texts import using

_PROPERTY = "formLanguage"


def play_in(widget: QWidget, languages: Languages) -> None:
    """Let `widget` and all that comes to lie within it speak the language of the form."""
    if languages is not Languages.BOTH:
        widget.setProperty(_PROPERTY, languages.value)


def speaking(widget: QWidget) -> AbstractContextManager[None]:
    """Speak as the form asks for inside the block: for whatever writes a text on `widget`."""
    at: QWidget | None = widget
    while at is not None:
        code = at.property(_PROPERTY)
        if isinstance(code, str):
            return using(code)
        at = at.parentWidget()
    return nullcontext()


def has_one_language(widget: QWidget) -> bool:
    """There is nothing to switch to."""
    return isinstance(widget.property(_PROPERTY), str)
