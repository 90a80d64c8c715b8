"""The pay page, empty and with a survey in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.pay.made_data import write_survey
from ui.pages.page import Workplace
from ui.pages.pay.import_dialog import ImportDialog
from ui.pages.pay.page import PayPage


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> PayPage:
    made = PayPage(workplace)
    qtbot.addWidget(made)
    made.resize(972, 780)
    made.show()
    made.enter()
    return made


@pytest.fixture
def open_import(page: PayPage, qtbot: QtBot) -> Callable[[Path], ImportDialog]:
    """Opens the import of a file and waits for its dry run."""

    def run(path: Path) -> ImportDialog:
        page.open_import(path)
        dialog = page.import_dialog
        assert dialog is not None
        qtbot.waitUntil(
            lambda: dialog.view.preview.rowCount() > 0 or bool(dialog.view.warning.text()), timeout=20_000
        )
        qtbot.waitUntil(lambda: not dialog.busy.isVisible(), timeout=20_000)
        return dialog

    return run


@pytest.fixture
def keep(page: PayPage, qtbot: QtBot) -> Callable[[ImportDialog], None]:
    """Presses Import and waits until the comparison has been answered anew."""

    def run(dialog: ImportDialog) -> None:
        with qtbot.waitSignal(page.benchmark_view.answered, timeout=20_000):
            dialog.keep()

    return run


@pytest.fixture
def filled(
    page: PayPage,
    tmp_path: Path,
    open_import: Callable[[Path], ImportDialog],
    keep: Callable[[ImportDialog], None],
) -> PayPage:
    """The page after the survey of Dhaka has been imported."""
    keep(open_import(write_survey(tmp_path)))
    return page
