"""Sentences about rates, price levels and ageing; `reasons` takes them in among its own."""

from __future__ import annotations

from datetime import date

from smmhire.texts import N_, _, country_name, day, digits

MARKET_SENTENCES: dict[str, str] = {
    # conversions
    "converted_currency": N_(
        "Figures turned from {money} into {to} at the rate of their date ({chain}; × {lowest} to {highest}):"
        " {n}. Rates of {first_on} to {last_on}: {source}."
    ),
    "converted_at_one_rate": N_(
        "Figures turned from {money} into {to} ({chain}; × {rate}): {n}. Rate of {rate_on}: {source}."
    ),
    "aged": N_("Figures aged by “{index}” from {from_on} to {to_on}, {ratio_text}: {n}. Source: {source}."),
    "ppp": N_(
        "International dollars: divided by {rate} {money}, what buys one of them in {country} in {in_year}."
        " Source: {source}."
    ),
    "ppp_older": N_("The price level is that of {in_year}; there is none of {wanted_year} yet."),
    # left out
    "no_rate": N_(
        "Left out because there is no rate from {money} to {to}: {n}. Enter one of your own, with its source."
    ),
    "no_rate_near": N_(
        "Left out because no rate from {money} to {to} is near their date: {n}. There are rates of"
        " {first_on} to {last_on}."
    ),
    "no_rate_date": N_("Left out because figures in {money} without a date have no rate: {n}."),
    "no_money": N_("Left out because their currency is not said: {n}."),
    "not_aged": N_("Not aged, because no point of “{index}” is near their date: {n}."),
    # no international dollars
    "ppp_no_country": N_("International dollars need figures of one country."),
    "ppp_no_date": N_("International dollars need figures with a date."),
    "ppp_none": N_("There is no price level of {country} for {in_year}, nor for the three years before."),
    "ppp_other_money": N_(
        "International dollars need money of the country; {money} is not that of {country}."
    ),
}

# Parameters that are figures of their own kind: written as exactly as they were used.
_FIGURES = ("rate", "lowest", "highest")


def written(name: str, value: str | float) -> str | None:
    """How a parameter of these sentences is written in the current language; None for any other."""
    if name.endswith("_year"):
        return digits(f"{value:.0f}")
    if name in _FIGURES and not isinstance(value, str):
        return plain_figure(value)
    if not isinstance(value, str):
        return None
    if name.endswith("_on"):
        return day(date.fromisoformat(value))
    if name == "country":
        return country_name(value)
    if name in ("source", "index"):
        return "; ".join(_(part) for part in value.split("; "))
    return digits(value) if name == "ratio_text" else None


def plain_figure(value: float, significant: int = 6) -> str:
    """A rate or a ratio to six digits, never in powers of ten: 0.00819672, 122, 1.05026."""
    from decimal import Decimal

    written = f"{Decimal(f'{value:.{significant}g}'):f}"
    return digits(written.rstrip("0").rstrip(".") if "." in written else written)
