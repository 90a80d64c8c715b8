"""An employer's own questions: written, changed, let into forms, taken out and brought back."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.assessment.item_checks import Problem
from smmhire.assessment.items import Item, ItemType, NumericKey, Option
from smmhire.assessment.own_items import (
    ANCHORS,
    PREFIX,
    OwnItem,
    filled,
    fits,
    is_whole,
    languages_of,
    with_id,
)
from smmhire.assessment.own_items import problems as problems_of
from smmhire.bilingual import Bilingual
from smmhire.errors import UserError
from smmhire.services.common import utc_now
from smmhire.texts import _, ngettext

if TYPE_CHECKING:
    from smmhire.exchange.items.writing import Written
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

# Letters and figures that are not taken for each other, and make no words; 27^6 ids, so that those of two
# offices, put together one day, are hardly ever the same.
_SIGNS = "23456789BCDFGHJKLMNPQRSTVWX"
_LENGTH = 6

EMPTY = Bilingual(en="", bn="")
OPTIONS_OF_NEW = 4


@dataclass(frozen=True, slots=True)
class Saved:
    """What is kept now. replaced: the id of the item it was made from and now stands in place of, where
    answers to that one would not fit it."""

    own: OwnItem
    replaced: str | None = None


@dataclass(frozen=True, slots=True)
class DeletedItems:
    """Own items that `undo_delete` brings back for 30 days, or for ever where somebody was asked them."""

    ids: tuple[str, ...]


# -- reading -----------------------------------------------------------------------------------------
def listing(*, unit_of_work: UnitOfWorkFactory) -> tuple[OwnItem, ...]:
    """All of them, the last changed first."""
    with unit_of_work(read_only=True) as work:
        return work.own_items.listing()


def get(item_id: str, *, unit_of_work: UnitOfWorkFactory) -> OwnItem:
    """The item with this id, however its letters are written. Raises UserError where there is none."""
    with unit_of_work(read_only=True) as work:
        found = work.own_items.get(item_id.upper())
    if found is None or found.deleted_at is not None:
        raise _gone(item_id)
    return found


def problems(item: Item) -> tuple[Problem, ...]:
    """What keeps the item from being asked: place and sentence, in the current language."""
    return tuple(problems_of(item, competency_ids()))


def competency_ids() -> tuple[str, ...]:
    """Those of the role, in its order."""
    from smmhire.content import load_role

    return tuple(competency.id for competency in load_role().competencies)


def former(item_id: str, *, unit_of_work: UnitOfWorkFactory) -> tuple[tuple[datetime, Item], ...]:
    """How the item was before each correction made while it could be asked, and until when."""
    with unit_of_work(read_only=True) as work:
        return work.own_items.former(item_id.upper())


# -- writing -----------------------------------------------------------------------------------------
def blank(kind: ItemType, competency: str = "", *, now: datetime | None = None) -> OwnItem:
    """A question with nothing in it, to be filled in; not kept before it is saved."""
    moment = now or utc_now()
    is_scored = kind is not ItemType.SELF_RATING
    has_options = is_scored and kind is not ItemType.NUMERIC
    item = Item(
        id="",
        competency=competency,
        type=kind,
        stem=EMPTY,
        difficulty=0.0 if is_scored else None,
        difficulty_reason=None,
        sources=(),
        options=tuple(blank_option(kind, at) for at in range(OPTIONS_OF_NEW)) if has_options else (),
        numeric=NumericKey((), "", 0, 0.0, None, EMPTY) if kind is ItemType.NUMERIC else None,
        anchors=() if is_scored else (EMPTY,) * ANCHORS,
        key_status="provisional" if kind is ItemType.SITUATIONAL else None,
    )
    return OwnItem(item, "", "", is_released=False, created_at=moment, updated_at=moment)


def blank_option(kind: ItemType, at: int, taken: Collection[str] = ()) -> Option:
    """An option without words for the place `at` (from 0), under an id that is not taken."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return Option(
        id=next(one for one in letters if one not in taken and (taken or one == letters[at])),
        text=EMPTY,
        rationale=EMPTY,
        is_correct=(at == 0) if kind in (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE) else None,
        position=at + 1 if kind is ItemType.ORDERING else None,
        match=EMPTY if kind is ItemType.MATCHING else None,
        effectiveness=3.0 if kind is ItemType.SITUATIONAL else None,
    )


def save(own: OwnItem, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> Saved:
    """Keep a new or changed item. One that was asked, and that the answers no longer fit, is kept beside the
    old one, which is not asked any more.

    Raises UserError where it is to be asked and is not whole, or where it is gone, or changed by somebody
    else, since it was read (`updated_at`): nothing of theirs is written over.
    """
    moment = now or utc_now()
    if own.is_released:
        _check_whole([own])
    with unit_of_work() as work:
        kept = _keep(work, own, moment)
        work.commit()
    return kept


def set_released(
    item_ids: Collection[str],
    is_released: bool,
    *,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> int:
    """Let the items into forms, or keep them out; how many that changes.

    Raises UserError, naming them, where some are not whole, or gone: then nothing changes.
    """
    with unit_of_work() as work:
        found = [work.own_items.get(item_id) for item_id in item_ids]
        there = [own for own in found if own is not None and own.deleted_at is None]
        if len(there) < len(found):
            raise _gone(", ".join(sorted({*item_ids} - {own.id for own in there})))
        if is_released:
            _check_whole(there)
        count = work.own_items.set_released(item_ids, is_released, now or utc_now())
        work.commit()
    return count


def duplicate(item_id: str, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> OwnItem:
    """A saved copy, not yet let into forms. Raises UserError where the original is gone."""
    original, moment = get(item_id, unit_of_work=unit_of_work), now or utc_now()
    copy = replace(
        original,
        item=with_id(original.item, ""),
        is_released=False,
        created_at=moment,
        name=_("{title} (copy)", title=original.name) if original.name else "",
    )
    return save(copy, unit_of_work=unit_of_work, now=moment).own


def delete(
    item_ids: Collection[str], *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None
) -> DeletedItems:
    """Take the items off the list and out of forms; attempts that have them go on and keep their results."""
    with unit_of_work() as work:
        work.own_items.set_deleted(item_ids, now or utc_now())
        work.commit()
    return DeletedItems(tuple(item_ids))


def undo_delete(deleted: DeletedItems, *, unit_of_work: UnitOfWorkFactory) -> None:
    """Bring them back. Raises UserError where they are gone for good."""
    with unit_of_work() as work:
        if work.own_items.set_deleted(deleted.ids, None) < len(deleted.ids):
            raise _gone(", ".join(deleted.ids))
        work.commit()


# -- files -------------------------------------------------------------------------------------------
def export_whole(item_ids: Collection[str], path: Path, *, unit_of_work: UnitOfWorkFactory) -> int:
    """Write these questions with all that is known of them, finished or not; how many there were.

    Raises UserError where none of them is there, or the file cannot be written.
    """
    from smmhire.exchange.items.whole import NamedItem, write_whole
    from smmhire.services.files import save_file

    found = [own for own in listing(unit_of_work=unit_of_work) if own.id in item_ids]
    if not found:
        raise UserError(_("There is no question to write."), _("Choose other questions."))
    save_file(write_whole([NamedItem(own.name, own.item) for own in found]), path)
    return len(found)


def export(
    item_ids: Collection[str], path: Path, format: str, language: str, *, unit_of_work: UnitOfWorkFactory
) -> tuple[Written, int]:
    """Write those of the questions that are whole and have the language, for another program; what was
    written, and how many were left out. Raises UserError and ValueError as `item_files.export`."""
    from smmhire.services import item_files

    known = competency_ids()
    chosen = [own.item for own in listing(unit_of_work=unit_of_work) if own.id in item_ids]
    items = [filled(item) for item in chosen if language in languages_of(item) and is_whole(item, known)]
    written = item_files.export(items, path, format, language)
    return written, len(chosen) - len(items)


# -- for the services beside -------------------------------------------------------------------------
def new_item_id(taken: Collection[str]) -> str:
    """An id that none of `taken` is."""
    while True:
        made = PREFIX + "".join(secrets.choice(_SIGNS) for _place in range(_LENGTH))
        if made not in taken:
            return made


def _keep(work: UnitOfWork, read: OwnItem, moment: datetime) -> Saved:
    own = replace(read, updated_at=moment)
    if not own.id:
        new = replace(own, item=with_id(own.item, new_item_id(work.own_items.taken_ids())))
        work.own_items.add([new])
        return Saved(new)
    before = work.own_items.lock(own.id)
    if before is None or before.deleted_at is not None:
        raise _gone(own.id)
    if before.updated_at != read.updated_at:
        raise UserError(
            _("Somebody else has changed the question {id} meanwhile.", id=own.id),
            _("Copy what you have written, close it, and open it again."),
        )
    if before.item == own.item or not work.own_items.is_asked(own.id):
        work.own_items.save(own)
        return Saved(own)
    if fits(before.item, own.item):
        work.own_items.keep_former(before, moment)
        work.own_items.save(own)
        return Saved(own)
    work.own_items.set_deleted([own.id], moment)
    beside = replace(own, item=with_id(own.item, new_item_id(work.own_items.taken_ids())), created_at=moment)
    work.own_items.add([beside])
    return Saved(beside, own.id)


def _check_whole(items: Sequence[OwnItem]) -> None:
    known = competency_ids()
    unfinished = [own for own in items if not is_whole(own.item, known)]
    if not unfinished:
        return
    if len(unfinished) == 1:
        _place, what = problems(unfinished[0].item)[0]
        raise UserError(
            _("This question cannot be asked yet: {why}", why=what),
            _("Complete it, or save it without letting it into forms."),
        )
    raise UserError(
        ngettext(
            "{n} question cannot be asked yet: something is missing in it.",
            "{n} questions cannot be asked yet: something is missing in them.",
            len(unfinished),
        ),
        _("Complete them first; each says what it lacks."),
    )


def _gone(item_id: str) -> UserError:
    return UserError(
        _("There is no question of your own with the id “{id}” any more.", id=item_id),
        _("Choose another one from the list."),
    )
