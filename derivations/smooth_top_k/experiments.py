"""Values for examples, and experiments, from the definitions and with enumeration or NumPy alone."""

from itertools import combinations

import sympy as sp


def entries(*values):
    """The given values at 1, 2, ...; 1 beyond them."""
    def entry(j):
        return sp.sympify(values[int(j) - 1]) if 1 <= j <= len(values) else sp.S.One
    entry.says = f"{', '.join(map(str, values))}"
    return entry


def sums_over_sets(weight, member=0):
    """(.., q, r) -> the sum of products of weights over the sets of q of 1..r with the first `member` arguments in and the others out."""
    def total(*arguments):
        *named, size, count = map(int, arguments)
        found = []
        for chosen in combinations(range(1, count + 1), size) if 0 <= size <= count else ():
            if all(item in chosen for item in named[:member]) and not any(item in chosen for item in named[member:]):
                found.append(sp.Mul(*(weight(item) for item in chosen)))
        return sp.Add(*found)
    total.says = "summed over the sets"
    return total
