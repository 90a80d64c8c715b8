from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.cli.conftest import Command

QUESTION = ["--country", "US", "--currency", "USD", "--period", "year", "--as-of", "2022-01-01"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small made table of pay: 40 SMM titles, one other, one row that nobody can understand."""
    chance = random.Random(5)
    rows = [
        f"Social media manager,{40000 + 1000 * chance.randrange(40)},USD,year,United States,"
        f"{at % 13 + 1} years,Company {at},2021-05-01"
        for at in range(40)
    ]
    rows.append("Accountant,50000,USD,year,United States,3 years,Company X,2021-05-01")
    rows.append("Social media manager,a lot,USD,year,United States,3 years,Company Y,2021-05-01")
    path = tmp_path / "pay.csv"
    path.write_text(
        "Job title,Salary,Currency,Period,Country,Experience,Company,Date\n" + "\n".join(rows),
        encoding="utf-8",
    )
    return path


def test_a_dry_run_stores_nothing_and_says_what_was_not_understood(command: Command, table: Path) -> None:
    said = command("pay", "import", str(table), "--dry-run", "--json")
    assert said.code == 0, said.err
    tried = said.json
    assert (tried["rows"], tried["understood"], tried["left_out"], tried["stored"]) == (42, 41, 1, False)
    assert tried["problems"][0]["row"] == 43
    assert tried["columns"]["amount"] == "Salary"
    assert command("pay", "sources", "--json").json == []
    assert "সারি ৪৩" in command("pay", "import", str(table), "--dry-run", "--lang", "bn").out


def test_the_same_file_twice_changes_nothing(command: Command, table: Path) -> None:
    first = command("pay", "import", str(table), "--name", "Our survey", "--licence", "ours", "--json").json
    again = command("pay", "import", str(table), "--json").json
    assert (first["stored"], again["stored"]) == (True, False)
    assert again["source"]["id"] == first["source"]["id"]
    (source,) = command("pay", "sources", "--json").json
    assert (source["name"], source["licence_note"], source["figures"]) == ("Our survey", "ours", 41)
    assert "already" in command("pay", "import", str(table)).out


def test_a_benchmark_has_the_cells_that_are_promised(command: Command, table: Path) -> None:
    command("pay", "import", str(table))
    said = command("pay", "benchmark", "--titles", "smm", *QUESTION, "--by", "experience", "--json")
    assert said.code == 0, said.err
    found = said.json
    overall = found["cells"][0]
    for name in ("label", "n", "contributors", "basis", "source", "flags"):
        assert name in overall
    for name in ("p10", "p25", "p50", "p75", "p90"):
        assert set(overall[name]) == {"value", "low", "high", "shown", "reason"}
    assert (overall["n"], overall["contributors"]) == (40, 40)
    assert overall["p50"]["low"] <= overall["p50"]["value"] <= overall["p50"]["high"]
    assert [cell["key"] for cell in found["cells"]][1:3] == ["0-1", "2-4"]
    withheld = [cell["p50"] for cell in found["cells"] if not cell["p50"]["shown"]]
    assert withheld and all(one["value"] is None and one["reason"]["text"] for one in withheld)
    title = {"title": "Social media manager", "n": 40, "used": 40, "is_excluded": False}
    assert found["matched_titles"] == [title]


def test_a_benchmark_is_shown_to_people_with_everything_to_know_beside_it(
    command: Command, table: Path
) -> None:
    command("pay", "import", str(table), "--name", "Our survey")
    asked = ["pay", "benchmark", *QUESTION, "--by", "experience"]
    english = command(*asked, "--lang", "en").out
    for told in ("USD, a year", "All together", "not shown", "Our survey", "1 May 2021", "1 title matched"):
        assert told in english
    assert "2–4 years" in english and "• Up to 1 year: Not shown. Contributors: 4; needed: 5." in english
    bengali = command(*asked, "--lang", "bn").out
    assert "Social media manager (৪০)" in bengali
    for told in ("সব মিলিয়ে", "১ মে ২০২১", "দেখানো হলো না"):
        assert told in bengali


def test_titles_can_be_named_and_left_out(command: Command, table: Path) -> None:
    command("pay", "import", str(table))
    exact = command("pay", "benchmark", "--titles", "accountant", *QUESTION, "--json").json
    assert exact["cells"][0]["n"] == 1
    none = command("pay", "benchmark", "--exclude-title", "Social Media Manager", *QUESTION, "--json").json
    assert none["cells"][0]["n"] == 0
    assert none["left_out"][0]["code"] == "excluded_titles"


def test_no_data_is_an_answer(command: Command) -> None:
    said = command(
        "pay", "benchmark", "--country", "BD", "--currency", "BDT", "--period", "month", "--lang", "bn"
    )
    assert said.code == 0
    assert "কোনো তথ্য নেই" in said.out


def test_an_offer_is_placed_in_words_and_figures(command: Command, table: Path) -> None:
    command("pay", "import", str(table))
    place = command("pay", "offer", "৬০,০০০", *QUESTION, "--json").json
    assert place["amount"] == 60000
    assert place["low"] < place["percentile"] < place["high"]
    assert place["compa_ratio"] == pytest.approx(60000 / place["cell"]["p50"]["value"])
    assert "$৬০,০০০" in command("pay", "offer", "60000", *QUESTION, "--lang", "bn").out
    band = command("pay", "offer", "60000", *QUESTION, "--by", "experience", "--cell", "2-4", "--json").json
    assert band["cell"]["key"] == "2-4"
    for wrong in (["0"], ["much"], ["60000", "--cell", "nobody"]):
        assert command("pay", "offer", *wrong, *QUESTION).code == 2


def test_the_pay_report_is_written_in_the_language_asked_for(
    command: Command, table: Path, tmp_path: Path
) -> None:
    command("pay", "import", str(table))
    for language in ("bn", "en"):
        paper = tmp_path / f"pay-{language}.pdf"
        said = command(
            "pay", "report", "--out", str(paper), "--offer", "60000", *QUESTION, "--lang", language
        )
        assert said.code == 0, said.err
        assert paper.read_bytes().startswith(b"%PDF")


def test_sources_are_switched_off_removed_and_brought_back(command: Command, table: Path) -> None:
    source = command("pay", "import", str(table), "--json").json["source"]["id"]

    def figures() -> int:
        return command("pay", "benchmark", *QUESTION, "--json").json["cells"][0]["n"]

    assert command("pay", "switch", source[-6:], "off").code == 0
    assert figures() == 0
    command("pay", "switch", source, "on")
    assert figures() == 40
    assert command("pay", "switch", source, "maybe").code == 2
    command("pay", "remove", source)
    assert figures() == 0
    command("pay", "restore", source)
    assert figures() == 40
    assert (
        command("pay", "benchmark", *QUESTION, "--source", source[-6:], "--json").json["cells"][0]["n"] == 40
    )
    assert source in command("pay", "sources").out


def test_a_mapping_comes_from_a_preset_or_a_file_but_not_both(
    command: Command, table: Path, tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(
        json.dumps(
            {
                "format": 1,
                "name": "ours",
                "columns": {"amount": "Salary", "title": "Job title"},
                "fixed": {"currency": "USD", "period": "year", "country": "US"},
            }
        ),
        encoding="utf-8",
    )
    tried = command("pay", "import", str(table), "--mapping", str(mapping), "--dry-run", "--json").json
    assert tried["fixed"]["country"] == "US"
    both = command("pay", "import", str(table), "--mapping", str(mapping), "--preset", "oews-sample")
    assert both.code == 2
    unknown = command("pay", "import", str(table), "--preset", "nobody")
    assert unknown.code == 2
    assert "ask-a-manager-2021" in unknown.err
    misfit = command("pay", "import", str(table), "--preset", "ask-a-manager-2021")
    assert misfit.code == 2
    assert command("pay", "import", str(tmp_path / "none.csv")).code == 2
    assert command("pay", "sources", "--json").json == []


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--currency", "USD"], "--currency USD --period year"),
        (["--currency", "dollars", "--period", "year"], "BDT"),
        (["--currency", "USD", "--period", "decade"], "month"),
        (["--currency", "USD", "--period", "year", "--by", "height"], "experience"),
        (["--currency", "USD", "--period", "year", "--country", "USA"], "BD"),
        (["--currency", "USD", "--period", "year", "--as-of", "yesterday"], "2026-01-31"),
        (["--currency", "USD", "--period", "year", "--stale-after", "long"], "whole number"),
        (["--currency", "USD", "--period", "year", "--source", "abcd"], "abcd"),
    ],
)
def test_a_question_that_cannot_be_asked_is_wrong_use(
    command: Command, arguments: list[str], told: str
) -> None:
    said = command("pay", "benchmark", *arguments)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_official_wages_are_there_without_any_import(command: Command) -> None:
    found = command("pay", "reference", "--code", "27-3031", "--year", "২০২৫", "--json").json
    assert [(one["area"], one["year"]) for one in found] == [("US", 2025)]
    assert found[0]["annual"]["p50"] == {"value": 74750.0, "is_top_coded": False}
    assert "জনসংযোগ বিশেষজ্ঞ" in command("pay", "reference", "--lang", "bn").out
    assert len(command("pay", "reference", "--area", "all", "--json").json) > 200
    assert command("pay", "reference", "--code", "99-9999").code == 2


def test_the_survey_gives_the_reference_figures(command: Command, shared_dir: Path) -> None:
    survey = shared_dir / "data" / "salary" / "ask-a-manager-2021.xlsx"
    if not survey.is_file():
        pytest.skip("needs the Ask A Manager survey")
    said = command("pay", "import", str(survey), "--preset", "ask-a-manager-2021", "--json")
    assert said.code == 0, said.err
    found = command(
        "pay", "benchmark", "--titles", "smm", "--country", "US", "--by", "experience", "--currency", "USD",
        "--period", "year", "--json",
    ).json  # fmt: skip
    overall = found["cells"][0]
    assert overall["n"] == 64
    values = [overall[name]["value"] for name in ("p10", "p25", "p50", "p75", "p90")]
    assert values == pytest.approx([40300, 50000, 63500, 82750, 103500], abs=0.01)
    assert (overall["p50"]["low"], overall["p50"]["high"]) == (55000, 71000)
    place = command(
        "pay", "offer", "55000", "--country", "US", "--currency", "USD", "--period", "year", "--json"
    ).json
    assert place["percentile"] == pytest.approx(35.2, abs=0.05)
    assert (place["low"], place["high"]) == pytest.approx((24.6, 47.4), abs=0.05)
    assert place["compa_ratio"] == pytest.approx(0.866, abs=0.0005)


def test_an_imported_file_of_official_wages_is_shown_beside_and_never_compared(
    command: Command, tmp_path: Path
) -> None:
    from smmhire.services import mappings

    path = tmp_path / "official.csv"
    text = mappings.write_sample(path) and path.read_text("utf-8").replace("2025-05-01", "2024-05-01")
    path.write_text(text, encoding="utf-8")
    told = command("pay", "import", str(path), "--dry-run")
    assert told.code == 0 and "never mixed" in told.out
    kept = command("pay", "import", str(path), "--json").json
    assert kept["stored"] and kept["source"]["kind"] == "reference" and len(kept["wages"]) == 20
    assert command("pay", "import", str(path), "--json").json["stored"] is False
    year = command("pay", "reference", "--area", "NY", "--year", "2024", "--json").json
    assert [one["code"] for one in year] == ["13-1161", "27-3031"]
    titles = [option for one in year for option in ("--titles", one["title"])]
    found = command("pay", "benchmark", *titles, *QUESTION, "--json").json
    assert found["cells"][0]["n"] == 0
    command("pay", "remove", kept["source"]["id"])
    assert command("pay", "reference", "--area", "NY", "--year", "2024").code == 2
