"""What holds for every command: its options may stand anywhere, and the language is known before all else.

They are taken out of the arguments before typer sees those: `pay report --lang bn` and `--lang bn pay report`
then mean the same, and no command has to repeat them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from smmhire.bilingual import LANGUAGES
from smmhire.errors import UserError
from smmhire.settings import data_directory, load_settings
from smmhire.texts import N_, _

# option: (metavar, help)
EVERYWHERE: dict[str, tuple[str, str]] = {
    "--json": ("", N_("Write JSON for other programs instead of text.")),
    "--lang": ("bn|en", N_("The language: Bengali or English. Also SMMHIRE_LANG.")),
    "--data-dir": (N_("FOLDER"), N_("The folder of your data. Also SMMHIRE_DATA_DIR.")),
    "--database-url": (
        N_("ADDRESS"),
        N_("The database, where it is not a file in that folder. Also SMMHIRE_DATABASE_URL."),
    ),
}
_WITH_VALUE = frozenset(name for name, (metavar, _help) in EVERYWHERE.items() if metavar)


@dataclass(frozen=True, slots=True)
class Everywhere:
    """The values of the options that hold for every command."""

    as_json: bool = False
    data_dir: Path | None = None
    database_url: str | None = None


def take_everywhere(arguments: list[str]) -> tuple[Everywhere, list[str]]:
    """The options for every command, and the arguments without them; what stands behind `--` is left alone.

    Raises UserError where a value is missing or the language is not one there is.
    """
    rest: list[str] = []
    values: dict[str, str] = {}

    def missing(name: str) -> str:
        raise UserError(_("The option {name} needs a value.", name=name), _(EVERYWHERE[name][1]))

    for name, value in _scan(arguments, rest, missing):
        values[name] = value
    language = values.get("--lang")
    if language is not None and language not in LANGUAGES:
        raise UserError(
            _("“{value}” is not a language of this program.", value=language),
            _("Possible are: {names}.", names=", ".join(LANGUAGES)),
        )
    named_language = os.environ.get("SMMHIRE_LANG")
    if language is None and named_language and named_language not in LANGUAGES:
        raise UserError(
            _("“{value}” in SMMHIRE_LANG is not a language of this program.", value=named_language),
            _("Possible are: {names}.", names=", ".join(LANGUAGES)),
        )
    folder = values.get("--data-dir")
    return (
        Everywhere(
            as_json="--json" in values,
            data_dir=None if folder is None else Path(folder).expanduser(),
            database_url=values.get("--database-url"),
        ),
        rest,
    )


def choose_language(arguments: list[str]) -> str:
    """The language to speak: --lang, else SMMHIRE_LANG, else as chosen in the window, else the system's.

    Never fails: what is wrong with the arguments is said in the language found here.
    """
    values = dict(_scan(arguments, [], lambda _name: ""))
    for named in (values.get("--lang"), os.environ.get("SMMHIRE_LANG")):
        if named in LANGUAGES:
            return named
    folder = values.get("--data-dir")
    try:
        chosen = load_settings(data_directory(Path(folder).expanduser() if folder else None)).language
    except UserError:
        chosen = None
    return chosen or _language_of_system()


def _language_of_system() -> str:
    """Bengali where the system speaks it, else English."""
    named = next((os.environ[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(n)), "")
    return "bn" if named.lower().startswith("bn") else "en"


def _scan(arguments: list[str], rest: list[str], missing: Callable[[str], str]) -> list[tuple[str, str]]:
    """The options for every command with their values; all other arguments are put into `rest`."""
    found: list[tuple[str, str]] = []
    index = 0
    while index < len(arguments):
        name, is_joined, value = arguments[index].partition("=")
        if arguments[index] == "--":
            rest.extend(arguments[index:])
            break
        if name not in EVERYWHERE or (is_joined and name not in _WITH_VALUE):
            rest.append(arguments[index])
        elif is_joined or name not in _WITH_VALUE:
            found.append((name, value))
        elif index + 1 < len(arguments):
            index += 1
            found.append((name, arguments[index]))
        else:
            found.append((name, missing(name)))
        index += 1
    return found
