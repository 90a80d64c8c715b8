# ReportLab is typed in parts only.
# pyright: reportUnknownMemberType=false
"""What makes every document an archive copy in form (PDF/A-3b, ISO 19005-3): intent, metadata, attachments.

Nothing is left to the reader's machine: fonts are embedded (`document.EmbeddingCanvas`), the colours have a
profile, the metadata stands in the file as XMP, and files travel inside as associated files.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from hashlib import md5
from typing import Any, Literal, NamedTuple

from reportlab.pdfbase import pdfdoc

from smmhire.reports.typography.colour import CONDITION, srgb_profile
from smmhire.reports.typography.xmp import Described, packet

# How an attached file belongs to the document (ISO 32000-2, 7.11.3).
Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
_MIME = re.compile(r"[A-Za-z0-9!$&^_.+-]+/[A-Za-z0-9!$&^_.+-]+")
# What ReportLab does not know a catalog to have.
_ENTRIES = ("OutputIntents", "AF")


class Attachment(NamedTuple):
    """A file inside a document."""

    name: str
    data: bytes
    mime: str
    relationship: Relationship
    description: str


def check_attachment(new: Attachment, attached: list[Attachment]) -> None:
    """Raises ValueError for what a PDF could not hold as an associated file."""
    if not new.name or any(character in new.name for character in "/\\:\0"):
        raise ValueError(f"{new.name!r} is not a file name")
    if any(new.name == other.name for other in attached):
        raise ValueError(f"there is an attachment {new.name!r} already")
    if not _MIME.fullmatch(new.mime):
        raise ValueError(f"{new.mime!r} is not a media type such as text/plain")


def complete(document: Any, language: str, attachments: list[Attachment]) -> None:
    """Puts into a finished document (a ReportLab PDFDocument) what PDF/A asks for, before it is saved."""
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, *_ENTRIES]
    catalog.OutputIntents = pdfdoc.PDFArray([document.Reference(_output_intent(document))])
    metadata = _metadata(document, language)
    catalog.Metadata = document.Reference(metadata)
    if attachments:
        _attach(document, attachments)
    # ReportLab makes the file's /ID from its title and the second it was made in; two certificates of one
    # second are two files.
    for page in document.Pages.pages:
        document.updateSignature(page.stream)
        if not page.Trans.dict:
            page.Trans = None  # an empty transition says nothing
    for attachment in attachments:
        document.updateSignature(attachment.data)


@cache
def _packed_profile() -> bytes:
    return zlib.compress(srgb_profile(), 9)


def _output_intent(document: Any) -> Any:
    profile = pdfdoc.PDFStream(content=_packed_profile())
    profile.dictionary["N"] = 3
    profile.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": pdfdoc.PDFString(CONDITION),
            "Info": pdfdoc.PDFString(CONDITION),
            "DestOutputProfile": document.Reference(profile),
        }
    )


def _metadata(document: Any, language: str) -> Any:
    info, stamp = document.info, document._timeStamp
    year, month, day, hour, minute, second = (int(part) for part in stamp.YMDhms)
    offset = stamp.dhh * 60 + stamp.dmm
    zone = f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
    described = Described(
        title=str(info.title),
        author=str(info.author),
        subject=str(info.subject),
        keywords=str(info.keywords),
        language=language,
        creator=str(info.creator),
        producer=str(info.producer),
        made_at=f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{zone}",
    )
    stream = pdfdoc.PDFStream(content=packet(described))
    stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    return stream


def _attach(document: Any, attachments: list[Attachment]) -> None:
    # A name tree is sorted by the bytes of its names.
    ordered = sorted(attachments, key=lambda one: pdfdoc.PDFString(one.name).format(document))
    files = {one.name: document.Reference(_file_specification(document, one)) for one in ordered}
    names = [part for name, file in files.items() for part in (pdfdoc.PDFString(name), file)]
    tree = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
    document.Catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": tree})
    document.Catalog.AF = pdfdoc.PDFArray([files[one.name] for one in attachments])


def _file_specification(document: Any, attachment: Attachment) -> Any:
    made_at = pdfdoc.PDFDate(ts=document._timeStamp)
    content = pdfdoc.PDFStream(content=attachment.data, filters=[pdfdoc.PDFZCompress])
    content.dictionary["Type"] = pdfdoc.PDFName("EmbeddedFile")
    # PDFName leaves a slash as it is, where it would begin another name.
    content.dictionary["Subtype"] = "/" + attachment.mime.replace("/", "#2F")
    content.dictionary["Params"] = pdfdoc.PDFDictionary(
        {
            "Size": len(attachment.data),
            "CreationDate": made_at,
            "ModDate": made_at,
            "CheckSum": f"<{md5(attachment.data, usedforsecurity=False).hexdigest()}>",
        }
    )
    file = document.Reference(content)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(attachment.name),
            "UF": pdfdoc.PDFString(attachment.name),
            "Desc": pdfdoc.PDFString(attachment.description),
            "AFRelationship": pdfdoc.PDFName(attachment.relationship),
            "EF": pdfdoc.PDFDictionary({"F": file, "UF": file}),
        }
    )
