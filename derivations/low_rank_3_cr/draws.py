"""The average over r independent draws, and the weights that it gives to the vectors."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, Symbol

from verifier.language import *

from .notation import S, finite, i, independent, l, law_of_draws, p, q, r, reciprocal, s, support, t, total, u, v, whole_sum
from .sampling import spread, unbiased_sampling, variance_one_sample, weight_cancels, x

average = Sum(q(S[t]) * v(S[t]), (t, 1, r)) / r
sampled = (law_of_draws, total, support)

law_of_each = therefore(ForAll((i,), (1 <= i, i <= l), Eq(E(KroneckerDelta(S[t], i)), p(i))), because=law_of_draws)
each_unbiased = therefore(Eq(E(q(S[t]) * v(S[t])), whole_sum), because=(using(unbiased_sampling, (s, S[t])), law_of_each, total, support))
each_spread = therefore(Eq(E(norm(q(S[t]) * v(S[t]) - whole_sum)**2), spread),
                        because=(using(variance_one_sample, (s, S[t])), law_of_each, total, support))
same_draw = given("the two draws are one", Eq(t, u))
other_draw = given("the two draws are different ones", Ne(t, u))
gap_t, gap_u = (q(S[k]) * v(S[k]) - whole_sum for k in (t, u))
pair = E(dot(gap_t, gap_u))
each_mean = chain(E(gap_t), equals(E(q(S[t]) * v(S[t])) - whole_sum, because=finite), equals(0 * whole_sum, because=each_unbiased))
pairs = cases(
    Eq(pair, KroneckerDelta(t, u) * spread),
    (same_draw, chain(
        pair,
        equals(E(norm(gap_t)**2), because=same_draw),
        equals(spread, because=each_spread),
        equals(KroneckerDelta(t, u) * spread, because=same_draw))),
    (other_draw, chain(
        pair,
        equals(dot(E(gap_t), E(gap_u)), because=(mean_of_independent_inner_product, independent, finite, other_draw)),
        equals(0, because=each_mean),
        equals(KroneckerDelta(t, u) * spread, because=other_draw))))

sample_mean_unbiased = Claim(
    name="The average of r weighted draws is unbiased and has one r-th of the mean squared error",
    says=(Eq(E(average), whole_sum), Eq(E(norm(average - whole_sum)**2), spread / r)),
    given=(*sampled, independent, finite), definitions=(reciprocal,),
    proof=(law_of_each, each_unbiased, each_spread, each_mean, pairs,
           chain(E(average),
                 equals(Sum(E(q(S[t]) * v(S[t])), (t, 1, r)) / r, because=finite),
                 equals(Sum(whole_sum, (t, 1, r)) / r, because=each_unbiased),
                 equals(whole_sum, because=arithmetic)),
           chain(E(norm(average - whole_sum)**2),
                 equals(Sum(Sum(pair, (u, 1, r)), (t, 1, r)) / r**2, because=finite),
                 equals(Sum(Sum(KroneckerDelta(t, u) * spread, (u, 1, r)), (t, 1, r)) / r**2, because=pairs),
                 equals(Sum(spread, (t, 1, r)) / r**2, because=sum_with_delta),
                 equals(spread / r, because=arithmetic))),
    holds_for=(example(l=3, r=2, p=[Rational(1, 3), Rational(2, 3), 0, Rational(1, 7)], S=distribution({1: Rational(1, 3), 2: Rational(2, 3)}), v=[[1, 2], [3, -1], [0, 0], [5, 4]]),
               example(l=1, r=1, p=[1], S=uniform_on([1]), v=[[7]])),
    fails_for=(example(l=2, r=1, p=[1, 0], S=uniform_on([1]), v=[[1], [1]], note="a vector that is never drawn"),),
    equation="(13), (14)", latex=r"s_1..s_r\overset{iid}{\sim}p:\ \mathbb E\Bigl[\frac1r\sum_{j}\frac{v_{s_j}}{p_{s_j}}\Bigr]=\sum_iv_i,\quad\mathbb E\Bigl\Vert\frac1r\sum_j\frac{v_{s_j}}{p_{s_j}}-\sum_iv_i\Bigr\Vert^2=\frac1r\Bigl[\sum_i\frac{\Vert v_i\Vert^2}{p_i}-\Bigl\Vert\sum_iv_i\Bigr\Vert^2\Bigr]",
    key=True)
