"""Finds JobPostings in files from elsewhere: JSON-LD alone, or within a saved page. Nothing is trusted."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

from smmhire.errors import UserError
from smmhire.exchange.files import content_of
from smmhire.texts import _

MAX_BYTES = 5_000_000  # a saved page of a job board has some hundred kB
# A posting lies at most so deep in lists, graphs and pages.
_DEEPEST = 6
_MOST_THINGS = 10_000
# Text longer than this is cut: no posting is, and a window has to show it.
LONGEST_TEXT = 20_000
_BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "section"})
_HIDDEN = frozenset({"script", "style", "head", "title", "template"})

Plain = dict[str, Any]


def postings_in(path: Path) -> tuple[Plain, ...]:
    """The JobPostings in the file, in their order, as they stand there.

    Raises UserError where the file cannot be read, or there is none in it.
    """
    content = content_of(
        path,
        what_is_read=_("Choose a JSON-LD file, or a saved page of a job advertisement."),
        most_bytes=MAX_BYTES,
        if_too_large=_("Save only the page of the advertisement."),
    )
    text = _decoded(path.name, content)
    is_page = "<" in text[:2000] and not text.lstrip().startswith(("{", "["))
    found: list[Plain] = []
    for script in _scripts(text) if is_page else [text]:
        try:
            written: object = json.loads(script)
        except (ValueError, RecursionError):
            if is_page:
                continue  # another script of the page may still be sound
            raise UserError(
                _("“{name}” is not JSON-LD.", name=path.name),
                _("Choose a JSON-LD file, or a saved page of a job advertisement."),
            ) from None
        found += _postings(written)
    if not found:
        raise UserError(
            _(
                "There is no job posting in “{name}” that programs can read (JobPosting of schema.org).",
                name=path.name,
            ),
            _("Save the page of a single advertisement, or copy its text by hand."),
        )
    return tuple(found)


def plain_text(html: str) -> str:
    """HTML as lines of plain text; what a page would hide is left out, and lists get their dots."""
    reader = _TextReader()
    reader.feed(html[: 4 * LONGEST_TEXT])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    kept: list[str] = []
    for line in lines:
        if line and line != "•":
            kept.append(line)
    return "\n".join(kept)[:LONGEST_TEXT]


def _decoded(name: str, content: bytes) -> str:
    coding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        raise UserError(
            _("“{name}” is not written in UTF-8.", name=name), _("Save the page again as UTF-8.")
        ) from None


def _scripts(page: str) -> list[str]:
    reader = _ScriptReader()
    reader.feed(page)
    reader.close()
    return reader.scripts


def _postings(written: object) -> list[Plain]:
    """Breadth first, within bounds: files may be made to keep programs busy."""
    found: list[Plain] = []
    level: list[object] = [written]
    seen = 0
    for _depth in range(_DEEPEST):
        below: list[object] = []
        for thing in level:
            seen += 1
            if seen > _MOST_THINGS:
                return found
            if isinstance(thing, list):
                below += cast("list[object]", thing)
            elif isinstance(thing, dict):
                fields = cast("Plain", thing)
                if is_a("JobPosting", fields):
                    found.append(fields)
                else:
                    below += [value for value in fields.values() if isinstance(value, dict | list)]
        level = below
    return found


def is_a(kind: str, fields: Plain) -> bool:
    """Whether `@type` names that kind, by its short name or its address, alone or among others."""
    named = fields.get("@type")
    kinds = cast("list[object]", named) if isinstance(named, list) else [named]
    return any(isinstance(one, str) and one.rsplit("/", 1)[-1].rsplit(":", 1)[-1] == kind for one in kinds)


class _ScriptReader(HTMLParser):
    """Collects scripts of the type application/ld+json."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self._open: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().casefold()
        if tag == "script" and kind == "application/ld+json":
            self._open = []

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._open is not None:
            self.scripts.append("".join(self._open))
            self._open = None


class _TextReader(HTMLParser):
    """Collects text, with line ends where blocks end."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n• " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
