"""What a question measures: its marks by ability, its information, and who takes which option."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from smmhire.charts.display_list import Anchor, Chart, Ink, Line, Polygon, Shape, Text
from smmhire.charts.fitting import estimated_width, fitted, wrapped
from smmhire.charts.ladder import nice_ticks
from smmhire.texts import _, number, percent

WIDTH = 360.0
LEFT, RIGHT_MARGIN = 40.0, 14.0
TOP = 34.0
PLOT_HEIGHT = 140.0
AXIS_SIZE = 8.0
NOTE_SIZE = 8.0
TITLE_SIZE = 9.5
NAME_SIZE = 9.0
# In 1/SD²: a question of slope 1 that is right or wrong says 0.25 at most; graded ones say a little more.
USUAL_INFORMATION = 0.3
# Room for the names of options at the right, and how far apart two names must stand.
NAMES_WIDTH = 26.0
NAME_STEP = 10.5

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class MarkCurves:
    """The marks of an item by ability. abilities: in SD of the population, rising; expected: mean mark, 0 to
    1; reached: for each mark above the lowest, its share of the full mark and the chance of it or more, 0 to
    1; of an item that is right or wrong there is one, the same as `expected`."""

    abilities: Values
    expected: Values
    reached: tuple[tuple[float, Values], ...]


@dataclass(frozen=True, slots=True)
class OptionCurve:
    """The share of one option (0 to 1) in each group, lowest score first; None where a group is too small."""

    name: str
    is_key: bool
    shares: tuple[float | None, ...]


def characteristic_chart(curves: MarkCurves, difficulty: float, levels: Sequence[tuple[int, float]]) -> Chart:
    """The item characteristic curve, of a graded item with the chance of each mark too.

    levels: the ability at which each level begins, marked along the top; difficulty: marked on the axis.
    Raises ValueError for fewer than two abilities.
    """
    plot = Plot(curves.abilities, 1.0)
    shapes = plot.frame(_("Chance of a right answer by ability"), [(v, percent(v)) for v in (0.0, 0.5, 1.0)])
    shapes += plot.abilities(levels)
    is_graded = len(curves.reached) > 1
    if is_graded:
        for _share, chances in curves.reached:
            shapes.append(plot.curve(chances, Ink.INTERVAL, 1.2, is_dashed=True))
    shapes.append(plot.curve(curves.expected, Ink.MEASURED, 2.2))
    x = plot.x(difficulty)
    if x is not None:
        shapes.append(Line(x, plot.bottom - 7, x, plot.bottom + 4, stroke=Ink.REQUIRED, width=2.0))
    notes = [_("stroke on the axis: the author’s difficulty, {b}", b=number(difficulty, 2))]
    if is_graded:
        shares = ", ".join(percent(share) for share, _chances in curves.reached)
        notes.insert(0, _("line: mean mark · dashed: chance of at least {shares} of the mark", shares=shares))
    at_average = _nearest(curves, 0.0)
    description = _(
        "Somebody of average ability gets {mean} of the mark on average; from the lowest to the highest "
        "ability shown it rises from {low} to {high}.",
        mean=percent(at_average),
        low=percent(curves.expected[0]),
        high=percent(curves.expected[-1]),
    )
    return plot.finished(shapes, notes, description)


def information_chart(abilities: Values, information: Values, levels: Sequence[tuple[int, float]]) -> Chart:
    """How much an item says about abilities here and there. information: in 1/SD², at least 0.

    Raises ValueError for fewer than two abilities.
    """
    most = max(information)
    # One scale for nearly all questions, so that two of them can be compared.
    ticks = nice_ticks(0.0, max(most, USUAL_INFORMATION), 3)
    plot = Plot(abilities, ticks[-1])
    shapes = plot.frame(_("Information by ability"), [(tick, number(tick, 1)) for tick in ticks])
    shapes += plot.abilities(levels)
    corners = plot.points(information)
    ground = ((corners[0][0], plot.bottom), *corners, (corners[-1][0], plot.bottom))
    shapes.append(Polygon(ground, fill=Ink.MEASURED_FILL))
    shapes.append(plot.curve(information, Ink.MEASURED, 2.2))
    best = abilities[information.index(most)]
    words = _("It says most about abilities around {ability}.", ability=number(best, 1))
    return plot.finished(shapes, [words], words)


def option_chart(options: Sequence[OptionCurve], title: str) -> Chart:
    """The share of each option by group of takers (WAINER-1989), the key as a thick line; names at the ends.

    Raises ValueError for no option, and for a number of groups that differs or is below two.
    """
    counts = {len(option.shares) for option in options}
    if len(counts) != 1 or (groups := counts.pop()) < 2:
        raise ValueError(f"options with the numbers of groups {sorted(counts)}")
    plot = Plot(tuple(float(group) for group in range(groups)), 1.0, right=RIGHT_MARGIN + NAMES_WIDTH)
    shapes = plot.frame(title, [(v, percent(v)) for v in (0.0, 0.5, 1.0)])
    for group in range(groups):
        x = plot.left + (plot.right - plot.left) * group / (groups - 1)
        shapes.append(Line(x, plot.top, x, plot.bottom, stroke=Ink.GRID, width=0.5))
    ends: list[tuple[float, OptionCurve]] = []
    for option in options:
        ink, width = (Ink.MEASURED, 2.4) if option.is_key else (Ink.SELF, 1.3)
        points = [
            (plot.left + (plot.right - plot.left) * group / (groups - 1), plot.y(share))
            for group, share in enumerate(option.shares)
            if share is not None
        ]
        if not points:
            continue
        shapes.append(
            Polygon(tuple(points), stroke=ink, width=width, is_dashed=not option.is_key, is_closed=False)
        )
        ends.append((points[-1][1], option))
    shapes += _names(ends, plot)
    ends_of_axis = (
        (_("lowest scores"), plot.left, Anchor.START),
        (_("highest scores"), plot.right, Anchor.END),
    )
    shapes += [
        Text(x, plot.bottom + 12, words, AXIS_SIZE, Ink.MUTED, anchor) for words, x, anchor in ends_of_axis
    ]
    notes = [_("thick line: the key · dashed: the other options, with their letters")]
    return plot.finished(shapes, notes, title + ". " + "; ".join(_described(option) for option in options))


def _described(option: OptionCurve) -> str:
    shares = ", ".join("–" if share is None else percent(share) for share in option.shares)
    if option.is_key:
        return _("{option} (key): {shares}", option=option.name, shares=shares)
    return _("{option}: {shares}", option=option.name, shares=shares)


def _names(ends: list[tuple[float, OptionCurve]], plot: Plot) -> list[Shape]:
    """The names beside the ends of their lines, moved apart where they would lie on each other."""
    ends = sorted(ends, key=lambda end: end[0])
    places: list[float] = []
    for y, _option in ends:
        places.append(max(y, places[-1] + NAME_STEP) if places else y)
    over = (places[-1] if places else 0.0) - plot.bottom
    if over > 0:
        # Pushed out below: the whole stack goes up as far as it must.
        for at in range(len(places) - 1, -1, -1):
            limit = plot.bottom if at == len(places) - 1 else places[at + 1] - NAME_STEP
            places[at] = min(places[at], limit)
    return [
        Text(
            plot.right + 6,
            place + 0.35 * NAME_SIZE,
            option.name,
            NAME_SIZE,
            Ink.MEASURED if option.is_key else Ink.TEXT,
            is_bold=option.is_key,
        )
        for place, (_y, option) in zip(places, ends, strict=True)
    ]


def _nearest(curves: MarkCurves, ability: float) -> float:
    at = min(range(len(curves.abilities)), key=lambda i: abs(curves.abilities[i] - ability))
    return curves.expected[at]


class Plot:
    """A frame with room around it: where values lie."""

    def __init__(self, across: Values, highest: float, right: float = RIGHT_MARGIN) -> None:
        if len(across) < 2:
            raise ValueError(f"{len(across)} places make no curve")
        self.across = across
        self.highest = highest
        self.left, self.right = LEFT, WIDTH - right
        self.top, self.bottom = TOP, TOP + PLOT_HEIGHT

    def x(self, value: float) -> float | None:
        """Where a value lies; None outside."""
        low, high = self.across[0], self.across[-1]
        if not low <= value <= high:
            return None
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def y(self, value: float) -> float:
        """How high a value lies."""
        return self.bottom - min(1.0, max(0.0, value / self.highest)) * (self.bottom - self.top)

    def points(self, values: Values) -> tuple[tuple[float, float], ...]:
        """The corners of a curve."""
        return tuple(
            (self.x(at) or self.left, self.y(value)) for at, value in zip(self.across, values, strict=True)
        )

    def curve(self, values: Values, ink: Ink, width: float, *, is_dashed: bool = False) -> Polygon:
        """A curve through `values`."""
        return Polygon(self.points(values), stroke=ink, width=width, is_dashed=is_dashed, is_closed=False)

    def frame(self, title: str, ticks: Sequence[tuple[float, str]]) -> list[Shape]:
        """Title, lines across and their values at the left."""
        size, lines = fitted(title, TITLE_SIZE, WIDTH - 12, 1, 7.0)
        shapes: list[Shape] = [Text(4, 11, lines[0], size, Ink.TEXT)]
        for value, words in ticks:
            y = self.y(value)
            shapes.append(Line(self.left, y, self.right, y, stroke=Ink.GRID, width=0.6))
            shapes.append(Text(self.left - 5, y + 3, words, AXIS_SIZE, Ink.MUTED, Anchor.END))
        return shapes

    def abilities(self, levels: Sequence[tuple[int, float]]) -> list[Shape]:
        """Abilities below the frame, and where the levels begin along its top."""
        shapes: list[Shape] = []
        for value in range(int(self.across[0]), int(self.across[-1]) + 1):
            x = self.x(value)
            if x is not None:
                shapes.append(Text(x, self.bottom + 12, number(value), AXIS_SIZE, Ink.MUTED, Anchor.MIDDLE))
        for level, begins in levels:
            x = self.x(begins)
            if x is not None:
                shapes.append(Line(x, self.top - 5, x, self.bottom, stroke=Ink.GRID, width=0.6))
                shapes.append(Text(x, self.top - 8, number(level), 7.5, Ink.MUTED, Anchor.MIDDLE))
        first = self.x(levels[0][1]) if levels else None
        words, size = _("level"), 7.5
        if first is not None and first - 10 - estimated_width(words, size) > 4:
            shapes.append(Text(first - 10, self.top - 8, words, size, Ink.MUTED, Anchor.END))
        return shapes

    def finished(self, shapes: list[Shape], notes: Sequence[str], description: str) -> Chart:
        """The chart with its notes below."""
        y = self.bottom + 27
        for note in notes:
            for line in wrapped(note, NOTE_SIZE, WIDTH - 8):
                shapes.append(Text(4, y, line, NOTE_SIZE, Ink.MUTED))
                y += 11.0
        return Chart(WIDTH, y - 4, tuple(shapes), description)
