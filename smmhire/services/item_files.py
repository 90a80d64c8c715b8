"""Question files of other programs: looked at, turned into an item file to complete, and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.bilingual import LANGUAGES
from smmhire.errors import UserError
from smmhire.texts import _

if TYPE_CHECKING:
    from smmhire.assessment.items import Item
    from smmhire.exchange.items.draft import ItemImport
    from smmhire.exchange.items.writing import Written

FORMATS = ("gift", "moodle", "qti3", "csv")
DEFAULT_SEED = 1  # any number; the same one gives the same file


def read(path: Path) -> ItemImport:
    """What the file would bring: the dry run. Nothing is stored.

    Raises UserError where the file as a whole cannot be read, or has no question.
    """
    from smmhire.exchange.items.reading import read_file

    return read_file(path)


def to_yaml(found: ItemImport, competency: str, path: Path) -> Path:
    """Write the drafts as an item file for `competency`, with marked places for what an item still needs.

    The file can be completed in any editor; `item check` says what is missing. Raises UserError where there
    is nothing to write, no such competency, a file already at `path`, or it cannot be written.
    """
    from smmhire.exchange.items.item_yaml import yaml_of
    from smmhire.services.files import save_file
    from smmhire.services.role import role

    known = [one.id for one in role().competencies]
    if competency not in known:
        raise UserError(
            _("There is no competency “{id}”.", id=competency),
            _("Possible are: {names}.", names=", ".join(known)),
        )
    if not found.drafts:
        raise UserError(
            _("No question of “{name}” can be brought in.", name=found.file_name),
            _("The list above says why, question by question."),
        )
    if path.exists():
        # It may be an earlier import that somebody has spent hours on.
        raise UserError(
            _("There is already a file “{name}”.", name=path.name), _("Choose another name, or move it away.")
        )
    return save_file(yaml_of(found, competency).encode(), path)


def export(
    items: Sequence[Item], path: Path, format: str, language: str, *, seed: int = DEFAULT_SEED
) -> Written:
    """Write the items to `path`, in one of FORMATS and one language; the notes say what is not in the file.

    Values of calculations are drawn by `seed`. Raises UserError where there are no items, none can be held by
    the format, or the file cannot be written; ValueError for an unknown format or language.
    """
    from smmhire.services.files import save_file

    if language not in LANGUAGES:
        raise ValueError(f"no texts in language {language!r}; there are {LANGUAGES}")
    if not items:
        raise UserError(_("There is no question to write."), _("Choose another competency or file."))
    written = _writer(format)(items, language, seed=seed)
    save_file(written.data, path)
    return written


def _writer(format: str) -> Callable[..., Written]:
    if format == "gift":
        from smmhire.exchange.items.gift_writer import write_gift

        return write_gift
    if format == "moodle":
        from smmhire.exchange.items.moodle_writer import write_moodle_xml

        return write_moodle_xml
    if format == "qti3":
        from smmhire.exchange.items.qti_writer import write_qti3

        return write_qti3
    if format == "csv":
        from smmhire.exchange.items.table_writer import write_csv

        return write_csv
    raise ValueError(f"no format {format!r}; there are {FORMATS}")
