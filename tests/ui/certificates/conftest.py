"""A certificate that somebody has signed: its PDF, badge, code and a picture of the code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smmhire.bootstrap import open_program
from smmhire.certificates.certificate import Certificate
from smmhire.services import (
    assessments,
    certificates,
    credentials,
    issuer_keys,
    revoking,
    withdrawing,
)
from smmhire.signing.keys import Signer
from tests.services.answering import take

PASSPHRASE = "চারটি শব্দ দিয়ে তালা"


@dataclass(frozen=True)
class Signed:
    """What the issuer hands over. revoked: a list that names the certificate."""

    certificate: Certificate
    signer: Signer
    folder: Path
    pdf: Path
    badge: Path
    code: str
    list: Path
    revoked: Path


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signed]:
    """Made by another program, over data of its own: nobody here knows its issuer."""
    folder = tmp_path_factory.mktemp("issuer")
    program = open_program(folder / "data")
    at = program.unit_of_work
    form = replace(assessments.practice_form(), item_ids=assessments.practice_form().item_ids[:12])
    result = take(form, "প্রার্থী ক", 1.0, at)
    certificate = certificates.issue(result.attempt_id, "দোকান", unit_of_work=at)
    signer = issuer_keys.make("দোকান", PASSPHRASE, unit_of_work=at)
    kept = credentials.sign(certificate, signer, unit_of_work=at)
    pdf, badge = folder / "certificate.pdf", folder / "badge.jwt"
    pdf.write_bytes(credentials.signed_pdf(certificate, "en", signer, unit_of_work=at))
    badge.write_text(kept.badge, encoding="utf-8")
    clear = withdrawing.export_list(folder / "list.jwt", signer, unit_of_work=at)
    revoking.revoke(certificate.number, "Issued by mistake", who="HR", unit_of_work=at)
    revoked = withdrawing.export_list(
        folder / "revoked.jwt", signer, unit_of_work=at, now=datetime(2100, 1, 1, tzinfo=UTC)
    )
    yield Signed(certificate, signer, folder, pdf, badge, kept.code, clear, revoked)
    program.close()
