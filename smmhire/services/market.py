"""Rates, price levels and indices: what ships, and what the user enters beside it.

The files that ship are read when they are first used. An entry of one's own is never hidden:
removing hands it to the caller, who can keep it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from smmhire.errors import UserError
from smmhire.pay.ageing import AgeingIndex, IndexPoint, oews_index, own_indices
from smmhire.pay.price_levels import PPP_SOURCE, OwnPriceLevel, PriceLevels
from smmhire.pay.rate_legs import OwnRate
from smmhire.pay.rates import ECB_SOURCE, Conversion, Rates
from smmhire.texts import N_, _, country_name, day, digits

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

Entry = TypeVar("Entry", bound="OwnRate | OwnPriceLevel | IndexPoint")
AnyEntry = OwnRate | OwnPriceLevel | IndexPoint
ECB_LICENCE = N_("Free to use where the source is named; for information, not the rates of a deal.")
PPP_LICENCE = N_("CC BY 4.0: free to use where the source is named.")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A source that ships with the program: message ids of its name and licence, and what it covers.

    `count` is how many currencies, countries or points it has.
    """

    kind: str  # 'rates', 'price_levels' or 'index'
    name: str
    licence_note: str
    first_on: date
    last_on: date
    count: int


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency; `value` is None where there is no rate, for the reason in `how`."""

    amount: float
    currency: str
    to: str
    on: date
    value: float | None
    how: Conversion

    def why_not(self) -> str:
        """Why there is no value, as a sentence; '' where there is one."""
        if not self.how.missing:
            return ""
        first, last = self.how.missing[0].first_on, self.how.missing[0].last_on
        if first is None or last is None:
            return _(
                "There is no rate between {one} and {other}. Enter one of your own, with its source.",
                one=self.currency,
                other=self.to,
            )
        return _(
            "No rate between {one} and {other} is near {day}: those there are lie between {first} and {last}."
            " Enter one of your own, with its source.",
            one=self.currency,
            other=self.to,
            day=day(self.on),
            first=day(first),
            last=day(last),
        )


# -- for the benchmark -------------------------------------------------------------------------------
def rates(unit_of_work: UnitOfWorkFactory) -> Rates:
    """All rates there are: the European Central Bank's, and the user's own."""
    from smmhire.exchange.market_files import ecb

    own = own_rates(unit_of_work=unit_of_work)
    return Rates(ecb(), sorted(own, key=lambda entry: (entry.entered_at, entry.id)))


def price_levels(unit_of_work: UnitOfWorkFactory) -> PriceLevels:
    """All price levels there are: the World Bank's, and the user's own."""
    from smmhire.exchange.market_files import price_levels as shipped_levels
    from smmhire.services.market_checks import money_of

    own = own_price_levels(unit_of_work=unit_of_work)
    left_out = {level.country for level in own} - shipped_levels().keys()
    return PriceLevels(shipped_levels(), own, money_of(left_out))


def indices(unit_of_work: UnitOfWorkFactory) -> tuple[AgeingIndex, ...]:
    """All indices there are: the one that ships first, then the user's own by name."""
    from smmhire.exchange.reference import oews

    return (oews_index(oews()), *own_indices(own_points(unit_of_work=unit_of_work)))


def convert(amount: float, currency: str, to: str, on: date, *, unit_of_work: UnitOfWorkFactory) -> Converted:
    """An amount of a day in another currency. Raises UserError for a code that is no currency."""
    from smmhire.services.market_checks import currency_code

    one, other = currency_code(currency), currency_code(to)
    how = rates(unit_of_work).factor(one, on, other)
    factor = float(how.factor[0])
    return Converted(amount, one, other, on, None if how.missing else amount * factor, how)


def shipped() -> tuple[Shipped, ...]:
    """What ships with the program: the rates, the price levels and the index, with their dates."""
    from smmhire.exchange.market_files import ecb
    from smmhire.exchange.market_files import price_levels as shipped_levels
    from smmhire.exchange.reference import oews
    from smmhire.pay.columns import EPOCH, day_of

    quoted = ecb()
    dollar = quoted["USD"].days
    first, last = day_of(int(dollar[0])) or EPOCH, day_of(int(dollar[-1])) or EPOCH
    levels = shipped_levels()
    years = [year for level in levels.values() for year in level.by_year]
    index = oews_index(oews())
    licence = oews()[0].licence_note
    return (
        Shipped("rates", ECB_SOURCE, ECB_LICENCE, first, last, len(quoted)),
        Shipped(
            "price_levels",
            PPP_SOURCE,
            PPP_LICENCE,
            date(min(years), 1, 1),
            date(max(years), 12, 31),
            len(levels),
        ),
        Shipped("index", index.name, licence, index.first_on, index.last_on, len(index.points)),
    )


# -- one's own ---------------------------------------------------------------------------------------
def own_rates(*, unit_of_work: UnitOfWorkFactory) -> tuple[OwnRate, ...]:
    """The user's rates, by pair, the newest first."""
    with unit_of_work(read_only=True) as work:
        return work.market.all(OwnRate)


def own_price_levels(*, unit_of_work: UnitOfWorkFactory) -> tuple[OwnPriceLevel, ...]:
    """The user's price levels, by country, the newest first."""
    with unit_of_work(read_only=True) as work:
        return work.market.all(OwnPriceLevel)


def own_points(*, unit_of_work: UnitOfWorkFactory) -> tuple[IndexPoint, ...]:
    """The points of the user's indices, by name, the newest first."""
    with unit_of_work(read_only=True) as work:
        return work.market.all(IndexPoint)


def add(entry: Entry, *, unit_of_work: UnitOfWorkFactory) -> Entry:
    """Keep an entry that `market_checks` has made, or one that was removed.

    Raises UserError where there is already one for the same pair and day, country and year, or name and day.
    """
    with unit_of_work() as work:
        _refuse_second(entry, work)
        if work.market.get(type(entry), entry.id) is None:
            work.market.add([entry])
        work.commit()
    return entry


def change(entry: Entry, *, unit_of_work: UnitOfWorkFactory) -> Entry:
    """Write an entry anew under its id; gives it as it was, by which the change can be undone.

    Raises UserError as `add` does, or where it is no longer there.
    """
    with unit_of_work() as work:
        before = work.market.get(type(entry), entry.id)
        if before is None:
            raise _no_entry()
        _refuse_second(entry, work)
        work.market.change(entry)
        work.commit()
    return before


def remove(kind: type[Entry], entry_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Entry:
    """Take an entry away; `add` brings back what this gives. Raises UserError where it is no longer there."""
    with unit_of_work() as work:
        entry = work.market.get(kind, entry_id)
        if entry is None:
            raise _no_entry()
        work.market.remove(kind, [entry_id])
        work.commit()
    return entry


def title(entry: AnyEntry) -> str:
    """What an entry is called: '1 BDT = … USD on …'."""
    from smmhire.pay.market_reasons import plain_figure

    value = plain_figure(entry.value)
    match entry:
        case OwnRate():
            return _(
                "1 {currency} = {value} {against} from {day} on",
                currency=entry.currency,
                value=value,
                against=entry.against,
                day=day(entry.valid_on),
            )
        case OwnPriceLevel():
            return _(
                "{country} {year}: {value}",
                country=country_name(entry.country),
                year=digits(str(entry.year)),
                value=value,
            )
        case IndexPoint():
            return _("{name}, {day}: {value}", name=entry.name, day=day(entry.valid_on), value=value)


def _refuse_second(entry: AnyEntry, work: UnitOfWork) -> None:
    found: Sequence[AnyEntry | None] = [work.market.like(entry)]
    if isinstance(entry, OwnRate):
        turned = replace(entry, currency=entry.against, against=entry.currency)
        found = [*found, work.market.like(turned)]
    there = next((one for one in found if one is not None), None)
    if there is not None:
        raise UserError(
            _("There is already an entry for this: {entry}.", entry=title(there)),
            _("Change that one, or choose another date."),
        )


def _no_entry() -> UserError:
    return UserError(_("This entry is no longer there."), _("Choose another one from the list."))
