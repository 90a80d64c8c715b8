"""The shipped mappings: each on a small table of its form, and on the real files where they are at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.services import mappings, pay
from smmhire.services.pay import PayImport
from smmhire.storage.unit_of_work import UnitOfWorkFactory

AS_OF = date(2026, 11, 22)
SERVICES = ("Social Media Marketing", "Social Media Strategy")

UPWORK = """\
uid,title,occupations_oservice_pref_label,hourly_rate,amount_amount,type,tier,client_location_country,\
client_company_org_uid,published_on,weekly_budget_amount
1,Help wanted,Social Media Marketing,16.5,,hourly,Intermediate,United States,c1,2023-01-01T17:33:29Z,
2,Help wanted,Social Media Marketing,7.5,,hourly,Intermediate,Bangladesh,c2,2023-01-02T17:33:29Z,
3,Page for a shop,Social Media Strategy,,300,fixed_budget,Expert,India,c3,2023-01-02T17:33:29Z,
4,Just asking,Social Media Marketing,,,no_budget,Entry level,India,c3,2023-01-02T17:33:29Z,
2,Help wanted,Social Media Marketing,7.5,,hourly,Intermediate,Bangladesh,c2,2023-01-02T17:33:29Z,
"""
HH = """\
Location,Vacancy Name,Experience Required,Average Salary,Industry,Schedule
Казань,SMM-менеджер,От 1 года до 3 лет,45000.0,Маркетинг,Полный день
Омск,СММ специалист,Нет опыта,1.0–2.0 RUR,Маркетинг,Полный день
Омск,Пекарь,Нет опыта,38000.0,Производство,Сменный график
Казань,SMM-менеджер,От 1 года до 3 лет,45000.0,Маркетинг,Полный день
Томск,Маркетолог,Нет опыта,,Маркетинг,Полный день
"""
INTERNSHALA = """\
role,company_name,hiring_badge,location,duration,stipend_perMonth
Social Media Marketing,A Ltd,Actively hiring,Work from home,3 Months," 10,000-14,000 "
Social Media Marketing,B Ltd,Actively hiring,Delhi,1 Month,250 /week +  Incentives
Social Media Marketing,C Ltd,Not hiring,Mumbai,1 Month,Unpaid
Social Media Marketing,D Ltd,Not hiring,Work from home,1 Month,$ 200
Content Writing,E Ltd,Actively hiring,Delhi,1 Month," 5,000 lump sum"
Fundraising,F Ltd,Actively hiring,Delhi,1 Month,20% of Total Funds Raised
Video Editing,G Ltd,Actively hiring,Delhi,1 Month,Performance Based
Video Editing,H Ltd,Actively hiring,Delhi,1 Month," 12,500  +  Incentives"
"""


def tried(text: str, name: str, tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> PayImport:
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return pay.dry_run(path, mappings.named(name), unit_of_work=unit_of_work)


def asked(query: BenchmarkQuery, *paths: Path, name: str, unit_of_work: UnitOfWorkFactory) -> Benchmark:
    for path in paths:
        proposal = pay.dry_run(path, mappings.named(name), unit_of_work=unit_of_work)
        pay.accept(proposal, unit_of_work=unit_of_work)
    return pay.benchmark(query, unit_of_work=unit_of_work)


def test_upwork_gives_hourly_rates_and_prices_of_projects_each_for_what_it_is(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    found = tried(UPWORK, "upwork-2023", tmp_path, unit_of_work).result
    assert [(seen.row, seen.amount, seen.low, seen.period) for seen in found.preview] == [
        (2, 16.5, None, "hour"),
        (3, 7.5, None, "hour"),
        (4, 300, None, "project"),
    ]
    assert {(seen.currency, seen.basis, seen.engagement) for seen in found.preview} == {
        ("USD", "gross", "E-W1")
    }
    assert [seen.country for seen in found.preview] == ["US", "BD", "IN"]
    assert (dict(found.counts), found.duplicates) == ({"empty": 1}, 1)


def test_hh_ru_keeps_what_the_file_does_not_say_as_unknown_and_flags_what_cannot_be_true(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    proposal = tried(HH, "hh-ru-2024", tmp_path, unit_of_work)
    found = proposal.result
    assert [(seen.amount, seen.low, seen.high) for seen in found.preview] == [
        (45_000, None, None),
        (None, 1, 2),
        (38_000, None, None),
    ]
    assert {(seen.basis, seen.country, seen.currency, seen.period) for seen in found.preview} == {
        ("unknown", "RU", "RUB", "month")
    }
    assert (found.preview[0].experience_low, found.preview[0].experience_high) == (1, 3)
    assert (dict(found.counts), found.duplicates) == ({"implausible": 1, "empty": 1}, 1)
    pay.accept(proposal, unit_of_work=unit_of_work)
    query = BenchmarkQuery("RUB", "month", country="RU", as_of=AS_OF)
    assert pay.benchmark(query, unit_of_work=unit_of_work).overall.n == 1


def test_stipends_are_rupees_unless_the_cell_says_otherwise_and_nothing_goes_missing_unsaid(
    tmp_path: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    found = tried(INTERNSHALA, "internshala-2024", tmp_path, unit_of_work).result
    assert [(s.amount, s.low, s.high, s.currency, s.period) for s in found.preview] == [
        (None, 10_000, 14_000, "INR", "month"),
        (250, None, None, "INR", "week"),
        (200, None, None, "USD", "month"),
        (5_000, None, None, "INR", "project"),
        (12_500, None, None, "INR", "month"),
    ]
    assert dict(found.counts) == {"implausible": 1, "unpaid": 1, "percentage": 1, "not_stated": 1}
    assert len(found.preview) + found.left_out == found.row_count == 8


@pytest.mark.parametrize(
    ("text", "name"),
    [(UPWORK, "upwork-2023"), (HH, "hh-ru-2024"), (INTERNSHALA, "internshala-2024")],
)
def test_a_file_of_a_known_form_is_recognised_by_its_headings(text: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / "any name.csv"
    path.write_text(text, encoding="utf-8")
    assert pay.guess(pay.read_table(path)).name == name


@pytest.mark.parametrize("name", ["upwork-2023", "hh-ru-2024", "internshala-2024", "ask-a-manager-2021"])
def test_a_shipped_mapping_says_whose_data_it_reads_and_what_it_takes_for_granted(name: str) -> None:
    mapping = mappings.named(name)
    assert mapping.source_name and mapping.licence_note and mapping.credit and mapping.assumptions


# -- the real files ----------------------------------------------------------------------------------
def test_hourly_rates_of_upwork_are_those_of_the_method(
    shared_dir: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    query = BenchmarkQuery("USD", "hour", titles=SERVICES, by="experience", as_of=AS_OF)
    paths = [shared_dir / "data" / "salary" / f"upwork-2023-{part}.csv" for part in "abc"]
    found = asked(query, *paths, name="upwork-2023", unit_of_work=unit_of_work)
    cells = {cell.key: cell for cell in found.cells}
    cell = cells["intermediate"]
    assert cell.n == 191
    assert [q.value for q in cell.quantiles] == pytest.approx([5.5, 7.5, 15, 16.5, 24], abs=0.01)
    assert (cell.p50.low, cell.p50.high) == (12.5, 16.5)
    for tier in ("entry level", "intermediate", "expert"):
        assert "heaping" in {flag.code for flag in cells[tier].flags}
    assert {reason.code for reason in found.left_out} >= {"piece_price"}
    bangladesh = BenchmarkQuery("USD", "hour", titles=SERVICES, country="BD", as_of=AS_OF)
    withheld = pay.benchmark(bangladesh, unit_of_work=unit_of_work).overall
    assert withheld.n == 8 and not any(q.shown for q in withheld.quantiles)


def test_monthly_pay_on_hh_ru_is_that_of_the_method(
    shared_dir: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    query = BenchmarkQuery("RUB", "month", country="RU", as_of=AS_OF)
    path = shared_dir / "data" / "salary" / "hh-ru-2024.csv"
    cell = asked(query, path, name="hh-ru-2024", unit_of_work=unit_of_work).overall
    assert cell.n == 55
    assert [q.value for q in cell.quantiles] == pytest.approx(
        [18_500, 28_750, 40_000, 60_000, 68_000], abs=0.01
    )
    assert (cell.p50.low, cell.p50.high) == (30_000, 50_000)


@pytest.mark.parametrize(
    ("name", "query", "n"),
    [
        ("hh-ru-2024", BenchmarkQuery("RUB", "month", country="RU", as_of=AS_OF), 55),
        ("internshala-2024", BenchmarkQuery("INR", "month", as_of=AS_OF), None),
    ],
)
def test_a_file_with_one_line_break_more_counts_nobody_twice(
    name: str, query: BenchmarkQuery, n: int | None, shared_dir: Path, tmp_path: Path,
    unit_of_work: UnitOfWorkFactory,
) -> None:  # fmt: skip
    path, copy = shared_dir / "data" / "salary" / f"{name}.csv", tmp_path / "again.csv"
    copy.write_bytes(path.read_bytes() + b"\n")
    once = asked(query, path, name=name, unit_of_work=unit_of_work).overall
    twice = asked(query, copy, name=name, unit_of_work=unit_of_work).overall
    assert once.n == (n or once.n) > 0
    assert (twice.n, twice.contributors, twice.p50) == (once.n, once.contributors, once.p50)


def test_nothing_in_the_stipends_of_internshala_goes_missing_unsaid(
    shared_dir: Path, unit_of_work: UnitOfWorkFactory
) -> None:
    path = shared_dir / "data" / "salary" / "internshala-2024.csv"
    proposal = pay.dry_run(path, mappings.named("internshala-2024"), unit_of_work=unit_of_work)
    counts = dict(proposal.result.counts)
    left_out = {code: counts.pop(code) for code in ("unpaid", "percentage", "not_stated")}
    assert (proposal.result.row_count, left_out) == (2000, {"unpaid": 57, "percentage": 18, "not_stated": 15})
    assert proposal.result.left_out == sum(left_out.values())
    assert set(counts) == {"implausible"}
