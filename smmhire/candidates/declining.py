"""Why somebody is declined: reasons that have to do with the job, to choose from and to add to.

Nothing about the person stands here (age, looks, family, faith): such a reason is no reason.
"""

from __future__ import annotations

from smmhire.texts import N_

REASONS = (
    N_("A must-have is not met"),
    N_("Others fit the requirements better"),
    N_("Too little experience in the duties of this job"),
    N_("The work sample did not reach the level asked for"),
    N_("The assessment was not taken"),
    N_("Pay, hours or place could not be agreed"),
    N_("Withdrew the application"),
    N_("The vacancy is filled"),
)
