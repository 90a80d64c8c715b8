"""`vacancy …`: profiles made, listed, shown, reviewed, copied, deleted and given away as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from smmhire.cli import FINDING, FINE, cut, form, vacancy_files, vacancy_versions
from smmhire.cli import vacancy_fields as fields
from smmhire.cli.output import table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import id_ending
from smmhire.cli.usage import Command
from smmhire.cli.vacancy_versions import VacancyId
from smmhire.services import ids, plain, profile_file, profile_words, vacancies, vacancy_file
from smmhire.services.vacancy_file import VacancyFile
from smmhire.texts import N_, _, day, moment, ngettext, number, say
from smmhire.vacancies.profile import VacancyProfile

# In the place of a template's name: which there are.
WHICH = "?"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, work, help_text in (
        ("new", new, N_("Make a vacancy from options or a file; the rest is filled in sensibly.")),
        ("change", change, N_("Change a vacancy by options or a file.")),
        ("list", list_all, N_("List the vacancies.")),
        ("show", show, N_("Show a vacancy.")),
        (
            "review",
            review,
            N_("Say what is outside the role or missing, and why. Exit code 1 with findings."),
        ),
        ("duplicate", duplicate, N_("Copy a vacancy.")),
        ("rescore", rescore, N_("Score all finished attempts for a vacancy anew, by today’s keys.")),
        ("delete", delete, N_("Delete a vacancy; for 30 days it can be brought back.")),
        ("undelete", undelete, N_("Bring a deleted vacancy back.")),
    ):
        app.command(name, cls=Command, help=help_text)(work)
    form.register(app)
    cut.register(app)
    vacancy_versions.register(app)
    vacancy_files.register(app)


def new(
    context: typer.Context,
    template: fields.Template = None,
    file: fields.File = None,
    title: fields.Title = None,
    employer: fields.Employer = None,
    description: fields.Description = None,
    goals: fields.Goals = None,
    duties: fields.Duties = None,
    platforms: fields.Platforms = None,
    requirements: fields.Requirements = None,
    own: fields.Own = None,
    own_must: fields.OwnMust = None,
    pay: fields.Pay = None,
    currency: fields.Currency = None,
    period: fields.Period = None,
    basis: fields.Basis = None,
    engagement: fields.Engagement = None,
    arrangement: fields.Arrangement = None,
    city: fields.City = None,
    country: fields.Country = None,
    apply_until: fields.ApplyUntil = None,
    how_to_apply: fields.HowToApply = None,
    alignment: fields.Alignment = None,
) -> None:
    """Make a vacancy."""
    session = session_of(context)
    employed = session.settings.employer
    if template == WHICH:
        _templates(session)
        return
    if template is None:
        base = vacancies.new_profile(employer=employed)
    else:
        base = vacancies.from_template(template, employed)
    _keep(session, base, file, context.params)


def _templates(session: Session) -> None:
    known = vacancies.templates()
    plain_templates = [
        {"id": one.id, "name": {"en": one.name.en, "bn": one.name.bn}, "for_whom": say(one.who_for)}
        for one in known
    ]
    lines = [
        line for one in known for line in (f"{one.id}  {say(one.name)}", *wrapped(say(one.who_for), "  "))
    ]
    session.answer(plain_templates, lines)


def change(
    context: typer.Context,
    vacancy: VacancyId,
    file: fields.File = None,
    title: fields.Title = None,
    employer: fields.Employer = None,
    description: fields.Description = None,
    goals: fields.Goals = None,
    duties: fields.Duties = None,
    platforms: fields.Platforms = None,
    requirements: fields.Requirements = None,
    own: fields.Own = None,
    own_must: fields.OwnMust = None,
    pay: fields.Pay = None,
    currency: fields.Currency = None,
    period: fields.Period = None,
    basis: fields.Basis = None,
    engagement: fields.Engagement = None,
    arrangement: fields.Arrangement = None,
    city: fields.City = None,
    country: fields.Country = None,
    apply_until: fields.ApplyUntil = None,
    how_to_apply: fields.HowToApply = None,
    alignment: fields.Alignment = None,
) -> None:
    """Change a vacancy."""
    session = session_of(context)
    _keep(session, _get(session, vacancy), file, context.params)


def _keep(session: Session, base: VacancyProfile, file: Path | None, options: dict[str, Any]) -> None:
    """Keep `base` with what the file says, then with what the options say."""
    given = VacancyFile(base) if file is None else vacancy_file.read_file(file, base)
    given = replace(given, profile=fields.changed(given.profile, options))
    kept = vacancy_file.keep(given, unit_of_work=session.unit_of_work)
    found = len(vacancies.review(kept, unit_of_work=session.unit_of_work))
    lines = [_("“{title}” has been saved.", title=kept.title), _("Id: {id}", id=kept.id)]
    if given.form is not vacancy_file.NOT_MENTIONED:
        lines.append(_("With its form: vacancy form {id}", id=str(kept.id)[-8:]))
    if found:
        lines.append(
            ngettext(
                "The review has {n} finding: vacancy review {id}",
                "The review has {n} findings: vacancy review {id}",
                found,
                id=str(kept.id)[-8:],
            )
        )
    session.answer(profile_file.to_plain(kept) | {"findings": found}, lines)


def list_all(context: typer.Context) -> None:
    """List the vacancies."""
    session = session_of(context)
    found = vacancies.listing(unit_of_work=session.unit_of_work)
    headings = [
        _("Id"), _("Title"), _("Employer"), _("State"), _("Candidates"), _("Assessed"), _("Changed"),
    ]  # fmt: skip
    rows = [
        [
            str(one.id), one.title, one.employer,
            vacancies.state_text(one.version, is_changed=one.is_changed),
            number(one.candidate_count), number(one.finished_count), moment(one.updated_at),
        ]
        for one in found
    ]  # fmt: skip
    session.answer(
        [
            {
                "id": str(one.id),
                "title": one.title,
                "employer": one.employer,
                "engagement": one.engagement,
                "candidates": one.candidate_count,
                "finished_attempts": one.finished_count,
                "version": one.version,
                "is_changed": one.is_changed,
                "updated_at": one.updated_at.isoformat(),
            }
            for one in found
        ],
        table(headings, rows, numbers=(4, 5)) if found else [_("There is no vacancy yet.")],
    )


def show(context: typer.Context, vacancy: VacancyId) -> None:
    """Show a vacancy."""
    session = session_of(context)
    profile = _get(session, vacancy)
    session.answer(vacancy_file.export(profile.id, unit_of_work=session.unit_of_work), _lines(profile))


def review(context: typer.Context, vacancy: VacancyId) -> int:
    """Review a vacancy."""
    session = session_of(context)
    profile = _get(session, vacancy)
    found = vacancies.review(profile, unit_of_work=session.unit_of_work)
    placement = vacancies.pay_placement(profile, unit_of_work=session.unit_of_work)
    written = plain.findings(found, profile, placement)
    session.answer(
        {"vacancy_id": str(profile.id), "title": profile.title, "findings": written},
        review_lines(profile, written),
    )
    return FINDING if found else FINE


def duplicate(context: typer.Context, vacancy: VacancyId) -> None:
    """Copy a vacancy."""
    session = session_of(context)
    copy = vacancies.duplicate(vacancy_id(session, vacancy), unit_of_work=session.unit_of_work)
    lines = [_("“{title}” has been made.", title=copy.title), _("Id: {id}", id=copy.id)]
    session.answer(profile_file.to_plain(copy), lines)


def rescore(
    context: typer.Context,
    vacancy: VacancyId,
    reason: Annotated[
        str, typer.Option("--reason", metavar=N_("TEXT"), help=N_("What was changed in the keys, and why."))
    ] = "",
) -> None:
    """Score all attempts of a vacancy anew."""
    from smmhire.services import rescoring

    session = session_of(context)
    found = vacancy_id(session, vacancy)
    changed = rescoring.rescore_vacancy(found, reason, unit_of_work=session.unit_of_work)
    lines = [ngettext("{n} result came out differently.", "{n} results came out differently.", changed)]
    session.answer({"vacancy_id": str(found), "changed": changed}, lines)


def delete(context: typer.Context, vacancy: VacancyId) -> None:
    """Delete a vacancy."""
    session = session_of(context)
    gone = vacancies.delete(vacancy_id(session, vacancy), unit_of_work=session.unit_of_work)
    way_back = _("To bring it back: vacancy undelete {id}", id=gone.id)
    session.answer(
        {"id": str(gone.id), "deleted": True}, [_("“{title}” has been deleted.", title=gone.name), way_back]
    )


def undelete(context: typer.Context, vacancy: VacancyId) -> None:
    """Bring a deleted vacancy back."""
    session = session_of(context)
    unit_of_work = session.unit_of_work
    gone = id_ending(vacancy, lambda end: ids.vacancies(end, is_deleted=True, unit_of_work=unit_of_work))
    profile = vacancies.undo_delete(gone, unit_of_work=unit_of_work)
    session.answer(profile_file.to_plain(profile), [_("“{title}” is back.", title=profile.title)])


def vacancy_id(session: Session, typed: str) -> UUID:
    """The id of the vacancy that was typed, whole or its end."""
    return id_ending(typed, lambda end: ids.vacancies(end, unit_of_work=session.unit_of_work))


def _get(session: Session, typed: str) -> VacancyProfile:
    return vacancies.get(vacancy_id(session, typed), unit_of_work=session.unit_of_work)


# -- texts -------------------------------------------------------------------------------------------
def review_lines(profile: VacancyProfile, written: list[plain.Plain]) -> Iterator[str]:
    """The findings for people; a sentence where there are none."""
    from smmhire.vacancies.finding_texts import kind_name
    from smmhire.vacancies.review import Kind

    if not written:
        yield _("The review of “{title}” has nothing to say.", title=profile.title)
        return
    yield ngettext(
        "{n} finding for “{title}”:", "{n} findings for “{title}”:", len(written), title=profile.title
    )
    for finding in written:
        yield ""
        yield from wrapped(f"{kind_name(Kind(finding['kind']))} · {finding['place_name']}")
        yield from wrapped(finding["headline"], "  ")
        yield from wrapped(finding["reason"], "  ")
        yield from wrapped(f"→ {finding['suggestion']}", "  ")
        if finding.get("change"):
            yield from wrapped(
                _("In the window one press does this: {change}", change=finding["change"]), "  "
            )
        if finding["sources"]:
            yield from wrapped(_("Sources: {ids}", ids=", ".join(finding["sources"])), "  ")


def _lines(profile: VacancyProfile) -> Iterator[str]:
    from smmhire.role.measures import measure_text
    from smmhire.services.role import role

    known = role()
    yield profile.title
    yield "─" * len(profile.title)
    yield _("Id: {id}", id=profile.id)
    facts: list[tuple[str, str]] = [
        (_("Employer"), profile.employer),
        (_("Description"), profile.description),
        (_("Goals"), "; ".join(plain.named(profile.goals))),
        (_("Qualities"), "; ".join(plain.named(profile.qualities))),
        (_("Technical skills"), "; ".join(plain.named(profile.technical_skills))),
        (_("Kinds of platforms"), "; ".join(plain.named(profile.platform_kinds))),
        (_("Pay"), profile_words.pay_text(profile.pay)),
        (_("Type of engagement"), "; ".join(plain.named([profile.engagement])) if profile.engagement else ""),
        (_("Place"), profile_words.place_text(profile)),
        (_("Last day to apply"), "" if profile.apply_until is None else day(profile.apply_until)),
        (_("How to apply"), profile.how_to_apply),
        (_("Official skills and tasks"), "; ".join(map(profile_words.name_of, profile.alignment))),
    ]
    for name, text in facts:
        yield from wrapped(f"{name}: {text or _('not given')}")
    yield ""
    yield _("Duties")
    duties = {duty.id: duty for duty in known.duties}
    for chosen in profile.duties:
        yield from wrapped(f"• {say(known.name_of(chosen.duty_id))}", "  ")
        measure = measure_text(duties[chosen.duty_id], chosen.measure)
        yield from wrapped(_("measure: {measure}", measure=measure or _("none")), "    ")
    yield ""
    headings = [_("Competency"), _("Level"), _("Weight"), ""]
    rows = [
        [
            say(known.competency(r.competency_id).name), number(r.level), number(r.weight),
            _("must-have") if r.is_must_have else "",
        ]
        for r in profile.competencies
    ]  # fmt: skip
    yield from table(headings, rows, numbers=(1, 2))
    if profile.own_requirements:
        yield ""
        yield _("Own requirements")
    for own in profile.own_requirements:
        mark = f" ({_('must-have')})" if own.is_must_have else ""
        yield from wrapped(f"• {own.text}{mark}", "  ")
