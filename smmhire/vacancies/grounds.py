"""The grounds on which a vacancy may turn people away who could do the work."""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """What is asked about a person instead of about the work."""

    AGE = "age"
    GENDER = "gender"
    LOOKS = "looks"
    FAMILY = "family"  # married or not, children, pregnancy
    ORIGIN = "origin"  # religion, ethnic or national origin
    HEALTH = "health"  # health and disability


# What speaks against each: what is known of its bearing on performance, and law and conventions. Keys of
# `docs/REFERENCES.md`; whether a sentence is unlawful where the job is, the program does not judge.
GROUND_SOURCES: dict[Ground, tuple[str, ...]] = {
    Ground.AGE: ("NG-FELDMAN-2008", "ILO-R162"),
    Ground.GENDER: ("ILO-C111", "BD-CONSTITUTION"),
    Ground.LOOKS: ("HOSODA-2003",),
    Ground.FAMILY: ("CEDAW-1979", "ILO-C156"),
    Ground.ORIGIN: ("ILO-C111", "BD-CONSTITUTION"),
    Ground.HEALTH: ("CRPD-2006",),
}
