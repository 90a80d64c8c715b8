"""One file, asked for in a dialog or dropped on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from smmhire.texts import _

if TYPE_CHECKING:
    from ui.notices import Notices
    from ui.settings_store import SettingsStore


def ask_for_file(
    parent: QWidget, settings: SettingsStore, *, title: str, kind: str, endings: Sequence[str]
) -> Path | None:
    """The file that was chosen, or None; the dialog begins where the last file was.

    `kind` says in a word what the files with `endings` are, e.g. “Tables”.
    """
    patterns = " ".join(f"*{ending}" for ending in endings)
    name, _filter = QFileDialog.getOpenFileName(
        parent,
        title,
        settings.current.last_folder or str(Path.home()),
        f"{kind} ({patterns});;" + _("All files (*)"),
    )
    if not name:
        return None
    path = Path(name)
    settings.change(last_folder=str(path.parent))
    return path


def local_files(data: QMimeData, endings: Sequence[str]) -> list[Path]:
    """The local files with one of the endings that are dragged."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in endings]


def dropped_file(event: QDropEvent, endings: Sequence[str], notices: Notices) -> Path | None:
    """The first file dropped, accepted, or None; where there were more, people are told."""
    paths = local_files(event.mimeData(), endings)
    if not paths:
        return None
    event.acceptProposedAction()
    if len(paths) > 1:
        notices.info(
            lambda: _("One file at a time: “{name}” is opened. Drop the others after it.", name=paths[0].name)
        )
    return paths[0]
