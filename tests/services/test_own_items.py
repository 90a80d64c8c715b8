"""An employer's own questions: kept, let into forms, corrected, taken out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from smmhire.assessment.attempts import Answer, Attempt, FormSettings, Languages
from smmhire.assessment.composition import FormKind, FormSpec, Source
from smmhire.assessment.composition_review import Code
from smmhire.assessment.items import Item, ItemType
from smmhire.assessment.own_items import OwnItem, is_own
from smmhire.bilingual import Bilingual
from smmhire.errors import UserError
from smmhire.services import assessments, forms, item_statistics, own_items, rescoring, vacancies
from smmhire.services.bank import load_bank
from smmhire.storage.unit_of_work import UnitOfWorkFactory
from smmhire.vacancies.profile import VacancyProfile
from tests.services.answering import right_answer

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


def question(n: int = 1, *, language: str = "both", competency: str = "content") -> OwnItem:
    """A single choice, whole in the language or both."""

    def text(en: str, bn: str) -> Bilingual:
        return Bilingual(en="" if language == "bn" else en, bn="" if language == "en" else bn)

    new = own_items.blank(ItemType.SINGLE_CHOICE, competency, now=NOON)
    options = tuple(
        replace(option, text=text(f"Option {option.id} of {n}", f"{n} নম্বরের {option.id}"))
        for option in new.item.options
    )
    item = replace(new.item, stem=text(f"Question {n}?", f"প্রশ্ন {n}?"), options=options)
    return replace(new, item=item, is_released=True, name=f"Q{n}")


def kept(unit_of_work: UnitOfWorkFactory, n: int = 1, **fields: str) -> OwnItem:
    return own_items.save(question(n, **fields), unit_of_work=unit_of_work, now=NOON).own


@pytest.fixture
def vacancy(unit_of_work: UnitOfWorkFactory) -> VacancyProfile:
    return vacancies.save(vacancies.new_profile(now=NOON), unit_of_work=unit_of_work, now=NOON)


def spec(count: int, source: Source, languages: Languages = Languages.BOTH) -> FormSpec:
    return FormSpec(
        (("content", count),),
        has_self_ratings=False,
        source=source,
        settings=FormSettings(languages=languages),
    )


# -- keeping -----------------------------------------------------------------------------------------
def test_a_saved_question_is_found_again_under_an_id_of_its_own(unit_of_work: UnitOfWorkFactory) -> None:
    first, second = kept(unit_of_work, 1), kept(unit_of_work, 2)
    assert first.id != second.id and is_own(first.id)
    assert {one.id for one in own_items.listing(unit_of_work=unit_of_work)} == {first.id, second.id}
    assert own_items.get(first.id.lower(), unit_of_work=unit_of_work) == first


def test_an_unfinished_question_is_kept_and_not_let_into_forms(unit_of_work: UnitOfWorkFactory) -> None:
    unfinished = replace(question(), item=replace(question().item, competency=""))
    with pytest.raises(UserError, match="what the question asks about"):
        own_items.save(unfinished, unit_of_work=unit_of_work)
    assert own_items.listing(unit_of_work=unit_of_work) == ()
    own = own_items.save(replace(unfinished, is_released=False), unit_of_work=unit_of_work, now=NOON).own
    whole = kept(unit_of_work, 2)
    own_items.set_released([whole.id], False, unit_of_work=unit_of_work)
    with pytest.raises(UserError):
        own_items.set_released([whole.id, own.id], True, unit_of_work=unit_of_work)
    assert not any(one.is_released for one in own_items.listing(unit_of_work=unit_of_work))
    assert own_items.set_released([whole.id], True, unit_of_work=unit_of_work) == 1


def test_a_deleted_question_comes_back_by_undo(unit_of_work: UnitOfWorkFactory) -> None:
    own = kept(unit_of_work)
    deleted = own_items.delete([own.id], unit_of_work=unit_of_work, now=NOON)
    with pytest.raises(UserError, match=own.id):
        own_items.get(own.id, unit_of_work=unit_of_work)
    with pytest.raises(UserError):
        own_items.save(replace(own, item=replace(own.item, id="OWN-NOBODY")), unit_of_work=unit_of_work)
    own_items.undo_delete(deleted, unit_of_work=unit_of_work)
    assert own_items.listing(unit_of_work=unit_of_work) == (own,)


def test_two_who_edit_one_question_do_not_write_over_each_other(unit_of_work: UnitOfWorkFactory) -> None:
    read = kept(unit_of_work)
    theirs = replace(read, item=replace(read.item, stem=Bilingual("Theirs?", "তাঁদের?")))
    saved = own_items.save(theirs, unit_of_work=unit_of_work).own
    ours = replace(read, item=replace(read.item, stem=Bilingual("Ours?", "আমাদের?")))
    with pytest.raises(UserError, match="Somebody else has changed"):
        own_items.save(ours, unit_of_work=unit_of_work)
    assert own_items.get(read.id, unit_of_work=unit_of_work) == saved


def test_a_copy_has_the_same_words_and_waits_to_be_let_in(unit_of_work: UnitOfWorkFactory) -> None:
    own = kept(unit_of_work)
    copy = own_items.duplicate(own.id, unit_of_work=unit_of_work)
    assert copy.id != own.id and replace(copy.item, id=own.id) == own.item
    assert not copy.is_released and copy.name == "Q1 (copy)"


def test_a_new_option_has_an_id_that_none_has() -> None:
    new = own_items.blank(ItemType.SINGLE_CHOICE, "content")
    ids = [option.id for option in new.item.options]
    assert ids == ["a", "b", "c", "d"]
    assert own_items.blank_option(ItemType.SINGLE_CHOICE, 3, ["a", "c", "d"]).id == "b"


# -- in forms ----------------------------------------------------------------------------------------
def test_own_questions_come_first_and_the_bank_fills_the_rest(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    own = {kept(unit_of_work, n).id for n in range(3)}
    forms.save_spec(vacancy.id, spec(5, Source.OWN_FIRST), unit_of_work=unit_of_work)
    form = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    assert len(form.item_ids) == 5 and own < {*form.item_ids}
    assert form.bank_version.startswith(load_bank().version + "+")
    forms.save_spec(vacancy.id, spec(5, Source.BANK), unit_of_work=unit_of_work)
    assert not own & {*forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work).item_ids}
    forms.save_spec(vacancy.id, spec(3, Source.OWN), unit_of_work=unit_of_work)
    assert own == {*forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work).item_ids}
    with pytest.raises(UserError, match="there are 3 questions, and 4"):
        forms.save_spec(vacancy.id, spec(4, Source.OWN), unit_of_work=unit_of_work)


def test_a_form_takes_the_questions_that_have_its_language(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    in_bengali, in_both = kept(unit_of_work, 1, language="bn"), kept(unit_of_work, 2)
    there = forms.bank(unit_of_work=unit_of_work)
    assert forms.look(spec(1, Source.OWN, Languages.BENGALI), vacancy, there).own == 2
    seen = forms.look(spec(1, Source.OWN), vacancy, there)
    assert (seen.own, seen.available["content"]) == (1, 1)
    told = next(remark for remark in seen.remarks if remark.code is Code.OTHER_LANGUAGE)
    assert forms.described(told).startswith("1 question of your own lacks a language")
    forms.save_spec(vacancy.id, spec(2, Source.OWN, Languages.BENGALI), unit_of_work=unit_of_work)
    form = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    assert {*form.item_ids} == {in_bengali.id, in_both.id}
    forms.save_spec(vacancy.id, spec(1, Source.OWN, Languages.ENGLISH), unit_of_work=unit_of_work)
    assert forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work).item_ids == (in_both.id,)


def test_a_fixed_form_stays_the_same_when_questions_come_in_later(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    first = [kept(unit_of_work, n) for n in range(2)]
    composed = spec(3, Source.OWN_FIRST)
    forms.save_spec(vacancy.id, composed, unit_of_work=unit_of_work)
    before = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    for n in range(5, 9):
        kept(unit_of_work, n)
    assert forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work).item_ids == before.item_ids
    # Saved again with another cut and time: nothing the questions hang on.
    again = replace(composed, time_limit=33, settings=replace(composed.settings, cut=60.0))
    assert forms.save_spec(vacancy.id, again, unit_of_work=unit_of_work).time_limit == 33
    assert forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work).item_ids == before.item_ids
    own_items.delete([first[0].id], unit_of_work=unit_of_work)
    after = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    assert first[0].id not in after.item_ids and len(after.item_ids) == 3
    random = replace(composed, kind=FormKind.RANDOM)
    assert forms.save_spec(vacancy.id, random, unit_of_work=unit_of_work).item_ids == ()


# -- asked -------------------------------------------------------------------------------------------
def asked(unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile, count: int) -> Attempt:
    forms.save_spec(vacancy.id, spec(count, Source.OWN), unit_of_work=unit_of_work)
    form = forms.vacancy_form(vacancy.id, unit_of_work=unit_of_work)
    return assessments.start(form, "P", unit_of_work=unit_of_work, now=NOON)


def answer_all(attempt: Attempt, items: list[Item], unit_of_work: UnitOfWorkFactory) -> None:
    for n, item in enumerate(items):
        assessments.submit_answer(
            attempt.id,
            item.id,
            right_answer(item, attempt.seed),
            5.0,
            unit_of_work=unit_of_work,
            now=NOON + timedelta(seconds=n + 1),
        )


def test_an_attempt_with_own_questions_is_taken_scored_and_reviewed(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    own = [kept(unit_of_work, n) for n in range(3)]
    attempt = asked(unit_of_work, vacancy, 3)
    sitting = assessments.open_attempt(attempt.id, unit_of_work=unit_of_work, now=NOON)
    assert {item.id for item in sitting.items} == {one.id for one in own}
    answer_all(attempt, [one.item for one in own], unit_of_work)
    scored = assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON + timedelta(minutes=1))
    assert scored.percent_correct == 1.0 and "+" in scored.bank_version
    reviewed = assessments.review_of(attempt.id, unit_of_work=unit_of_work)
    assert len(reviewed) == 3 and all(one.explanation and one.explanation.mark == 1 for one in reviewed)
    figures = item_statistics.bank_statistics(unit_of_work=unit_of_work)
    found = [figures.of(one.id) for one in own]
    assert [one.responses for one in found if one is not None] == [1, 1, 1]
    assert figures.earlier_versions == 0


def test_an_attempt_goes_on_with_a_question_deleted_meanwhile(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    own = [kept(unit_of_work, n) for n in range(2)]
    attempt = asked(unit_of_work, vacancy, 2)
    own_items.delete([own[0].id], unit_of_work=unit_of_work, now=NOON)
    spare = kept(unit_of_work, 3)
    own_items.delete([spare.id], unit_of_work=unit_of_work, now=NOON)
    with unit_of_work() as work:
        assert work.own_items.purge(NOON + timedelta(days=365)) == 1  # the one nobody was asked
        work.commit()
    answer_all(attempt, [one.item for one in own], unit_of_work)
    scored = assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON + timedelta(minutes=1))
    assert scored.percent_correct == 1.0


def test_a_corrected_key_scores_anew_only_when_that_is_asked_for(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    own = [kept(unit_of_work, n) for n in range(2)]
    attempt = asked(unit_of_work, vacancy, 2)
    answer_all(attempt, [one.item for one in own], unit_of_work)
    before = assessments.finish(attempt.id, unit_of_work=unit_of_work, now=NOON + timedelta(minutes=1))
    item = own[0].item
    corrected = replace(item, options=tuple(replace(o, is_correct=o.id == "b") for o in item.options))
    saved = own_items.save(replace(own[0], item=corrected), unit_of_work=unit_of_work, now=NOON)
    assert saved.replaced is None and saved.own.id == own[0].id
    assert [old for _at, old in own_items.former(own[0].id, unit_of_work=unit_of_work)] == [item]
    assert assessments.result(attempt.id, unit_of_work=unit_of_work) == before
    after = rescoring.rescore(attempt.id, "The key was wrong", unit_of_work=unit_of_work)
    assert after.percent_correct == 0.5 and after.bank_version != before.bank_version
    (former,) = rescoring.former_results(attempt.id, unit_of_work=unit_of_work)
    assert former.result == before and former.reason == "The key was wrong"


def test_other_options_make_a_new_question_and_the_old_stays_for_those_who_were_asked(
    unit_of_work: UnitOfWorkFactory, vacancy: VacancyProfile
) -> None:
    own = kept(unit_of_work)
    attempt = asked(unit_of_work, vacancy, 1)
    shorter = replace(own.item, options=own.item.options[:3])
    saved = own_items.save(replace(own, item=shorter), unit_of_work=unit_of_work, now=NOON)
    assert saved.replaced == own.id != saved.own.id
    assert [one.id for one in own_items.listing(unit_of_work=unit_of_work)] == [saved.own.id]
    assessments.submit_answer(
        attempt.id, own.id, Answer(selected=("d",)), 3.0, unit_of_work=unit_of_work, now=NOON
    )
    # One that nobody was asked is simply changed.
    unasked = kept(unit_of_work, 7)
    changed = replace(unasked, item=replace(unasked.item, options=unasked.item.options[:2]))
    assert own_items.save(changed, unit_of_work=unit_of_work).replaced is None
