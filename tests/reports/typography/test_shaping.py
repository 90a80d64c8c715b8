"""What is drawn: every glyph where HarfBuzz puts it, whichever way the text came onto the page."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as PlatypusParagraph
from reportlab.platypus import Table

from smmhire.reports.typography import (
    FONTS,
    SANS,
    SANS_BOLD,
    SANS_SEMIBOLD,
    SERIF,
    SERIF_BOLD,
    DocumentTemplate,
    Paragraph,
    cell,
    draw_string,
    missing_characters,
    new_canvas,
    paragraph_style,
    string_width,
)
from smmhire.reports.typography.registry import font_stack
from tests.reports.typography.drawn import Contour, Line, expected, read_lines
from tests.reports.typography.words import BENGALI, MIXED, SENTENCES

BENGALI_FILES = {
    SANS: "NotoSansBengali-Regular",
    SANS_BOLD: "NotoSansBengali-Bold",
    SANS_SEMIBOLD: "NotoSansBengali-SemiBold",
    SERIF: "NotoSerifBengali-Regular",
    SERIF_BOLD: "NotoSerifBengali-Bold",
}
EM = 100  # font size of these tests, in points
# How far <super> and <sub> stand from the line, and their size, in points at that size.
RAISED, LOWERED = (33.0, 80.0), (-16.0, 80.0)


def drawn_with(font: str, words: list[str]) -> list[Line]:
    """Each word drawn with draw_string on a page of its own height."""
    buffer = BytesIO()
    canvas = new_canvas(buffer, (5000, 200 * len(words)), title="t", author="a", language="bn")
    for place, word in enumerate(words):
        draw_string(canvas, 50, 200 * place, word, font, EM)
    canvas.save()
    return read_lines(buffer.getvalue())


def built(*flowables: object, width: float = 400) -> list[Line]:
    buffer = BytesIO()
    document = DocumentTemplate(
        buffer, (width + 100, 800), title="t", author="a", language="bn", margins=(50, 50, 50, 50)
    )
    document.build(list(flowables))  # type: ignore[arg-type]
    return read_lines(buffer.getvalue())


def assert_drawn_as(line: Line, runs: list[tuple[str, str, str]], size: float = EM) -> None:
    contours, width = expected(runs)
    assert line.contours == contours
    assert line.end - line.x == pytest.approx(width * size / 1000, abs=1e-6)


def test_there_are_at_least_two_hundred_different_words() -> None:
    assert len(set(BENGALI)) >= 200


@pytest.mark.parametrize("font", BENGALI_FILES)
def test_bengali_words_are_drawn_glyph_for_glyph_as_harfbuzz_places_them(font: str) -> None:
    lines = drawn_with(font, BENGALI)
    assert [line.text for line in lines] == BENGALI
    for word, line in zip(BENGALI, lines, strict=True):
        assert_drawn_as(line, [(word, "Beng", BENGALI_FILES[font])])


def test_mixed_strings_are_cut_into_runs_of_one_script_and_file() -> None:
    lines = drawn_with(SANS, list(MIXED))
    for (word, runs), line in zip(MIXED.items(), lines, strict=True):
        assert line.text == word
        assert_drawn_as(line, runs)


@pytest.mark.parametrize("syllable", ["ক্ষুঁ", "র্কুঁ", "কু", "কি", "কো", "ক্ষৌ", "ন্ত্রে", "ত্র", "e\u0301"])
def test_a_syllable_with_all_that_hangs_on_it_is_one_code(syllable: str) -> None:
    ((run,), _) = font_stack(SANS).runs(syllable)
    assert len(run.codes) == 1


consonants = st.sampled_from("কখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহড়ঢ়য়")
signs = st.sampled_from(["", "া", "ি", "ী", "ু", "ূ", "ৃ", "ে", "ৈ", "ো", "ৌ"])
conjuncts = st.lists(consonants, min_size=1, max_size=4).map("্".join)
bengali_syllables = st.tuples(
    st.sampled_from(["", "র্"]), conjuncts, signs, st.sampled_from(["", "ং", "ঁ", "ঃ"])
)
bengali_words = st.lists(bengali_syllables.map("".join), min_size=1, max_size=4).map("".join)


@settings(max_examples=15)
@given(words=st.lists(bengali_words, min_size=10, max_size=20))
def test_any_bengali_syllables_are_drawn_and_read_as_written(words: list[str]) -> None:
    lines = drawn_with(SANS, words)
    assert [line.text for line in lines] == words
    for word, line in zip(words, lines, strict=True):
        assert_drawn_as(line, [(word, "Beng", "NotoSansBengali-Regular")])


@pytest.mark.parametrize("font", FONTS)
def test_string_width_is_the_width_drawn(font: str) -> None:
    texts = [*SENTENCES, *MIXED]
    for text, line in zip(texts, drawn_with(font, texts), strict=True):
        assert string_width(text, font, EM) == pytest.approx(line.end - line.x, abs=1e-6)


def test_a_word_space_is_as_wide_in_every_script() -> None:
    apart = string_width("ক", SERIF, 10) + string_width("A", SERIF, 10) + string_width(" ", SERIF, 10)
    assert string_width("ক A", SERIF, 10) == pytest.approx(apart)
    assert string_width(" ", SERIF, 10) == pytest.approx(2.6)


def test_anchors_put_the_right_end_and_the_middle_where_asked() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (1000, 500), title="t", author="a", language="bn")
    for place, anchor in enumerate(("left", "center", "right")):
        draw_string(canvas, 500, 100 * place, "র‍্যাংক SMM", SANS, 20, anchor=anchor)  # type: ignore[arg-type]
    canvas.save()
    left, centre, right = read_lines(buffer.getvalue())
    assert left.x == pytest.approx(500)
    assert (centre.x + centre.end) / 2 == pytest.approx(500, abs=1e-4)
    assert right.end == pytest.approx(500, abs=1e-4)


def test_reportlabs_own_drawing_calls_shape_too() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (1000, 500), title="t", author="a", language="bn")
    canvas.setFont(SANS, EM)
    canvas.drawString(500, 50, "ক্ষেত্রে")
    canvas.drawCentredString(500, 150, "ক্ষেত্রে")
    canvas.drawRightString(500, 250, "ক্ষেত্রে")
    canvas.save()
    lines = read_lines(buffer.getvalue())
    assert lines[2].end == pytest.approx(500, abs=1e-4)
    for line in lines:
        assert_drawn_as(line, [("ক্ষেত্রে", "Beng", "NotoSansBengali-Regular")])


def test_a_color_does_not_leak_into_what_is_drawn_next() -> None:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (400, 400), title="t", author="a", language="en")
    canvas.setFillColorRGB(0, 0, 1)
    draw_string(canvas, 10, 10, "red", SANS, 10, color="#ff0000")
    assert canvas.getCurrentPageContent().split()[-1] == "Q"
    assert vars(canvas)["_fillColorObj"] == (0, 0, 1)


def test_paragraphs_shape_bold_italic_and_glued_tags() -> None:
    style = paragraph_style("body", size=EM, leading=150)
    text = '<font color="red">SMM</font>-ভিত্তিক <b>ক্ষেত্রে</b> <i>Tokyo</i><i>ক্ষেত্রে</i> <b><i>ক্ষ</i></b>'
    (line,) = built(Paragraph(text, style), width=3000)
    assert line.text == "SMM-ভিত্তিক ক্ষেত্রে Tokyoক্ষেত্রে ক্ষ"
    assert_drawn_as(
        line,
        [
            ("SMM", "Latn", "NotoSans-Regular"),
            # After a tag the hyphen has only Bengali beside it.
            ("-ভিত্তিক", "Beng", "NotoSansBengali-Regular"),
            (" ", "Latn", "NotoSans-Regular"),
            ("ক্ষেত্রে", "Beng", "NotoSansBengali-Bold"),
            (" ", "Latn", "NotoSans-Regular"),
            ("Tokyo", "Latn", "NotoSans-Italic"),
            ("ক্ষেত্রে", "Beng", "NotoSansBengali-Regular"),
            (" ", "Latn", "NotoSans-Regular"),
            ("ক্ষ", "Beng", "NotoSansBengali-Bold"),
        ],
    )


def test_raised_and_lowered_syllables_keep_their_shape_and_the_words_beside_them_their_line() -> None:
    style = paragraph_style("body", size=EM, leading=150)
    (line,) = built(Paragraph("মূল্য<super>ক্ষ</super>ক্ষেত্র<sub>র্কি</sub>শেষ", style), width=3000)
    assert line.text == "মূল্যক্ষক্ষেত্রর্কিশেষ"
    contours: list[Contour] = []
    pen = 0.0
    for text, rise, size in (
        ("মূল্য", 0, EM),
        ("ক্ষ", *RAISED),
        ("ক্ষেত্র", 0, EM),
        ("র্কি", *LOWERED),
        ("শেষ", 0, EM),
    ):
        runs = [(text, "Beng", "NotoSansBengali-Regular")]
        made, pen = expected(runs, pen, rise * 1000 / EM, size / EM)
        contours += made
    assert len(line.contours) == len(contours)
    for drawn, wanted in zip(line.contours, contours, strict=True):
        for one, other in zip(drawn, wanted, strict=True):
            assert one == pytest.approx(other, abs=0.01)
    assert (line.end - line.x) * 1000 / EM == pytest.approx(pen, abs=0.01)


def test_bold_in_a_semibold_style_is_bold_and_serif_has_its_own_bold() -> None:
    semibold, serif = (
        paragraph_style(font, font=font, size=EM, leading=150) for font in (SANS_SEMIBOLD, SERIF)
    )
    first, second = built(Paragraph("ক<b>ক</b>", semibold), Paragraph("A<b>A</b><i>A</i>", serif), width=3000)
    assert_drawn_as(first, [("ক", "Beng", "NotoSansBengali-SemiBold"), ("ক", "Beng", "NotoSansBengali-Bold")])
    files = ("NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Regular")
    assert_drawn_as(second, [("A", "Latn", file) for file in files])


def test_reportlabs_own_paragraph_and_style_shape_without_being_told() -> None:
    style = ParagraphStyle("plain", fontSize=EM, leading=150)
    (line,) = built(PlatypusParagraph("র‍্যাংক", style), width=3000)
    assert_drawn_as(line, [("র‍্যাংক", "Beng", "NotoSansBengali-Regular")])


def test_plain_strings_in_a_table_are_shaped_in_our_font_without_any_style() -> None:
    (line,) = built(Table([["ক্ষেত্রে"]]))
    assert_drawn_as(line, [("ক্ষেত্রে", "Beng", "NotoSansBengali-Regular")], size=10)


def test_cells_wrap_and_take_markup_characters_literally() -> None:
    style = paragraph_style("cell", size=10)
    lines = built(Table([[cell("A&B <x>\nসামর্থ্য", style)]], colWidths=[200]))
    assert [line.text for line in lines] == ["A&B <x>", "সামর্থ্য"]


@pytest.mark.parametrize("markup", ["{}", "<b>{}</b> {}"])
def test_full_lines_of_a_justified_paragraph_end_at_the_margin(markup: str) -> None:
    text = " ".join([*SENTENCES, *BENGALI[:120], "ঢাকা\u00a0বাংলাদেশ", *MIXED])
    style = paragraph_style("body", size=11, alignment="justify")
    lines = built(Paragraph(markup.format(text, text), style))
    assert len(lines) > 15
    for line in lines[:-1]:
        assert line.end - 50 == pytest.approx(400, abs=0.01)


@pytest.mark.parametrize("markup", ["{}", "<font color='red'>{}</font>{}"])
def test_words_too_long_for_a_line_break_between_syllables(markup: str) -> None:
    word = "বিশ্লেষণাত্মকক্ষেত্রের‍্যাংকিং" * 3
    style = paragraph_style("narrow", size=12)
    lines = built(Paragraph(markup.format(word, word), style), width=60)
    assert "".join(line.text for line in lines) == markup.format(word, word).replace(
        "<font color='red'>", ""
    ).replace("</font>", "")
    assert len(lines) > 3
    for line in lines:
        assert not line.text.startswith(("্", "া", "ি", "ে", "\u200d", "ং"))
        assert not line.text.endswith(("্", "\u200d"))
        # The syllables' own widths were added up: none may stick out.
        assert line.end <= 110.01


def test_right_and_centred_paragraphs_end_where_they_should() -> None:
    right = paragraph_style("right", size=20, alignment="right")
    centre = paragraph_style("centre", size=20, alignment="center")
    first, second = built(Paragraph("র‍্যাংক SMM-ভিত্তিক", right), Paragraph("র‍্যাংক SMM-ভিত্তিক", centre))
    assert first.end == pytest.approx(450, abs=0.01)
    assert (second.x + second.end) / 2 == pytest.approx(250, abs=0.01)


def test_characters_no_font_has_become_boxes_that_still_read_as_themselves() -> None:
    assert missing_characters("ক漢 A漢😀\u200d\n") == ["漢", "😀"]
    (line,) = drawn_with(SANS, ["ক漢A"])
    assert line.text == "ক漢A"
    box = ("\uffff", "Latn", "NotoSans-Regular")
    assert_drawn_as(line, [("ক", "Beng", "NotoSansBengali-Regular"), box, ("A", "Latn", "NotoSans-Regular")])


def test_unknown_fonts_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no font 'Arial'; there are SMMSans"):
        string_width("a", "Arial", 10)
    with pytest.raises(ValueError, match="no font 'Arial'"):
        paragraph_style("x", font="Arial")
