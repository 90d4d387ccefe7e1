"""Rules for powers, roots and waves: Bernoulli's inequality, a root by its square, addition theorems; they are the checker's."""

from __future__ import annotations

import sympy as sp

from verifier.tools.inequalities.inequality_states import State, form_in, shows
from verifier.tools.inequalities.region_signs import ANY
from verifier.tools.inequalities.tangents import by_exponent
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import written


def bernoulli(state: State, data) -> list:
    """A power b^e lies above 1 + e (b - 1) for e >= 1, below it for 0 <= e <= 1, and then above b/(b + e (1 - b))."""
    region = state.region
    powers = by_exponent(sp.expand(written(state.form())))
    total = powers.pop(sp.S.Zero, sp.S.Zero)
    for base, exponent in data:
        if not shows(region, base, True) or not shows(region, exponent):
            raise Rejected("no power of something positive to an exponent that is not negative")
        v = sp.expand(written(form_in(region, exponent * sp.log(base))), power_exp=False)
        slope = powers.pop(v, sp.S.Zero)
        line = 1 + exponent * (base - 1)
        if slope != 0 and shows(region, slope) and shows(region, exponent - 1):
            pass
        elif slope != 0 and shows(region, 1 - exponent) and (shows(region, slope) or shows(region, -slope)):
            line = base / (base + exponent * (1 - base)) if shows(region, slope) else line
        else:
            raise Rejected("no such power, or the line lies on the other side")
        total += slope * line
    return [state.but(total + sp.Add(*(slope * sp.exp(v) for v, slope in powers.items())))]


def by_square(state: State, data) -> list:
    """c sqrt(B) >= A for a number c > 0, where c^2 B >= A^2, which is more than that the root is real."""
    factor, inner, other = data
    if not (factor.is_Rational and factor > 0) or state.gap - (factor * sp.sqrt(inner) - other) != 0:
        raise Rejected("not a root and the rest")
    form_in(state.region, other)
    return [state.but(factor**2 * inner - other**2)]


def addition(state: State, data) -> list:
    """sin(u + v) = sin u cos v + cos u sin v, and cos(u + v) = cos u cos v - sin u sin v."""
    node, u = data
    if not isinstance(node, (sp.sin, sp.cos)):
        raise Rejected("no sine or cosine")
    v = sp.expand(node.args[0] - u)
    form_in(state.region, u)
    form_in(state.region, v)
    sum_of = (sp.sin(u) * sp.cos(v) + sp.cos(u) * sp.sin(v) if isinstance(node, sp.sin) else sp.cos(u) * sp.cos(v) - sp.sin(u) * sp.sin(v))
    return [state.but(state.gap.xreplace({node: sum_of}))]


# -- where they may help ---------------------------------------------------------------------------------------------

def bernoulli_places(state: State, form):
    """All powers with a symbol in the exponent whose base is positive, where there are few."""
    found = {}
    for node in state.gap.atoms(sp.Pow):
        if not isinstance(node, sp.exp) and node.base.free_symbols and node.exp.free_symbols:
            found[node] = (node.base, node.exp)
    if 0 < len(found) <= 4:
        rows = tuple(found[node] for node in sorted(found, key=str))
        yield (("bernoulli", rows),)
        for _, exponent in rows:
            if exponent.is_Symbol and any(exponent in other.free_symbols for other, _ in rows) and state.region.signs(exponent - 1) == ANY:
                yield (("split", (exponent - 1,)),)


def root_places(state: State):
    """The gap as c sqrt(B) - A."""
    for term in sp.Add.make_args(state.gap):
        factor, root = term.as_coeff_Mul()
        if factor.is_Rational and factor > 0 and root.is_Pow and root.exp == sp.S.Half and root.base.free_symbols:
            yield (("by square", (factor, root.base, -(state.gap - term))),)


def addition_places(state: State):
    """A sine or cosine of a sum."""
    for node in sorted(state.gap.atoms(sp.sin, sp.cos), key=str):
        inner = sp.expand(node.args[0])
        if inner.is_Add and inner.free_symbols:
            yield (("addition", (node, inner.args[0])),)
