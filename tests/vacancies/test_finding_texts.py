"""Findings in words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from smmhire import texts
from smmhire.content import load_role
from smmhire.texts import using
from smmhire.vacancies import finding_texts
from smmhire.vacancies.finding_texts import KIND_NAMES, PERIOD_NAMES, PLACE_NAMES, describe, kind_name
from smmhire.vacancies.profile import CompetencyRequirement, DutyChoice, OwnRequirement
from smmhire.vacancies.review import Kind, PayPlacement, review
from tests.vacancies import build

ROLE = load_role()
CATALOGUE = Path(__file__).resolve().parents[2] / "resources" / "locale" / "bn" / "LC_MESSAGES" / "smmhire.po"


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="bn")


@pytest.fixture
def in_bengali(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The translations of this room alone, whether or not the whole catalogue has been built."""
    import gettext

    with (tmp_path / "part.mo").open("wb") as file:
        write_mo(file, catalogue())
    with (tmp_path / "part.mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    english = gettext.NullTranslations()
    monkeypatch.setattr(texts, "_catalogue", lambda code: translations if code == "bn" else english)


UNFAIR = "Under 30. Female candidates only. Good looks. Unmarried. Religion: Islam. Able-bodied."
EMPTY = "SMM ninja. Fast-paced. We are a family. Hard-working."


def everything_found() -> list[finding_texts.Finding]:
    """One profile cannot have all findings: these together do."""
    must = OwnRequirement("At least 3 years of experience", is_must_have=True)
    profiles = [
        build.english(description="press releases; buy 500 likes", own_requirements=(must,)),
        build.english(goals=(), duties=(), competencies=(), pay=None, engagement=""),
        build.english(duties=(DutyChoice("R-D1"), DutyChoice("unknown"))),
        build.english(competencies=(CompetencyRequirement("content", 3, 0),), engagement="E-W4"),
        build.english(own_requirements=(must,) * 5, engagement="E-W2"),
    ]
    senior = tuple(CompetencyRequirement(one.id, 5, 5) for one in ROLE.competencies)
    low = PayPlacement(5.0, 2.0, 12.0, 60, "২০২৬")
    profiles += [
        build.english(description=f"{UNFAIR} {EMPTY} Logo design; call centre"),
        build.english(title="Intern", competencies=senior, own_requirements=(must,)),
    ]
    return [finding for profile in profiles for finding in review(profile, ROLE, low)]


def test_every_kind_of_finding_has_words() -> None:
    findings = everything_found()
    assert {finding.code for finding in findings} == set(finding_texts._WORDS)
    for finding in findings:
        said = describe(finding, ROLE)
        for text in (said.headline, said.reason, said.suggestion, said.place_name):
            assert text.strip() and "{" not in text


@pytest.mark.usefixtures("in_bengali")
def test_in_bengali_no_english_word_and_no_latin_digit_is_left() -> None:
    quotes = (
        "press releases", "buy 500 likes", "3 years of experience", "unknown", "Intern", "SMM ninja",
        "Fast-paced", "We are a family", "Hard-working", "Under 30", "Female candidates only", "Good looks",
        "Unmarried", "Religion: Islam", "Able-bodied", "Logo design", "call centre",
    )  # fmt: skip
    with using("bn"):
        for finding in everything_found():
            said = describe(finding, ROLE)
            for text in (said.headline, said.reason, said.suggestion, said.place_name):
                for quote in quotes:
                    text = text.replace(quote, "")
                assert not re.search(r"[A-Za-z0-9]", text), text
        for kind in Kind:
            assert not re.search(r"[A-Za-z]", kind_name(kind))


def test_the_role_says_whose_work_it_is() -> None:
    (finding,) = review(build.english(description="Write press releases"), ROLE)
    said = describe(finding, ROLE)
    assert "“press releases”" in said.headline and "PR specialist" in said.headline
    assert said.place_name == "Description"


def test_places_in_lists_are_counted_from_one() -> None:
    (finding,) = review(build.english(duties=(DutyChoice("R-D2", "a"), DutyChoice("R-D3"))), ROLE)
    assert describe(finding, ROLE).place_name == "Duties, no. 2"


def test_every_name_has_a_translation_with_the_same_fields() -> None:
    translated = catalogue()
    for name in (*KIND_NAMES.values(), *PLACE_NAMES.values(), *PERIOD_NAMES.values()):
        assert translated.get(name) is not None, name
    for message in translated:
        if message.id:
            fields = set(re.findall(r"\{\w+\}", str(message.id)))
            assert set(re.findall(r"\{\w+\}", str(message.string))) == fields, message.id
            assert message.string and not message.fuzzy
