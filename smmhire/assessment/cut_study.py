"""The study of a cut: what several judges wrote down to set the cut score of a form.

By the modified Angoff method (`cut_angoff`) each judge gives every question a chance, in one or more rounds;
by Hofstee's (`cut_hofstee`) each names four bounds. Both are kept side by side, complete or not: a study is
what lies on the table while people are still at work. `cut_figures` says what it comes to.

The questions of a form may change when it is recomposed. What was judged of a question that is no longer in
it is kept aside and counts again when the question comes back; a question that is new has no judgements yet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias, cast

from smmhire.assessment.attempts import MOST_PERCENT, UnfitSetting

# Bounds of what may be written into a study: far beyond what a panel is.
MOST_JUDGES = 50
MOST_ROUNDS = 9
LONGEST_NAME = 60  # letters
# Standard errors the cut may be lowered by: two are already in favour of nearly everybody near the cut.
MOST_ERRORS = 2
# Places of a chance that are kept: a tenth of a percent is finer than anybody judges.
CHANCE_PLACES = 4

Chances: TypeAlias = "tuple[float | None, ...]"
Judgements: TypeAlias = "tuple[Chances, ...]"  # judges × questions; None: not yet judged


class CutMethod(StrEnum):
    """How the cut is set."""

    ANGOFF = "angoff"
    HOFSTEE = "hofstee"


BOUNDS = ("lowest_cut", "highest_cut", "lowest_failing", "highest_failing")


@dataclass(frozen=True, slots=True)
class WrittenBounds:
    """Hofstee's bounds as a judge has written them, in percent; None: not yet.

    Cuts are percentages of the marks, failing ones of the people. They may still cross: a judge types one
    after the other. Raises UnfitSetting for a figure outside 0 to 100.
    """

    lowest_cut: float | None = None
    highest_cut: float | None = None
    lowest_failing: float | None = None
    highest_failing: float | None = None

    def __post_init__(self) -> None:
        for name, value in zip(BOUNDS, self.values, strict=True):
            if value is not None and not 0 <= value <= MOST_PERCENT:
                raise UnfitSetting(f"bounds.{name}", value, f"0–{MOST_PERCENT}, null")

    @property
    def values(self) -> tuple[float | None, float | None, float | None, float | None]:
        """In the order of BOUNDS."""
        return self.lowest_cut, self.highest_cut, self.lowest_failing, self.highest_failing

    @property
    def missing(self) -> int:
        """How many are not written yet."""
        return sum(value is None for value in self.values)


@dataclass(frozen=True, slots=True)
class CutStudy:
    """Judges, what they are to judge, and what they have written.

    judges: their names; item_ids: the questions of the form in their order; former_ids: questions judged
    before and no longer in the form; rounds: of each round a table judges × (item_ids, then former_ids) of
    chances from 0 to 1, None = not yet judged, the last round counts; bounds: of each judge, for Hofstee;
    minus_errors: by how many standard errors the cut is lowered in favour of those near it. Raises
    UnfitSetting, naming it, for what cannot be, and ValueError for tables of another shape.
    """

    method: CutMethod = CutMethod.ANGOFF
    judges: tuple[str, ...] = ()
    item_ids: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()
    rounds: tuple[Judgements, ...] = ((),)
    bounds: tuple[WrittenBounds, ...] = ()
    minus_errors: int = 0

    def __post_init__(self) -> None:
        _check_names(self.judges)
        if len(set(self.ids)) < len(self.ids):
            raise UnfitSetting("items", "…", "each question once")
        if not 1 <= len(self.rounds) <= MOST_ROUNDS:
            raise UnfitSetting("rounds", len(self.rounds), f"1–{MOST_ROUNDS}")
        if not 0 <= self.minus_errors <= MOST_ERRORS:
            raise UnfitSetting("minus_errors", self.minus_errors, f"0–{MOST_ERRORS}")
        if len(self.bounds) != len(self.judges):
            raise ValueError(f"{len(self.bounds)} bounds for {len(self.judges)} judges")
        for table in self.rounds:
            if len(table) != len(self.judges) or any(len(row) != len(self.ids) for row in table):
                raise ValueError(f"a round is not a table of {len(self.judges)} × {len(self.ids)}")
            for chance in (chance for row in table for chance in row):
                if chance is not None and not 0 <= chance <= 1:
                    raise UnfitSetting("chance", chance, "0–1, null")

    # -- what is there -------------------------------------------------------------------------------
    @property
    def ids(self) -> tuple[str, ...]:
        """All questions there are columns for: of the form, then the former ones."""
        return self.item_ids + self.former_ids

    @property
    def last(self) -> Judgements:
        """The round that counts, of the questions in the form."""
        return tuple(row[: len(self.item_ids)] for row in self.rounds[-1])

    @property
    def new_ids(self) -> tuple[str, ...]:
        """Questions of the form that nobody has judged, while others are judged: they came in later."""
        judged = [any(row[at] is not None for row in self.last) for at in range(len(self.item_ids))]
        if not any(judged) and not self.former_ids:
            return ()
        return tuple(one for one, is_judged in zip(self.item_ids, judged, strict=True) if not is_judged)

    def unjudged(self, judge: int) -> tuple[str, ...]:
        """The questions of the form that this judge has still to judge."""
        return tuple(
            one for one, chance in zip(self.item_ids, self.last[judge], strict=True) if chance is None
        )

    # -- what people do ------------------------------------------------------------------------------
    def with_judge(self, name: str) -> CutStudy:
        """With a further judge, who has not judged anything."""
        row: Chances = (None,) * len(self.ids)
        return replace(
            self,
            judges=(*self.judges, " ".join(name.split())),
            rounds=tuple((*table, row) for table in self.rounds),
            bounds=(*self.bounds, WrittenBounds()),
        )

    def renamed(self, judge: int, name: str) -> CutStudy:
        """With another name for the judge."""
        return replace(self, judges=_with(self.judges, judge, " ".join(name.split())))

    def without_judge(self, judge: int) -> CutStudy:
        """Without the judge and all they have written."""
        return replace(
            self,
            judges=_without(self.judges, judge),
            rounds=tuple(_without(table, judge) for table in self.rounds),
            bounds=_without(self.bounds, judge),
        )

    def with_chances(self, written: Mapping[tuple[int, str], float | None]) -> CutStudy:
        """With these chances, by judge and id of the question, in the round that counts; an id that there is
        no column for is kept among the former ones."""
        unknown = tuple(dict.fromkeys(one for _judge, one in written if one not in self.ids))
        wide = self._with_columns(self.item_ids, (*self.former_ids, *unknown))
        place = {one: at for at, one in enumerate(wide.ids)}
        rows = [list(row) for row in wide.rounds[-1]]
        for (judge, one), chance in written.items():
            rows[judge][place[one]] = None if chance is None else round(chance, CHANCE_PLACES)
        return replace(wide, rounds=(*wide.rounds[:-1], tuple(tuple(row) for row in rows)))

    def with_bounds(self, judge: int, bounds: WrittenBounds) -> CutStudy:
        """With these bounds of the judge."""
        return replace(self, bounds=_with(self.bounds, judge, bounds))

    def with_round(self) -> CutStudy:
        """With a further round, which begins with what was judged in the last."""
        return replace(self, rounds=(*self.rounds, self.rounds[-1]))

    def without_round(self) -> CutStudy:
        """Without the last round. Raises UnfitSetting where it is the only one."""
        return replace(self, rounds=self.rounds[:-1])

    def for_items(self, item_ids: Sequence[str]) -> CutStudy:
        """The study of a form of these questions: what was judged of others is kept aside."""
        wanted = tuple(item_ids)
        judged = {
            one
            for table in self.rounds
            for row in table
            for one, chance in zip(self.ids, row, strict=True)
            if chance is not None
        }
        aside = tuple(one for one in self.ids if one in judged and one not in wanted)
        return self._with_columns(wanted, aside)

    def _with_columns(self, item_ids: tuple[str, ...], former_ids: tuple[str, ...]) -> CutStudy:
        place = {one: at for at, one in enumerate(self.ids)}
        order = [place.get(one) for one in (*item_ids, *former_ids)]
        return replace(
            self,
            item_ids=item_ids,
            former_ids=former_ids,
            rounds=tuple(
                tuple(tuple(None if at is None else row[at] for at in order) for row in table)
                for table in self.rounds
            ),
        )

    # -- as JSON -------------------------------------------------------------------------------------
    def to_json(self) -> dict[str, Any]:
        """All fields as plain JSON values; `from_json` reads them."""
        return {
            "method": self.method.value,
            "minus_errors": self.minus_errors,
            "items": list(self.item_ids),
            "former_items": list(self.former_ids),
            "judges": [
                {"name": name, "bounds": dict(zip(BOUNDS, bounds.values, strict=True))}
                for name, bounds in zip(self.judges, self.bounds, strict=True)
            ],
            "rounds": [[list(row) for row in table] for table in self.rounds],
        }

    @staticmethod
    def from_json(written: object) -> CutStudy:
        """The study that `to_json` wrote. Raises UnfitSetting, naming the field, for what is not known or not
        of its kind."""
        fields = _object(written, "study", _FIELDS)
        judges = [
            _object(one, "judges", ("name", "bounds")) for one in _list(fields.get("judges", []), "judges")
        ]
        item_ids, former_ids = (_texts(fields.get(name, []), name) for name in ("items", "former_items"))
        rounds = tuple(
            _round(table, len(judges), len(item_ids) + len(former_ids))
            for table in _list(fields.get("rounds", [[]]), "rounds")
        )
        method = fields.get("method", CutMethod.ANGOFF.value)
        if method not in [one.value for one in CutMethod]:
            raise UnfitSetting("method", method, ", ".join(one.value for one in CutMethod))
        return CutStudy(
            method=CutMethod(method),
            judges=_texts([one.get("name") for one in judges], "judges.name"),
            item_ids=item_ids,
            former_ids=former_ids,
            rounds=rounds,
            bounds=tuple(_bounds(one.get("bounds", {})) for one in judges),
            minus_errors=_whole(fields.get("minus_errors", 0), "minus_errors"),
        )


_FIELDS = ("method", "minus_errors", "items", "former_items", "judges", "rounds")


def same_name(name: str, other: str) -> bool:
    """Whether two spellings name one judge: case and spaces do not tell people apart."""
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


def _check_names(judges: Sequence[str]) -> None:
    if len(judges) > MOST_JUDGES:
        raise UnfitSetting("judges", len(judges), f"0–{MOST_JUDGES}")
    for at, name in enumerate(judges):
        if not name.strip() or len(name) > LONGEST_NAME:
            raise UnfitSetting("judges.name", name, f"1–{LONGEST_NAME}")
        if any(same_name(name, other) for other in judges[:at]):
            raise UnfitSetting("judges.name", name, "each name once")


def _with(things: tuple[Any, ...], at: int, thing: Any) -> tuple[Any, ...]:
    return (*things[:at], thing, *things[at + 1 :])


def _without(things: tuple[Any, ...], at: int) -> tuple[Any, ...]:
    return (*things[:at], *things[at + 1 :])


# -- reading -----------------------------------------------------------------------------------------
def _object(written: object, name: str, known: Sequence[str]) -> dict[str, Any]:
    if not isinstance(written, dict):
        raise UnfitSetting(name, written, "{…}")
    fields = cast("dict[str, Any]", written)
    for unknown in fields.keys() - set(known):
        raise UnfitSetting(name, unknown, ", ".join(known))
    return fields


def _list(written: object, name: str) -> list[Any]:
    if not isinstance(written, list):
        raise UnfitSetting(name, written, "[…]")
    return cast("list[Any]", written)


def _texts(written: object, name: str) -> tuple[str, ...]:
    texts = _list(written, name)
    for text in texts:
        if not isinstance(text, str):
            raise UnfitSetting(name, text, "“…”")
    return tuple(texts)


def _number(written: object, name: str, most: int) -> float | None:
    if written is not None and (isinstance(written, bool) or not isinstance(written, int | float)):
        raise UnfitSetting(name, written, f"0–{most}, null")
    return written


def _whole(written: object, name: str) -> int:
    if isinstance(written, bool) or not isinstance(written, int):
        raise UnfitSetting(name, written, f"0–{MOST_ERRORS}")
    return written


def _bounds(written: object) -> WrittenBounds:
    fields = _object(written, "bounds", BOUNDS)
    return WrittenBounds(*(_number(fields.get(n), f"bounds.{n}", MOST_PERCENT) for n in BOUNDS))


def _round(written: object, judges: int, items: int) -> Judgements:
    table = [_list(row, "rounds") for row in _list(written, "rounds")]
    if len(table) != judges or any(len(row) != items for row in table):
        raise UnfitSetting("rounds", "…", f"{judges} × {items}")
    return tuple(tuple(_number(chance, "chance", 1) for chance in row) for row in table)
