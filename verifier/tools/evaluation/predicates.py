"""What the premises that are not relations mean at a concrete valuation: membership, for-all, limits, orders, regularity."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise, product
from random import Random as Generator

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.tools.calculus.entire import is_entire
from verifier.tools.evaluation.calculus import written_out
from verifier.tools.evaluation.rows import Rows, determinant, pseudo_inverse
from verifier.tools.evaluation.scalars import Undecided, Undefined, as_integer, ball, is_zero, magnitude, may_be_zero
from verifier.tools.evaluation.truth import Outcome, conclude, outcome
from verifier.tools.normal_forms.terms import rank
from verifier.vocabulary import operators
from verifier.vocabulary.linear_systems import linear_response
from verifier.vocabulary.notions import IsDiagonal
from verifier.vocabulary.symbols import Index, Point
from verifier.vocabulary.valuation import is_function_key, name_of, parts_of

FEW = (0, 1, -1, sp.Rational(1, 2), 2, -3, sp.Rational(1, 7), 10, sp.Rational(-3, 2), 5)
MOST_CASES = 120
DRAWN = 150  # decades on each side of 1 that a picture of a sequence shows


# sets
def region_of(walk, which):
    """The region given for a set symbol, or the set itself."""
    return walk.valuation[which] if which in walk.valuation else which


@lru_cache(maxsize=256)
def _membership(region, size: int):
    """Placeholders for the coordinates of a point, and the condition that it belongs to the region."""
    placeholders = tuple(sp.Dummy(f"x{i}", real=True) for i in range(size))
    return placeholders, region.as_relational(placeholders[0]) if isinstance(region, sp.Set) else region.condition(placeholders)


def _element(walk, statement):
    point, region = walk.value(statement.args[0]), region_of(walk, statement.args[1])
    coordinates = tuple(chain(*point)) if isinstance(point, Rows) else point if isinstance(point, tuple) else (point,)
    try:
        placeholders, condition = _membership(region, len(coordinates))
    except ValueError as failure:
        raise Undefined(f"a point with {len(coordinates)} coordinates and {region}") from failure
    with walk.bound(dict(zip(placeholders, coordinates))):
        return outcome(walk, condition)


def _convex(walk, statement):
    return Outcome(bool(region_of(walk, statement.args[0]).convex), True, why="known of this set")


# for all
def _candidates(walk, variable, conditions, generator):
    """Values to try for one variable, and whether they are all there are."""
    if isinstance(variable, Index) and variable.upper is not None:
        return [sp.Integer(i) for i in walk.integers(variable.lower, variable.upper)], True
    for condition in conditions:
        if isinstance(condition, operators.Element) and condition.args[0] == variable:
            points = region_of(walk, condition.args[1]).sample(generator, 12)
            return [point if isinstance(variable, (Point, sp.IndexedBase)) else point[0] for point in points], False
    if isinstance(variable, Point):
        size = dimension_of(walk.valuation)
        return [tuple(sp.Integer(generator.choice((-2, -1, 0, 1, 3))) for _ in range(size)) for _ in range(10)], False
    if isinstance(variable, sp.MatrixSymbol) and IsDiagonal(variable) in conditions and sp.Eq(variable * variable, variable) in conditions:
        size = int(as_integer(walk.scalar(variable.shape[0])))
        if 2**size <= MOST_CASES:
            return [diagonal_of(entries) for entries in product((sp.S.Zero, sp.S.One), repeat=size)], True
    if isinstance(variable, sp.MatrixSymbol) or isinstance(variable, sp.IndexedBase) and len(variable.shape or ()) == 2:
        return _matrices(walk, [int(as_integer(walk.scalar(size))) for size in variable.shape], generator), False
    if isinstance(variable, sp.Symbol):
        return [sp.sympify(value) for value in FEW if admissible(variable, sp.sympify(value))], False
    raise Undecided(f"no way to try values for {variable}")


def diagonal_of(entries) -> tuple:
    """The rows of the diagonal matrix; a diagonal matrix with E^2 = E has entries 0 and 1."""
    return tuple(tuple(value if i == j else sp.S.Zero for j in range(len(entries))) for i, value in enumerate(entries))


def _matrices(walk, shape, generator) -> list:
    """Matrices to try: zero, ones, small random ones, and the pseudo-inverses of given exact matrices that have the shape."""
    count, width = shape
    found = [[[value] * width for _ in range(count)] for value in (0, 1)]
    found += [[[generator.choice((-2, -1, 0, 1, 3)) for _ in range(width)] for _ in range(count)] for _ in range(8)]
    for key in walk.valuation.values:
        value = walk.meaning_of(key, ()) if isinstance(key, sp.MatrixSymbol) else None
        if value is not None and value.exact and value.shape == (width, count):
            found.append([[sp.Rational(int(number.p), int(number.q)) for number in row] for row in pseudo_inverse(value)])
    return [tuple(tuple(map(sp.sympify, row)) for row in rows) for rows in found]


def dimension_of(valuation) -> int:
    """The dimension of the points of a valuation; 2 when it has none."""
    for key, value in valuation.values.items():
        if isinstance(key, Point) and isinstance(value, tuple):
            return len(value)
    return 2


def admissible(symbol, value) -> bool:
    """Whether the value has every property that the symbol's declaration states."""
    return all(getattr(value, f"is_{fact}") is truth for fact, truth in symbol.assumptions0.items()
               if fact not in ("commutative", "hermitian", "antihermitian"))


def _for_all(walk, statement):
    variables, conditions, inner = statement.args
    generator = Generator(f"for all {rank(statement)}")
    lists, exhaustive = [], True
    for variable in variables:
        values, complete = _candidates(walk, variable, conditions, generator)
        lists.append(values)
        exhaustive = exhaustive and complete
    cases = list(product(*lists))
    if len(cases) > MOST_CASES and not exhaustive:
        cases = generator.sample(cases, MOST_CASES)
    found = []
    for case in cases:
        part = _one_case(walk, dict(zip(variables, case)), conditions, inner)
        if part is None:
            continue
        if part.truth is False:
            shown = ", ".join(f"{name_of(variable)} = {value}" for variable, value in zip(variables, case))
            return replace(part, why=f"it fails at {shown}")
        found.append(part)
    whole = conclude([part for part in found if part.truth is None], found, True)
    if exhaustive:
        return whole
    return replace(whole, certified=False, why=f"it holds at {len(found)} points tried" if found else "no point was found",
                   truth=whole.truth if found else None, bits=0 if whole.certified else whole.bits)  # more bits change nothing


def _one_case(walk, values, conditions, inner):
    """The outcome at one choice of the variables; None where a condition does not hold."""
    other = walk.elsewhere(values)
    certain = True
    for condition in conditions:
        met = outcome(other, condition)
        if met.truth is not True:
            return None
        certain = certain and met.certified
    found = outcome(other, inner)
    return found if certain or found.truth is not False else replace(found, certified=False)


# limits and orders along a sequence
FEW_INTEGRALS = (2, 4, 8, 16, 32)  # how many terms of a sum are taken when each is an integral


def takes_many_integrals(body) -> bool:
    """Whether integrals stand under a sum; the states of a linear system take as long."""
    return any(node.has(sp.Integral) for node in parts_of(body, sp.Sum)) or bool(parts_of(body, linear_response))


def opened(body, valuation) -> sp.Tuple:
    """The body with the formulas of those given functions in it that are states of linear systems."""
    given = (valuation[part.func] for part in parts_of(body, AppliedUndef) if part.func in valuation)
    return sp.Tuple(body, *(item.expr for item in given if isinstance(item, sp.Lambda) and parts_of(item.expr, linear_response)))


def _approach(expression, limit, from_above: bool, heavy: bool):
    """Points that tend to the limit, as exact numbers."""
    if limit is sp.oo or limit is -sp.oo:
        steps = (FEW_INTEGRALS if takes_many_integrals(expression) else
                 (10, 30, 100, 300, 1000, 3000) if heavy else [round(10 ** (k / 2)) for k in range(2, 17)])
        return [[sp.Integer(step) * (1 if limit is sp.oo else -1) for step in steps]]
    above = [limit + sp.Rational(1, 10**k) for k in range(1, 9)]
    return [above] if from_above else [above, [2 * limit - value for value in above]]


def _along(walk, expression, variable, points):
    return [walk.elsewhere({variable: point}).scalar(expression) for point in points]


def _is_heavy(walk, expression) -> bool:
    """Whether a value far out may take long, also by what a name stands for."""
    named = (walk.valuation.definition_of(part.func) for part in parts_of(expression, AppliedUndef))
    return bool(parts_of(expression, sp.Sum, sp.Product, sp.Integral, operators.Maximum)) or any(
        definition is not None and _is_heavy(walk, sp.sympify(definition.meaning)) for definition in named)


def _tends(walk, statement, from_above=False):
    expression, variable, limit, target = (walk.valuation[part] if part in walk.valuation and part != statement.args[1] else part
                                           for part in statement.args)
    heavy = _is_heavy(walk, expression)
    body = opened(expression, walk.valuation)
    holds, seen = _trend(walk, expression, variable, target, _approach(body, limit, from_above, heavy))
    if holds is None and not heavy:  # slower than any power: go much further
        holds, seen = _trend(walk, expression, variable, target, _far(limit, from_above))
    words = {True: "the distance to the limit shrinks along the sequence",
             False: "the distance to the limit does not shrink along the sequence",
             None: "the trend along the sequence is not clear"}
    across = name_of(variable) if limit in (sp.oo, -sp.oo) else f"|{name_of(variable)} - {limit}|" if limit else f"|{name_of(variable)}|"
    series = dict.fromkeys(("distance to the limit", across, _drawn(points, limit, logs)) for points, logs in seen)
    dear = len(body) > 1  # more bits of the same few states say nothing new
    return Outcome(holds, False, why=words[holds], bits=walk.bits if holds is None and not dear else 0, series=tuple(series))


def _drawn(points, limit, logs) -> tuple:
    """Points of a picture: how far along the sequence, and the distance to the limit."""
    along = (abs(point if limit in (sp.oo, -sp.oo) else point - limit) for point in points)
    return tuple((float(x), 10.0**log) for x, log in zip(along, logs) if x < 10**DRAWN and abs(log) < DRAWN)


def _far(limit, from_above):
    """Points that tend to the limit faster than any geometric sequence."""
    steps = [sp.Integer(10) ** (2**k) for k in range(2, 9)]
    if limit is sp.oo or limit is -sp.oo:
        return [[step if limit is sp.oo else -step for step in steps]]
    above = [limit + 1 / step for step in steps]
    return [above] if from_above else [above, [2 * limit - value for value in above]]


def _trend(walk, expression, variable, target, sequences) -> tuple[bool | None, list]:
    """Whether the values tend to the target along every sequence of points; the distances on the way as log10."""
    found, seen = [], []
    for points in sequences:
        values = _along(walk, expression, variable, points)
        if target in (sp.oo, -sp.oo):
            found.append(_grows([value if target is sp.oo else -value for value in values]))
            continue
        goal = walk.scalar(target)
        distances = [value - goal for value in values]
        if any(may_be_zero(distance) and magnitude(distance) > -12 for distance in distances):
            raise Undecided("too few digits are left after cancellation")
        seen.append((points, [magnitude(distance) for distance in distances]))
        found.append(_shrinks(seen[-1][1]))
    return False if False in found else (None if None in found else True), seen


def _shrinks(logs) -> bool | None:
    """Whether distances, given as log10, tend to 0: True, False (a positive limit is in sight) or None."""
    tail = logs[-4:]  # one or two decades
    if all(size < -12 for size in tail[-2:]):
        return True
    if tail[-1] > -3 and abs(tail[-1] - tail[-2]) < 1e-3:
        return False
    if tail[-1] > 0 and all(later > earlier + 0.3 for earlier, later in pairwise(tail)):
        return False  # it grows like a power
    if all(later < earlier for earlier, later in pairwise(tail)):
        return True if tail[-1] < logs[0] - 0.3 and tail[0] - tail[-1] > 0.1 else None
    return None


def _grows(values) -> bool | None:
    sizes = [magnitude(value) for value in values]
    positive = all(ball(value).real > 0 for value in values[-3:])
    if all(ball(value).real <= 0 for value in values[-3:]):
        return False
    rising = all(later > earlier + 1e-3 for earlier, later in zip(sizes[-4:], sizes[-3:]))
    return True if positive and rising else (False if abs(sizes[-1] - sizes[-2]) < 1e-4 else None)


def _big_o(walk, statement):
    expression, bound, variable, limit = statement.args
    limit = walk.valuation[limit] if limit in walk.valuation else limit
    for points in _approach(expression, limit, False, _is_heavy(walk, expression)):
        pairs = list(zip(_along(walk, expression, variable, points), _along(walk, bound, variable, points)))
        logs = [magnitude(over) - magnitude(under) if magnitude(under) > -math.inf else math.nan for over, under in pairs]
        for place, (over, _) in enumerate(pairs):
            if may_be_zero(over) and not is_zero(over):
                if logs[place] > -12:
                    raise Undecided("too few digits are left after cancellation")
                logs[place] = -12.0
        if any(map(math.isnan, logs)) or math.inf in logs:
            return Outcome(None, why="the quotient cannot be measured", bits=walk.bits)
        logs = [max(size, -12.0) for size in logs]
        third = len(logs) // 3
        early, middle, late = max(logs[:third]), max(logs[third:-third]), max(logs[-third:])
        if late > middle + 0.3 and middle > early + 0.3:
            return Outcome(False, False, why="the quotient keeps growing along the sequence")
        if late > middle + 0.05:
            return Outcome(None, why="the quotient is not clearly bounded along the sequence")
    return Outcome(True, False, why="the quotient stays bounded along the sequence")


def _regular(broken):
    """Continuity and its like for functions that are given by elementary formulas without jumps or corners; certain where they are entire."""
    def meaning(walk, statement):
        subject = statement.args[0]
        functions = {subject} if is_function_key(subject) else parts_of(subject, AppliedUndef) or {subject}
        entire = type(statement) in LOCAL and isinstance(subject, AppliedUndef) and all(item.is_Symbol for item in subject.args)
        for function in functions:
            key = getattr(function, "func", function)
            key = function if function in walk.valuation else key
            given = walk.valuation[key] if key in walk.valuation else function
            body = given.expr if isinstance(given, sp.Lambda) else given
            if not isinstance(body, sp.Basic) or body.has(*broken):
                return Outcome(None, why=f"not clear for {name_of(key)}")
            entire = entire and isinstance(given, sp.Lambda) and is_entire(body)
        return Outcome(True, entire, why="given by an elementary formula")
    return meaning


LOCAL = (operators.Differentiable, operators.ContinuouslyDifferentiable, operators.Continuous)  # asked at real places only
JUMPS = (sp.floor, sp.ceiling, sp.sign, sp.Heaviside, sp.Piecewise)
CORNERS = (*JUMPS, sp.Abs, sp.Max, sp.Min)

def _invertible(walk, statement):
    matrix = walk.value(statement.args[0])
    if len(matrix) != len(matrix[0]):
        return Outcome(False, True, why="the matrix is not square")
    value = determinant(matrix)
    if is_zero(value):
        return Outcome(False, True, why="its determinant is 0")
    if may_be_zero(value):
        raise Undecided("cannot tell whether the determinant is 0")
    return Outcome(True, True, why="its determinant is not 0")


def _absolutely_integrable(power, margin=0):
    """Integrability by computing the integral of |f|, or of f^2, with some room on both sides where asked."""
    def meaning(walk, statement):
        body, variable, lower, upper = statement.args
        room = sp.Rational(margin)
        found = ball(walk.scalar(sp.Integral(sp.Abs(body) ** power, (variable, lower - room, upper + room))))
        return Outcome(True if found.is_finite() else None, False, why="the integral of the absolute value is finite")
    return meaning


def _polynomial(walk, statement):
    body, variable, most = statement.args
    body = written_out(walk, body)
    if not body.is_polynomial(variable):
        return Outcome(False, False, why=f"{body} is not a polynomial")
    return outcome(walk, sp.Le(sp.degree(body, variable) if body != 0 else 0, most, evaluate=False))


REGULAR = {
    operators.Integrable: _absolutely_integrable(1), operators.IntegrableNear: _absolutely_integrable(1, sp.Rational(1, 1024)),
    operators.SquareIntegrable: _absolutely_integrable(2), operators.BoundedVariation: _regular(()),
    operators.AbsolutelyContinuous: _regular(JUMPS), operators.Differentiable: _regular(CORNERS),
    operators.ContinuouslyDifferentiable: _regular(CORNERS), operators.JointlyDifferentiable: _regular(CORNERS),
    operators.ContinuousDerivative: _regular(CORNERS), operators.PolynomialIn: _polynomial,
}

TRUTHS = {
    operators.Invertible: _invertible,
    operators.Element: _element, operators.ConvexSetPremise: _convex,
    operators.ForAll: _for_all, operators.Tends: _tends,
    operators.TendsFromAbove: lambda walk, statement: _tends(walk, statement, from_above=True),
    operators.IsBigO: _big_o, operators.Continuous: _regular(JUMPS), operators.ContinuousOn: _regular(JUMPS), **REGULAR,
    operators.Smooth: _regular((*CORNERS, linear_response)), operators.SmoothBetween: _regular((*CORNERS, linear_response)),
}
