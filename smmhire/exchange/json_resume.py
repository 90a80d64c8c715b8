"""JSON Resume 1.0 (jsonresume.org/schema) in and out.

The file comes from anybody, so everything in it is checked: how large and deep it is, and that each field of
the schema is of its kind. What has a field with us (name, email, phone, the years that the work adds up to)
is taken; the whole document is kept beside it, so that it goes out as it came in.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

from smmhire.candidates.candidate import Candidate
from smmhire.candidates.incoming import Incoming
from smmhire.candidates.keys import phone_key
from smmhire.errors import UserError
from smmhire.exchange.candidate_mapping import is_email
from smmhire.exchange.candidate_table import LONGEST_NAME, Read, RowIssue
from smmhire.exchange.files import content_of
from smmhire.texts import _

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
MAX_BYTES = 5_000_000  # a résumé with a picture in it is smaller
MAX_DEPTH = 30
MAX_VALUES = 50_000
DAYS_A_YEAR = 365.25

_DATE = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?")
_TEXT, _OBJECT, _TEXTS = "text", "object", "texts"
# Fields of the schema and their kinds: of one section, or of each entry of a list.
_PROFILE = {"network": _TEXT, "username": _TEXT, "url": _TEXT}
_BASICS = {
    "name": _TEXT, "label": _TEXT, "image": _TEXT, "email": _TEXT, "phone": _TEXT, "url": _TEXT,
    "summary": _TEXT, "location": _OBJECT,
}  # fmt: skip
_LISTS: dict[str, dict[str, str]] = {
    "work": {"name": _TEXT, "location": _TEXT, "description": _TEXT, "position": _TEXT, "url": _TEXT,
             "startDate": _TEXT, "endDate": _TEXT, "summary": _TEXT, "highlights": _TEXTS},
    "volunteer": {"organization": _TEXT, "position": _TEXT, "url": _TEXT, "startDate": _TEXT,
                  "endDate": _TEXT, "summary": _TEXT, "highlights": _TEXTS},
    "education": {"institution": _TEXT, "url": _TEXT, "area": _TEXT, "studyType": _TEXT, "startDate": _TEXT,
                  "endDate": _TEXT, "score": _TEXT, "courses": _TEXTS},
    "awards": {"title": _TEXT, "date": _TEXT, "awarder": _TEXT, "summary": _TEXT},
    "certificates": {"name": _TEXT, "date": _TEXT, "url": _TEXT, "issuer": _TEXT},
    "publications": {"name": _TEXT, "publisher": _TEXT, "releaseDate": _TEXT, "url": _TEXT, "summary": _TEXT},
    "skills": {"name": _TEXT, "level": _TEXT, "keywords": _TEXTS},
    "languages": {"language": _TEXT, "fluency": _TEXT},
    "interests": {"name": _TEXT, "keywords": _TEXTS},
    "references": {"name": _TEXT, "reference": _TEXT},
    "projects": {"name": _TEXT, "description": _TEXT, "highlights": _TEXTS, "keywords": _TEXTS,
                 "startDate": _TEXT, "endDate": _TEXT, "url": _TEXT, "roles": _TEXTS, "entity": _TEXT,
                 "type": _TEXT},
}  # fmt: skip
_KINDS: dict[str, Callable[[Any], bool]] = {
    _TEXT: lambda value: isinstance(value, str),
    _OBJECT: lambda value: isinstance(value, dict),
    _TEXTS: lambda value: (
        isinstance(value, list) and all(isinstance(one, str) for one in cast("list[object]", value))
    ),
}


# -- in ----------------------------------------------------------------------------------------------
def read_resumes(paths: Sequence[Path], *, today: date, progress: Callable[[float], None]) -> Read:
    """The people in these files, one résumé each or a list of them.

    A résumé whose fields are not what they must be is left out, and the field is named. Raises UserError
    where a file cannot be read as JSON at all.
    """
    rows: list[Incoming] = []
    issues: list[RowIssue] = []
    count = 0
    for at, path in enumerate(paths):
        progress(at / len(paths))
        for document in _documents(path):
            count += 1
            reading = _Resume(document, count, path.name, today)
            if (person := reading.person()) is not None:
                rows.append(person)
            issues += reading.issues
    return Read(tuple(rows), tuple(issues), count)


def _documents(path: Path) -> list[object]:
    content = content_of(
        path,
        what_is_read=_("Choose a JSON Resume file."),
        most_bytes=MAX_BYTES,
        if_too_large=_("Take pictures out of it, or split the list of résumés."),
    )
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
        _check_size(found)
    except (ValueError, RecursionError) as failed:  # ValueError: of JSON, of UTF-8, of the bounds
        raise UserError(
            _("“{name}” is not a JSON file that can be read.", name=path.name),
            _("Choose a JSON Resume file, as résumé builders save it."),
        ) from failed
    return cast("list[object]", found) if isinstance(found, list) else [found]


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _check_size(found: object) -> None:
    """Raises ValueError for what is deeper or has more values than any résumé."""
    level: list[object] = [found]
    count = 0
    for _depth in range(MAX_DEPTH):
        level = [part for value in level for part in _parts(value)]
        count += len(level)
        if not level:
            return
        if count > MAX_VALUES:
            raise ValueError("too many values")
    raise ValueError("too deep")


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(cast("dict[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []


class _Resume:
    """One résumé: what is wrong with it, and the person in it."""

    def __init__(self, document: object, number: int, place: str, today: date) -> None:
        self.issues: list[RowIssue] = []
        self._number = number
        self._place = place
        self._today = today
        self._whole: dict[str, Any] = {}
        if isinstance(document, dict):
            self._whole = cast("dict[str, Any]", document)
            self._check()
        else:
            self._note("", "wrong_kind", is_left_out=True)

    def person(self) -> Incoming | None:
        """The person, None where the résumé cannot be used."""
        if any(issue.is_left_out for issue in self.issues):
            return None
        basics: dict[str, Any] = self._whole.get("basics") or {}
        name = " ".join((basics.get("name") or "").split())
        if not any(letter.isalpha() for letter in name):
            self._note("basics.name", "no_name", is_left_out=True)
            return None
        if len(name) > LONGEST_NAME:
            self._note("basics.name", "long_name", name[:60] + " …", is_left_out=True)
            return None
        return Incoming(
            row=self._number,
            name=name,
            email=self._value(basics, "email", "no_email", is_email),
            phone=self._value(basics, "phone", "no_phone", lambda text: bool(phone_key(text))),
            experience_years=self._years(),
            resume=self._whole,
            place=self._place,
        )

    def _value(self, basics: Mapping[str, Any], name: str, code: str, test: Callable[[str], bool]) -> str:
        found: str = (basics.get(name) or "").strip()
        if found and not test(found):
            self._note(f"basics.{name}", code, found[:80])
            return ""
        return found

    def _check(self) -> None:
        basics = self._whole.get("basics")
        if basics is not None:
            self._check_object("basics", basics, _BASICS)
            if isinstance(basics, dict):
                self._check_list("basics.profiles", cast("dict[str, Any]", basics).get("profiles"), _PROFILE)
        for section, fields in _LISTS.items():
            self._check_list(section, self._whole.get(section), fields)

    def _check_list(self, place: str, found: object, fields: Mapping[str, str]) -> None:
        if found is None:
            return
        if not isinstance(found, list):
            self._note(place, "wrong_kind", place, is_left_out=True)
            return
        for at, one in enumerate(cast("list[object]", found)):
            self._check_object(f"{place}[{at}]", one, fields)

    def _check_object(self, place: str, found: object, fields: Mapping[str, str]) -> None:
        if not isinstance(found, dict):
            self._note(place, "wrong_kind", place, is_left_out=True)
            return
        values = cast("dict[str, object]", found)
        for name, kind in fields.items():
            value = values.get(name)
            if value is not None and not _KINDS[kind](value):
                self._note(f"{place}.{name}", "wrong_kind", f"{place}.{name}", is_left_out=True)

    def _years(self) -> float | None:
        """The years that the periods of work cover together; None where none is given."""
        periods: list[tuple[date, date]] = []
        for at, one in enumerate(self._whole.get("work") or ()):
            start = self._date(one, f"work[{at}]", "startDate", is_end=False)
            if start is None:
                continue
            has_end = bool(one.get("endDate"))
            end = self._date(one, f"work[{at}]", "endDate", is_end=True) if has_end else self._today
            if end is not None:
                periods.append((start, min(end, self._today)))
        return years_covered(periods) if periods else None

    def _date(self, one: Mapping[str, Any], place: str, name: str, *, is_end: bool) -> date | None:
        written: str = one.get(name) or ""
        found = day_of(written, is_end=is_end)
        if found is None and written:
            self._note(f"{place}.{name}", "wrong_date", written[:80])
        return found

    def _note(self, column: str, code: str, detail: str = "", *, is_left_out: bool = False) -> None:
        self.issues.append(
            RowIssue(self._number, column, detail or self._place, code, is_left_out, self._place)
        )


def day_of(written: str, *, is_end: bool) -> date | None:
    """The day that '2024', '2024-03' or '2024-03-31' begins, or ends, with; None for anything else."""
    found = _DATE.fullmatch(written.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    month = month or (12 if is_end else 1)
    try:
        return date(year, month, day or (monthrange(year, month)[1] if is_end else 1))
    except (ValueError, IndexError):  # monthrange: no such month
        return None


def years_covered(periods: Sequence[tuple[date, date]]) -> float:
    """The years in the union of periods, both days included: two jobs at once count once."""
    covered = timedelta(0)
    reached: date | None = None
    for start, end in sorted(periods):
        first = start if reached is None else max(start, reached + timedelta(days=1))
        if end >= first:
            covered += end - first + timedelta(days=1)
            reached = end
    return round(covered.days / DAYS_A_YEAR, 1)


# -- out ---------------------------------------------------------------------------------------------
def resume_of(person: Candidate) -> dict[str, Any]:
    """The candidate as a résumé: what came in, with name, email and phone as they are now.

    What the employer keeps (notes, tags, stages) is not in it.
    """
    whole: dict[str, Any] = dict(person.resume or {"$schema": SCHEMA})
    basics: dict[str, Any] = dict(whole.get("basics") or {})
    for name, now, was_taken in (
        ("name", person.name, True),
        ("email", person.email, is_email(basics.get("email") or "")),
        ("phone", person.phone, bool(phone_key(basics.get("phone") or ""))),
    ):
        if " ".join((basics.get(name) or "").split()) == now:
            continue
        if now:
            basics[name] = now
        elif was_taken:  # what was not understood when it came in stays in it
            del basics[name]
    whole["basics"] = basics
    return whole


def resume_text(people: Sequence[Candidate]) -> str:
    """One résumé as an object, several as a list, as `read_resumes` reads them."""
    documents = [resume_of(person) for person in people]
    whole: object = documents[0] if len(documents) == 1 else documents
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
