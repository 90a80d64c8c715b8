"""The one door to the user: news, questions, errors. Tests pass a recording fake."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6 import QtWidgets
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from smmhire.errors import UserError
from smmhire.texts import _

log = logging.getLogger(__name__)


class Notices(QObject):
    """Shows things to the user over `window`. News go to the bar at its foot, through `posted`."""

    posted = Signal(object, str, object)  # text, or what says it; label of the action; the action (or None)
    crashed = Signal(object)  # a bug: the crash dialog takes it

    def __init__(self, window: QWidget | None = None) -> None:
        super().__init__(window)
        self._window = window

    def info(
        self,
        text: str | Callable[[], str],
        action_label: str = "",
        action: Callable[[], None] | None = None,
    ) -> None:
        """A piece of news that needs no answer, with at most one action (usually: undo).

        text: best a function that says it, so that it is said again when the language changes; a sentence
        already written goes away then. action_label: the message id (`N_`).
        """
        self.posted.emit(text, action_label, action)

    def ask(
        self,
        question: str,
        explanation: str,
        yes: str,
        no: str | None = None,
        *,
        enter_means_yes: bool = True,
    ) -> bool:
        """A question; `yes` and `no` are the labels of the buttons, verbs rather than 'Yes'.

        Let Enter mean no where a second Enter, pressed by habit, would do what cannot be taken back.
        """
        box = self._box(QtWidgets.QMessageBox.Icon.Question, question, explanation)
        accept = _button(box, yes, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        refuse = _button(box, no or _("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(accept if enter_means_yes else refuse)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def decide(self, question: str, explanation: str, yes: str, no: str) -> bool | None:
        """A question whose 'no' loses something: the third answer, Escape too, is None: do neither."""
        box = self._box(QtWidgets.QMessageBox.Icon.Question, question, explanation)
        accept = _button(box, yes, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        refuse = _button(box, no, QtWidgets.QMessageBox.ButtonRole.DestructiveRole)
        cancel = _button(box, _("Cancel"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(accept)
        box.setEscapeButton(cancel)
        box.exec()
        pressed = box.clickedButton()
        return True if pressed is accept else False if pressed is refuse else None

    def error(self, error: BaseException) -> None:
        """A failure: a UserError as a sentence that says what to do, anything else as a crash."""
        if not isinstance(error, UserError):
            log.error("unexpected error", exc_info=error)
            self.crashed.emit(error)
            return
        log.warning("user error: %s", error)
        box = self._box(QtWidgets.QMessageBox.Icon.Warning, error.what, error.what_to_do)
        close = _button(box, _("Close"), QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        box.setEscapeButton(close)
        box.exec()

    def error_later(self, error: BaseException) -> None:
        """As `error`, after the current event: for failures inside a paint or close."""
        QTimer.singleShot(0, lambda: self.error(error))

    def _box(self, icon: QtWidgets.QMessageBox.Icon, text: str, explanation: str) -> QtWidgets.QMessageBox:
        box = QtWidgets.QMessageBox(self._window)
        box.setIcon(icon)
        box.setWindowTitle("SMM Hire")
        box.setText(text)
        box.setInformativeText(explanation)
        return box


def _button(
    box: QtWidgets.QMessageBox, text: str, role: QtWidgets.QMessageBox.ButtonRole
) -> QtWidgets.QPushButton:
    made = QtWidgets.QPushButton(text)
    box.addButton(made, role)
    return made
