"""Pay figures typed by hand: kept, changed, taken away with undo, and counted in benchmarks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.pay.benchmark import BenchmarkQuery
from smmhire.pay.entries import EntryDraft, draft_of
from smmhire.services import mappings, pay, pay_entries, pay_entry_files, vacancies
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import set_language
from smmhire.vacancies.profile import Arrangement, PayBasis, PayOffer, Place, VacancyProfile

ROOT = Path(__file__).resolve().parents[2]
DHAKA = EntryDraft(
    "৳২৫,০০০ মাসে",
    title="SMM manager",
    country="BD",
    contributor="Shop 1",
    observed_on=date(2026, 11, 1),
    note="told by the owner",
)
QUERY = BenchmarkQuery(currency="BDT", period="month", country="BD", as_of=date(2026, 11, 22))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def test_the_first_figure_makes_its_list(unit_of_work: UnitOfWorkFactory) -> None:
    assert pay_entries.lists(unit_of_work=unit_of_work) == ()
    entry = pay_entries.add(DHAKA, unit_of_work=unit_of_work)
    again = pay_entries.add(replace(DHAKA, pay="30k/month BDT"), unit_of_work=unit_of_work)
    [made] = pay_entries.lists(unit_of_work=unit_of_work)
    assert (made.name, made.kind, made.row_count) == ("Own figures", "own_entries", 2)
    assert made.licence_note
    assert entry.figure.source_id == again.figure.source_id == made.id
    page = pay_entries.page(unit_of_work=unit_of_work)
    assert page == pay_entries.EntryPage((again, entry), 2)


def test_own_figures_count_in_benchmarks_like_others(unit_of_work: UnitOfWorkFactory) -> None:
    drafts = [replace(DHAKA, pay=f"৳{20 + n},000 a month", contributor=f"Shop {n}") for n in range(5)]
    entries = pay_entries.add_many(drafts, unit_of_work=unit_of_work)
    cell = pay.benchmark(QUERY, unit_of_work=unit_of_work).overall
    assert (cell.n, cell.contributors, cell.p50.value) == (5, 5, 22_000)
    removed = pay_entries.remove([entries[0].id], unit_of_work=unit_of_work)
    cell = pay.benchmark(QUERY, unit_of_work=unit_of_work).overall
    assert (cell.n, cell.p50.shown) == (4, False)
    assert pay_entries.undo_remove(removed, unit_of_work=unit_of_work) == 1
    assert pay.benchmark(QUERY, unit_of_work=unit_of_work).overall.n == 5


def exported_and_imported(path: Path, here: UnitOfWorkFactory, there: UnitOfWorkFactory) -> None:
    pay_entry_files.export(path, unit_of_work=here)
    proposal = pay.dry_run(path, mappings.named("own-figures"), unit_of_work=there)
    pay.accept(proposal, unit_of_work=there)


@pytest.mark.parametrize("each_is_another_person", [False, True])
def test_an_export_imported_back_counts_once(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory, each_is_another_person: bool
) -> None:
    drafts = [replace(DHAKA, pay=f"৳{20 + n},000 a month", contributor=f"Shop {n}") for n in range(5)]
    drafts += [drafts[0], replace(DHAKA, pay="৳25,000.5–30,000 a month")]  # two alike are two
    entries = pay_entries.add_many(
        [replace(one, contributor="") for one in drafts] if each_is_another_person else drafts,
        unit_of_work=unit_of_work,
    )
    if each_is_another_person:
        [made] = pay_entries.lists(unit_of_work=unit_of_work)
        pay_entries.change_list(replace(made, each_row_is_a_contributor=True), unit_of_work=unit_of_work)
    before = pay.benchmark(QUERY, unit_of_work=unit_of_work).overall
    assert before.n == 6
    exported_and_imported(tmp_path / "own.csv", unit_of_work, unit_of_work)
    after = pay.benchmark(QUERY, unit_of_work=unit_of_work).overall
    assert (after.n, after.contributors, after.p50) == (before.n, before.contributors, before.p50)
    # A list that was removed leaves its copy.
    pay.remove(entries[0].figure.source_id, unit_of_work=unit_of_work)
    assert pay.benchmark(QUERY, unit_of_work=unit_of_work).overall.n == 6


def test_an_export_counts_in_a_fresh_folder_and_a_second_export_adds_only_what_is_new(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    drafts = [replace(DHAKA, pay=f"৳{20 + n},000 a month", contributor=f"Shop {n}") for n in range(6)]
    pay_entries.add_many(drafts, unit_of_work=unit_of_work)
    program = open_program(tmp_path / "fresh")
    try:
        fresh = program.unit_of_work
        exported_and_imported(tmp_path / "one.csv", unit_of_work, fresh)
        assert pay.benchmark(QUERY, unit_of_work=fresh).overall.n == 6
        pay_entries.add(replace(DHAKA, pay="৳31,000 a month"), unit_of_work=unit_of_work)
        exported_and_imported(tmp_path / "two.csv", unit_of_work, fresh)
        assert pay.benchmark(QUERY, unit_of_work=fresh).overall.n == 7
    finally:
        program.close()


def test_of_several_figures_all_are_kept_or_none(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(UserError, match="unpaid"):
        pay_entries.add_many([DHAKA, replace(DHAKA, pay="unpaid")], unit_of_work=unit_of_work)
    assert pay_entries.page(unit_of_work=unit_of_work).total == 0
    assert pay_entries.lists(unit_of_work=unit_of_work) == ()


def test_what_can_hardly_be_true_is_kept_only_if_somebody_insists(unit_of_work: UnitOfWorkFactory) -> None:
    small = replace(DHAKA, pay="৳250 a month")
    with pytest.raises(pay_entries.DoubtfulEntry, match="৳3,000"):
        pay_entries.add(small, unit_of_work=unit_of_work)
    kept = pay_entries.add(small, keep_doubtful=True, unit_of_work=unit_of_work)
    assert kept.figure.amount == 250
    found = pay.benchmark(QUERY, unit_of_work=unit_of_work)
    assert found.overall.n == 0
    assert [(one.code, dict(one.params)["n"]) for one in found.left_out] == [("implausible", 1)]


def test_a_change_keeps_id_and_number(unit_of_work: UnitOfWorkFactory) -> None:
    entry = pay_entries.add(DHAKA, unit_of_work=unit_of_work)
    draft = replace(draft_of(entry), pay="26000", city="Dhaka")
    changed = pay_entries.change(entry, draft, unit_of_work=unit_of_work)
    assert changed.figure == replace(entry.figure, amount=26_000, city="Dhaka")
    assert changed.note == "told by the owner"
    assert pay_entries.get(entry.id, unit_of_work=unit_of_work) == changed


def test_a_change_made_elsewhere_meanwhile_is_not_written_over(unit_of_work: UnitOfWorkFactory) -> None:
    seen = pay_entries.add(DHAKA, unit_of_work=unit_of_work)
    theirs = replace(draft_of(seen), pay="27000")
    # Even with a clock that was set back the change is seen.
    earlier = seen.entered_at - timedelta(hours=1)
    pay_entries.change(seen, theirs, unit_of_work=unit_of_work, now=earlier)
    with pytest.raises(UserError, match="Somebody else"):
        pay_entries.change(seen, replace(theirs, pay="28000"), unit_of_work=unit_of_work)
    assert pay_entries.get(seen.id, unit_of_work=unit_of_work).figure.amount == 27_000
    pay_entries.remove([seen.id], unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        pay_entries.change(seen, theirs, unit_of_work=unit_of_work)


def test_a_list_has_one_name_and_can_be_removed_and_brought_back(unit_of_work: UnitOfWorkFactory) -> None:
    staff = pay_entries.new_list("Our staff 2026", unit_of_work=unit_of_work)
    asked = pay_entries.new_list(
        "What candidates asked", each_row_is_a_contributor=True, unit_of_work=unit_of_work
    )
    entry = pay_entries.add(DHAKA, staff.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="already"):
        pay_entries.change_list(replace(asked, name="Our staff 2026"), unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no name"):
        pay_entries.new_list("  ", unit_of_work=unit_of_work)
    renamed = pay_entries.change_list(
        replace(asked, name="Asked in 2026", licence_note="agreed"), unit_of_work=unit_of_work
    )
    assert {one.name: one for one in pay_entries.lists(unit_of_work=unit_of_work)}["Asked in 2026"] == renamed
    pay.remove(staff.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="list is no longer there"):
        pay_entries.add(DHAKA, staff.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        pay_entries.get(entry.id, unit_of_work=unit_of_work)
    pay.undo_remove(staff.id, unit_of_work=unit_of_work)
    assert pay_entries.get(entry.id, unit_of_work=unit_of_work) == entry


def test_the_own_list_is_known_by_its_name_in_bengali_too(unit_of_work: UnitOfWorkFactory) -> None:
    pay_entries.add(DHAKA, unit_of_work=unit_of_work)
    set_language("bn")
    pay_entries.add(DHAKA, unit_of_work=unit_of_work)
    assert len(pay_entries.lists(unit_of_work=unit_of_work)) == 1


def test_where_each_figure_is_another_persons_they_are_counted_so(unit_of_work: UnitOfWorkFactory) -> None:
    asked = pay_entries.new_list("Asked", each_row_is_a_contributor=True, unit_of_work=unit_of_work)
    added = pay_entries.add_many([replace(DHAKA, contributor="")] * 3, asked.id, unit_of_work=unit_of_work)
    assert len({entry.figure.row for entry in added}) == 3


def vacancy(unit_of_work: UnitOfWorkFactory, pay_offer: PayOffer | None) -> VacancyProfile:
    made = replace(
        vacancies.new_profile(employer="Chhoto Dokan"),
        pay=pay_offer,
        place=Place(Arrangement.ON_SITE, "Dhaka", "BD"),
    )
    return vacancies.save(made, unit_of_work=unit_of_work)


def test_the_pay_of_a_vacancy_is_an_offer_and_there_once(unit_of_work: UnitOfWorkFactory) -> None:
    band = PayOffer(Decimal(25000), Decimal(30000), "BDT", "month", PayBasis.GROSS)
    profile = vacancy(unit_of_work, band)
    first = pay_entries.add_from_vacancy(profile.id, unit_of_work=unit_of_work)
    figure = first.entry.figure
    assert (figure.low, figure.high, figure.amount) == (25_000, 30_000, None)
    assert (figure.currency, figure.period, figure.basis) == ("BDT", "month", "gross")
    assert (figure.country, figure.city, figure.engagement) == ("BD", "Dhaka", "E-W6")
    assert (figure.contributor, figure.title) == ("Chhoto Dokan", "SMM manager")
    [offers] = pay_entries.lists(unit_of_work=unit_of_work)
    assert (offers.name, offers.kind) == ("What our vacancies offer", "postings")
    vacancies.save(profile, unit_of_work=unit_of_work)
    again = pay_entries.add_from_vacancy(profile.id, unit_of_work=unit_of_work)
    assert (again.is_changed, again.entry) == (False, first.entry)
    more = replace(band, high=Decimal(35000))
    vacancies.save(replace(profile, pay=more), unit_of_work=unit_of_work)
    changed = pay_entries.add_from_vacancy(profile.id, unit_of_work=unit_of_work)
    assert (changed.is_changed, changed.before) == (True, first.entry)
    assert changed.entry.figure.high == 35_000
    assert pay_entries.page(unit_of_work=unit_of_work).total == 1


def test_a_vacancy_without_pay_says_what_to_do(unit_of_work: UnitOfWorkFactory) -> None:
    profile = vacancy(unit_of_work, None)
    with pytest.raises(UserError, match="names no pay"):
        pay_entries.add_from_vacancy(profile.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError, match="no longer there"):
        pay_entries.add_from_vacancy(new_id(), unit_of_work=unit_of_work)


# Types figures as fast as it can, says which ones were kept, until it is killed.
SCRIPT = """
import os, sys
from pathlib import Path
from smmhire.bootstrap import open_program
from smmhire.pay.entries import EntryDraft
from smmhire.services import pay_entries

program = open_program(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    draft = EntryDraft(f"{20000 + number} BDT a month", title="SMM manager")
    entry = pay_entries.add(draft, unit_of_work=program.unit_of_work)
    os.write(1, f"{entry.id}\\n".encode())
"""


def test_a_kill_in_the_middle_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    kept: list[str] = []
    for enough in (1, 7, 20):
        with subprocess.Popen(
            [sys.executable, "-c", SCRIPT, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as typing:
            assert typing.stdout is not None
            kept += [typing.stdout.readline().strip() for _line in range(enough)]
            typing.kill()
            kept += [line.strip() for line in typing.stdout.read().splitlines()]
    program = open_program(tmp_path)
    found = pay_entries.page(limit=100_000, unit_of_work=program.unit_of_work)
    [made] = pay_entries.lists(unit_of_work=program.unit_of_work)
    program.close()
    ids = {str(entry.id) for entry in found.entries}
    assert set(kept) <= ids, json.dumps(kept)
    # At most the one under way when the process ended was kept without being said.
    assert len(ids) <= len(kept) + 3
    assert made.row_count == found.total == len(ids)
    assert sorted(entry.figure.row or 0 for entry in found.entries) == list(range(1, len(ids) + 1))
