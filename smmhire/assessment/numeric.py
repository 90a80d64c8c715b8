"""Items with drawn numbers: what values a person sees, and what the right answer then is.

A formula knows numbers, names, `+ - * / **`, signs and brackets, and nothing else: it comes from a file
that an employer may have written, so it is walked as a syntax tree and never handed to `eval`.
"""

from __future__ import annotations

import ast
import math
import operator
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from smmhire.assessment.items import NumericKey, Variable

_Calculation: TypeAlias = Callable[[Mapping[str, float]], float]


def _quotient(a: float, b: float) -> float:
    return a / b


def _power(a: float, b: float) -> float:
    result: complex = a**b
    if isinstance(result, complex):
        raise ArithmeticError("a root of a negative number")
    return result


_BINARY: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: _quotient,
    ast.Pow: _power,
}
_UNARY: dict[type[ast.unaryop], Callable[[float], float]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}


@dataclass(frozen=True, slots=True)
class _Grid:
    low: Decimal
    step: Decimal
    size: int


def grid_size(variable: Variable) -> int:
    """How many values the variable can take: the minimum and every step up to the maximum.

    Raises ValueError where the step is not positive or the range is not a whole number of steps.
    """
    return _grid(variable).size


@lru_cache(maxsize=1024)
def _grid(variable: Variable) -> _Grid:
    low, high, step = (Decimal(str(v)) for v in (variable.minimum, variable.maximum, variable.step))
    if step <= 0 or high < low or (high - low) % step != 0:
        raise ValueError(
            f"variable {variable.name!r}: from {low} to {high} is not a whole number of steps of {step}"
        )
    return _Grid(low, step, int((high - low) / step) + 1)


class Drawing:
    """How the values of a numeric item are drawn, for one attempt or for thousands."""

    def __init__(self, key: NumericKey) -> None:
        self._formula = key.formula
        self._names = tuple(variable.name for variable in key.variables)
        self._grids = tuple(_grid(variable) for variable in key.variables)
        self._sizes = tuple(grid.size for grid in self._grids)

    def steps(self, seed: int) -> tuple[int, ...]:
        """Of each variable, by how many steps its value is above the minimum."""
        chance = random.Random(f"{seed}:{self._formula}").random
        return tuple([int(chance() * size) for size in self._sizes])

    def values(self, steps: Sequence[int]) -> dict[str, float]:
        """The values that lie there."""
        drawn = zip(self._names, self._grids, steps, strict=True)
        return {name: float(grid.low + count * grid.step) for name, grid, count in drawn}


def draw_values(key: NumericKey, seed: int) -> dict[str, float]:
    """One value for every variable of the template, the same for the same seed on every machine.

    The formula is part of the seed, so that two items of one attempt do not draw alike. Only
    `Random.random` is used: it is the one generator whose results Python promises to keep. The values lie
    exactly on the grid (0.3, never 0.30000000000000004), because people see them.
    """
    drawing = Drawing(key)
    return drawing.values(drawing.steps(seed))


def names_in(formula: str) -> frozenset[str]:
    """The variables a formula speaks of. Raises ValueError where it is not plain arithmetic."""
    return frozenset(node.id for node in ast.walk(_parse(formula)) if isinstance(node, ast.Name))


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """What the formula gives for these values, unrounded.

    Raises ValueError, quoting the formula, where it is not plain arithmetic, speaks of an unknown name, or
    has no finite real result (a division by zero, a root of a negative number).
    """
    try:
        result = _calculation(formula)(values)
        if not math.isfinite(result):
            raise ArithmeticError("no finite result")
    except KeyError as unknown:
        raise ValueError(f"formula {formula!r}: nothing is called {unknown.args[0]!r}") from None
    except ArithmeticError as error:
        raise ValueError(f"formula {formula!r} with {dict(values)}: {error}") from None
    return result


@lru_cache(maxsize=512)
def _parse(formula: str) -> ast.expr:
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"formula {formula!r}: {error}") from None
    for node in ast.walk(tree):
        if not _is_arithmetic(node):
            raise ValueError(f"formula {formula!r}: {type(node).__name__} is not plain arithmetic")
    return tree


def _is_arithmetic(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.BinOp):
        return type(node.op) in _BINARY
    if isinstance(node, ast.UnaryOp):
        return type(node.op) in _UNARY
    return isinstance(node, (ast.Name, ast.expr_context, ast.operator, ast.unaryop))


@lru_cache(maxsize=512)
def _calculation(formula: str) -> _Calculation:
    return _calculated(_parse(formula))


def _calculated(node: ast.AST) -> _Calculation:
    """The tree as functions within functions: a formula is calculated for thousands of people."""
    if isinstance(node, ast.BinOp):
        binary, left, right = _BINARY[type(node.op)], _calculated(node.left), _calculated(node.right)
        return lambda values: binary(left(values), right(values))
    if isinstance(node, ast.UnaryOp):
        unary, operand = _UNARY[type(node.op)], _calculated(node.operand)
        return lambda values: unary(operand(values))
    if isinstance(node, ast.Name):
        name = node.id
        return lambda values: float(values[name])
    assert isinstance(node, ast.Constant) and isinstance(node.value, (int, float))
    # Floats only: 9 ** 9 ** 9 then overflows at once instead of filling the memory with digits.
    constant = float(node.value)
    return lambda _values: constant
