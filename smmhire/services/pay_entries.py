"""Pay figures typed by hand: lists of them, adding, changing, taking away with undo, a vacancy's pay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.pay.entries import EntryDraft, EntryReading, PayEntry, draft_of, is_own_list, read_entry
from smmhire.pay.observation import PaySource, SourceKind
from smmhire.services.common import no_vacancy, required_text, utc_now
from smmhire.texts import N_, _, latin_digits

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory
    from smmhire.vacancies.profile import VacancyProfile

# Message ids: lists that the program makes are called so in the language of the reader.
OWN_FIGURES = N_("Own figures")
VACANCY_OFFERS = N_("What our vacancies offer")
LICENCE_NOTE = N_("Typed by hand. Figures about people: not to be passed on one by one.")
WORDS_KNOWN = 200  # titles and names proposed while typing


class DoubtfulEntry(UserError):
    """The figure can hardly be true; it is kept only where somebody insists."""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Some entries, the last typed first, and how many there are in all."""

    entries: tuple[PayEntry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class FromVacancy:
    """A vacancy's pay among the entries. `before` is the entry it has taken the place of, None: it is new;
    `is_changed` False: it was there already, as it is."""

    entry: PayEntry
    before: PayEntry | None
    is_changed: bool


# -- lists -------------------------------------------------------------------------------------------
def lists(*, unit_of_work: UnitOfWorkFactory) -> tuple[PaySource, ...]:
    """The lists of figures typed by hand, the last made first; `services.pay.remove` takes one away."""
    with unit_of_work(read_only=True) as work:
        return tuple(source for source in work.pay.sources() if is_own_list(source))


def new_list(
    name: str,
    *,
    kind: SourceKind = "own_entries",
    licence_note: str = LICENCE_NOTE,
    each_row_is_a_contributor: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> PaySource:
    """A new list without entries. `kind` is 'own_entries', or 'postings' for what is offered.

    Raises UserError for a name that is empty or taken.
    """
    source = _made_list(name, kind, licence_note, each_row_is_a_contributor, now or utc_now())
    with unit_of_work() as work:
        _check_free(work, source)
        work.pay_entries.add_list(source)
        work.commit()
    return source


def change_list(source: PaySource, *, unit_of_work: UnitOfWorkFactory) -> PaySource:
    """Keep name, kind, licence note and `each_row_is_a_contributor` of the list.

    Raises UserError for a name that is empty or taken, or where the list is gone.
    """
    changed = replace(source, name=_list_name(source.name), licence_note=source.licence_note.strip())
    with unit_of_work() as work:
        _check_free(work, changed)
        if not work.pay_entries.change_list(changed):
            raise _no_list()
        work.commit()
    return changed


def _made_list(name: str, kind: SourceKind, licence_note: str, is_each: bool, now: datetime) -> PaySource:
    return PaySource(
        id=new_id(),
        name=_list_name(name),
        kind=kind,
        licence_note=licence_note.strip(),
        imported_at=now,
        each_row_is_a_contributor=is_each,
    )


def _list_name(name: str) -> str:
    return required_text(name, _("The list has no name."), _("Write one, such as “Our staff 2026”."))


def _check_free(work: UnitOfWork, source: PaySource) -> None:
    """Two lists of one name could not be told apart."""
    work.pay_entries.lock_names()
    for other in work.pay.sources():
        if other.id != source.id and is_own_list(other) and source.name in (other.name, _(other.name)):
            raise UserError(
                _("There is a list “{name}” already.", name=source.name), _("Give this one another name.")
            )


# -- entries -----------------------------------------------------------------------------------------
def read(draft: EntryDraft) -> EntryReading:
    """What the draft says, and what speaks against keeping it."""
    return read_entry(draft, date.today())


def date_typed(text: str) -> date | None:
    """The day that somebody typed, in either digits; None where it is none, or could be two."""
    from smmhire.exchange.pay_words import date_of

    return date_of(latin_digits(text).strip())


def add(
    draft: EntryDraft,
    list_id: UUID | None = None,
    *,
    keep_doubtful: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> PayEntry:
    """Keep a new entry in that list; without one in 'Own figures', which is made where it is not there.

    Raises UserError for what cannot be kept, DoubtfulEntry for what is so without `keep_doubtful`.
    """
    return add_many([draft], list_id, keep_doubtful=keep_doubtful, unit_of_work=unit_of_work, now=now)[0]


def add_many(
    drafts: Sequence[EntryDraft],
    list_id: UUID | None = None,
    *,
    keep_doubtful: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> tuple[PayEntry, ...]:
    """As `add`, for several at once: all of them are kept, or none."""
    moment = now or utc_now()
    readings = [_checked(draft, keep_doubtful) for draft in drafts]
    with unit_of_work() as work:
        into = _open_list(work, list_id, OWN_FIGURES, "own_entries", moment)
        kept = work.pay_entries.add(
            _entry(reading, new_id(), into, draft.note, moment)
            for draft, reading in zip(drafts, readings, strict=True)
        )
        work.pay_entries.count_anew(into)
        work.commit()
    return kept


def change(
    seen: PayEntry,
    draft: EntryDraft,
    *,
    keep_doubtful: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> PayEntry:
    """Let the entry say what the draft says; it stays in its list.

    Raises UserError as `add`, and where somebody else has changed or removed the entry since it was `seen`:
    nothing of theirs is written over.
    """
    reading = _checked(draft, keep_doubtful)
    with unit_of_work() as work:
        if not work.pay_entries.lock_list(seen.figure.source_id):
            raise _gone()
        before = work.pay_entries.get(seen.id)
        if before is None:
            raise _gone()
        if before.entered_at != seen.entered_at:
            raise UserError(
                _("Somebody else has changed this figure meanwhile."),
                _("Look at it in the list, and change it again if it is still wrong."),
            )
        kept = _replaced(work, before, reading, draft.note, now or utc_now())
        work.commit()
    return kept


def get(entry_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> PayEntry:
    """The entry. Raises UserError where it is no longer there."""
    with unit_of_work(read_only=True) as work:
        if (found := work.pay_entries.get(entry_id)) is None:
            raise _gone()
    return found


def remove(
    entry_ids: Collection[UUID], *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> tuple[UUID, ...]:
    """Take entries away; `undo_remove` brings back those that are given, for 30 days.

    Raises UserError where none of them is there any more.
    """
    with unit_of_work() as work:
        lists_of_them = _lock_lists(work, entry_ids)
        there = _still_there(work, entry_ids)
        work.pay_entries.set_deleted(there, now or utc_now())
        _count_anew(work, lists_of_them)
        work.commit()
    return there


def undo_remove(entry_ids: Collection[UUID], *, unit_of_work: UnitOfWorkFactory) -> int:
    """Bring entries back; how many. Raises UserError where they or their list are gone."""
    with unit_of_work() as work:
        lists_of_them = _lock_lists(work, entry_ids)
        work.pay_entries.set_deleted(entry_ids, None)
        there = _still_there(work, entry_ids)
        _count_anew(work, lists_of_them)
        work.commit()
    return len(there)


def page(
    list_id: UUID | None = None,
    below: UUID | None = None,
    limit: int = 100,
    *,
    unit_of_work: UnitOfWorkFactory,
) -> EntryPage:
    """Entries of one list (None: of all), the last typed first, `limit` of them after the entry `below`."""
    with unit_of_work(read_only=True) as work:
        return EntryPage(work.pay_entries.page(list_id, below, limit), work.pay_entries.count(list_id))


def words(*, unit_of_work: UnitOfWorkFactory) -> dict[str, tuple[str, ...]]:
    """What was typed before, to be proposed: by field, the most frequent first."""
    with unit_of_work(read_only=True) as work:
        return {name: work.pay_entries.words(name, WORDS_KNOWN) for name in ("title", "city", "contributor")}


# -- from a vacancy ----------------------------------------------------------------------------------
def add_from_vacancy(
    vacancy_id: UUID, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> FromVacancy:
    """Keep the vacancy's pay as an offer, in the list of what our vacancies offer.

    A vacancy is in it once: its entry says what the vacancy says now. Raises UserError where the vacancy is
    gone or names no pay.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        profile = work.vacancies.get(vacancy_id)
        if profile is None:
            raise no_vacancy()
        draft = _draft_of_vacancy(profile)
        reading = _checked(draft, keep_doubtful=True)
        key = f"vacancy {vacancy_id}"
        work.pay_entries.lock_names()  # or two people who press at the same time would each add one
        before = work.pay_entries.with_key(key)
        if before is None:
            into = _open_list(work, None, VACANCY_OFFERS, "postings", moment)
            made = _entry(reading, new_id(), into, draft.note, moment)
            entry = work.pay_entries.add([replace(made, figure=replace(made.figure, row_key=key))])[0]
            work.pay_entries.count_anew(into)
        elif _says_the_same(before, reading, draft.note):
            return FromVacancy(before, before, is_changed=False)
        else:
            work.pay_entries.lock_list(before.figure.source_id)
            entry = _replaced(work, before, reading, draft.note, moment)
        work.commit()
    return FromVacancy(entry, before, is_changed=True)


def undo_from_vacancy(done: FromVacancy, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Let the entries be as they were before. Raises UserError as `change` and `remove`."""
    if done.before is None:
        remove([done.entry.id], unit_of_work=unit_of_work)
    else:
        change(done.entry, draft_of(done.before), keep_doubtful=True, unit_of_work=unit_of_work)


def _draft_of_vacancy(profile: VacancyProfile) -> EntryDraft:
    from smmhire.pay.observation import BASES, ENGAGEMENTS, PERIODS

    offer = profile.pay
    if offer is None:
        raise UserError(
            _("The vacancy “{title}” names no pay.", title=profile.title),
            _("Say in the vacancy what is paid, then try again."),
        )
    pay = f"{offer.low:f}" if offer.low == offer.high else f"{offer.low:f} - {offer.high:f}"
    return EntryDraft(
        pay=pay,
        currency=offer.currency,
        period=next((one for one in PERIODS if one == offer.period), None),
        basis=next(one for one in BASES if one == offer.basis.value),
        title=profile.title,
        engagement=next((one for one in ENGAGEMENTS if one == profile.engagement), None),
        country=profile.place.country or None,
        city=profile.place.city,
        contributor=profile.employer,
        observed_on=profile.updated_at.astimezone().date(),
        note=_("Offered in the vacancy “{title}”", title=profile.title),
    )


def _says_the_same(entry: PayEntry, reading: EntryReading, note: str) -> bool:
    """Another date alone is no other offer: the vacancy has been saved again."""
    assert reading.figure is not None
    figure = entry.figure
    read_again = replace(
        reading.figure,
        id=figure.id,
        source_id=figure.source_id,
        row=figure.row,
        row_key=figure.row_key,
        observed_on=figure.observed_on,
    )
    return figure == read_again and entry.note == note


# -- within a transaction ----------------------------------------------------------------------------
def _checked(draft: EntryDraft, keep_doubtful: bool) -> EntryReading:
    """The reading of what can be kept. Raises UserError for anything else."""
    reading = read(draft)
    if reading.problems:
        raise UserError(reading.problems[0].reason, reading.problems[0].what_to_do)
    if reading.doubt is not None and not keep_doubtful:
        raise DoubtfulEntry(reading.doubt.reason, reading.doubt.what_to_do)
    return reading


def _open_list(work: UnitOfWork, list_id: UUID | None, name: str, kind: SourceKind, moment: datetime) -> UUID:
    """The list, ours until the end of the work; without an id that of the name, made where it is missing."""
    if list_id is None:
        work.pay_entries.lock_names()
        known = (one for one in work.pay.sources() if is_own_list(one) and one.name == name)
        found = next(known, None)
        if found is None:
            found = _made_list(name, kind, LICENCE_NOTE, False, moment)
            work.pay_entries.add_list(found)
        list_id = found.id
    if not work.pay_entries.lock_list(list_id):
        raise _no_list()
    return list_id


def _entry(reading: EntryReading, entry_id: UUID, list_id: UUID, note: str, moment: datetime) -> PayEntry:
    assert reading.figure is not None
    figure = replace(reading.figure, id=entry_id, source_id=list_id)
    return PayEntry(figure, " ".join(note.split()), moment)


def _replaced(
    work: UnitOfWork, before: PayEntry, reading: EntryReading, note: str, moment: datetime
) -> PayEntry:
    """Save what is read in place of `before`; its moment is a later one, though the clock was set back."""
    later = max(moment, before.entered_at + timedelta.resolution)
    made = _entry(reading, before.id, before.figure.source_id, note, later)
    kept = replace(made, figure=replace(made.figure, row=before.figure.row, row_key=before.figure.row_key))
    if not work.pay_entries.save(kept):
        raise _gone()
    return kept


def _lock_lists(work: UnitOfWork, entry_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """The lists of the entries, ours until the end of the work; locked in one order, so that all get on."""
    found = work.pay_entries.lists_of(entry_ids)
    return tuple(list_id for list_id in found if work.pay_entries.lock_list(list_id))


def _still_there(work: UnitOfWork, entry_ids: Collection[UUID]) -> tuple[UUID, ...]:
    there = tuple(entry_id for entry_id in entry_ids if work.pay_entries.get(entry_id) is not None)
    if not there:
        raise _gone()
    return there


def _count_anew(work: UnitOfWork, list_ids: Iterable[UUID]) -> None:
    for list_id in list_ids:
        work.pay_entries.count_anew(list_id)


def _no_list() -> UserError:
    return UserError(_("This list is no longer there."), _("Choose another one."))


def _gone() -> UserError:
    return UserError(_("This figure is no longer there."), _("Choose another one from the list."))
