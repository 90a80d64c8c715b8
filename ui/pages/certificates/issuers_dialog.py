"""The issuers in a window of their own, opened from the settings."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from smmhire.texts import N_
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.certificates.issuers_view import IssuersView
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, row
from ui.widgets.notice_bar import NoticeBar


class IssuersDialog(Translated, QDialog):
    """Issuers, those of others, and lists; what is news is said at its foot too, with its way back."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.texts.bind(self.setWindowTitle, N_("Issuers and keys"))
        self.view = IssuersView(workplace)
        self.news = NoticeBar()
        close = button()
        self.texts.bind(close.setText, N_("Close"))
        close.setAutoDefault(False)
        self.setLayout(column(self.view, self.news, row(None, close), margin=16))
        close.clicked.connect(self.reject)
        workplace.notices.posted.connect(self.news.post)
        open_at(self, 1000, 760)
        self.view.enter()
