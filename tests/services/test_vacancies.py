"""A vacancy profile from the first default to the last undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from smmhire import texts
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.pay.columns import PayColumns
from smmhire.services import forms, vacancies
from smmhire.services.role import role
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.texts import say, using
from smmhire.vacancies.profile import PayBasis, PayOffer, VacancyProfile
from smmhire.vacancies.templates import VacancyTemplate
from tests.pay.builders import observations, source

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_new_profile_asks_for_the_whole_role_and_is_not_saved(unit_of_work: UnitOfWorkFactory) -> None:
    profile = vacancies.new_profile(employer="A shop")
    assert [chosen.duty_id for chosen in profile.duties] == [duty.id for duty in role().duties]
    assert {r.competency_id: r.level for r in profile.competencies} == {
        c.id: c.target_level for c in role().competencies
    }
    assert len({r.weight for r in profile.competencies}) == 1
    assert profile.employer == "A shop" and profile.engagement in {route.id for route in role().routes}
    assert set(profile.platform_kinds) <= {kind.id for kind in role().platform_kinds}
    assert profile.pay is None and profile.goals == ()
    assert vacancies.listing(unit_of_work=unit_of_work) == ()


def test_saved_profile_is_listed_opened_and_changed(unit_of_work: UnitOfWorkFactory) -> None:
    profile = replace(vacancies.new_profile(now=NOON), title="  SMM manager for a shop ")
    saved = vacancies.save(profile, unit_of_work=unit_of_work, now=NOON + timedelta(minutes=1))
    assert saved.title == "SMM manager for a shop" and saved.updated_at == NOON + timedelta(minutes=1)
    assert vacancies.get(saved.id, unit_of_work=unit_of_work) == saved
    later = NOON + timedelta(hours=1)
    vacancies.save(replace(saved, employer="A shop"), unit_of_work=unit_of_work, now=later)
    (row,) = vacancies.listing(unit_of_work=unit_of_work)
    assert (row.id, row.title, row.employer) == (saved.id, saved.title, "A shop")
    assert row.updated_at == later


def test_profile_without_title_is_not_saved(unit_of_work: UnitOfWorkFactory) -> None:
    with pytest.raises(UserError, match="no title"):
        vacancies.save(replace(vacancies.new_profile(), title=" "), unit_of_work=unit_of_work)
    assert vacancies.listing(unit_of_work=unit_of_work) == ()


def test_copies_have_titles_of_their_own(unit_of_work: UnitOfWorkFactory) -> None:
    saved = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    first = vacancies.duplicate(saved.id, unit_of_work=unit_of_work)
    second = vacancies.duplicate(saved.id, unit_of_work=unit_of_work)
    third = vacancies.duplicate(second.id, unit_of_work=unit_of_work)
    assert [first.title, second.title, third.title] == [
        f"{saved.title} (copy)",
        f"{saved.title} (copy 2)",
        f"{saved.title} (copy 3)",
    ], "the copy of a copy is one more copy"
    same = replace(
        first, id=saved.id, title=saved.title, created_at=saved.created_at, updated_at=saved.updated_at
    )
    assert same == saved
    assert len(vacancies.listing(unit_of_work=unit_of_work)) == 4


def test_deleted_vacancy_is_gone_until_it_is_brought_back(unit_of_work: UnitOfWorkFactory) -> None:
    saved = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    deleted = vacancies.delete(saved.id, unit_of_work=unit_of_work)
    assert (deleted.id, deleted.name) == (saved.id, saved.title)
    assert vacancies.listing(unit_of_work=unit_of_work) == ()
    for call in (vacancies.get, vacancies.delete, vacancies.duplicate):
        with pytest.raises(UserError, match="no longer there"):
            call(saved.id, unit_of_work=unit_of_work)
    assert vacancies.undo_delete(saved.id, unit_of_work=unit_of_work) == saved
    assert vacancies.get(saved.id, unit_of_work=unit_of_work) == saved
    with pytest.raises(UserError, match="no longer there"):
        vacancies.undo_delete(new_id(), unit_of_work=unit_of_work)


def test_saving_a_vacancy_that_was_deleted_meanwhile_loses_nothing(unit_of_work: UnitOfWorkFactory) -> None:
    """Deleted in another window while it was being changed here: what is saved is there to be found."""
    opened = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    vacancies.delete(opened.id, unit_of_work=unit_of_work)
    saved = vacancies.save(replace(opened, title="Changed"), unit_of_work=unit_of_work)
    assert vacancies.get(opened.id, unit_of_work=unit_of_work) == saved
    assert [one.title for one in vacancies.listing(unit_of_work=unit_of_work)] == ["Changed"]


def test_review_names_what_is_missing_and_what_is_outside_the_role() -> None:
    plain = vacancies.new_profile()
    outside = replace(plain, description="You will also optimise our website for search engines.")
    assert len(vacancies.review(plain)) > 0  # no pay, no measures
    assert len(vacancies.review(outside)) > len(vacancies.review(plain))


def test_default_title_is_in_the_language_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def translate(message: str, /, **fields: object) -> str:
        seen.append(texts.language())
        return message

    monkeypatch.setattr(vacancies, "_", translate)
    with texts.using("bn"):
        vacancies.new_profile()
    assert seen == ["bn"]


def test_a_copy_asks_what_the_original_asks(unit_of_work: UnitOfWorkFactory) -> None:
    saved = vacancies.save(vacancies.new_profile(), unit_of_work=unit_of_work)
    spec = replace(forms.spec_of(saved.id, unit_of_work=unit_of_work), time_limit=75)
    forms.save_spec(saved.id, spec, unit_of_work=unit_of_work)
    copy = vacancies.duplicate(saved.id, unit_of_work=unit_of_work)
    kept = forms.spec_of(copy.id, unit_of_work=unit_of_work)
    assert replace(kept, item_ids=()) == spec and len(kept.item_ids) > spec.total


@pytest.mark.parametrize("language", ["en", "bn"])
@pytest.mark.parametrize("template", vacancies.templates(), ids=lambda template: template.id)
def test_a_template_makes_a_sound_vacancy_in_which_only_the_pay_is_missing(
    template: VacancyTemplate, language: str
) -> None:
    with using(language):
        made = vacancies.from_template(template.id, "Our shop")
        assert [finding.code for finding in vacancies.review(made)] == ["no_pay"]
        assert (made.title, made.employer) == (say(template.title), "Our shop")
        assert made.description == say(template.description)
        assert [duty.measure for duty in made.duties] == [say(duty.measure) for duty in template.duties]
        assert made.competencies == tuple(asked.requirement for asked in template.competencies)
    assert vacancies.from_template(template.id, "", language).title == template.title.text(language)


def test_a_template_saves_nothing_and_makes_a_new_vacancy_each_time(unit_of_work: UnitOfWorkFactory) -> None:
    first, second = (vacancies.from_template("small-shop") for _time in range(2))
    assert first.id != second.id
    assert vacancies.listing(unit_of_work=unit_of_work) == ()
    assert vacancies.save(first, unit_of_work=unit_of_work).title == first.title


def test_an_unknown_template_is_told_which_there_are() -> None:
    with pytest.raises(UserError, match="factory") as error:
        vacancies.from_template("factory")
    assert "small-shop" in str(error.value.what_to_do) and "Non-profit" in str(error.value.what_to_do)


def figures(count: int, unit_of_work: UnitOfWorkFactory) -> None:
    """Monthly pay of SMM managers in Bangladesh: 30,000, 31,000 and so on."""
    with unit_of_work() as work:
        seen = observations([30_000.0 + 1000 * at for at in range(count)])
        work.pay.add(source(), "", PayColumns.of(seen, [source()]))
        work.commit()


def demanding(amount: int) -> VacancyProfile:
    made = vacancies.from_template("agency")
    return replace(
        made,
        pay=PayOffer(Decimal(amount), Decimal(amount), "BDT", "month", PayBasis.GROSS),
        place=replace(made.place, country="BD"),
        competencies=tuple(replace(one, level=4) for one in made.competencies),
    )


def test_low_pay_for_high_demands_is_found_where_the_pay_data_say_so(unit_of_work: UnitOfWorkFactory) -> None:
    assert vacancies.review(demanding(31_000), unit_of_work=unit_of_work) == ()  # nothing to compare with
    figures(60, unit_of_work)
    (finding,) = vacancies.review(demanding(31_000), unit_of_work=unit_of_work)
    assert (finding.code, finding.param("source"), finding.param("figures")) == (
        "junior_pay",
        "A survey",
        "60",
    )
    assert vacancies.review(demanding(31_000)) == ()
    assert vacancies.review(demanding(60_000), unit_of_work=unit_of_work) == ()


def test_pay_is_placed_only_where_it_can_be_compared(unit_of_work: UnitOfWorkFactory) -> None:
    figures(60, unit_of_work)
    made = demanding(50_000)
    placed = vacancies.pay_placement(made, unit_of_work=unit_of_work)
    assert placed is not None and placed.low < placed.percentile < placed.high
    assert made.pay is not None
    for changed in (
        replace(made, pay=None),
        replace(made, pay=replace(made.pay, period="gig")),
        replace(made, pay=replace(made.pay, currency="USD")),
        replace(made, place=replace(made.place, country="IN")),
        replace(made, pay=replace(made.pay, low=Decimal(0), high=Decimal(0))),
    ):
        assert vacancies.pay_placement(changed, unit_of_work=unit_of_work) is None
