"""The distribution nearest to a vector."""

from sympy import Eq, Lambda, Max, Rational, Sum

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
keeps_less = given("above m x keeps at most 1", kept_in_all(m) <= 1)

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
    at_most(0, because=(root, keeps_less)))
threshold_not_larger = Claim(
    name="A number above which x keeps at most 1 is not below the threshold",
    says=lam <= m,
    given=(root, keeps_less),
    proof=(below_one, at_most_one, cross,
           cases(lam <= m, (falls, (more_kept, weighed, no_gain, therefore(lam <= m, because=no_gain))), (rises, therefore(lam <= m, because=rises)))),
    holds_for=(example(n=3, e=axes(3), x=[2, 0, -1], lambda_=1, m=1), example(n=2, e=axes(2), x=[half, 1], lambda_=Rational(1, 4), m=5), example(n=2, e=axes(2), x=[half, 1], lambda_=Rational(1, 4), m=Rational(1, 4))),
    fails_for=(example(n=2, e=axes(2), x=[half, 1], lambda_=Rational(1, 4), m=0), example(n=2, e=axes(2), x=[half, 1], lambda_=1, m=Rational(1, 4))))

# -- the nearest distribution -----------------------------------------------------------------------------------------------

steps = (0 < s, s <= 1)
toward = q - p
mixed = therefore(ForAll((s,), steps, Element((1 - s) * p + s * q, Delta)), because=(using(convex_combination_feasible, eta=s), in_simplex, other_in_simplex))
on_the_way = therefore(ForAll((s,), steps, Element(p + s * toward, Delta)), because=mixed)
not_nearer = therefore(ForAll((s,), steps, norm(p - x)**2 <= norm(p + s * toward - x)**2), because=(using(nearest, q=p + s * toward), on_the_way))
divided = therefore(ForAll((s,), steps, -norm(toward)**2 * s <= 2 * dot(toward, p - x)), because=not_nearer)
vanishes = therefore(TendsFromAbove(-norm(toward)**2 * s, s, 0, 0), because=linear_function_tends_to_zero)
at_last = therefore(0 <= 2 * dot(toward, p - x), because=(limit_keeps_upper_bound, divided, vanishes))
sparsemax_gradient_condition = Claim(
    name="The angle at the nearest distribution",
    says=dot(q - p, p - x) >= 0,
    given=(simplex_entries, simplex_total, simplex_all, in_simplex, other_in_simplex, nearest),
    proof=(mixed, on_the_way, not_nearer, divided, vanishes, at_last, therefore(dot(q - p, p - x) >= 0, because=at_last)),
    holds_for=(example(n=3, e=axes(3), Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], q=[0, 1, 0]),
               example(n=3, e=axes(3), Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], q=[1, 0, 0]),
               example(n=3, e=axes(3), Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], q=[0, half, half])),
    fails_for=(example(n=3, e=axes(3), Delta=simplex(3), x=[1, half, -1], p=[0, 0, 1], q=[1, 0, 0], note="p is not the nearest"),))

lowest = least(p - x)
uphill = therefore(ForAll((k,), (1 <= k, k <= n), dot(e(k) - p, p - x) >= 0), because=(
    using(sparsemax_gradient_condition, q=e(k)), vertices_feasible, in_simplex, nearest, *simplex_premises))
no_lower = therefore(ForAll((k,), (1 <= k, k <= n), at(k, p - x) >= dot(p, p - x)), because=uphill)
least_is_mean = therefore(lowest >= dot(p, p - x), because=(minimum_is_greatest_bound, no_lower))
mean_is_least = therefore(dot(p, p - x) >= lowest, because=(using(linear_minimum_on_simplex, v=p - x), in_simplex, *simplex_premises))
attained = therefore(Eq(dot(p, p - x), lowest), because=(order_is_antisymmetric, least_is_mean, mean_is_least))
where_positive = therefore(ForAll((i,), (1 <= i, i <= n, at(i, p) > 0), Eq(at(i, p - x), lowest)), because=(
    using(linear_minimum_on_simplex, v=p - x), attained, in_simplex, *simplex_premises))
entries = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p) >= 0), because=(using(simplex_entries, q=p), in_simplex))
above = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p) >= at(i, x) + lowest), because=using(minimum_below_entry, k_=i, n_=n, F_=Lambda(j, at(j, p - x))))
positive_here = given("i has positive probability", at(i, p) > 0)
zero_here = given("i has no probability", at(i, p) <= 0)
slack = at(i, p) * (at(i, p) - at(i, x) - lowest)
nothing = therefore(Eq(at(i, p), 0), because=(order_is_antisymmetric, entries, zero_here))
no_slack = cases(Eq(slack, 0), (positive_here, chain(slack, equals(0, because=(where_positive, positive_here)))),
                 (zero_here, (nothing, chain(slack, equals(0, because=nothing)))))
is_kept = therefore(ForAll((i,), (1 <= i, i <= n), Eq(at(i, p), Max(at(i, x) + lowest, 0))), because=(positive_part_is, entries, above, no_slack))
nearest_has_threshold = Claim(
    name="The nearest distribution keeps what is above a threshold",
    says=ForAll((i,), (1 <= i, i <= n), Eq(at(i, p), Max(at(i, x) + lowest, 0))),
    given=(*simplex_premises, in_simplex, nearest),
    proof=(uphill, no_lower, least_is_mean, mean_is_least, attained, where_positive, entries, above, no_slack, is_kept),
    holds_for=(example(n=3, e=axes(3), Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0]),
               example(n=2, e=axes(2), Delta=simplex(2), x=[1, 0], p=[1, 0])),
    fails_for=(example(n=3, e=axes(3), Delta=simplex(3), x=[1, half, -1], p=[0, 0, 1], note="p is not the nearest"),))

# -- the headline: sparsemax is a relu, shifted by the one threshold -----------------------------------------------------------

is_relu = given("p is the relu of x shifted by lambda", ForAll((i,), (1 <= i, i <= n), Eq(at(i, p), kept(lam))))
same_threshold = therefore(Eq(m, lam), because=(order_is_antisymmetric, threshold_not_larger, using(threshold_not_larger, lambda_=m, m=lam), root, other_root))
total_of_p = chain(kept_in_all(-lowest), equals(total(p), because=using(nearest_has_threshold, i=j)), equals(1, because=simplex_total))
sparsemax_threshold_form = Claim(
    name="Sparsemax is a relu, shifted by the one threshold above which x keeps 1",
    says=(Iff(nearest.statement, is_relu.statement),
          ForAll((m,), (Eq(kept_in_all(m), 1),), Eq(m, lam))),
    given=(*simplex_premises, in_simplex, root),
    proof=(therefore(ForAll((m,), (Eq(kept_in_all(m), 1),), lam <= m), because=(threshold_not_larger, root)),
           therefore(ForAll((m,), (Eq(kept_in_all(m), 1),), m <= lam), because=(using(threshold_not_larger, m=lam), root)),
           ),
    measured_by=measure_sparsemax,
    key=True)
