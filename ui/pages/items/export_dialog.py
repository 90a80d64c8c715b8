"""Writing questions to a file of another program: which format, in which language."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QWidget

from smmhire import texts
from smmhire.assessment.item_review_texts import LANGUAGE_NAMES
from smmhire.bilingual import LANGUAGES
from smmhire.services.item_files import FORMATS
from smmhire.texts import N_, _, ngettext
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.widgets.basics import button, column, label, row

# Beside the formats of other programs: our own.
WHOLE = "json"

# What a format is called, who reads it, and the ending of its files.
NAMES = {
    "moodle": (N_("Moodle XML"), N_("Moodle and what exchanges questions with it"), ".xml"),
    "gift": (N_("GIFT"), N_("Moodle, and to read and change by hand"), ".gift"),
    "qti3": (N_("QTI 3.0 package"), N_("TAO and other testing systems"), ".zip"),
    WHOLE: (N_("Questions of SMM Hire"), N_("Everything, in both languages: for another office"), ".json"),
    "csv": (N_("CSV table"), N_("Excel and other spreadsheets; holds every kind of question"), ".csv"),
}


class ExportDialog(Translated, QDialog):
    """Asks for `format` and `language`; whoever opened it writes the file."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._count = count
        self.formats, self.languages = QComboBox(), QComboBox()
        self._order = [name for name in NAMES if name in (*FORMATS, WHOLE)]
        self.formats.addItems([""] * len(self._order))
        self.languages.addItems([""] * len(LANGUAGES))
        self.languages.setCurrentIndex(LANGUAGES.index("bn" if texts.language() == "bn" else "en"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for box, text in ((self.formats, N_("Format")), (self.languages, N_("Language"))):
            made = label(wraps=False)
            made.setBuddy(box)
            self.texts.bind(made.setText, text)
            self.texts.bind(box.setAccessibleName, text)
            form.addRow(made, box)
        self.about = label("muted")
        self.count = label("strong")
        self.write, self.cancel = button("primary"), button()
        self.write.setDefault(True)
        self.texts.bind(self.write.setText, N_("Choose a file …"))
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.setLayout(
            column(self.count, form, self.about, None, row(None, self.cancel, self.write), margin=18)
        )
        self.texts.call(self._say)
        open_at(self, 480, 240)
        self.formats.currentIndexChanged.connect(self._say)
        self.write.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    @property
    def format(self) -> str:
        """One of `item_files.FORMATS`."""
        return self._order[self.formats.currentIndex()]

    @property
    def language(self) -> str:
        """'bn' or 'en'."""
        return LANGUAGES[self.languages.currentIndex()]

    @property
    def ending(self) -> str:
        """That of the format's files."""
        return NAMES[self.format][2]

    def _say(self, *_anything: object) -> None:
        self.setWindowTitle(_("Write questions to a file"))
        self.count.setText(ngettext("{n} question", "{n} questions", self._count))
        for at, name in enumerate(self._order):
            self.formats.setItemText(at, _(NAMES[name][0]))
        for at, code in enumerate(LANGUAGES):
            self.languages.setItemText(at, _(LANGUAGE_NAMES[code]))
        self.about.setText(_(NAMES[self.format][1]))
        self.languages.setEnabled(self.format != WHOLE)  # it holds both
