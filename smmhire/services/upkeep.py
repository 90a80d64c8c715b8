"""Looking after the installation: copies of the database, and whether everything is in its place."""

from __future__ import annotations

import os
import platform
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from smmhire import VERSION
from smmhire.errors import UserError
from smmhire.settings import RESOURCES
from smmhire.texts import _, number

PACKAGES = (
    "PySide6_Essentials",
    "SQLAlchemy",
    "reportlab",
    "uharfbuzz",
    "numpy",
    "scipy",
    "polars",
    "babel",
    "typer",
)
FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansBengali-Bold.ttf",
    "NotoSerif-Regular.ttf",
    "NotoSerifBengali-Regular.ttf",
)
# Less room than this and a backup or an import may not fit (bytes).
LITTLE_ROOM = 200_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, what was found, and whether that is as it should be."""

    code: str
    name: str
    found: str
    is_fine: bool


def back_up(database_name: str, folder: Path) -> Path:
    """Copy the SQLite file `database_name` into `folder`; the copy. The newest ten there are kept.

    Raises UserError where that is not possible, or the database is not a file.
    """
    from smmhire.storage.backup import back_up as copy

    database = Path(database_name)
    if not database.is_file():
        raise UserError(
            _("The database {name} is not a file, so it cannot be copied.", name=database_name),
            _("Use the means of the database server, such as pg_dump."),
        )
    return copy(database, folder, "copy")


def installation() -> tuple[Check, ...]:
    """The program itself: versions, fonts, content, translations."""
    return (_versions(), _fonts(), *_content(), _catalogue())


def surroundings(data_dir: Path, database_name: str | None, failure: UserError | None) -> tuple[Check, ...]:
    """The user's data: the folder, the room on its disk, the database or why it could not be opened."""
    existing = next((p for p in (data_dir, *data_dir.parents) if p.is_dir()), data_dir)
    free = shutil.disk_usage(existing).free
    room = _("{amount} MB free", amount=number(free / 1e6))
    return (
        _folder(data_dir, existing),
        Check("room", _("Room on the disk"), room, free >= LITTLE_ROOM),
        _database(database_name, failure),
    )


def _folder(data_dir: Path, existing: Path) -> Check:
    """`existing`: the folder itself or the nearest above it that is there."""
    is_writable = os.access(existing, os.W_OK)
    found = str(data_dir) if is_writable else _("{folder} may not be written to", folder=data_dir)
    return Check("data_dir", _("Data folder"), found, is_writable)


def _versions() -> Check:
    found: list[str] = []
    missing: list[str] = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            missing.append(package)
    text = f"SMM Hire {VERSION}, Python {platform.python_version()}, {', '.join(found)}"
    if missing:
        text += "; " + _("not installed: {names}", names=", ".join(missing))
    return Check("versions", _("Versions"), text, not missing)


def _fonts() -> Check:
    missing = [name for name in FONTS if not (RESOURCES / "fonts" / name).is_file()]
    found = (
        _("missing: {names}", names=", ".join(missing))
        if missing
        else _("{n} files, Bengali among them", n=number(len(list((RESOURCES / "fonts").glob("*.ttf")))))
    )
    return Check("fonts", _("Fonts"), found, not missing)


def _content() -> tuple[Check, ...]:
    from smmhire.content import load_items, load_role
    from smmhire.exchange.reference import oews

    name = _("Content")
    try:
        role, items, reference = load_role(), load_items(), oews()
    except UserError as broken:
        return (Check("content", name, str(broken), False),)
    counts = _(
        "{facts} facts, {duties} duties, {competencies} competencies, {items} questions, {reference} "
        "official wage rows",
        facts=number(len(role.facts)),
        duties=number(len(role.duties)),
        competencies=number(len(role.competencies)),
        items=number(len(items)),
        reference=number(len(reference)),
    )
    return (Check("content", name, counts, bool(items and role.duties and reference)),)


def _catalogue() -> Check:
    path = RESOURCES / "locale" / "bn" / "LC_MESSAGES" / "smmhire.mo"
    is_there = path.is_file()
    found = _("Bengali and English") if is_there else _("missing: {names}", names=path.name)
    return Check("languages", _("Languages"), found, is_there)


def _database(database_name: str | None, failure: UserError | None) -> Check:
    name = _("Database")
    if failure is not None or database_name is None:
        return Check("database", name, str(failure), False)
    path = Path(database_name)
    if not path.is_file():
        return Check("database", name, _("{name}, in order", name=database_name), True)
    from smmhire.storage.backup import quick_check

    finding = quick_check(path)
    if finding:
        return Check("database", name, _("{name} is damaged: {finding}", name=path, finding=finding), False)
    size = _("{name}, in order, {amount} kB", name=path, amount=number(path.stat().st_size / 1000))
    return Check("database", name, size, True)


def file_database(path: Path) -> str:
    """The address of the SQLite database in that file, whatever the surroundings say."""
    from smmhire.storage.database import sqlite_url

    return sqlite_url(path)
