"""Derivatives and limits at a point.

A derivative is taken by the differentiation rules after every function and definition is written out, and the result
is evaluated in balls; at a jump or corner the one-sided quotients are compared.  A limit is followed along a
sequence, so it always carries a note.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Mapping

import sympy as sp
from flint import acb, arb, ctx, fmpq
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.tools.binding import bound_symbols, rename_bound, substitute
from verifier.tools.calculus.cuts import has_cuts
from verifier.tools.calculus.entire import is_entire, may_go_inside
from verifier.tools.calculus.slopes import slope
from verifier.tools.chance.densities import has_whole_lines, over_the_line
from verifier.tools.evaluation.balls import POLYNOMIAL_FAMILIES
from verifier.tools.evaluation.scalars import ZERO, Undecided, Undefined, Unsupported, as_integer, ball, is_zero
from verifier.tools.evaluation.space import in_coordinates, spelled_out
from verifier.tools.settled import delicate
from verifier.vocabulary.symbols import Point, PointValued
from verifier.vocabulary.valuation import head_of, parameters_of, parts_of

WITH_CORNERS = (sp.Abs, sp.sign, sp.floor, sp.ceiling, sp.Max, sp.Min, sp.Piecewise, sp.Heaviside)
DISC = 2.0 ** -20
FINE = 256  # bits of precision from which steps are short beside what a steep function does
MOST_DEGREE = 100  # of a polynomial that is written out
LIMIT = "a limit was followed along a sequence"
QUOTIENT = "a derivative at a corner was compared with difference quotients"


def written_out(walk, expression):
    """The expression with every given function and every definition replaced by its formula."""
    known, key = walk.valuation.known, ("written out", expression, frozenset(walk.scope))
    if key not in known:
        known[key] = _written_out(walk, expression)
    return known[key]


def _written_out(walk, expression):
    for _ in range(50):
        replaced = {}
        for node in parts_of(expression, AppliedUndef, sp.Indexed, sp.Symbol):
            formula = _formula(walk, node)
            if formula is not None and not isinstance(formula, sp.Tuple):  # a point is no factor of a product
                replaced[node] = formula
        if not replaced:
            return expression
        node = max(replaced, key=lambda item: sp.count_ops(item))
        expression = substitute(expression, {node: replaced[node]}) if isinstance(node, sp.Symbol) else \
            expression.xreplace({node: replaced[node]})
    raise Unsupported("definitions that refer to each other")


def _formula(walk, node):
    key = head_of(node)
    arguments = parameters_of(node)
    if key in walk.scope:
        return None
    if key in walk.valuation:
        given = walk.valuation[key]
        if isinstance(node, AppliedUndef):
            if isinstance(given, sp.Lambda):
                return substitute(given.expr, dict(zip(given.variables, arguments)))
            if callable(given) and not isinstance(given, (sp.Basic, Mapping)):
                return sp.sympify(given(*arguments))
        return None
    definition = walk.valuation.definition_of(key)
    if definition is None:
        return None
    return substitute(sp.sympify(definition.meaning), dict(zip(parameters_of(definition.head), arguments)))


def _with_own_bound_variables(expression):
    """Every bound variable becomes a fresh one, so that differentiating by x[j] does not meet a sum over j."""
    if not expression.args:
        return expression
    arguments = [_with_own_bound_variables(argument) for argument in expression.args]
    if any(new is not old for new, old in zip(arguments, expression.args)):
        expression = expression.func(*arguments)
    bound = bound_symbols(expression)
    if not bound:
        return expression
    return rename_bound(expression, {symbol: sp.Dummy(symbol.name, **symbol.assumptions0) for symbol in bound})


def with_known_degrees(walk, expression, families=POLYNOMIAL_FAMILIES, moving=frozenset()):
    """Polynomials at degrees known here: the general formula of a family has no value at -1 and 1, that of x^n none at 0."""
    known = {}
    for node in parts_of(expression, *families):
        place = 1 if node.is_Pow else 0
        degree = node.args[place]
        try:
            value = as_integer(walk.scalar(degree)) if degree.free_symbols and not degree.free_symbols & moving else None
        except (LookupError, Undefined):
            continue  # the degree is a bound variable
        if value is not None and (value >= 0 if node.is_Pow else abs(value) <= MOST_DEGREE):
            known[node] = node.func(*node.args[:place], value, *node.args[place + 1:])
    return expression.xreplace(known) if known else expression


def _with_inner_derivatives(expression):
    """The derivatives of formulas inside the expression taken, also at points; those of open functions stay."""
    if not expression.has(sp.Derivative, sp.Subs):
        return expression
    arguments = [_with_inner_derivatives(argument) for argument in expression.args]
    if isinstance(expression, sp.Derivative):
        return arguments[0].diff(*expression.variable_count)
    if isinstance(expression, sp.Subs) and not arguments[0].has(sp.Derivative, sp.Subs):
        return substitute(arguments[0], dict(zip(expression.variables, expression.point)))
    return expression.func(*arguments)


WITH_OTHER_POLES = (sp.lowergamma, sp.zeta)  # in an argument that the derivative by another one keeps


@lru_cache(maxsize=1000)
def _differentiated(body, counts):
    """The formula of a derivative, or None when the rules leave some derivative standing."""
    result = _with_inner_derivatives(_with_own_bound_variables(body))
    for variable, count in counts:
        result = slope(result, variable) if count == 1 else result.diff(variable, count)
    return None if result.has(sp.Derivative, sp.Subs) else result


def _derivative(walk, expression):
    body = with_known_degrees(walk, written_out(walk, spelled_out(walk, expression.expr)))
    counts = tuple((variable, int(count)) for variable, count in expression.variable_count)
    result = _differentiated(body, counts)
    if result is None and expression.expr.has(Point, PointValued):
        body = in_coordinates(walk, expression.expr)
        result = _differentiated(body, counts)
    if result is None:
        raise Unsupported(f"the derivative of {type(expression.expr).__name__}")
    for variable, _ in counts:
        _refuse_moving_jumps(walk, body, variable)
        _refuse_across_a_cut(walk, body, variable)
    saved, walk.strict_at_jumps = walk.strict_at_jumps, True
    try:
        cases = result if result.has(sp.Piecewise) else body  # cases of constants leave no trace in the slope
        _refuse_at_meeting_cases(walk, cases, {variable for variable, _ in counts})
        if not delicate(expression.expr) <= delicate(result) or expression.expr.has(*WITH_OTHER_POLES):
            value = walk.value(expression.expr)  # where a function has no value, it has no slope
            if isinstance(value, acb) and not value.is_finite():
                raise Undecided("a derivative where the function has no visible value")
        value = walk.value(result)
        if not walk.depth and isinstance(value, acb) and not value.is_finite() and len(counts) == 1 and isinstance(counts[0][0], sp.Symbol):
            for order in range(counts[0][1]):
                _refuse_at_corner(walk, _differentiated(body, ((counts[0][0], order),)) if order else body, counts[0][0])
        return value
    except Undefined as failure:
        known = with_known_degrees(walk, body, (sp.Pow,), frozenset(variable for variable, _ in counts))
        if known != body:
            return walk.value(sp.Derivative(known, *counts, evaluate=False))
        if len(counts) == 1 and counts[0][1] == 1 and isinstance(counts[0][0], sp.Symbol):
            return _one_sided_quotients(walk, body, counts[0][0], failure)
        raise
    finally:
        walk.strict_at_jumps = saved


def _refuse_moving_jumps(walk, body, variable):
    """Under an integral only what stays analytic in a disc around the point may be differentiated: a jump that moves with it counts.

    A finite ball over the disc says that the integrand is analytic there and bounded, so that the integral is analytic too.
    """
    for node in parts_of(body, sp.Integral, sp.Sum, sp.Product, sp.Limit):
        if variable not in node.free_symbols or may_go_inside(node, {variable}) or _is_smooth_over_the_line(walk, node, variable):
            continue
        inside = node.args[0]
        if isinstance(node, sp.Integral) and len(node.limits) == 1 and variable not in inside.free_symbols:
            symbol, *ends = node.limits[0]
            checked = [substitute(inside, {symbol: end}) for end in ends if variable in end.free_symbols]
        else:
            checked = [node] if isinstance(node, sp.Integral) and not any(end in (sp.oo, -sp.oo) for limit in node.limits for end in limit) else []
        if not checked or not all(_is_analytic(walk, part, variable) for part in checked):
            raise Unsupported("a derivative of a sum or integral that may jump")


def _is_smooth_over_the_line(walk, node, variable) -> bool:
    """Whether it is an integral over whole lines, of entire functions that are polynomials times exponentials of quadratic forms.

    Such integrals converge evenly, with all slopes, where the forms stay negative: in a real ball around the point.
    """
    if not isinstance(node, sp.Integral) or not has_whole_lines(node) or not is_entire(node.function):
        return False
    near = ball(walk.scalar(variable)) + acb(arb(0, DISC))
    try:
        with walk.bound({variable: near}):
            return bool(ball(over_the_line(walk, node.function, node.variables)).is_finite())
    except (Undefined, Undecided, Unsupported, TypeError, ZeroDivisionError):
        return False


def _refuse_across_a_cut(walk, body, variable):
    """Where a function jumps across a branch cut it has no slope: its quotients grow, though a formula has a value."""
    if walk.depth or not isinstance(variable, sp.Symbol) or body.has(sp.Integral, sp.Sum, sp.Product) or not has_cuts(body) or _is_analytic(
            walk, body, variable, 2.0 ** -(ctx.prec // 2)):
        return
    here, middle = walk.scalar(variable), ball(walk.value(body))
    for direction in (1, -1):
        coarse, fine = (_quotient(walk, body, variable, here, middle, fmpq(direction, 2 ** (ctx.prec // part))) for part in (3, 2))
        if coarse.is_finite() and fine.is_finite() and abs(fine) > 16 + 2 * abs(coarse):
            raise Undefined("the derivative across a jump") if ctx.prec >= FINE else Undecided("a derivative that may be across a jump")


def _quotient(walk, body, variable, here, middle, step) -> acb:
    with walk.bound({variable: here + step}):
        return (ball(walk.value(body)) - middle) / acb(step)


def _is_analytic(walk, expression, variable, radius: float = DISC) -> bool:
    """Whether the value is a finite ball over a small disc around the variable's value, where functions refuse their cuts."""
    here, saved = walk.scalar(variable), walk.notes
    disc = ball(here) + acb(arb(0, radius), arb(0, radius))
    try:
        walk.notes = None  # what carries a note bounds nothing
        with walk.along(variable, walk.point_on_line(disc), True):
            return bool(ball(walk.scalar(expression)).is_finite())
    except (Undefined, Undecided, Unsupported, ZeroDivisionError):
        return False
    finally:
        walk.notes = saved


def without_derivatives(walk, body):
    """The expression with the derivatives of smooth formulas taken, once instead of at every place where it is evaluated."""
    taken = {}
    for node in parts_of(body, sp.Derivative):
        formula = written_out(walk, node.expr)
        if formula.has(*WITH_CORNERS, *POLYNOMIAL_FAMILIES, sp.Indexed) or not all(count.is_Integer for _, count in node.variable_count):
            continue
        result = _differentiated(formula, tuple((variable, int(count)) for variable, count in node.variable_count))
        if result is not None:
            taken[node] = result
    return body.xreplace(taken) if taken else body


def _refuse_at_meeting_cases(walk, expression, variables):
    """Where two cases of a definition by cases meet, the formula of one of them is not the derivative."""
    for case in expression.atoms(sp.Piecewise):
        for relation in case.atoms(Relational):
            if not relation.free_symbols & variables:
                continue
            try:
                meets = is_zero(walk.scalar(relation.lhs) - walk.scalar(relation.rhs))
            except (Undefined, LookupError):
                continue
            if meets:
                raise Undefined(f"two cases meet at {relation}")


def _one_sided_quotients(walk, body, variable, failure):
    """Undefined when the quotients have settled apart, or grow; else their common value, noted."""
    walk.strict_at_jumps = False
    right, left, settled, grown = _quotients_beside(walk, body, variable, 0)
    gap = abs(right - left)
    if not gap.is_finite():
        raise failure
    if grown or settled and gap > arb(2) ** (-ctx.prec // 6):
        raise Undefined(_two_slopes(right, left)) from failure
    if walk.notes is None or not settled:
        raise Undecided("a derivative at a corner") from failure
    walk.notes.append(QUOTIENT)
    return (right + left) / 2 + acb(arb(0, gap.abs_upper() + arb(2) ** (-ctx.prec // 4)))


def _quotients_beside(walk, body, variable, first: int):
    """(from the right, from the left, whether they have settled, whether they grow) of quotients from `first` steps beside the point to one more.

    Far more digits are asked than the steps have: arccos(1 - x^2) needs twice as many.
    """
    precision, sides = ctx.prec, {}
    exact = {symbol: value for symbol in body.free_symbols if isinstance(symbol, sp.Symbol) and (value := _exact_value(walk, symbol)) is not None}
    body = substitute(body, {symbol: value for symbol, value in exact.items() if symbol != variable})
    with ctx.workprec(4 * precision):
        here = walk.scalar(exact.get(variable, variable))  # anew, with these digits

        def value_at(step):
            with walk.bound({variable: here + step}):
                return walk.value(body)
        for direction in (1, -1):
            for part in (3, 2):  # a coarse step and a fine one
                step = fmpq(direction, 2 ** (precision // part))
                sides[direction, part] = ball((value_at((first + 1) * step) - value_at(first * step)) / step)
    moved = max((abs(sides[direction, 3] - sides[direction, 2]).abs_upper() for direction in (1, -1)), key=float)
    settled = moved < arb(2) ** (-precision // 4)  # the quotients of |x|^(11/10) still fall, to 0 from both sides
    grown = any(abs(sides[direction, 2]) > 16 + 2 * abs(sides[direction, 3]) for direction in (1, -1))
    return sides[1, 2], sides[-1, 2], settled, grown


def _exact_value(walk, symbol):
    """The irrational number that is given for the symbol, or None."""
    key = head_of(symbol)
    given = walk.valuation[key] if key not in walk.scope and key in walk.valuation else None
    return given if isinstance(given, sp.Expr) and given.is_number and not given.is_Rational else None


def _two_slopes(right, left) -> str:
    return f"the derivative from the right is {right.real.str(6, radius=False)}, from the left {left.real.str(6, radius=False)}"


def _refuse_at_corner(walk, body, variable) -> None:
    """Where the formula of a slope has no finite ball, such as that of arcsin(sin x) at pi/2: the slopes beside the point may differ."""
    try:
        right, left, settled, _ = _quotients_beside(walk, body, variable, 1)
    except (Undefined, Undecided, Unsupported, ZeroDivisionError, TypeError):
        return
    if settled and abs(right - left) > arb(2) ** (-ctx.prec // 6):
        raise Undefined(_two_slopes(right, left))


def _substituted(walk, expression):
    body, variables, points = expression.args
    with walk.bound({variable: walk.value(point) for variable, point in zip(variables, points)}):
        return walk.value(body)


def _dirac(walk, expression):
    place = walk.scalar(expression.args[0])
    if walk.depth or not isinstance(place, (fmpq, acb)):
        raise Unsupported("the delta function under an integral or a mean, where its spike counts")
    if is_zero(place):
        raise Undefined("the delta function at its spike")
    return ZERO


def _limit(walk, expression):
    body, variable, limit, direction = expression.args
    if walk.notes is None:
        raise Undecided("a limit has no rigorous value here")
    walk.notes.append(LIMIT)
    signs = {"+": (1,), "-": (-1,), "+-": (1, -1)}[str(direction)]
    found = []
    for sign in (1,) if limit in (sp.oo, -sp.oo) else signs:
        found.extend(_approach(walk, body, variable, limit, sign))
    widest = max((abs(value - found[-1]).abs_upper() for value in found), key=float)
    if float(widest) > 1e-2 * max(1.0, float(abs(found[-1]).abs_upper())):
        raise Undecided("the values along the sequence do not settle down")
    return found[-1] + acb(arb(0, 4 * widest))


def _approach(walk, body, variable, limit, sign):
    """Two late members of the sequence that tends to the limit."""
    heavy = body.has(sp.Sum, sp.Product, sp.Integral)
    values = []
    with ctx.workprec(4 * ctx.prec):
        for power in ((9, 11) if heavy else (ctx.prec // 12, ctx.prec // 8)):
            step = fmpq(2) ** power
            if limit in (sp.oo, -sp.oo):
                at = step if limit is sp.oo else -step
            else:
                at = walk.scalar(limit) + sign / step
            with walk.bound({variable: at}):
                values.append(ball(walk.scalar(body)))
    if not all(value.is_finite() for value in values):
        raise Undecided("the expression is not finite along the sequence")
    return values


MEANINGS = {sp.Derivative: _derivative, sp.Subs: _substituted, sp.DiracDelta: _dirac, sp.Limit: _limit}
