"""The settings in use: one place that changes and keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from smmhire.settings import Settings, save_settings


class SettingsStore:
    """The current settings; every change is written at once."""

    def __init__(self, data_dir: Path, settings: Settings) -> None:
        self._data_dir = data_dir
        self.current = settings

    def change(self, **fields: Any) -> None:
        """Change the named fields and keep them. Raises UserError when they cannot be written."""
        changed = replace(self.current, **fields)
        if changed != self.current:
            self.current = changed
            save_settings(self._data_dir, changed)
