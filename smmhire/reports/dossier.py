"""All that is held on a person, printed for that person: nothing left out, nothing in abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from smmhire.bilingual import Language
from smmhire.candidates.candidate import Candidate
from smmhire.candidates.stages import Stage, stage_name
from smmhire.reports.document import report_pdf
from smmhire.reports.style import (
    band,
    room_for,
    ruled_table,
    styles,
    title_style,
)
from smmhire.reports.typography import cell
from smmhire.texts import _, day, moment, ngettext, number, percent, unrounded, using

_ROOM = 90.0  # a heading and the lines below it stay together, points


@dataclass(frozen=True, slots=True)
class AppliedFor:
    """An application; `stage_at` is when it came to its stage."""

    vacancy: str
    employer: str
    applied_at: datetime
    stage: Stage
    stage_at: datetime


@dataclass(frozen=True, slots=True)
class Happened:
    """An entry of the log about the person; `what` is a sentence."""

    at: datetime
    who: str
    vacancy: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An assessment; `finished_at` None: not finished. `levels`: competency and the level it reached."""

    taken_for: str
    finished_at: datetime | None
    started_at: datetime
    share: float | None
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """What one rater wrote; `ratings`: what was rated, the rating 1 to 5 or None, and the note."""

    kind: str  # in words
    vacancy: str
    rater: str
    at: datetime
    ratings: tuple[tuple[str, int | None, str], ...]  # the question in words
    comment: str


@dataclass(frozen=True, slots=True)
class Written:
    """A note."""

    at: datetime
    who: str
    vacancy: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file; `size` in words."""

    name: str
    size: str
    added_at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class KeptCertificate:
    """A certificate that was issued. revoked_for: why it was withdrawn, '' where it was not, or the
    reason is not kept; files: under which names it was saved in a batch."""

    number: str
    issuer: str
    issued_on: date
    valid_until: date
    signed_at: datetime | None = None
    revoked_on: date | None = None
    revoked_for: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierReport:
    """Everything the document says. `merged`: under which names further entries of the person were merged
    into theirs; made_on is printed at the foot."""

    person: Candidate
    merged: tuple[str, ...]
    applications: tuple[AppliedFor, ...]
    history: tuple[Happened, ...]
    assessments: tuple[Taken, ...]
    ratings: tuple[Rated, ...]
    notes: tuple[Written, ...]
    files: tuple[KeptFile, ...]
    certificates: tuple[KeptCertificate, ...]
    made_on: date


def dossier_pdf(report: DossierReport, language: Language) -> bytes:
    """The document as a PDF on A4, portrait, in `language`."""

    def story() -> list[Flowable]:
        return [
            *_opening(report),
            *_own_words(report),
            *_applications(report.applications),
            *_assessments(report.assessments),
            *_ratings(report.ratings),
            *_notes(report.notes),
            *_files(report.files),
            *_certificates(report.certificates),
            *_history(report.history),
            *_rights(),
        ]

    with using(language):
        return report_pdf(
            story,
            language,
            title=_("What is kept about {name}", name=report.person.name),
            author=_("SMM Hire"),
            subject=_("All personal data kept about one candidate"),
            footnote=_("Made with SMM Hire on {day}. Personal data.", day=day(report.made_on)),
        )


def _opening(report: DossierReport) -> list[Flowable]:
    look = styles()
    counts = (
        (report.applications, ngettext("{n} application", "{n} applications", len(report.applications))),
        (report.assessments, ngettext("{n} assessment", "{n} assessments", len(report.assessments))),
        (report.ratings, ngettext("{n} scorecard", "{n} scorecards", len(report.ratings))),
        (report.notes, ngettext("{n} note", "{n} notes", len(report.notes))),
        (report.files, ngettext("{n} file", "{n} files", len(report.files))),
        (report.history, ngettext("{n} entry of the log", "{n} entries of the log", len(report.history))),
    )
    counted = [_("the particulars below"), *(words for rows, words in counts if rows)]
    return [
        cell(_("Personal data"), look.eyebrow),
        cell(report.person.name, title_style(report.person.name)),
        cell(_("as of {day}", day=day(report.made_on)), look.meta),
        band([cell(_("Kept are: {counted}.", counted=", ".join(counted)), look.lead)]),
        Spacer(0, 6),
    ]


def _own_words(report: DossierReport) -> list[Flowable]:
    """What is known of the person themselves, one line a field."""
    person = report.person
    nothing = _("not given")
    consent = _("none")
    if person.consent_at is not None:
        consent = " · ".join(part for part in (moment(person.consent_at), person.consent_note) if part)
    experience = nothing
    if person.experience_years is not None:
        experience = _("{n} years", n=unrounded(person.experience_years))
    rows = [
        (_("Name"), person.name),
        (_("Email"), person.email or nothing),
        (_("Phone"), person.phone or nothing),
        (_("Experience"), experience),
        (_("Tags"), ", ".join(person.tags) or _("none")),
        (_("Note"), person.note or _("none")),
        (_("Added on"), moment(person.created_at)),
        (_("Consent"), consent),
        (_("Kept until"), day(person.keep_until) if person.keep_until else _("no date set")),
    ]
    if report.merged:
        rows.append((_("Merged entries"), ", ".join(report.merged)))
    if person.resume is not None:
        rows.append((_("Résumé"), _("Read from a JSON Resume: it stands in the data file.")))
    look = styles()
    return _table(
        _("About the person"),
        (_("What"), _("What is kept")),
        [[cell(name, look.cell), cell(text, look.cell)] for name, text in rows],
        (110, 392),
    )


def _applications(applications: Sequence[AppliedFor]) -> list[Flowable]:
    look = styles()
    rows = [
        [
            _with_muted(one.vacancy, one.employer),
            cell(day(one.applied_at), look.cell),
            _with_muted(stage_name(one.stage), _("since {day}", day=day(one.stage_at))),
        ]
        for one in applications
    ]
    heads = (_("Vacancy"), _("Applied on"), _("Stage"))
    return _table(_("Applications"), heads, rows, (262, 110, 130))


def _assessments(taken: Sequence[Taken]) -> list[Flowable]:
    look = styles()
    rows: list[list[Flowable | list[Flowable]]] = []
    for one in taken:
        finished = _("not finished, begun {when}", when=moment(one.started_at))
        if one.finished_at is not None:
            finished = moment(one.finished_at)
        levels: list[Flowable] = [cell(f"{name}: {level}", look.cell) for name, level in one.levels]
        rows.append(
            [
                cell(one.taken_for, look.cell),
                cell(finished, look.cell),
                cell("–" if one.share is None else percent(one.share), look.cell),
                levels or [cell("–", look.cell)],
            ]
        )
    heads = (_("Taken for"), _("Finished"), _("Correct"), _("Level reached"))
    made = _table(_("Assessments"), heads, rows, (120, 100, 52, 230))
    if rows:
        made += [Spacer(0, 3), cell(_("Every single answer stands in the data file."), look.cell_muted)]
    return made


def _ratings(ratings: Sequence[Rated]) -> list[Flowable]:
    look = styles()
    rows: list[list[Flowable | list[Flowable]]] = []
    for one in ratings:
        said: list[list[Flowable]] = []  # a list a row of the table
        for about, rating, note in one.ratings:
            given = _("not rated") if rating is None else _("{n} of 5", n=number(rating))
            said.append([cell(about, look.cell), cell(f"{given} · {note}" if note else given, look.cell)])
        if one.comment:
            said.append([cell(one.comment, look.cell)])
        # A row each: one row for all could be higher than a page.
        if not said:
            said.append([cell("–", look.cell)])
        for at, lines in enumerate(said):
            whose = [_with_muted(one.kind, one.vacancy), _with_muted(one.rater, moment(one.at))]
            empty: list[Flowable] = [cell("", look.cell)]
            rows.append([*(whose if at == 0 else [empty, empty]), lines])
    heads = (_("What was rated"), _("By whom and when"), _("Ratings and comments"))
    return _table(_("Interviews and work samples"), heads, rows, (120, 120, 262))


def _notes(notes: Sequence[Written]) -> list[Flowable]:
    look = styles()
    rows = [
        [_with_muted(moment(one.at), one.who), cell(one.vacancy or "–", look.cell), cell(one.text, look.cell)]
        for one in notes
    ]
    return _table(_("Notes"), (_("When and by whom"), _("Vacancy"), _("Note")), rows, (130, 100, 272))


def _files(files: Sequence[KeptFile]) -> list[Flowable]:
    look = styles()
    rows = [
        [cell(one.name, look.cell), cell(one.size, look.cell), _with_muted(moment(one.added_at), one.who)]
        for one in files
    ]
    return _table(_("Files"), (_("Name"), _("Size"), _("Added")), rows, (282, 80, 140))


def _certificates(issued: Sequence[KeptCertificate]) -> list[Flowable]:
    look = styles()
    rows: list[list[Flowable | list[Flowable]]] = [
        [
            [cell(one.number, look.cell), *(cell(said, look.cell_muted) for said in _became(one))],
            cell(one.issuer or "–", look.cell),
            cell(day(one.issued_on), look.cell),
            cell(day(one.valid_until), look.cell),
        ]
        for one in issued
    ]
    heads = (_("Number"), _("Issuer"), _("Issued on"), _("Valid until"))
    return _table(_("Certificates"), heads, rows, (140, 162, 100, 100))


def _became(one: KeptCertificate) -> Iterator[str]:
    """What was done with a certificate after it was issued."""
    if one.signed_at is not None:
        yield _("Signed on {moment}", moment=moment(one.signed_at))
    if one.revoked_on is not None:
        withdrawn = _("Withdrawn on {day}", day=day(one.revoked_on))
        yield f"{withdrawn}: {one.revoked_for}" if one.revoked_for else withdrawn
    for file in one.files:
        yield _("Saved as {file}", file=file)


def _history(history: Sequence[Happened]) -> list[Flowable]:
    rows = [
        [
            _with_muted(moment(one.at), one.who),
            _with_muted(one.what, one.vacancy),
            cell(one.reason or "–", styles().cell),
        ]
        for one in history
    ]
    heads = (_("When and by whom"), _("What was decided"), _("Reason"))
    return _table(_("Decisions"), heads, rows, (130, 212, 160))


def _rights() -> list[Flowable]:
    look = styles()
    return [
        CondPageBreak(_ROOM),
        cell(_("What you can ask for"), look.free_heading),
        cell(
            _(
                "That something wrong here is put right, that your data are erased, and what they were used"
                " for. Names, contact, notes and files take no part in any score or ranking; those rest on"
                " the assessment alone. Interviews, work samples and experience are shown beside it to those"
                " who decide."
            ),
            look.body,
        ),
    ]


def _table(
    heading: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Flowable | list[Flowable]]],
    widths: Sequence[float],
) -> list[Flowable]:
    """A section; where nothing is kept, it says so."""
    look = styles()
    title = cell(heading, look.free_heading)
    if not rows:
        return [CondPageBreak(_ROOM), title, cell(_("Nothing."), look.body)]
    table = ruled_table([(head, False) for head in heads], rows, widths)
    return [room_for(table), title, table]


def _with_muted(text: str, below: str) -> list[Flowable]:
    look = styles()
    lines: list[Flowable] = [cell(text, look.cell)]
    if below:
        lines.append(cell(below, look.cell_muted))
    return lines
