"""Tables for judges who work apart: what goes into one, and what one that comes back would bring."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QWidget

from smmhire import texts
from smmhire.assessment.item_review_texts import LANGUAGE_NAMES
from smmhire.bilingual import LANGUAGES
from smmhire.services import cut_study_file
from smmhire.services.cut_study_file import StudyImport
from smmhire.texts import N_, _, ngettext
from ui.dialogs.size import open_at
from ui.language import Translated
from ui.widgets.basics import button, column, label, row, scrolled

# More problems than these are counted: whoever mends them sees the rest next time.
PROBLEMS_SHOWN = 50


class ExportDialog(Translated, QDialog):
    """What the table is to hold; `judge`, `language` and `with_key` say it."""

    def __init__(self, judges: tuple[str, ...], current: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.texts.bind(self.setWindowTitle, N_("Table for a judge"))
        lead = label()
        self.texts.bind(
            lead.setText,
            N_(
                "A table for a spreadsheet program: a row a question. A judge fills in the column with "
                "percentages and sends the file back; then take it in here. In the first round give each "
                "judge a table of their own, so that nobody follows the others."
            ),
        )
        self._judges = judges
        self.for_whom = QComboBox()
        self.for_whom.addItems([*judges, ""])
        self.texts.bind(lambda t: self.for_whom.setItemText(len(judges), t), N_("all together"))
        self.for_whom.setCurrentIndex(0 if current is None else current)
        self.in_language = QComboBox()
        self.in_language.addItems([""] * len(LANGUAGES))
        self.texts.call(self._name_languages)
        self.in_language.setCurrentIndex(LANGUAGES.index(texts.language()))
        self.key = QCheckBox()
        self.key.setChecked(True)
        self.texts.bind(self.key.setText, N_("With what is right"))
        self.texts.bind(
            self.key.setToolTip,
            N_("Judges need it to see how hard a question is; keep the file from candidates."),
        )
        form = QFormLayout()
        for text, field in ((N_("For"), self.for_whom), (N_("Language"), self.in_language)):
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            form.addRow(name, field)
        self.save = button("primary")
        self.texts.bind(self.save.setText, N_("Save the table …"))
        self.save.setDefault(True)
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        self.setLayout(column(lead, form, self.key, None, row(None, self.cancel, self.save), margin=18))
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        open_at(self, 480, 300)

    @property
    def judge(self) -> str | None:
        """Whose column it is; None: all."""
        at = self.for_whom.currentIndex()
        return self._judges[at] if at < len(self._judges) else None

    @property
    def language(self) -> str:
        """In which language the questions stand in it."""
        return LANGUAGES[self.in_language.currentIndex()]

    @property
    def with_key(self) -> bool:
        """Whether it tells what is right."""
        return self.key.isChecked()

    def _name_languages(self) -> None:
        for at, code in enumerate(LANGUAGES):
            self.in_language.setItemText(at, _(LANGUAGE_NAMES[code]))


class ImportDialog(Translated, QDialog):
    """The dry run of a file: what it would bring, or row by row what is wrong."""

    def __init__(self, path: Path, found: StudyImport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.found = found
        self.texts.call(lambda: self.setWindowTitle(_("Take in “{name}”", name=path.name)))
        self.lead = label("bad" if found.problems else "strong")
        self.lines = label(selectable=True)
        self.take = button("primary")
        self.texts.bind(self.take.setText, N_("Take in"))
        self.take.setEnabled(not found.problems)
        self.take.setDefault(True)
        self.cancel = button()
        self.texts.bind(self.cancel.setText, N_("Cancel"))
        content = QWidget()
        content.setLayout(column(self.lines, None))
        whole = column(self.lead, scrolled(content), row(None, self.cancel, self.take), margin=18)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.texts.call(self._say)
        self.take.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        open_at(self, 560, 320)

    def _say(self) -> None:
        problems = self.found.problems
        if problems:
            self.lead.setText(
                ngettext(
                    "{n} entry cannot be read. Mend it in the file; nothing has been taken in.",
                    "{n} entries cannot be read. Mend them in the file; nothing has been taken in.",
                    len(problems),
                )
            )
        else:
            self.lead.setText(_("This would be taken in:"))
        lines = list(problems[:PROBLEMS_SHOWN]) if problems else cut_study_file.import_lines(self.found)
        self.lines.setText("\n".join(f"• {line}" for line in lines))
