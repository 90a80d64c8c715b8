"""Any file of questions, told by what is in it and not by its name alone."""

from __future__ import annotations

import re
from pathlib import Path

from smmhire.errors import UserError
from smmhire.exchange.items import aiken, gift
from smmhire.exchange.items.draft import ItemImport
from smmhire.exchange.items.files import (
    bytes_of,
    refuse_old_bengali,
    refuse_other_files,
    text_of,
    unknown_kind,
)
from smmhire.texts import _

_XML = re.compile(r"\s*(?:<\?xml\b|<!--|<[A-Za-z!])")


def read_file(path: Path) -> ItemImport:
    """What the file would bring; nothing is stored. Raises UserError where it cannot be read as a whole."""
    return read_bytes(bytes_of(path), path.name)


def read_bytes(content: bytes, name: str) -> ItemImport:
    """As `read_file`, of bytes that stand in a file of this name."""
    refuse_other_files(content, name)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_zip(content, name)
    suffix = Path(name).suffix.lower()
    head = _head(content)
    if suffix == ".xml" or (_XML.match(head) and suffix not in (".gift", ".csv", ".tsv")):
        return _read_xml(content, name)
    text = text_of(content, name)
    if suffix in (".csv", ".tsv"):
        return _read_table(text, name)
    if suffix == ".gift":
        return gift.read(text, name)
    if aiken.looks_so(text) and not re.search(r"(?<!\\)\{[^{}]*(?<!\\)[=~#]", text):
        return aiken.read(text, name)
    if re.search(r"(?<!\\)\{", text) or "$CATEGORY:" in text:
        return gift.read(text, name)
    from smmhire.exchange.items import tables

    if tables.looks_so(text):
        return _read_table(text, name)
    raise unknown_kind(name)


def _head(content: bytes) -> str:
    """The first letters, roughly: enough to see a '<'."""
    return content[:400].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").decode("latin-1")


def _read_zip(content: bytes, name: str) -> ItemImport:
    from smmhire.exchange.items import qti, tables
    from smmhire.exchange.items.packages import Package

    package = Package(content, name)
    if "xl/workbook.xml" in package:
        return tables.read_workbook(content, name)
    if any(part.startswith("word/") for part in package.names):
        raise UserError(
            _("“{name}” is a {kind} file, not a file of questions.", name=name, kind="Word"),
            _("Save it as plain text (UTF-8) in the GIFT or Aiken format."),
        )
    return _in_unicode(qti.read_package(content, name))


def _read_xml(content: bytes, name: str) -> ItemImport:
    from smmhire.exchange.items import moodle_xml, qti
    from smmhire.exchange.items.xml_tree import tree_of

    root = tree_of(content, name)
    match root.tag:
        case "quiz":
            found = moodle_xml.read(root, name)
        case qti.ITEM:
            found = qti.read_item(root, name)
        case "questestinterop":
            raise UserError(
                _("“{name}” is QTI 1.2, which is not read.", name=name),
                _("Export the questions as QTI 2.2 or QTI 3.0, or as Moodle XML."),
            )
        case "assessmenttest" | "manifest":
            raise UserError(
                _("“{name}” only lists questions that stand in other files.", name=name),
                _("Choose the whole package (.zip)."),
            )
        case _:
            raise unknown_kind(name)
    return _in_unicode(found)


def _in_unicode(found: ItemImport) -> ItemImport:
    """The import. Raises UserError for Bengali letters drawn by an old font in Latin places."""
    texts = [part for draft in found.drafts for part in (draft.stem, *(o.text for o in draft.options))]
    refuse_old_bengali("\n".join(texts), found.file_name)
    return found


def _read_table(text: str, name: str) -> ItemImport:
    from smmhire.exchange.items import tables

    return tables.read_text(text, name)
