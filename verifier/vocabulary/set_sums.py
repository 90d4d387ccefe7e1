"""Values for examples about sums over sets: sequences with listed entries, and sums of products by enumeration."""

from __future__ import annotations

from itertools import combinations

import sympy as sp

__all__ = ["entries", "logs", "numbered_from_0", "sums_over_sets", "sums_over_sets_without", "moved_sums", "sums_at_temperature", "shares_at_temperature"]


def entries(*values, beyond=1):
    """The given values at 1, 2, ...; another one beyond them."""
    def entry(j):
        return sp.sympify(values[int(j) - 1]) if 1 <= j <= len(values) else sp.Integer(beyond)
    entry.says, entry.length = f"{', '.join(map(str, values))}", len(values)
    return entry


def over_sets(weight, size, count, inside, outside):
    """The sum of products of weights over the sets of that size of 1..count with `inside` and without `outside`; beyond the list all weights are 1."""
    if inside & outside or any(item > count for item in inside) or size < len(inside):
        return sp.S.Zero
    listed = [weight(item) for item in range(1, min(count, weight.length) + 1) if item not in inside | outside]
    plain = count - len([item for item in inside | outside if item <= count]) - len(listed)
    free = size - len(inside)
    sums = [sp.Add(*(sp.Mul(*chosen) for chosen in combinations(listed, taken))) * sp.binomial(plain, free - taken)
            for taken in range(min(free, len(listed)) + 1)]
    return sp.Mul(*(weight(item) for item in inside)) * sp.Add(*sums)


def sums_over_sets(weight, member=0):
    """(.., q, r) -> the sum of products of weights over the sets of q of 1..r with the first `member` arguments in and the others out."""
    def total(*arguments):
        *named, size, count = map(int, arguments)
        return over_sets(weight, size, count, set(named[:member]), set(named[member:]))
    total.says = "summed over the sets"
    return total


def sums_over_sets_without(weight):
    """(i, l, q, r) -> the sum of products of weights over the sets of q of 1..r that leave out i and contain l."""
    def total(i, j, size, count):
        return over_sets(weight, int(size), int(count), {int(j)}, {int(i)})
    total.says = "summed over the sets"
    return total


def numbered_from_0(*values):
    """The given values at 0, 1, ...; the last one beyond them."""
    def entry(j):
        return sp.sympify(values[min(int(j), len(values) - 1)])
    entry.says = f"{', '.join(map(str, values))}, the first at 0"
    return entry


def logs(*values):
    """The logarithms of the given values at 1, 2, ...; 0 beyond them."""
    return entries(*map(sp.log, values), beyond=0)


def moved_sums(*values, at, member=0):
    """(t, .., q, r) -> the sums over sets after the logarithm of the factor of the component `at` has been moved by t."""
    def total(t, *arguments):
        return sums_over_sets(entries(*(value * sp.exp(t) if j == at else value for j, value in enumerate(values, 1))), member)(*arguments)
    total.says = f"summed over the sets, with component {at} moved"
    return total


def sums_at_temperature(*scores):
    """Values for the sums over sets at the scores over tau, for each of the five kinds."""
    def at(tau):
        return entries(*(sp.exp(score / tau) for score in scores))

    def of(kind):
        def total(tau, *arguments):
            return kind(at(tau))(*arguments)
        total.says = f"summed over the sets, scores {', '.join(map(str, scores))}"
        return total

    kinds = {"Z_tau": sums_over_sets, "Z_tau_with": lambda weight: sums_over_sets(weight, 1), "Z_tau_without": sums_over_sets,
             "Z_tau_neither": sums_over_sets, "Z_tau_only": sums_over_sets_without}
    return {"x": entries(*scores, beyond=0), **{name: of(kind) for name, kind in kinds.items()}}


def shares_at_temperature(size, *scores):
    """(tau, l) -> component l of GradTopK at the scores over tau, from all sets."""
    def share(tau, member):
        weight = entries(*(sp.exp(score / tau) for score in scores))
        return sums_over_sets(weight, 1)(member, size, len(scores)) / sums_over_sets(weight)(size, len(scores))
    share.says = f"the share among the sets of {size}"
    return share
