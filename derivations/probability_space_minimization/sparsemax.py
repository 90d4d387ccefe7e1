"""The distribution nearest to a vector."""

from sympy import Eq, Lambda, Max, Rational, Sum

from verifier.language import *

from .examples import axes_1, axes_2, axes_3, half
from .experiments import measure_sparsemax
from .notation import (
    Delta, at, coordinates, e, i, in_simplex, j, k, least, n, other_in_simplex, p, q, s, simplex_all, simplex_entries, simplex_premises, simplex_total, total,
    x,
)
from .optimality import convex_combination_feasible, vertices_feasible
from .simplex import linear_minimum_on_simplex

lam, m = real("lambda m")                   # thresholds


kept = Lambda((m, i), Max(at(i, x) - m, 0))             # what is left of a coordinate of x above a threshold
kept_in_all = Lambda(m, Sum(kept(m, j), (j, 1, n)))     # and of all coordinates

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
    holds_for=(example(n=3, e=axes_3, x=[2, 0, -1], lambda_=1, m=1), example(n=2, e=axes_2, x=[half, 1], lambda_=Rational(1, 4), m=5), example(n=2, e=axes_2, x=[half, 1], lambda_=Rational(1, 4), m=Rational(1, 4))),
    fails_for=(example(n=2, e=axes_2, x=[half, 1], lambda_=Rational(1, 4), m=0), example(n=2, e=axes_2, x=[half, 1], lambda_=1, m=Rational(1, 4))),
    measured_by=measure_sparsemax,
    equation="(25)", latex=r"\sum_i\max(x_i-\lambda,0)=1")

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
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], q=[0, 1, 0]),
               example(n=3, e=axes_3, Delta=simplex(3), x=[0, -half, -2], p=[Rational(3, 4), Rational(1, 4), 0], q=[1, 0, 0]),
               example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], q=[1, 0, 0]),
               example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], q=[0, half, half])),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[0, 0, 1], q=[1, 0, 0], note="p is not the nearest"),),
    measured_by=measure_sparsemax,
    equation="(22)-(23)", latex=r"(q-p)\cdot(p-x)\ge0\quad\forall q\in\Delta")

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
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0]),
               example(n=2, e=axes_2, Delta=simplex(2), x=[1, 0], p=[1, 0])),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[0, 0, 1], note="p is not the nearest"),),
    measured_by=measure_sparsemax,
    equation="(24)-(25)", latex=r"p_i=\max\bigl(x_i+(p-x)_{\min},0\bigr)")

# -- the headline: sparsemax is a relu, shifted by the one threshold -----------------------------------------------------------

is_relu = given("p is the relu of x shifted by lambda", ForAll((i,), (1 <= i, i <= n), Eq(at(i, p), kept(lam, i))))
roots = (Eq(kept_in_all(m), 1),)
m_keeps_less = therefore(ForAll((m,), roots, kept_in_all(m) <= 1), because=arithmetic)
lambda_keeps_less = therefore(kept_in_all(lam) <= 1, because=root)
not_above = therefore(ForAll((m,), roots, lam <= m), because=(using(threshold_not_larger, (lam, lam), (m, m), (x, x)), root, m_keeps_less))
not_below = therefore(ForAll((m,), roots, m <= lam), because=(using(threshold_not_larger, (lam, m), (m, lam), (x, x)), lambda_keeps_less))
same_threshold = therefore(ForAll((m,), roots, Eq(m, lam)), because=(order_is_antisymmetric, not_below, not_above))
its_parts = therefore(ForAll((i,), (1 <= i, i <= n), Eq(at(i, p), kept(-lowest, i))), because=(nearest_has_threshold, nearest, in_simplex, *simplex_premises))
total_of_p = chain(kept_in_all(-lowest), equals(total(p), because=its_parts), equals(1, because=(using(simplex_total, q=p), in_simplex)))
its_threshold = therefore(Eq(-lowest, lam), because=(using(same_threshold, m=-lowest), total_of_p))
nearest_is_relu = therefore(is_relu.statement, because=(its_parts, its_threshold))

not_under = therefore(ForAll((i,), (1 <= i, i <= n), at(i, p - x) >= -lam), because=(using(positive_part_above, x_=at(i, x) - lam), is_relu))
least_not_under = therefore(lowest >= -lam, because=(minimum_is_greatest_bound, not_under))
no_excess = chain(
    at(i, p) * (at(i, p) - at(i, x) + lam),
    equals(kept(lam, i) * (kept(lam, i) - at(i, x) + lam), because=is_relu),
    equals(0, because=using(positive_part_or_zero, x_=at(i, x) - lam)))
product_at_p = chain(
    dot(p, p - x),
    equals(dot(Sum(at(i, p) * e(i), (i, 1, n)), p - x), because=using(coordinates, q=p)),
    equals(Sum(at(i, p) * (at(i, p) - at(i, x)), (i, 1, n)), because=arithmetic),
    equals(Sum(-lam * at(i, p), (i, 1, n)), because=no_excess),
    equals(-lam, because=(using(simplex_total, q=p), in_simplex)))
others = (Element(q, Delta),)
product_at_q = therefore(ForAll((q,), others, dot(q, p - x) >= lowest), because=(using(linear_minimum_on_simplex, v=p - x, p=q), *simplex_premises))
right_angle = therefore(ForAll((q,), others, dot(q - p, p - x) >= 0), because=(product_at_q, least_not_under, product_at_p))
pythagoras = therefore(ForAll((q,), (), Eq(norm(q - x)**2, norm(p - x)**2 + norm(q - p)**2 + 2 * dot(q - p, p - x))), because=arithmetic)
farther = therefore(ForAll((q,), others, norm(q - p)**2 + 2 * dot(q - p, p - x) >= 0), because=right_angle)
relu_is_nearest = therefore(nearest.statement, because=(pythagoras, farther))
sparsemax_threshold_form = Claim(
    name="Sparsemax is a relu, shifted by the one threshold above which x keeps 1",
    says=(Iff(nearest.statement, is_relu.statement),
          ForAll((m,), (Eq(kept_in_all(m), 1),), Eq(m, lam))),
    given=(*simplex_premises, in_simplex, root),
    proof=(m_keeps_less, lambda_keeps_less, not_above, not_below, same_threshold,
           suppose(nearest, its_parts, total_of_p, its_threshold, nearest_is_relu),
           suppose(is_relu, not_under, least_not_under, no_excess, product_at_p, product_at_q, right_angle, pythagoras, farther, relu_is_nearest)),
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], lambda_=Rational(1, 4)),
               example(n=3, e=axes_3, Delta=simplex(3), x=[2, 0, -1], p=[0, 0, 1], lambda_=1),
               example(n=1, e=axes_1, Delta=simplex(1), x=[-4], p=[1], lambda_=-5)),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], lambda_=0, note="x keeps more than 1"),),
    measured_by=measure_sparsemax,
    equation="(25)", latex=r"\mathrm{sparsemax}(x)_i=\max(x_i-\lambda(x),0)",
    note="For coordinates that are cut off the article writes x_i < lambda; x_i <= lambda is what follows. The threshold is computed in the next claim.",
    key=True)

# -- the threshold by sorting ----------------------------------------------------------------------------------------------------

K = natural("K")                            # how many coordinates are kept
not_too_many = given("K is at most n", K <= n)
sorted_entries = given("the coordinates of x are numbered from the largest down", ForAll((i, j), (1 <= i, i <= j, j <= n), at(j, x) <= at(i, x)))
still_kept = given("K passes the test", 1 + K * at(K, x) > Sum(at(i, x), (i, 1, K)))
no_longer = given("no larger number passes the test", ForAll((j,), (K + 1 <= j, j <= n), 1 + j * at(j, x) <= Sum(at(i, x), (i, 1, j))))
threshold = define(lam, (Sum(at(i, x), (i, 1, K)) - 1) / K, "the threshold from the K largest coordinates")
last_above = therefore(at(K, x) > lam, because=(threshold, still_kept))
next_below = therefore(Implies(K + 1 <= n, at(K + 1, x) <= lam), because=(threshold, using(no_longer, j=K + 1)))
first_above = therefore(ForAll((j,), (1 <= j, j <= K), at(j, x) >= lam), because=(using(sorted_entries, i=j, j=K), last_above, not_too_many))
rest_below = therefore(ForAll((j,), (K + 1 <= j, j <= n), at(j, x) <= lam), because=(using(sorted_entries, i=K + 1), next_below))
first_kept = therefore(ForAll((j,), (1 <= j, j <= K), Eq(at(j, x) - lam, kept(lam, j))), because=(positive_part_is, first_above))
rest_cut = therefore(ForAll((j,), (K + 1 <= j, j <= n), Eq(0, kept(lam, j))), because=(positive_part_is, rest_below))
sparsemax_threshold_explicit = Claim(
    name="The threshold of sparsemax by sorting",
    says=Eq(kept_in_all(lam), 1),
    given=(not_too_many, sorted_entries, still_kept, no_longer),
    definitions=(threshold,),
    proof=(last_above, next_below, first_above, rest_below, first_kept, rest_cut, chain(
        kept_in_all(lam),
        equals(Sum(kept(lam, j), (j, 1, K)) + Sum(kept(lam, j), (j, K + 1, n)), because=(using(split_sum, F_=Lambda(j, kept(lam, j)), l_=1, m_=n, r_=K), not_too_many)),
        equals(Sum(at(j, x) - lam, (j, 1, K)) + Sum(kept(lam, j), (j, K + 1, n)), because=(first_kept, not_too_many)),
        equals(Sum(at(j, x) - lam, (j, 1, K)), because=rest_cut),
        equals(1, because=threshold))),
    holds_for=(example(n=3, e=axes_3, x=[1, half, -1], K=2), example(n=3, e=axes_3, x=[1, half, Rational(1, 3)], K=3),
               example(n=2, e=axes_2, x=[1, 0], K=1), example(n=1, e=axes_1, x=[-4], K=1)),
    fails_for=(example(n=3, e=axes_3, x=[1, half, -1], K=1, note="two coordinates pass the test"),
               example(n=3, e=axes_3, x=[1, half, -1], K=3, note="the last coordinate does not pass"),
               example(n=2, e=axes_2, x=[-1, 1], K=1, note="not sorted")),
    measured_by=measure_sparsemax,
    equation="(25), text", latex=r"\lambda=\frac{\sum_{j\le K}x_{(j)}-1}K,\quad k=\max\{j:1+jx_{(j)}>\sum_{l\le j}x_{(l)}\}",
    note="The formula stands in another article of the author (10145).",
    key=True)

# -- the support --------------------------------------------------------------------------------------------------------------------

sparsemax_support_as_printed = Claim(
    name="The support of sparsemax is where p - x is least",
    says=Iff(at(i, p) > 0, Eq(at(i, p - x), lowest)),
    given=(root, is_relu),
    expected=REFUTED,
    fails_for=(example(n=2, e=axes_2, x=[1, 0], p=[1, 0], lambda_=0, i=2, note="x_2 is the threshold itself"),),
    equation="(24)", latex=r"p_i>0\iff p_i-x_i=(p-x)_{\min}",
    note="One direction is true: where a coordinate of x equals the threshold, p - x is least there although p is 0.")

positive_there = given("i has positive probability", at(i, p) > 0)
sparsemax_support_condition = Claim(
    name="Where sparsemax is positive, p - x is least",
    says=Implies(at(i, p) > 0, Eq(at(i, p - x), lowest)),
    given=(*simplex_premises, in_simplex, nearest),
    proof=(uphill, no_lower, least_is_mean, mean_is_least, attained, where_positive,
           therefore(Implies(at(i, p) > 0, Eq(at(i, p - x), lowest)), because=where_positive)),
    holds_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[Rational(3, 4), Rational(1, 4), 0], i=2),
               example(n=2, e=axes_2, Delta=simplex(2), x=[1, 0], p=[1, 0], i=2), example(n=2, e=axes_2, Delta=simplex(2), x=[1, -1], p=[1, 0], i=1),
               example(n=2, e=axes_2, Delta=simplex(2), x=[-1, 1], p=[0, 1], i=1)),
    fails_for=(example(n=3, e=axes_3, Delta=simplex(3), x=[1, half, -1], p=[0, 0, 1], i=3, note="p is not the nearest"),),
    measured_by=measure_sparsemax,
    equation="(24)", latex=r"p_i>0\Rightarrow p_i-x_i=(p-x)_{\min}",
    corrects=sparsemax_support_as_printed)
