"""All that is held on a person: complete by the tables themselves, readable, with their files beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services import attachments, candidates, documents, person_data
from smmhire.services.common import utc_now
from smmhire.services.interview_guide import rated_thing
from smmhire.storage.tables import metadata
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.reports.reading import fonts_not_embedded, latin_words, text_of
from tests.services.test_erasing import EMAIL, NAME, PHONE, a_full_dossier

# Tables without a row about any candidate: whoever adds one has to say here that it has none, or it is given.
ABOUT_NOBODY = {
    *("vacancy", "vacancy_version", "form_spec", "own_item", "former_own_item", "cut_study"),
    *("calibration", "item_calibration", "pay_source", "pay_observation"),
    *("pay_block", "pay_index", "pay_price_level", "pay_rate", "pay_reference"),
    *("issuer_key", "trusted_issuer", "revocation_list", "issue_batch"),
}


def test_every_table_with_a_row_about_the_person_is_in_the_data(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    candidates.new("Somebody else", unit_of_work=unit_of_work)
    found = person_data.held(person, unit_of_work=unit_of_work)["tables"]
    assert set(found) == set(metadata.tables) - ABOUT_NOBODY
    assert {
        name: len(rows) for name, rows in found.items() if name not in ("answer", "competency_result")
    } == {
        "candidate": 2,  # with the entry that was merged
        "application": 1,
        "candidate_note": 1,
        "attachment": 1,
        "attachment_content": 1,
        "scorecard": 1,
        "decision": 3,
        "candidate_merge": 1,
        "attempt": 2,
        "attempt_event": 1,
        "result": 1,
        "former_result": 1,
        "certificate": 1,
        "credential": 1,
        "revocation": 1,
        "batch_entry": 1,
    }
    assert len(found["answer"]) > 2 and found["competency_result"]
    (written,) = (row for row in found["candidate"] if row["id"] == str(person))
    assert (written["name"], written["email"], written["phone"]) == (NAME, EMAIL, PHONE)
    for name, rows in found.items():
        expected = {column.name for column in metadata.tables[name].columns} - {"content"}
        assert all(set(row) == expected for row in rows), name


def test_export_writes_data_documents_and_files_and_names_each(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    (tmp_path / "other").mkdir()
    twin = tmp_path / "other" / "Zohra_Quintavalle.pdf"
    twin.write_bytes(b"another file of that name")
    attachments.add(person, twin, who="a", unit_of_work=unit_of_work)
    folder = tmp_path / "out" / "deeper"
    made = person_data.export(person, folder, unit_of_work=unit_of_work)
    assert made.files == 2 and [path.name for path in made.documents] == ["data-bn.pdf", "data-en.pdf"]
    data = json.loads(made.data.read_text(encoding="utf-8"))
    contents = {(folder / name).read_bytes() for name in data["files"].values()}
    assert contents == {b"another file of that name", b"pixels of zohra" * 1000}
    assert list(data["vacancies"].values()) == ["SMM manager"]


def test_document_says_everything_in_the_language_asked_for(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    person = a_full_dossier(unit_of_work, tmp_path)
    english = documents.dossier_pdf(person, "en", unit_of_work=unit_of_work)
    text = text_of(english)
    for said in (
        *(NAME, EMAIL, PHONE, "Zohra called", "zohra-tag", "zohra agreed", "Quintavalle, Zohra"),
        *("Zohra Quintavalle is punctual", "Zohra_Quintavalle.pdf", "15 kB", "her secret reason"),
        *("From “new” to “invited”.", "4 of 5 · Zohra knew", "Zohra was fine", "not finished"),
        rated_thing("IV-ST-1").text.en[:30],
        *("Signed on", "Withdrawn on", ": Zohra sold it", "Saved as", "Zohra Quintavalle 1.pdf"),
        "those rest on the assessment alone",
    ):
        assert said in text, said
    assert "IV-ST-1" not in text
    bengali = documents.dossier_pdf(person, "bn", unit_of_work=unit_of_work)
    assert fonts_not_embedded(bengali) == fonts_not_embedded(english) == []
    assert "ব্যক্তিগত তথ্য" in text_of(bengali)


def test_document_of_somebody_of_whom_nothing_else_is_kept_says_so(unit_of_work: UnitOfWorkFactory) -> None:
    person = candidates.new("প্রার্থী ক", unit_of_work=unit_of_work)
    text = text_of(documents.dossier_pdf(person.id, "en", unit_of_work=unit_of_work, now=utc_now()))
    assert text.count("Nothing.") == 7
    bengali = text_of(documents.dossier_pdf(person.id, "bn", unit_of_work=unit_of_work))
    assert not latin_words(bengali), latin_words(bengali)


def test_export_of_somebody_gone_or_into_a_file_is_refused(
    unit_of_work: UnitOfWorkFactory, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="no longer there"):
        person_data.export(new_id(), tmp_path, unit_of_work=unit_of_work)
    person = candidates.new("A", unit_of_work=unit_of_work)
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot be made"):
        person_data.export(person.id, tmp_path / "file", unit_of_work=unit_of_work)
