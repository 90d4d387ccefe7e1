"""What is left of a mutant where the statement itself holds: its difference from it, which is cheaper to look at than the whole.

Where L = R, the mutant L' = R says that L' - L = 0; where f -> c, the mutant f' -> c' says that f' - f -> c' - c.
"""

from __future__ import annotations

from sympy import Eq, Expr, Integral, S, Sum

from verifier.tools.binding import free_symbols
from verifier.vocabulary.operators import Both, ForAll, Implies, IsBigO, Tends, TendsAlmostSurely, TendsFromAbove
from verifier.vocabulary.symbols import is_point


def beside(mutant, said):
    """A statement as good as the mutant wherever `said` holds; None if there is no shorter one."""
    if type(mutant) is not type(said):
        return None
    if isinstance(mutant, (Implies, ForAll)):
        inner = beside(mutant.args[-1], said.args[-1]) if mutant.args[:-1] == said.args[:-1] else None
        return None if inner is None else mutant.func(*mutant.args[:-1], inner)
    if isinstance(mutant, Both):
        changed = [pair for pair in zip(mutant.args, said.args) if pair[0] != pair[1]]
        return beside(*changed[0]) if len(changed) == 1 and len(mutant.args) == len(said.args) else None
    if isinstance(mutant, Eq):
        changed = [(*pair, other) for *pair, other in zip(mutant.args, said.args, said.args[::-1]) if pair[0] != pair[1]]
        rest = _multiplied(*changed[0]) or less(*changed[0][:2]) if len(changed) == 1 else None
        return None if rest is None or rest == 0 else Eq(rest, S.Zero, evaluate=False)
    if isinstance(mutant, (Tends, TendsFromAbove, TendsAlmostSurely, IsBigO)):
        return _far_out(mutant, said)
    return None


def _multiplied(mutant, said, other):
    """k times the other side less that side, where an integral or sum is changed into k times itself; None if it is not."""
    if isinstance(said, (Sum, Integral)) and type(mutant) is type(said) and mutant.limits == said.limits and isinstance(other, Expr):
        factor = mutant.function / said.function
        if not free_symbols(factor) & {limit[0] for limit in said.limits}:
            return (factor - 1) * other
    return None


def _far_out(mutant, said):
    bound, kept = isinstance(mutant, IsBigO), slice(1, None) if isinstance(mutant, IsBigO) else slice(1, 3)
    if mutant.args[kept] != said.args[kept]:
        return None
    rest = less(mutant.args[0], said.args[0])
    if rest is None:
        return None
    if bound:
        return None if rest == 0 else IsBigO(rest, *mutant.args[1:])
    limit = less(mutant.args[3], said.args[3])
    return None if limit is None or rest == limit == 0 else mutant.func(rest, *mutant.args[1:3], limit)


def less(first, second):
    """The first number less the second, sums and integrals over one range as one; None where they are no numbers."""
    if not all(isinstance(side, Expr) and not is_point(side) and side.is_finite is not False for side in (first, second)):
        return None
    rest = first - second
    parts = rest.as_ordered_terms() if rest.is_Add else []
    if len(parts) == 2:
        (minus, other), (plus, one) = sorted((part.as_coeff_Mul() for part in parts), key=lambda pair: bool(pair[0].is_positive))
        if isinstance(one, (Sum, Integral)) and type(one) is type(other) and one.limits == other.limits and plus == -minus:
            return plus * one.func(one.function - other.function, *one.limits)
    return rest


__all__ = ["beside", "less"]
