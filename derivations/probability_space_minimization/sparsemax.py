"""The distribution nearest to a vector."""

from sympy import Eq, Max, Rational, Sum

from verifier.language import *

from .experiments import axes, half, measure_sparsemax
from .notation import (
    Delta, at, coordinates, e, i, in_simplex, j, k, least, n, other_in_simplex, p, q, s, simplex_all, simplex_entries, simplex_premises, simplex_total, total,
    unit_vectors, x,
)
from .optimality import convex_combination_feasible, vertices_feasible
from .simplex import linear_minimum_on_simplex

lam, m = real("lambda m")                   # thresholds


def kept(threshold, place=i):
    """What is left of a coordinate of x above the threshold."""
    return Max(at(place, x) - threshold, 0)


def kept_in_all(threshold):
    """What is left of all coordinates of x."""
    return Sum(kept(threshold, j), (j, 1, n))


nearest = given("no distribution is nearer to x than p", ForAll((q,), (Element(q, Delta),), norm(p - x)**2 <= norm(q - x)**2))
root = given("lambda is a threshold above which x keeps 1", Eq(kept_in_all(lam), 1))
other_root = given("m is one, too", Eq(kept_in_all(m), 1))

# -- the threshold is unique --------------------------------------------------------------------------------------------------

each = (1 <= j, j <= n)
below_one = therefore(ForAll((j,), each, kept(lam, j) <= kept_in_all(lam)), because=term_of_nonnegative_sum)
at_most_one = therefore(ForAll((j,), each, kept(lam, j) <= 1), because=(below_one, root))
cross = therefore(ForAll((j,), each, kept(lam, j) * (kept(m, j) - kept(lam, j)) >= kept(lam, j) * (lam - m)), because=(
    using(positive_part_above, x_=at(j, x) - m), using(positive_part_or_zero, x_=at(j, x) - lam)))
falls = given("m is smaller", m <= lam)
rises = given("m is larger", m > lam)
more_kept = therefore(ForAll((j,), each, kept(m, j) >= kept(lam, j)), because=(using(positive_part_increases, x_=at(j, x) - lam, y_=at(j, x) - m), falls))
weighed = therefore(ForAll((j,), each, kept(lam, j) * (kept(m, j) - kept(lam, j)) <= kept(m, j) - kept(lam, j)), because=(more_kept, at_most_one))
no_gain = chain(
    lam - m,
    equals(Sum(kept(lam, j) * (lam - m), (j, 1, n)), because=root),
    at_most(Sum(kept(lam, j) * (kept(m, j) - kept(lam, j)), (j, 1, n)), because=cross),
    at_most(Sum(kept(m, j) - kept(lam, j), (j, 1, n)), because=weighed),
    equals(kept_in_all(m) - kept_in_all(lam), because=arithmetic),
    equals(0, because=(root, other_root)))
threshold_not_larger = Claim(
    name="No threshold is larger than another",
    says=lam <= m,
    given=(root, other_root),
    proof=(below_one, at_most_one, cross,
           cases(lam <= m, (falls, (more_kept, weighed, no_gain, therefore(lam <= m, because=no_gain))), (rises, therefore(lam <= m, because=rises)))),
    holds_for=(example(n=3, e=axes(3), x=[2, 0, -1], lambda_=1, m=1), example(n=2, e=axes(2), x=[half, 1], lambda_=Rational(1, 4), m=Rational(1, 4))),
    fails_for=(example(n=2, e=axes(2), x=[half, 1], lambda_=Rational(1, 4), m=0), example(n=2, e=axes(2), x=[half, 1], lambda_=1, m=Rational(1, 4))))
