"""The slope of log Z_k: the score of i is moved by t, the others stay."""

from sympy import Derivative, Eq, KroneckerDelta, Lambda, Ne, exp, log

from verifier.language import *

from .experiments import difference_quotients
from .notation import *
from .positivity import apart, without_not_negative, without_positive
from .subsets import member_added

t, a = real("t a")                           # how far the score of i is moved
Z_t = function("Z_t")                        # Z_t(t, q, r): Z after the move
Z_t_with = function("Z_t_with")              # Z_t_with(t, l, q, r): the same over the sets that contain l
Z_t_without = function("Z_t_without")        # Z_t_without(t, l, q, r): the same over the sets that leave out l
V = function("V", positive=True)             # V(t), Z_k after the move
moved = exp(x(j) + t * KroneckerDelta(i, j))
all_k = given("no more are selected than there are", k <= n)
moved_start = given("of no components there is the empty set alone", ForAll((t, q), (), Eq(Z_t(t, q, 0), KroneckerDelta(q, 0))))
moved_grow = given("a set of q of 1..j leaves out j or contains it", ForAll((t, q, j), (), Eq(Z_t(t, q, j), Z_t(t, q, j - 1) + moved * Z_t(t, q - 1, j - 1))))
moved_with_start = given("the empty set does not contain l", ForAll((t, l, q), (), Eq(Z_t_with(t, l, q, 0), 0)))
moved_with_grow = given("with j a set contains l if it did before or j is l", ForAll((t, l, q, j), (), Eq(
    Z_t_with(t, l, q, j), Z_t_with(t, l, q, j - 1)
    + moved * (KroneckerDelta(l, j) * Z_t(t, q - 1, j - 1) + (1 - KroneckerDelta(l, j)) * Z_t_with(t, l, q - 1, j - 1)))))
moved_without_start = given("the empty set leaves out l", ForAll((t, l, q), (), Eq(Z_t_without(t, l, q, 0), KroneckerDelta(q, 0))))
moved_without_grow = given("without l, only j other than l is added", ForAll((t, l, q, j), (), Eq(
    Z_t_without(t, l, q, j), Z_t_without(t, l, q, j - 1) + moved * (1 - KroneckerDelta(l, j)) * Z_t_without(t, l, q - 1, j - 1))))
moved_sets = (moved_start, moved_grow)
moved_sets_with = (moved_with_start, moved_with_grow)
moved_sets_without = (moved_without_start, moved_without_grow)

beside_delta = Eq(exp(a + t * KroneckerDelta(i, j)) * (1 - KroneckerDelta(i, j)), exp(a) * (1 - KroneckerDelta(i, j)))
same_component, another_component = given("j is i", Eq(i, j)), given("j is another component", Ne(i, j))
factor_stays = Claim(
    name="Beside 1 - delta the move has no effect", says=beside_delta,
    proof=cases(beside_delta, (same_component, therefore(beside_delta, because=same_component)), (another_component, therefore(beside_delta, because=another_component))),
    holds_for=(example(i=2, j=2, a=1, t=3), example(i=2, j=1, a=1, t=3)))

unmoved = hypothesis(ForAll((q,), (), Eq(Z_t_without(t, i, q, r), Z_t_without(0, i, q, r))))
others_stay = Claim(
    name="The sums over sets without i do not move",
    says=unmoved.statement, given=moved_sets_without,
    proof=induction(unmoved.statement, on=r, start=0,
                    base=therefore(ForAll((q,), (), Eq(Z_t_without(t, i, q, 0), Z_t_without(0, i, q, 0))), because=moved_without_start),
                    step=therefore(ForAll((q,), (), Eq(Z_t_without(t, i, q, r + 1), Z_t_without(0, i, q, r + 1))),
                                   because=(using(moved_without_grow, t=t, l=i, q=q, j=r + 1), using(moved_without_grow, t=0, l=i, q=q, j=r + 1),
                                            using(factor_stays, a=x(r + 1), j=r + 1), using(unmoved, q=q), using(unmoved, q=q - 1))),
                    hypothesis=unmoved),
    holds_for=(example(i=2, r=3, t=1, x=logs(2, 1, 5), Z_t_without=moved_sums(2, 1, 5, at=2)),))

start_at_t = therefore(ForAll((q,), (), Eq(Z_t(t, q, 0), KroneckerDelta(q, 0))), because=moved_start)
growth_at_t = therefore(ForAll((q, j), (), Eq(Z_t(t, q, j), Z_t(t, q, j - 1) + moved * Z_t(t, q - 1, j - 1))), because=moved_grow)
with_start_at_t = therefore(ForAll((l, q), (), Eq(Z_t_with(t, l, q, 0), 0)), because=moved_with_start)
with_growth_at_t = therefore(ForAll((l, q, j), (), Eq(
    Z_t_with(t, l, q, j), Z_t_with(t, l, q, j - 1)
    + moved * (KroneckerDelta(l, j) * Z_t(t, q - 1, j - 1) + (1 - KroneckerDelta(l, j)) * Z_t_with(t, l, q - 1, j - 1)))), because=moved_with_grow)
without_start_at_t = therefore(ForAll((l, q), (), Eq(Z_t_without(t, l, q, 0), KroneckerDelta(q, 0))), because=moved_without_start)
without_growth_at_t = therefore(ForAll((l, q, j), (), Eq(
    Z_t_without(t, l, q, j), Z_t_without(t, l, q, j - 1) + moved * (1 - KroneckerDelta(l, j)) * Z_t_without(t, l, q - 1, j - 1))), because=moved_without_grow)
at_t = ((Z, Lambda((q, r), Z_t(t, q, r))), (Z_with, Lambda((l, q, r), Z_t_with(t, l, q, r))), (Z_without, Lambda((l, q, r), Z_t_without(t, l, q, r))),
        (w, Lambda(j, moved)), (i, i))
without_at_t = (start_at_t, growth_at_t, without_start_at_t, without_growth_at_t)
moved_three = dict(x=logs(2, 1, 5), Z_t=moved_sums(2, 1, 5, at=2), Z_t_with=moved_sums(2, 1, 5, at=2, member=1), Z_t_without=moved_sums(2, 1, 5, at=2))
moved_whole = Claim(
    name="After the move: sets without i as before, sets with i times e^t",
    says=Eq(Z_t(t, q, n), Z_t_without(0, i, q, n) + exp(x(i) + t) * Z_t_without(0, i, q - 1, n)),
    given=(*moved_sets, *moved_sets_without, i_in_range),
    proof=(*without_at_t,
           chain(Z_t(t, q, n), equals(Z_t_without(t, i, q, n) + exp(x(i) + t) * Z_t_without(t, i, q - 1, n), because=(using(apart, *at_t), *without_at_t, i_in_range)),
                 equals(Z_t_without(0, i, q, n) + exp(x(i) + t) * Z_t_without(0, i, q - 1, n), because=(using(others_stay, r=n),)))),
    holds_for=(example(n=3, i=2, q=2, t=log(3), x=logs(2, 1, 5), Z_t=moved_sums(2, 1, 5, at=2), Z_t_without=moved_sums(2, 1, 5, at=2)),))

moved_members = Claim(
    name="After the move: the sets that contain i",
    says=Eq(Z_t_with(t, i, q, n), exp(x(i) + t) * Z_t_without(0, i, q - 1, n)),
    given=(*moved_sets, *moved_sets_with, *moved_sets_without, i_in_range),
    proof=(*without_at_t, with_start_at_t, with_growth_at_t,
           chain(Z_t_with(t, i, q, n), equals(exp(x(i) + t) * Z_t_without(t, i, q - 1, n),
                                              because=(using(member_added, *at_t), *without_at_t, with_start_at_t, with_growth_at_t, i_in_range)),
                 equals(exp(x(i) + t) * Z_t_without(0, i, q - 1, n), because=(using(others_stay, r=n),)))),
    holds_for=(example(n=3, i=2, q=2, t=log(3), **moved_three),
               example(n=3, i=3, q=2, t=1, x=logs(2, 1, 5), Z_t=moved_sums(2, 1, 5, at=3), Z_t_with=moved_sums(2, 1, 5, at=3, member=1),
                       Z_t_without=moved_sums(2, 1, 5, at=3))))

at_0 = ((Z, Lambda((q, r), Z_t(0, q, r))), (Z_without, Lambda((l, q, r), Z_t_without(0, l, q, r))), (w, Lambda(j, exp(x(j)))))
start_at_0 = therefore(ForAll((q,), (), Eq(Z_t(0, q, 0), KroneckerDelta(q, 0))), because=moved_start)
growth_at_0 = therefore(ForAll((q, j), (), Eq(Z_t(0, q, j), Z_t(0, q, j - 1) + exp(x(j)) * Z_t(0, q - 1, j - 1))), because=using(moved_grow, t=0))
without_start_at_0 = therefore(ForAll((l, q), (), Eq(Z_t_without(0, l, q, 0), KroneckerDelta(q, 0))), because=moved_without_start)
without_growth_at_0 = therefore(ForAll((l, q, j), (), Eq(
    Z_t_without(0, l, q, j), Z_t_without(0, l, q, j - 1) + exp(x(j)) * (1 - KroneckerDelta(l, j)) * Z_t_without(0, l, q - 1, j - 1))), because=using(moved_without_grow, t=0))
of_0 = (start_at_0, growth_at_0, without_start_at_0, without_growth_at_0)
without_i_not_negative = therefore(Z_t_without(0, i, k, n) >= 0, because=(using(without_not_negative, *at_0, (q, k), (r, n)), *of_0))
smaller_positive = therefore(Z_t_without(0, i, k - 1, n) > 0, because=(using(without_positive, *at_0, (q, k - 1)), *of_0, i_in_range, all_k))
whole_after_move = given("V(t) is Z_k after the move", ForAll((t,), (), Eq(V(t), Z_t(t, k, n))))
affine = therefore(ForAll((t,), (), Eq(V(t), Z_t_without(0, i, k, n) + exp(x(i) + t) * Z_t_without(0, i, k - 1, n))),
                   because=(whole_after_move, using(moved_whole, q=k), *moved_sets, *moved_sets_without, i_in_range))
signs = (without_i_not_negative, smaller_positive)
whole_1, whole_2, whole_3 = Lambda(t, 7 + exp(t)), Lambda(t, 10 + 7 * exp(t)), Lambda(t, 10 * exp(t))
gradtopk_formula = Claim(
    name="The slope of log Z_k in the score of i is the share of the sets that contain i",
    says=Eq(Derivative(log(V(t)), t), Z_t_with(t, i, k, n) / V(t)),
    given=(*moved_sets, *moved_sets_with, *moved_sets_without, whole_after_move, i_in_range, all_k),
    proof=(*of_0, *signs, affine,
           chain(Derivative(log(V(t)), t),
                 equals(Derivative(log(Z_t_without(0, i, k, n) + exp(x(i) + t) * Z_t_without(0, i, k - 1, n)), t), because=(affine, *signs)),
                 equals(exp(x(i) + t) * Z_t_without(0, i, k - 1, n) / (Z_t_without(0, i, k, n) + exp(x(i) + t) * Z_t_without(0, i, k - 1, n)), because=signs),
                 equals(Z_t_with(t, i, k, n) / V(t), because=(affine, using(moved_members, q=k), *moved_sets, *moved_sets_with, *moved_sets_without, i_in_range, *signs)))),
    holds_for=(example(n=3, k=2, i=2, t=0, V=whole_2, **moved_three), example(n=3, k=1, i=2, t=log(3), V=whole_1, **moved_three), example(n=3, k=3, i=2, t=1, V=whole_3, **moved_three)),
    measured_by=difference_quotients,
    equation="(10)", latex=r"\frac{\partial\log Z_k}{\partial x_i}=\frac{Z_{k,i}}{Z_k},\qquad Z_{k,i}=\sum_{|S|=k,\,S\ni i}e^{\sum_{j\in S}x_j}=e^{x_i}e_{k-1}(e^{x_j}:j\ne i)",
    note="Z_t and its parts are those of the scores with t added to the score of i; t = 0 gives the slope at x itself.", key=True)
