"""The Bengali catalogue: which messages the program says, which lack a translation, and compiling it.

    python packaging/catalogue.py           writes the .mo beside the .po; fails when a translation is missing
    python packaging/catalogue.py --list    lists the messages without a translation

Messages are found in the syntax tree, so that those inside f-strings count too.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
PO_FILE = ROOT / "resources" / "locale" / "bn" / "LC_MESSAGES" / "smmhire.po"
MARKERS = {"_", "N_", "ngettext"}
Message = str | tuple[str, str]


def messages_in(source: str) -> Iterator[Message]:
    """Every message of one module: the text, or (singular, plural)."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS):
            continue
        wanted = 2 if node.func.id == "ngettext" else 1
        texts = [
            a.value for a in node.args[:wanted] if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        if len(texts) == wanted:
            yield (texts[0], texts[1]) if wanted == 2 else texts[0]


def texts_of_preset(preset: dict[str, Any]) -> Iterator[str]:
    """What a preset for reading pay data says to people: its source, licence, credit and assumptions."""
    for text in (preset.get("source_name"), preset.get("licence_note"), preset.get("credit")):
        if text:
            yield text
    yield from preset.get("assumptions", ())


def messages() -> dict[Message, str]:
    """All messages of the program, each with the file that says it first."""
    found: dict[Message, str] = {}
    files = [
        ROOT / "main.py",
        *sorted((ROOT / "smmhire").rglob("*.py")),
        *sorted((ROOT / "ui").rglob("*.py")),
    ]
    for path in files:
        for message in messages_in(path.read_text("utf-8")):
            found.setdefault(message, path.relative_to(ROOT).as_posix())
    for path in sorted((ROOT / "resources" / "market" / "presets").glob("*.json")):
        for message in texts_of_preset(json.loads(path.read_text("utf-8"))):
            found.setdefault(message, path.relative_to(ROOT).as_posix())
    return found


def catalogue() -> Catalog:
    """The catalogue as it stands in the .po file."""
    with PO_FILE.open("rb") as file:
        return pofile.read_po(file, locale="bn")


def untranslated() -> dict[Message, str]:
    """Messages without a Bengali text, each with the file that says it."""
    known = catalogue()
    missing: dict[Message, str] = {}
    for message, where in messages().items():
        entry = known.get(message[0] if isinstance(message, tuple) else message)
        if entry is None or not entry.string or (isinstance(entry.string, tuple) and not all(entry.string)):
            missing[message] = where
    return missing


def compile_catalogue() -> None:
    """Write the .mo file, whole or not at all."""
    target = PO_FILE.with_suffix(".mo")
    draft = target.with_suffix(".tmp")
    with draft.open("wb") as file:
        mofile.write_mo(file, catalogue())
    draft.replace(target)


def main(arguments: list[str]) -> int:
    """List or compile; 1 when a translation is missing."""
    missing = untranslated()
    for message, where in missing.items():
        print(f"{where}: {message!r}")
    if "--list" not in arguments:
        compile_catalogue()
    print(f"{len(messages())} messages, {len(missing)} without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
