"""Whether a sign can be seen where bounds hold, for those who ask only once."""

from __future__ import annotations

import sympy as sp

from verifier.tools.inequalities.region_signs import Region
from verifier.tools.normal_forms.kernels import NotVisible


def visible(expression, strict: bool, bounds) -> bool:
    """Whether the expression is visibly real and > 0 (>= 0 when not strict) wherever the bounds hold."""
    region = Region(bounds)
    try:
        form = region.form(sp.sympify(expression))
    except NotVisible:
        return False
    return region.positive(form) if strict else region.nonnegative(form)
