"""Files of questions brought into one's own: all at once, twice without harm, and back out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from smmhire.assessment.items import ItemType
from smmhire.assessment.own_items import languages_of
from smmhire.content import load_items
from smmhire.errors import UserError
from smmhire.services import item_files, own_import, own_items
from smmhire.services.own_import import Brought, ImportPlan, Outcome
from smmhire.storage.unit_of_work import UnitOfWorkFactory

GIFT = """
::Caption:: Which caption is best? {=Short#It is read. ~Long ~None}

::Price:: What do 12 posts at 300 cost? {#3600:0}

::Broken:: Which of these? {~One ~Two}

::Essay:: Write about your best campaign. {}

$CATEGORY: top/analytics

::Rate:: Engagement rate is {=engagements over reach ~reach over followers}
"""


def planned(text: str, folder: Path, unit_of_work: UnitOfWorkFactory, name: str = "a.gift") -> ImportPlan:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return own_import.plan(path, "content", unit_of_work=unit_of_work)


def outcomes(plan: ImportPlan) -> list[str]:
    return [row.outcome.value for row in plan.rows]


def brought(plan: ImportPlan, unit_of_work: UnitOfWorkFactory, *, release: bool = False) -> Brought:
    return own_import.bring_in(plan, unit_of_work=unit_of_work, release=release)


def test_every_question_of_a_file_is_accounted_for_before_anything_is_kept(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    plan = planned(GIFT, tmp_path, unit_of_work)
    assert outcomes(plan) == ["new", "new", "left_out", "unsupported", "new"]
    assert [row.name for row in plan.rows] == ["Caption", "Price", "Broken", "Essay", "Rate"]
    assert "No answer is marked as right" in plan.rows[2].notes[0] and "line" in plan.rows[2].where
    assert plan.rows[3].notes and plan.coming == 3
    assert own_items.listing(unit_of_work=unit_of_work) == ()


def test_what_comes_in_is_whole_and_can_be_taken_back(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    done = brought(planned(GIFT, tmp_path, unit_of_work), unit_of_work, release=True)
    kept = {own.name: own for own in own_items.listing(unit_of_work=unit_of_work)}
    assert {*done.new} == {own.id for own in kept.values()}
    assert all(own.is_released and own.origin == "a.gift" for own in kept.values())
    assert kept["Rate"].item.competency == "analytics" and kept["Caption"].item.competency == "content"
    assert kept["Price"].item.type is ItemType.NUMERIC and kept["Price"].item.numeric is not None
    assert kept["Caption"].item.options[0].rationale.en == "It is read."
    own_import.undo(done, unit_of_work=unit_of_work)
    assert own_items.listing(unit_of_work=unit_of_work) == ()


def test_the_same_file_again_changes_nothing(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    brought(planned(GIFT, tmp_path, unit_of_work), unit_of_work)
    again = planned(GIFT, tmp_path, unit_of_work)
    assert [row.outcome.value for row in again.rows if row.name in ("Caption", "Price", "Rate")] == [
        "already"
    ] * 3
    with pytest.raises(UserError, match="No question"):
        brought(again, unit_of_work)
    # Changed here meanwhile: it is still that question, and what was changed stays.
    own = next(o for o in own_items.listing(unit_of_work=unit_of_work) if o.name == "Caption")
    item = replace(own.item, stem=replace(own.item.stem, en="Which caption would you post?"))
    own_items.save(replace(own, item=item), unit_of_work=unit_of_work)
    assert planned(GIFT, tmp_path, unit_of_work).rows[0].outcome is Outcome.ALREADY


@pytest.mark.parametrize("ending", ["gift", "moodle", "qti3", "csv"])
def test_the_bank_goes_out_in_two_languages_and_comes_back_as_one(
    ending: str, tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    items = [item for item in load_items() if item.competency == "content"][:24]
    name = {"gift": "q.gift", "moodle": "q.xml", "qti3": "q.zip", "csv": "q.csv"}[ending]
    for language in ("en", "bn"):
        path = tmp_path / language / name
        path.parent.mkdir()
        item_files.export(items, path, ending, language)
        plan = own_import.plan(path, "strategy", unit_of_work=unit_of_work)
        expected = Outcome.NEW if language == "en" else Outcome.SECOND_LANGUAGE
        assert {row.outcome for row in plan.rows} == {expected}, language
        done = brought(plan, unit_of_work, release=True)
    kept = {own.name: own for own in own_items.listing(unit_of_work=unit_of_work)}
    # GIFT, Moodle and QTI know no self-ratings.
    assert {*kept} == {item.id for item in items if item.is_scored or ending == "csv"}
    for item in items:
        if item.id in kept and item.numeric is None:
            back = kept[item.id].item
            assert languages_of(back) == {"en", "bn"}, item.id
            assert (back.stem, back.competency) == (item.stem, item.competency)
            assert {o.text for o in back.options} == {o.text for o in item.options}
    own_import.undo(done, unit_of_work=unit_of_work)
    assert all(languages_of(o.item) == {"en"} for o in own_items.listing(unit_of_work=unit_of_work))


def test_a_second_language_does_not_join_another_key(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    brought(planned("::Q:: Which? {=Yes ~No}", tmp_path, unit_of_work), unit_of_work)
    other = planned("::Q:: কোনটি? {~হ্যাঁ =না}", tmp_path, unit_of_work)
    assert outcomes(other) == ["new"]
    same = planned("::Q:: কোনটি? {=হ্যাঁ ~না}", tmp_path, unit_of_work)
    assert outcomes(same) == ["second_language"]
    # Somebody fills in the Bengali by hand before it is brought in.
    brought(same, unit_of_work)
    with pytest.raises(UserError, match="meanwhile"):
        brought(same, unit_of_work)


def test_the_programs_own_format_comes_in_whole(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    from smmhire.content import CONTENT

    path = CONTENT / "items" / "content-knowledge.yaml"
    plan = own_import.plan(path, "", unit_of_work=unit_of_work)
    assert {row.outcome for row in plan.rows} == {Outcome.NEW} and not any(row.lacks for row in plan.rows)
    brought(plan, unit_of_work, release=True)
    again = own_import.plan(path, "", unit_of_work=unit_of_work)
    assert {row.outcome for row in again.rows} == {Outcome.ALREADY}


def test_a_damaged_file_leaves_everything_as_it_was(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    brought(planned(GIFT, tmp_path, unit_of_work), unit_of_work)
    before = own_items.listing(unit_of_work=unit_of_work)
    for name, content in (
        ("x.xml", "<quiz><question>"),
        ("x.zip", "PK"),
        ("x.csv", "a,b\n1,2"),
        ("x.txt", ""),
    ):
        with pytest.raises(UserError):
            planned(content, tmp_path, unit_of_work, name)
    assert own_items.listing(unit_of_work=unit_of_work) == before


# -- whole -------------------------------------------------------------------------------------------
def test_questions_move_whole_to_another_office(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    """Finished or not, with both languages, reasons and drawn values."""
    items = [next(item for item in load_items() if item.type is kind) for kind in ItemType]
    for item in items:
        own = replace(own_items.blank(item.type), item=replace(item, id=""), name=item.id)
        own_items.save(own, unit_of_work=unit_of_work)
    half = own_items.save(own_items.blank(ItemType.MATCHING), unit_of_work=unit_of_work).own
    here = own_items.listing(unit_of_work=unit_of_work)
    path = tmp_path / "ours.json"
    assert own_items.export_whole([own.id for own in here], path, unit_of_work=unit_of_work) == 8
    again = own_import.plan(path, "", unit_of_work=unit_of_work)
    assert {row.outcome for row in again.rows} == {Outcome.ALREADY}
    own_items.delete([own.id for own in here], unit_of_work=unit_of_work)
    plan = own_import.plan(path, "", unit_of_work=unit_of_work)
    assert plan.coming == 8 and sum(bool(row.lacks) for row in plan.rows) == 1
    brought(plan, unit_of_work, release=True)
    there = {own.name: own for own in own_items.listing(unit_of_work=unit_of_work)}
    assert {*there} == {*(item.id for item in items), ""} and not there[""].is_released
    assert there[""].item == replace(half.item, id=there[""].id)
    for item in items:
        assert replace(there[item.id].item, id=item.id) == item and there[item.id].is_released
    with pytest.raises(UserError, match="no question to write"):
        own_items.export_whole([here[0].id], path, unit_of_work=unit_of_work)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"format"', '"shape"'), "not a file of questions from SMM Hire"),
        (('"version":1', '"version":2'), "not a file of questions from SMM Hire"),
        (("{", "", 1), "not a file of questions from SMM Hire"),
        (('"en":', '"fr":'), "see “stem.en”"),
        (('"effectiveness":null', '"effectiveness":NaN'), "Question 1"),
        (('"type":"single_choice"', '"type":"essay"'), "see “type”"),
        (('"id":"b"', '"id":"a"'), "Question 1"),
        (('"competency":"content"', '"competency":"\\u0000"'), "Question 1"),
    ],
)
def test_a_changed_file_is_refused_by_its_place(
    change: tuple[str, ...], said: str, tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = tmp_path / "ours.json"
    brought(planned(GIFT.split("::Price::")[0], tmp_path, unit_of_work), unit_of_work)
    (own,) = own_items.listing(unit_of_work=unit_of_work)
    own_items.export_whole([own.id], path, unit_of_work=unit_of_work)
    before = "".join(path.read_text(encoding="utf-8").split("\n")).replace('": ', '":')
    old, new = change[0], change[1]
    assert old in before
    path.write_text(before.replace(old, new, 1 if len(change) > 2 else -1), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        own_import.plan(path, "", unit_of_work=unit_of_work)
    assert said in refused.value.what, refused.value.what


def test_signs_that_are_no_letters_do_not_come_in(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    path = tmp_path / "ours.json"
    brought(planned(GIFT.split("::Price::")[0], tmp_path, unit_of_work), unit_of_work)
    (own,) = own_items.listing(unit_of_work=unit_of_work)
    own_items.export_whole([own.id], path, unit_of_work=unit_of_work)
    path.write_text(path.read_text("utf-8").replace("Which caption", "Which\\u0000 caption\\u200b"), "utf-8")
    own_items.delete([own.id], unit_of_work=unit_of_work)
    plan = own_import.plan(path, "", unit_of_work=unit_of_work)
    assert plan.rows[0].item is not None and plan.rows[0].item.stem.en == "Which caption is best?"
