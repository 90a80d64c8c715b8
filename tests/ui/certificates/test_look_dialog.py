"""The look of certificates is chosen in a dialog and kept only by Save."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from smmhire.certificates.look import Design
from smmhire.services import certificate_look
from tests.ui.conftest import speak
from tests.ui.reading import latin_words, texts_of
from ui.pages.certificates.look_dialog import LookDialog
from ui.pages.page import Workplace


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    made = BytesIO()
    Image.new("RGB", (300, 120), "navy").save(made, "PNG")
    path = tmp_path / "logo.png"
    path.write_bytes(made.getvalue())
    return path


def open_dialog(workplace: Workplace, qtbot: QtBot) -> LookDialog:
    made = LookDialog(workplace)
    qtbot.addWidget(made)
    made.show()
    return made


def kept(workplace: Workplace) -> object:
    return certificate_look.look_of(workplace.settings.current, workplace.program.data_dir)


def test_what_is_saved_is_printed_from_then_on(workplace: Workplace, qtbot: QtBot, picture: Path) -> None:
    dialog = open_dialog(workplace, qtbot)
    dialog.design.setCurrentIndex(1)
    dialog.take_logo(picture)
    dialog.signatory.setText("ফারহানা ইয়াসমিন")
    dialog.position.setText("পরিচালক")
    dialog.save()
    look = certificate_look.look_of(workplace.settings.current, workplace.program.data_dir)
    assert (look.design, look.signatory, look.signatory_position) == (
        Design.MODERN, "ফারহানা ইয়াসমিন", "পরিচালক"
    )  # fmt: skip
    assert look.logo is not None
    again = open_dialog(workplace, qtbot)
    assert again.design.currentData() == "modern" and not again.picture.pixmap().isNull()
    again.drop_logo()
    again.save()
    assert certificate_look.look_of(workplace.settings.current, workplace.program.data_dir).logo is None


def test_cancel_keeps_nothing(workplace: Workplace, qtbot: QtBot, picture: Path) -> None:
    before = kept(workplace)
    dialog = open_dialog(workplace, qtbot)
    dialog.take_logo(picture)
    dialog.design.setCurrentIndex(2)
    dialog.reject()
    assert kept(workplace) == before


def test_a_file_that_is_no_picture_says_so_in_place(
    workplace: Workplace, qtbot: QtBot, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"hello")
    dialog = open_dialog(workplace, qtbot)
    dialog.take_logo(broken)
    assert dialog.wrong.isVisible() and dialog.wrong.text()
    assert dialog.picture.text() == "no logo"


def test_it_is_in_bengali_too(workplace: Workplace, qtbot: QtBot) -> None:
    speak("bn")
    dialog = open_dialog(workplace, qtbot)
    assert latin_words(texts_of(dialog)) == set()
