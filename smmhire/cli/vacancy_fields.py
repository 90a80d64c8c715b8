"""The options of `vacancy new` and `vacancy change`: the common fields of a profile, and a file for all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from smmhire.cli.typed import band, whole
from smmhire.errors import UserError
from smmhire.services import profile_file
from smmhire.texts import N_, _
from smmhire.vacancies.profile import DutyChoice, OwnRequirement, VacancyProfile

Text = str | None
Many = list[str] | None

File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar=N_("FILE"),
        readable=False,
        help=N_("A profile as JSON, as `vacancy export` writes it."),
    ),
]
Template = Annotated[
    Text,
    typer.Option(
        "--template",
        metavar=N_("NAME"),
        help=N_("Begin with a template; “?” says which there are."),
    ),
]
Title = Annotated[Text, typer.Option("--title", metavar=N_("TEXT"), help=N_("The title."))]
Employer = Annotated[Text, typer.Option("--employer", metavar=N_("TEXT"), help=N_("The employer."))]
Description = Annotated[
    Text, typer.Option("--description", metavar=N_("TEXT"), help=N_("The job in your own words."))
]
Goals = Annotated[
    Many, typer.Option("--goal", metavar=N_("ID"), help=N_("A goal; may be given several times."))
]
Duties = Annotated[
    Many,
    typer.Option(
        "--duty",
        metavar=N_("ID=MEASURE"),
        help=N_("A duty, with the measure by which you judge it. Those given replace the list."),
    ),
]
Platforms = Annotated[
    Many, typer.Option("--platform", metavar=N_("ID"), help=N_("A kind of platform, such as E-P1."))
]
Requirements = Annotated[
    Many,
    typer.Option(
        "--require",
        metavar=N_("ID=LEVEL"),
        help=N_("A competency: content=4 (level), content=4:8 (and weight), content=4:8! (a must-have)."),
    ),
]
Own = Annotated[
    Many, typer.Option("--own", metavar=N_("TEXT"), help=N_("A wish of your own, in your words."))
]
OwnMust = Annotated[
    Many, typer.Option("--own-must", metavar=N_("TEXT"), help=N_("A must-have of your own, in your words."))
]
Pay = Annotated[
    Text, typer.Option("--pay", metavar=N_("AMOUNT"), help=N_("The pay: 25000, or a band 25000-30000."))
]
Currency = Annotated[Text, typer.Option("--currency", metavar="BDT", help=N_("Currency of the pay."))]
Period = Annotated[
    Text,
    typer.Option(
        "--period", metavar=N_("PERIOD"), help=N_("Paid per hour, day, week, month, year, project …")
    ),
]
Basis = Annotated[Text, typer.Option("--basis", metavar="gross|net|unknown", help=N_("Before or after tax."))]
Engagement = Annotated[
    Text, typer.Option("--engagement", metavar="E-W6", help=N_("The type of engagement, E-W1 to E-W6."))
]
Arrangement = Annotated[
    Text,
    typer.Option("--arrangement", metavar="on_site|hybrid|remote", help=N_("Where the work is done.")),
]
City = Annotated[Text, typer.Option("--city", metavar=N_("TEXT"), help=N_("The city."))]
Country = Annotated[
    Text, typer.Option("--country", metavar="BD", help=N_("The country, by its code of two letters."))
]
ApplyUntil = Annotated[
    Text,
    typer.Option("--apply-until", metavar=N_("DAY"), help=N_("The last day to apply, such as 2027-01-31.")),
]
HowToApply = Annotated[
    Text, typer.Option("--how-to-apply", metavar=N_("TEXT"), help=N_("Where applications go, and what with."))
]
Alignment = Annotated[
    Many,
    typer.Option(
        "--alignment",
        metavar=N_("ID"),
        help=N_("An official skill, task or occupation, as `vacancy taxonomy` lists them."),
    ),
]

# Options that say what a field of a profile file says.
_PLAIN = ("title", "employer", "description", "engagement", "apply_until", "how_to_apply")
PAY_DEFAULTS = {"period": "month", "basis": "unknown"}


def changed(profile: VacancyProfile, given: dict[str, Any]) -> VacancyProfile:
    """`profile` with what the options say.

    given: the values of the options above by the names of their parameters. Raises UserError for anything
    that is not known.
    """
    plain = {name: given[name] for name in _PLAIN if given[name]}
    for name, option in (("goals", "goals"), ("platform_kinds", "platforms"), ("alignment", "alignment")):
        if given[option]:
            plain[name] = given[option]
    profile = profile_file.from_plain(plain, profile)
    if given["duties"]:
        profile = replace(profile, duties=tuple(_duty(typed) for typed in given["duties"]))
    for typed in given["requirements"] or ():
        profile = _with_requirement(profile, typed)
    own = [(text, False) for text in given["own"] or ()] + [(text, True) for text in given["own_must"] or ()]
    if own:
        profile = replace(profile, own_requirements=tuple(OwnRequirement(*one) for one in own))
    return _with_place(_with_pay(profile, given), given)


def _duty(typed: str) -> DutyChoice:
    duty_id, _equals, measure = typed.partition("=")
    return DutyChoice(profile_file.known_id("duties", duty_id.strip()), measure.strip())


def _with_requirement(profile: VacancyProfile, typed: str) -> VacancyProfile:
    name, equals, rest = typed.partition("=")
    competency_id = profile_file.known_id("competencies", name.strip())
    if not equals:
        raise UserError(
            _("“{typed}” names no level.", typed=typed),
            _("Write for example {example}.", example="content=4:8!"),
        )
    level, colon, weight = rest.removesuffix("!").partition(":")
    before = profile.requirement(competency_id)
    kept_weight = before.weight if before else 5
    asked = profile_file.requirement(
        {
            "id": competency_id,
            "level": whole(level, "--require"),
            "weight": whole(weight, "--require") if colon else kept_weight,
            "must_have": rest.endswith("!"),
        }
    )
    others = [asked if r.competency_id == competency_id else r for r in profile.competencies]
    return replace(profile, competencies=tuple(others) if before else (*others, asked))


def _with_pay(profile: VacancyProfile, given: dict[str, Any]) -> VacancyProfile:
    if given["pay"] is None and not any(given[name] for name in ("currency", "period", "basis")):
        return profile
    before: dict[str, Any] | None = profile_file.to_plain(profile)["pay"]
    plain: dict[str, Any] = PAY_DEFAULTS | (before or {})
    plain |= {name: given[name] for name in ("currency", "period", "basis") if given[name]}
    if given["pay"] is not None:
        plain["low"], plain["high"] = band(given["pay"])
    if "currency" not in plain or "low" not in plain:
        raise UserError(
            _("Pay needs an amount and a currency."),
            _("Write for example {example}.", example="--pay 25000 --currency BDT"),
        )
    return replace(profile, pay=profile_file.pay_offer(plain))


def _with_place(profile: VacancyProfile, given: dict[str, Any]) -> VacancyProfile:
    plain = profile_file.to_plain(profile)["place"]
    plain |= {name: given[name] for name in ("arrangement", "city", "country") if given[name] is not None}
    return replace(profile, place=profile_file.place(plain))
