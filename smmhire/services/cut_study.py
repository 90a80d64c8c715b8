"""Setting the cut score of a vacancy's form: what judges have to judge, what they wrote, what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire.assessment.attempts import Attempt, UnfitSetting
from smmhire.errors import UserError
from smmhire.services import forms
from smmhire.services.bank import Bank, load_bank, whole_bank
from smmhire.services.common import no_vacancy, utc_now
from smmhire.texts import _, number

if TYPE_CHECKING:
    from smmhire.assessment.composition import FormSpec
    from smmhire.assessment.cut_figures import CutFigures, CutRemark, Results
    from smmhire.assessment.cut_study import CutStudy
    from smmhire.assessment.items import Item
    from smmhire.charts.display_list import Chart
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class CutDesk:
    """What lies before the judges of a vacancy.

    items: the scored questions of its form, in their order; is_example: every candidate gets other questions,
    and these are those of one form; study: for these questions; stored: what was kept last, None: nothing;
    results: of the finished attempts; bank: what all questions are looked up in.
    """

    vacancy_id: UUID
    items: tuple[Item, ...]
    is_example: bool
    study: CutStudy
    stored: CutStudy | None
    results: Results
    bank: Bank

    def item(self, item_id: str) -> Item | None:
        """A question by its id, also one that is no longer in the form; None where the bank has none such."""
        return self.bank.by_id.get(item_id)


# -- loading and saving ------------------------------------------------------------------------------
def open_desk(vacancy_id: UUID, spec: FormSpec | None = None, *, unit_of_work: UnitOfWorkFactory) -> CutDesk:
    """The study of the vacancy for its form, or for one made by `spec`; an empty one where there is none.

    The first call reads the bank, which takes a second or two. Raises UserError where the vacancy is gone.
    """
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        return _desk(work, vacancy_id, spec)


def _desk(work: UnitOfWork, vacancy_id: UUID, spec: FormSpec | None) -> CutDesk:
    from smmhire.assessment.composition import FormKind, drawn, fixed_items
    from smmhire.assessment.cut_study import CutStudy
    from smmhire.content import load_role

    profile = work.vacancies.get(vacancy_id)
    if profile is None:
        raise no_vacancy()
    saved, there = work.form_specs.get(vacancy_id), whole_bank(work)
    made_by = forms.with_fixed_items(spec or saved or forms.usual_spec(profile), saved, there, vacancy_id)
    possible = there.for_form(made_by.settings.languages)
    chosen = fixed_items(possible, made_by) or drawn(possible, made_by, load_role(), vacancy_id.int)
    items = tuple(item for item in chosen if item.is_scored)
    stored = work.cut_studies.get(vacancy_id)
    return CutDesk(
        vacancy_id=vacancy_id,
        items=items,
        is_example=made_by.kind is not FormKind.FIXED,
        study=(stored or CutStudy()).for_items([item.id for item in items]),
        stored=stored,
        results=_results(
            work.attempts.finished_for(vacancy_id), items, made_by.kind is FormKind.FIXED, there
        ),
        bank=there,
    )


def _results(
    finished: Sequence[tuple[Attempt, float]], items: Sequence[Item], is_fixed: bool, there: Bank
) -> Results:
    """Of each candidate the last attempt; people who are no candidates count once an attempt."""
    from smmhire.assessment.cut_figures import Results

    last = {attempt.candidate_id or attempt.id: (attempt, share) for attempt, share in finished}
    ours = {item.id for item in items}
    scored = {item.id for item in there.items if item.is_scored}
    return Results(
        percents=tuple(100 * share for _attempt, share in last.values()),
        other_forms=sum(
            is_fixed and set(attempt.form.item_ids) & scored != ours for attempt, _share in last.values()
        ),
    )


def save_study(
    desk: CutDesk, study: CutStudy, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> CutDesk:
    """Keep the study; the desk as it is then.

    Raises UserError where the vacancy is gone, or somebody else has changed the study since `desk` was
    opened: nothing of theirs is written over.
    """
    with unit_of_work() as work:
        if work.vacancies.get(desk.vacancy_id) is None:
            raise no_vacancy()
        if work.cut_studies.lock(desk.vacancy_id) != desk.stored:
            raise UserError(
                _("Somebody else has changed what the judges wrote for this vacancy."),
                _("Close this window and open it again; then write your last entry once more."),
            )
        work.cut_studies.save(desk.vacancy_id, study, now or utc_now())
        work.commit()
    return replace(desk, study=study, stored=study)


def read_study(written: object) -> CutStudy:
    """The study that these JSON values say. Raises UserError, naming the field, for what cannot be."""
    from smmhire.assessment.cut_study import CutStudy

    try:
        return CutStudy.from_json(written)
    except UnfitSetting as unfit:
        raise not_possible(unfit) from unfit


def not_possible(unfit: UnfitSetting) -> UserError:
    """What cannot be written into a study, as people are told."""
    if unfit.name == "judges.name":
        return UserError(
            _("“{typed}” cannot be the name of a judge.", typed=str(unfit.value)[:60]),
            _("Each judge needs a name of their own, of 60 letters at most."),
        )
    if unfit.name == "judges":
        return UserError(_("There are too many judges."), _("A study has room for 50."))
    if unfit.name == "rounds":
        return UserError(
            _("There cannot be {n} rounds.", n=number(unfit.value) if isinstance(unfit.value, int) else "…"),
            _("A study has one round at least and nine at most."),
        )
    return UserError(
        _("“{typed}” is not possible for {name}.", typed=str(unfit.value)[:60], name=unfit.name),
        _("Possible are: {names}.", names=unfit.possible),
    )


# -- what it comes to --------------------------------------------------------------------------------
def figures(desk: CutDesk, study: CutStudy) -> CutFigures:
    """The cut by the study's method, its error, and what is to be said of it."""
    from smmhire.assessment.cut_figures import cut_figures, guessed_share

    return cut_figures(study, {item.id: guessed_share(item) for item in desk.items}, desk.results)


def described(remark: CutRemark) -> str:
    """The remark in the current language."""
    from smmhire.assessment.cut_words import describe

    return describe(remark)


def hofstee_chart(desk: CutDesk, study: CutStudy) -> Chart | None:
    """The results, the judges' limits and where they meet; None without both."""
    from smmhire.assessment.cut_figures import hofstee_figures
    from smmhire.charts.hofstee import compromise_chart

    found = hofstee_figures(study, desk.results).hofstee
    return None if found is None else compromise_chart(desk.results.percents, found)


# -- taking it over ----------------------------------------------------------------------------------
def take_over(
    vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> tuple[FormSpec, CutFigures]:
    """Write the cut of the kept study into the form of the vacancy; the form as it is then.

    Raises UserError where the vacancy is gone or the study does not give a cut yet.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        desk = _desk(work, vacancy_id, None)
        found = figures(desk, desk.study)
        check_usable(found)
        profile = work.vacancies.get(vacancy_id)
        assert profile is not None
        spec = work.form_specs.get(vacancy_id) or forms.usual_spec(profile)
        spec = forms.keep_spec(work, profile, with_cut(spec, found), moment)
        work.cut_studies.save(vacancy_id, desk.study, moment)
        work.commit()
    return spec, found


def with_cut(spec: FormSpec, found: CutFigures) -> FormSpec:
    """The form with this cut."""
    assert found.adjusted is not None
    return replace(spec, settings=replace(spec.settings, cut=float(found.adjusted)))


def check_usable(found: CutFigures) -> None:
    """Raises UserError, saying what is missing, where the form cannot take the cut."""
    if not found.is_usable:
        missing = " ".join(described(remark) for remark in found.remarks if remark.is_blocking)
        raise UserError(_("There is no cut to take yet."), missing)


# -- for programs ------------------------------------------------------------------------------------
def to_plain(desk: CutDesk, found: CutFigures) -> dict[str, Any]:
    """The study and what it comes to; `read_study` reads its `study`.

    cut, standard_error and those of the judges and rounds are in percent of the marks.
    """
    angoff, hofstee = found.angoff, found.hofstee
    return {
        "vacancy_id": str(desk.vacancy_id),
        "questions": len(desk.items),
        "is_example": desk.is_example,
        "results": {"people": len(desk.results.percents), "of_other_forms": desk.results.other_forms},
        "study": desk.study.to_json(),
        "cut": found.cut,
        "standard_error": found.standard_error,
        "adjusted": found.adjusted,
        "is_usable": found.is_usable,
        "judged": found.questions,
        "angoff": None
        if angoff is None
        else {
            "standard_error_of_forms": 100 * angoff.standard_error_of_forms,
            "agreement_one": angoff.agreement_one,
            "agreement_panel": angoff.agreement_panel,
            "judges": [
                {
                    "name": desk.study.judges[at],
                    "cut": 100 * one.cut,
                    "severity": 100 * one.severity,
                    "agreement": one.agreement,
                }
                for at, one in zip(found.counted, angoff.judges, strict=True)
            ],
            "rounds": [{"cut": 100 * one.cut, "judge_sd": 100 * one.judge_sd} for one in angoff.rounds],
        },
        "hofstee": None
        if hofstee is None
        else {
            "failing": 100 * hofstee.failing,
            "is_met": hofstee.is_met,
            "lowest_cut": hofstee.bounds.lowest_cut,
            "highest_cut": hofstee.bounds.highest_cut,
            "lowest_failing": 100 * hofstee.bounds.lowest_failing,
            "highest_failing": 100 * hofstee.bounds.highest_failing,
        },
        "remarks": [
            {
                "code": remark.code.value,
                "judge": remark.judge or None,
                "n": remark.n,
                "value": remark.value,
                "items": list(remark.item_ids),
                "is_blocking": remark.is_blocking,
                "text": described(remark),
            }
            for remark in found.remarks
        ],
    }
