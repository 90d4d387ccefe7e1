"""The inequality of arithmetic and geometric means for terms with parameters in their exponents; the rule is the checker's.

For T_i > 0 and weights w_i > 0 with sum 1 the sum of the T_i is at least the product of the (T_i/w_i)^w_i: Young's inequality,
weighted means of numbers and powers, bounds that hold with equality at one size of a parameter (Hardy, Littlewood, Polya, Inequalities, 2.5).
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.context import Context
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.inequality_states import State, form_in, shows
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import Quotient

MOST_PARTS = 5


def means(state: State, data) -> list:
    """The gap is the sum of the terms less their mean, the product of (T/w)^w."""
    terms, weights, product = data
    region = state.region
    if state.strict or len(terms) != len(weights) or not terms:
        raise Rejected("not a bound that may hold with equality, or not one weight for each term")
    if Quotient(form_in(region, sp.Add(*terms) - product) - state.form()).over != 0:
        raise Rejected("not the gap")
    if sp.cancel(sp.Add(*weights) - 1) != 0:
        raise Rejected("weights whose sum is not 1")
    if not all(shows(region, item, True) for item in (*terms, *weights)):
        raise Rejected("a term or a weight that is not visibly positive")
    mean = sp.Mul(*((term / weight) ** weight for term, weight in zip(terms, weights, strict=True)))
    try:
        same = agree(product, mean, Context(state.bounds))
    except Unfit as problem:
        raise Rejected(str(problem)) from problem
    if not same:
        raise Rejected("the product is not the mean with these weights")
    return []


# -- where it may help ---------------------------------------------------------------------------------------------

def mean_places(state: State):
    """One negative term and several positive ones, with the weights that the degrees in the symbols of its bases ask for."""
    parts = [part for part in sp.Add.make_args(state.gap) if part != 0]
    if state.strict or not 3 <= len(parts) <= MOST_PARTS or not any(part.has(sp.Pow) for part in parts):
        return
    negative = [part for part in parts if shows(state.region, -part, True)]
    if len(negative) != 1:
        return
    product, terms = -negative[0], tuple(part for part in parts if part is not negative[0])
    unknown = sp.symbols(f"w:{len(terms)}", cls=sp.Dummy)
    equations = [sp.Add(*unknown) - 1]
    for symbol in sorted(product.free_symbols, key=str):
        degrees = [_degree(part, symbol) for part in (product, *terms)]
        if None not in degrees:
            equations.append(sp.Add(*(w * d for w, d in zip(unknown, degrees[1:], strict=True))) - degrees[0])
    found = sp.linsolve(equations, unknown)
    for weights in found:
        weights = tuple(map(sp.factor, weights))
        if not any(w.free_symbols & set(unknown) for w in weights):
            yield (("means", (terms, weights, product)),)


def _degree(part, symbol):
    """n where the part is symbol^n times something without it, or None."""
    degree = sp.simplify(symbol * sp.diff(part, symbol) / part)
    return None if symbol in degree.free_symbols else degree
