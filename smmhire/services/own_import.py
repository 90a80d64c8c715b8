"""Bringing question files into an employer's own questions: first looked at, then brought in all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.assessment.items import Item
from smmhire.assessment.own_items import OwnItem, filled, is_whole, languages_of, with_id
from smmhire.bilingual import LANGUAGES, Language
from smmhire.errors import UserError
from smmhire.services.common import utc_now
from smmhire.services.own_items import competency_ids, new_item_id, problems
from smmhire.texts import N_, _, number

if TYPE_CHECKING:
    from smmhire.exchange.items.draft import DraftItem, ItemImport
    from smmhire.exchange.items.problems import Place
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

ITEM_FILES, WHOLE = (".yaml", ".yml"), ".json"
ENDINGS = (WHOLE, *ITEM_FILES, ".gift", ".txt", ".xml", ".zip", ".csv", ".tsv", ".xlsx")


class Outcome(StrEnum):
    """What becomes of a question of the file."""

    NEW = "new"
    SECOND_LANGUAGE = "second_language"  # its texts join an own question that lacks them
    ALREADY = "already"  # it is among the own questions
    LEFT_OUT = "left_out"  # something is wrong with it
    UNSUPPORTED = "unsupported"  # a kind the program does not have: an essay, a drawing


OUTCOMES = {
    Outcome.NEW: N_("comes in"),
    Outcome.SECOND_LANGUAGE: N_("second language of {id}"),
    Outcome.ALREADY: N_("is here already: {id}"),
    Outcome.LEFT_OUT: N_("left out"),
    Outcome.UNSUPPORTED: N_("cannot be brought in"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One question of the file.

    where: its place there, in words; name: what the file calls it; item: what would be kept (None where
    nothing is); own_id: of the own question it joins, or is; notes: what to look at, and of one left out the
    reason; lacks: what keeps it from being asked at once.
    """

    outcome: Outcome
    where: str
    name: str
    beginning: str
    item: Item | None = None
    own_id: str = ""
    notes: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()

    @property
    def comes_in(self) -> bool:
        """Something of it would be kept."""
        return self.outcome in (Outcome.NEW, Outcome.SECOND_LANGUAGE)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What bringing the file in would do; the questions in their order there. notes: on the whole file."""

    file_name: str
    format: str
    rows: tuple[Planned, ...]
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many questions come out so."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def coming(self) -> int:
        """How many of them would bring something in."""
        return sum(row.comes_in for row in self.rows)


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in: ids of new questions, and how those were that got a second language."""

    new: tuple[str, ...]
    before: tuple[OwnItem, ...]


def outcome_text(row: Planned) -> str:
    """What becomes of a question, in the current language."""
    return _(OUTCOMES[row.outcome], id=row.own_id or "–")


def plan(path: Path, competency: str, *, unit_of_work: UnitOfWorkFactory) -> ImportPlan:
    """What bringing the file in would do: the dry run. Nothing is stored.

    competency: what questions ask about whose category in the file names no competency. Raises UserError
    where the file as a whole cannot be read, or has no question.
    """
    with unit_of_work(read_only=True) as work:
        there = work.own_items.listing()
    suffix = path.suffix.lower()
    if suffix == WHOLE:
        from smmhire.exchange.items.whole import KIND, read_whole

        return _plan_items([(one.name, one.item) for one in read_whole(path)], path.name, KIND, there)
    if suffix in ITEM_FILES:
        from smmhire.content import load_items_from

        return _plan_items([(item.id, item) for item in load_items_from(path)], path.name, "YAML", there)
    from smmhire.services.item_files import read

    found = read(path)
    return _plan_drafts(found, competency, there)


def bring_in(
    planned: ImportPlan,
    *,
    unit_of_work: UnitOfWorkFactory,
    release: bool = False,
    now: datetime | None = None,
) -> Brought:
    """Keep what the plan says: all of it, or nothing. release: let those that are whole into forms.

    Raises UserError where nothing would come in, or a question that was to get a second language has been
    changed since.
    """
    if not planned.coming:
        raise UserError(
            _("No question of “{name}” can be brought in.", name=planned.file_name),
            _("The list above says why, question by question."),
        )
    moment, known = now or utc_now(), competency_ids()
    with unit_of_work() as work:
        taken = set(work.own_items.taken_ids())
        new: list[OwnItem] = []
        before: list[OwnItem] = []
        for row in planned.rows:
            if row.item is None or not row.comes_in:
                continue
            if row.outcome is Outcome.SECOND_LANGUAGE:
                own = work.own_items.get(row.own_id)
                if own is None or own.deleted_at is not None or languages_of(own.item) >= {*LANGUAGES}:
                    raise UserError(
                        _("The question {id} has been changed meanwhile.", id=row.own_id),
                        _("Choose the file again."),
                    )
                before.append(own)
                work.own_items.save(replace(own, item=row.item, updated_at=moment))
                continue
            made = with_id(row.item, new_item_id(taken))
            taken.add(made.id)
            is_released = release and is_whole(made, known)
            new.append(OwnItem(made, row.name, planned.file_name, is_released, moment, moment))
        work.own_items.add(new)
        work.commit()
    return Brought(tuple(own.id for own in new), tuple(before))


def undo(brought: Brought, *, unit_of_work: UnitOfWorkFactory, now: datetime | None = None) -> None:
    """Take back what was brought in."""
    with unit_of_work() as work:
        work.own_items.set_deleted(brought.new, now or utc_now())
        for own in brought.before:
            work.own_items.save(own)
        work.commit()


# -- planning ----------------------------------------------------------------------------------------
def _plan_drafts(found: ItemImport, competency: str, there: Sequence[OwnItem]) -> ImportPlan:
    from smmhire.exchange.items.own import item_of, language_of

    about: dict[int, list[str]] = {}
    rows: list[tuple[int, Planned]] = []
    for problem in found.problems:
        sentence = f"{problem.reason} {problem.what_to_do}".strip()
        if problem.is_left_out:
            rows.append(_outside(Outcome.LEFT_OUT, problem.place, sentence))
        else:
            about.setdefault(problem.place.number, []).append(sentence)
    rows += (_outside(Outcome.UNSUPPORTED, other.place, other.reason) for other in found.unsupported)
    known = _Known(there, found.file_name)
    for draft in found.drafts:
        item = item_of(draft, _competency(draft, competency))
        row = known.planned(item, draft.identifier or draft.name, language_of(draft))
        notes = tuple(about.pop(draft.place.number, ()))
        rows.append((draft.place.number, replace(row, where=draft.place.words, notes=notes)))
    rows.sort(key=lambda one: one[0])
    on_the_file = tuple(sentence for sentences in about.values() for sentence in sentences)
    return ImportPlan(found.file_name, found.format, tuple(row for _number, row in rows), on_the_file)


def _outside(outcome: Outcome, place: Place, why: str) -> tuple[int, Planned]:
    return place.number, Planned(outcome, place.words, place.name, place.name, notes=(why,))


class _Known:
    """The own questions there are, and those the plan has brought so far."""

    def __init__(self, there: Sequence[OwnItem], file_name: str) -> None:
        self._file_name = file_name
        self._contents = {with_id(own.item, ""): own.id for own in there}
        self._by_name: dict[str, list[OwnItem]] = {}
        for own in there:
            if own.name:
                self._by_name.setdefault(own.name.casefold(), []).append(own)

    def planned(self, item: Item, name: str, language: Language) -> Planned:
        """What becomes of an item with its texts in this language."""
        from smmhire.exchange.items.own import is_same_question, joined

        row = Planned(Outcome.NEW, "", name, " ".join(item.stem.text(language).split()), item)
        same = self._contents.get(item)
        if same is not None:
            return replace(row, outcome=Outcome.ALREADY, item=None, own_id=same)
        for own in self._by_name.get(name.casefold(), ()) if name else ():
            has = languages_of(own.item)
            if language in has and own.origin == self._file_name and is_same_question(own.item, item):
                return replace(row, outcome=Outcome.ALREADY, item=None, own_id=own.id)
            if language not in has and is_same_question(own.item, item):
                whole = joined(own.item, item, language)
                lacks = tuple(what for _place, what in problems(whole))
                return replace(row, outcome=Outcome.SECOND_LANGUAGE, item=whole, own_id=own.id, lacks=lacks)
        self._contents[item] = ""
        return replace(row, lacks=tuple(what for _place, what in problems(item)))


def _plan_items(
    found: Sequence[tuple[str, Item]], file_name: str, kind: str, there: Sequence[OwnItem]
) -> ImportPlan:
    """Of whole items with their names: each comes in as it is, unless it is here."""
    contents = {with_id(own.item, ""): own.id for own in there}
    rows: list[Planned] = []
    for at, (name, item) in enumerate(found, start=1):
        bare = with_id(item, "")
        same = contents.get(bare)
        contents.setdefault(bare, "")
        words = filled(bare).stem.en
        rows.append(
            Planned(
                outcome=Outcome.NEW if same is None else Outcome.ALREADY,
                where=_("Question {n}", n=number(at)) + (f" ({name})" if name else ""),
                name=name,
                beginning=" ".join(words.split()),
                item=bare if same is None else None,
                own_id=same or "",
                lacks=tuple(what for _place, what in problems(bare)) if same is None else (),
            )
        )
    return ImportPlan(file_name, kind, tuple(rows))


def _competency(draft: DraftItem, usual: str) -> str:
    """The competency that the category names by its id or its name in either language, else the usual one."""
    from smmhire.content import load_role

    last = draft.category.replace("\\", "/").rstrip("/").rpartition("/")[2].strip().casefold()
    for one in load_role().competencies:
        names = (one.id, one.name.en, one.name.bn, one.short_name.en, one.short_name.bn)
        if last in (name.casefold() for name in names):
            return one.id
    return usual
