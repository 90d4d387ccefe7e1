"""Formulas and pictures of a page, one at a time: whatever comes in, nothing but presentation comes out."""

from __future__ import annotations

import re

import pytest

from reports import mathml, plots
from reports.mathml import Typesetter
from tests.reports.synthetic import LINK


@pytest.mark.parametrize(
    "latex",
    [
        LINK,
        r"\frac{a",
        r"\def\a{\a\a}\a",
        "{" * 5000,
        r"\style{color:red}{x}",
        r"\includegraphics{http://x/y}",
        "x" * 30_000,
        "\ud800",
        "\x00",
    ],
)
def test_a_formula_that_cannot_be_typeset_is_code(latex):
    """Whatever the engine says, the reader sees the LaTeX and the next formula is typeset."""
    typesetter = Typesetter()
    assert "<math" not in typesetter.inline(latex) or "\x00" in latex
    if mathml.quickjs is not None:
        assert "<math" in typesetter.inline("x^2")


@pytest.mark.parametrize(
    "markup",
    [
        "<math><mi>x</mi>",
        "<math><script>1</script></math>",
        '<math onclick="x"><mi>x</mi></math>',
        '<math href="javascript:x"><mi>x</mi></math>',
        '<math style="background:url(x)"><mi>x</mi></math>',
        '<math style="position:fixed"><mi>x</mi></math>',
    ],
)
def test_only_presentation_is_admitted(markup):
    """The engine's output is judged and not trusted."""
    assert mathml._admissible(markup) is None


@pytest.mark.parametrize(
    "points",
    [
        [[0, 0], [0, 0]],
        [[1e-320, 1], [1e308, 2]],
        [[-1e308, 1], [1e308, -1e308]],
        [[1, 5], [2, 5]],
        [[1e15, 1], [1e15 + 0.125, 2]],
        [[3, 1], [3, 1e9]],
        [["x", 1], [2, 3]],
        [[1, float("inf")], [2, 2]],
    ],
)
def test_pictures_of_awkward_data_have_finite_positions(points):
    """No division by zero, no NaN in the SVG."""

    assert not re.search(r'="-?(nan|inf)', plots.plot([{"label": "measured", "points": points}]))


def test_axes_are_logarithmic_only_over_decades():
    """Zero and negative numbers, or a narrow range, keep the plain scale; ticks stay within the axis."""
    assert plots.axis_for([1, 1000]).log and not plots.axis_for([0, 1000]).log and not plots.axis_for([1, 9]).log
    for values in ([1, 1000], [0, 7], [-3, 4], [1e-9, 1e9], [1000, 1000.5]):
        axis = plots.axis_for(values)
        assert 2 <= len(axis.ticks()) <= 12
        assert all(-1e-9 <= axis.place(tick) <= 1 + 1e-9 for tick in axis.ticks())
