"""How the gap of an inequality goes on from one whole number to the next: with Fibonacci numbers, and with partial sums of series."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.binding import bound_anywhere
from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of
from verifier.tools.calculus.expansions import limit_by_expansion
from verifier.tools.instances import Rejected
from verifier.tools.sums.convergence import NotDecided, converges
from verifier.tools.sums.induction_steps import counted_from, grown_by_one
from verifier.tools.sums.known_sums import NoSum, sum_of

MOST_FACTORS = 8


def two_steps(gap, n):
    """D(n + 2) - D(n + 1) - D(n), Fibonacci and Lucas numbers as combinations of F(n) and F(n + 1)."""
    def reduced(node):
        shift = sp.expand(node.args[0] - n) if len(node.args) == 1 else None
        if shift is None or not shift.is_Integer:
            return node
        first, second = (sp.fibonacci(n), sp.fibonacci(n + 1)) if isinstance(node, sp.fibonacci) else (
            2 * sp.fibonacci(n + 1) - sp.fibonacci(n), 2 * sp.fibonacci(n) + sp.fibonacci(n + 1))
        return sp.fibonacci(shift) * second + sp.fibonacci(shift - 1) * first
    gaps = [gap.xreplace({n: n + step}).replace(lambda node: isinstance(node, (sp.fibonacci, sp.lucas)), reduced) for step in range(3)]
    return sp.expand(gaps[2] - gaps[1] - gaps[0])


def falling_gap(gap, n, start, context):
    """(limit, what the gap gains from n to n + 1), of sums up to n with terms that do not speak of n."""
    plain, limits = sp.S.Zero, sp.S.Zero
    for term in sp.Add.make_args(sp.expand(gap)):
        if not term.has(sp.Sum):
            plain, limits = plain + term, limits + term
            continue
        coefficient, node = term.as_independent(sp.Sum, as_Add=False)
        if not isinstance(node, sp.Sum) or n in coefficient.free_symbols or len(node.limits) != 1:
            raise Rejected(f"{term} is no multiple of a sum")
        k, low, high = node.limits[0]
        if n in node.function.free_symbols or any(k in item.free_symbols for item in context.statements):
            raise Rejected(f"the terms of {node} move")
        if low.is_Integer and sp.expand(high - n).is_Integer and start + sp.expand(high - n) >= low - 1:
            plain += term
            limits += coefficient * _series(node.function, k, low, context)
        else:
            raise Rejected(f"{node} does not end at {n} and a whole number")
    growth = grown_by_one(sp.Le, (plain, sp.S.Zero), (plain.xreplace({n: n + 1}), sp.S.Zero), n).lhs
    return _limit(limits, n, context), sp.factor_terms(sp.expand(growth.replace(lambda node: isinstance(node, sp.factorial), lambda node: _unfolded(node, n))))


def without_tails(statement, context, data):
    """The statement with each tail of a series, from n on, as the series without its first terms."""
    if not isinstance(statement, Relational) or not statement.has(sp.Sum):
        return None
    bound = bound_anywhere(statement)

    def known(node):
        k, low, high = node.limits[0] if len(node.limits) == 1 and len(node.limits[0]) == 3 else (None,) * 3
        if high is not sp.oo or len(low.free_symbols) != 1 or any(k in item.free_symbols for item in context.statements):
            return node
        n, = low.free_symbols
        shift = sp.expand(low - n)
        if not (shift.is_Integer and n.is_integer and n.is_nonnegative) or n in node.function.free_symbols or n in bound:
            return node
        first = shift + counted_from(n)
        try:
            return _series(node.function, k, first, context) - sp.Sum(node.function, (k, first, low - 1))
        except Rejected:
            return node
    made = statement.func(*(side.replace(lambda node: isinstance(node, sp.Sum), known) for side in statement.args), evaluate=False)
    return None if made == statement else made


def _series(term, k, first, context):
    """The series, by the table or as it stands; it converges."""
    node = sp.Sum(term, (k, first, sp.oo))
    try:
        return sum_of(node, context)
    except NoSum:
        pass
    try:
        if not node.free_symbols and converges(node):
            return node
    except NotDecided:
        pass
    raise Rejected(f"cannot see that {node} converges")


def _limit(expression, n, context):
    """The limit as n grows, over all real values."""
    t = sp.Dummy("t", positive=True)
    moved = expression.xreplace({n: t})
    for rule in (limit_of, limit_by_expansion):
        try:
            return rule(moved, t, sp.oo, "-", context)
        except Diverges as problem:
            raise Rejected(str(problem)) from problem
        except NoLimit:
            continue
    raise Rejected(f"cannot see a limit of {expression}")


def _unfolded(node, n):
    """(n + c)! as n! (n + 1) ... (n + c), for n >= 0."""
    shift = sp.expand(node.args[0] - n)
    if not (shift.is_Integer and 0 < shift <= MOST_FACTORS and n.is_nonnegative):
        return node
    return sp.factorial(n) * sp.Mul(*(n + j for j in range(1, int(shift) + 1)))
