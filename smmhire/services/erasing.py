"""Erasing a person entirely, at a person's click; answers stay without a name, for the statistics.

There is no way back. What goes and what stays is said beforehand, also where the program cannot reach:
backups, printed and exported documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from smmhire.candidates.decisions import DecisionKind
from smmhire.services.common import no_candidate, utc_now
from smmhire.services.decisions import record
from smmhire.texts import _, ngettext

if TYPE_CHECKING:
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

# Of those who are spoken of elsewhere so many are named.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What erasing a person would do. `signed`: certificates whose signatures anyone can still check;
    `withdrawn`: those that are withdrawn, which the list of them goes on saying; `unattached`: assessments
    under the same name that are nobody's; `mentions`: other candidates in whose notes, ratings or reasons the
    name stands."""

    candidate_id: UUID
    name: str
    entries: int  # of the person in the list of candidates: more than one after a merge
    applications: int
    notes: int
    files: int
    scorecards: int
    certificates: int
    signed: int
    withdrawn: int
    finished: int
    unfinished: int
    log_entries: int
    unattached: int
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was done. `attempts`: kept without a name; `is_swept`: nothing of the person is left in the file
    of the database either (False: another window is reading it)."""

    attempts: int
    is_swept: bool


def preview(candidate_id: UUID, *, unit_of_work: UnitOfWorkFactory) -> Preview:
    """What there is to erase. Raises UserError where the candidate is no longer there."""
    with unit_of_work(read_only=True) as work:
        person = work.persons.find(candidate_id)
        if person is None:
            raise no_candidate()
        counts = work.persons.counts(person.ids)
        unfinished = work.persons.unfinished(person.ids)
        return Preview(
            candidate_id=candidate_id,
            name=person.name,
            entries=counts["candidate"],
            applications=counts["application"],
            notes=counts["candidate_note"],
            files=counts["attachment"],
            scorecards=counts["scorecard"],
            certificates=counts["certificate"],
            signed=counts["credential"],
            withdrawn=counts["revocation"],
            finished=counts["attempt"] - unfinished,
            unfinished=unfinished,
            log_entries=counts["decision"],
            unattached=len(work.persons.unattached(person.name)),
            mentions=work.persons.mentions(person),
        )


def erase(
    candidate_id: UUID,
    *,
    who: str,
    with_unattached: bool = False,
    unit_of_work: UnitOfWorkFactory,
    now: datetime | None = None,
) -> Erased:
    """Erase the person for good, all or nothing. The log keeps that somebody was erased, not who.

    `with_unattached`: also take the name out of assessments under it that are nobody's. Raises UserError
    where the candidate is no longer there.
    """
    moment = now or utc_now()
    with unit_of_work() as work:
        person = work.persons.find(candidate_id)
        if person is None:
            raise no_candidate()
        further = work.persons.unattached(person.name) if with_unattached else ()
        attempts = work.persons.erase(person, moment, further)
        record(work, DecisionKind.ERASED, who=who, details={"attempts": attempts}, now=moment)
        work.commit()
        is_swept = work.persons.sweep()
    return Erased(attempts, is_swept)


# -- in words ----------------------------------------------------------------------------------------
def what_goes(found: Preview) -> tuple[str, ...]:
    """What is erased, a sentence each."""
    said = [_("Name, email, phone, note, tags, consent and résumé.")]
    if found.entries > 1:
        said.append(
            ngettext("{n} entry merged into theirs.", "{n} entries merged into theirs.", found.entries - 1)
        )
    said += [sentence for count, sentence in _counted(found) if count]
    return tuple(said)


def _counted(found: Preview) -> tuple[tuple[int, str], ...]:
    return (
        (found.applications, ngettext("{n} application.", "{n} applications.", found.applications)),
        (found.notes, ngettext("{n} note.", "{n} notes.", found.notes)),
        (found.files, ngettext("{n} file.", "{n} files.", found.files)),
        (
            found.scorecards,
            ngettext(
                "{n} scorecard of interviews and work samples.",
                "{n} scorecards of interviews and work samples.",
                found.scorecards,
            ),
        ),
        (
            found.certificates,
            ngettext(
                "{n} certificate: its number can no longer be checked.",
                "{n} certificates: their numbers can no longer be checked.",
                found.certificates,
            ),
        ),
        (
            found.unfinished,
            ngettext("{n} unfinished assessment.", "{n} unfinished assessments.", found.unfinished),
        ),
        (
            found.log_entries,
            ngettext(
                "The name and the reason in {n} entry of the log.",
                "The name and the reasons in {n} entries of the log.",
                found.log_entries,
            ),
        ),
    )


def what_stays(found: Preview) -> tuple[str, ...]:
    """What is left, a sentence each; also what the program cannot reach."""
    said: list[str] = []
    if found.finished:
        said.append(
            ngettext(
                "{n} finished assessment without a name, for the statistics of the questions.",
                "{n} finished assessments without a name, for the statistics of the questions.",
                found.finished,
            )
        )
    if found.signed:
        said.append(
            ngettext(
                "Whoever has the certificate that was signed ({n}) can go on checking its signature.",
                "Whoever has the certificates that were signed ({n}) can go on checking their signatures.",
                found.signed,
            )
        )
    if found.withdrawn:
        said.append(
            ngettext(
                "That {n} certificate was withdrawn: its number and the day, without a name or a reason.",
                "That {n} certificates were withdrawn: their numbers and the days, without names or reasons.",
                found.withdrawn,
            )
        )
    said.append(_("The log says that somebody was erased, when and by whom, but not who it was."))
    if found.mentions:
        named = ", ".join(found.mentions[:NAMED]) + (" …" if len(found.mentions) > NAMED else "")
        said.append(_("The name also stands in what was written about {names}: look there.", names=named))
    said.append(
        _(
            "Backups made before still hold the person: those in the folder 'backups', which new ones "
            "replace with time, and those of your own. Documents that were saved, printed or sent stay too."
        )
    )
    return tuple(said)
