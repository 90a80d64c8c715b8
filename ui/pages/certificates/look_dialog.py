"""How an employer's certificates look: the design, the logo, and who signs them by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QWidget

from smmhire.certificates.look import Design
from smmhire.errors import UserError
from smmhire.services import certificate_look
from smmhire.texts import N_, _
from ui.language import Translated
from ui.pages.page import Workplace
from ui.widgets.basics import button, column, label, row
from ui.widgets.file_choice import ask_for_file

DESIGNS = (
    (Design.CLASSIC, N_("classic: a frame, everything centred")),
    (Design.MODERN, N_("modern: a coloured column beside the text")),
    (Design.PLAIN, N_("plain: for grey printers")),
)
ENDINGS = (".png", ".jpg", ".jpeg")
LOGO_WIDTH, LOGO_HEIGHT = 220, 80


class LookDialog(Translated, QDialog):
    """Changed, the look holds for every certificate that is printed from then on; practice certificates have
    neither logo nor signatory."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        look = certificate_look.look_of(workplace.settings.current, workplace.program.data_dir)
        self._logo = look.logo
        self._new_logo: Path | None = None
        self.texts.bind(self.setWindowTitle, N_("How certificates look"))
        self.design = QComboBox()
        for code, name in DESIGNS:
            self.design.addItem("", code.value)  # Qt keeps plain texts only
            place = self.design.count() - 1
            self.texts.call(lambda p=place, n=name: self.design.setItemText(p, _(n)))
        self.design.setCurrentIndex([code for code, _name in DESIGNS].index(look.design))
        self.picture = label()
        self.picture.setMinimumSize(LOGO_WIDTH, LOGO_HEIGHT)
        self.choose = button()
        self.remove = button()
        self.texts.bind(self.choose.setText, N_("Choose a picture …"))
        self.texts.bind(self.remove.setText, N_("Without a logo"))
        for one in (self.choose, self.remove):
            one.setAutoDefault(False)
        self.signatory = QLineEdit(look.signatory)
        self.position = QLineEdit(look.signatory_position)
        self.texts.bind(self.position.setPlaceholderText, N_("such as: head of people"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        logo = QWidget()
        logo.setLayout(column(self.picture, row(self.choose, self.remove, None), spacing=6))
        for field, text in (
            (self.design, N_("Design")),
            (logo, N_("Logo")),
            (self.signatory, N_("Who signs by hand")),
            (self.position, N_("Their position")),
        ):
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            form.addRow(name, field)
        about = label("muted")
        self.texts.bind(
            about.setText,
            N_(
                "Holds for every certificate printed from now on. Practice certificates carry neither logo"
                " nor signatory."
            ),
        )
        self.wrong = label("bad")
        self.wrong.hide()
        self.keep = button("primary")
        self.keep.setDefault(True)
        self.texts.bind(self.keep.setText, N_("Save"))
        self.close_button = button()
        self.texts.bind(self.close_button.setText, N_("Cancel"))
        self.setLayout(
            column(about, form, self.wrong, row(None, self.close_button, self.keep), margin=18, spacing=12)
        )
        self.resize(560, 380)
        self.choose.clicked.connect(self.ask_for_logo)
        self.remove.clicked.connect(self.drop_logo)
        self.keep.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.texts.call(self._show_logo)

    def ask_for_logo(self) -> None:
        """Let a picture be chosen."""
        path = ask_for_file(
            self,
            self._workplace.settings,
            title=_("The logo of your certificates"),
            kind=_("Pictures"),
            endings=ENDINGS,
        )
        if path is not None:
            self.take_logo(path)

    def take_logo(self, path: Path) -> None:
        """Show the picture as it will be printed; it is kept by Save. One that is none says so here."""
        try:
            self._logo = certificate_look.logo_of(path)
        except UserError as wrong:
            self._say(str(wrong))
            return
        self._new_logo = path
        self._say("")
        self._show_logo()

    def drop_logo(self) -> None:
        """Without a logo, once that is saved."""
        self._logo = self._new_logo = None
        self._show_logo()

    def save(self) -> None:
        """Keep it, and close."""
        store, folder = self._workplace.settings, self._workplace.program.data_dir
        try:
            if self._new_logo is not None:
                certificate_look.take_logo(self._new_logo, folder)
            elif self._logo is None:
                certificate_look.remove_logo(folder)
            look = replace(
                certificate_look.look_of(store.current, folder),
                design=Design(self.design.currentData()),
                signatory=self.signatory.text(),
                signatory_position=self.position.text(),
            )
            kept = certificate_look.settings_with(store.current, look)
            store.change(
                certificate_design=kept.certificate_design,
                certificate_signatory=kept.certificate_signatory,
                certificate_signatory_position=kept.certificate_signatory_position,
            )
        except UserError as wrong:
            self._say(str(wrong))
            return
        self.accept()

    def _say(self, text: str) -> None:
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))

    def _show_logo(self) -> None:
        self.remove.setEnabled(self._logo is not None)
        if self._logo is None:
            self.picture.setPixmap(QPixmap())
            self.picture.setText(_("no logo"))
            return
        image = QImage.fromData(self._logo).scaled(
            LOGO_WIDTH,
            LOGO_HEIGHT,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self.picture.setPixmap(QPixmap.fromImage(image))
