"""Where the figures of a pay report come from: each source once, however many files it came in."""

from __future__ import annotations

from reportlab.platypus import Flowable

from smmhire.pay.benchmark import Benchmark
from smmhire.pay.observation import PaySource
from smmhire.reports.pay_words import DENSE, dates, fine_print, heading_style
from smmhire.reports.style import room_for, ruled_table, styles
from smmhire.reports.typography import Paragraph, cell, plain
from smmhire.texts import N_, _, day, ngettext

_KINDS = {
    "survey": N_("answers to a survey"),
    "postings": N_("job postings"),
    "own_entries": N_("figures typed by the user"),
    "reference": N_("official statistics"),
}
_MOST_FILES = 3  # named with their sums; more are counted


def sources(benchmark: Benchmark) -> list[Flowable]:
    """The sources that gave figures, with licence, credit and dates, and what reading took for granted."""
    look = styles()
    overall = benchmark.overall
    if not overall.sources:
        heading = cell(_("Sources"), heading_style())
        return [heading, cell(_("No source gave a figure for this question."), look.body)]
    gathered = _gathered(overall.sources)
    rows = [
        [
            [cell(_shipped(files[0].name), look.cell), *_credit(files)],
            cell(_(_KINDS[files[0].kind]), look.cell),
            cell(_shipped(files[0].licence_note) or _("not stated"), look.cell),
            [cell(_imported(files), look.cell), *_files(files)],
        ]
        for files in gathered
    ]
    heads = ((_("Source"), False), (_("Kind"), False), (_("Licence"), False), (_("Imported"), False))
    table = ruled_table(heads, rows, (120, 74, 150, 160), *DENSE)
    words = _("The figures used are {dates}.", dates=dates(overall))
    return [
        room_for(table),
        cell(_("Sources"), heading_style()),
        cell(words, fine_print()),
        table,
        *(_assumed(files[0]) for files in gathered if files[0].assumptions),
    ]


def _gathered(found: tuple[PaySource, ...]) -> list[tuple[PaySource, ...]]:
    """The files of one name, kind, licence and assumptions together, in the order of the first of them."""
    alike: dict[tuple[object, ...], list[PaySource]] = {}
    for one in found:
        key = (one.name, one.kind, one.licence_note, one.credit, one.assumptions)
        alike.setdefault(key, []).append(one)
    return [tuple(files) for files in alike.values()]


def _assumed(source: PaySource) -> Flowable:
    """What reading the files of a source took for granted, once for all of them."""
    words = _(
        "<b>{source}</b>, as it was read: {assumptions}",
        source=plain(_shipped(source.name)),
        assumptions=" ".join(plain(_shipped(text)) for text in source.assumptions),
    )
    return Paragraph(words, fine_print(space_before=4))


def _imported(files: tuple[PaySource, ...]) -> str:
    first, last = min(one.imported_at for one in files), max(one.imported_at for one in files)
    if day(first) == day(last):
        return day(last)
    return f"{day(first)} – {day(last)}"


def _files(files: tuple[PaySource, ...]) -> list[Flowable]:
    """The file with its sum, by which it is known again; or how many there are."""
    muted = styles().cell_muted
    named = [one for one in files if one.file_name is not None]
    if len(named) == 1:
        (only,) = named
        lines: list[Flowable] = [cell(only.file_name or "", muted)]
        if only.file_sha256:
            lines.append(cell(f"SHA-256 {only.file_sha256[:16]}…", muted))
        return lines
    if not named:
        return []
    count = ngettext("{n} file", "{n} files", len(named))
    return [cell(count, muted), *(cell(_with_sum(one), muted) for one in named[:_MOST_FILES])]


def _with_sum(source: PaySource) -> str:
    name = source.file_name or ""
    return f"{name} · {source.file_sha256[:8]}…" if source.file_sha256 else name


def _credit(files: tuple[PaySource, ...]) -> list[Flowable]:
    credit = files[0].credit
    return [cell(_shipped(credit), styles().cell_muted)] if credit else []


def _shipped(text: str) -> str:
    """A text that came with a shipped mapping in the current language; what a user wrote stays as it is."""
    return _(text) if text else ""
