"""`pay entry …`: figures typed by hand, and the lists they stand in."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from smmhire.cli import pay_entry_options as options
from smmhire.cli.output import listed, table, wrapped
from smmhire.cli.session import Session, session_of
from smmhire.cli.typed import id_ending, whole
from smmhire.cli.usage import Command, Group
from smmhire.errors import UserError
from smmhire.pay.observation import PaySource
from smmhire.services import ids, pay_entries, plain_pay
from smmhire.texts import N_, _, day, digits, ngettext, number

if TYPE_CHECKING:
    from smmhire.pay.entries import EntryReading, PayEntry

SHOWN = "100"


def register(app: typer.Typer) -> None:
    """Add the commands of this module, as a group of their own."""
    help_text = N_("Figures you type yourself: what you pay, what you were told, what candidates ask.")
    group = typer.Typer(
        cls=Group, help=help_text, add_completion=False, rich_markup_mode=None, no_args_is_help=False,
        pretty_exceptions_enable=False,
    )  # fmt: skip
    for name, work, command_help in (
        ("add", add, N_("Add a figure.")),
        ("from-vacancy", from_vacancy, N_("Add what a vacancy offers; a vacancy is in it once.")),
        ("list", list_all, N_("List the figures, the last typed first.")),
        ("change", change, N_("Change a figure; what is not given stays.")),
        ("remove", remove, N_("Remove a figure; for 30 days it can be brought back.")),
        ("restore", restore, N_("Bring a removed figure back.")),
        ("lists", lists, N_("List the lists.")),
        ("new-list", new_list, N_("Make a list.")),
        ("rename-list", rename_list, N_("Give a list another name.")),
        ("export", export, N_("Write the figures as CSV that “pay import” reads back.")),
    ):
        group.command(name, cls=Command, help=command_help)(work)
    app.add_typer(group, name="entry")


# -- figures -----------------------------------------------------------------------------------------
def add(
    context: typer.Context,
    amount: options.Amount,
    in_list: options.InList = None,
    title: options.Title = None,
    country: options.Country = None,
    currency: options.Currency = None,
    period: options.Period = None,
    basis: options.Basis = None,
    bonus: options.Bonus = None,
    engagement: options.Engagement = None,
    city: options.City = None,
    experience: options.Experience = None,
    paid_by: options.PaidBy = None,
    on: options.On = None,
    note: options.Note = None,
    anyway: options.Anyway = False,
) -> None:
    """Add a figure."""
    from smmhire.pay.entries import EntryDraft

    session = session_of(context)
    draft = options.with_options(EntryDraft(amount), context.params)
    list_id = None if in_list is None else _list(session, in_list).id
    reading = options.agreeing(draft)
    with _saying_how_to_insist():
        entry = pay_entries.add(draft, list_id, keep_doubtful=anyway, unit_of_work=session.unit_of_work)
    _answer(session, entry, reading, _("Kept."))


def change(
    context: typer.Context,
    figure: options.EntryId,
    amount: Annotated[str | None, typer.Option("--pay", metavar=N_("AMOUNT"), help=N_("The pay."))] = None,
    title: options.Title = None,
    country: options.Country = None,
    currency: options.Currency = None,
    period: options.Period = None,
    basis: options.Basis = None,
    bonus: options.Bonus = None,
    engagement: options.Engagement = None,
    city: options.City = None,
    experience: options.Experience = None,
    paid_by: options.PaidBy = None,
    on: options.On = None,
    note: options.Note = None,
    anyway: options.Anyway = False,
) -> None:
    """Change a figure; '' empties a field."""
    from smmhire.pay.entries import draft_of

    session = session_of(context)
    seen = pay_entries.get(_entry_id(session, figure), unit_of_work=session.unit_of_work)
    draft = draft_of(seen)
    if amount is not None:
        draft = replace(draft, pay=amount)
        # What the new amount names itself holds, not what the old one was in.
        named = pay_entries.read(draft).money
        if named is not None:
            draft = replace(
                draft,
                currency=named.currency or draft.currency,
                period=named.period or draft.period,
                basis=named.basis or draft.basis,
            )
    draft = options.with_options(draft, context.params)
    reading = options.agreeing(draft)
    with _saying_how_to_insist():
        entry = pay_entries.change(seen, draft, keep_doubtful=anyway, unit_of_work=session.unit_of_work)
    _answer(session, entry, reading, _("Changed."))


@contextmanager
def _saying_how_to_insist() -> Generator[None]:
    try:
        yield
    except pay_entries.DoubtfulEntry as doubt:
        raise UserError(doubt.what, f"{doubt.what_to_do} {_('With --anyway it is kept.')}") from doubt


def from_vacancy(
    context: typer.Context,
    vacancy: Annotated[
        str, typer.Argument(metavar=N_("VACANCY"), help=N_("Its id; the last characters are enough."))
    ],
) -> None:
    """Add a vacancy's pay."""
    from smmhire.cli.vacancy import vacancy_id

    session = session_of(context)
    done = pay_entries.add_from_vacancy(vacancy_id(session, vacancy), unit_of_work=session.unit_of_work)
    says = _("Kept.") if done.before is None else _("Changed.")
    _answer(session, done.entry, None, says if done.is_changed else _("It is there already, as it is."))


def list_all(
    context: typer.Context,
    in_list: options.InList = None,
    limit: Annotated[
        str, typer.Option("--limit", metavar=N_("NUMBER"), help=N_("How many are listed; 0: all."))
    ] = SHOWN,
) -> None:
    """List the figures."""
    session = session_of(context)
    list_id = None if in_list is None else _list(session, in_list).id
    names = {one.id: one for one in pay_entries.lists(unit_of_work=session.unit_of_work)}
    found = pay_entries.page(
        list_id, limit=whole(limit, "--limit") or 10**9, unit_of_work=session.unit_of_work
    )
    lines = list(_rows(found.entries, names))
    if not found.total:
        lines = list(wrapped(_("There are no figures of your own yet. “pay entry add” adds the first.")))
    elif len(found.entries) < found.total:
        lines.append(_("{shown} of {n}", shown=number(len(found.entries)), n=number(found.total)))
    session.answer(
        {
            "total": found.total,
            "entries": [plain_pay.entry(one, names[one.figure.source_id]) for one in found.entries],
        },
        lines,
    )


def remove(context: typer.Context, figure: options.EntryId) -> None:
    """Remove a figure."""
    session = session_of(context)
    gone = pay_entries.remove([_entry_id(session, figure)], unit_of_work=session.unit_of_work)
    session.answer(
        {"id": str(gone[0]), "removed": True},
        [_("The figure has been removed."), _("To bring it back: pay entry restore {id}", id=gone[0])],
    )


def restore(context: typer.Context, figure: options.EntryId) -> None:
    """Bring a removed figure back."""
    session = session_of(context)
    unit_of_work = session.unit_of_work
    entry_id = id_ending(figure, lambda end: ids.pay_entries(end, is_deleted=True, unit_of_work=unit_of_work))
    pay_entries.undo_remove([entry_id], unit_of_work=unit_of_work)
    _answer(session, pay_entries.get(entry_id, unit_of_work=unit_of_work), None, _("The figure is back."))


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar=N_("FILE"), help=N_("The CSV to write."))],
    in_list: options.InList = None,
) -> None:
    """Write the figures as CSV."""
    from smmhire.services import pay_entry_files

    session = session_of(context)
    list_id = None if in_list is None else _list(session, in_list).id
    count = pay_entry_files.export(out, list_id, unit_of_work=session.unit_of_work)
    session.answer(
        {"file": str(out), "entries": count},
        [ngettext("{n} figure written: {file}", "{n} figures written: {file}", count, file=out)],
    )


# -- lists -------------------------------------------------------------------------------------------
def lists(context: typer.Context) -> None:
    """List the lists."""
    session = session_of(context)
    found = pay_entries.lists(unit_of_work=session.unit_of_work)
    headings = [_("Id"), _("List"), _("Figures"), _("Counts")]
    rows = [
        [str(one.id), _(one.name), number(one.row_count), _("yes") if one.enabled else _("no")]
        for one in found
    ]
    lines = list(table(headings, rows, numbers=(2,))) if found else [_("There is no list yet.")]
    session.answer([plain_pay.source(one) for one in found], lines)


def new_list(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("Such as “Our staff 2026”."))],
    offers: Annotated[
        bool, typer.Option("--offers", help=N_("Its figures are offered, as in job postings."))
    ] = False,
    each_another: Annotated[
        bool,
        typer.Option("--each-another", help=N_("Each figure is another person’s, as what candidates ask.")),
    ] = False,
    licence: Annotated[
        str, typer.Option("--licence", metavar=N_("TEXT"), help=N_("What may be done with its figures."))
    ] = "",
) -> None:
    """Make a list."""
    session = session_of(context)
    made = pay_entries.new_list(
        name,
        kind="postings" if offers else "own_entries",
        licence_note=licence or pay_entries.LICENCE_NOTE,
        each_row_is_a_contributor=each_another,
        unit_of_work=session.unit_of_work,
    )
    session.answer(
        plain_pay.source(made), [_("“{name}” has been made.", name=made.name), _("Id: {id}", id=made.id)]
    )


def rename_list(
    context: typer.Context,
    in_list: Annotated[str, typer.Argument(metavar=N_("LIST"), help=N_("Its name, or the end of its id."))],
    name: Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("What it is called from now on."))],
) -> None:
    """Give a list another name."""
    session = session_of(context)
    changed = pay_entries.change_list(
        replace(_list(session, in_list), name=name), unit_of_work=session.unit_of_work
    )
    session.answer(plain_pay.source(changed), [_("It is called “{name}” now.", name=changed.name)])


# -- ids ---------------------------------------------------------------------------------------------
def _entry_id(session: Session, typed: str) -> UUID:
    return id_ending(typed, lambda end: ids.pay_entries(end, unit_of_work=session.unit_of_work))


def _list(session: Session, typed: str) -> PaySource:
    """The list of that name or id. Raises UserError where there is none."""
    known = pay_entries.lists(unit_of_work=session.unit_of_work)
    for one in known:
        if typed.strip().casefold() in (one.name.casefold(), _(one.name).casefold()):
            return one
    short = typed.strip().lower().replace("-", "")
    ending = [one for one in known if len(short) >= 4 and one.id.hex.endswith(short)]
    if len(ending) == 1:
        return ending[0]
    raise UserError(
        _("There is no list “{name}”.", name=typed),
        _("“pay entry lists” shows them; “pay entry new-list” makes one."),
    )


# -- what is said ------------------------------------------------------------------------------------
def _answer(session: Session, entry: PayEntry, reading: EntryReading | None, says: str) -> None:
    from smmhire.pay.entries import doubt_of, spoken

    names = {one.id: one for one in pay_entries.lists(unit_of_work=session.unit_of_work)}
    lines = [f"{says} {spoken(entry.figure)}", _("Id: {id}", id=entry.id)]
    doubt = doubt_of(entry.figure)
    remarks = () if reading is None else reading.hints
    for remark in (*remarks, *([doubt] if doubt is not None else [])):
        lines += listed("• ", remark.reason)
    session.answer(plain_pay.entry(entry, names[entry.figure.source_id]), lines)


def _rows(entries: tuple[PayEntry, ...], lists_by_id: dict[UUID, PaySource]) -> Iterator[str]:
    from smmhire.pay.entries import amounts_text, doubt_of
    from smmhire.pay.reasons import per_period

    if not entries:
        return
    headings = [
        _("Id"),
        _("Pay"),
        _("Paid per"),
        _("Job title"),
        _("Country"),
        _("Paid by"),
        _("Date"),
        _("List"),
    ]
    rows = [
        [
            entry.id.hex[-8:],
            amounts_text(entry.figure) + (" (!)" if doubt_of(entry.figure) else ""),
            per_period(entry.figure.period),
            entry.figure.title or "",
            entry.figure.country or "",
            digits(entry.figure.contributor or ""),
            day(entry.figure.observed_on) if entry.figure.observed_on else "",
            _(lists_by_id[entry.figure.source_id].name),
        ]
        for entry in entries
    ]
    yield from table(headings, rows, numbers=(1,))
    if any(doubt_of(entry.figure) for entry in entries):
        yield _("(!) hardly possible: left out of comparisons")
