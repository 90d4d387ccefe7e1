"""Regularity that structure shows: integrable, continuously differentiable, polynomial of bounded degree.

Polynomials, exponentials, sines and Legendre polynomials are built together; for functions that a claim leaves open
the premises are asked.  All answers are one-sided: True is certain, False means "cannot tell".
"""

from __future__ import annotations

from sympy import Abs, Derivative, Ge, Gt, Integral, Le, Lt, Mul, S, Subs, Sum, acos, asin, atan, cos, cosh, exp, legendre, log, oo, sin, sinh, tanh
from sympy.core.function import AppliedUndef
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import free_symbols, fresh, outer_bound_symbols, peel, substitute
from verifier.tools.matching import matches
from verifier.tools.normal_forms.comparison import conditions_of
from verifier.vocabulary.operators import (
    AbsolutelyContinuous,
    Both,
    BoundedVariation,
    ContinuouslyDifferentiable,
    ContinuousOn,
    Differentiable,
    ForAll,
    Integrable,
    IntegrableNear,
    JointlyDifferentiable,
    PolynomialIn,
    SmoothBetween,
    SmoothFunctionOf,
)
from verifier.vocabulary.symbols import RandomVector, is_random

ENTIRE = (exp, sin, cos, sinh, cosh, tanh)


def proves_regularity(context, statement) -> bool:
    """Whether the statement about a function's regularity is visible here."""
    free = context.without(statement.bound_symbols)
    if isinstance(statement, Integrable):
        body, *rest = statement.args
        return is_integrable(free, body, *rest) or is_integrable(free, free.normalizer.canonical(body), *rest)
    if isinstance(statement, IntegrableNear):
        body, variable, lower, upper = statement.args
        return not {lower, upper} & {oo, -oo} and is_continuously_differentiable(free, body, (variable,))
    if isinstance(statement, SmoothBetween):
        body, variable, lower, upper = statement.args
        ends = (Gt(variable, lower, evaluate=False), Lt(variable, upper, evaluate=False))
        return is_smooth(free.extended(ends), body, variable)
    if isinstance(statement, ContinuouslyDifferentiable):
        body, variable = statement.args
        return is_continuously_differentiable(free, body, (variable,))
    if isinstance(statement, JointlyDifferentiable):
        body, *variables = statement.args
        return is_continuously_differentiable(free, body, tuple(variables))
    if isinstance(statement, (AbsolutelyContinuous, BoundedVariation)):
        return _is_closed_under_products(free, type(statement), *statement.args)
    if isinstance(statement, PolynomialIn):
        body, variable, most = statement.args
        found = degree(free, body, variable)
        return found is not None and free.is_nonnegative(most - found)
    if isinstance(statement, Differentiable):
        return is_differentiable(context, *statement.args)
    if isinstance(statement, ContinuousOn):
        body, variable, lower, upper = statement.args
        ends = (Ge(variable, lower, evaluate=False), Le(variable, upper, evaluate=False))
        return is_continuous(free.extended(ends), body, variable)
    if isinstance(statement, SmoothFunctionOf):
        return is_smooth_function_of(context, *statement.args)
    return False


def _is_closed_under_products(context, kind, node, variable, lower, upper) -> bool:
    """Sums and products of functions of a kind on a bounded interval; continuously differentiable ones, and those of the premises."""
    if is_continuously_differentiable(context, node, (variable,)):
        return True
    if (node.is_Add or node.is_Mul) and not {lower, upper} & {oo, -oo}:
        return all(_is_closed_under_products(context, kind, argument, variable, lower, upper) for argument in node.args)
    return any(context.is_nonnegative(lower - start) and context.is_nonnegative(end - upper)
               for _, start, end in grants(context, kind, node, variable))


def known(context, kind):
    """(letters, conditions, predicate) for each premise of that kind, quantified ones opened."""
    for statement in context.statements:
        letters, conditions = frozenset(), ()
        while isinstance(statement, ForAll):
            letters, conditions = letters | frozenset(statement.args[0]), (*conditions, *conditions_of(statement))
            statement = statement.args[2]
        for part in _conjuncts(statement):
            if isinstance(part, kind):
                yield letters, conditions, part


def _conjuncts(statement):
    if not isinstance(statement, Both):
        return (statement,)
    return tuple(part for argument in statement.args for part in _conjuncts(argument))


def grants(context, kind, body, variable):
    """The further arguments of each premise kind(body, variable, ...) that applies to this body."""
    for letters, conditions, premise in known(context, kind):
        pattern = substitute(premise.args[0], {premise.args[1]: variable}) if premise.binds else premise.args[0]
        for values in matches(pattern, body, letters):
            if any(letter != premise.args[1] and variable in free_symbols(value) for letter, value in values.items()):
                continue  # f(s, y) for each fixed y says nothing of f(s, s)
            ready = [substitute(condition, values) for condition in conditions]
            if all(letter in values and context.fits(letter, values[letter]) for letter in letters) and all(map(context.proves, ready)):
                yield tuple(substitute(argument, values) for argument in premise.args[1:])


def is_differentiable(context, body, variable) -> bool:
    """Whether the function is visibly differentiable in the variable, at its value."""
    if any(found[0] == variable for found in grants(context, Differentiable, body, variable)):
        return True
    return is_continuously_differentiable(context, body, (variable,))


def is_differentiable_at(context, node, place) -> bool:
    """Whether a premise makes f differentiable at u, where the node is f(u) and u the place."""
    return any(found[0] == place for found in grants(context, Differentiable, node, place))


def is_continuously_differentiable(context, node, variables) -> bool:
    """Whether the function is visibly continuously differentiable in the variables together."""
    def inner(part):
        return is_continuously_differentiable(context, part, variables)

    if not set(variables) & free_symbols(node) or node in variables:
        return True
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return all(inner(argument) for argument in node.args)
    if isinstance(node, legendre):
        return bool(node.args[0].is_integer) and not set(variables) & free_symbols(node.args[0]) and inner(node.args[1])
    if node.is_Pow:
        base, exponent = node.base, node.exp
        if set(variables) & free_symbols(exponent):
            return not set(variables) & free_symbols(base) and context.is_positive(base) and inner(exponent)
        whole = bool(exponent.is_integer)
        return inner(base) and (whole and (context.is_nonnegative(exponent) or context.is_nonzero(base)) or context.is_positive(base))
    if isinstance(node, Sum):
        body, (_, lower, upper) = peel(node)
        if oo in (lower, upper) or -oo in (lower, upper) or set(variables) & (free_symbols(lower) | free_symbols(upper)):
            return False
        return not set(variables) & set(outer_bound_symbols(node)) and is_continuously_differentiable(context.inside(node), body, variables)
    if isinstance(node, Integral):  # over a bounded interval that stays
        body, (place, lower, upper) = peel(node)
        moves = set(variables) & (free_symbols(lower) | free_symbols(upper) | {place})
        free = context.without((place,))
        return not moves and free.is_real(lower) and free.is_real(upper) and is_continuously_differentiable(free, body, (*variables, place))
    if isinstance(node, AppliedUndef):
        moving = [argument for argument in node.args if set(variables) & free_symbols(argument)]
        if len(moving) != 1 or not inner(moving[0]):
            return False
        place = moving[0] if moving[0].is_Symbol else variables[0]
        plain = node.func(*(place if argument is moving[0] else argument for argument in node.args))
        return any(True for _ in grants(context, ContinuouslyDifferentiable, plain, place))
    return False


def is_smooth(context, node, variable) -> bool:
    """Whether the function visibly has derivatives of every order where the context places the variable."""
    if variable not in free_symbols(node) or node == variable:
        return True
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return all(is_smooth(context, argument, variable) for argument in node.args)
    if isinstance(node, log):
        return context.is_positive(node.args[0]) and is_smooth(context, node.args[0], variable)
    if node.is_Pow and variable not in free_symbols(node.exp):
        whole = node.exp.is_Integer and (node.exp >= 0 or context.is_nonzero(node.base))
        return (whole or context.is_positive(node.base)) and is_smooth(context, node.base, variable)
    return False


def is_continuous(context, node, variable) -> bool:
    """Whether the function is visibly continuous where the context places the variable, ends included."""
    if variable not in free_symbols(node) or node == variable:
        return True
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return all(is_continuous(context, argument, variable) for argument in node.args)
    if node.is_Pow and variable not in free_symbols(node.exp):
        base, exponent = node.base, node.exp
        usable = (context.is_positive(base) or context.is_positive(exponent) and (exponent.is_integer or context.is_nonnegative(base))
                  or exponent.is_integer and context.is_nonzero(base))
        return bool(usable) and is_continuous(context, base, variable)
    if isinstance(node, log):
        return context.is_positive(node.args[0]) and is_continuous(context, node.args[0], variable)
    if isinstance(node, (asin, acos)):
        inner = node.args[0]
        return context.is_nonnegative(1 - inner) and context.is_nonnegative(1 + inner) and is_continuous(context, inner, variable)
    return isinstance(node, atan) and context.is_real(node.args[0]) and is_continuous(context, node.args[0], variable)


def is_integrable(context, expression, variable, lower, upper) -> bool:
    """Whether the function is visibly integrable over the bounded interval."""
    if oo in (lower, upper) or -oo in (lower, upper):
        return False
    outer = next((factor for factor in Mul.make_args(expression) if is_finite_sum(factor, variable)
                  or is_finite_sum(factor.base if factor.is_Pow else S.One, variable)), None)
    if outer is not None and not _is_continuous(context, outer, variable):
        whole = outer.base if outer.is_Pow else outer
        inner, (index, *ends) = peel(whole)
        name = fresh(index, free_symbols(expression)) if index in free_symbols(expression / whole) else index
        inner = substitute(inner, {index: name})
        here = context.inside(Sum(inner, (name, *ends)))
        return is_integrable(here, Mul(*Mul.make_args(inner), *Mul.make_args(expression / whole)), variable, lower, upper)
    rough = [factor for factor in Mul.make_args(expression) if not _is_continuous(context, factor, variable)]
    return not rough or _is_granted(context, Mul(*rough), variable, lower, upper)


def is_finite_sum(node, variable) -> bool:
    """Whether the node is a finite sum whose range does not depend on the variable."""
    if not isinstance(node, Sum):
        return False
    _, lower, upper = peel(node)[1]
    return not {lower, upper} & {oo, -oo} and variable not in free_symbols(lower) | free_symbols(upper)


def _is_continuous(context, factor, variable) -> bool:
    if isinstance(factor, Abs):
        return _is_continuous(context, factor.args[0], variable)
    if isinstance(factor, Derivative) and factor.variable_count == ((variable, 1),):
        return is_continuously_differentiable(context, factor.expr, (variable,))
    if isinstance(factor, Subs) and isinstance(factor.expr, Derivative) and len(factor.point) == 1:
        (inner,), (point,) = factor.args[1], factor.args[2]
        return variable not in free_symbols(factor.expr) and _is_continuous(context, point, variable) and _is_continuous(
            context, factor.expr, inner)
    return is_continuously_differentiable(context, factor, (variable,))


def _is_granted(context, rough, variable, lower, upper) -> bool:
    """Whether a premise makes the function, or u in u(affine function of the variable), integrable over the interval."""
    for kind in (Integrable, IntegrableNear):
        for _, start, end in grants(context, kind, rough, variable):
            if context.is_nonnegative(lower - start) and context.is_nonnegative(end - upper):
                return True
        if isinstance(rough, AppliedUndef) and len(rough.args) == 1 and degree(context, rough.args[0], variable) == 1:
            ends = [rough.args[0].xreplace({variable: value}) for value in (lower, upper)]
            for _, start, end in grants(context, kind, rough.func(variable), variable):
                if all(context.is_nonnegative(value - start) and context.is_nonnegative(end - value) for value in ends):
                    return True
    return False


def degree(context, node, variable):
    """A number that the degree in the variable visibly does not exceed, or None where no polynomial is seen."""
    if variable not in free_symbols(node):
        return S.Zero
    if node == variable:
        return S.One
    if node.is_Add or node.is_Mul:
        parts = [degree(context, argument, variable) for argument in node.args]
        if None in parts:
            return None
        return sum(parts) if node.is_Mul else _largest(context, parts)
    if node.is_Pow and node.exp.is_integer and context.is_nonnegative(node.exp) and variable not in free_symbols(node.exp):
        part = degree(context, node.base, variable)
        return None if part is None else part * node.exp
    if isinstance(node, legendre) and node.args[0].is_integer and context.is_nonnegative(node.args[0]) and variable not in free_symbols(node.args[0]):
        part = degree(context, node.args[1], variable)
        return None if part is None else part * node.args[0]
    if isinstance(node, Sum):
        body, (index, lower, upper) = peel(node)
        inner = context.inside(node)
        part = None if oo in (lower, upper) or -oo in (lower, upper) or variable in free_symbols(upper) | free_symbols(lower) \
            else degree(inner, body, variable)
        last = None if part is None else substitute(part, {index: upper})
        return last if last is not None and inner.is_nonnegative(last - part) else None
    if isinstance(node, AppliedUndef) and len(node.args) == 1:
        part = degree(context, node.args[0], variable)
        for _, most in grants(context, PolynomialIn, node.func(variable), variable) if part is not None else ():
            return most * part
    return None


def _largest(context, parts):
    return next((part for part in parts if all(context.is_nonnegative(part - other) for other in parts)), None)


def is_smooth_function_of(context, node, base) -> bool:
    """Whether the expression is built from entries of the random vector by smooth operations and holds nothing else that is random."""
    def smooth(part, here) -> bool:
        if not is_random(part):
            return True
        if isinstance(part, Indexed):
            return part.base == base
        if part.is_Add or part.is_Mul or type(part) in ENTIRE:
            return all(smooth(argument, here) for argument in part.args)
        if part.is_Pow:
            whole = part.exp.is_Integer and part.exp.is_nonnegative
            if is_random(part.exp):
                return not is_random(part.base) and here.is_positive(part.base) and smooth(part.exp, here)
            return smooth(part.base, here) and bool(whole or here.is_positive(part.base) and here.is_real(part.exp))
        if isinstance(part, Sum):
            body, (_, *ends) = peel(part)
            return not any(is_random(end) or end.is_infinite for end in ends) and smooth(body, here.inside(part))
        return False

    return isinstance(base, RandomVector) and smooth(node, context)
