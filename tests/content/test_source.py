"""Wrong content files are refused with file, line, entry and field, in the user's language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from smmhire.bilingual import Bilingual
from smmhire.content import CONTENT
from smmhire.content.glossary import GlossaryFile, read_glossary
from smmhire.content.role_files import read_role
from smmhire.content.source import read
from smmhire.errors import UserError


@pytest.fixture
def role_folder(tmp_path: Path) -> Path:
    """A copy of the shipped role, to be spoiled."""
    folder = tmp_path / "role"
    shutil.copytree(CONTENT / "role", folder)
    return folder


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first `old` of the file; the number of its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def refusal(folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        read_role(folder)
    return caught.value


def test_an_unspoiled_copy_is_read(role_folder: Path) -> None:
    assert len(read_role(role_folder).facts) == 37


def test_an_unknown_field_is_refused_by_file_line_entry_and_field(role_folder: Path) -> None:
    line = spoil(role_folder / "goals.yaml", "    sources: [R7]\n", "    sources: [R7]\n    colour: red\n")
    assert refusal(role_folder).what == (
        f"goals.yaml, line {line + 1}, entry goal-sales, field colour: There is no such field."
    )


def test_a_missing_field_is_refused_at_the_line_of_its_entry(role_folder: Path) -> None:
    path = role_folder / "goals.yaml"
    spoil(path, "    sources: [R7]\n", "")
    entry = path.read_text(encoding="utf-8").splitlines().index("  - id: goal-sales") + 1
    assert refusal(role_folder).what == (
        f"goals.yaml, line {entry}, entry goal-sales, field sources: The field is missing."
    )


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        ('bn: "বিক্রয়"', "", "name.bn", "The field is missing."),
        ('en: "Sales", ', "", "name.en", "The field is missing."),
        ('bn: "বিক্রয়"', 'bn: "  "', "name.bn", "The text is empty."),
        ('bn: "বিক্রয়"', "bn: 7", "name.bn", "“7” cannot stand here."),
        ('bn: "বিক্রয়"', "bn: no", "name.bn", "“False” cannot stand here."),
        (
            '{en: "Sales", bn: "বিক্রয়"}',
            '{en: "More sales", bn: "More sales"}',
            "name",
            "The Bengali text is the English one.",
        ),
    ],
)
def test_a_text_without_one_of_its_languages_is_refused(
    role_folder: Path, old: str, new: str, field: str, problem: str
) -> None:
    line = spoil(role_folder / "goals.yaml", old, new)
    expected = f"goals.yaml, line {line}, entry goal-sales, field {field}: {problem}"
    assert refusal(role_folder).what == expected


def test_a_field_inside_a_list_of_an_entry_is_named_by_the_way_to_it(role_folder: Path) -> None:
    line = spoil(role_folder / "competencies.yaml", "        hours: 3\n", "        hours: many\n")
    assert refusal(role_folder).what == (
        f"competencies.yaml, line {line}, entry strategy, field steps.step-strategy-1.hours:"
        " “many” cannot stand here."
    )


def test_a_key_given_twice_is_refused_and_not_overwritten(role_folder: Path) -> None:
    line = spoil(role_folder / "goals.yaml", "    sources: [R7]\n", "    sources: [R7]\n    sources: [R4]\n")
    assert refusal(role_folder).what == f"goals.yaml, line {line + 1}: “sources” stands here twice."


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("goals.yaml", "sources: [R7]", "sources: [R77]", "field sources.1: There is no “R77”."),
        ("duties.yaml", "directions: [engage]", "directions: [amuse]", "There is no “amuse”."),
        ("duties.yaml", "[community, crisis_ethics]", "[humour]", "There is no “humour”."),
        ("goals.yaml", "id: goal-image", "id: goal-sales", "field id: The id is used twice."),
        ("competencies.yaml", "id: step-strategy-2", "id: step-strategy-1", "The id is used twice."),
        ("routes.yaml", "period: gig", "period: year", "“year” cannot stand here."),
        ("routes.yaml", "sources: [R-D1, R-D2]", "sources: [R-D9, R-D2]", "There is no “R-D9”."),
        ("routes.yaml", "towards: []", "towards: null", "field towards"),
        ("limits.yaml", '"press release"', '"Press release"', "A phrase is written in lower case."),
        ("competencies.yaml", "target_level: 3", "target_level: 6", "“6” cannot stand here."),
    ],
)
def test_a_value_that_means_nothing_is_refused(
    role_folder: Path, file: str, old: str, new: str, complaint: str
) -> None:
    line = spoil(role_folder / file, old, new)
    what = refusal(role_folder).what
    assert what.startswith(f"{file}, line {line}, entry ")
    assert complaint in what


def test_a_competency_with_four_anchors_is_refused(role_folder: Path) -> None:
    path = role_folder / "competencies.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    first = next(n for n, line in enumerate(lines) if line.startswith("      - en:"))
    path.write_text("".join(lines[:first] + lines[first + 2 :]), encoding="utf-8")
    assert (
        "entry strategy, field anchors: There are too few or too many entries." in refusal(role_folder).what
    )


def test_all_problems_of_a_file_are_told_at_once_up_to_five(role_folder: Path) -> None:
    path = role_folder / "facts.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("      en:", "      english:", 4), encoding="utf-8")
    told = refusal(role_folder).what.splitlines()
    assert len(told) == 6
    assert told[-1] == "There are 3 more problems."  # each renamed key is a missing and an unknown field


def test_a_file_that_is_not_yaml_is_refused_with_its_line(role_folder: Path) -> None:
    line = spoil(role_folder / "goals.yaml", "  - id: goal-image", "  - id: goal-image: x")
    what = refusal(role_folder).what
    assert what.startswith(f"goals.yaml, line {line}: This is not valid YAML. (")


@pytest.mark.parametrize("content", ["", "terms", "[]", "\0"])
def test_a_file_with_something_else_in_it_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"glossary\.yaml, line 1"):
        read(path, GlossaryFile)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_bytes("terms: [{term: {en: café, bn: ক}}]".encode("utf-16"))
    with pytest.raises(UserError, match="not written in UTF-8"):
        read(path, GlossaryFile)


def test_a_missing_file_is_named(role_folder: Path) -> None:
    (role_folder / "routes.yaml").unlink()
    assert refusal(role_folder).what == f"There is no file {role_folder / 'routes.yaml'}."


def test_a_path_that_is_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        read(tmp_path, GlossaryFile)


def test_every_refusal_says_what_to_do(role_folder: Path) -> None:
    spoil(role_folder / "goals.yaml", "sources: [R7]", "sources: []")
    assert refusal(role_folder).what_to_do == "Correct the file and try again."


def test_texts_come_trimmed_and_in_one_unicode_form(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    composed, decomposed = "আ\u09df", "আ\u09af\u09bc"
    path.write_text(
        f'terms:\n  - term: {{en: " pay ", bn: "{composed}"}}\n    note: {{en: n, bn: "ন"}}\n',
        encoding="utf-8",
    )
    assert read_glossary(path)[0].term == Bilingual(en="pay", bn=decomposed)


@pytest.mark.parametrize("value", ["2026-02-30", "9" * 5000])
def test_a_date_no_calendar_has_and_a_number_without_end_are_refused_at_their_line(
    tmp_path: Path, value: str
) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text(f"terms:\n  - term: {value}\n")
    with pytest.raises(UserError, match=r"glossary\.yaml, line 2: “.+” cannot stand here") as caught:
        read(path, GlossaryFile)
    assert len(caught.value.what) < 120


def test_aliases_that_stand_for_billions_of_entries_are_not_written_out(tmp_path: Path) -> None:
    """Seven lines of nine aliases each: written out, the complaint alone would fill the memory."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    path = tmp_path / "glossary.yaml"
    path.write_text("\n".join([*lines, "terms: *j"]))
    with pytest.raises(UserError) as caught:
        read(path, GlossaryFile)
    assert len(caught.value.what) < 2000


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    path.write_text("terms: " + "[" * 3000 + "]" * 3000)
    with pytest.raises(UserError, match=r"glossary\.yaml"):
        read(path, GlossaryFile)
