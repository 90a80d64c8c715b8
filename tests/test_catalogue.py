"""The Bengali catalogue is complete, compiled and true to its placeholders."""

from __future__ import annotations

import importlib.util
import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import mofile

ROOT = Path(__file__).resolve().parent.parent
FIELD = re.compile(r"\{[a-z_0-9]*\}")
BENGALI = re.compile(r"[\u0980-\u09ff]")
LATIN = re.compile(r"[A-Za-z]")
FORMATS = re.compile(r"\b(GIFT|Moodle XML|Aiken|QTI|CSV|XLSX|Ctrl)\b")  # names, the same in Bengali


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    """The tool in packaging/, loaded by its path: a library of that name is installed too."""
    spec = importlib.util.spec_from_file_location("catalogue_tool", ROOT / "packaging" / "catalogue.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(catalogue: ModuleType) -> list[tuple[str, str]]:
    """Each message with its translation; plurals as two."""
    found: list[tuple[str, str]] = []
    for message in catalogue.catalogue():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        found += zip(ids, strings, strict=True)
    return found


def test_every_message_has_a_bengali_text(catalogue: ModuleType) -> None:
    assert catalogue.untranslated() == {}


def test_no_message_is_kept_that_nobody_says(catalogue: ModuleType) -> None:
    said = {m if isinstance(m, str) else m[0] for m in catalogue.messages()}
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue.catalogue() if m.id}
    assert kept - said == set()


def test_the_compiled_catalogue_is_up_to_date(catalogue: ModuleType) -> None:
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue.catalogue())
    assert catalogue.PO_FILE.with_suffix(".mo").read_bytes() == compiled.getvalue()


def test_translations_have_the_fields_of_their_messages(catalogue: ModuleType) -> None:
    wrong = [m for m, t in pairs(catalogue) if set(FIELD.findall(m)) != set(FIELD.findall(t))]
    assert wrong == []


def test_translations_of_words_are_in_bengali(catalogue: ModuleType) -> None:
    wordless = [
        (m, t)
        for m, t in pairs(catalogue)
        if len(LATIN.findall(FORMATS.sub("", FIELD.sub("", m)))) > 4 and not BENGALI.search(t)
    ]
    assert wordless == []
