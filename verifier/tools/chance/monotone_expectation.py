"""Inequalities between expectations of random variables of any law, from an inequality between numbers that holds for every outcome.

E[g] >= 0 where g >= 0.  A product of expectations is one expectation over independent copies, so a polynomial in expectations is the
expectation of a polynomial over copies, which may be averaged over their order (E X^2 - (E X)^2 is half of E (X_1 - X_2)^2).
Where a function of E X stands, m = E X is a number, and a multiple of x - m, whose mean is 0, may be added: Jensen's tangent.
"""

from __future__ import annotations

from itertools import permutations, product

import sympy as sp

from verifier.tools.alternatives import negation
from verifier.vocabulary.operators import Cov, E, FiniteMoments, Prob, Var
from verifier.vocabulary.symbols import Random, is_random

MOST_COPIES, MOST_EVENTS = 4, 3


def outcome_by_outcome(statement, context, data):
    """The relation of numbers whose expectation the statement is; `data` is empty, or holds the multiple of x - m; None where it is no such relation."""
    if not isinstance(statement, (sp.Le, sp.Ge)) or not statement.has(E, Var, Cov, Prob):
        return None
    variables = statement.atoms(Random)
    finite = frozenset().union(*(item.args for item in context.statements if isinstance(item, FiniteMoments)))
    if not variables or not variables <= finite:
        return None
    small, large = statement.args if isinstance(statement, sp.Le) else statement.args[::-1]
    cases: list = []
    for gap in _without_largest(_by_definition(large) - _by_definition(small)):
        body = _about_the_mean(gap, variables, data[0]) if data else _over_copies(gap, variables)
        found = None if body is None or is_random(body) or body.has(E) else _for_each_case(body)
        if found is None:
            return None
        cases += found
    return cases[0] if len(cases) == 1 else sp.And(*cases, evaluate=False)


def squared_bound(statement, context, data):
    """u <= v as u^2 <= v^2, where v are the terms with a square root of expectations, which are not negative; None for other relations."""
    if not isinstance(statement, (sp.Le, sp.Ge)) or not statement.has(E, Var, Cov):
        return None
    small, large = statement.args if isinstance(statement, sp.Le) else statement.args[::-1]
    terms = [*sp.Add.make_args(large), *(-term for term in sp.Add.make_args(small))]  # of the gap, with its roots as they are
    roots = {node: sp.Dummy(nonnegative=True) for term in terms for node in term.atoms(sp.Pow) if node.exp == sp.S.Half and _is_mean_of_square(node.base)}
    bound = sp.Add(*(term for term in terms if term.has(*roots) and term.xreplace(roots).is_nonnegative)) if roots else sp.S.Zero
    rest = bound - sp.Add(*terms)
    rest = rest.args[0] if isinstance(rest, sp.Abs) else rest
    if bound == 0 or not rest.xreplace(roots).is_real:
        return None
    return sp.Le(sp.expand(rest**2), sp.expand(bound**2), evaluate=False)


def _is_mean_of_square(number) -> bool:
    """Whether it speaks of means and is visibly not negative, by itself or as the mean of a square over copies, as a variance is."""
    if not number.has(E, Var, Cov) or number.is_nonnegative:
        return bool(number.is_nonnegative)
    if number.is_Mul:
        return all(map(_is_mean_of_square, number.args))
    body = _over_copies(_by_definition(number), number.atoms(Random))
    return body is not None and bool(sp.factor(body).is_nonnegative)


def _without_largest(gap) -> list:
    """The gaps with -|u|, -max and min of expectations replaced by each of what they are the least of: all have to be >= 0."""
    gap = sp.expand(gap)
    for term in sp.Add.make_args(gap):
        factor, node = term.as_coeff_Mul()
        if node.has(E) and (isinstance(node, (sp.Abs, sp.Max)) and factor.is_negative or isinstance(node, sp.Min) and factor.is_positive):
            values = (node.args[0], -node.args[0]) if isinstance(node, sp.Abs) else node.args
            return [other for value in values for other in _without_largest(gap - term + factor * value)]
    return [gap]


def mean_symbol(variable):
    """The number that stands for the mean."""
    return sp.Symbol(f"{variable.name}'m", real=True)


def outcome_symbol(variable, copy: int = 1):
    """The number that stands for an outcome of a copy of the variable."""
    return sp.Symbol(f"{variable.name}'{copy}", real=True)


def _by_definition(node):
    """Variances and covariances as expectations, probabilities as expectations of indicators."""
    if not node.args or not node.has(E, Var, Cov, Prob):
        return node
    if isinstance(node, Prob):
        return E(sp.Piecewise((1, node.args[0].xreplace({part: _by_definition(part) for part in node.args[0].atoms(E)})), (0, True), evaluate=False))
    if isinstance(node, Var):
        body = _by_definition(node.args[0])
        return E(body**2) - E(body) ** 2
    if isinstance(node, Cov):
        first, second = map(_by_definition, node.args)
        return E(first * second) - E(first) * E(second)
    return node.func(*map(_by_definition, node.args))


def _over_copies(gap, variables):
    """The polynomial in expectations as one body over copies, averaged over their order."""
    gap = sp.expand(gap)
    terms = []
    for term in sp.Add.make_args(gap):
        fixed, bodies = [], []
        for factor in sp.Mul.make_args(term):
            base, times = (factor.base, factor.exp) if factor.is_Pow and isinstance(factor.base, E) else (factor, sp.S.One)
            if isinstance(base, E) and times.is_Integer and 0 < times <= MOST_COPIES:
                bodies += [base.args[0]] * int(times)
            elif is_random(factor) or factor.has(E):
                return None
            else:
                fixed.append(factor)
        terms.append((sp.Mul(*fixed), bodies))
    count = max(len(bodies) for _, bodies in terms)
    if not 0 < count <= MOST_COPIES or any(body.has(E) for _, bodies in terms for body in bodies):
        return None
    orders = list(permutations(range(1, count + 1)))
    total = sp.S.Zero
    for order in orders:
        copies = [{variable: outcome_symbol(variable, place) for variable in variables} for place in order]
        total += sp.Add(*(fixed * sp.Mul(*(body.xreplace(copy) for body, copy in zip(bodies, copies))) for fixed, bodies in terms))
    return sp.expand(total / len(orders))


def _about_the_mean(gap, variables, multiple):
    """The body for one variable whose mean is a number, with the multiple of x - m added."""
    if len(variables) != 1:
        return None
    variable, = variables
    x, m = outcome_symbol(variable), mean_symbol(variable)
    gap = sp.expand(gap.xreplace({E(variable): m}))
    total = multiple * (x - m)
    if (sp.sympify(multiple).free_symbols & {x}):
        return None
    for term in sp.Add.make_args(gap):
        heads = [factor for factor in sp.Mul.make_args(term) if isinstance(factor, E)]
        rest = sp.Mul(*(factor for factor in sp.Mul.make_args(term) if not isinstance(factor, E)))
        if len(heads) > 1 or is_random(rest) or rest.has(E):
            return None
        total += rest * heads[0].args[0].xreplace({variable: x}) if heads else rest
    return total


def _for_each_case(body) -> list | None:
    """g >= 0, for each way in which its events may turn out."""
    events = sorted((node for node in body.atoms(sp.Piecewise)), key=sp.default_sort_key)
    if not events:
        return [sp.Ge(body, 0, evaluate=False)]
    conditions = [node.args[0][1] for node in events]
    if len(events) > MOST_EVENTS or any(negation(condition) is None for condition in conditions):
        return None
    cases = []
    for truth in product((True, False), repeat=len(events)):
        value = body.xreplace({node: sp.Integer(holds) for node, holds in zip(events, truth, strict=True)})
        ways = [[negation(way) for way in _ways(condition)] if holds else [condition] for holds, condition in zip(truth, conditions, strict=True)]
        cases += [sp.Or(*excluded, sp.Ge(value, 0, evaluate=False), evaluate=False) for excluded in product(*ways)]
    return cases


def _ways(condition) -> list:
    """Relations of which one holds when the condition does: |u| >= c says u >= c or -u >= c."""
    if isinstance(condition, (sp.Le, sp.Lt)):
        condition = (sp.Ge if isinstance(condition, sp.Le) else sp.Gt)(condition.rhs, condition.lhs, evaluate=False)
    if isinstance(condition, (sp.Ge, sp.Gt)) and isinstance(condition.lhs, sp.Abs) and condition.lhs.args[0].is_real:
        return [condition.func(side, condition.rhs, evaluate=False) for side in (condition.lhs.args[0], -condition.lhs.args[0])]
    return [condition]
