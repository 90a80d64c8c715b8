"""What must be said of conversions and of ageing, as reasons."""

from __future__ import annotations

from smmhire.pay.ageing import AgeingIndex, AgeingUse
from smmhire.pay.market_reasons import plain_figure
from smmhire.pay.rates import Conversion, MissingRate, RateUse
from smmhire.pay.reasons import Reason
from smmhire.texts import using


def conversion_reasons(conversion: Conversion) -> tuple[Reason, ...]:
    """How figures were converted: one reason a currency and way."""
    return tuple(_use(use) for use in conversion.uses)


def missing_reasons(conversion: Conversion) -> tuple[Reason, ...]:
    """Which figures could not be converted, and why."""
    return tuple(_missing(one, conversion.to) for one in conversion.missing)


def ageing_reasons(index: AgeingIndex, uses: tuple[AgeingUse, ...]) -> tuple[Reason, ...]:
    """How figures were aged: one reason a point they start from; none where that is the point they go to."""
    return tuple(
        Reason.of(
            "aged",
            index=index.name,
            from_on=use.from_on.isoformat(),
            to_on=use.to_on.isoformat(),
            ratio_text=ratio_text(use),
            n=use.n,
            source=index.source,
        )
        for use in uses
        if use.from_on != use.to_on
    )


def ratio_text(use: AgeingUse) -> str:
    """'48060 / 45760 = 1.050262', in Latin digits."""
    with using("en"):
        return f"{plain_figure(use.to_value, 9)} / {plain_figure(use.from_value, 9)} = {use.ratio:.6f}"


def _use(use: RateUse) -> Reason:
    if use.lowest == use.highest and use.first_on == use.last_on:
        return Reason.of(
            "converted_at_one_rate",
            money=use.currency,
            to=use.to,
            chain=" – ".join(use.chain),
            rate=use.lowest,
            n=use.n,
            rate_on=use.first_on.isoformat(),
            source="; ".join(use.sources),
        )
    return Reason.of(
        "converted_currency",
        money=use.currency,
        to=use.to,
        chain=" – ".join(use.chain),
        lowest=use.lowest,
        highest=use.highest,
        n=use.n,
        first_on=use.first_on.isoformat(),
        last_on=use.last_on.isoformat(),
        source="; ".join(use.sources),
    )


def _missing(missing: MissingRate, to: str) -> Reason:
    if missing.currency is None:
        return Reason.of("no_money", n=missing.n)
    params = {"money": missing.currency, "n": missing.n}
    if missing.why == "no_date":
        return Reason.of("no_rate_date", **params)
    if missing.first_on is None or missing.last_on is None:
        return Reason.of("no_rate", to=to, **params)
    first, last = missing.first_on.isoformat(), missing.last_on.isoformat()
    return Reason.of("no_rate_near", to=to, first_on=first, last_on=last, **params)


def not_aged(index: AgeingIndex, n: int) -> Reason:
    """That `n` figures are too far from every point of the index."""
    return Reason.of("not_aged", index=index.name, n=n)
