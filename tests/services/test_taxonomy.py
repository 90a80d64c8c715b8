"""Official entries: whole, in both languages, and found by words of either."""

from __future__ import annotations

import csv
from pathlib import Path
from unicodedata import normalize

import pytest

from smmhire.content.taxonomy import read_taxonomy
from smmhire.errors import UserError
from smmhire.services import taxonomy
from smmhire.services.role import role
from smmhire.vacancies.taxonomy import TaxonomyKind, TaxonomySystem


def names(text: str) -> list[str]:
    return [one.name.en for one in taxonomy.search(text)]


def test_entries_have_ids_of_their_own_and_names_in_both_languages() -> None:
    entries = taxonomy.entries()
    assert len({one.id for one in entries}) == len(entries)
    assert all(one.name.en and one.name.bn and one.name.en != one.name.bn for one in entries)
    esco = [one for one in entries if one.system is TaxonomySystem.ESCO]
    assert sum(one.kind is not TaxonomyKind.OCCUPATION for one in esco) >= 60
    assert all(one.id.startswith("http://data.europa.eu/esco/") for one in esco)


def test_what_is_outside_the_role_is_not_offered() -> None:
    outside = {one.uri or one.code for one in role().occupations if one.limit is not None}
    assert outside and not outside & {one.id for one in taxonomy.entries()}


def test_names_are_those_of_the_lists(shared_dir: Path) -> None:
    folder = shared_dir / "domain" / "taxonomy"
    with (folder / "esco_1.1.1_smm_occupation_skills.csv").open(encoding="utf-8") as file:
        esco = {row["skillUri"]: row["skill"] for row in csv.DictReader(file)}
    with (folder / "onet_task_statements_smm.csv").open(encoding="utf-8") as file:
        tasks = {f"{row['O*NET-SOC Code']}/{row['Task ID']}": row["Task"] for row in csv.DictReader(file)}
    for one in taxonomy.entries():
        if one.kind is TaxonomyKind.TASK:
            assert tasks[one.id] == one.name.en
        elif one.system is TaxonomySystem.ESCO and one.kind is not TaxonomyKind.OCCUPATION:
            assert esco[one.id] == one.name.en


def test_words_of_either_language_find_in_any_order_and_spelling() -> None:
    assert "apply social media marketing" in names("SOCIAL marketing")
    assert names("marketing social") and set(names("marketing social")) == set(names("social marketing"))
    assert "apply social media marketing" in names("সোশ্যাল মিডিয়া")
    assert names(normalize("NFD", "সোশ্যাল মিডিয়া")) == names(normalize("NFC", "সোশ্যাল মিডিয়া"))
    assert "perform customers’ needs analysis" in names("customers' needs")
    assert names("13-1161.01")[0] == "Search Marketing Strategists"
    assert names("zzz") == [] and len(names("  ")) == len(taxonomy.entries())


def test_a_name_that_begins_with_the_words_comes_first() -> None:
    found = names("market research")
    assert found[0] == "market research" and "perform market research" in found


def test_a_file_that_names_something_twice_is_refused_with_its_line(tmp_path: Path) -> None:
    line = '  - {id: "a1", kind: skill, name: {en: "One thing", bn: "একটি"}}\n'
    (tmp_path / "esco.yaml").write_text(f"entries:\n{line}{line}", "utf-8")
    with pytest.raises(UserError, match=r"line 3.*twice"):
        read_taxonomy(tmp_path, role())
