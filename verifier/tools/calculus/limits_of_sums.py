"""Limits of sums: Riemann sums as integrals, partial sums as series, monotone terms between their ends, Fibonacci numbers by powers."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, from_one_side
from verifier.tools.context import Context
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.regions_of_premises import is_continuous, is_smooth
from verifier.tools.settled import hides, settled


def limits_of_sums(statement, context, data):
    """Each limit for n to infinity of sums of n terms by an integral or series, or by a function of n without a sum."""
    if not isinstance(statement, sp.core.relational.Relational):
        return None
    numbers = not any(side in (sp.oo, -sp.oo) for side in statement.args)
    steps: list = []

    def rewritten(node):
        body, n, point, _ = node.args
        if point is not sp.oo or not n.is_integer or hides(body):
            return node
        for rule in (_riemann, *([_series] if numbers else []), _harmonic, _between_ends, _by_growth):
            found = rule(settled(body), n, context)
            if found is not None:
                steps.append(node)
                return found if found.func in (sp.Integral, sp.Sum, sp.Product) else sp.Limit(found, n, sp.oo, "-")
        return node

    made = statement.func(*(side.replace(lambda node: isinstance(node, sp.Limit), rewritten) for side in statement.args), evaluate=False)
    return made if steps else None


def _riemann(body, n, context: Context):
    """The sum of g(k/n)/n over k from a n + c to b n + d tends to the integral of g from a to b, where g is continuous.

    The places k/n lie inside for c >= 0 >= d, and finitely many terms more or less are of order 1/n.
    """
    sums = [factor for factor in sp.Mul.make_args(body) if isinstance(factor, sp.Sum)]
    if len(sums) != 1 or len(sums[0].limits) != 1:
        return None
    k, low, high = sums[0].limits[0]
    (start, first), (end, last) = ((sp.expand(bound).coeff(n), sp.expand(bound - sp.expand(bound).coeff(n) * n)) for bound in (low, high))
    if not (start.is_Integer and end.is_Integer and first.is_Integer and last.is_Integer and start < end and first >= 0 and last <= 0):
        return None
    term = body / sums[0] * sums[0].function
    if term.has(sp.Sum) or any(k in item.free_symbols for item in context.statements):
        return None
    x, size = sp.Symbol(f"{k.name}'", real=True), sp.Dummy("n", positive=True)
    place = sp.Dummy("x", positive=True)
    shape = term.xreplace({k: x, n: sp.S.One})
    inside = (sp.Ge(x, start, evaluate=False), sp.Le(x, end, evaluate=False))
    try:
        if start < 0 or not agree(term.xreplace({k: size * place, n: size}) * size, shape.xreplace({x: place}), context):
            return None
        if start == first == 0 and not agree(term.xreplace({k: sp.S.Zero, n: size}) * size, shape.xreplace({x: sp.S.Zero}), context):
            return None
    except Unfit:
        return None
    if is_continuous(shape, context.extended(inside)) or start == 0 < first and _is_monotone_from_zero(shape, x, context):
        return sp.Integral(shape, (x, start, end))
    return None


def _is_monotone_from_zero(shape, x, context: Context) -> bool:
    """Whether it is a multiple of log x or of x^p with p > -1: monotone with an integral from 0, so that sums over right ends tend to that."""
    wave = shape.as_independent(x, as_Add=False)[1]
    base, power = wave.as_base_exp()
    return wave == sp.log(x) or base == x and x not in power.free_symbols and context.is_real(power) and context.is_positive(power + 1)


def _series(body, n, context: Context):
    """The limit of the partial sums, or products, is the series, or infinite product."""
    if isinstance(body, (sp.Sum, sp.Product)) and len(body.limits) == 1:
        k, low, high = body.limits[0]
        if high == n and low.is_Integer and n not in body.function.free_symbols:
            return body.func(body.function, (k, low, sp.oo))
    return None


def _harmonic(body, n, context: Context):
    """The sum of 1/k up to n is the harmonic number."""
    def closed(node):
        if len(node.limits) == 1 and node.limits[0][1] == 1 and node.function == 1 / node.limits[0][0] and node.limits[0][2] == n:
            return sp.harmonic(n)
        return node
    made = body.replace(lambda node: isinstance(node, sp.Sum), closed)
    return None if made == body else made


def _between_ends(body, n, context: Context):
    """A sum of m terms that rise, or fall, in k lies between m times the first and m times the last of them; where these come together,
    the sum goes along, with a limit or without one; so it does where the smaller one grows beyond every bound.

    Only large n count; the terms are those of a smooth function of a real k, whose slope has one sign.
    """
    sums = [factor for factor in sp.Mul.make_args(body) if isinstance(factor, sp.Sum)]
    if len(sums) != 1 or len(sums[0].limits) != 1 or len(sums[0].limits[0]) != 3:
        return None
    term, (k, low, high) = sums[0].function, sums[0].limits[0]
    if n not in high.free_symbols | low.free_symbols or not (low.is_integer and high.is_integer) or term.has(sp.Sum, sp.Product) or any(
            {k, n} & item.free_symbols for item in context.statements):
        return None
    size, place = sp.Dummy("n", positive=True), sp.Dummy(k.name, real=True)
    shape, first, last, outside = (item.xreplace({k: place, n: size}) for item in (term, low, high, body / sums[0]))
    large = context.extended([sp.Ge(size, LARGE, evaluate=False)])
    if not large.is_nonnegative(last - first):
        return None
    within = large.extended([sp.Ge(place, first, evaluate=False), sp.Le(place, last, evaluate=False)])
    if not within.is_real(shape) or not is_smooth(shape, within):
        return None
    slope = sp.factor(sp.diff(shape, place))
    rises = within.is_nonnegative(slope)
    if not rises and not within.is_nonnegative(-slope):
        return None
    whole = outside * (last - first + 1)
    least, largest = (whole * shape.xreplace({place: end}) for end in ((first, last) if rises else (last, first)))
    together = _limit_is(least - largest, sp.S.Zero, size, large)
    return least.xreplace({size: n}) if together or large.is_nonnegative(outside) and _limit_is(least, sp.oo, size, large) else None


def _limit_is(expression, value, n, context: Context) -> bool:
    """Whether the expression visibly tends to the value, which may be infinite, as n grows."""
    try:
        return from_one_side(expression, n, sp.oo, "-", context) == value
    except (NoLimit, Diverges):
        return False


def _by_growth(body, n, context: Context):
    """In a product, Fibonacci, Lucas and harmonic numbers may be replaced by phi^m/sqrt(5), phi^m and log n: the quotients tend to 1."""
    factors, changed = [], False
    for factor in sp.Mul.make_args(body):
        base, exponent = factor.as_base_exp()
        if base == sp.harmonic(n) and exponent.is_Integer:
            factors.append(sp.log(n) ** exponent)
            changed = True
        elif isinstance(base, (sp.fibonacci, sp.lucas)) and len(base.args) == 1 and (exponent.is_Integer or sp.expand(exponent * n).is_Rational):
            slope = sp.expand(base.args[0]).coeff(n)
            if not (slope.is_Integer and slope > 0 and sp.expand(base.args[0] - slope * n).is_Integer):
                return None
            factor = sp.expand(exponent * base.args[0]), exponent if isinstance(base, sp.fibonacci) else sp.S.Zero
            factors.append(GOLDEN ** factor[0] / sp.sqrt(5) ** factor[1])
            changed = True
        elif factor.has(sp.fibonacci, sp.lucas, sp.harmonic):
            return None
        else:
            factors.append(factor)
    return sp.powsimp(sp.Mul(*factors)) if changed else None


LARGE = 10  # of n: what comes before does not matter to a limit
GOLDEN = (1 + sp.sqrt(5)) / 2
