"""Item parameters out of a CSV file: item, model, a, b or b1 … bk, c."""

from __future__ import annotations

import re
from itertools import pairwise
from math import isfinite
from pathlib import Path

from smmhire.assessment.parameters import MODELS, ItemParameters, Model
from smmhire.errors import UserError
from smmhire.exchange.response_tables import Cells, cell_error, read_cells
from smmhire.texts import _, latin_digits

# Other names of the models.
_SYNONYMS: dict[str, Model] = {"rasch": "1pl", "graded": "grm", "gr": "grm"}


def read_item_parameters(path: Path) -> tuple[ItemParameters, ...]:
    """The items of a CSV file, in its order; a blank slope of 1pl is 1, a blank c is 0.

    Raises UserError, naming file, line and column, for a column that is missing, a name that stands twice, an
    unknown model, and a value that is none or that the model does not allow.
    """
    cells = read_cells(path)
    places = {heading.casefold(): at for at, heading in enumerate(cells.headings)}
    for needed in ("item", "model"):
        if needed not in places:
            raise _no_column(cells, needed)
    steps = sorted(
        (
            (int(latin_digits(found[1])), at)
            for name, at in places.items()
            if (found := re.fullmatch(r"b(\d+)", name))
        ),
    )
    if "b" not in places and not steps:
        raise _no_column(cells, "b")
    lines: dict[str, int] = {}
    items: list[ItemParameters] = []
    for row in range(cells.height):
        one = _item(cells, row, places, [at for _step, at in steps])
        if one.item in lines:
            raise cell_error(
                cells, row, places["item"], _("the item stands above already"), _("Name each item once.")
            )
        lines[one.item] = row
        items.append(one)
    return tuple(items)


def _item(cells: Cells, row: int, places: dict[str, int], steps: list[int]) -> ItemParameters:
    name = _text(cells, row, places["item"])
    model = _model(cells, row, places["model"])
    a = _value(cells, row, places.get("a"))
    if a is None:
        if model != "1pl":
            if "a" not in places:
                raise _no_column(cells, "a")
            raise cell_error(cells, row, places["a"], _("it is empty"), _("Write the slope of the item."))
        a = 1.0
    c = _value(cells, row, places.get("c")) or 0.0
    b = _difficulties(cells, row, model, places.get("b"), steps)
    for column, is_wrong, why in (
        ("a", a <= 0.0, _("a slope is above 0")),
        ("c", not 0.0 <= c < 1.0, _("guessing is from 0 to below 1")),
        ("c", c > 0.0 and model != "3pl", _("only the model 3pl has guessing")),
    ):
        if is_wrong:
            raise cell_error(cells, row, places[column], why, _("Correct the cell."))
    return ItemParameters(name, model, a, b, c)


def _difficulties(
    cells: Cells, row: int, model: Model, single: int | None, steps: list[int]
) -> tuple[float, ...]:
    """b, or b1 … bk up to the first empty one."""
    columns = ([single] if single is not None else []) + steps
    found = [(column, _value(cells, row, column)) for column in columns]
    given = [(column, value) for column, value in found if value is not None]
    if not given:
        raise cell_error(cells, row, columns[0], _("it is empty"), _("Write the difficulty of the item."))
    if model != "grm" and len(given) > 1:
        raise cell_error(
            cells, row, given[1][0], _("the model {model} has one difficulty", model=model),
            _("Leave the cell empty, or write the model grm."),
        )  # fmt: skip
    for (_low, before), (column, after) in pairwise(given):
        if after <= before:
            raise cell_error(
                cells, row, column, _("difficulties rise from step to step"), _("Correct the cell.")
            )
    filled = [value is not None for column, value in found if column in steps]
    if any(later and not earlier for earlier, later in pairwise(filled)):
        gap = steps[filled.index(False)]
        raise cell_error(cells, row, gap, _("it is empty"), _("Fill the steps from b1 on without a gap."))
    return tuple(value for _column, value in given)


def _model(cells: Cells, row: int, column: int) -> Model:
    written = _text(cells, row, column).casefold()
    for model in MODELS:
        if written == model:
            return model
    if written in _SYNONYMS:
        return _SYNONYMS[written]
    raise cell_error(
        cells, row, column, _("models are {names}", names=", ".join(MODELS)), _("Correct the cell.")
    )


def _text(cells: Cells, row: int, column: int) -> str:
    entry: str | None = cells.column(column)[row]
    if entry is None:
        raise cell_error(
            cells, row, column, _("it is empty"), _("Fill in the cell, or take the line out of the file.")
        )
    return entry


def _value(cells: Cells, row: int, column: int | None) -> float | None:
    entry: str | None = None if column is None else cells.column(column)[row]
    if column is None or entry is None:
        return None
    try:
        # Where semicolons part the columns, a comma may part the decimals.
        value = float(latin_digits(entry).replace("−", "-").replace(",", "."))
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        raise cell_error(cells, row, column, _("it is not a number"), _("Write a number such as 0.75."))
    return value


def _no_column(cells: Cells, column: str) -> UserError:
    return UserError(
        _("“{name}” has no column “{column}”.", name=cells.file_name, column=column),
        _("An items file has the columns item, model, a, b (or b1, b2 …) and c."),
    )
