"""The language changes everywhere at once, while the program runs."""

from __future__ import annotations

import secrets

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smmhire import texts
from tests.ui.conftest import speak
from tests.ui.reading import latin_words, names_of_services, texts_of, words_of_the_bank
from ui.language import number_typed
from ui.pages.page import Workplace
from ui.pages.registry import PAGES, build


@pytest.mark.parametrize("name", list(PAGES))
def test_a_page_switched_while_open_reads_as_one_opened_in_that_language(
    name: str, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "randbelow", lambda _most: 7)  # the same questions on both pages
    switched = build(name, workplace)
    qtbot.addWidget(switched)
    switched.enter()
    switched.show()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    speak("bn")
    fresh = build(name, workplace)
    qtbot.addWidget(fresh)
    fresh.enter()
    fresh.show()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    assert sorted(texts_of(switched)) == sorted(texts_of(fresh))


# Called after people who write themselves in Latin letters.
NAMES_OF_METHODS = {"Harrell", "Davis"}


@pytest.mark.parametrize("name", list(PAGES))
def test_a_bengali_page_has_no_english_words(name: str, workplace: Workplace, qtbot: QtBot) -> None:
    speak("bn")
    page = build(name, workplace)
    qtbot.addWidget(page)
    page.enter()
    page.show()
    qtbot.waitUntil(lambda: workplace.background.is_idle)
    read = [text for text in texts_of(page) if workplace.program.database_name not in text]
    of_pages = {"items": words_of_the_bank, "pay": lambda: NAMES_OF_METHODS}
    of_the_page = of_pages.get(name, set[str])()
    assert latin_words(read, *names_of_services(), *of_the_page) == set()


def test_numbers_are_understood_in_both_kinds_of_digits() -> None:
    assert number_typed("২৫,০০০") == 25_000
    assert number_typed("25,000.5") == 25_000.5
    assert number_typed("পঁচিশ") is None
    assert number_typed("") is None


@pytest.mark.parametrize("word", ["nan", "inf", "-Infinity"])
def test_a_word_that_python_takes_for_a_number_is_none(word: str) -> None:
    assert number_typed(word) is None


def test_what_qt_itself_writes_is_in_the_language_of_the_program_and_never_blank() -> None:
    def said(text: str) -> str:
        return QCoreApplication.translate("QPlatformTheme", text)

    assert said("OK") == "OK"
    speak("bn")
    assert said("OK") == "ঠিক আছে"
    # Never used here; should Qt come to use it, English is better than an empty button.
    assert said("Restore Defaults") == "Restore Defaults"


def test_the_file_dialog_is_in_bengali(qtbot: QtBot) -> None:
    speak("bn")
    dialog = QFileDialog(None, "", "", "*.csv")
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
        dialog.setAcceptMode(mode)
        words = [part.text() for kind in (QLabel, QPushButton) for part in dialog.findChildren(kind)]
        assert len(words) >= 5
        assert latin_words(words) == set()


def test_bengali_numbers_are_grouped_as_in_dhaka() -> None:
    with texts.using("bn"):
        assert texts.number(1_234_567) == "১২,৩৪,৫৬৭"
    with texts.using("en"):
        assert texts.number(1_234_567) == "1,234,567"
