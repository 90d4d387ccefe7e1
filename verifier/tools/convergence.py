"""Whether an infinite series converges, by the ratio of its terms (Gauss's test) or as a power of the index."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.context import Context
from verifier.tools.known_sums import ratio_of


class NotDecided(ValueError):
    """The tests do not apply."""


def converges(node) -> bool:
    """Whether Sum(t(n), (n, a, oo)) converges; t without further symbols."""
    if not isinstance(node, sp.Sum) or len(node.limits) != 1:
        raise NotDecided("only single sums")
    n, lower, upper = node.limits[0]
    if upper is not sp.oo or not lower.is_Integer or node.free_symbols:
        raise NotDecided("only sums of numbers from an integer to infinity")
    k = sp.Dummy("k", integer=True, nonnegative=True)
    term = substitute(node.function, {n: k + lower})
    power = _power(term, k)
    if power is not None:
        return bool(power < -1)
    ratio = ratio_of(term, k, Context(()))
    if ratio is None:
        raise NotDecided("the ratio of successive terms is not a rational function")
    over, under = (sp.Poly(part, k) for part in sp.fraction(sp.cancel(ratio)))
    if any(root.is_integer and root >= 0 for part in (over, under) for root in part.ground_roots()):
        raise NotDecided("a term vanishes or has no value")
    if over.degree() != under.degree():
        return over.degree() < under.degree()
    limit = over.LC() / under.LC()
    if not limit.is_comparable:
        raise NotDecided("the limit of the ratio is not a real number")
    if sp.Abs(limit) != 1:
        return bool(sp.Abs(limit) < 1)
    over, under = over.monic(), under.monic()
    size = over.degree()
    if size == 0:
        return False  # terms of constant size
    p = under.coeff_monomial(k ** (size - 1)) - over.coeff_monomial(k ** (size - 1))  # |ratio| = 1 - p/k + O(1/k^2)
    if not p.is_comparable:
        raise NotDecided("the second coefficient of the ratio is not a real number")
    return bool(p > (1 if limit == 1 else 0))


def _power(term, k):
    """The exponent e where the term is c (k + a)^e, or None."""
    coefficient, rest = term.as_independent(k, as_Add=False)
    if rest.is_Pow and rest.base.is_polynomial(k) and sp.degree(rest.base, k) == 1 and rest.exp.is_comparable \
            and sp.Poly(rest.base, k).LC() > 0 and rest.base.xreplace({k: sp.S.Zero}).is_positive and coefficient != 0:
        return rest.exp
    return None
