"""`role show`: what an SMM manager is, does, and does not do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smmhire.bilingual import Bilingual
from smmhire.cli.output import listed, wrapped
from smmhire.cli.session import session_of
from smmhire.cli.typed import one_of
from smmhire.cli.usage import Command
from smmhire.services.plain import both
from smmhire.texts import N_, _, digits, number, say

if TYPE_CHECKING:
    from smmhire.role.description import Role

# field of the role: heading
SECTIONS: dict[str, str] = {
    "goals": N_("Goals"),
    "directions": N_("Two main directions"),
    "duties": N_("Duties"),
    "qualities": N_("Qualities"),
    "technical_skills": N_("Technical skills"),
    "platform_kinds": N_("Kinds of platforms"),
    "competencies": N_("Competencies"),
    "limits": N_("Outside the role"),
    "routes": N_("Ways of earning"),
    "occupations": N_("Official occupations nearby"),
    "facts": N_("Facts and their ids"),
}


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("show", cls=Command, help=N_("Show duties, qualities, competencies, limits and more."))(show)


def show(
    context: typer.Context,
    section: Annotated[
        str, typer.Option("--section", metavar=N_("SECTION"), help=N_("Only one section, such as duties."))
    ] = "",
) -> None:
    """The role, or one section of it."""
    from smmhire.services.role import role

    description = role()
    chosen = [one_of(section, SECTIONS, "--section")] if section else list(SECTIONS)
    session_of(context).answer(
        {name: [_plain(entry) for entry in getattr(description, name)] for name in chosen},
        _lines(description, chosen),
    )


def _plain(entry: Any) -> dict[str, Any]:
    """Every field of an entry of the role; texts in both languages."""
    return {name: _value(getattr(entry, name)) for name in entry.__slots__}


def _value(value: Any) -> Any:
    if isinstance(value, Bilingual):
        return both(value)
    if isinstance(value, tuple):
        return [_value(one) for one in value]  # pyright: ignore[reportUnknownVariableType]
    return _plain(value) if hasattr(value, "__slots__") and not isinstance(value, str) else value


def _lines(role: Role, chosen: list[str]) -> Iterator[str]:
    for place, name in enumerate(chosen):
        if place:
            yield ""
        heading = _(SECTIONS[name])
        yield heading
        yield "─" * len(heading)
        for entry in getattr(role, name):
            yield from _WRITTEN.get(name, _entry)(entry)


def _entry(entry: Any) -> Iterator[str]:
    yield from wrapped(f"{entry.id} · {say(entry.name)}")
    yield from wrapped(say(entry.description), "    ")


def _fact(entry: Any) -> Iterator[str]:
    yield from listed(f"{entry.id:<8}", say(entry.text))


def _duty(entry: Any) -> Iterator[str]:
    yield from _entry(entry)
    yield from wrapped(_("Measures: {measures}", measures="; ".join(say(m) for m in entry.measures)), "    ")


def _competency(entry: Any) -> Iterator[str]:
    yield from _entry(entry)
    for level, anchor in enumerate(entry.anchors, start=1):
        yield from listed(f"    {number(level)}  ", say(anchor))


def _limit(entry: Any) -> Iterator[str]:
    yield from wrapped(f"{entry.id} · {say(entry.name)}")
    for text in (
        _("The work of: {owner}", owner=say(entry.belongs_to)),
        say(entry.reason),
        say(entry.suggestion),
    ):
        yield from wrapped(text, "    ")


def _route(entry: Any) -> Iterator[str]:
    yield from _entry(entry)
    remark = None if entry.threshold is None else entry.threshold.remark
    for text in (entry.paid, entry.requirement, remark, entry.caution):
        if text is not None:
            yield from wrapped(say(text), "    ")
    if entry.places:
        yield from wrapped(digits(", ".join(entry.places)), "    ")


def _occupation(entry: Any) -> Iterator[str]:
    yield from wrapped(f"{entry.system} {entry.code} · {say(entry.name)}")
    yield from wrapped(say(entry.note), "    ")


_WRITTEN: dict[str, Callable[[Any], Iterator[str]]] = {
    "facts": _fact,
    "occupations": _occupation,
    "duties": _duty,
    "competencies": _competency,
    "limits": _limit,
    "routes": _route,
}
