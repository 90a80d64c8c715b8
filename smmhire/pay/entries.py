"""A pay figure typed by hand: what somebody wrote, how it is read, and what speaks against keeping it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from smmhire.pay.experience import parse_experience
from smmhire.pay.money import Money, MoneyFailure, parse_money
from smmhire.pay.money_words import DOLLARS
from smmhire.pay.normalise import bounds_for, is_plausible
from smmhire.pay.observation import Basis, Engagement, PayObservation, PaySource, Period, SourceKind
from smmhire.pay.reasons import amount_text, basis_text, per_period
from smmhire.role.titles import match_title
from smmhire.texts import _, number

# What the rows of a list typed by hand can be: what people are paid or ask for, or what is offered.
LIST_KINDS: tuple[SourceKind, ...] = ("own_entries", "postings")
NOT_YET_KEPT = UUID(int=0)  # id and source of a figure that is only being read

# East of the computer it may be tomorrow already.
LATEST = timedelta(days=1)
# '$' alone: it may be any dollar.
_BARE_DOLLAR = re.compile(r"(?<![a-z])(?<![a-z]\s)\$(?!\s?[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """An entry as people type it; '' and None: not said.

    `pay`, `bonus` and `experience` are in any written form. `currency`, `period` and `basis` hold where the
    pay does not name them itself; codes are those of PayObservation.
    """

    pay: str
    currency: str | None = None
    period: Period | None = None
    basis: Basis = "unknown"
    bonus: str = ""
    title: str = ""
    engagement: Engagement | None = None
    country: str | None = None
    city: str = ""
    experience: str = ""
    contributor: str = ""
    observed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PayEntry:
    """An entry that is kept. `note`: where it is known from; `entered_at`: when it was typed or last changed,
    by which a change that somebody else made meanwhile is known."""

    figure: PayObservation
    note: str
    entered_at: datetime

    @property
    def id(self) -> UUID:
        """Its id, which a change keeps."""
        return self.figure.id


@dataclass(frozen=True, slots=True)
class Remark:
    """Why an entry cannot be kept, or what is to be known of it, in the current language."""

    code: str
    reason: str
    what_to_do: str = ""

    @property
    def text(self) -> str:
        """Both in one line."""
        return f"{self.reason} {self.what_to_do}".strip()


@dataclass(frozen=True, slots=True)
class EntryReading:
    """What a draft says. `figure` is None where `problems` keep it from being kept; with `doubt` it is kept
    only if somebody insists; `hints` say what it will be left out of. `money` is what the pay field says,
    None where it cannot be read."""

    figure: PayObservation | None
    money: Money | None
    problems: tuple[Remark, ...] = ()
    doubt: Remark | None = None
    hints: tuple[Remark, ...] = ()

    @property
    def sentence(self) -> str:
        """The amount in words, '' where there is none."""
        return "" if self.figure is None else spoken(self.figure)


def is_own_list(source: PaySource) -> bool:
    """Whether the figures of the source were typed by hand."""
    return source.kind in LIST_KINDS and source.file_sha256 is None


# -- reading -----------------------------------------------------------------------------------------
def read_entry(draft: EntryDraft, today: date) -> EntryReading:
    """What the draft says, on that day. Nothing it does not say is filled in."""
    money = _money(draft)
    if isinstance(money, MoneyFailure):
        return EntryReading(None, None, (_failure(money),))
    bonus = parse_money(draft.bonus)
    currency, period = money.currency or draft.currency, money.period or draft.period
    problems = tuple(_problems(draft, currency, period, bonus, today))
    if problems or currency is None or period is None:
        return EntryReading(None, money, problems)
    experience = " ".join(draft.experience.split())
    years = (parse_experience(experience) if experience else None) or (None, None)
    figure = PayObservation(
        id=NOT_YET_KEPT,
        source_id=NOT_YET_KEPT,
        currency=currency,
        period=period,
        amount=money.amount,
        low=money.low,
        high=money.high,
        basis=money.basis or draft.basis,
        bonus=bonus.amount if isinstance(bonus, Money) else None,
        engagement=draft.engagement,
        country=draft.country or None,
        city=_one_line(draft.city),
        title=_one_line(draft.title),
        experience=experience or None,
        experience_low=years[0],
        experience_high=years[1],
        contributor=_one_line(draft.contributor),
        observed_on=draft.observed_on,
    )
    return EntryReading(figure, money, doubt=doubt_of(figure), hints=tuple(_hints(figure, money)))


def _money(draft: EntryDraft) -> Money | MoneyFailure:
    """The pay; a dollar sign alone means the dollar chosen beside it."""
    read = parse_money(draft.pay)
    if (
        isinstance(read, Money)
        and read.currency == "USD"
        and draft.currency in DOLLARS
        and _BARE_DOLLAR.search(draft.pay)
        and "usd" not in draft.pay.casefold()
    ):
        again = parse_money(f"{draft.pay} {draft.currency}")
        return again if isinstance(again, Money) else read
    return read


def _failure(failure: MoneyFailure) -> Remark:
    if failure.code == "empty":
        return Remark(
            "empty",
            _("No pay is written yet."),
            _("Write it as you know it: ৳25,000, 25k–30k a month, $15/hr."),
        )
    if failure.code in ("unpaid", "zero"):
        return Remark(
            failure.code,
            failure.reason,
            _("Unpaid work is not kept: it is no price, and would pull every figure down."),
        )
    return Remark(failure.code, failure.reason, failure.what_to_do)


def _problems(
    draft: EntryDraft, currency: str | None, period: Period | None, bonus: Money | MoneyFailure, today: date
) -> list[Remark]:
    found: list[Remark] = []
    if currency is None:
        found.append(
            Remark("no_currency", _("No currency is given."), _("Write it with the amount, or choose it."))
        )
    if period is None:
        found.append(
            Remark(
                "no_period",
                _("It is not said what time or work the pay is for."),
                _("Write it with the amount, such as “a month”, or choose it."),
            )
        )
    if isinstance(bonus, MoneyFailure) and bonus.code not in ("empty", "zero"):
        found.append(
            Remark("bonus", _("The bonus cannot be read: {why}", why=bonus.reason), bonus.what_to_do)
        )
    if isinstance(bonus, Money) and _is_other_bonus(bonus, currency, period):
        found.append(
            Remark(
                "bonus",
                _("The bonus is not one amount in the currency and for the period of the pay."),
                _("Write it as the pay is written, or leave it out."),
            )
        )
    if draft.observed_on is not None and draft.observed_on > today + LATEST:
        found.append(Remark("future", _("The date lies in the future."), _("Write when it was paid.")))
    return found


def _is_other_bonus(bonus: Money, currency: str | None, period: Period | None) -> bool:
    return (
        bonus.amount is None or bonus.currency not in (None, currency) or bonus.period not in (None, period)
    )


def doubt_of(figure: PayObservation) -> Remark | None:
    """Why the figure can hardly be true; None where nothing speaks against it."""
    if is_plausible(figure):
        return None
    bounds = bounds_for(figure.currency, figure.period, figure.country)
    assert bounds is not None
    return Remark(
        "implausible",
        _(
            "Pay {period} is hardly ever below {low} or above {high}. {why}",
            period=per_period(figure.period),
            low=amount_text(bounds.low, figure.currency),
            high=amount_text(bounds.high, figure.currency),
            why=_(bounds.why),
        ),
        _("Check amount, currency and period. Kept all the same, it is marked and left out of comparisons."),
    )


def _hints(figure: PayObservation, money: Money) -> list[Remark]:
    found: list[Remark] = []
    if figure.title is None:
        found.append(Remark("no_title", _("Without a job title no comparison takes it in.")))
    elif not match_title(figure.title).is_smm:
        found.append(
            Remark("other_title", _("“{title}” is not taken for SMM work by its name.", title=figure.title))
        )
    if figure.contributor is None:
        found.append(
            Remark(
                "no_contributor",
                _("Nobody is named who pays: so nobody sees whether one employer makes up a comparison."),
            )
        )
    if figure.experience is not None and (figure.experience_low, figure.experience_high) == (None, None):
        found.append(Remark("experience", _("The experience states no years; it is kept in its words.")))
    if money.has_extras:
        found.append(Remark("extras", _("What comes on top of the amount is not counted.")))
    return found


def _one_line(text: str) -> str | None:
    return " ".join(text.split()) or None


# -- writing -----------------------------------------------------------------------------------------
def spoken(figure: PayObservation) -> str:
    """'৳25,000 to ৳30,000, a month, before tax' in the current language."""
    parts = [amounts_text(figure), per_period(figure.period), basis_text(figure.basis)]
    if figure.bonus:
        parts.append(_("bonus {amount}", amount=amount_text(figure.bonus, figure.currency)))
    return ", ".join(parts)


def amounts_text(figure: PayObservation) -> str:
    """The amount or the band, in the current language."""

    def write(amount: float) -> str:
        return amount_text(amount, figure.currency)

    if figure.amount is not None:
        return write(figure.amount)
    if figure.low is not None and figure.high is not None:
        return _("{low} to {high}", low=write(figure.low), high=write(figure.high))
    if figure.low is not None:
        return _("from {amount}", amount=write(figure.low))
    return _("up to {amount}", amount=write(figure.high or 0))


def draft_of(entry: PayEntry) -> EntryDraft:
    """The entry as it can be typed again: read once more, it says the same."""
    figure = entry.figure
    if figure.amount is not None:
        pay = _plain(figure.amount)
    elif figure.low is not None and figure.high is not None:
        pay = f"{_plain(figure.low)}–{_plain(figure.high)}"
    else:
        pay = f"≥ {_plain(figure.low)}" if figure.low is not None else f"≤ {_plain(figure.high or 0)}"
    return EntryDraft(
        pay=pay,
        currency=figure.currency,
        period=figure.period,
        basis=figure.basis,
        bonus="" if figure.bonus is None else _plain(figure.bonus),
        title=figure.title or "",
        engagement=figure.engagement,
        country=figure.country,
        city=figure.city or "",
        experience=figure.experience or "",
        contributor=figure.contributor or "",
        observed_on=figure.observed_on,
        note=entry.note,
    )


def _plain(amount: float) -> str:
    """The amount in figures of the current language. Three places behind the point would be thousands."""
    places = len(f"{amount:.6f}".rstrip("0").partition(".")[2])
    return number(amount, 4 if places == 3 else places)
