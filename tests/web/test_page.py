"""The page as a file: it is up to date, speaks both languages, and has no way to the outside."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from smmhire.content import load_role
from smmhire.role.levels import LEVEL_NAMES, level_name
from smmhire.texts import MONTHS, _, using
from tests.web.running import PAGE, ROOT, NodePage, script_of

TEXT = PAGE.read_text("utf-8")
SCRIPT = script_of(TEXT)
BENGALI = re.compile("[\u0980-\u09ff]")
FIELD = re.compile(r"\{[a-zA-Z]+\}")
ENTRY = re.compile(
    r'^  "?([\w-]+)"?: \{\s*en: "((?:[^"\\]|\\.)*)",\s*bn: "((?:[^"\\]|\\.)*)",?\s*\},$', re.MULTILINE
)
WORDS = {key: (en, bn) for key, en, bn in ENTRY.findall(SCRIPT)}


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """packaging/verify_page.py, by its path: a library of that name is installed too."""
    path = ROOT / "packaging" / "verify_page.py"
    spec = importlib.util.spec_from_file_location("verify_page_tool", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_names_and_hashes_in_the_page_are_up_to_date(tool: ModuleType) -> None:
    assert tool.up_to_date(TEXT) == TEXT, "run packaging/verify_page.py"


def test_a_changed_name_or_script_is_noticed(tool: ModuleType) -> None:
    for old, new in (
        ("Strategy and audience", "Strategy"),
        ("const MOST_CODE = 1000", "const MOST_CODE = 1001"),
    ):
        assert old in TEXT
        assert tool.up_to_date(TEXT.replace(old, new)) != TEXT.replace(old, new)


def test_the_page_knows_every_competency_and_level_in_the_roles_order() -> None:
    places = [SCRIPT.index(f'"id": "{competency.id}"') for competency in load_role().competencies]
    assert places == sorted(places)
    for language in ("en", "bn"):
        with using(language):
            names = [level_name(level) for level in sorted(LEVEL_NAMES)]
        found = [SCRIPT.index(f'"{language}": "{name}"') for name in names]
        assert found == sorted(found)


def test_the_policy_allows_nothing_but_the_pages_own_script_and_style() -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', TEXT)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/]{43}='", rules["style-src"])
    assert rules["img-src"] == "data:"
    assert rules.keys() == {
        "default-src",
        "script-src",
        "style-src",
        "img-src",
        "base-uri",
        "form-action",
        "require-trusted-types-for",
    }


def test_nothing_in_the_page_asks_for_anything_outside() -> None:
    addresses = set(re.findall(r"[a-z]+://[^\s\"'`)]+", TEXT))
    assert addresses == {"http://www.w3.org/2000/svg"}, "the name of a format, not an address"
    forbidden = (
        "fetch XMLHttpRequest WebSocket EventSource sendBeacon importScripts import localStorage"
        " sessionStorage indexedDB innerHTML insertAdjacentHTML eval Function"
    )
    assert set(re.findall(r"\w+", SCRIPT)) & set(forbidden.split()) == set()
    assert re.findall(r"<(?:script|img|iframe|object|embed|form|a)\b[^>]*\b(?:src|href|action)", TEXT) == []
    (style,) = re.findall("<style>(.*?)</style>", TEXT, re.DOTALL)
    assert re.findall(r"url\(|@import|@font-face", style) == []


def test_every_sentence_stands_in_both_languages() -> None:
    assert len(WORDS) > 130
    for key, (english, bengali) in WORDS.items():
        assert not BENGALI.search(english), key
        assert BENGALI.search(bengali), key
        assert sorted(FIELD.findall(english)) == sorted(FIELD.findall(bengali)), key
        if english.endswith("."):
            assert bengali.endswith("।"), key


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = set(re.findall(r'data-say="([\w-]+)"', TEXT))
    asked |= set(re.findall(r'\b(?:t|say|line|head|some)\((?:"\w+", )?"([\w-]+)"', SCRIPT)) - {
        "good",
        "bad",
        "caution",
    }
    assert asked <= WORDS.keys(), asked - WORDS.keys()
    refusals = set(re.findall(r'(?:refuse|or|new Refusal)\("([\w-]+)"', SCRIPT))
    refusals |= set(re.findall(r'inflate\([^)]*"([\w-]+)"\)', SCRIPT))
    assert len(refusals) > 25
    assert {f"no-{reason}" for reason in refusals} <= WORDS.keys()


def test_what_the_paper_says_too_is_said_in_the_same_words(page: NodePage) -> None:
    """Compared by people, field by field: two words for one thing would look like a forgery."""
    same = {
        "practice": "Practice result: self-assessment, unsupervised",
        "unsupervised": "Result of an employer's assessment, taken without supervision",
        "supervised": "Result of an employer's assessment, taken under supervision",
        "number": "Certificate number",
        "vacancy": "Vacancy",
        "issuedOn": "Issued on",
        "validUntil": "Valid until",
        "formVersion": "Version of the questions",
        "competency": "Competency",
        "level": "Level",
        "ability": "Ability ± error",
    }
    for language in ("en", "bn"):
        with using(language):
            for key, message in same.items():
                assert page.call("say", key, language) == _(message)
            assert all(_(month) in SCRIPT for month in MONTHS)


def test_the_page_is_one_file_that_can_be_handed_on() -> None:
    assert [path.name for path in PAGE.parent.iterdir()] == [PAGE.name]
    assert len(TEXT) < 150_000
    assert Path(PAGE).read_bytes().find(b"\r") < 0
