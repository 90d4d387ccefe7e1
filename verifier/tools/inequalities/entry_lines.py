"""Lines below a function of the entries of vectors: which bound each entry may meet, so that the bounds add up.

A "line" is a combination of two other functions whose sums stand in the statement, or of 1 and the entry.  It touches where
all entries are alike: at their mean (Jensen), in one ratio to a weight (the log-sum inequality), at a weighted mean, or at
another mean that the two sums give.  Other lines touch at bounds that premises state, or pass through both.
"""

from __future__ import annotations

import itertools

import sympy as sp

from verifier.tools.inequalities.entry_sums import like


def lines(entries, function):
    """(gap, values): function minus a line that touches it; `values` are what the new symbols of the gap stand for."""
    variables = entries.entries_of(function)
    if not variables or len(variables) > 3:
        return
    yield from ((gap, ()) for gap in _at_stated(entries, function, variables))
    yield from _at_shares(entries, function, variables)
    yield from _at_means(entries, function, variables)
    if len(variables) == 1:
        yield from _touching(entries, function, variables[0], {}, lambda part: part)
    elif len(variables) == 2:
        for weight, other in (variables, variables[::-1]):
            if weight.is_positive:
                yield from _touching(entries, function, other, {weight: weight, other: weight * other}, lambda part, w=weight: part / w, weight)
                yield from _touching(entries, function, other, {}, lambda part, w=weight: part / w, weight)
    else:
        for weight in variables:
            others = [item for item in variables if item != weight]
            if weight.is_positive:
                yield from _in_ratio(entries, function, weight, others)
                yield from _at_weighted_means(entries, function, weight, others)


def _at_stated(entries, function, variables):
    """The value where an entry is what a premise says that it is at most or at least; the line through both bounds."""
    ends = {}
    for item in entries.of_entries:
        for symbol, bound in (item.args, item.args[::-1]):
            if symbol in variables and not entries.entries_of(bound):
                ends.setdefault(symbol, []).append(bound)
                if bound != 0:
                    yield function - function.xreplace({symbol: bound})
    for symbol, bounds in ends.items():
        for low, high in itertools.combinations(dict.fromkeys(bounds), 2):
            values = [function.xreplace({symbol: end}) for end in (low, high)]
            yield function - sp.cancel(((high - symbol) * values[0] + (symbol - low) * values[1]) / (high - low))


def _at_means(entries, function, variables):
    points = {item: like(item, f"~{item.name} mean") for item in variables}
    slopes = [function.diff(item).xreplace(points) for item in variables]
    gap = function - function.xreplace(points) - sum(
        slope * (item - points[item]) for slope, item in zip(slopes, variables, strict=True))
    if not gap.has(sp.nan, sp.zoo, sp.oo, sp.Derivative, sp.Subs):
        yield gap, tuple((points[item], entries.total(item) / entries.count) for item in variables)


def _at_shares(entries, function, variables):
    """For c w log w and more: the line that touches where each w is the share that another sum has of its whole."""
    whole = sp.expand(sp.expand_log(function))
    for weight in variables:
        factor = whole.coeff(sp.log(weight)).coeff(weight) if weight.is_positive else sp.S.Zero
        if not factor.is_number or not factor.is_positive:
            continue
        for body, total in entries.sums.items():
            if weight not in body.free_symbols and entries.entries_of(body) and entries.shows(body, True):
                level = like(weight, f"~{total.name} whole")
                yield function + factor * (weight * sp.log(level) - weight + body / level), ((level, total),)


def _touching(entries, function, variable, scaled, over, weight=None):
    """Lines of two functions under sums of the statement, all of them functions of one number when divided by the weight."""
    def reduced(part):
        made = sp.expand(sp.expand_log(sp.expand(over(part.xreplace(scaled)))))
        return None if weight in made.free_symbols else made

    curve = reduced(function)
    if curve is None:
        return
    own = [sp.S.One, *entries.sums, *(item for item in (weight, variable) if item is not None), *([weight * variable] if weight is not None else [])]
    found = {}
    for body in dict.fromkeys(own):
        if set(entries.entries_of(body)) <= {variable, weight} and (part := reduced(body)) is not None:
            found.setdefault(part, body)
    point = like(variable, f"~{variable.name} touching")
    for (first, one), (second, two) in itertools.permutations(found.items(), 2):
        inverse = _inverse(sp.powsimp(second / first), variable)
        if inverse is None or one == function or two == function:
            continue
        values = [item.xreplace({variable: point}) for item in (first, second, curve)]
        slopes = [item.diff(variable).xreplace({variable: point}) for item in (first, second, curve)]
        area = sp.expand(values[0] * slopes[1] - values[1] * slopes[0])
        if area == 0:
            continue
        factors = [sp.cancel(sp.expand(part) / area) for part in (values[2] * slopes[1] - values[1] * slopes[2], values[0] * slopes[2] - values[2] * slopes[0])]
        gap = function - factors[0] * one - factors[1] * two
        if not gap.has(sp.nan, sp.zoo, sp.oo, sp.Derivative, sp.Subs):
            yield gap, ((point, inverse(entries.total(two) / entries.total(one))),)


def _inverse(quotient, variable):
    """The inverse of c u^m or c exp(m u), or None."""
    factor, rest = quotient.as_independent(variable, as_Add=False)
    if rest == variable or rest.is_Pow and rest.base == variable and rest.exp.is_Rational and (variable.is_nonnegative or rest.exp == 1):
        power = rest.exp if rest.is_Pow else sp.S.One
        return (lambda value: (value / factor) ** (1 / power)) if not factor.free_symbols else None
    if isinstance(rest, sp.exp) and (rate := rest.args[0] / variable).is_Rational and not factor.free_symbols:
        return lambda value: sp.log(value / factor) / rate
    return None


def _in_ratio(entries, function, weight, others):
    """For functions that scale with the entries: the slopes are those at other = ratio * weight, whatever the weight."""
    ratios = {item: like(item, f"~{item.name} ratio") for item in others}
    there = {item: ratio * weight for item, ratio in ratios.items()}
    slopes = [_free_of(weight, function.diff(item).xreplace(there)) for item in (weight, *others)]
    if None in slopes:
        return
    gap = function - sum(slope * item for slope, item in zip(slopes, (weight, *others), strict=True))
    yield gap, tuple((ratio, entries.total(item) / entries.total(weight)) for item, ratio in ratios.items())


def _at_weighted_means(entries, function, weight, others):
    """For weight * f(others): the line of f at the weighted means, times the weight."""
    means = {item: like(item, f"~{item.name} mean by {weight.name}") for item in others}
    slopes = [_free_of(weight, sp.expand(function.diff(item).xreplace(means) / weight)) for item in others]
    level = _free_of(weight, sp.expand(function.xreplace(means) / weight))
    if None in slopes or level is None:
        return
    gap = function - weight * level - sum(slope * weight * (item - means[item]) for slope, item in zip(slopes, others, strict=True))
    yield gap, tuple((mean, entries.total(weight * item) / entries.total(weight)) for item, mean in means.items())


def _free_of(symbol, expression):
    """The expression without the symbol, if it goes away."""
    for change in (lambda e: e, lambda e: sp.expand_log(sp.expand(e)), sp.powsimp, sp.cancel):
        expression = change(expression)
        if symbol not in expression.free_symbols:
            return expression
    return None
