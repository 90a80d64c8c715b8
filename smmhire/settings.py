"""Where things lie, and what the program remembers between runs."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from smmhire.errors import UserError

RESOURCES = Path(__file__).resolve().parent.parent / "resources"

FILE_NAME = "settings.json"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """What the program remembers. Every field has a default: a first run needs no file."""

    # 'bn' or 'en'; None until somebody chooses, then the system's language counts.
    language: str | None = None
    # QWidget.saveGeometry of the main window, in base 64; '' before the first closing.
    window_geometry: str = ""
    # Layout the geometry belongs to: one of another version is not restored.
    window_version: int = 0
    # 'light' or 'dark'.
    theme: str = "light"
    # Name of the page shown last.
    last_page: str = ""
    # Employer's name, proposed for new vacancies and as issuer of certificates.
    employer: str = ""
    # Name of the person who last took an assessment here.
    taker_name: str = ""
    # Who works here: under this name decisions, notes and ratings are kept; '' is the account's name.
    user_name: str = ""
    # For how many months the data of a candidate are usually kept; see services.consent.
    retention_months: int = 12
    # Length of the assessments somebody takes for themselves: 'short' or 'full'.
    form_length: str = "short"
    # Column mappings for pay data that a user has saved, as JSON text, by name.
    column_mappings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # How the columns of tables of pay were understood when they were last imported, as JSON text, by the
    # headings of the table with tabs between them.
    pay_mappings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # How the columns of tables of candidates were understood when they were last imported, as JSON text, by
    # the headings of the table with tabs between them.
    candidate_mappings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # What was last asked of the pay data, by the names of the choices.
    pay_question: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # What somebody said of themselves to see what they could earn, by name: see pay.routes.JobSeeker.
    # Kept here and not in the database, which others may share.
    earning_answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # What held last for pay figures typed by hand (currency, period, country …), by field.
    pay_entry: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    # How an employer's certificates look: the design ('classic', 'modern', 'plain'), and who signs them by
    # hand. The logo is a file beside this one: see services.certificate_look.
    certificate_design: str = "classic"
    certificate_signatory: str = ""
    certificate_signatory_position: str = ""
    # Folder into which something was last saved, or from which it was last read; '' before.
    last_folder: str = ""
    # Not kept: the file that could not be read at this start and was set aside, for a notice ('': none).
    set_aside: str = ""


def data_directory(given: Path | None = None) -> Path:
    """The folder of the user's data: `given`, else SMMHIRE_DATA_DIR, else the system's place for it."""
    if given is not None:
        return given
    named = os.environ.get("SMMHIRE_DATA_DIR")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("smmhire", appauthor=False)


def load_settings(data_dir: Path) -> Settings:
    """The settings kept in `data_dir`; the defaults where there are none.

    A file that is not as it must be is renamed, never deleted, and named in `set_aside`. Raises UserError
    where the file is there but cannot be read or renamed.
    """
    path = data_dir / FILE_NAME
    try:
        written = path.read_bytes()
        try:
            return _from_json(json.loads(written.decode("utf-8")))
        except (ValueError, RecursionError) as error:  # also what a wrong encoding or JSON raises
            return Settings(set_aside=str(_set_aside(path, error)))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise _failure(path, error) from error


def save_settings(data_dir: Path, settings: Settings) -> None:
    """Keep the settings in `data_dir`: all of them, or the file stays as it was.

    Raises UserError where they cannot be written.
    """
    written = {name: getattr(settings, name) for name in _KEPT}
    for name in _MAPPINGS:
        written[name] = dict(getattr(settings, name))
    path = data_dir / FILE_NAME
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("w", encoding="utf-8") as file:
                json.dump(written, file, ensure_ascii=False, indent=2)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _failure(path, error) from error


_MAPPINGS = (
    "column_mappings", "pay_mappings", "candidate_mappings", "pay_entry", "pay_question", "earning_answers"
)  # fmt: skip
_KEPT = tuple(f.name for f in fields(Settings) if f.name != "set_aside")


def _from_json(written: Any) -> Settings:
    """Raises ValueError where a value is not of its field's kind. Fields of a newer version are left out."""
    if not isinstance(written, dict):
        raise ValueError("not an object")
    values = cast("dict[str, Any]", written)
    known = {name: values[name] for name in _KEPT if name in values}
    for name, value in known.items():
        if not _fits(name, value):
            raise ValueError(f"{name}: {value!r}")
    return Settings(**known)


def _fits(name: str, value: object) -> bool:
    match name:
        case "language":
            return value in (None, "bn", "en")
        case "theme":
            return value in ("light", "dark")
        case "form_length":
            return value in ("short", "full")
        case "retention_months":
            return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 120
        case "window_version":
            return isinstance(value, int) and not isinstance(value, bool)
        case _ if name in _MAPPINGS:
            if not isinstance(value, dict):
                return False
            pairs = cast("dict[object, object]", value)
            return all(isinstance(part, str) for pair in pairs.items() for part in pair)
        case _:
            return isinstance(value, str)


def _set_aside(path: Path, reason: Exception) -> Path:
    from datetime import UTC, datetime

    aside = path.with_name(f"settings-broken-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json")
    path.replace(aside)
    log.warning("settings could not be read (%s): set aside as %s", reason, aside)
    return aside


def _failure(path: Path, error: OSError) -> UserError:
    # Imported here: the texts themselves need to know where the resources lie.
    from smmhire.errors import UserError
    from smmhire.texts import _

    log.error("settings: %s", error)
    if isinstance(error, (NotADirectoryError, FileExistsError)):
        return UserError(
            _("“{folder}” is a file, not a folder: your data cannot be kept there.", folder=path.parent),
            _("Name another folder in SMMHIRE_DATA_DIR or --data-dir, or move that file away."),
        )
    return UserError(
        _("The settings in {file} cannot be read or written.", file=path),
        _("Check the rights of the folder and the room on the disk."),
    )
