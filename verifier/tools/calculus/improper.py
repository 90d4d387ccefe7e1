"""Whether an integral over an interval exists: it diverges where the integrand grows like 1/distance or faster.

Divergence: one side of a point c of the interval where (x - c) f(x) tends to something other than 0, or at infinity x f(x)
does.  Convergence: the integrand is continuous inside and |x - c|^q f(x) tends to 0 at each end for some q < 1.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of, oscillates
from verifier.tools.calculus.expansions import limit_by_expansion
from verifier.tools.calculus.limits_in_the_plane import from_all_sides, sides_differ_in_the_plane
from verifier.tools.context import Context
from verifier.tools.inequalities.regions_of_premises import is_continuous
from verifier.tools.settled import CORNERED, hides, settled
from verifier.tools.sums.convergence import NotDecided, converges

POWERS = (sp.Rational(1, 2), sp.Rational(9, 10), sp.Rational(99, 100))
NOTHING = Context(())
FAST = (sp.Integer(2), sp.Rational(3, 2), sp.Rational(11, 10), sp.Rational(101, 100))


def exists(node, context=None) -> bool:
    """Whether an infinite series, an integral or a limit of numbers has a value; NotDecided where the tests do not say."""
    if isinstance(node, sp.Integral):
        return _exists_for_all(node, context) if node.free_symbols and context is not None else integral_exists(node)
    if isinstance(node, sp.Limit) and not node.free_symbols:
        return _limit_exists(node)
    return converges(node.func(settled(node.function), *node.limits) if isinstance(node, sp.Sum) else node, context)


def may_be_of_nothing(node) -> bool:
    """Whether it is a limit of what may have no value all along the way, as written: of floor(1/n)/floor(1/n)."""
    return isinstance(node, sp.Limit) and node.args[0].has(*CORNERED) and hides(node.args[0])


def _limit_exists(node) -> bool:
    body, x, point, direction = node.args
    body = settled(body)
    sides = "+-" if str(direction) == "+-" and point not in (sp.oo, -sp.oo) else str(direction)
    found = [_limit(body, x, point, side) for side in (sides if point not in (sp.oo, -sp.oo) else "+")]
    if any(value is sp.oo for value in found):
        return False
    if None in found:
        if any(oscillates(body, x, point, side) for side in (sides if point not in (sp.oo, -sp.oo) else "+")):
            return False
        raise NotDecided("the limit is not visible")
    if len(found) == 2:
        gap = sp.expand(found[0] - found[1])
        if gap.is_zero is None:
            raise NotDecided("cannot tell whether both sides agree")
        if not gap.is_zero:
            return False
    if not from_all_sides(body, x, point, sides):
        if sides_differ_in_the_plane(body, x, point, _found):
            return False
        raise NotDecided(f"cannot see that it is the same from all directions in the plane of {x}")
    return True


def _found(body, t):
    value = _limit(body, t, sp.S.Zero, "+")
    if value is None:
        raise NotDecided("the limit is not visible")
    return value


def integral_exists(node: sp.Integral) -> bool:
    """Whether the integral of a function of one variable between numbers exists."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or node.free_symbols:
        raise NotDecided("only single integrals of one variable between numbers")
    x, *ends = node.limits[0]
    low, high = (settled(end) for end in ends)
    if not all(end in (sp.oo, -sp.oo) or end.is_comparable and end.is_finite for end in (low, high)):
        raise NotDecided("the ends are not real numbers")
    if low == high:
        return True
    if low in (sp.oo,) or high in (-sp.oo,) or (low != -sp.oo and high != sp.oo and low > high):
        low, high = high, low
    t = sp.Dummy("t", real=True)
    body = settled(node.function.xreplace({x: t}))
    ends = [(low, "+" if low != -sp.oo else "-"), (high, "-")]
    inside = [c for c in _poles(body, t) if _within(c, low, high)]
    for point, side in (*ends, *((c, side) for c in inside for side in "+-")):
        if _grows_too_fast(body, t, point, side):
            return False
    if inside or not is_continuous(body, _between(t, low, high)):
        raise NotDecided("the integrand is not visibly continuous inside the interval")
    if all(_is_tame(body, t, point, side) for point, side in ends):
        return True
    raise NotDecided("the growth of the integrand at an end is not visible")


def _exists_for_all(node: sp.Integral, context) -> bool:
    """Whether the integral between numbers exists for all parameters that the context allows; never False, as it may exist for some."""
    (x, *ends), *others = node.limits
    if others or len(ends) != 2 or not all(end in (sp.oo, -sp.oo) or end.is_comparable for end in ends):
        raise NotDecided("only single integrals between numbers")
    (low, high), t = sorted(ends), sp.Dummy("t", real=True)
    body, inside = settled(node.function.xreplace({x: t})), (*context.statements, *_between(t, low, high).statements)
    if low < high and is_continuous(body, Context(inside)) and all(
            _is_tame(body, t, point, side, context) for point, side in ((low, "+" if low != -sp.oo else "-"), (high, "-"))):
        return True
    raise NotDecided("the premises do not show that the integrand is continuous and falls fast enough")


def _between(t, low, high) -> Context:
    bounds = ([sp.Gt(t, low, evaluate=False)] if low != -sp.oo else []) + (
        [sp.Lt(t, high, evaluate=False)] if high != sp.oo else []
    )
    return Context(tuple(bounds))


def _within(point, low, high) -> bool:
    return bool(point.is_comparable and (low == -sp.oo or point > low) and (high == sp.oo or point < high))


def _poles(body, t) -> list:
    """Real zeros of polynomials, and of a + b cos t and the like within a few turns, in denominators and of arguments of logarithms."""
    found: dict = {}
    for node in sp.preorder_traversal(body):
        if node.is_Pow and not isinstance(node, sp.exp) and node.exp.is_negative and node.base.has(t) or isinstance(node, sp.log):
            base = node.base if node.is_Pow else node.args[0]
            if base.is_polynomial(t) and sp.degree(base, t) <= 4:
                found.update(dict.fromkeys(root for root in sp.Poly(base, t).ground_roots()))
                found.update(dict.fromkeys(root for root in sp.roots(base, t) if root.is_real))
            found.update(dict.fromkeys(_turns(base, t)))
        if isinstance(node, (sp.tan, sp.sec, sp.cot, sp.csc)) and node.args[0] == t:
            shift = sp.pi / 2 if isinstance(node, (sp.tan, sp.sec)) else sp.S.Zero
            found.update(dict.fromkeys(shift + k * sp.pi for k in range(-4, 5)))
    return list(found)


def _turns(base, t) -> list:
    """Real zeros of a + b sin t or a + b cos t, within a few turns."""
    rest, turning = base.as_independent(t, as_Add=True)
    factor, wave = turning.as_independent(t, as_Add=False)
    if wave not in (sp.sin(t), sp.cos(t)) or not (height := -rest / factor).is_extended_real or not -1 <= height <= 1:
        return []
    first = sp.acos(height) if isinstance(wave, sp.cos) else sp.asin(height)
    second = -first if isinstance(wave, sp.cos) else sp.pi - first
    return [angle + 2 * k * sp.pi for angle in (first, second) for k in range(-2, 3)]


def _limit(expression, t, point, side, context=NOTHING):
    """The limit, oo where it grows beyond every bound, or None."""
    try:
        try:
            return limit_of(expression, t, point, side, context)
        except NoLimit:
            return limit_by_expansion(expression, t, point, side, context)
    except Diverges:
        return sp.oo
    except (NoLimit, ValueError, TypeError, ArithmeticError, AttributeError, NotImplementedError, RecursionError):
        return None


def _grows_too_fast(body, t, point, side) -> bool:
    if point in (sp.oo, -sp.oo) and _exponent_grows(body, t, point):
        return True
    weight = t if point in (sp.oo, -sp.oo) else t - point
    found = _limit(weight * body, t, point, side)
    return found is not None and (found is sp.oo or found.is_comparable and found.is_zero is False and bool(sp.Ne(found, 0)))


def _exponent_grows(body, t, point) -> bool:
    """Whether the integrand is c exp(h), c a number other than 0, h a polynomial and positive multiples of exp(a t) that grow."""
    factor, rest = body.replace(sp.Abs(t), t if point is sp.oo else -t).as_independent(t, as_Add=False)
    parts = sp.Mul.make_args(rest)
    if factor.is_zero is not False or not all(isinstance(part, sp.exp) for part in parts):
        return False
    terms = [term.as_independent(t, as_Add=False) for term in sp.Add.make_args(sp.expand(sp.Add(*(part.exp for part in parts))))]
    growing = [scale for scale, term in terms if not term.is_polynomial(t)]
    slopes = [sp.expand(term.exp) / t for _, term in terms if isinstance(term, sp.exp)]
    return bool(growing) and len(slopes) == len(growing) and all(scale.is_positive for scale in growing) and all(
        slope.is_positive if point is sp.oo else slope.is_negative for slope in slopes)


def _is_tame(body, t, point, side, context=NOTHING) -> bool:
    if point in (sp.oo, -sp.oo):
        size = t if point is sp.oo else -t
        return any(_limit(size**q * body, t, point, side, context) == 0 for q in FAST)
    distance = t - point if side == "+" else point - t
    if _regular_at(body, t, point):
        return True
    return any(_limit(distance**q * body, t, point, side, context) == 0 for q in POWERS)


def _regular_at(body, t, point) -> bool:
    """Whether the formula is visibly continuous on a small closed interval around the end."""
    near = (sp.Ge(t, point - sp.Rational(1, 10**6), evaluate=False), sp.Le(t, point + sp.Rational(1, 10**6), evaluate=False))
    return is_continuous(body, Context(near))
