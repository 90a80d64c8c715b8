"""The screen's painter and the paper's painter draw the same picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pypdf import PdfReader
from PySide6.QtGui import QImage

from smmhire.charts.display_list import Chart, Circle, Line, Polygon, Text
from smmhire.charts.ladder import ladder_chart
from smmhire.charts.radar import radar_chart
from smmhire.reports import chart_painter
from smmhire.reports.chart_painter import INKS, ChartFlowable, paint_chart
from smmhire.reports.preview import render_page
from smmhire.reports.typography import SANS, new_canvas, string_width
from smmhire.texts import using
from tests.charts.test_ladder import BENGALI_NOTE, row, withheld, write
from tests.charts.test_levels import axes_of_the_role
from ui import theme
from ui.application import make_application
from ui.widgets.chart_view import ChartView

SCALE = 2.0


def charts() -> list[Chart]:
    with using("bn"):
        return [
            radar_chart(axes_of_the_role("bn"), "শূন্যপদ যা চায়"),
            ladder_chart((row("সব মিলিয়ে"), withheld(BENGALI_NOTE)), 55_000.0, "প্রস্তাব", write),
        ]


def on_paper(chart: Chart) -> bytes:
    buffer = BytesIO()
    canvas = new_canvas(buffer, (chart.width, chart.height), title="Chart", author="Test", language="bn")
    paint_chart(canvas, chart, 0, 0)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def grey_of_paper(chart: Chart) -> NDArray[np.float64]:
    width, height, rgba = render_page(on_paper(chart), 0, SCALE)
    pixels = np.frombuffer(rgba, np.uint8).reshape(height, width, 4)
    return pixels[..., :3].mean(axis=2)


def grey_of_screen(chart: Chart) -> NDArray[np.float64]:
    make_application()
    theme.load_fonts()
    view = ChartView()
    view.setStyleSheet("background: white")
    view.show_chart(chart)
    view.setFixedSize(round(chart.width * 1.5), round(chart.height * 1.5))
    ratio = SCALE / 1.5
    image = QImage(round(chart.width * SCALE), round(chart.height * SCALE), QImage.Format.Format_RGBA8888)
    image.setDevicePixelRatio(ratio)
    image.fill(0xFFFFFFFF)
    view.render(image)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return pixels[:, : image.width(), :3].mean(axis=2)


def blurred(pixels: NDArray[np.float64], cell: int = 8) -> NDArray[np.float64]:
    """Means of squares: hinting and antialiasing differ, what stands where does not."""
    height, width = (side // cell * cell for side in pixels.shape)
    return pixels[:height, :width].reshape(height // cell, cell, width // cell, cell).mean(axis=(1, 3))


@pytest.mark.parametrize("chart", charts(), ids=["radar", "ladder"])
def test_screen_and_paper_show_the_same_picture(chart: Chart) -> None:
    screen, paper = grey_of_screen(chart), grey_of_paper(chart)
    height, width = (min(a, b) for a, b in zip(screen.shape, paper.shape, strict=True))
    one, other = blurred(screen[:height, :width]), blurred(paper[:height, :width])
    assert np.corrcoef(one.ravel(), other.ravel())[0, 1] > 0.97
    assert np.abs(one - other).mean() < 2.0


class RecordingCanvas:
    """Counts what is drawn; everything else a canvas can do is taken and forgotten."""

    def __init__(self) -> None:
        self.drawn: dict[str, int] = {}
        self._code: list[str] = []

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any, **named: Any) -> Any:
            if name in ("line", "circle", "drawPath", "drawText"):
                self.drawn[name] = self.drawn.get(name, 0) + 1
            return RecordingCanvas() if name.startswith("begin") else None

        return call


@pytest.mark.parametrize("chart", charts(), ids=["radar", "ladder"])
def test_every_shape_reaches_the_paper(chart: Chart, monkeypatch: pytest.MonkeyPatch) -> None:
    canvas: Any = RecordingCanvas()

    def draw_string(canvas: Any, *_arguments: Any, **_named: Any) -> None:
        canvas.drawText()

    monkeypatch.setattr(chart_painter, "draw_string", draw_string)
    paint_chart(canvas, chart, 0, 0)
    kinds = {"line": Line, "circle": Circle, "drawPath": Polygon, "drawText": Text}
    assert canvas.drawn == {
        name: sum(isinstance(shape, kind) for shape in chart.shapes) for name, kind in kinds.items()
    }


def test_ink_means_the_same_colour_on_the_screen_and_on_paper() -> None:
    theme.apply(make_application(), "light")
    for ink, (colour, opacity) in INKS.items():
        shown = theme.ink_colour(ink)
        assert shown.name() == colour
        assert shown.alphaF() == pytest.approx(opacity, abs=0.003)


def test_the_drawing_carries_its_description() -> None:
    chart = charts()[0]
    content = PdfReader(BytesIO(on_paper(chart))).pages[0].get_contents()
    assert content is not None
    alternative = "FEFF" + chart.description.encode("utf-16-be").hex().upper()
    assert f"/Figure <</Alt <{alternative}>>> BDC" in content.get_data().decode("latin-1")


def test_a_chart_in_the_flow_is_never_wider_than_the_text() -> None:
    chart = charts()[0]
    flowable = ChartFlowable(chart)
    assert flowable.wrap(230.0, 1000.0) == (230.0, chart.height * 230.0 / chart.width)
    assert flowable.wrap(900.0, 1000.0) == (900.0, chart.height)


def test_bengali_words_of_a_chart_are_as_wide_on_the_screen_as_on_paper() -> None:
    from PySide6.QtGui import QFont, QFontMetricsF

    make_application()
    theme.load_fonts()
    font = QFont()
    font.setFamilies(list(theme.FAMILIES))
    font.setPixelSize(40)
    for words in ("সংকট ও নৈতিকতা", "প্ল্যাটফর্ম", "measured, ± standard error", "৳১২,৩৪,৫৬৭"):
        shown = QFontMetricsF(font).horizontalAdvance(words)
        assert shown == pytest.approx(string_width(words, SANS, 40), rel=0.02)
