from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from smmhire.errors import UserError
from smmhire.exchange.pay_mapping import (
    ColumnMapping,
    guess_mapping,
    load_mapping,
    looks_like_smm,
    preset,
    preset_names,
)
from smmhire.exchange.tabular import Table, read_table
from smmhire.settings import RESOURCES


def table(tmp_path: Path, text: str) -> Table:
    path = tmp_path / "pay.csv"
    path.write_text(text, encoding="utf-8")
    return read_table(path)


def test_english_headings_are_guessed(tmp_path) -> None:
    guess = guess_mapping(
        table(
            tmp_path,
            "Date posted,Job title,Company,City,Country,Monthly salary,Currency,Years of experience,Bonus\n"
            "2026-01-15,SMM Manager,Shop A,Dhaka,Bangladesh,30000,BDT,2-4 years,500\n",
        )
    )
    assert guess.columns == {
        "observed_on": "Date posted",
        "title": "Job title",
        "contributor": "Company",
        "city": "City",
        "country": "Country",
        "amount": "Monthly salary",
        "currency": "Currency",
        "experience": "Years of experience",
        "bonus": "Bonus",
    }
    assert guess.fixed == {"period": "month"}
    assert not guess.each_row_is_a_contributor


def test_russian_headings_are_guessed(tmp_path) -> None:
    guess = guess_mapping(
        table(
            tmp_path,
            "Дата,Название вакансии,Компания,Город,Зарплата от,Зарплата до,Валюта,Опыт работы\n"
            "15.01.2026,SMM-менеджер,Магазин,Казань,40000,60000,руб.,От 1 года до 3 лет\n",
        )
    )
    assert guess.columns == {
        "observed_on": "Дата",
        "title": "Название вакансии",
        "contributor": "Компания",
        "city": "Город",
        "low": "Зарплата от",
        "high": "Зарплата до",
        "currency": "Валюта",
        "experience": "Опыт работы",
    }


def test_bengali_headings_are_guessed(tmp_path) -> None:
    guess = guess_mapping(
        table(
            tmp_path,
            "তারিখ,পদবি,প্রতিষ্ঠান,শহর,মাসিক বেতন (টাকা),অভিজ্ঞতা\n"
            '2026-01-15,এসএমএম ম্যানেজার,দোকান ক,ঢাকা,"২৫,০০০",২-৪ বছর\n',
        )
    )
    assert guess.columns == {
        "observed_on": "তারিখ",
        "title": "পদবি",
        "contributor": "প্রতিষ্ঠান",
        "city": "শহর",
        "amount": "মাসিক বেতন (টাকা)",
        "experience": "অভিজ্ঞতা",
    }
    assert guess.fixed == {"period": "month", "currency": "BDT"}


def test_a_heading_whose_cells_say_otherwise_is_not_taken(tmp_path) -> None:
    guess = guess_mapping(table(tmp_path, "Salary review,Wage\nsoon,25000\nlater,26000\n"))
    assert guess.columns == {"amount": "Wage"}


def test_a_survey_is_recognised_by_its_questions(tmp_path) -> None:
    guess = guess_mapping(
        table(tmp_path, "Timestamp,Age,Job title,Annual salary\n2026-01-15,25-34,Editor,50000\n")
    )
    assert guess.kind == "survey" and guess.each_row_is_a_contributor
    assert guess.fixed == {"period": "year"}


def test_a_table_without_pay_gives_a_mapping_without_pay(tmp_path) -> None:
    guess = guess_mapping(table(tmp_path, "Fruit,Colour\napple,red\n"))
    assert not {"amount", "low", "high"} & set(guess.columns)
    assert guess.fixed == {}


def test_titles_of_the_trade_are_counted(tmp_path) -> None:
    pay = table(tmp_path, "Job title,Salary\nSMM Manager,1\nEditor,2\n,3\n")
    assert looks_like_smm(pay, guess_mapping(pay)) == 1
    assert looks_like_smm(pay, ColumnMapping("none")) == 0


def test_a_mapping_survives_its_file(tmp_path) -> None:
    mapping = ColumnMapping(
        "mine",
        {"amount": "বেতন"},
        {"currency": "BDT"},
        True,
        ",",
        "survey",
        "Our survey",
        "Ours",
        "Us",
        ("a",),
    )
    path = tmp_path / "mapping.json"
    path.write_text(mapping.to_json(), encoding="utf-8")
    assert load_mapping(path) == mapping
    assert "বেতন" in mapping.to_json()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "name": "x"}',
        '{"format": 1}',
        '{"format": 1, "name": "x", "columns": {"salary": "Pay"}}',
        '{"format": 1, "name": "x", "fixed": {"amount": "1"}}',
        '{"format": 1, "name": "x", "kind": "rumour"}',
        '{"format": 1, "name": "x", "decimal": ";"}',
        '{"format": 1, "name": "x", "surprise": 1}',
    ],
)
def test_what_is_no_mapping_is_refused(text) -> None:
    with pytest.raises(UserError):
        ColumnMapping.from_json(text)


def test_a_mapping_of_a_newer_program_and_a_field_nobody_knows_are_said() -> None:
    with pytest.raises(UserError, match="newer version"):
        ColumnMapping.from_json('{"format": 2, "name": "x", "anything": []}')
    with pytest.raises(UserError, match="“salary”"):
        ColumnMapping.from_json('{"format": 1, "name": "x", "columns": {"salary": "Pay"}}')


def test_a_mapping_file_that_is_missing_is_said(tmp_path) -> None:
    with pytest.raises(UserError, match=r"gone\.json"):
        load_mapping(tmp_path / "gone.json")


def test_a_column_can_be_moved_or_taken_away() -> None:
    mapping = ColumnMapping("m", {"amount": "A", "title": "T"})
    assert mapping.with_column("amount", "B").columns == {"title": "T", "amount": "B"}
    assert mapping.with_column("title", None).columns == {"amount": "A"}


def test_presets_are_mappings_and_nothing_else() -> None:
    assert set(preset_names()) >= {"ask-a-manager-2021", "oews-sample"}
    for name in preset_names():
        mapping = preset(name)
        assert mapping.name == name
        assert mapping.source_name and mapping.licence_note and mapping.credit
        assert len(json.loads(mapping.to_json())) == 11


def test_an_unknown_preset_is_refused_with_those_there_are() -> None:
    with pytest.raises(UserError) as raised:
        preset("../secrets")
    assert "ask-a-manager-2021" in raised.value.what_to_do


def test_the_texts_of_presets_are_in_the_bengali_catalogue() -> None:
    with (RESOURCES / "locale" / "bn" / "LC_MESSAGES" / "smmhire.po").open("rb") as file:
        catalogue = read_po(file)
    for name in preset_names():
        mapping = preset(name)
        for text in (mapping.source_name, mapping.licence_note, mapping.credit, *mapping.assumptions):
            assert catalogue.get(text) is not None, text


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": []},
        {"columns": {"amount": 5}},
        {"columns": {"amount": ["Pay"]}},
        {"fixed": {"currency": 5}},
        {"fixed": None},
        {"name": 5},
        {"assumptions": "one"},
        {"assumptions": [5]},
        {"each_row_is_a_contributor": "no"},
        {"decimal": 1},
    ],
)
def test_a_mapping_file_whose_fields_are_of_another_kind_is_refused(wrong) -> None:
    with pytest.raises(UserError, match="not a column mapping"):
        ColumnMapping.from_json(json.dumps({"format": 1, "name": "mine"} | wrong))


def test_a_mapping_file_of_brackets_without_end_is_refused() -> None:
    with pytest.raises(UserError, match="not a column mapping"):
        ColumnMapping.from_json("[" * 200_000)
