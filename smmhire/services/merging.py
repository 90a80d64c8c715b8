"""Entries of one person made one, and taken apart again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.decisions import DecisionKind
from smmhire.candidates.merging import FIELD_NAMES as FIELD_NAMES
from smmhire.candidates.merging import JOINABLE as JOINABLE
from smmhire.candidates.merging import Choice as Choice
from smmhire.candidates.merging import Choices, combined
from smmhire.candidates.merging import Field as Field
from smmhire.candidates.merging import differing as differing
from smmhire.candidates.merging import is_empty as is_empty
from smmhire.candidates.merging import parts as parts
from smmhire.candidates.merging import usual_choices as usual_choices
from smmhire.candidates.merging import value as value
from smmhire.errors import UserError
from smmhire.identity import new_id
from smmhire.services.common import no_candidate, utc_now
from smmhire.services.decisions import record
from smmhire.texts import _, ngettext

if TYPE_CHECKING:
    from smmhire.storage.merges import Merge, Moved, Parted
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that may be merged: the person, and how much belongs to it, by table."""

    person: Candidate
    counts: Mapping[str, int]

    @property
    def belongings(self) -> str:
        """What belongs to it, in the current language."""
        return counted(self.counts)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was merged: the merges in the order they were made, the entry that is left, and what to tell."""

    merge_ids: tuple[UUID, ...]
    kept: Candidate
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unmerged:
    """The entries that stand by themselves again, and what could not be put as it was."""

    kept: Candidate
    merged: Candidate
    told: tuple[str, ...]


def counted(counts: Mapping[str, int]) -> str:
    """Numbers by table in words: '2 applications, 1 note'; '' for nothing."""
    words: dict[str, Callable[[int], str]] = {
        "application": lambda n: ngettext("{n} application", "{n} applications", n),
        "attempt": lambda n: ngettext("{n} assessment", "{n} assessments", n),
        "candidate_note": lambda n: ngettext("{n} note", "{n} notes", n),
        "attachment": lambda n: ngettext("{n} file", "{n} files", n),
        "scorecard": lambda n: ngettext("{n} rating", "{n} ratings", n),
    }
    return ", ".join(words[name](n) for name, n in counts.items() if n and name in words)


def entries(candidate_ids: Sequence[UUID], *, unit_of_work: UnitOfWorkFactory) -> tuple[Entry, ...]:
    """The entries with what belongs to them; the one that is usually kept first.

    That is the one to which most belongs, of equal ones the one that was there first. Raises UserError where
    one is no longer there.
    """
    with unit_of_work(read_only=True) as work:
        found = [Entry(_get(work, one), work.merges.counts(one)) for one in dict.fromkeys(candidate_ids)]
    return tuple(sorted(found, key=lambda one: (-sum(one.counts.values()), one.person.created_at)))


def merge(
    kept_id: UUID,
    merged_ids: Sequence[UUID],
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    choices: Mapping[UUID, Choices] | None = None,
    reason: str = "",
    now: datetime | None = None,
) -> Merged:
    """Make these entries part of `kept_id`: all of them, or none.

    choices: whose value stays, by the entry that is merged; what is not said goes as usual
    (`candidates.merging.usual_choices`). `undo` takes it back for 30 days. Raises UserError where an entry is
    no longer there, or is to be merged with itself.
    """
    others = tuple(dict.fromkeys(merged_ids))
    if not others or kept_id in others:
        raise UserError(
            _("An entry cannot be merged with itself."), _("Choose two entries of the same person.")
        )
    from smmhire.storage.merges import Merge

    moment = now or utc_now()
    made: list[UUID] = []
    told: list[str] = []
    with unit_of_work() as work:
        kept = _get(work, kept_id)
        for merged_id in others:
            other = _get(work, merged_id)
            chosen = usual_choices(kept, other) | dict((choices or {}).get(merged_id, {}))
            kept = combined(kept, other, chosen)
            one = Merge(new_id(), kept_id, merged_id, moment, who, None)
            told += _told(work.merges.combine(one, kept))
            record(
                work,
                DecisionKind.MERGED,
                who=who,
                candidate_id=kept_id,
                details={"merge": str(one.id)},
                reason=reason,
                now=moment,
            )
            made.append(one.id)
        work.commit()
    return Merged(tuple(made), kept, tuple(told))


def undo(
    merge_ids: Sequence[UUID],
    *,
    who: str,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> tuple[Unmerged, ...]:
    """Take merges back, the last first: both entries are as they were, each with what was its own.

    What came to the kept entry afterwards stays there; a field or an application changed afterwards stays as
    it is, and is told. Raises UserError where a merge was taken back already, is gone for good, or a later
    one has to be taken back first.
    """
    moment = now or utc_now()
    done: list[Unmerged] = []
    with unit_of_work() as work:
        for merge_id in reversed(tuple(merge_ids)):
            made = work.merges.get(merge_id)
            if made is None or made.undone_at is not None:
                raise UserError(
                    _("This merge can no longer be undone."),
                    _("It has been undone already, or one of the entries was erased or removed for good."),
                )
            _refuse_if_not_last(work, made)
            told = _parted_told(work.merges.part(merge_id, moment))
            record(
                work,
                DecisionKind.UNMERGED,
                who=who,
                candidate_id=made.kept_id,
                details={"merge": str(merge_id)},
                now=moment,
            )
            done.append(Unmerged(_get(work, made.kept_id), _get(work, made.merged_id), told))
        work.commit()
    return tuple(done)


def merges_of(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> tuple[Merge, ...]:
    """The merges that made this entry larger and can be undone, the last first."""
    with unit_of_work(read_only=True) as work:
        return work.merges.of(candidate_id)


def _refuse_if_not_last(work: UnitOfWork, made: Merge) -> None:
    into = work.merges.into(made.kept_id)
    if into is not None:
        raise UserError(
            _("This entry has since been merged into another one."),
            _("Undo that merge first."),
        )
    if work.candidates.get(made.kept_id) is None:
        raise no_candidate()
    if work.merges.of(made.kept_id)[0].id != made.id:
        raise UserError(
            _("Another entry has been merged into this one since."), _("Undo the later merge first.")
        )


def _get(work: UnitOfWork, candidate_id: UUID) -> Candidate:
    person = work.candidates.get(candidate_id)
    if person is None:
        raise no_candidate()
    return person


def _told(moved: Moved) -> list[str]:
    """What a person should know of what the merge did, in the current language."""
    told: list[str] = []
    came = counted({"application": moved.applications, **moved.rows})
    if came:
        told.append(_("Taken over: {what}.", what=came))
    if moved.joined:
        told.append(
            ngettext(
                "Both had applied for {n} same vacancy: the stage reached further stays.",
                "Both had applied for {n} same vacancies: the stages reached further stay.",
                moved.joined,
            )
        )
    told += [
        _("{rater} had rated both: the earlier rating now stands under “{renamed}”.", rater=one, renamed=two)
        for one, two in moved.raters
    ]
    return told


def _parted_told(parted: Parted) -> tuple[str, ...]:
    told: list[str] = []
    if parted.fields:
        shown = {part: _(name) for field, name in FIELD_NAMES.items() for part in parts(field)}
        names = dict.fromkeys(shown[name] for name in parted.fields)
        told.append(_("Changed since the merge, and left as it is: {what}.", what=", ".join(names)))
    if parted.applications:
        told.append(
            ngettext(
                "{n} application was changed since the merge and is left as it is.",
                "{n} applications were changed since the merge and are left as they are.",
                parted.applications,
            )
        )
    if parted.gone:
        told.append(
            ngettext(
                "{n} thing that came with the merge has been deleted since.",
                "{n} things that came with the merge have been deleted since.",
                parted.gone,
            )
        )
    return tuple(told)
