"""A finite sum of positive terms is below its series: an upper bound that does not move with the number of terms."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.relations import ORDER, sides_of


def whole_series(statement, context, data):
    """Sum(t(k), k = a, ..., n) < c for every n, where t > 0 and the whole series is at most c; n stands nowhere else."""
    if not isinstance(statement, ORDER):
        return None
    small, large, _ = sides_of(statement)
    if not isinstance(small, sp.Sum) or len(small.limits) != 1:
        return None
    k, lower, upper = small.limits[0]
    n = upper.free_symbols
    if not n or n & (large.free_symbols | small.function.free_symbols | lower.free_symbols) or not lower.is_Integer or not upper.is_integer:
        return None
    index = sp.Symbol(k.name, integer=True, positive=True) if lower >= 1 else sp.Symbol(k.name, integer=True, nonnegative=True)
    if lower < 0 or any(symbol.name == k.name for symbol in (small.free_symbols | large.free_symbols)):
        return None
    term = substitute(small.function, {k: index})
    if not context.is_nonnegative(upper - lower + 1) or not context.extended([sp.Ge(index, lower, evaluate=False)]).is_positive(term):
        return None
    return sp.Le(sp.Sum(small.function, (k, lower, sp.oo)), large, evaluate=False)
