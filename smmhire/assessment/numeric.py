"""Items with drawn numbers: what values a person sees, and what the right answer then is.

A formula knows numbers, names, `+ - * / **`, signs and brackets, and nothing else: it comes from a file
that an employer may have written, so it is walked as a syntax tree and never handed to `eval`.
"""

from __future__ import annotations

import ast
import math
import operator
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache

from smmhire.assessment.items import NumericKey, Variable


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


def grid_size(variable: Variable) -> int:
    """How many values the variable can take: the minimum and every step up to the maximum.

    Raises ValueError where the step is not positive or the range is not a whole number of steps.
    """
    low, high, step = (Decimal(str(v)) for v in (variable.minimum, variable.maximum, variable.step))
    if step <= 0 or high < low or (high - low) % step != 0:
        raise ValueError(
            f"variable {variable.name!r}: from {low} to {high} is not a whole number of steps of {step}"
        )
    return int((high - low) / step) + 1


def draw_values(key: NumericKey, seed: int) -> dict[str, float]:
    """One value for every variable of the template, the same for the same seed on every machine.

    The formula is part of the seed, so that two items of one attempt do not draw alike. Only
    `Random.random` is used: it is the one generator whose results Python promises to keep. The values lie
    exactly on the grid (0.3, never 0.30000000000000004), because people see them.
    """
    chance = random.Random(f"{seed}:{key.formula}")
    values: dict[str, float] = {}
    for variable in key.variables:
        steps = int(chance.random() * grid_size(variable))
        values[variable.name] = float(Decimal(str(variable.minimum)) + steps * Decimal(str(variable.step)))
    return values


def names_in(formula: str) -> frozenset[str]:
    """The variables a formula speaks of. Raises ValueError where it is not plain arithmetic."""
    return frozenset(node.id for node in ast.walk(_parse(formula)) if isinstance(node, ast.Name))


def evaluate(formula: str, values: Mapping[str, float]) -> float:
    """What the formula gives for these values, unrounded.

    Raises ValueError, quoting the formula, where it is not plain arithmetic, speaks of an unknown name, or
    has no finite real result (a division by zero, a root of a negative number).
    """
    try:
        result = _value(_parse(formula), values)
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


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    if isinstance(node, ast.BinOp):
        return _BINARY[type(node.op)](_value(node.left, values), _value(node.right, values))
    if isinstance(node, ast.UnaryOp):
        return _UNARY[type(node.op)](_value(node.operand, values))
    if isinstance(node, ast.Name):
        return float(values[node.id])
    assert isinstance(node, ast.Constant) and isinstance(node.value, (int, float))
    # Floats only: 9 ** 9 ** 9 then overflows at once instead of filling the memory with digits.
    return float(node.value)
