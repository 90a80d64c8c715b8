"""Routes of earning in words, in the current language: what is open, what is missing, what is paid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smmhire.pay.reasons import amount_text
from smmhire.pay.route_cells import RouteCell, places
from smmhire.pay.routes import FULL_WEEK, JobSeeker, RouteState, Shown, Standing
from smmhire.role.description import Role
from smmhire.texts import N_, _, country_name, day, ngettext, number, percent, say

STATES = {
    RouteState.OPEN: N_("Open to you now"),
    RouteState.NOT_YET: N_("Not open yet"),
    RouteState.NOT_SAID: N_("Open or not: a number is missing"),
}
_NOT_SAID = {
    "fans": N_("Say how many fans your own page has; 0 without one."),
    "followers": N_("Say how many followers you have on X; 0 without an account."),
}
OWN_UNITS = N_(
    "Each route in its own unit: the price of a task, a gig, a project or a post is never turned into pay for"
    " a month or a year. In brackets: the 95% interval."
)
# What is left out of one unit stands in the other units of the route.
_IN_OTHER_UNITS = ("piece_price", "time_rate")
# Why figures in other currencies are left out. Where nothing is left, those may be of other units.
IN_OTHER_CURRENCIES = ("other_currency", "no_rate", "no_rate_near", "no_rate_date")


def state_text(state: RouteState) -> str:
    """'Open to you now' and the like."""
    return _(STATES[state])


def summary_text(found: Sequence[Standing]) -> str:
    """How many routes are open, in one sentence."""
    count = sum(one.state is RouteState.OPEN for one in found)
    return ngettext(
        "{n} of {all} routes is open to you now.",
        "{n} of {all} routes are open to you now.",
        count,
        all=number(len(found)),
    )


def order_text() -> str:
    """What the order of the routes means."""
    return _("The order says what is open to you, not what pays best.")


def person_text(person: JobSeeker) -> str:
    """What was said, in one line; '' where nothing was."""
    parts: list[str] = []
    if person.fans is not None:
        parts.append(ngettext("{n} fan of an own page", "{n} fans of an own page", person.fans))
    if person.followers is not None:
        parts.append(ngettext("{n} follower on X", "{n} followers on X", person.followers))
    if person.hours is not None:
        parts.append(_("{hours} hours a week", hours=number(person.hours, places(person.hours))))
    if person.country is not None:
        parts.append(country_name(person.country))
    if person.fee is not None:
        parts.append(_("platform's fee {fee}", fee=percent(person.fee, places(person.fee * 100))))
    return " · ".join(parts)


def shown_text(shown: Shown | None) -> str:
    """Which assessment counts, and whether there is a certificate."""
    if shown is None:
        return _("No finished assessment of yours is known here, so levels and certificate are left open.")
    said = _(
        "Counted: the assessment of {name}, finished on {date}.",
        name=shown.taker_name,
        date=day(shown.finished_on),
    )
    if not shown.certificate:
        return said + " " + _("There is no valid certificate on it yet.")
    certificate = (
        _("Certificate {number} says that somebody supervised.", number=shown.certificate)
        if shown.is_supervised
        else _("Certificate {number} says that nobody supervised.", number=shown.certificate)
    )
    return f"{said} {certificate}"


def threshold_text(standing: Standing) -> str:
    """What the source demands and how far the person is; that nothing is demanded where that is so."""
    threshold = standing.route.threshold
    if threshold is None:
        return _("The source names no threshold.")
    if threshold.measure == "certificate":
        if standing.state is RouteState.OPEN:
            return _("You have a certificate that names you.")
        return _("Missing: a certificate that names you and that can be checked.")
    if standing.have is None:
        return _(_NOT_SAID[threshold.measure])
    fields = {"have": number(standing.have), "needed": number(threshold.at_least)}
    if standing.missing is None:
        if threshold.measure == "fans":
            return _("You have {have} fans; the source asks for {needed}.", **fields)
        return _("You have {have} followers; the source asks for {needed}.", **fields)
    if threshold.measure == "fans":
        return _(
            "Missing: {missing} fans. You have {have}, the source asks for {needed}.",
            missing=number(standing.missing),
            **fields,
        )
    return _(
        "Missing: {missing} followers. You have {have}, the source asks for {needed}.",
        missing=number(standing.missing),
        **fields,
    )


def hints(standing: Standing, role: Role) -> list[str]:
    """What does not close the route but matters on it, a sentence each."""
    found: list[str] = []
    if standing.weak:
        names = ", ".join(say(role.competency(one).name) for one in standing.weak[:3])
        found.append(
            _(
                "Below the level a sound hire shows: {names}. Your development plan has the steps.",
                names=names,
            )
        )
    if standing.wants_english:
        found.append(
            _(
                "Many clients there write in English, which you did not name: look for those who write your"
                " languages."
            )
        )
    if standing.is_part_time:
        found.append(
            _(
                "Most vacancies are for about {hours} hours a week: look for part-time work, or ask for it.",
                hours=number(FULL_WEEK),
            )
        )
    return found


# -- figures -----------------------------------------------------------------------------------------
def unit_text(one: RouteCell) -> str:
    """'USD, a paid post (tweet)'."""
    return f"{one.cell.currency}, {say(one.unit.name)}"


def figures_text(one: RouteCell) -> str:
    """The figures of a route in one sentence, or why there are none."""
    cell = one.cell
    if cell.n == 0:
        return _("No figures.")
    counted = ngettext("{n} figure", "{n} figures", cell.n)
    if cell.contributors is not None:
        counted += ", " + ngettext("{n} contributor", "{n} contributors", cell.contributors)
    middle = cell.p50
    if middle.value is None:
        return f"{counted}: {middle.reason.text() if middle.reason is not None else _('not shown')}"
    said = _("P25 {low}, median {middle}, P75 {high}", **_quartiles(one))
    interval = interval_text(one)
    return f"{said} ({counted}; {interval})"


def interval_text(one: RouteCell) -> str:
    """How far chance could move the median."""
    middle = one.cell.p50
    if middle.low is None or middle.high is None:
        return _("the interval of the median is not estimable or withheld")
    return _(
        "95% interval of the median: {low} to {high}",
        low=amount_text(middle.low, one.cell.currency),
        high=amount_text(middle.high, one.cell.currency),
    )


def _quartiles(one: RouteCell) -> dict[str, str]:
    values = (one.cell.p25.value, one.cell.p50.value, one.cell.p75.value)
    written = ("—" if value is None else amount_text(value, one.cell.currency) for value in values)
    return dict(zip(("low", "middle", "high"), written, strict=True))


def notes_of(one: RouteCell) -> list[str]:
    """What to know beside the figures: another currency, flags, conversions, what was left out."""
    cell = one.cell
    notes: list[str] = []
    if one.is_in_another_currency:
        notes.append(
            _(
                "In {currency}: there are no figures in {wanted} for it, and no rate is made up.",
                currency=cell.currency,
                wanted=one.asked_currency,
            )
        )
    said = {middle.text()} if (middle := cell.p50.reason) is not None and not cell.p50.shown else set[str]()
    unsaid = _IN_OTHER_UNITS if cell.n else (*_IN_OTHER_UNITS, *IN_OTHER_CURRENCIES)
    left_out = (reason for reason in one.benchmark.left_out if reason.code not in unsaid)
    reasons = (*(cell.flags if cell.n else ()), *cell.conversions, *left_out)
    return notes + [text for reason in reasons if (text := reason.text()) not in said]


def no_figures_for(without: Iterable[RouteCell]) -> str:
    """Which routes have no figures, and in which units, in one sentence."""
    names = (f"{say(one.route.name)} ({unit_text(one)})" for one in without)
    return _("No figures: {names}.", names="; ".join(names))


def no_figures_text() -> str:
    """That there are none, why, and how to get some."""
    return _(
        "The program ships no figures for this and makes none up; for Bangladesh nobody publishes any for"
        " free use. Import a survey or a list of job posts on the page “Pay”, or type in what you know, and"
        " say there which kind of engagement the figures are of."
    )
