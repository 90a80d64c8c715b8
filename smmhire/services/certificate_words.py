"""What a certificate's signed fields are called and say, for the check in window and command line."""

from __future__ import annotations

from smmhire.certificates.claims import Claims, CutClaim, LevelClaim
from smmhire.certificates.verdict_words import field_name
from smmhire.texts import N_, _, day, number, percent, say

_STANDINGS = {
    "reached": N_("cut score {cut}: reached"),
    "borderline": N_("cut score {cut}: too near to say"),
    "not_reached": N_("cut score {cut}: not reached"),
}


def claim_rows(said: Claims) -> list[tuple[str, str]]:
    """Name and value of every signed field, in the order of the paper; empty ones are left out."""
    rows = [
        (field_name("number"), said.number),
        (field_name("holder"), said.holder),
        (field_name("issuer"), said.issuer),
        (field_name("purpose"), _kind(said)),
        (field_name("vacancy_title"), said.vacancy_title),
        (field_name("issued_on"), day(said.issued_on)),
        (field_name("valid_until"), day(said.valid_until)),
        (field_name("percent_correct"), percent(said.percent_correct)),
        (field_name("cut"), "" if said.cut is None else _cut(said.cut)),
        (field_name("form_version"), said.form_version),
        *(_level(one) for one in said.competencies),
    ]
    return [(name, value) for name, value in rows if value]


def _kind(said: Claims) -> str:
    if said.purpose.value == "practice":
        return _("practice: self-assessment, unsupervised")
    return _("assessment, supervised") if said.is_supervised else _("assessment, unsupervised")


def _cut(said: CutClaim) -> str:
    return _(_STANDINGS[said.standing], cut=percent(said.cut))


def _level(one: LevelClaim) -> tuple[str, str]:
    from smmhire.content import load_role
    from smmhire.role.levels import level_name, numbered_level

    name = say(load_role().competency(one.competency_id).name)
    level = numbered_level(one.level) if one.level else level_name(one.level)
    return name, f"{level} ({number(one.ability, 2)} ± {number(one.standard_error, 2)})"
