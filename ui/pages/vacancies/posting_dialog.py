"""The posting of a vacancy: read in either language, copied, and saved as text, page or JSON-LD."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QPlainTextEdit, QWidget

from smmhire import texts
from smmhire.bilingual import Language
from smmhire.services import job_postings
from smmhire.services.files import save_file
from smmhire.texts import N_, _, number
from ui.dialogs.document import LANGUAGES
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.pages.page import Page
from ui.widgets.basics import button, column, label, row

# What job boards want to know and the profile does not say; '' is left out.
HOURS = (
    ("", N_("hours not said")),
    ("FULL_TIME", N_("full time")),
    ("PART_TIME", N_("part time")),
    ("CONTRACTOR", N_("as a freelancer")),
    ("TEMPORARY", N_("for a limited time")),
    ("INTERN", N_("as an intern")),
)


class PostingDialog(Translated, QDialog):
    """Shows the text that was published last, or the draft's."""

    def __init__(self, vacancy_id: UUID, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._page = page
        self._this = job_postings.offered(vacancy_id, unit_of_work=page.program.unit_of_work)
        self._build()
        open_at(self, 760, 660)
        self._say_state()
        self.text.setFocus()

    def _build(self) -> None:
        self.language_choice, self.hours = QComboBox(), QComboBox()
        for code, name in LANGUAGES:
            self.language_choice.addItem(name, code)
        self.language_choice.setCurrentIndex(self.language_choice.findData(texts.language()))
        language_label = label(wraps=False)
        language_label.setBuddy(self.language_choice)
        self.texts.bind(language_label.setText, N_("Language of the posting"))
        self.texts.bind(self.language_choice.setAccessibleName, N_("Language of the posting"))
        for at, (code, text) in enumerate(HOURS):
            self.hours.addItem("", code)
            self.texts.bind(lambda t, i=at: self.hours.setItemText(i, t), text)
        self.texts.bind(self.hours.setAccessibleName, N_("Hours, for job boards"))
        self.texts.bind(self.hours.setToolTip, N_("Goes into what job boards read (JSON-LD)"))
        self.which = label("muted")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.texts.bind(self.text.setAccessibleName, N_("Text of the posting"))
        self.note = label("caution")
        self.copy, self.save, self.close_button = button("primary"), button(), button()
        self.texts.bind(self.copy.setText, N_("Copy the text"))
        self.texts.bind(self.copy.setToolTip, N_("To paste it into Facebook, Bdjobs or an e-mail"))
        self.texts.bind(self.save.setText, N_("Save as …"))
        self.texts.bind(self.save.setToolTip, N_("Text, a page (HTML), or JSON-LD for job boards"))
        self.texts.bind(self.close_button.setText, N_("Close"))
        self.texts.bind(self.setWindowTitle, N_("Posting"))
        head = row(language_label, self.language_choice, None, self.hours)
        foot = row(self.copy, self.save, None, self.close_button)
        layout = column(head, self.which, self.text, self.note, foot, margin=18)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.language_choice.currentIndexChanged.connect(self._say_state)
        self.copy.clicked.connect(self.copy_text)
        self.save.clicked.connect(self.choose_file)
        self.close_button.clicked.connect(self.reject)

    @property
    def language(self) -> Language:
        """That of the posting: 'bn' or 'en'."""
        return self.language_choice.currentData()

    def retranslate(self) -> None:
        """Also what is missing."""
        super().retranslate()
        if hasattr(self, "note"):
            self._say_state()

    def _say_state(self, *_anything: object) -> None:
        self.text.setPlainText(job_postings.posting_text(self._this.profile, self.language))
        version = self._this.version
        self.which.setText(
            _("Version {number}, as published. What you changed since is not in it.", number=number(version))
            if version
            else _("From the draft: nothing has been published yet.")
        )
        lacking = job_postings.missing(self._this.profile)
        steps = " ".join(one.what_to_do for one in lacking)
        self.note.setText(_("For job boards (JSON-LD) something is still missing: {steps}", steps=steps))
        self.note.setVisible(bool(lacking))

    def copy_text(self) -> None:
        """The whole text to the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._page.notices.info(lambda: _("The text has been copied."))
        self.which.setText(_("The text has been copied."))

    def choose_file(self) -> None:
        """Ask where to and as what, and save."""
        from ui.pages.vacancies.actions import ask_where

        kinds = [(_("Text"), ".txt"), (_("Page"), ".html")]
        if not job_postings.missing(self._this.profile):
            kinds.append((_("JSON-LD for job boards"), ".jsonld"))
        path = ask_where(self._page, _("Save the posting"), self._this.profile.title, kinds)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write what the ending asks for. Raises UserError where something is missing for that."""
        ending = path.suffix.lower()
        hours: str | None = self.hours.currentData() or None
        if ending == ".jsonld":
            content = job_postings.linked_data_text(self._this, self.language, hours) + "\n"
        elif ending == ".html":
            content = job_postings.posting_page(self._this, self.language, hours)
        else:
            content = job_postings.posting_text(self._this.profile, self.language)
        save_file(content.encode("utf-8"), path)
        self.which.setText(_("Saved as {file}", file=path.name))
