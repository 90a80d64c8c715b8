"""The bytes of a question file, and their letters: refused with a sentence where they cannot be read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from smmhire.errors import UserError
from smmhire.texts import _, number

# A thousand questions with all rationales are about 2 MB; packages bring pictures.
MAX_BYTES = 50_000_000
MEGABYTE = 1_000_000

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a]")  # 0x1b to 0x1f part words in some old exports
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as the mark of UTF-16 does, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF (picture)"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0", "Word 97–2003, Excel 97–2003"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
)
# Signs of Bijoy and its like: fonts that draw Bengali in the places of Latin letters and typographic signs.
# They stand inside words there (†Kvb, wk¶v, KvR¨), and nowhere in English.
_BIJOY_WORD = re.compile(
    "(?<!\\S)(?=\\S{0,40}[A-Za-z])\\S{0,40}?[†‡ˆ‰Š‹Œ¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿˜™š›œŸ¡¢£¤¥¦§]\\S{0,40}"
)
_BIJOY_VOWELS = re.compile(r"(?<![A-Za-z])(?:w|†|‡|‰|ˆ)[A-Z][a-z]?v?|[KLMNOPQRSTUVWXYZ]v")
LEAST_BIJOY_SHARE = 0.08  # of the words; in Bijoy text every third word has such a sign


def bytes_of(path: Path) -> bytes:
    """The content of the file. Raises UserError where it is missing, a folder, empty, too large or another
    kind of file."""
    name = path.name
    try:
        if path.is_dir():
            raise UserError(_("“{name}” is a folder, not a file.", name=name), _what_is_read())
        if path.stat().st_size > MAX_BYTES:
            raise UserError(
                _("“{name}” is larger than {most} MB.", name=name, most=number(MAX_BYTES // MEGABYTE)),
                _("Export the questions in parts, or without pictures and films."),
            )
        content = path.read_bytes()
    except FileNotFoundError as missing:
        raise UserError(
            _("There is no file “{name}”.", name=name), _("Check the name and the folder.")
        ) from missing
    except OSError as failed:
        raise UserError(
            _("“{name}” could not be read.", name=name),
            _("Copy the file to this computer, see whether you may read it, and try again."),
        ) from failed
    refuse_other_files(content, name)
    return content


def refuse_other_files(content: bytes, name: str) -> None:
    """Raises UserError for an empty file, or one of a kind that is often picked by mistake."""
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UserError(_("“{name}” is empty.", name=name), _what_is_read())
    for start, kind in _OTHER_FILES:
        if content.startswith(start):
            raise UserError(
                _("“{name}” is a {kind} file, not a file of questions.", name=name, kind=kind),
                _what_is_read(),
            )


def text_of(content: bytes, name: str) -> str:
    """The letters: UTF-8, or UTF-16 or UTF-32 with their mark. Raises UserError where they are neither, or
    Bengali in an old encoding of 8 bits."""
    encoding = next((of for mark, of in _BOMS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\x00" in content[:10_000]:
        # Letters of ASCII in UTF-16 have a zero byte on one side only.
        sample = content[:10_000]
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
    try:
        text = content.decode(encoding)
        if _CONTROLS.search(text[:10_000]):
            raise ValueError("control characters: this is no text")
    except ValueError as failed:  # the failures of decoding among them
        raise UserError(
            _("The letters of “{name}” cannot be read: they are not in Unicode.", name=name),
            _(
                "Save the file as UTF-8. Bengali typed with Bijoy or another old keyboard must be converted "
                "to Unicode first."
            ),
        ) from failed
    refuse_old_bengali(text, name)
    return text


def refuse_old_bengali(text: str, name: str) -> None:
    """Raises UserError for Bengali that was typed with the fonts of Bijoy: it reads as Latin letters."""
    sample = text[:200_000]
    if any("\u0980" <= letter <= "\u09ff" for letter in sample):
        return
    words = len(sample.split())
    odd = len(_BIJOY_WORD.findall(sample))
    if odd >= 3 and odd >= LEAST_BIJOY_SHARE * words and len(_BIJOY_VOWELS.findall(sample)) >= odd / 2:
        raise UserError(
            _("The Bengali in “{name}” is typed for Bijoy or another old font, not in Unicode.", name=name),
            _("Convert the text to Unicode, save the file as UTF-8 and try again."),
        )


def no_questions(name: str, kind: str) -> UserError:
    """The file is of a known kind, but there is no question in it."""
    return UserError(
        _("There is no question in “{name}” ({kind}).", name=name, kind=kind),
        _("Nothing has been imported. See whether the export was complete."),
    )


def unknown_kind(name: str) -> UserError:
    """Nothing in the file looks like a question in any format."""
    return UserError(_("“{name}” is no file of questions that can be read.", name=name), _what_is_read())


def _what_is_read() -> str:
    return _("Choose a GIFT, Moodle XML, Aiken, CSV or XLSX file, or a QTI 2 or 3 package.")
