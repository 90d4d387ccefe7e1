"""Lines below a function of the entries of vectors: which linear bound each entry may meet, so that the bounds add up.

The touching point is where all entries are alike: at their mean (Jensen), in a fixed ratio to a weight (the log-sum
inequality), at the weighted mean, or at a bound that a premise states of each of them.
"""

from __future__ import annotations

import sympy as sp


def lines(entries, function):
    """(gap, values): function minus a line that touches it; `values` are what the new symbols of the gap stand for."""
    variables = entries.entries_of(function)
    if not variables or len(variables) > 3:
        return
    for symbol, bound in _stated(entries, variables):
        yield function - function.xreplace({symbol: bound}), ()
    yield from _at_means(entries, function, variables)
    for weight in variables:
        if len(variables) > 1 and weight.is_nonnegative:
            others = [item for item in variables if item != weight]
            yield from _in_ratio(entries, function, weight, others)
            yield from _at_weighted_means(entries, function, weight, others)


def _stated(entries, variables):
    """(entry, what a premise says that it is at most or at least)."""
    for item in entries.of_entries:
        for symbol, bound in (item.args, item.args[::-1]):
            if symbol in variables and not entries.entries_of(bound) and bound != 0:
                yield symbol, bound


def _like(symbol, name):
    kind = "positive" if symbol.is_positive else "nonnegative" if symbol.is_nonnegative else "real"
    return sp.Symbol(f"~{name}", **{kind: True})


def _at_means(entries, function, variables):
    points = {item: _like(item, f"{item.name} mean") for item in variables}
    try:
        slopes = [function.diff(item).xreplace(points) for item in variables]
        gap = function - function.xreplace(points) - sum(
            slope * (item - points[item]) for slope, item in zip(slopes, variables, strict=True))
    except (ValueError, TypeError):
        return
    if gap.is_finite is not False and not gap.has(sp.nan, sp.zoo, sp.oo, sp.Derivative, sp.Subs):
        yield gap, tuple((points[item], entries.total(item) / entries.count) for item in variables)


def _in_ratio(entries, function, weight, others):
    """For functions that scale with the entries: the slopes are those at other = ratio * weight, whatever the weight."""
    if not weight.is_positive:
        return
    ratios = {item: _like(item, f"{item.name} ratio") for item in others}
    there = {item: ratio * weight for item, ratio in ratios.items()}
    slopes = [_free_of(weight, function.diff(item).xreplace(there)) for item in (weight, *others)]
    if None in slopes:
        return
    gap = function - sum(slope * item for slope, item in zip(slopes, (weight, *others), strict=True))
    yield gap, tuple((ratio, entries.total(item) / entries.total(weight)) for item, ratio in ratios.items())


def _at_weighted_means(entries, function, weight, others):
    """For weight * f(others): the line of f at the weighted means, times the weight."""
    if not weight.is_positive:
        return
    means = {item: _like(item, f"{item.name} mean by {weight.name}") for item in others}
    slopes = [_free_of(weight, sp.expand(function.diff(item).xreplace(means) / weight)) for item in others]
    level = _free_of(weight, sp.expand(function.xreplace(means) / weight))
    if None in slopes or level is None:
        return
    gap = function - weight * level - sum(slope * weight * (item - means[item]) for slope, item in zip(slopes, others, strict=True))
    yield gap, tuple((mean, entries.total(weight * item) / entries.total(weight)) for item, mean in means.items())


def _free_of(symbol, expression):
    """The expression without the symbol, if it goes away."""
    for change in (lambda e: e, lambda e: sp.expand_log(sp.expand(e)), sp.powsimp, sp.cancel, sp.simplify):
        expression = change(expression)
        if symbol not in expression.free_symbols:
            return expression
    return None
