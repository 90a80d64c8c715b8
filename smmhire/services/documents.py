"""Printed documents: making them from what is stored, and previewing them."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.bilingual import Language as Language
from smmhire.errors import UserError
from smmhire.texts import _, say, using

if TYPE_CHECKING:
    from smmhire.certificates.certificate import Certificate
    from smmhire.certificates.look import CertificateLook
    from smmhire.reports.interview_guide import InterviewGuide
    from smmhire.reports.preview import Box as Box
    from smmhire.reports.preview import Found as Found
    from smmhire.reports.preview import PagePicture as PagePicture
    from smmhire.reports.preview import Strip as Strip
    from smmhire.storage.unit_of_work import UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile


# -- making ------------------------------------------------------------------------------------------
def certificate_pdf(
    certificate: Certificate,
    language: Language,
    *,
    look: CertificateLook | None = None,
    code: str | None = None,
    fingerprint: str | None = None,
    badge: bytes | None = None,
) -> bytes:
    """The certificate on one page; look, code, fingerprint and badge as `reports.certificate` says."""
    from smmhire.content import load_role
    from smmhire.reports.certificate import certificate_pdf as make

    return make(
        certificate, load_role(), language, look=look, code=code, fingerprint=fingerprint, badge=badge
    )


def taken_logo(data: bytes) -> bytes:
    """A picture (PNG or JPEG) as the logo of certificates, ready to be kept in a `CertificateLook`.

    Raises UserError for what is no PNG or JPEG, is broken, empty or too large.
    """
    from smmhire.reports.logo import taken_logo as take

    return take(data)


def candidate_report_pdf(
    attempt_id: UUID,
    vacancy_id: UUID | None,
    language: Language,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> bytes:
    """The report on a finished attempt, beside the vacancy's levels, or the target profile where it is None.

    Raises UserError where the attempt is not finished, or it or the vacancy is no longer there, or, for a
    form with a cut score or with confidence, one of its questions.
    """
    from smmhire.assessment.plan import target_levels
    from smmhire.assessment.self_rating import self_rating_gaps
    from smmhire.content import load_role
    from smmhire.reports.candidate_report import CandidateReport
    from smmhire.reports.candidate_report import candidate_report_pdf as make
    from smmhire.services import results
    from smmhire.services.charts import result_chart
    from smmhire.services.confidence import confidence_of
    from smmhire.services.form_cut import cut_of

    role = load_role()
    attempt = results.get_attempt(attempt_id, unit_of_work=unit_of_work)
    scored = results.result(attempt_id, unit_of_work=unit_of_work)
    asked = None
    if vacancy_id is not None:
        asked = results.asked_of(attempt_id, vacancy_id, unit_of_work=unit_of_work)
    vacancy = None if asked is None else asked.profile
    if vacancy is None:
        required, must_haves = target_levels(role), frozenset[str]()
    else:
        counted = [r for r in vacancy.competencies if r.competency_id in vacancy.assessed_competencies]
        required = {requirement.competency_id: requirement.level for requirement in counted}
        must_haves = frozenset(r.competency_id for r in counted if r.is_must_have)
    asks = attempt.form.settings.asks_confidence
    sure = confidence_of(attempt_id, unit_of_work=unit_of_work) if asks else None
    with using(language):
        label = _("target profile") if vacancy is None else _("the vacancy asks for")
        report = CandidateReport(
            name=attempt.taker_name,
            purpose=attempt.form.purpose,
            is_supervised=attempt.form.is_supervised,
            finished_at=attempt.finished_at or scored.scored_at,
            vacancy_title="" if vacancy is None else vacancy.title,
            employer="" if vacancy is None else vacancy.employer,
            result=scored,
            required_levels=required,
            required_label=label,
            must_haves=must_haves,
            gaps=self_rating_gaps(scored),
            plan=results.plan(scored, vacancy_id, unit_of_work=unit_of_work),
            chart=result_chart(scored, role, required, label),
            cut=cut_of(attempt, scored, unit_of_work=unit_of_work),
            confidence=sure,
            made_on=day_of(now),
            is_adaptive=attempt.form.adaptive is not None,
            vacancy_version=asked.number if asked is not None else 0,
        )
    return make(report, role, language)


def development_plan_pdf(
    attempt_id: UUID,
    vacancy_id: UUID | None,
    language: Language,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> bytes:
    """The plan after a finished attempt, towards the vacancy's levels; None: the target profile.

    Raises UserError where the attempt is not finished, or it or the vacancy is no longer there.
    """
    from smmhire.content import load_role
    from smmhire.reports.development_plan import PlanDocument
    from smmhire.reports.development_plan import development_plan_pdf as make
    from smmhire.services import results

    attempt = results.get_attempt(attempt_id, unit_of_work=unit_of_work)
    scored = results.result(attempt_id, unit_of_work=unit_of_work)
    asked = None
    if vacancy_id is not None:
        asked = results.asked_of(attempt_id, vacancy_id, unit_of_work=unit_of_work).profile
    document = PlanDocument(
        name=attempt.taker_name,
        finished_at=attempt.finished_at or scored.scored_at,
        vacancy_title="" if asked is None else asked.title,
        employer="" if asked is None else asked.employer,
        plan=results.plan(scored, vacancy_id, unit_of_work=unit_of_work),
        own_ratings={
            c.competency_id: c.self_rating for c in scored.competencies if c.self_rating is not None
        },
        made_on=day_of(now),
    )
    return make(document, load_role(), language)


def vacancy_sheet_pdf(
    vacancy_id: UUID, language: Language, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> bytes:
    """What is asked for and offered: as published last, else as the draft says.

    Raises UserError where the vacancy is no longer there.
    """
    from smmhire.content import load_role
    from smmhire.reports.vacancy_sheet import VacancySheet
    from smmhire.reports.vacancy_sheet import vacancy_sheet_pdf as make
    from smmhire.services import profile_words, taxonomy
    from smmhire.services.job_postings import offered
    from smmhire.services.posting import equal_treatment

    this = offered(vacancy_id, unit_of_work=unit_of_work, now=now)
    with using(language):
        entries = [entry for one in this.profile.alignment if (entry := taxonomy.entry(one)) is not None]
        sheet = VacancySheet(
            profile=this.profile,
            version=this.version,
            published_on=this.posted_on if this.version else None,
            pay=profile_words.pay_text(this.profile.pay),
            place=profile_words.place_text(this.profile),
            alignment=[(say(entry.name), taxonomy.kind_text(entry)) for entry in entries],
            credit=_(taxonomy.CREDIT),
            equal_treatment=equal_treatment(),
            made_on=day_of(now),
        )
    return make(sheet, load_role(), language)


def dossier_pdf(
    candidate_id: UUID,
    language: Language,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> bytes:
    """All that is held on a candidate, for them to read. Raises UserError where they are no longer there."""
    from smmhire.reports.dossier import dossier_pdf as make
    from smmhire.services.person_data import dossier

    return make(dossier(candidate_id, day_of(now), unit_of_work=unit_of_work, language=language), language)


def interview_guide_pdf(profile: VacancyProfile, language: Language, *, now: datetime | None = None) -> bytes:
    """What is asked of the candidates of a vacancy and how it is rated: for raters."""
    from smmhire.content import load_role
    from smmhire.reports.interview_guide import interview_guide_pdf as make

    return make(_guide(profile, now), load_role(), language)


def task_sheets_pdf(profile: VacancyProfile, language: Language, *, now: datetime | None = None) -> bytes:
    """The work samples of a vacancy as its candidates get them, with nothing of how they are rated.

    Raises UserError where the vacancy has none.
    """
    from smmhire.reports.interview_guide import task_sheets_pdf as make

    guide = _guide(profile, now)
    if not guide.work_samples:
        raise UserError(
            _("No work sample has been chosen for this vacancy."),
            _("Choose one in the interview guide of the vacancy."),
        )
    return make(guide, language)


def _guide(profile: VacancyProfile, now: datetime | None) -> InterviewGuide:
    from smmhire.reports.interview_guide import InterviewGuide
    from smmhire.services.interview_guide import plan

    chosen = plan(profile)
    return InterviewGuide(
        vacancy_title=profile.title,
        employer=profile.employer,
        questions=chosen.questions,
        work_samples=chosen.work_samples,
        weights={r.competency_id: r.weight for r in profile.competencies},
        must_haves=frozenset(r.competency_id for r in profile.competencies if r.is_must_have),
        made_on=day_of(now),
    )


def day_of(now: datetime | None) -> date:
    """The day printed on a document; SOURCE_DATE_EPOCH (seconds since 1970) makes it reproducible."""
    if now is not None:
        return (now.astimezone() if now.tzinfo is not None else now).date()
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return date.today() if epoch is None else datetime.fromtimestamp(int(epoch), UTC).date()


# -- previewing --------------------------------------------------------------------------------------
def preview_pages(data: bytes) -> int:
    """How many pages a document has."""
    from smmhire.reports.preview import page_count

    return page_count(data)


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of every page, in points."""
    from smmhire.reports.preview import page_sizes as sizes

    return sizes(data)


def page_ink(data: bytes, index: int) -> Box | None:
    """The smallest box around all that is not white on page `index`, in points; None where it is empty."""
    from smmhire.reports.preview import page_ink as ink

    return ink(data, index)


def render_page(data: bytes, index: int, scale: float, *, is_grey: bool = False) -> PagePicture:
    """Page `index` (from 0) as (width, height, RGBA bytes), `scale` pixels a point.

    Raises IndexError for a page there is not.
    """
    from smmhire.reports.preview import render_page as render

    return render(data, index, scale, is_grey=is_grey)


def render_strip(
    data: bytes, index: int, size: tuple[int, int], top: int, rows: int, *, is_grey: bool = False
) -> Strip:
    """`rows` rows from row `top` on, of page `index` drawn `size` pixels large: for printers."""
    from smmhire.reports.preview import render_strip as render

    return render(data, index, size, top, rows, is_grey=is_grey)


def find_text(data: bytes, text: str) -> tuple[Found, ...]:
    """Where `text` stands in a document, from its first page on."""
    from smmhire.reports.preview import find_text as find

    return find(data, text)
