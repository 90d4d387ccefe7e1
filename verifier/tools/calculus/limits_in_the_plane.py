"""Limits of a complex variable, which may come from all directions: a value found along the real axis need not be one.

A function that is meromorphic around the point has the limit that it has along the axis; for |z|/z nothing is said.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.entire import ENTIRE

WITH_POLES = (sp.tan, sp.cot, sp.sec, sp.csc, sp.tanh, sp.coth, sp.sech, sp.csch, sp.gamma)
ANALYTIC_AT_0 = (sp.asin, sp.atan, sp.asinh, sp.atanh)


def from_all_sides(body, x, point, direction: str) -> bool:
    """Whether the limit along the real axis, where it exists and is finite, is the one in the plane of a complex variable."""
    return bool(x.is_extended_real) or direction != "+-" or point in (sp.oo, -sp.oo) or _is_meromorphic(body, x, point)


def sides_differ_in_the_plane(body, x, point, limit) -> bool:
    """Whether `limit`, which finds limits for t -> 0 from above, finds different numbers from the right and from above."""
    t = sp.Symbol("_t", positive=True)
    ways = [limit(body.xreplace({x: point + way * t}).doit(), t) for way in (1, sp.I)]
    gap = sp.expand(ways[0] - ways[1])
    return bool(gap.is_number and gap.is_finite and gap.is_zero is False)


def _is_analytic(node, x, point) -> bool:
    """Whether the expression is visibly analytic at the point."""
    if x not in node.free_symbols or node == x:
        return True
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return all(_is_analytic(part, x, point) for part in node.args)
    if node.is_Pow and not isinstance(node, sp.exp) and x not in node.exp.free_symbols and _is_analytic(node.base, x, point):
        there = node.base.xreplace({x: point})
        return bool(node.exp.is_Integer and (node.exp > 0 or there.is_nonzero) or there.is_positive)
    if isinstance(node, sp.log) and len(node.args) == 1:
        return _is_analytic(node.args[0], x, point) and bool(node.args[0].xreplace({x: point}).is_positive)
    return isinstance(node, ANALYTIC_AT_0) and _is_analytic(node.args[0], x, point) and node.args[0].xreplace({x: point}) == 0


def _is_meromorphic(node, x, point) -> bool:
    """Whether the expression is visibly meromorphic around the point."""
    if _is_analytic(node, x, point):
        return True
    if node.is_Add or node.is_Mul:
        return all(_is_meromorphic(part, x, point) for part in node.args)
    if node.is_Pow and not isinstance(node, sp.exp):
        return bool(node.exp.is_Integer) and _is_meromorphic(node.base, x, point)
    return isinstance(node, WITH_POLES) and _is_analytic(node.args[0], x, point)
