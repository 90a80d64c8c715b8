"""The clock of an attempt, which only ever runs forwards.

An attempt's time is the computer's, from its start, whether the program is open or not. Somebody who sets
the computer's clock back would gain time: so the latest moment an attempt has seen (its last answer, its
last opening) is stored. When the computer shows an earlier one, the difference is from then on added to it:
the attempt's clock goes on from where it stood, and the time that remains never grows. The price: a clock
that ran ahead and is put right during an attempt takes that time away.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.services.common import no_attempt, utc_now
from smmhire.storage.summaries import AttemptClock

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt
    from smmhire.storage.unit_of_work import UnitOfWork


def advanced(clock: AttemptClock, now: datetime) -> AttemptClock:
    """The attempt's clock when the computer's shows `now`: its `last_seen_at` is the attempt's own time."""
    shown = now + timedelta(seconds=clock.ahead)
    if shown >= clock.last_seen_at:
        return AttemptClock(shown, clock.ahead)
    lost = (clock.last_seen_at - shown).total_seconds()
    return AttemptClock(clock.last_seen_at, clock.ahead + lost)


def hold(work: UnitOfWork, attempt_id: UUID, now: datetime | None) -> tuple[Attempt, datetime]:
    """The attempt, held until the end of the work, and its own time, which is remembered.

    Raises UserError where it is no longer there.
    """
    found = work.attempts.lock(attempt_id)
    if found is None:
        raise no_attempt()
    attempt, clock = found
    if attempt.finished_at is not None:
        return attempt, attempt.finished_at
    ahead = advanced(clock, now or utc_now())
    work.attempts.set_clock(attempt_id, ahead)
    return attempt, ahead.last_seen_at
