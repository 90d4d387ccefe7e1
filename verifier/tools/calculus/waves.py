"""Products of waves sin(a x + b), cos(a x + b), exp(a x + b) as sums of single ones, by the waves of the summed rates."""

from __future__ import annotations

import sympy as sp
from sympy.simplify.fu import TR8

WAVES = (sp.sin, sp.cos, sp.exp)


def single_waves(product, x) -> list | None:
    """[(factor without x, wave, a x + b, rate a)] with rates that are not 0, whose sum of factor * wave is the product; or None."""
    found = []
    if len(sp.Mul.make_args(product)) > 1:
        product = sp.expand(TR8(sp.powsimp(product, combine="exp")), power_exp=False)
    for term in sp.Add.make_args(product):
        factor, wave = term.as_independent(x, as_Add=False)
        inner = sp.expand(wave.args[0]) if isinstance(wave, WAVES) else sp.S.Zero
        rate = inner.coeff(x)
        if rate == 0 or x in sp.expand(inner - rate * x).free_symbols:
            return None
        found.append((factor, wave, inner, rate))
    return found
