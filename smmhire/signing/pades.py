"""Signing PDFs by PAdES B-B (ETSI EN 319 142-1) with the issuer's P-256 key, by pyHanko.

The signature certifies the document and allows no change. It is an incremental update: of the page that was
made not one byte changes. What is slow in general (trial signatures, looking for revocations, an event loop)
is left out, because everything is at hand and of known size.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from smmhire.signing.cms import Taken, signed_attributes, written
from smmhire.signing.keys import Signer

Box = tuple[int, int, int, int]

FIELD = "Signature"
_LONGEST_SIGNATURE = 72  # bytes: two numbers of 256 bits in DER, which may be shorter


def sign_pdf(data: bytes, signer: Signer, when: datetime, box: Box | None = None) -> bytes:
    """`data` with a signature over every byte; the same for the same arguments.

    when: the time written into it, aware. box: left, bottom, right, top of the signature's field on the first
    page, in points; without one it takes no room. Raises ValueError for what is no PDF, is signed already, or
    is encrypted.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import SignatureObject
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup

    moment = when.astimezone(UTC)
    try:
        writer = _writer_type()(BytesIO(data))
        if writer.prev.encrypted or "/AcroForm" in writer.root:
            raise ValueError("encrypted, or with a form or a signature in it")
        writer.settle_id(sha256(data + moment.isoformat().encode()).digest()[:16])
        embedder: Any = PdfCMSEmbedder(SigFieldSpec(FIELD, box=box))
        steps = embedder.write_cms(FIELD, writer)
        field = next(steps)
        if box is not None:
            field.get_object()["/AP"] = _nothing_to_see(writer, box)
        held = SignatureObject(
            timestamp=moment,
            subfilter=SigSeedSubFilter.PADES,
            bytes_reserved=2 * _size(signer.issuer.leaf, signer.issuer.root),
            name=signer.issuer.name,
        )
        permission = SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
        steps.send(SigObjSetup(held, permission))
        prepared, output = steps.send(SigIOSetup("sha256"))
        steps.send(_cms(signer, prepared.document_digest))
    except (PdfError, SigningError, KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"this PDF cannot be signed: {error}") from error
    return output.getvalue()


@cache
def _writer_type() -> Any:
    """A writer that adds the signature and nothing else, and leaves nothing to chance or the clock."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class OurWriter(IncrementalPdfFileWriter):
        def settle_id(self, second: bytes) -> None:
            """The second half of the file's ID, which says of which state of the file it is."""
            self._document_id = generic.ArrayObject([self._document_id[0], generic.ByteStringObject(second)])

        def _update_meta(self) -> None:
            """The page is as it was: title and dates stay in step with the XMP, whose dates stay too."""

    return OurWriter


def _nothing_to_see(writer: Any, box: Box) -> Any:
    """An empty appearance: PDF/A asks for one of every field that takes room (ISO 19005-3, 6.3.3); what is to
    be seen there is drawn on the page."""
    from pyhanko.pdf_utils import generic

    left, bottom, right, top = box
    form = generic.StreamObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/XObject"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Form"),
            generic.pdf_name("/BBox"): generic.ArrayObject(
                [generic.NumberObject(side) for side in (0, 0, right - left, top - bottom)]
            ),
        },
        stream_data=b"",
    )
    return generic.DictionaryObject({generic.pdf_name("/N"): writer.add_object(form)})


@lru_cache(maxsize=8)
def _size(leaf: bytes, root: bytes) -> int:
    """Bytes that the CMS takes at most: all of it is of fixed length but the signature itself."""
    return len(written(Taken(leaf, root, bytes(_LONGEST_SIGNATURE)), bytes(32)))


def _cms(signer: Signer, digest: bytes) -> bytes:
    """The signature on a document's digest. Deterministic (RFC 6979): chance cannot betray the key."""
    from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
    from cryptography.hazmat.primitives.hashes import SHA256

    issuer = signer.issuer
    said: bytes = signed_attributes(issuer.leaf, digest).dump()
    signature = signer.pdf_key.sign(said, ECDSA(SHA256(), deterministic_signing=True))
    return written(Taken(issuer.leaf, issuer.root, signature), digest)
