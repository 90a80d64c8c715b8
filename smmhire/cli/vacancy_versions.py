"""`vacancy publish` and `vacancy versions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.cli.output import wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import As, whole
from smmhire.cli.usage import Command
from smmhire.texts import N_, _, moment, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smmhire.services.vacancy_versions import History, ListedVersion
    from smmhire.vacancies.changes import Change
    from smmhire.vacancies.versions import VacancyVersion

VacancyId = Annotated[
    str, typer.Argument(metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough."))
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    publish_help = N_("Freeze the vacancy as its next version: what candidates are asked for from now on.")
    app.command("publish", cls=Command, help=publish_help)(publish)
    versions_help = N_("List the published versions and what each changed; or bring one back as the draft.")
    app.command("versions", cls=Command, help=versions_help)(versions)


def publish(
    context: typer.Context,
    vacancy: VacancyId,
    decider: As = "",
) -> None:
    """Publish a vacancy."""
    from smmhire.cli.vacancy import vacancy_id
    from smmhire.services import vacancy_versions

    session = session_of(context)
    version = vacancy_versions.publish(
        vacancy_id(session, vacancy), session.who(decider), unit_of_work=session.unit_of_work
    )
    line = _(
        "“{title}” has been published as version {number}.",
        title=version.profile.title,
        number=number(version.number),
    )
    session.answer(_plain(version), [line])


def versions(
    context: typer.Context,
    vacancy: VacancyId,
    restore: Annotated[
        str | None,
        typer.Option("--restore", metavar=N_("VERSION"), help=N_("Let the draft be what this version says.")),
    ] = None,
) -> None:
    """List the versions, or restore one."""
    from smmhire.cli.vacancy import vacancy_id
    from smmhire.services import profile_file, vacancies, vacancy_versions

    session = session_of(context)
    found = vacancy_id(session, vacancy)
    if restore is not None:
        wanted = whole(restore, "--restore")
        vacancy_versions.restore(found, wanted, unit_of_work=session.unit_of_work)
        draft = vacancies.get(found, unit_of_work=session.unit_of_work)
        line = _("The draft says again what version {number} says.", number=number(wanted))
        session.answer(profile_file.to_plain(draft), [line])
        return
    history = vacancy_versions.history(found, unit_of_work=session.unit_of_work)
    session.answer(
        {
            "vacancy_id": str(found),
            "title": history.draft.title,
            "state": history.state.value,
            "unpublished": _changes(history.unpublished),
            "versions": [
                _plain(one.version) | {"changes": _changes(one.changes)} for one in history.versions
            ],
        },
        _lines(history),
    )


def _plain(version: VacancyVersion) -> dict[str, Any]:
    from smmhire.services import profile_file

    return {
        "number": version.number,
        "published_at": version.published_at.isoformat(),
        "who": version.who,
        "profile": profile_file.to_plain(version.profile),
    }


def _changes(found: Sequence[Change]) -> list[dict[str, str]]:
    return [{"field": one.field, "text": one.text} for one in found]


def _lines(history: History) -> Iterator[str]:
    if not history.versions:
        yield _("Nothing has been published yet.")
        return
    if history.unpublished:
        yield _("Not published yet:")
        yield from _listed(history.unpublished)
        yield ""
    for one in history.versions:
        yield _heading(one)
        yield from _listed(one.changes)


def _heading(one: ListedVersion) -> str:
    version = one.version
    return _(
        "Version {number}, {when}, {who}",
        number=number(version.number),
        when=moment(version.published_at),
        who=version.who,
    )


def _listed(found: Sequence[Change]) -> Iterator[str]:
    for change in found:
        yield from wrapped(f"• {change.text}", "  ")
