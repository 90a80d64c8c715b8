"""Every design holds what a certificate says, however long, and its code can be read from the page."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw
from pypdf import PdfReader

from smmhire.certificates.certificate import Certificate
from smmhire.certificates.look import CertificateLook, Design
from smmhire.content import load_role
from smmhire.errors import UserError
from smmhire.reports.certificate import HEIGHT, WIDTH, certificate_pdf
from smmhire.reports.logo import taken_logo
from smmhire.reports.qr import qr_matrix
from tests.reports import build
from tests.reports.build import LONG_NAME, LONG_WORD, Language
from tests.reports.reading import font_count, fonts_not_embedded, latin_words, letters, lines_that_meet, pages

CUT = build.CUTS["borderline"]
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FINGERPRINT = "7K3F-Q9XD-H2VB-0MNP-ZZ42-5T8S-W1CE-JR6Y"
DESIGNS = list(product(Design, ("bn", "en")))
NAME_120 = ("মোহাম্মদ আব্দুল্লাহ আল মামুন চৌধুরী খন্দকার " * 3)[:120].strip()
NAME_100 = ("International Communications and Digital Marketing Services Limited " * 2)[:100].strip()
TITLE_120 = ("জ্যেষ্ঠ সামাজিক যোগাযোগমাধ্যম বিপণন ব্যবস্থাপক, ঢাকা অঞ্চল " * 3)[:120].strip()
EDGE = 24.0  # points that printers may not reach


def code_of(length: int) -> str:
    """A text as QR codes of certificates hold it, of a length."""
    body = "".join(ALPHANUMERIC[(place * place + 7 * place) % 45] for place in range(length))
    return f"SMM1:{body}"[:length]


def picture(size: tuple[int, int] = (600, 200), form: str = "PNG", mode: str = "RGBA") -> bytes:
    """A red disc, on nothing where the mode has transparency."""
    made = Image.new(mode, size, (0, 0, 0, 0) if mode == "RGBA" else 255 if mode == "L" else None)
    ImageDraw.Draw(made).ellipse(
        (0, 0, size[0] - 1, size[1] - 1), fill=80 if mode == "L" else (200, 30, 30, 255)
    )
    written = BytesIO()
    made.save(written, form)
    return written.getvalue()


def rendered(data: bytes, dpi: float) -> Image.Image:
    document: Any = pypdfium2.PdfDocument(data)
    made: Image.Image = document[0].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return made


@pytest.mark.parametrize(("design", "language"), DESIGNS)
@pytest.mark.parametrize("length", [120, 312, 450])
@pytest.mark.parametrize("is_practice", [False, True])
def test_the_code_is_read_from_the_page_at_150_dots_an_inch(
    design: Design, language: Language, length: int, is_practice: bool
) -> None:
    made = build.practice_certificate(language) if is_practice else build.certificate(language)
    code = code_of(length)
    data = certificate_pdf(
        made, load_role(), language, look=CertificateLook(design), code=code, fingerprint=FINGERPRINT
    )
    (found,) = zxingcpp.read_barcodes(rendered(data, 150))
    assert found.text == code
    # 34 to 40 mm at 150 dots an inch.
    corners = found.position
    width = (corners.top_right.x - corners.top_left.x) / 150 * 25.4
    assert 34 <= width <= 40


def test_the_code_is_alphanumeric_and_no_larger_than_level_m_needs() -> None:
    assert len(qr_matrix(code_of(450))) == 69  # version 13
    with pytest.raises(ValueError, match="does not hold 4000 characters"):
        qr_matrix(code_of(4000))


LONGEST: dict[str, dict[str, Any]] = {
    "plain": {},
    "holder of 120 letters": {"holder": NAME_120},
    "holder of a word without end": {"holder": LONG_NAME},
    "a Latin word of 54": {"holder": "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren Hubert Blaine"},
    "all long": {"holder": NAME_120, "issuer": NAME_100, "vacancy_title": TITLE_120, "cut": CUT},
    "words of 40": {
        "holder": LONG_WORD[:40],
        "issuer": LONG_WORD[:40],
        "vacancy_title": f"{LONG_WORD} {LONG_WORD}",
    },
}


@pytest.mark.parametrize(("design", "language"), DESIGNS)
@pytest.mark.parametrize("case", LONGEST)
@pytest.mark.parametrize("rows", [1, 8])
def test_names_of_any_length_stay_on_the_paper_and_off_other_lines(
    design: Design, language: Language, case: str, rows: int
) -> None:
    fields = LONGEST[case]
    made = build.certificate(language, competencies=build.result().competencies[:rows], **fields)
    look = CertificateLook(design, taken_logo(picture()), NAME_120[:60], NAME_100)
    data = certificate_pdf(made, load_role(), language, look=look, code=code_of(312), fingerprint=FINGERPRINT)
    (page,) = letters(data)
    for letter in page:
        assert letter.left > EDGE and letter.right < WIDTH - EDGE
        assert letter.bottom > EDGE and letter.top < HEIGHT - 16
    assert lines_that_meet(page) == []
    text = pages(data)[0].replace(" ", "")
    for said in (*(one for one in fields.values() if one is not CUT), NAME_100):
        assert said.replace(" ", "") in text


@pytest.mark.parametrize(("design", "language"), DESIGNS)
def test_everything_a_certificate_has_to_say_is_said_in_every_design(
    design: Design, language: Language
) -> None:
    made = build.certificate(language, cut=CUT)
    look = CertificateLook(design, None, "Signatory A", "Head of people")
    data = certificate_pdf(made, load_role(), language, look=look, code=code_of(120), fingerprint=FINGERPRINT)
    (text,) = pages(data)
    wanted = (
        made.holder, made.issuer, made.vacancy_title, made.number, made.form_version, FINGERPRINT,
        "Signatory A", "Head of people", "verify.html", {"bn": "এসএমএম হায়ার", "en": "SMM Hire"}[language],
    )  # fmt: skip
    for said in wanted:
        assert said in text
    for competency in load_role().competencies:
        assert competency.name.text(language) in text
    first = {"bn": "নিয়োগকর্তার মূল্যায়নের ফল", "en": "Result of an employer's assessment"}[language]
    assert text.startswith(first)
    assert {"bn": "স্বাক্ষর ও সিল", "en": "Signature and stamp"}[language] not in text
    if language == "bn":
        assert latin_words(text, *wanted) == set()
    assert font_count(data) > 0 and fonts_not_embedded(data) == []


@pytest.mark.parametrize(("design", "language"), DESIGNS)
def test_practice_says_so_in_the_first_line_and_nobody_signs_it(design: Design, language: Language) -> None:
    look = CertificateLook(design, taken_logo(picture()), "Signatory A", "Head of people")
    made = build.practice_certificate(language)
    data = certificate_pdf(made, load_role(), language, look=look, code=code_of(120), fingerprint=FINGERPRINT)
    (text,) = pages(data)
    assert text.startswith({"bn": "অনুশীলনের ফল", "en": "Practice result"}[language])
    assert "Signatory A" not in text
    assert images_in(data) == 0
    if language == "en":
        assert "The signature says only that nothing has been changed since." in text


def images_in(data: bytes) -> int:
    return len(re.findall(rb"/Subtype /Image", data))


# -- grey printers -----------------------------------------------------------------------------------
def test_the_plain_design_is_black_and_grey_and_fills_nothing_but_the_code() -> None:
    look = CertificateLook(Design.PLAIN, taken_logo(picture()), "Signatory A")
    data = certificate_pdf(build.certificate("en", cut=CUT), load_role(), "en", look=look)
    page = rendered(data, 72)
    colours: Any = page.getcolors(1 << 20)
    assert all(red == green == blue for _count, (red, green, blue) in colours)
    content = PdfReader(BytesIO(data)).pages[0].get_contents()
    assert content is not None
    words_out = re.sub(rb"\(.*?\)", b"", content.get_data()).decode("latin-1")
    operators = re.findall(r"\b(f\*?|F|B\*?|b\*?)\s", words_out)
    assert operators == []


# -- logos -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("size", [(900, 60), (60, 900), (16, 16), (3000, 3000)])
def test_a_logo_of_any_proportion_is_drawn_whole_and_undistorted(
    design: Design, size: tuple[int, int]
) -> None:
    look = CertificateLook(design, taken_logo(picture(size)))
    data = certificate_pdf(build.certificate(), load_role(), "en", look=look)
    assert len(pages(data)) == 1
    (page,) = letters(data)
    assert lines_that_meet(page) == []
    document: Any = pypdfium2.PdfDocument(data)
    (image,) = [one for one in document[0].get_objects() if isinstance(one, pypdfium2.PdfImage)]
    left, bottom, right, top = image.get_bounds()
    document.close()
    assert (right - left) / (top - bottom) == pytest.approx(size[0] / size[1], rel=0.05)
    assert right - left <= 262 and top - bottom <= 52


@pytest.mark.parametrize(("form", "mode"), [("PNG", "RGBA"), ("PNG", "L"), ("JPEG", "L"), ("JPEG", "CMYK")])
def test_a_logo_of_any_kind_is_taken_in(form: str, mode: str) -> None:
    if mode == "CMYK":
        written = BytesIO()
        Image.new("CMYK", (60, 20), (0, 255, 255, 0)).save(written, "JPEG")
        data = written.getvalue()
    else:
        data = picture((60, 20), form, mode)
    taken = taken_logo(data)
    assert Image.open(BytesIO(taken)).size == (60, 20)
    assert taken_logo(taken) == taken


def test_empty_edges_of_a_logo_are_left_out_and_large_ones_made_smaller() -> None:
    made = Image.new("RGBA", (4000, 3000), (0, 0, 0, 0))
    ImageDraw.Draw(made).rectangle((1000, 1000, 2999, 1499), fill=(0, 0, 90, 255))
    written = BytesIO()
    made.save(written, "PNG")
    assert Image.open(BytesIO(taken_logo(written.getvalue()))).size == (1400, 350)


@pytest.mark.parametrize(
    "broken",
    [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", picture()[:200], picture((300, 90), "JPEG", "L")[:300]],
)
def test_a_broken_picture_is_refused_where_it_is_taken_in(broken: bytes) -> None:
    with pytest.raises(UserError, match="neither a PNG nor a JPEG"):
        taken_logo(broken)


def test_a_picture_of_nothing_is_refused() -> None:
    written = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(written, "PNG")
    with pytest.raises(UserError, match="nothing to be seen"):
        taken_logo(written.getvalue())


def test_a_logo_that_was_spoilt_since_is_left_out_rather_than_the_certificate() -> None:
    data = certificate_pdf(build.certificate(), load_role(), "en", look=CertificateLook(logo=b"spoilt"))
    assert images_in(data) == 0 and len(pages(data)) == 1


@pytest.mark.parametrize("design", Design)
def test_the_same_signed_certificate_is_the_same_file(
    design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")

    def made(certificate: Certificate) -> bytes:
        look = CertificateLook(design, taken_logo(picture()), "Signatory A")
        return certificate_pdf(certificate, load_role(), "bn", look=look, code=code_of(312))

    first = made(build.certificate("bn"))
    assert made(build.certificate("bn", holder=NAME_120)) != first
    assert made(build.certificate("bn")) == first
