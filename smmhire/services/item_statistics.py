"""What the answers given so far say about the questions of the bank: how hard, how well they separate, which
wrong options do their work.

All finished attempts count, marked by the keys of today; `item_responses` says which answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from smmhire.assessment.items import Item, ItemType
from smmhire.services.bank import bank_of, load_bank, shipped_version, whole_bank
from smmhire.services.item_responses import LEFT_OUT, ItemResponses, Question, Responses, Role, questions_of
from smmhire.texts import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from smmhire.assessment.estimation import Array
    from smmhire.assessment.item_analysis import ChosenOptions, Flag, ItemAnalysis, OptionFlag
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

# Groups of takers by their score in the other questions, for the shares of the options: three, until five
# would hold twenty each.
FEW_GROUPS, MANY_GROUPS, LEAST_FOR_MANY = 3, 5, 100
# A share of fewer takers than this would move by more than 20 points with each of them.
LEAST_IN_GROUP = 5

DISTRACTOR_FLAGS: tuple[OptionFlag, ...] = ("rare_distractor", "attractive_distractor")
FLAGS: tuple[Flag, ...] = ("too_hard", "too_easy", "no_variation", "weak", *DISTRACTOR_FLAGS)

# Attempts read between two reports of progress.
REPORT_EVERY = 50

Progress: TypeAlias = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class OptionUse:
    """How one option was used: its share of the takers (0 to 1); r_rest, the correlation of choosing it with
    the score in the other questions (None where all or none chose it); by_group, its share in each group of
    takers, lowest score first (None where a group is too small)."""

    option: str
    role: Role
    is_key: bool
    share: float
    r_rest: float | None
    by_group: tuple[float | None, ...]
    flags: tuple[OptionFlag, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """One scored item. responses: how many were asked and reached it; all figures are None, and `options`
    empty, as long as that is fewer than are needed (`missing` more than 0).

    p: mean mark, 0 to 1; r_it: correlation of the mark with the score in the other questions; left_out: share
    that gave no answer; median_seconds: of those who answered.
    """

    item_id: str
    responses: int
    missing: int
    p: float | None = None
    r_it: float | None = None
    left_out: float | None = None
    median_seconds: float | None = None
    options: tuple[OptionUse, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def is_shown(self) -> bool:
        """There are enough responses for figures."""
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class BankStatistics:
    """The scored items of the bank in their order, and what the figures rest on.

    earlier_versions: attempts taken with another state of the shipped bank; unfit: answers that no longer fit
    their question, and are left out; state: of answers and own items, see `is_current`.
    """

    state: str
    attempts: int
    earlier_versions: int
    unfit: int
    needed: int
    items: tuple[ItemStatistics, ...]

    def of(self, item_id: str) -> ItemStatistics | None:
        """Those of one item; None for a self-rating and for an item that is not in the bank."""
        return next((one for one in self.items if one.item_id == item_id), None)


def bank_statistics(
    *, unit_of_work: UnitOfWorkFactory, progress: Progress = lambda _share: None
) -> BankStatistics:
    """Read and mark all finished attempts, and analyse every scored item of the bank, and of the own ones.

    progress: told the share that is done, 0 to 1, after every few attempts; what it raises ends the work.
    """
    from smmhire.assessment.item_analysis import FEWEST_RESPONSES

    shipped = load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        found = Responses(tuple(item for item in whole_bank(work).items if item.is_scored))
        state = state_of(work)
        count, attempts = work.responses.finished()
        earlier = 0
        for done, attempt in enumerate(attempts):
            if done % REPORT_EVERY == 0:
                progress(0.9 * done / count)
            earlier += shipped_version(attempt.bank_version) != shipped.version
            found.add(attempt)
    progress(0.9)
    return BankStatistics(
        state=state,
        attempts=count,
        earlier_versions=earlier,
        unfit=found.unfit,
        needed=FEWEST_RESPONSES,
        items=tuple(_analysed(found, FEWEST_RESPONSES)),
    )


def is_current(statistics: BankStatistics, *, unit_of_work: UnitOfWorkFactory) -> bool:
    """No attempt has been finished, or has gone, since: counting again would give the same."""
    with unit_of_work(read_only=True) as work:
        return state_of(work) == statistics.state


def state_of(work: UnitOfWork) -> str:
    """Another text whenever answers, or own questions, have come, gone or changed."""
    return f"{work.responses.state()} {work.own_items.state()}"


# -- analysing ---------------------------------------------------------------------------------------
def _analysed(found: Responses, needed: int) -> Iterator[ItemStatistics]:
    from smmhire.assessment.item_analysis import analyse_items

    counts = [len(own) for own in found.of]
    asked = [at for at, count in enumerate(counts) if count]
    if max(counts, default=0) < needed:
        for item, count in zip(found.items, counts, strict=True):
            yield ItemStatistics(item.id, count, needed - count)
        return
    table = _table(found, asked)
    names = [found.items[at].id for at in asked]
    questions = {at: questions_of(found.items[at]) for at in asked if counts[at] >= needed}
    # The analysis takes one question about options an item: those with more are analysed again for each.
    rounds = max(1, *(len(of_item) for of_item in questions.values()))
    analyses = [
        analyse_items(table, names, _choices(found, asked, questions, number)) for number in range(rounds)
    ]
    column_of = {at: column for column, at in enumerate(asked)}
    totals = _Totals.of(table)
    for at, item in enumerate(found.items):
        if counts[at] < needed:
            yield ItemStatistics(item.id, counts[at], needed - counts[at])
            continue
        column = column_of[at]
        of_item = [analysis[column] for analysis in analyses]
        options: tuple[OptionUse, ...] = ()
        if questions[at]:
            options = tuple(_uses(found.of[at], questions[at], of_item, _groups(table, column, totals)))
        option_flags = {flag for option in options for flag in option.flags}
        raised = {*of_item[0].flags} - {*DISTRACTOR_FLAGS} | option_flags
        yield ItemStatistics(
            item_id=item.id,
            responses=counts[at],
            missing=0,
            p=of_item[0].p,
            r_it=of_item[0].r_it_corrected,
            left_out=1.0 - len(found.of[at].seconds) / counts[at],
            median_seconds=median(found.of[at].seconds) if found.of[at].seconds else None,
            options=options,
            flags=tuple(flag for flag in FLAGS if flag in raised),
        )


def _table(found: Responses, asked: Sequence[int]) -> Array:
    """Marks, persons × items; NaN where an item was not asked or not reached."""
    import numpy as np

    table = np.full((found.rows, len(asked)), np.nan)
    for column, at in enumerate(asked):
        table[found.of[at].rows, column] = found.of[at].values(lambda one: one.mark)
    return table


def _choices(
    found: Responses, asked: Sequence[int], questions: dict[int, tuple[Question, ...]], number: int
) -> ChosenOptions:
    """The codes of the `number`-th question of each item; leaving out is an option too. Items that have no
    such question have a single option that everybody took."""
    import numpy as np

    from smmhire.assessment.item_analysis import ChosenOptions

    codes = np.full((found.rows, len(asked)), -1, dtype=np.int16)
    options: list[tuple[str, ...]] = []
    keys: list[str] = []
    for column, at in enumerate(asked):
        of_item = questions.get(at, ())
        question = of_item[number] if number < len(of_item) else None
        possible = (LEFT_OUT,) if question is None else (*question.options, LEFT_OUT)
        codes[found.of[at].rows, column] = 0 if question is None else _codes(found.of[at], possible, number)
        options.append(possible)
        keys.append(LEFT_OUT if question is None else question.key)
    return ChosenOptions(codes, tuple(options), tuple(keys))


def _codes(own: ItemResponses, possible: Sequence[str], number: int) -> NDArray[np.intp]:
    """The place among the `possible` of what each response chose in the `number`-th question."""
    import numpy as np

    code = {option: index for index, option in enumerate(possible)}
    return own.values(lambda one: code[one.chosen[number]]).astype(np.intp)


@dataclass(frozen=True, slots=True)
class _Totals:
    """Of each row: how many items were given, and the sum of their marks."""

    given: NDArray[np.intp]
    marks: Array

    @staticmethod
    def of(table: Array) -> _Totals:
        import numpy as np

        given = ~np.isnan(table)
        return _Totals(given.sum(axis=1), np.where(given, table, 0.0).sum(axis=1))


def _groups(table: Array, column: int, totals: _Totals) -> NDArray[np.intp]:
    """Of each row its group, 0 the lowest, by the mean mark in the other items; −1 without the item, or any
    other. Takers of equal scores stay together."""
    import numpy as np

    groups = np.full(len(table), -1)
    is_given = ~np.isnan(table[:, column])
    others = totals.given - is_given
    rows = np.flatnonzero(is_given & (others > 0))
    if len(rows):
        rest = (totals.marks[rows] - table[rows, column]) / others[rows]
        _values, which, counts = np.unique(rest.round(9), return_inverse=True, return_counts=True)
        middle = (np.cumsum(counts) - counts / 2.0)[which] / len(rows)
        count = _group_count(len(rows))
        groups[rows] = np.minimum((middle * count).astype(int), count - 1)
    return groups


def _group_count(people: int) -> int:
    return MANY_GROUPS if people >= LEAST_FOR_MANY else FEW_GROUPS


def _uses(
    own: ItemResponses,
    questions: Sequence[Question],
    analyses: Sequence[ItemAnalysis],
    groups: NDArray[np.intp],
) -> Iterator[OptionUse]:
    import numpy as np

    is_situation = own.item.type is ItemType.SITUATIONAL
    of_response = groups[own.rows]
    is_grouped = of_response >= 0
    count = _group_count(int(is_grouped.sum()))
    sizes: list[int] = np.bincount(of_response[is_grouped], minlength=count).tolist()
    for number, question in enumerate(questions):
        possible = (*question.options, LEFT_OUT)
        cells = _codes(own, possible, number) * count + of_response
        taken = np.bincount(cells[is_grouped], minlength=len(possible) * count).tolist()
        for one in analyses[number].distractors:
            if one.option == LEFT_OUT:
                continue
            first = possible.index(one.option) * count
            # A middling action that few name best or worst is none the worse, nor a mistake few make.
            raised = DISTRACTOR_FLAGS[1:] if is_situation or question.role == "number" else DISTRACTOR_FLAGS
            yield OptionUse(
                option=one.option,
                role=question.role,
                is_key=one.is_key,
                share=one.share,
                r_rest=one.r_rest,
                by_group=tuple(
                    taken[first + group] / sizes[group] if sizes[group] >= LEAST_IN_GROUP else None
                    for group in range(count)
                ),
                flags=tuple(flag for flag in raised if flag in one.flags),
            )


# -- as a file ---------------------------------------------------------------------------------------
HEADINGS = (
    "item", "competency", "type", "question", "responses", "still_needed", "p", "r_it_corrected", "left_out",
    "median_seconds", "flags",
)  # fmt: skip
OPTION_HEADINGS = ("option", "asked_as", "is_key", "share", "r_rest")


def export(statistics: BankStatistics, path: Path, *, unit_of_work: UnitOfWorkFactory) -> Path:
    """Write the figures as CSV, a row an item; suppressed figures are empty.

    Raises UserError where the file cannot be written.
    """
    from smmhire.exchange.csv_table import csv_bytes
    from smmhire.services.files import save_file

    with unit_of_work(read_only=True) as work:
        bank = bank_of(work, [one.item_id for one in statistics.items])
    most = max((len(one.options) for one in statistics.items), default=0)
    head = [*HEADINGS, *(f"{name}_{n}" for n in range(1, most + 1) for name in OPTION_HEADINGS)]
    return save_file(csv_bytes(head, _rows(bank.by_id, statistics.items)), path)


def _rows(items: dict[str, Item], statistics: Iterable[ItemStatistics]) -> Iterator[list[str | float | None]]:
    for one in statistics:
        item = items[one.item_id]
        row: list[str | float | None] = [item.id, item.competency, item.type.value, say(item.stem)]
        row += [one.responses, one.missing, one.p, one.r_it, one.left_out, one.median_seconds]
        row.append(" ".join(one.flags))
        for use in one.options:
            row += [use.option, use.role, int(use.is_key), use.share, use.r_rest]
        yield row
