"""From a file to a benchmark, and back out again."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from smmhire.errors import UserError
from smmhire.exchange.pay_mapping import ColumnMapping
from smmhire.identity import new_id
from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.pay.observation import PaySource
from smmhire.services import pay
from smmhire.storage.unit_of_work import UnitOfWorkFactory

MAPPING = ColumnMapping(
    "mine",
    columns={"title": "Title", "amount": "Monthly pay", "contributor": "Employer"},
    fixed={"currency": "BDT", "period": "month", "basis": "gross", "country": "BD"},
    source_name="Own survey",
)
QUERY = BenchmarkQuery(currency="BDT", period="month", country="BD")


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """Thirty answers of as many employers, 20,000 to 49,000 taka, and ten of another trade."""
    rows = [f"Social Media Manager,{20_000 + 1_000 * n},Shop {n}" for n in range(30)]
    rows += [f"Accountant,{90_000 + n},Shop {n}" for n in range(10)]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join(["Title,Monthly pay,Employer", *rows]), encoding="utf-8")
    return path


def imported(path: Path, unit_of_work: UnitOfWorkFactory) -> PaySource:
    return pay.accept(pay.dry_run(path, MAPPING, unit_of_work=unit_of_work), unit_of_work=unit_of_work)


def test_dry_run_stores_nothing_and_accepting_stores_all(
    survey: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    proposal = pay.dry_run(pay.read_table(survey), MAPPING, unit_of_work=unit_of_work)
    assert proposal.result.understood == 40 and proposal.already is None
    assert pay.sources(unit_of_work=unit_of_work) == ()
    stored = pay.accept(proposal, unit_of_work=unit_of_work)
    assert pay.sources(unit_of_work=unit_of_work) == (stored,)
    assert (stored.name, stored.file_name, stored.row_count, stored.mapping_name) == (
        "Own survey",
        "survey.csv",
        40,
        "mine",
    )


def test_source_can_be_named_by_the_user(survey: Path, unit_of_work: UnitOfWorkFactory) -> None:
    proposal = pay.dry_run(
        survey, MAPPING, unit_of_work=unit_of_work, source_name=" Friends ", licence_note="mine"
    )
    assert (proposal.source.name, proposal.source.licence_note) == ("Friends", "mine")
    with pytest.raises(UserError, match="no name"):
        pay.dry_run(survey, MAPPING, unit_of_work=unit_of_work, source_name=" ")


def test_benchmark_takes_titles_and_country_asked_for(survey: Path, unit_of_work: UnitOfWorkFactory) -> None:
    imported(survey, unit_of_work)
    found = pay.benchmark(QUERY, unit_of_work=unit_of_work)
    assert found.overall.n == 30 and found.overall.p50.value == pytest.approx(34_500, rel=0.02)
    assert [(t.title, t.n) for t in found.matched_titles] == [("Social Media Manager", 30)]
    place = pay.place_offer(100_000, found.overall)
    assert place.percentile == 100.0
    by_title = BenchmarkQuery(currency="BDT", period="month", titles=("  accountant",))
    assert pay.benchmark(by_title, unit_of_work=unit_of_work).overall.n == 10
    abroad = BenchmarkQuery(currency="BDT", period="month", country="US")
    assert pay.benchmark(abroad, unit_of_work=unit_of_work).overall.n == 0


def test_same_file_imported_again_changes_nothing_and_is_known_beforehand(
    survey: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    first = imported(survey, unit_of_work)
    proposal = pay.dry_run(survey, MAPPING, unit_of_work=unit_of_work)
    assert proposal.already == first
    assert pay.accept(proposal, unit_of_work=unit_of_work) == first
    assert pay.sources(unit_of_work=unit_of_work) == (first,)
    assert pay.benchmark(QUERY, unit_of_work=unit_of_work).overall.n == 30
    # Read another way it is another import.
    other = ColumnMapping(
        "other", columns=dict(MAPPING.columns), fixed=dict(MAPPING.fixed) | {"basis": "net"}
    )
    assert pay.dry_run(survey, other, unit_of_work=unit_of_work).already is None


def test_another_name_for_the_mapping_makes_no_other_import(
    survey: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    """Else everybody in the file would count twice: in the intervals, and as contributors."""
    first = imported(survey, unit_of_work)
    renamed = replace(MAPPING, name="renamed", source_name="Another name", credit="Nobody")
    assert pay.dry_run(survey, renamed, unit_of_work=unit_of_work).already == first


def test_a_file_read_anew_in_another_way_counts_nobody_twice(
    survey: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    imported(survey, unit_of_work)
    better = replace(MAPPING, fixed=dict(MAPPING.fixed) | {"basis": "net"})
    pay.accept(pay.dry_run(survey, better, unit_of_work=unit_of_work), unit_of_work=unit_of_work)
    found = pay.benchmark(QUERY, unit_of_work=unit_of_work)
    assert (found.overall.n, found.overall.contributors, found.overall.basis) == (30, 30, "net")
    assert [(reason.code, dict(reason.params)) for reason in found.left_out] == [("duplicates", {"n": 30})]


def test_each_sheet_of_a_workbook_is_an_import_of_its_own(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    book = Workbook()
    for name, base in (("2024", 20_000), ("2025", 30_000)):
        sheet = book.create_sheet(name)
        sheet.append(["Title", "Monthly pay"])
        for n in range(20):
            sheet.append(["Social Media Manager", base + 100 * n])
    del book["Sheet"]
    book.save(tmp_path / "years.xlsx")
    mapping = ColumnMapping(
        "years",
        columns={"title": "Title", "amount": "Monthly pay"},
        fixed=dict(MAPPING.fixed),
        each_row_is_a_contributor=True,
    )
    for name in ("2024", "2025"):
        table = pay.read_table(tmp_path / "years.xlsx", sheet=name)
        proposal = pay.dry_run(table, mapping, unit_of_work=unit_of_work)
        assert proposal.already is None
        pay.accept(proposal, unit_of_work=unit_of_work)
    assert len(pay.sources(unit_of_work=unit_of_work)) == 2
    overall = pay.benchmark(QUERY, unit_of_work=unit_of_work).overall
    assert (overall.n, overall.contributors) == (40, 40)


def test_source_switched_off_takes_no_part_and_that_is_counted(
    survey: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    source = imported(survey, unit_of_work)
    pay.set_enabled(source.id, False, unit_of_work=unit_of_work)
    off = pay.benchmark(QUERY, unit_of_work=unit_of_work)
    assert off.overall.n == 0
    assert [(reason.code, dict(reason.params)) for reason in off.left_out] == [("source_off", {"n": 30})]
    pay.set_enabled(source.id, True, unit_of_work=unit_of_work)
    assert pay.benchmark(QUERY, unit_of_work=unit_of_work).overall.n == 30


def test_removed_source_comes_back_unless_its_file_was_imported_again(
    survey: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    source = imported(survey, unit_of_work)
    assert pay.remove(source.id, unit_of_work=unit_of_work).name == "Own survey"
    assert pay.benchmark(QUERY, unit_of_work=unit_of_work).overall.n == 0
    assert pay.undo_remove(source.id, unit_of_work=unit_of_work) == source
    assert pay.benchmark(QUERY, unit_of_work=unit_of_work).overall.n == 30

    pay.remove(source.id, unit_of_work=unit_of_work)
    again = imported(survey, unit_of_work)
    assert again.id != source.id
    with pytest.raises(UserError, match="count twice"):
        pay.undo_remove(source.id, unit_of_work=unit_of_work)
    pay.remove(again.id, unit_of_work=unit_of_work)
    assert pay.undo_remove(source.id, unit_of_work=unit_of_work) == source


def test_source_that_is_gone_is_said_to_be(unit_of_work: UnitOfWorkFactory) -> None:
    gone = new_id()
    with pytest.raises(UserError, match="no longer there"):
        pay.set_enabled(gone, True, unit_of_work=unit_of_work)
    for call in (pay.remove, pay.undo_remove):
        with pytest.raises(UserError, match="no longer there"):
            call(gone, unit_of_work=unit_of_work)


def test_table_without_a_single_figure_is_not_imported(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("Title,Monthly pay,Employer\nSMM Manager,by agreement,Shop\n", encoding="utf-8")
    proposal = pay.dry_run(path, MAPPING, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="could be understood"):
        pay.accept(proposal, unit_of_work=unit_of_work)
    assert pay.sources(unit_of_work=unit_of_work) == ()


def test_shipped_mapping_is_recognised_by_its_headings(tmp_path: Path) -> None:
    for shipped in pay.presets():
        book = Workbook()
        assert book.active is not None
        book.active.append(list(shipped.columns.values()))
        book.active.append(["1" for _ in shipped.columns])
        path = tmp_path / f"{shipped.name}.xlsx"
        book.save(path)
        assert pay.guess(pay.read_table(path)) == shipped
    own = tmp_path / "own.csv"
    own.write_text("Job title,Monthly salary\nSMM Manager,30000\n", encoding="utf-8")
    assert pay.guess(pay.read_table(own)).columns["amount"] == "Monthly salary"


def test_official_figures_are_shipped() -> None:
    assert len(pay.reference()) > 50
    managers = pay.reference_for("13-1161")
    assert managers is not None and managers.area == "US" and managers.annual.p50.value is not None


def test_survey_gives_the_reference_figures_and_is_stored_in_under_two_seconds(
    shared_dir: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    table = pay.read_table(shared_dir / "data" / "salary" / "ask-a-manager-2021.xlsx")
    proposal = pay.dry_run(table, pay.guess(table), unit_of_work=unit_of_work)
    begun = time.process_time()  # not the clock on the wall: other work may be going on
    pay.accept(proposal, unit_of_work=unit_of_work)
    assert time.process_time() - begun < 2.0
    assert proposal.result.understood > 28_000
    query = BenchmarkQuery(
        currency="USD", period="year", country="US", by="experience", as_of=date(2026, 11, 22)
    )
    found = pay.benchmark(query, unit_of_work=unit_of_work)
    # The figures of the method page on pay.
    assert (found.overall.n, found.overall.p50.value) == (64, 63_500.0)
    assert {c.key: c.p50.value for c in found.bands if c.p50.shown}["2-4"] == 57_500.0
