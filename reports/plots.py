"""Measured series as inline SVG: marks for what was measured, a line for what was predicted.

Colours come from the page's stylesheet, so the pictures follow light, dark and print.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from reports.wording import _, listed

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 62, 14, 14, 34
DECADES_FOR_LOG = 1.5
MOST_POINTS = 400
LARGEST = 1e150
SPAN = 120  # width of an interval
_IS_LINE = re.compile(r"predict|theor|formula|bound|claim|expected|exact|slope|limit|fit|law", re.IGNORECASE)


@dataclass(frozen=True)
class Series:
    """One row of points under one label; `is_line` when it is a prediction rather than a measurement."""

    label: str
    points: tuple[tuple[float, float], ...]
    is_line: bool
    across: str = ""  # what runs along the horizontal axis


@dataclass(frozen=True)
class Axis:
    """Maps the numbers of one direction to positions; logarithmic when the data span decades."""

    low: float
    high: float
    log: bool

    def place(self, value: float) -> float:
        """Position of a value between 0 and 1."""
        if self.log:
            return (math.log10(value) - math.log10(self.low)) / (math.log10(self.high) - math.log10(self.low))
        return (value - self.low) / (self.high - self.low)

    def ticks(self) -> list[float]:
        """Round numbers within the axis: powers of ten, or multiples of 1, 2 or 5 times one."""
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            if last > first:
                every = max(1, math.ceil((last - first) / 6))
                return [10.0**power for power in range(first, last + 1, every)]
            return [self.low, self.high]
        rough = (self.high - self.low) / 5
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        return [step * count for count in range(first, math.floor(self.high / step + 1e-9) + 1)]


def read_series(data) -> tuple[Series, ...]:
    """The series of a measurement with their finite points; whatever is not a pair of numbers is left out."""
    found = []
    for item in data or ():
        if not isinstance(item, dict):
            continue
        points = []
        for pair in item.get("points") or ():
            try:
                x, y = (float(number) for number in pair)
            except (TypeError, ValueError, OverflowError):
                continue
            if abs(x) < LARGEST and abs(y) < LARGEST:  # which also leaves out infinities and what is no number
                points.append((x, y))
        if points:
            stride = max(1, math.ceil(len(points) / MOST_POINTS))
            label = str(item.get("label", ""))
            found.append(Series(label, tuple(points[::stride]), bool(item.get("line", _IS_LINE.search(label))), str(item.get("across") or "")))
    return tuple(found)


def axis_for(values: list[float]) -> Axis:
    """The axis that shows all values with a little air around them."""
    low, high = min(values), max(values)
    if low > 0 and math.log10(high) - math.log10(low) >= DECADES_FOR_LOG:
        air = (high / low) ** 0.04
        return Axis(low / air, high * air, True)
    air = max((high - low) * 0.05, abs(high) * 1e-6, 1e-100) if high > low else max(abs(high) * 0.1, 1e-9)
    return Axis(low - air, high + air, False)


def number(value: float) -> str:
    """A tick's label: short, with a true minus sign."""
    if value and abs(math.log10(abs(value))) >= 4:
        mantissa, exponent = f"{value:.3g}".split("e") if "e" in f"{value:.3g}" else f"{value:.2e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
        power = f"10^{int(exponent)}"
        text = power if mantissa == "1" else f"{mantissa}·{power}"
    else:
        text = f"{value:.6g}"
    return text.replace("-", "−")


def _label(text: str) -> str:
    """SVG text in which a power of ten has its exponent raised."""
    return re.sub(r"\^(−?\d+)", r'<tspan dy="-4" font-size="80%">\1</tspan>', str(escape(text)))


def _slope(item: Series) -> str:
    """How steep the last piece of a measured row is between two logarithmic scales: the order of a convergence."""
    if item.is_line or len(item.points) < 3:
        return ""
    (x, y), (z, w) = item.points[-2:]
    if not (x > 0 and z > 0 and y > 0 and w > 0) or x == z:
        return ""
    return number(round(math.log(w / y) / math.log(z / x), 2))


def interval(measured: float, predicted: float, error: float, detectable: float, relation: str) -> Markup:
    """One estimate on a line: a dot, the band in which it agrees, and marks at the effect that would have been seen."""
    try:
        place, effect = (measured - predicted) / error, detectable / error
        reach = 1.15 * max(1.0, abs(place), effect)
        across = [f"{SPAN / 2 * (1 + value / reach):.1f}" for value in (-1, 1, place, -effect, effect)]
    except (ArithmeticError, TypeError, ValueError):
        return Markup("")
    low, high, dot, *effects = across
    left, right = ("0" if relation in ("<=", "<") else low), (str(SPAN) if relation in (">=", ">") else high)
    marks = "".join(f"M{x} 2v14" for x in effects) if effect > 0 else ""
    return Markup('<svg class="interval" viewBox="0 0 {span} 18" role="img"><title>{title}</title><path class="band" d="M{left} 9H{right}"/>'
                  '<path d="M{middle} 4v10{marks}"/><circle cx="{dot}" cy="9" r="3.5"/></svg>').format(
        span=SPAN, left=left, right=right, middle=SPAN / 2, marks=marks, dot=dot,
        title=_("{share} of the allowed error").format(share=number(round(place, 3))))


def plot(data, title: str = "", height: int = HEIGHT) -> Markup:
    """The picture of a measurement's series, or nothing when there are fewer than two points."""
    series = read_series(data)
    pairs = [pair for item in series for pair in item.points]
    if len(pairs) < 2:
        return Markup("")
    across, up = axis_for([x for x, _ in pairs]), axis_for([y for _, y in pairs])
    inner_width, inner_height = WIDTH - LEFT - RIGHT, height - TOP - BOTTOM

    def place(x: float, y: float) -> tuple[str, str]:
        return (f"{LEFT + across.place(x) * inner_width:.1f}", f"{TOP + (1 - up.place(y)) * inner_height:.1f}")

    named = escape(title or _("Measured series"))
    rights = [(place(tick, up.low)[0], _label(number(tick))) for tick in across.ticks()]
    heights = [(place(across.low, tick)[1], _label(number(tick))) for tick in up.ticks()]
    grid = "".join(f"M{x} {TOP}v{inner_height}" for x, _words in rights) + "".join(f"M{LEFT} {y}h{inner_width}" for y, _words in heights)
    named_across = next((item.across for item in series if item.across), "")
    parts = [f'<svg class="plot" viewBox="0 0 {WIDTH} {height}" role="img"><title>{named}</title><path class="grid" d="{grid}"/>',
             '<g text-anchor="middle">', *(f'<text x="{x}" y="{height - BOTTOM + 18}">{words}</text>' for x, words in rights), "</g>",
             '<g text-anchor="end">', *(f'<text x="{LEFT - 8}" y="{y}" dy=".32em">{words}</text>' for y, words in heights)]
    if named_across:
        parts.append(f'<text x="{WIDTH - RIGHT}" y="{height - 2}">{escape(named_across)}</text>')
    parts.append("</g>")
    parts.append(f'<rect class="frame" x="{LEFT}" y="{TOP}" width="{inner_width}" height="{inner_height}"/>')
    for count, item in enumerate(series):
        hue = f"s{count % 6}"
        placed = [place(x, y) for x, y in item.points]
        line = " ".join(f"{x},{y}" for x, y in placed)
        if len(placed) > 1:
            parts.append(f'<polyline class="{hue} {"predicted" if item.is_line else "measured"}" points="{line}"/>')
        if not item.is_line and len(placed) <= 60:
            parts.extend(f'<circle class="{hue}" cx="{x}" cy="{y}" r="3.2"/>' for x, y in placed)
    parts.append("</svg>")
    keys = Markup("").join(
        Markup('<li><svg class="key" viewBox="0 0 26 10" aria-hidden="true">{}</svg>{}</li>').format(
            Markup(f'<line class="s{count % 6} {"predicted" if item.is_line else "measured"}" x1="1" x2="25" y1="5" y2="5"/>'
                   + ("" if item.is_line else f'<circle class="s{count % 6}" cx="13" cy="5" r="3"/>')),
            " ".join(filter(None, (item.label or _("series {number}").format(number=count + 1),
                                   _("(slope {slope} at the end)").format(slope=_slope(item)) if across.log and up.log and _slope(item) else ""))))
        for count, item in enumerate(series))
    scales = [name for name, axis in ((_("horizontal"), across), (_("vertical"), up)) if axis.log]
    note = Markup('<p class="scales">{}</p>').format(_("Logarithmic scale: {axes}.").format(axes=listed(scales))) if scales else ""
    return Markup('<figure class="picture">{}<figcaption><ul>{}</ul>{}</figcaption></figure>').format(
        Markup("".join(parts)), keys, note)
