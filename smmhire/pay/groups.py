"""Parting figures along an axis: by experience, level, title, place, route, source or date."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from smmhire.pay.columns import MISSING, NO_DATE, Coded, PayColumns, day_of
from smmhire.pay.experience import Years, experience_label, gathered
from smmhire.pay.observation import ENGAGEMENTS
from smmhire.pay.query import Axis, folded
from smmhire.role.titles import LEVELS, title_level
from smmhire.texts import N_, _, country_name, digits

if TYPE_CHECKING:
    from numpy.typing import NDArray

# More groups than anybody reads; those with the fewest figures are gathered into one.
MOST_GROUPS = 24

_LEVELS = {
    "intern": N_("Intern"),
    "junior": N_("Junior"),
    "specialist": N_("Specialist"),
    "manager": N_("Manager"),
    "senior": N_("Senior"),
    "head": N_("Head"),
    "unstated": N_("Level not in the title"),
}
_ROUTES = {
    "E-W1": N_("Outsourcing"),
    "E-W2": N_("Micro-jobs"),
    "E-W3": N_("Fixed-price offers"),
    "E-W4": N_("Own Facebook page"),
    "E-W5": N_("Paid posts on Twitter (X)"),
    "E-W6": N_("Employment"),
}
_QUARTERS = {
    "1": N_("1st quarter of {year}"),
    "2": N_("2nd quarter of {year}"),
    "3": N_("3rd quarter of {year}"),
    "4": N_("4th quarter of {year}"),
}
_NOT_STATED = {
    "experience": N_("Experience not stated"),
    "title": N_("Title not stated"),
    "country": N_("Country not stated"),
    "city": N_("City not stated"),
    "engagement": N_("Kind of engagement not stated"),
    "year": N_("Date not stated"),
    "quarter": N_("Date not stated"),
}
# 'Springfield, Illinois, USA' is one city; more parts are a list of them.
MOST_PARTS = 3
NOT_STATED, OTHERS, SEVERAL = "not stated", "others", "several"


@dataclass(frozen=True, slots=True)
class Group:
    """One group along an axis. `key` is stable: '2-4', 'senior', 'US', '2024-Q3', 'not stated',
    'others', 'several' (cities).

    `name` is the source's own wording where there is one (a title, a city, a source); `years` are those of a
    band of experience.
    """

    axis: Axis
    key: str
    name: str | None = None
    years: Years = (None, None)

    @property
    def label(self) -> str:
        """What the group is called, in the current language."""
        if self.key == OTHERS:
            return _("All others")
        if self.axis == "city" and self.key == SEVERAL:
            return _("Several cities")
        if self.axis == "experience":
            return experience_label(*self.years, self.name)
        if self.key == NOT_STATED:
            return _(_NOT_STATED[self.axis])
        match self.axis:
            case "level":
                return _(_LEVELS[self.key])
            case "country":
                return country_name(self.key)
            case "engagement":
                return _(_ROUTES[self.key])
            case "year":
                return digits(self.key)
            case "quarter":
                year, quarter = self.key.split("-Q")
                return _(_QUARTERS[quarter], year=digits(year))
            case _:
                return self.name or self.key


@dataclass(frozen=True, slots=True)
class Groups:
    """`code` (n,) int32: the position in `groups` of each figure's group."""

    groups: tuple[Group, ...]
    code: NDArray[np.int32]


def parted(columns: PayColumns, axis: Axis, most: int = MOST_GROUPS) -> Groups:
    """The groups of `columns` along `axis`, in their natural order, or the largest first; `most` of them."""
    found = _PARTS[axis](columns)
    return found if len(found.groups) <= most else _gathered(found, most)


def _by_experience(columns: PayColumns) -> Groups:
    """Years where the source states them, whatever its wording; its wording where it does not."""
    low, high, words = columns.experience_low, columns.experience_high, columns.experience.codes
    states_years = ~(np.isnan(low) & np.isnan(high))
    rows = np.stack(
        [
            np.where(np.isnan(low), -1.0, low),
            np.where(np.isnan(high), -1.0, high),
            np.where(states_years, MISSING, words).astype(np.float64),
        ]
    )
    different, place = np.unique(rows, axis=1, return_inverse=True)
    made: list[Group] = []
    for from_year, to_year, word in different.T.tolist():
        wording = None if word == MISSING else columns.experience.words[int(word)]
        years = gathered((None if from_year < 0 else from_year, None if to_year < 0 else to_year))
        made.append(Group("experience", band_key(*years, wording), wording, years))
    return _merged(made, place.reshape(-1), _experience_order)


def band_key(low: float | None, high: float | None, wording: str | None) -> str:
    """A stable key for an experience band: '2-4', '41+', 'intermediate', 'not stated'."""
    if low is None and high is None:
        return folded(wording) if wording else NOT_STATED
    return f"{low or 0:g}+" if high is None else f"{low or 0:g}-{high:g}"


def _experience_order(group: Group) -> tuple[int, float, float, str]:
    """By years from the lowest; then bands in words, then 'not stated'."""
    low, high = group.years
    if low is None and high is None:
        return (2 if group.name is None else 1, 0.0, 0.0, group.name or "")
    return (0, low or 0.0, float("inf") if high is None else high, "")


def _by_level(columns: PayColumns) -> Groups:
    code = columns.title.mapped(
        lambda title: LEVELS.index(title_level(title)), LEVELS.index("unstated"), np.int32
    )
    return _used([Group("level", level) for level in LEVELS], code)


def _by_word(axis: Axis, column: Coded) -> Groups:
    """A group a word, however its letters and spaces are written; the most frequent first."""
    made = [Group(axis, word if axis == "country" else folded(word), word.strip()) for word in column.words]
    return _of_words(made, column, axis)


def _of_words(made: list[Group], column: Coded, axis: Axis) -> Groups:
    """The groups `made` of a column's words, one a word; the most frequent first, 'not stated' last."""
    made.append(Group(axis, NOT_STATED))
    code = np.where(column.codes == MISSING, len(made) - 1, column.codes)
    counts: dict[str, int] = {}
    for group, n in zip(made, np.bincount(code, minlength=len(made)).tolist(), strict=True):
        counts[group.key] = counts.get(group.key, 0) + n
    return _merged(made, code, lambda group: (group.key == NOT_STATED, -counts[group.key], group.key))


def _by_city(columns: PayColumns) -> Groups:
    """Each city; figures of a list of cities ('Delhi, Mumbai') are of none of them, and stand together."""
    alone = {folded(word) for word in columns.city.words if "," not in word}
    made = [_city(word, alone) for word in columns.city.words]
    return _of_words(made, columns.city, "city")


def _city(word: str, alone: Set[str]) -> Group:
    """'Toronto, Ontario' is one city, for Ontario is none; in a list the others stand somewhere alone."""
    names = [folded(part) for part in word.split(",") if part.strip()]
    if len(names) > MOST_PARTS or any(name in alone and name != names[0] for name in names[1:]):
        return Group("city", SEVERAL)
    return Group("city", folded(word), word.strip())


def _by_engagement(columns: PayColumns) -> Groups:
    made = [*(Group("engagement", route) for route in ENGAGEMENTS), Group("engagement", NOT_STATED)]
    return _used(made, np.where(columns.engagement == MISSING, len(ENGAGEMENTS), columns.engagement))


def _by_source(columns: PayColumns) -> Groups:
    made = [Group("source", str(source.id), _(source.name)) for source in columns.sources]
    return _used(made, columns.source)


def _by_date(axis: Axis) -> Callable[[PayColumns], Groups]:
    def parts(columns: PayColumns) -> Groups:
        days, place = np.unique(columns.observed_on, return_inverse=True)
        made = [Group(axis, _date_key(axis, int(day))) for day in days]
        return _merged(made, place, lambda group: (group.key == NOT_STATED, group.key))

    return parts


def _date_key(axis: Axis, days: int) -> str:
    day = day_of(days) if days != NO_DATE else None
    if day is None:
        return NOT_STATED
    return f"{day.year}" if axis == "year" else f"{day.year}-Q{(day.month + 2) // 3}"


def _used(made: list[Group], code: NDArray[np.integer]) -> Groups:
    """Only the groups that have figures, in the order given."""
    places = {group.key: place for place, group in enumerate(made)}
    return _merged(made, code, lambda group: places[group.key])


def _merged(
    made: list[Group], code: NDArray[np.integer], order: Callable[[Group], tuple[object, ...] | int]
) -> Groups:
    """Groups of one key as one, in `order`; those without any figure are dropped."""
    used = np.bincount(code, minlength=len(made)) > 0
    first: dict[str, Group] = {}
    for group, is_used in zip(made, used.tolist(), strict=True):
        if is_used:
            first.setdefault(group.key, group)
    kept = sorted(first.values(), key=order)  # pyright: ignore[reportArgumentType]
    position = {group.key: place for place, group in enumerate(kept)}
    new = np.array([position.get(group.key, 0) for group in made], dtype=np.int32)
    return Groups(tuple(kept), new[code])


def _gathered(found: Groups, most: int) -> Groups:
    """The groups with the most figures, and all others as one."""
    counts = np.bincount(found.code, minlength=len(found.groups))
    keep = np.sort(np.argsort(-counts, kind="stable")[: most - 1])
    new = np.full(len(found.groups), len(keep), dtype=np.int32)
    new[keep] = np.arange(len(keep))
    places: list[int] = keep.tolist()
    others = Group(found.groups[0].axis, OTHERS)
    return Groups((*(found.groups[place] for place in places), others), new[found.code])


_PARTS: dict[Axis, Callable[[PayColumns], Groups]] = {
    "experience": _by_experience,
    "level": _by_level,
    "title": lambda columns: _by_word("title", columns.title),
    "country": lambda columns: _by_word("country", columns.country),
    "city": _by_city,
    "engagement": _by_engagement,
    "source": _by_source,
    "year": _by_date("year"),
    "quarter": _by_date("quarter"),
}
