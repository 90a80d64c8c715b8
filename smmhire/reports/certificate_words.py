"""The words on a certificate: how the result came about, what was done, what the figures mean."""

from __future__ import annotations

from smmhire.assessment.attempts import Purpose
from smmhire.assessment.cut_scores import Standing
from smmhire.assessment.form_cut import CutStanding
from smmhire.certificates.certificate import Certificate
from smmhire.texts import _, chance_text, day, number, percent


def is_practice(certificate: Certificate) -> bool:
    """What somebody did alone, for themselves: nobody vouches for it."""
    return certificate.purpose is Purpose.PRACTICE


def first_line(certificate: Certificate) -> str:
    """How the result came about (E4)."""
    if is_practice(certificate):
        return _("Practice result: self-assessment, unsupervised")
    if certificate.is_supervised:
        return _("Result of an employer's assessment, taken under supervision")
    return _("Result of an employer's assessment, taken without supervision")


def title(certificate: Certificate) -> str:
    """The document's title."""
    return _("Practice certificate") if is_practice(certificate) else _("Certificate")


def sentence(certificate: Certificate) -> str:
    """What was done, in one sentence that goes on from the name."""
    fields = {
        "answered": number(sum(one.answered for one in certificate.competencies)),
        "asked": number(sum(one.asked for one in certificate.competencies)),
        "percent": percent(certificate.percent_correct),
        "vacancy": certificate.vacancy_title,
    }
    if is_practice(certificate):
        return _(
            "who, alone and without supervision, answered {answered} of {asked} questions on the work of an"
            " SMM manager and got {percent} correct.",
            **fields,
        )
    if certificate.vacancy_title:
        return _(
            "took the assessment for the vacancy “{vacancy}”, answered {answered} of {asked} questions on the"
            " work of an SMM manager and got {percent} correct.",
            **fields,
        )
    return _(
        "took an assessment of the work of an SMM manager, answered {answered} of {asked} questions and got"
        " {percent} correct.",
        **fields,
    )


def cut_line(cut: CutStanding) -> str:
    """Where the result stands to the form's cut score; in the borderline zone, that it cannot be said."""
    fields = {
        "cut": percent(cut.cut),
        "share": percent(cut.share),
        "error": percent(cut.standard_error),
        "chance": chance_text(cut.chance),
    }
    match cut.standing:
        case Standing.REACHED:
            return _(
                "Cut score, {cut} of the marks: reached. With these abilities {share} ± {error} are to be"
                " expected; chance of reaching it {chance}.",
                **fields,
            )
        case Standing.NOT_REACHED:
            return _(
                "Cut score, {cut} of the marks: not reached. With these abilities {share} ± {error} are to be"
                " expected; chance of reaching it {chance}.",
                **fields,
            )
        case Standing.BORDERLINE:
            return _(
                "Cut score, {cut} of the marks: too near to say. With these abilities {share} ± {error} are"
                " to be expected; chance of reaching it {chance}.",
                **fields,
            )


def scale_note() -> str:
    """What the column 'Ability ± error' means."""
    return _(
        "Ability is given on a scale with mean 0 and standard deviation 1, ± its standard error; each level"
        " is 0.75 wide and level 3 begins at 0."
    )


def how_to_check(certificate: Certificate, *, is_signed: bool) -> list[str]:
    """How somebody who is shown the certificate finds out whether it is genuine, in one or more sentences."""
    sentences: list[str] = []
    if is_practice(certificate):
        sentences.append(
            _(
                "Nobody watched over this test and nobody else confirms it: it shows what its"
                " holder practised."
            )
        )
        sentences.append(
            _("The signature says only that nothing has been changed since.")
            if is_signed
            else _("It is not signed; its number finds it again in the program in which it was made.")
        )
    elif is_signed:
        sentences.append(
            _(
                "Compare what the check shows with this paper, and the fingerprint with the one the"
                " issuer gives."
            )
        )
    elif certificate.issuer:
        sentences.append(
            _(
                "This certificate is not signed. To check it, give its number to {issuer} and ask for name,"
                " date and result.",
                issuer=certificate.issuer,
            )
        )
    else:
        sentences.append(
            _(
                "This certificate is not signed. To check it, give its number to the employer and ask for"
                " name, date and result."
            )
        )
    return sentences


def check_line() -> str:
    """What reads the code."""
    return _("Check without a network: with SMM Hire or verify.html.")


def fingerprint_line(fingerprint: str) -> str:
    """Whose key it is, to be compared with what the issuer says."""
    return _("Issuer's fingerprint: {fingerprint}", fingerprint=fingerprint)


def begins_with(certificate: Certificate) -> str:
    """The words before the holder's name."""
    if is_practice(certificate):
        return _("This paper records what was reached in practice by")
    return _("This is to certify that")


def issuer_name(certificate: Certificate) -> str:
    """Who issued it, or that nobody did but its holder."""
    if certificate.issuer:
        return certificate.issuer
    return _("nobody but the holder") if is_practice(certificate) else _("not stated")


def facts(certificate: Certificate) -> list[tuple[str, str]]:
    """Number, dates and form: label and value."""
    return [
        (_("Certificate number"), certificate.number),
        (_("Issued on"), day(certificate.issued_on)),
        (_("Valid until"), day(certificate.valid_until)),
        (_("Version of the questions"), certificate.form_version),
    ]
