"""The XMP packet of a document (ISO 16684-1): what its Info dictionary says, and that it is PDF/A-3b."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

# Characters XML 1.0 has no way to write (surrogates cannot be encoded either).
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


class Described(NamedTuple):
    """What the packet says; empty texts are left out. `made_at` as XMP writes dates (ISO 8601)."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    creator: str  # the program that wrote it
    producer: str  # the library that made the PDF
    made_at: str


def _text(value: str) -> str:
    return escape(_NOT_XML.sub("", value))


def _alternatives(tag: str, value: str) -> str:
    words = _text(value)
    return f'<{tag}><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></{tag}>'


def packet(described: Described) -> bytes:
    """The packet, UTF-8."""
    names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    lines = ["<dc:format>application/pdf</dc:format>"]
    if described.title:
        lines.append(_alternatives("dc:title", described.title))
    if described.author:
        author = f"<rdf:li>{_text(described.author)}</rdf:li>"
        lines.append(f"<dc:creator><rdf:Seq>{author}</rdf:Seq></dc:creator>")
    if described.subject:
        lines.append(_alternatives("dc:description", described.subject))
    if described.language:
        language = f"<rdf:li>{_text(described.language)}</rdf:li>"
        lines.append(f"<dc:language><rdf:Bag>{language}</rdf:Bag></dc:language>")
    if described.keywords:
        lines.append(f"<pdf:Keywords>{_text(described.keywords)}</pdf:Keywords>")
    lines += [
        f"<pdf:Producer>{_text(described.producer)}</pdf:Producer>",
        f"<xmp:CreatorTool>{_text(described.creator)}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{described.made_at}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{described.made_at}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{described.made_at}</xmp:MetadataDate>",
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
    ]
    body = "\n".join(lines)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" {names}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
