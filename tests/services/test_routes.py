"""What somebody could earn, joined from their assessments and the pay data."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from smmhire.bilingual import Language
from smmhire.pay.routes import JobSeeker, RouteState
from smmhire.services import assessments, candidates, certificates, pay, plain_routes, routes
from smmhire.services.routes import EarningRoutes
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from tests.reports.reading import letters, lines_that_meet, pages, text_of
from tests.services.answering import take

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def figures(tmp_path: Path, unit_of_work: UnitOfWorkFactory) -> None:
    """Forty hourly rates and twenty project prices in dollars, thirty monthly wages in taka, three gigs."""
    rows = [f"Social media manager,{10 + n},USD,hour,E-W1,,Client {n}" for n in range(40)]
    rows += [f"Social media manager,{100 + 10 * n},USD,project,E-W1,,Client {n}" for n in range(20)]
    rows += [f"SMM manager,{20_000 + 1_000 * n},BDT,month,E-W6,Bangladesh,Shop {n}" for n in range(30)]
    rows += [f"Social media manager,{5 + n},USD,gig,E-W3,,Client {n}" for n in range(3)]
    path = tmp_path / "figures.csv"
    path.write_text(
        "\n".join(["Job title,Salary,Currency,Period,Engagement,Country,Company", *rows]), encoding="utf-8"
    )
    read = pay.read_table(path)
    tried = pay.dry_run(read, pay.guess(read), source_name="Made figures", unit_of_work=unit_of_work)
    assert pay.accept(tried, unit_of_work=unit_of_work).row_count == 93


def asked(
    unit_of_work: UnitOfWorkFactory, person: JobSeeker | None = None, **fields: object
) -> EarningRoutes:
    return routes.earning_routes(
        person or JobSeeker(country="BD", hours=20),
        unit_of_work=unit_of_work,
        as_of=TODAY,
        **fields,  # type: ignore[arg-type]
    )


def test_no_data_is_an_answer_for_every_route(unit_of_work: UnitOfWorkFactory) -> None:
    found = asked(unit_of_work)
    assert len(found.cells.cells) == 8 and not any(one.has_figures for one in found.cells.cells)
    assert len(found.standings) == 6 and found.shown is None
    assert found.cells.sources == ()


@pytest.mark.usefixtures("figures")
def test_each_route_has_its_figures_in_its_own_units(unit_of_work: UnitOfWorkFactory) -> None:
    cells = asked(unit_of_work).cells
    counted = {(one.route.id, one.unit.period): (one.cell.n, one.cell.currency) for one in cells.cells}
    assert counted[("E-W1", "hour")] == (40, "USD")
    assert counted[("E-W1", "project")] == (20, "USD")
    assert counted[("E-W3", "gig")] == (3, "USD")
    assert counted[("E-W6", "month")] == (30, "BDT")
    assert counted[("E-W5", "task")] == (0, "BDT")
    assert all(one.cell.period == one.unit.period for one in cells.cells)
    assert [source.name for source in cells.sources] == ["Made figures"]
    gig = cells.of("E-W3")[0]
    assert gig.has_figures and not gig.cell.p50.shown  # three figures are withheld
    hourly, project = cells.of("E-W1")
    assert hourly.hours is not None and project.hours is None
    assert hourly.is_in_another_currency and not cells.of("E-W6")[0].is_in_another_currency


@pytest.mark.usefixtures("figures")
def test_employment_abroad_has_no_figures_of_bangladesh(unit_of_work: UnitOfWorkFactory) -> None:
    found = asked(unit_of_work, JobSeeker(country="IN", currency="BDT"))
    assert found.cells.of("E-W6")[0].cell.n == 0
    assert found.cells.of("E-W1")[0].cell.n == 40  # clients come from everywhere


def test_only_ones_own_assessments_count(unit_of_work: UnitOfWorkFactory) -> None:
    form = assessments.practice_form()
    take(form, "Another Person", 1.0, unit_of_work, now=NOW)
    mine = take(form, "Me  Myself", 0.2, unit_of_work, now=NOW)
    assert asked(unit_of_work).shown is None
    assert asked(unit_of_work, taker_name=" ").shown is None
    shown = asked(unit_of_work, taker_name="me myself").shown
    assert shown is not None and shown.attempt_id == mine.attempt_id
    assert set(shown.levels) == {c.competency_id for c in mine.competencies if c.is_measured}
    employment = next(
        one for one in asked(unit_of_work, taker_name="me myself").standings if one.route.id == "E-W6"
    )
    assert employment.weak


def test_the_assessment_of_a_candidate_is_the_employers(unit_of_work: UnitOfWorkFactory) -> None:
    candidate = candidates.new("Somebody", unit_of_work=unit_of_work)
    theirs = take(
        assessments.practice_form(), "Somebody", 0.5, unit_of_work, candidate_id=candidate.id, now=NOW
    )
    assert asked(unit_of_work, taker_name="Somebody", attempt_id=theirs.attempt_id).shown is None


def test_a_certificate_opens_outsourcing_until_it_runs_out(unit_of_work: UnitOfWorkFactory) -> None:
    taken = take(assessments.practice_form(), "Me Myself", 0.6, unit_of_work, now=NOW)

    def state(as_of: date) -> RouteState:
        found = routes.earning_routes(
            JobSeeker(), taker_name="Me Myself", unit_of_work=unit_of_work, as_of=as_of
        )
        return next(one.state for one in found.standings if one.route.id == "E-W1")

    assert state(TODAY) is RouteState.NOT_YET
    issued = certificates.issue(taken.attempt_id, "", unit_of_work=unit_of_work, issued_on=TODAY)
    assert state(TODAY) is RouteState.OPEN
    shown = asked(unit_of_work, taker_name="Me Myself").shown
    assert shown is not None and (shown.certificate, shown.is_supervised) == (issued.number, False)
    assert state(issued.valid_until) is RouteState.OPEN
    assert state(date(issued.valid_until.year + 1, 1, 1)) is RouteState.NOT_YET


@pytest.mark.usefixtures("figures")
def test_plain_values_carry_every_route_with_its_cells(unit_of_work: UnitOfWorkFactory) -> None:
    written = plain_routes.earning_routes(asked(unit_of_work, JobSeeker(fans=1200, country="BD", hours=20)))
    assert [one["id"] for one in written["routes"]][-1] == "E-W5"  # nobody has said how many followers
    page = next(one for one in written["routes"] if one["id"] == "E-W4")
    assert page["threshold"]["missing"] == 3800 and page["threshold"]["sources"] == ["E-W4"]
    outsourcing = next(one for one in written["routes"] if one["id"] == "E-W1")
    hourly, project = outsourcing["figures"]
    assert hourly["cell"]["p50"]["value"] == pytest.approx(29.5)
    assert hourly["hours"]["p50"] == pytest.approx(29.5 * 20 * 52 / 12)
    assert project["hours"] is None and project["cell"]["period"] == "project"


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_document_has_all_routes_their_figures_and_its_sources(
    unit_of_work: UnitOfWorkFactory, language: Language
) -> None:
    person = JobSeeker(fans=1200, followers=800, hours=20, country="BD")
    pdf = routes.earning_routes_pdf(asked(unit_of_work, person), language, now=NOW)
    text = text_of(pdf)
    wanted = {
        "en": (
            "What could I earn",
            "Missing: 3,800 fans",
            "$29.50",
            "Made figures",
            "20 November 2026",
            "never turned",
        ),
        "bn": ("আয়ের সম্ভাবনা", "৩,৮০০", "$২৯.৫০", "Made figures", "২০ নভেম্বর ২০২৬"),
    }
    for words in wanted[language]:
        assert words in text
    assert len(pages(pdf)) == 2
    for page in letters(pdf):
        assert lines_that_meet(page) == []


@pytest.mark.parametrize("language", ["bn", "en"])
def test_the_document_without_figures_says_how_to_get_some(
    unit_of_work: UnitOfWorkFactory, language: Language
) -> None:
    pdf = routes.earning_routes_pdf(asked(unit_of_work, JobSeeker()), language, now=NOW)
    text = text_of(pdf)
    assert {"en": "for Bangladesh nobody publishes any", "bn": "বানানোও হয় না"}[language] in text
    assert len(pages(pdf)) <= 2
