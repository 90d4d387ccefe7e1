"""Limits that visible growth decides: sums of products of powers, exponentials, logarithms and bounded functions.

Everything is brought to a variable that tends to +infinity.  A product is compared by its exponential part first, then
its power, then its logarithms; what cannot be compared raises NoLimit, never a guess.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.growth import Growth, NoGrowth
from verifier.tools.context import Context
from verifier.tools.normal_forms.terms import Undefined as NotDefined


class Diverges(ArithmeticError):
    """There is visibly no finite value."""


ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc, sp.Si, sp.sinc)
ON_AXIS = (sp.tanh, sp.atan, sp.asinh)  # analytic at every real number, with poles or cuts elsewhere
HIGH = 60  # an exponent of a sum that is not multiplied out


class NoLimit(ValueError):
    """The growth is not visible."""


def limit_of(expression, x, point, side, context):
    """The limit as x tends to the point from the side ("+" from above, "-" from below, "+-" both); a finite expression."""
    if side == "+-" and point not in (sp.oo, -sp.oo):
        if smooth_at(expression, x, point, context):
            return expression.xreplace({x: point})
        found = _by_quotient(_single(expression - 0, x, context), x, point, context)
        if found is not None:
            return found
        both = [limit_of(expression, x, point, direction, context) for direction in "+-"]
        if sp.expand(both[0] - both[1]) != 0:
            raise NoLimit("the two sides differ, or are not visibly the same")
        return both[0]
    value = from_one_side(expression, x, point, side, context)
    if value in (sp.oo, -sp.oo):
        raise Diverges(f"{expression} grows beyond every bound as {x} tends to {point}")
    return value


def from_one_side(expression, x, point, side, context):
    """The limit from one side: a finite expression, oo or -oo."""
    t = sp.Dummy("t", positive=True)
    moves = {sp.oo: t, -sp.oo: -t}
    moved = expression.xreplace({x: moves[point] if point in moves else point + 1 / t if side == "+" else point - 1 / t})
    try:
        value = _ways(sp.sympify(moved), t, context)
    except (NotDefined, RecursionError, ZeroDivisionError) as problem:
        raise NoLimit(str(problem)) from problem
    if value not in (sp.oo, -sp.oo) and value.has(sp.oo, -sp.oo, sp.zoo, sp.nan, t):
        raise NoLimit("the limit is not finite")
    return value


def infinite_or_broken(expression, x, point, side, value, context):
    """Whether the limit is the given infinite value, or False where one side shows that it cannot be the value; else None."""
    sides = "+-" if side == "+-" and point not in (sp.oo, -sp.oo) else ("+" if side == "+" else "-",)
    found = []
    for one in sides:
        try:
            found.append(from_one_side(expression, x, point, one, context))
        except Diverges:
            return None
        except NoLimit:
            continue
    infinite = (sp.oo, -sp.oo)
    if not found and any(oscillates(expression, x, point, one) for one in sides):
        return False
    if value in infinite:
        if any(item != value and (item in infinite or item.is_finite) for item in found):
            return False
        return True if len(found) == len(sides) else None
    for one, other in ((a, b) for a in found for b in found):
        if one in infinite and other in infinite and one != other or one not in infinite and other not in infinite and context.is_nonzero(one - other):
            return False
    return None


def oscillates(expression, x, point, side) -> bool:
    """Whether A w + B with a wave w = sin g or cos g has no limit: g grows continuously beyond every bound, A does not tend to 0."""
    t = sp.Dummy("t", positive=True)
    if x.is_integer or point not in (sp.oo, -sp.oo) and not point.is_real:
        return False
    moves = {sp.oo: t, -sp.oo: -t}
    moved = sp.sympify(expression).xreplace({x: moves[point] if point in moves else point + 1 / t if side == "+" else point - 1 / t})
    waves = [node for node in moved.atoms(sp.sin, sp.cos) if t in node.free_symbols]
    if len(waves) != 1 or moved.free_symbols != {t}:
        return False
    w, phase = sp.Dummy("w"), sp.expand(waves[0].args[0])
    factor, rest = moved.xreplace({waves[0]: w}).as_independent(w, as_Add=True)[::-1]
    factor = factor.coeff(w) if sp.expand(factor - factor.coeff(w) * w) == 0 else w
    if not phase.is_polynomial(t) and not all(term.as_independent(t)[1].as_base_exp()[0] == t for term in sp.Add.make_args(phase)):
        return False
    try:
        growth = Growth(t, Context(()))
        return w not in factor.free_symbols | rest.free_symbols and growth.limit(phase) in (sp.oo, -sp.oo) and growth.limit(factor) != 0 \
            and growth.limit(rest) not in (sp.oo, -sp.oo)
    except (NoGrowth, RecursionError):
        return False


def _ways(node, t, context):
    """By growth, else as a quotient that is smooth in u = 1/t at u = 0."""
    try:
        return _at_infinity(node, t, context)
    except NoLimit:
        u = sp.Dummy("u", positive=True)
        single = _single(node.xreplace({t: 1 / u}), u, context)
        if isinstance(single, sp.exp):
            try:
                inner = _by_quotient(single.args[0], u, sp.S.Zero, context)
            except Diverges:  # to minus infinity, perhaps: that is for the scale to see
                inner = None
            if inner is not None:
                return sp.exp(inner)
        found = None if isinstance(single, sp.exp) else _by_quotient(single, u, sp.S.Zero, context)
        return found if found is not None else _by_scale(node, t, context)


def _by_scale(node, t, context):
    """By the leading term on the scale of powers, logarithms and exponentials."""
    try:
        return Growth(t, context).limit(node)
    except NoGrowth as problem:
        raise NoLimit(str(problem)) from problem


def _single(node, x, context):
    """Powers with a moving exponent as exponentials, and one exponential where there were several; 0^(1/n) is 0 and stays."""
    powers = {item: sp.exp(item.exp * sp.log(item.base)) for item in node.atoms(sp.Pow)
              if x in item.exp.free_symbols and item.base is not sp.E and not isinstance(item, sp.exp)
              and (x in item.base.free_symbols or context.is_nonzero(item.base))}
    return sp.powsimp(node.xreplace(powers), combine="exp")


def _by_quotient(node, x, point, context, most: int = 8):
    """N/D with both smooth at the point: the first derivatives that do not vanish there decide (l'Hospital)."""
    over, under = sp.fraction(sp.together(node))
    if not (smooth_at(over, x, point, context) and smooth_at(under, x, point, context)):
        return None
    for _ in range(most):
        below = sp.expand(under.xreplace({x: point}))
        if context.is_nonzero(below):
            return sp.expand(over.xreplace({x: point})) / below
        above = sp.expand(over.xreplace({x: point}))
        if below == 0 and context.is_nonzero(above) and under.free_symbols == {x}:
            raise Diverges("the numerator stays away from 0 where the denominator tends to 0")
        if below != 0 or above != 0:
            return None
        over, under = over.diff(x), under.diff(x)
    return None


def smooth_at(node, x, point, context) -> bool:
    """Whether the expression is visibly analytic in a neighbourhood of the point: all its parts are at the point."""
    if x not in node.free_symbols or node == x:
        return node.is_finite is not False
    if not all(smooth_at(argument, x, point, context) for argument in node.args):
        return False
    at = [argument.xreplace({x: point}) for argument in node.args]
    if any(value.has(sp.zoo, sp.nan, sp.oo) for value in at):
        return False
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return True
    if isinstance(node, ON_AXIS):
        return context.is_real(at[0])
    if node.is_Pow:
        if at[1].is_Integer and x not in node.exp.free_symbols:
            return at[1] >= 0 or context.is_nonzero(at[0])
        return context.is_positive(at[0])
    if isinstance(node, sp.log):
        return len(at) == 1 and context.is_positive(at[0])
    if isinstance(node, (sp.asin, sp.acos, sp.atanh)):
        return context.is_positive(1 - at[0]) and context.is_positive(1 + at[0])
    if isinstance(node, sp.tan):
        return at[0] == 0
    return False


def _at_infinity(node, t, context):
    """The limit for t -> oo: a finite expression, oo or -oo."""
    if t not in node.free_symbols:
        return node
    if node == t:
        return sp.oo
    expanded = sp.expand(node, multinomial=not _has_high_power(node))
    if expanded.is_Add:
        finite, growing = [], []
        for term in expanded.args:
            value = _product(term, t, context)
            (growing if value in (sp.oo, -sp.oo) else finite).append((term, value))
        if not growing:
            return sp.Add(*(value for _, value in finite))
        if all(value is growing[0][1] for _, value in growing):
            return growing[0][1]
        return _dominant(growing, t, context)
    return _product(expanded, t, context)


def _has_high_power(node) -> bool:
    """Whether a power of a sum has too many terms to be written out."""
    return any(part.exp.is_Integer and part.exp > HIGH and part.base.is_Add for part in node.atoms(sp.Pow))


def _dominant(growing, t, context):
    """The sign of the fastest growing term, when one is strictly fastest."""
    rates = [(_rate(term, t, context), value) for term, value in growing]
    best = None
    for rate, value in rates:
        if best is None or _faster(rate, best[0], context):
            best = (rate, value)
    if sum(not _faster(best[0], rate, context) for rate, _ in rates) != 1:
        raise NoLimit("two terms grow alike")
    return best[1]


def _product(term, t, context):
    """The limit of one product."""
    if t not in term.free_symbols:
        return term
    if not term.is_Mul and not (term.is_Pow or isinstance(term, (sp.exp, sp.log))):
        return _function(term, t, context)
    constant, rates, bounded = [], [], []
    for factor in sp.Mul.make_args(term):
        if t not in factor.free_symbols:
            constant.append(factor)
            continue
        try:
            rates.append(_rate(factor, t, context))
        except NoLimit:
            value = _function(factor, t, context) if not (factor.is_Pow or isinstance(factor, (sp.exp, sp.log))) else \
                _power(factor, t, context)
            if value in (sp.oo, -sp.oo):
                raise
            bounded.append(value)
    exponential, power, logarithm = _total(rates)
    leading = next((part for part in (exponential, power, logarithm) if part != 0), sp.S.Zero)
    if leading != 0 and not _sign(leading, context):
        raise NoLimit("the sign of the growth is not visible")
    direction = _sign(leading, context)
    if direction == 0:
        return sp.Mul(*constant, *bounded)
    if direction < 0:
        return sp.S.Zero
    scale = sp.Mul(*constant, *bounded)
    if context.is_positive(scale):
        return sp.oo
    if context.is_positive(-scale):
        return -sp.oo
    raise NoLimit("infinity times an unknown sign")


def _total(rates):
    exponential, power, logarithm = sp.S.Zero, sp.S.Zero, sp.S.Zero
    degree = max((rate[3] for rate in rates), default=0)
    for rate in rates:
        exponential += rate[0] if rate[3] == degree else 0
        power += rate[1]
        logarithm += rate[2]
    if degree and exponential == 0:
        raise NoLimit("exponentials cancel")
    return exponential, power, logarithm


def _sign(number, context) -> int:
    if number == 0:
        return 0
    if context.is_positive(number):
        return 1
    return -1 if context.is_positive(-number) else 0


def _rate(factor, t, context):
    """(coefficient of the leading power in the exponent, power of t, power of log t, that leading power)."""
    if factor.is_Mul:
        parts = [_rate(item, t, context) for item in factor.args if t in item.free_symbols]
        total = _total(parts)
        return (*total, max(part[3] for part in parts))
    if factor == t:
        return sp.S.Zero, sp.S.One, sp.S.Zero, 0
    if isinstance(factor, sp.log) and sp.expand_log(factor.args[0]).is_Symbol:
        return sp.S.Zero, sp.S.Zero, sp.S.One, 0
    if factor.is_Pow and t not in factor.exp.free_symbols and factor.base is not sp.E:
        if factor.base == t:
            return sp.S.Zero, factor.exp, sp.S.Zero, 0
        if isinstance(factor.base, sp.log) and factor.base.args[0] == t:
            return sp.S.Zero, sp.S.Zero, factor.exp, 0
        if factor.base.is_Add and factor.base.is_polynomial(t):
            polynomial = sp.Poly(factor.base, t)
            if factor.exp.is_Integer or context.is_positive(polynomial.LC()):
                if polynomial.LC() == 1:
                    return sp.S.Zero, factor.exp * polynomial.degree(), sp.S.Zero, 0
    if isinstance(factor, sp.exp) or factor.is_Pow and t not in factor.base.free_symbols and context.is_positive(factor.base):
        exponent = factor.args[0] if isinstance(factor, sp.exp) else factor.exp * sp.log(factor.base)
        exponent = sp.expand(exponent)
        if exponent.is_polynomial(t):
            polynomial = sp.Poly(exponent, t)
            if polynomial.degree() == 1 and exponent == polynomial.LC() * t or all(
                    monomial[0] == polynomial.degree() for monomial in polynomial.monoms()):
                if not context.is_real(polynomial.LC()):
                    raise NoLimit("a complex exponent")
                return polynomial.LC(), sp.S.Zero, sp.S.Zero, polynomial.degree()
    raise NoLimit(f"the growth of {factor} is not visible")


def _faster(left, right, context) -> bool:
    """Whether one rate is strictly larger than another."""
    if left[3] != right[3]:
        return (left[3] > right[3]) == ((left if left[3] > right[3] else right)[0].is_positive is True)
    for a, b in zip(left[:3], right[:3], strict=True):
        sign = _sign(sp.expand(a - b), context)
        if sp.expand(a - b) != 0:
            return sign > 0
    return False


def _power(factor, t, context):
    if isinstance(factor, sp.exp):
        value = _at_infinity(factor.args[0], t, context)
        return sp.S.Zero if value is -sp.oo else sp.oo if value is sp.oo else sp.exp(value)
    if isinstance(factor, sp.log):
        value = _at_infinity(factor.args[0], t, context)
        if value is sp.oo or context.is_positive(value):
            return sp.oo if value is sp.oo else sp.log(value)
        raise NoLimit("a logarithm near zero")
    if t not in factor.exp.free_symbols:
        value = _at_infinity(factor.base, t, context)
        if value in (sp.oo, -sp.oo):
            if factor.exp.is_negative:
                return sp.S.Zero
            if value is sp.oo and factor.exp.is_positive:
                return sp.oo
            raise NoLimit("a power of infinity")
        if context.is_positive(value) or factor.exp.is_Integer and (factor.exp > 0 or context.is_nonzero(value)):
            return value**factor.exp
    raise NoLimit(f"the limit of {factor} is not visible")


def _function(node, t, context):
    if node.is_Pow or isinstance(node, (sp.exp, sp.log)):
        return _power(node, t, context)
    head = node.func
    if len(node.args) != 1:
        raise NoLimit(f"the limit of {node} is not visible")
    value = _at_infinity(node.args[0], t, context)
    far = {sp.atan: sp.pi / 2, sp.erf: sp.S.One, sp.tanh: sp.S.One, sp.Si: sp.pi / 2}
    if value in (sp.oo, -sp.oo):
        if head in far:
            return far[head] if value is sp.oo else -far[head]
        if head is sp.erfc:
            return sp.S.Zero if value is sp.oo else sp.Integer(2)
        if head in (sp.sinh, sp.asinh):
            return value
        raise NoLimit(f"the limit of {node} is not visible")
    if isinstance(node, ENTIRE) or isinstance(node, ON_AXIS) and context.is_real(value):
        return head(value)
    raise NoLimit(f"the limit of {node} is not visible")
