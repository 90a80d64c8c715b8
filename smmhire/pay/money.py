"""Money as people write it: `৳২৫,০০০`, `25k–30k`, `1,20,000`, `от 60 000 до 90 000 ₽ на руки`, `$15–25/hr`.

`parse_money` gives what the text states and nothing more; a text it cannot read gives a `MoneyFailure` with
the reason, never an exception, so that an import can count and show such rows.

What can be read in two ways is read by these rules:
- A single separator before exactly three digits groups thousands (1.500 and 1,500 are both 1500), unless the
  source is known to write fractions so, the number begins with 0, or a word for a hundred thousand or more
  follows (1.250 млн is 1,250,000).
- A multiplier at one end of a range holds for both where only that makes sense of it: 25-30k, 25k-30.
- '$' is the US dollar and 'Rs' the Indian rupee, unless another dollar or rupee is named beside it.
- A shift is a day; a lump sum is the price of a project; a post, an article, a video is a task.
- 'CTC', the cost to the employer, is before tax. What comes on top (+ incentives) is not in the amount.
- Negotiable, competitive and the like state no pay where no figure stands, and change none that does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from smmhire.pay.money_reading import Reading, Unreadable, read
from smmhire.pay.money_text import any_of, folded
from smmhire.pay.money_words import FAMILIES, NOT_STATED, UNPAID
from smmhire.pay.number_words import in_figures
from smmhire.pay.observation import Basis, Period
from smmhire.texts import N_, _


@dataclass(frozen=True, slots=True)
class Money:
    """What a text states: either `amount`, or `low` and/or `high`; None for what it does not state.

    `has_extras` tells of a '+ incentives' after the amount, which is not in it. `has_shared_sign`: the
    currency is told by a sign that several share ('$', 'Rs'), so that a column may know better.
    """

    amount: float | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    period: Period | None = None
    basis: Basis | None = None
    has_extras: bool = False
    has_shared_sign: bool = field(default=False, compare=False)

    def currency_beside(self, stated: str | None) -> str | None:
        """The currency where a column beside states one; None where the two contradict each other.

        A '$' in a row of Canadian dollars is a Canadian one.
        """
        if self.currency is None or stated is None:
            return self.currency or stated
        if self.has_shared_sign and any({self.currency, stated} <= family for family in FAMILIES):
            return stated
        return self.currency if self.currency == stated else None


@dataclass(frozen=True, slots=True)
class MoneyFailure:
    """Why a text is not an amount of money: a code of `FAILURES` and the part that could not be read."""

    code: str
    detail: str = ""

    @property
    def reason(self) -> str:
        """The reason in the current language."""
        return _(FAILURES[self.code][0], detail=self.detail)

    @property
    def what_to_do(self) -> str:
        """The way out, in the current language."""
        return _(FAILURES[self.code][1])


# code -> (reason, what to do)
FAILURES: dict[str, tuple[str, str]] = {
    "empty": (N_("The cell is empty."), N_("Nothing to do: what is missing stays missing.")),
    "unpaid": (N_("The work is unpaid."), N_("Nothing to do: no pay is no figure.")),
    "not_stated": (
        N_("“{detail}” leaves the pay open."),
        N_("Nothing to do: what is missing stays missing."),
    ),
    "no_number": (N_("There is no number in “{detail}”."), N_("Write the amount in digits.")),
    "percentage": (N_("“{detail}” is a share, not an amount."), N_("Write the amount of money itself.")),
    "negative": (N_("“{detail}” is below zero."), N_("Write the amount without a minus.")),
    "zero": (N_("The amount is zero."), N_("Nothing to do: no pay is no figure.")),
    "bad_grouping": (
        N_("The commas or points in “{detail}” do not group digits in any known way."),
        N_("Write the number without separators."),
    ),
    "too_large": (
        N_("“{detail}” is too large to be pay."),
        N_("Check the digits, and the word beside them."),
    ),
    "several_numbers": (
        N_("“{detail}” holds more numbers than an amount or a range."),
        N_("Leave one amount, or one range such as 20,000–30,000."),
    ),
    "upside_down": (
        N_("The range “{detail}” starts higher than it ends."),
        N_("Put the lower amount first."),
    ),
    "too_wide": (
        N_("The ends of the range “{detail}” lie too far apart to be true."),
        N_("Write both ends in full, such as 20,000–30,000."),
    ),
    "two_currencies": (N_("“{detail}” names two currencies."), N_("Leave one currency.")),
    "two_periods": (N_("“{detail}” names two periods."), N_("Leave one period, such as a month.")),
    "unknown_words": (
        N_("The words “{detail}” beside the amount are not understood."),
        N_("Remove them, or write the amount alone."),
    ),
}


def parse_money(text: str, *, decimal: str | None = None) -> Money | MoneyFailure:
    """What `text` states about pay, or why it states none.

    `decimal` ('.' or ',') says how the source writes fractions; without it the rules above hold.
    """
    if _PLAIN.fullmatch(text):  # most cells of most files; nothing to read but the number
        plain = float(text)
        return Money(amount=plain) if plain > 0 else MoneyFailure("zero")
    written = folded(text)
    if not written:
        return MoneyFailure("empty")
    if _UNPAID.search(written):
        return MoneyFailure("unpaid")
    if _NOTHING.fullmatch(written):
        return MoneyFailure("not_stated", text.strip())
    written = in_figures(written)
    if not _DIGIT.search(written):
        return MoneyFailure("not_stated" if _NOT_STATED.search(written) else "no_number", text.strip())
    try:
        return _money(read(written, decimal))
    except Unreadable as unreadable:
        return MoneyFailure(unreadable.code, unreadable.detail or text.strip())


def _money(reading: Reading) -> Money:
    amount, low, high = reading.amounts()
    return Money(
        amount=amount,
        low=low,
        high=high,
        currency=reading.currency(),
        period=next(iter(reading.periods), None),
        basis=reading.basis,
        has_extras=reading.has_extras,
        has_shared_sign=reading.has_shared_sign and bool(reading.currencies),
    )


_PLAIN = re.compile(r"[0-9]{1,12}(?:\.(?:[0-9]{1,2}|[0-9]{4,9}))?")
_DIGIT = re.compile(r"\d")
_UNPAID = re.compile(any_of(UNPAID))
_NOT_STATED = re.compile(any_of(NOT_STATED))
_NOTHING = re.compile(r"[-.*_/]+|n[./]?a\.?|nan|null|none|nil|tb[adcn]|нет|н/д|নেই|প্রযোজ্য নয়")
