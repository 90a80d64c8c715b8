"""Suggestions that take words out of what the employer wrote."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher

from smmhire.role.description import Role
from smmhire.texts import _, say
from smmhire.vacancies.detection import detect, further_jobs
from smmhire.vacancies.finding import Finding
from smmhire.vacancies.profile import DutyChoice, OwnRequirement, VacancyProfile
from smmhire.vacancies.text_mending import (
    composed,
    without_clause,
    without_sentence,
    without_spans,
    without_words,
)
from smmhire.vacancies.wording import Match

_TOPIC_PARAMS = ("limit", "ground", "sort")
# Work that is somebody else's goes with its clause; a word about a person goes alone.
_BY_CLAUSE = ("outside_role", "bought_audience")

Proposal = tuple[str, VacancyProfile]


def take_out(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    """The text without the words found; a requirement of which nothing is left goes, a measure is
    replaced."""
    topic = next((value for name, value in finding.params if name in _TOPIC_PARAMS), "")
    text = _text_at(finding.place, profile)
    changed = _cleared(text, finding.code, topic, role, 3 if finding.place == "description" else 1)
    if changed is None:
        return None
    return _said(finding.place, text, changed, profile, role)


def one_job(finding: Finding, profile: VacancyProfile, role: Role) -> Proposal | None:
    """The profile without the work of any other occupation."""
    title = composed(profile.title)
    jobs = tuple(match for _limit, match in further_jobs(title, role))
    changed = profile
    if jobs:
        left = without_spans(title, jobs)
        if not _has_words(left):
            return None
        changed = replace(changed, title=left)
    limits = [limit.id for limit in role.limits]
    # From the last to the first: a requirement that goes must not move those still to come.
    places = [
        "title",
        "description",
        *(f"duties.{at}" for at in range(len(profile.duties))),
        *(f"own_requirements.{at}" for at in range(len(profile.own_requirements))),
    ]
    for place in reversed(places):
        text = _text_at(place, changed)
        mended = text
        for limit in limits:
            mended = _cleared(mended, "outside_role", limit, role) or ""
        if mended != text:
            proposal = _said(place, text, mended, changed, role)
            if proposal is None:
                return None
            changed = proposal[1]
    owners = finding.param("limits").split("\n")
    names = dict.fromkeys(say(limit.name) for limit in role.limits if limit.id in owners)
    return _("Leaves the SMM manager’s work and takes out: {work}.", work="; ".join(names)), changed


def _said(place: str, text: str, changed: str, profile: VacancyProfile, role: Role) -> Proposal | None:
    field, _dot, index = place.partition(".")
    if field == "own_requirements":
        own = list(profile.own_requirements)
        at = int(index)
        if not _has_words(changed):
            del own[at]
            return _("Removes the requirement “{text}”.", text=text), replace(
                profile, own_requirements=tuple(own)
            )
        own[at] = OwnRequirement(changed, own[at].is_must_have)
        return _new_wording(changed), replace(profile, own_requirements=tuple(own))
    if field == "duties":
        duties = list(profile.duties)
        at = int(index)
        duty = next((one for one in role.duties if one.id == duties[at].duty_id), None)
        measure = say(duty.measures[0]) if duty is not None else changed
        duties[at] = DutyChoice(duties[at].duty_id, measure)
        return _("Sets the measure: {measure}.", measure=measure), replace(profile, duties=tuple(duties))
    if field == "title":
        # A title keeps its words, or there is none.
        if not _has_words(changed):
            return None
        return _new_wording(changed), replace(profile, title=changed)
    gone = _difference(text, changed)
    return _("Takes out: “{words}”.", words=gone), replace(profile, description=changed)


def _new_wording(changed: str) -> str:
    return _("It then says: “{text}”.", text=changed)


def _text_at(place: str, profile: VacancyProfile) -> str:
    field, _dot, index = place.partition(".")
    if field == "duties":
        return composed(profile.duties[int(index)].measure)
    if field == "own_requirements":
        return composed(profile.own_requirements[int(index)].text)
    return composed(profile.title if field == "title" else profile.description)


def _cleared(text: str, code: str, topic: str, role: Role, fewest: int = 3) -> str | None:
    """`text` without anything found of that code and topic; None where a sentence would be left in pieces."""
    # Every step takes at least the words found, so this ends; what comes together anew is found again.
    while found := _first(text, code, topic, role):
        shorter = (
            without_clause(text, found) if code in _BY_CLAUSE else without_words(text, found, fewest=fewest)
        )
        if shorter is None:
            return None
        for harder in (without_sentence, _without):
            if len(shorter) >= len(text):
                shorter = harder(text, found)
        text = shorter
    return text


def _without(text: str, match: Match) -> str:
    return text[: match.start] + text[match.end :]


def _first(text: str, code: str, topic: str, role: Role) -> Match | None:
    for found in detect(text, role):
        if found.code == code and found.topic == topic:
            return found.matches[0]
    return None


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _difference(before: str, after: str) -> str:
    """The words of `before` that are no longer in `after`; what stays between them is left out."""
    was, now = before.split(), after.split()
    kept = SequenceMatcher(None, *([_plain(word) for word in words] for words in (was, now)), autojunk=False)
    gone = [
        " ".join(was[low:high])
        for tag, low, high, *_rest in kept.get_opcodes()
        if tag in ("delete", "replace")
    ]
    return " … ".join(words.strip(" ,;.।") for words in gone)


def _plain(word: str) -> str:
    return word.casefold().strip(",;.!?।")
