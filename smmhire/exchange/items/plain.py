"""Formatted texts made plain, without running anything they bring along, and plain texts made HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser

from smmhire.exchange.items.draft import tidy
from smmhire.exchange.items.problems import LeftOut
from smmhire.texts import number

MOST_CHARACTERS = 50_000  # of one text; a stem has 500, with a case perhaps 5,000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _words(
    "address article aside blockquote caption center dd div dl dt fieldset figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr main nav ol p pre section table tbody tfoot thead tr ul prompt"
)
_INLINE = _words(
    "a abbr acronym b bdi bdo big br cite code col colgroup del dfn em font i img input ins kbd label li mark"
    " math q s samp script small span strike strong style sub sup td th tt u var audio video source object"
    " iframe svg wbr"
)
_SILENT = _words("script style head title template noscript")
_VOID = _words("br img hr input source track wbr col embed meta link base area")
_MEDIA = _words("img audio video object iframe svg embed math")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,10})(?=[\s/>])")
# Bounded, or a text of nothing but brackets would take minutes.
_MARKDOWN_LINK = r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)"
_MARKDOWN_PICTURE = "!" + _MARKDOWN_LINK
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


class TextBuilder:
    """Collects the text of a document as it is walked: what stands in blocks gets lines of its own."""

    def __init__(self) -> None:
        self.media: list[str] = []
        self._parts: list[str] = []
        self._silent = 0
        self._script: list[str] = []

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A start tag, in lower case."""
        if tag in _SILENT or self._silent:
            self._silent += tag not in _VOID
            return
        if tag in _MEDIA:
            name = attributes.get("alt") or attributes.get("src") or attributes.get("data") or tag
            self.media.append(tidy(name)[:80])
            if attributes.get("alt"):
                self._parts.append(f" [{attributes['alt']}] ")
        if tag in _BLOCKS or tag == "br":
            self._parts.append("\n")
        elif tag == "li":
            self._parts.append("\n• ")
        elif tag in ("td", "th"):
            self._parts.append(" ")
        elif tag in ("sup", "sub"):
            self._script.append(tag)

    def close(self, tag: str) -> None:
        """An end tag."""
        if self._silent:
            self._silent -= tag not in _VOID
        elif tag in _BLOCKS or tag == "li":
            self._parts.append("\n")
        elif tag in ("sup", "sub") and self._script:
            self._script.pop()

    def data(self, text: str) -> None:
        """Text between tags; its line breaks are spaces."""
        if self._silent:
            return
        text = " ".join(re.split(r"[ \t\r\n\f]+", text))
        if self._script and text.strip():
            script = self._script[-1]
            shifted = text.strip().translate(_RAISED if script == "sup" else _LOWERED)
            kept = any(a == b for a, b in zip(text.strip(), shifted, strict=True))
            text = (("^" if script == "sup" else "_") + text.strip()) if kept else shifted
        self._parts.append(text)

    def line(self, text: str) -> None:
        """Text as it is, with its line breaks."""
        self._parts.append(text)

    @property
    def text(self) -> str:
        """What has been collected, tidy."""
        return tidy("".join(self._parts))


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TextBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.open(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.open(tag, {name: value or "" for name, value in attrs})
        if tag not in _VOID:
            self.builder.close(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.close(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def from_html(markup: str, media: list[str]) -> str:
    """The text of an HTML fragment; what it shows besides text is added to `media`. Raises LeftOut."""
    if len(markup) > MOST_CHARACTERS:
        # A picture may stand in the text as a data address of a million letters.
        markup = re.sub(r"data:[a-z]+/[^\"'\s>]{200,}", "data:", markup)
    _bound(markup)
    parser = _Html()
    # A '<' that opens no tag is text. Python's parser would look for its end again and again.
    parser.feed(re.sub(r"<(?![^<>]*>)", "&lt;", _without_comments(markup)))
    parser.close()
    media.extend(parser.builder.media)
    return parser.builder.text


def _without_comments(markup: str) -> str:
    parts: list[str] = []
    rest = markup
    while True:
        before, opened, inside = rest.partition("<!--")
        parts.append(before)
        if not opened or "-->" not in inside:
            return "".join(parts)
        rest = inside.partition("-->")[2]


def from_auto(text: str, media: list[str]) -> str:
    """A text that may hold HTML, as Moodle's own format: tags and entities count only where they are known,
    and line breaks stay. Raises LeftOut."""
    _bound(text)
    known = {tag.lower() for tag in _TAG.findall(text)} & (_BLOCKS | _INLINE)
    if not known and not _ENTITY.search(text):
        return tidy(text)
    # Whatever is no known tag is text, such as the sign in 'x <y'.
    guarded = re.sub(r"<(?!/?([A-Za-z][A-Za-z0-9]{0,10})(?=[\s/>]))", "&lt;", text)
    guarded = _TAG.sub(lambda tag: tag[0] if tag[1].lower() in known else "&lt;" + tag[0][1:], guarded)
    return from_html(guarded.replace("\n", "<br>"), media)


def from_markdown(text: str, media: list[str]) -> str:
    """A text in Markdown without its commonest marks. Raises LeftOut."""
    _bound(text)
    for alt in re.findall(_MARKDOWN_PICTURE, text):
        media.append(alt or "markdown")
    text = re.sub(_MARKDOWN_PICTURE, r"[\1]", text)
    text = re.sub(_MARKDOWN_LINK, r"\1", text)
    text = re.sub(r"(?m)^#{1,6}\s+", "", text)
    text = re.sub(r"(\*\*|__|`)(?=\S)([^\n]{0,500}?\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=\S)([^\n*]{0,500}\S)\*(?![\w*])", r"\1", text)
    return from_auto(text, media)


def to_html(text: str) -> str:
    """The text as an HTML paragraph, every character as it is; '' for ''."""
    return f"<p>{html.escape(text, quote=False).replace(chr(10), '<br>')}</p>" if text else ""


def plain(text: str) -> str:
    """A text without formatting, tidy. Raises LeftOut where it is too long."""
    _bound(text)
    return tidy(text)


def _bound(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise LeftOut("too_long", most=number(MOST_CHARACTERS))
