"""Question files as use cases: looked at, made an item file to complete, written for other programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from smmhire.content import load_items
from smmhire.errors import UserError
from smmhire.services import item_bank, item_files
from smmhire.texts import using

GIFT = """
// [id:AD-1]
$CATEGORY: $course$/top/Ads

::Reach:: What is reach? {
=People who saw it#Each counts once.
~%50%Clicks
~Likes
####See the handbook.
}

::Costs:: 1000 taka for 500 clicks: how much is a click? {#2:0.1
=%0%0.5:0#Upside down.
}

::Order:: Order the steps. {>0 ALL VERTICAL ABSOLUTE_POSITION SHOW none
Plan
Post
Measure
}

::Pairs:: রিল ও স্টোরি মেলান। {=রিল -> ভিডিও =স্টোরি -> ২৪ ঘণ্টা}

::Essay:: Tell us about yourself. {}

::Broken:: Q? {=a ~
"""


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    path = tmp_path / "ours.gift"
    path.write_text(GIFT, "utf-8")
    return path


def test_a_dry_run_accounts_for_every_question_and_writes_nothing(gift: Path) -> None:
    found = item_files.read(gift)
    assert (len(found.drafts), found.left_out, len(found.unsupported)) == (4, 1, 1)
    assert found.question_count == 6
    assert list(gift.parent.iterdir()) == [gift]


def test_drafts_become_an_item_file_whose_gaps_the_check_names_one_by_one(gift: Path, tmp_path: Path) -> None:
    out = item_files.to_yaml(item_files.read(gift), "content", tmp_path / "ours.yaml")
    text = out.read_text("utf-8")
    for told in ("TO DO", "Broken", "Essay", "See the handbook.", "50% of the mark", "রিল", "Upside down."):
        assert told in text
    with pytest.raises(UserError) as missing:
        item_bank.check(out)
    for told in ("ours.yaml", "AD-1", "difficulty", "missing"):
        assert told in missing.value.what


def test_an_item_file_once_completed_passes_the_check(tmp_path: Path) -> None:
    path = tmp_path / "one.gift"
    path.write_text("::MY-1:: What do we post on Fridays? {=Recipes#R. ~Invoices#I. ~Weather#W.}", "utf-8")
    out = item_files.to_yaml(item_files.read(path), "content", tmp_path / "one.yaml")
    lines: list[str] = []
    for n, line in enumerate(out.read_text("utf-8").split("\n")):
        filled = line.replace("# difficulty: 0.0", "difficulty: 0.0").replace("sources: []", "sources: [US]")
        filled = filled.replace('en: ""', f'en: "A reason {n}."').replace('bn: ""', f'bn: "কারণ {n}?"')
        lines.append(filled)
    out.write_text("\n".join(lines), "utf-8")
    items = item_bank.load(out)
    assert [(item.id, item.competency, item.options[0].is_correct) for item in items] == [
        ("MY-1", "content", True)
    ]
    assert items[0].options[0].rationale.en == "R."


def test_every_kind_of_the_bank_comes_back_through_a_table_into_an_item_file(tmp_path: Path) -> None:
    for language in ("en", "bn"):
        table, out = tmp_path / f"{language}.csv", tmp_path / f"{language}.yaml"
        item_files.export(load_items(), table, "csv", language)
        item_files.to_yaml(item_files.read(table), "content", out)
        with pytest.raises(UserError) as missing:
            item_bank.load(out)
        assert "YAML" not in missing.value.what  # it can be read; what is missing is named
        assert "entry AN-K01" in missing.value.what


def test_what_a_file_says_cannot_become_content_or_a_comment_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "evil.gift"
    path.write_text(
        '::a\\nitems\\: []\\n"x":: Q\\nitems\\: [] "quoted" \\\\ ? {=a\\n- id\\: x ~b ~c}\n\n::b\\n- c: {}',
        "utf-8",
    )
    out = item_files.to_yaml(item_files.read(path), "content", tmp_path / "evil.yaml")
    import yaml

    data = yaml.safe_load(out.read_text("utf-8"))
    assert len(data["items"]) == 1 and set(data) == {"competency", "items"}
    assert data["items"][0]["stem"]["en"] == 'Q\nitems: [] "quoted" \\ ?'


def test_nothing_is_written_over_or_for_an_unknown_competency_or_from_nothing(
    gift: Path, tmp_path: Path
) -> None:
    found = item_files.read(gift)
    taken = tmp_path / "taken.yaml"
    taken.write_text("hours of work", "utf-8")
    for competency, path in (("content", taken), ("cooking", tmp_path / "a.yaml"),
                             ("content", tmp_path / "none" / "a.yaml")):  # fmt: skip
        with pytest.raises(UserError):
            item_files.to_yaml(found, competency, path)
    assert taken.read_text("utf-8") == "hours of work"
    (tmp_path / "essay.gift").write_text("Write. {}", "utf-8")
    with pytest.raises(UserError):
        item_files.to_yaml(item_files.read(tmp_path / "essay.gift"), "content", tmp_path / "b.yaml")


@pytest.mark.parametrize("format", item_files.FORMATS)
def test_exports_are_read_again_and_say_what_is_not_in_them(tmp_path: Path, format: str) -> None:
    items = [item for item in load_items() if item.competency == "analytics"]
    with using("bn"):
        written = item_files.export(items, tmp_path / f"a.{format}", format, "bn")
    found = item_files.read(tmp_path / f"a.{format}")
    assert len(found.drafts) == written.count >= 30
    assert found.drafts[0].name == "AN-K01" and written.notes


def test_an_export_of_nothing_or_into_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        item_files.export((), tmp_path / "a.gift", "gift", "en")
    with pytest.raises(UserError):
        item_files.export(load_items()[:1], tmp_path / "none" / "a.gift", "gift", "en")
    for format, language in (("pdf", "en"), ("gift", "ru")):
        with pytest.raises(ValueError):
            item_files.export(load_items()[:1], tmp_path / "a.gift", format, language)
