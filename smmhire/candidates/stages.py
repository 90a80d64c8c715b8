"""How far an application has come."""

from __future__ import annotations

from enum import StrEnum

from smmhire.texts import N_, _


class Stage(StrEnum):
    """A step of an application, in its usual order; from any step any other may follow."""

    NEW = "new"
    INVITED = "invited"
    TESTED = "tested"
    INTERVIEWED = "interviewed"
    OFFER = "offer"
    HIRED = "hired"
    DECLINED = "declined"


STAGE_NAMES = {
    Stage.NEW: N_("new"),
    Stage.INVITED: N_("invited"),
    Stage.TESTED: N_("tested"),
    Stage.INTERVIEWED: N_("interviewed"),
    Stage.OFFER: N_("offer made"),
    Stage.HIRED: N_("hired"),
    Stage.DECLINED: N_("declined"),
}


def stage_name(stage: Stage) -> str:
    """The stage in the current language."""
    return _(STAGE_NAMES[stage])
