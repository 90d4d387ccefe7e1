"""Rules that reduce an inequality to simpler ones; the checker applies them, nothing else."""

from __future__ import annotations

from itertools import pairwise, permutations

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of
from verifier.tools.context import Context
from verifier.tools.evaluation.enclosure import check_cover
from verifier.tools.inequalities.beside import beside
from verifier.tools.inequalities.inequality_states import State, bounds_without, form_in, opened, range_of, region_of, shows, smooth_between, started, within
from verifier.tools.inequalities.means import means
from verifier.tools.inequalities.power_rules import addition, bernoulli, by_square
from verifier.tools.inequalities.region_signs import BELOW, ZERO, sign_of_number
from verifier.tools.inequalities.substitutions import as_one
from verifier.tools.inequalities.tangents import supports, tangents
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import NotVisible, Quotient
from verifier.tools.relations import ORDER, sides_of

MOST_DERIVATIVES, CONTACT_BITS = 8, 128


def sign(state: State, data) -> list:
    """The sign is visible in the quotient of polynomials in kernels."""
    if not shows(state.region, state.gap, state.strict):
        raise Rejected("the sign is not visible")
    return []


def stated(state: State, data) -> list:
    """The gap is what a bound says is >= 0."""
    place, = data
    if not 0 <= place < len(state.bounds) or not isinstance(state.bounds[place], ORDER):
        raise Rejected("no such bound")
    small, large, strict = sides_of(state.bounds[place])
    state.form()
    if state.strict and not strict or sp.expand(large - small - state.gap) != 0:
        raise Rejected("the bound says something else")
    return []


def core(state: State, data) -> list:
    """The gap is a visibly positive factor (not negative will do for >=) times another gap."""
    factor, new = data
    region = state.region
    first, second = form_in(region, factor), form_in(region, new)
    if Quotient(state.form() - first * second).over != 0:
        raise Rejected("not a multiple")
    if not (region.positive(first) if state.strict else region.nonnegative(first)):
        raise Rejected("the factor is not visibly positive")
    return [state.but(new)]


def ladder(state: State, data) -> list:
    """gap(x0) >= 0, and the gap does not fall on the way from x0 to either side (mean value theorem)."""
    x, point = data
    if x in point.free_symbols:
        raise Rejected("the point moves with the variable")
    within(state, x, point)
    smooth_between(state, x, point)
    lower, upper = range_of(state, x)
    right, left = sp.Gt(x, point, evaluate=False), sp.Lt(x, point, evaluate=False)
    value = state.gap.xreplace({x: point})
    if value.has(sp.zoo, sp.nan, sp.oo):
        raise Rejected("no value at the point")
    inside = not any(strict and sp.expand(bound - point) == 0 for bound, strict in (*lower, *upper))
    goals = [state.but(value, strict=state.strict and inside, without=x)]
    inner = State(state.gap, state.strict, opened(state, x))  # a slope is only needed inside
    slope, climb = state.gap.diff(x), state.strict and not inside
    if not any(bound == point for bound, _ in upper):
        goals.append(inner.but(slope, right, strict=climb))
    if not any(bound == point for bound, _ in lower):
        goals.append(inner.but(-slope, left, strict=climb))
    return goals


def from_end(state: State, data) -> list:
    """The gap falls (or rises) towards an open end, finite or infinite, where its limit is >= 0."""
    x, end = data
    lower, upper = range_of(state, x)
    above = end is sp.oo or end is not -sp.oo and not any(bound == end for bound, _ in lower)
    bounds = upper if above else lower
    if bounds != ([] if end in (sp.oo, -sp.oo) else [(end, True)]):
        raise Rejected("this is not where the range of the variable ends, or it has its end")
    smooth_between(state, x)
    value = _limit(state, x, end, "-" if above else "+")
    slope = state.gap.diff(x)
    inner = State(state.gap, state.strict, opened(state, x))
    return [state.but(value, strict=False, without=x), inner.but(-slope if above else slope, strict=state.strict)]


def descent(state: State, data) -> list:
    """The gap is at least what it is one further, again and again, down to a limit that is >= 0."""
    x, = data
    _, upper = range_of(state, x)
    if upper:
        raise Rejected("the range of the variable ends")
    state.form()
    value = _limit(state, x, sp.oo, "-")
    return [state.but(value, strict=False, without=x), state.but(state.gap - state.gap.xreplace({x: x + 1}))]


def concave(state: State, data) -> list:
    """A gap that is concave along x between a and b is >= 0 if it is at a and at b; at an open end its limit will do."""
    x, low, high = data
    lower, upper = range_of(state, x)
    ends = []
    for end, bounds, side in ((low, lower, "+"), (high, upper, "-")):
        if not any(bound == end for bound, _ in bounds):
            raise Rejected("the ends are not those of the variable")
        is_open = any(bound == end and excluded for bound, excluded in bounds)
        ends.append((_end_value(state, x, end, side, is_open), is_open))
    smooth_between(state, x)
    (first, left_open), (last, right_open) = ends  # with > 0 at one end, and >= 0 at an open one, the chord is positive inside
    inner = State(state.gap, state.strict, opened(state, x))
    return [state.but(first, without=x, strict=state.strict and not left_open),
            state.but(last, without=x, strict=state.strict and (left_open or not right_open)),
            inner.but(-state.gap.diff(x, 2), strict=False)]


def _end_value(state: State, x, end, side: str, is_open: bool):
    try:
        smooth_between(state, x, end)
        return state.gap.xreplace({x: end})
    except (Rejected, NotVisible):
        if not is_open:
            raise
    return _limit(state, x, end, side)


def quadratic(state: State, data) -> list:
    """a x^2 + b x + c with a > 0, or with a >= 0 and c >= 0, is >= 0 where its discriminant is not positive."""
    x, = data
    state.form()
    polynomial = sp.Poly(sp.expand(state.gap), x)
    if polynomial.degree() != 2:
        raise Rejected("not quadratic")
    a, b, c = polynomial.all_coeffs()
    room = state.but(sp.expand(4 * a * c - b**2))
    if state.strict or shows(state.region, a, True):
        return [state.but(a, strict=True), room]
    return [state.but(a), state.but(c), room]


def bounded(state: State, data) -> list:
    """A gap affine in a sine, cosine or tanh of something real is smallest where that is -1 or 1."""
    node, = data
    if not isinstance(node, (sp.sin, sp.cos, sp.tanh, sp.erf)):
        raise Rejected("not a bounded function")
    state.form()
    u = sp.Dummy("u", real=True)
    body = sp.expand(state.gap.xreplace({node: u}))
    if u not in body.free_symbols or body.diff(u, 2) != 0:
        raise Rejected("not affine in it")
    return [state.but(body.xreplace({u: sp.Integer(end)})) for end in (1, -1)]


def split(state: State, data) -> list:
    """Where a real expression is >= 0, and where it is <= 0."""
    expression, = data
    form_in(state.region, expression)
    above, below = (_decided(state.gap, side * expression) for side in (1, -1))
    return [state.but(above, sp.Ge(expression, 0, evaluate=False)), state.but(below, sp.Le(expression, 0, evaluate=False))]


def _decided(gap, positive):
    """The gap where an expression is >= 0: absolute values and largest and smallest of two whose order that settles are gone."""
    def chosen(node):
        first, second = node.args if len(node.args) == 2 else (node.args[0], -node.args[0])
        for large, small in ((first, second), (second, first)):
            if any(sp.expand(large - small - times * positive) == 0 for times in (1, 2)):
                return small if isinstance(node, sp.Min) else large
        return node
    return gap.replace(lambda node: isinstance(node, sp.Abs) or isinstance(node, (sp.Max, sp.Min)) and len(node.args) == 2, chosen)


def each(state: State, data) -> list:
    """A gap that falls with an absolute value or a largest number, or rises with a smallest one: every operand in its place."""
    node, = data
    if not isinstance(node, (sp.Abs, sp.Max, sp.Min)):
        raise Rejected("not an absolute value, a largest or a smallest number")
    u = sp.Dummy("u", real=True)
    body = state.gap.xreplace({node: u})
    slope = sp.expand(body.diff(u))
    if u in slope.free_symbols or not shows(state.region, slope if isinstance(node, sp.Min) else -slope):
        raise Rejected("it is not visibly the worst of them that counts")
    operands = (node.args[0], -node.args[0]) if isinstance(node, sp.Abs) else node.args
    return [state.but(body.xreplace({u: operand})) for operand in operands]


def some(state: State, data) -> list:
    """A gap that rises with a largest number: some of what that is at least in its place, u and -u for an operand |u|."""
    node, kept = data
    if not isinstance(node, sp.Max):
        raise Rejected("not a largest number")
    for item in node.args:  # also what is left out has a value
        form_in(state.region, item.args[0] if isinstance(item, sp.Abs) else item)
    least = {value for item in node.args for value in ((item, item.args[0], -item.args[0]) if isinstance(item, sp.Abs) else (item,))}
    if not set(kept.args if isinstance(kept, sp.Max) else (kept,)) <= least:
        raise Rejected("it need not be at least that")
    u = sp.Dummy("u", real=True)
    body = state.gap.xreplace({node: u})
    slope = sp.expand(body.diff(u))
    if u in slope.free_symbols or not shows(state.region, slope):
        raise Rejected("the gap does not visibly rise with it")
    return [state.but(body.xreplace({u: kept}))]


def forgotten(state: State, data) -> list:
    """The same without one of the bounds."""
    place, = data
    return [State(state.gap, state.strict, (*state.bounds[:place], *state.bounds[place + 1:]))]


def boundary(state: State, data) -> list:
    """Where a symbol is at a closed end of its range, and where it is not."""
    x, end = data
    inner = [(sp.Lt if isinstance(item, sp.Le) else sp.Gt)(*item.args, evaluate=False) if isinstance(item, (sp.Le, sp.Ge)) and
             item.free_symbols == {x} and sp.expand((item.lhs - item.rhs).xreplace({x: end})) == 0 else item for item in state.bounds]
    if x in end.free_symbols or tuple(inner) == state.bounds:
        raise Rejected("the range has no such end")
    return [state.but(state.gap.xreplace({x: end}), without=x), State(state.gap, state.strict, tuple(inner))]


def projected(state: State, data) -> list:
    """A symbol that the gap does not have: what its bounds say of the others."""
    x, = data
    if x in state.gap.free_symbols:
        raise Rejected("the gap has the symbol")
    range_of(state, x)
    return [state.but(state.gap, without=x)]


def homogeneous(state: State, data) -> list:
    """A gap that is a positive factor times what it is at x = 1, y/x for y: bounds that scale alike are asked for there alone."""
    x, scaled, factor = data
    moved = {y: x * y for y in scaled}
    bounds = []
    for item in state.bounds:
        small, large, strict = sides_of(item)
        apart = sp.expand((large - small).xreplace(moved))
        apart = sp.expand(apart / x) if x in apart.free_symbols else apart
        if x in apart.free_symbols or x in scaled:
            raise Rejected(f"{item} does not scale")
        if apart.free_symbols:
            bounds.append((sp.Gt if strict else sp.Ge)(apart, 0, evaluate=False))
    region = region_of((sp.Gt(x, 0, evaluate=False), *bounds))
    one = state.gap.xreplace({x: sp.S.One})
    first = form_in(region, factor)
    if not shows(state.region, x, True) or not region.positive(first):
        raise Rejected("the symbol or the factor is not visibly positive")
    if Quotient(form_in(region, state.gap.xreplace(moved)) - first * form_in(region, one)).over != 0:
        raise Rejected("the gap does not scale")
    return [State(one, state.strict, tuple(bounds))]


def orders(state: State, data) -> list:
    """Every order of some symbols."""
    return [state.but(state.gap, *(sp.Le(a, b, evaluate=False) for a, b in pairwise(order))) for order in permutations(data)]


def squares(state: State, data) -> list:
    """multiplier * gap is a sum of squares with positive factors, some of them times what a bound says is >= 0."""
    multiplier, terms = data
    region = state.region
    first = form_in(region, multiplier)
    everywhere = all(place is None for *_, place in terms) and state.gap.is_polynomial(*state.gap.free_symbols)
    if not (region.positive(first) or everywhere and first != 0 and region_of(()).nonnegative(first)):
        raise Rejected("the multiplier is not visibly positive, nor one of polynomials that is not negative")
    if state.strict and not (region.positive(first) and any(root.is_Rational and root != 0 for _, root, place in terms if place is None)):
        raise Rejected("the squares may all vanish")
    total = sp.S.Zero
    for factor, root, place in terms:
        if not (factor.is_Rational and factor > 0):
            raise Rejected("a square has a factor that is not positive")
        small, large, _ = (sp.S.Zero, sp.S.One, False) if place is None else sides_of(state.bounds[place])
        total += factor * form_in(region, root) ** 2 * form_in(region, large - small)
    if Quotient(first * state.form() - total).over != 0:
        raise Rejected("the squares do not add up")
    return []


def cover(state: State, data) -> list:
    """Boxes between numbers, on each of which ball arithmetic shows a positive gap."""
    ranges, boxes = data
    for x, low, high in ranges:
        lower, upper = range_of(state, x)
        if not (any(not _sign(bound - low) & BELOW for bound, _ in lower if not bound.free_symbols)
                and any(not _sign(high - bound) & BELOW for bound, _ in upper if not bound.free_symbols)):
            raise Rejected("the boxes are not over the range of the variable")
    if not state.gap.free_symbols <= {x for x, *_ in ranges} or not check_cover(state.gap, boxes, ranges, bits=64):
        raise Rejected("a box does not show the relation, or the boxes leave a gap")
    return []


def contact(state: State, data) -> list:
    """Around a point where the gap and its first derivatives vanish and the next one is positive (Taylor); then outside."""
    x, point, order, low, high, boxes = data
    lower, upper = range_of(state, x)
    if state.gap.free_symbols != {x} or not point.is_number or not 0 < order <= MOST_DERIVATIVES or not (low.is_Rational and high.is_Rational):
        raise Rejected("a point of contact is a number, of one variable")
    ends = [[(bound, strict) for bound, strict in side if not bound.free_symbols and _is_zero(bound - point)] for side in (lower, upper)]
    at_left, at_right = map(bool, ends)
    if _sign(point - low) & BELOW or _sign(high - point) & BELOW:
        raise Rejected("the point lies outside the interval")
    if order % 2 and not (at_left or at_right):
        raise Rejected("a gap changes its sign at a contact of odd order")
    if state.strict and not any(strict for side in ends for _, strict in side):
        raise Rejected("the gap vanishes at the point")
    form_in(region_of((sp.Ge(x, low, evaluate=False), sp.Le(x, high, evaluate=False)), True), state.gap)
    derivatives = [state.gap.diff(x, count) for count in range(order + 1)]
    if not all(_is_zero(item.xreplace({x: point})) for item in derivatives[:order]):
        raise Rejected("the gap or a derivative does not vanish at the point")
    side = -1 if order % 2 and not at_left else 1
    if not check_cover(side * derivatives[order], boxes, ((x, low, high),), bits=CONTACT_BITS):
        raise Rejected("the next derivative is not visibly positive")
    left = [] if at_left else [state.but(state.gap, sp.Le(x, low, evaluate=False))]
    right = [] if at_right else [state.but(state.gap, sp.Ge(x, high, evaluate=False))]
    return [*left, *right]


def exponential(state: State, data) -> list:
    """gap >= 0 exactly where exp(gap) >= 1."""
    state.form()
    return [state.but(sp.exp(state.gap) - 1)]


def logarithms(state: State, data) -> list:
    """a >= b for positive a, b exactly where log a >= log b."""
    large, small = data
    region = state.region
    first, second = form_in(region, large), form_in(region, small)
    if Quotient(first - second - state.form()).over != 0:
        raise Rejected("not the two sides")
    if not (region.positive(first) and region.positive(second)):
        raise Rejected("the sides are not visibly positive")
    return [state.but(sp.log(large) - sp.log(small))]


def powers(state: State, data) -> list:
    """a >= b when a^n >= b^n, for a >= 0, or for an odd n."""
    large, small, exponent = data
    region = state.region
    first, second = form_in(region, large), form_in(region, small)
    if Quotient(first - second - state.form()).over != 0 or not (exponent.is_Integer and 2 <= exponent <= 6):
        raise Rejected("not the two sides")
    if exponent % 2 == 0 and not region.nonnegative(first):
        raise Rejected("the larger side is not visibly nonnegative")
    return [state.but(large**exponent - small**exponent)]


def common_exponent(state: State, data) -> list:
    """a^t >= b^t for a >= b >= 0 and t >= 0."""
    large, small, exponent = data
    if sp.expand(state.gap - (large**exponent - small**exponent)) != 0:
        raise Rejected("not the two sides")
    if not shows(state.region, small) or not shows(state.region, exponent, state.strict):
        raise Rejected("the smaller base or the exponent is not visibly nonnegative")
    return [state.but(large - small)]


def mirror(state: State, data) -> list:
    """A gap that is even in a symbol without bounds is seen where the symbol is >= 0."""
    x, = data
    if any(x in item.free_symbols for item in state.bounds) or Quotient(
            state.form() - form_in(state.region, state.gap.xreplace({x: -x}))).over != 0:
        raise Rejected("the gap is not even, or the symbol has bounds")
    return [state.but(state.gap, sp.Ge(x, 0, evaluate=False))]


def inverse(state: State, data) -> list:
    """A symbol x > 0 as 1/t."""
    x, = data
    lower, upper = range_of(state, x)
    if not any(bound.is_Rational and (bound > 0 or bound == 0 and strict) for bound, strict in lower) or not all(
            bound.is_Rational for bound, _ in (*lower, *upper)):
        raise Rejected("the symbol is not visibly positive")
    ends = [(sp.Lt if strict else sp.Le)(x, 1 / bound, evaluate=False) for bound, strict in lower if bound > 0]
    ends += [(sp.Gt if strict else sp.Ge)(x, 1 / bound, evaluate=False) for bound, strict in upper if bound > 0]
    return [state.but(state.gap.xreplace({x: 1 / x}), sp.Gt(x, 0, evaluate=False), *ends, without=x)]


def hill(state: State, data) -> list:
    """f'/w falls for a positive w, so that f first rises and then falls, and is nowhere below both ends (or limits there)."""
    x, weight, *ends = data
    lower, upper = range_of(state, x)
    goals, inner = [], State(state.gap, state.strict, opened(state, x))
    if not inner.region.positive(form_in(region_of(inner.bounds, True), weight)):
        raise Rejected("the weight is not visibly positive")
    smooth_between(state, x, *(end for end in ends if end not in (sp.oo, -sp.oo)))
    for end, bounds, infinite in zip(ends, (lower, upper), (-sp.oo, sp.oo), strict=True):
        if end is infinite and not bounds:
            goals.append(state.but(_limit(state, x, end, "-"), without=x))
        elif any(bound == end for bound, _ in bounds):
            goals.append(state.but(state.gap.xreplace({x: end}), without=x, strict=state.strict))
        else:
            raise Rejected("the ends are not those of the variable")
    return [*goals, inner.but(-(state.gap.diff(x) / weight).diff(x), strict=False)]


def _limit(state: State, x, end, side: str):
    """The limit of the gap at an end of the range of x."""
    try:
        return limit_of(state.gap, x, end, side, Context(bounds_without(state, x)))
    except (NoLimit, Diverges) as problem:
        raise Rejected(str(problem)) from problem


def _sign(number) -> int:
    return sign_of_number(form_in(region_of(()), number))


def _is_zero(number) -> bool:
    return _sign(number) == ZERO


RULES = {
    "sign": sign, "stated": stated, "core": core, "ladder": ladder, "from an end": from_end, "concave": concave, "quadratic": quadratic, "bounded": bounded,
    "split": split, "each": each, "some": some, "tangents": tangents, "supports": supports, "forgotten": forgotten, "squares": squares,
    "logarithms": logarithms, "exponential": exponential, "orders": orders, "cover": cover, "contact": contact, "powers": powers,
    "common exponent": common_exponent, "mirror": mirror, "inverse": inverse, "hill": hill, "descent": descent,
    "projected": projected, "boundary": boundary, "homogeneous": homogeneous, "beside": beside,
    "bernoulli": bernoulli, "by square": by_square, "addition": addition, "as one": as_one, "means": means}


def check(state: State, tree) -> None:
    """Apply the rules of the tree (rule, data, trees of the goals it leaves); every goal must be closed."""
    rule, data, inner = tree
    if rule not in RULES:
        raise Rejected(f"no rule {rule}")
    try:
        goals = RULES[rule](state, data)
    except (NotVisible, sp.PolynomialError, AttributeError, ValueError, TypeError) as problem:
        raise Rejected(f"{rule}: {problem}") from problem
    if len(goals) != len(inner):
        raise Rejected(f"{rule} leaves {len(goals)} goals, {len(inner)} are shown")
    for goal, part in zip(goals, inner, strict=True):
        check(goal, part)


__all__ = ["ORDER", "RULES", "State", "check", "range_of", "started"]
