"""The average over r independent draws, and the weights that it gives to the vectors."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Product, Rational, Sum

from verifier.language import *

from .experiments import measure_average, measure_weights
from .notation import S, finite, i, independent, l, law_of_draws, p, q, r, reciprocal, s, support, t, total, u, v, whole_sum
from .sampling import one_or_two, spread, unbiased_sampling, variance_one_sample, x

average = Sum(q(S[t]) * v(S[t]), (t, 1, r)) / r
sampled = (law_of_draws, total, support)

law_of_each = therefore(ForAll((i,), (1 <= i, i <= l), Eq(E(KroneckerDelta(S[t], i)), p(i))), because=law_of_draws)
each_unbiased = therefore(Eq(E(q(S[t]) * v(S[t])), whole_sum), because=(using(unbiased_sampling, (s, S[t])), law_of_each, total, support))
each_spread = therefore(Eq(E(norm(q(S[t]) * v(S[t]) - whole_sum)**2), spread),
                        because=(using(variance_one_sample, (s, S[t])), law_of_each, total, support))
same_draw = given("the two draws are one", Eq(t, u))
other_draw = given("the two draws are different ones", Ne(t, u))
gap_t, gap_u = q(S[t]) * v(S[t]) - whole_sum, q(S[u]) * v(S[u]) - whole_sum
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
    holds_for=(example(l=3, r=2, p=[Rational(1, 3), Rational(2, 3), 0, Rational(1, 7)], S=one_or_two, v=[[1, 2], [3, -1], [0, 0], [5, 4]]),
               example(l=1, r=1, p=[1], S=uniform_on([1]), v=[[7]])),
    fails_for=(example(l=2, r=1, p=[1, 0], S=uniform_on([1]), v=[[1], [1]], note="a vector that is never drawn"),
               example(l=2, r=1, p=[Rational(1, 3), Rational(2, 3)], S=uniform_on([1, 2]), v=[[1], [3]], note="other probabilities"),
               example(l=1, r=1, p=[Rational(1, 2), Rational(1, 3)], S=uniform_on([1, 2]), v=[[1], [3]], note="an index that is not among the l"),
               example(l=2, r=2, p=[Rational(1, 3), Rational(2, 3)], S=multiples_of_one(one_or_two), v=[[1], [3]], note="one draw, taken twice")),
    measured_by=measure_average,
    note="The article gives the error of one draw only; it is the factor 1/r that pays for r columns.",
    equation="(13), (14)", latex=r"s_1..s_r\overset{iid}{\sim}p:\ \mathbb E\Bigl[\frac1r\sum_{j}\frac{v_{s_j}}{p_{s_j}}\Bigr]=\sum_iv_i,\quad\mathbb E\Bigl\Vert\frac1r\sum_j\frac{v_{s_j}}{p_{s_j}}-\sum_iv_i\Bigr\Vert^2=\frac1r\Bigl[\sum_i\frac{\Vert v_i\Vert^2}{p_i}-\Bigl\Vert\sum_iv_i\Bigr\Vert^2\Bigr]",
    key=True)

# -- which weights the vectors get ------------------------------------------------------------------------------------

k = sequence("k", integer=True)      # k(t), the index that came out in the t-th draw
count = Sum(KroneckerDelta(k(t), i), (t, 1, r))                  # how often the index i came out
occurs = 1 - Product(1 - KroneckerDelta(k(t), i), (t, 1, r))     # 1 if the index i came out at all
random_count = Sum(KroneckerDelta(S[t], i), (t, 1, r))
random_occurs = 1 - Product(1 - KroneckerDelta(S[t], i), (t, 1, r))
realised = Sum(q(k(t)) * v(k(t)), (t, 1, r)) / r                 # the average that the draws give
in_range = given("every draw is one of the l indices", Both(k(t) >= 1, k(t) <= l))

lambda_without_multiplicity = Claim(
    name="The article's weights, the same for every index that came out",
    says=Eq(realised, Sum(occurs * q(i) / r * v(i), (i, 1, l))),
    given=(in_range, total, support), definitions=(reciprocal,),
    fails_for=(example(l=1, r=2, p=[1], k=[1, 1], v=[[2]], note="one index, drawn twice: 2 against 1"),
               example(l=2, r=2, p=[Rational(1, 2), Rational(1, 2)], k=[1, 1], v=[[1], [5]])),
    expected=REFUTED, equation="after (13)", latex=r"\lambda_i=\frac{1}{rp_i}\text{ for }i\in\{s_1,\dots,s_r\},\text{ else }0",
    note="The article gives every index that came out the weight 1/(r p_i), and forgets that an index may come out several times.")

counted = chain(
    Sum(count * q(i) / r * v(i), (i, 1, l)),
    equals(Sum(Sum(KroneckerDelta(k(t), i) * q(i) * v(i), (t, 1, r)), (i, 1, l)) / r, because=arithmetic),
    equals(Sum(Sum(KroneckerDelta(k(t), i) * q(i) * v(i), (i, 1, l)), (t, 1, r)) / r, because=interchange_of_sums_of_points),
    equals(realised, because=(using(sum_of_points_with_delta, x=Lambda(i, q(i) * v(i))), in_range)))
mean_weight = chain(
    E(random_count * q(i) / r),
    equals(Sum(E(KroneckerDelta(S[t], i)), (t, 1, r)) * q(i) / r, because=finite),
    equals(Sum(p(i), (t, 1, r)) * q(i) / r, because=law_of_draws),
    equals(p(i) * q(i), because=arithmetic))
mean_flat_weight = chain(
    E(random_occurs * q(i) / r),
    equals((1 - E(Product(1 - KroneckerDelta(S[t], i), (t, 1, r)))) * q(i) / r, because=finite),
    equals((1 - Product(E(1 - KroneckerDelta(S[t], i)), (t, 1, r))) * q(i) / r,
           because=(using(mean_of_independent_factors, V=S, n=r, f=Lambda(x, 1 - KroneckerDelta(x, i))), independent, finite)),
    equals((1 - Product(1 - E(KroneckerDelta(S[t], i)), (t, 1, r))) * q(i) / r, because=finite),
    equals((1 - Product(1 - p(i), (t, 1, r))) * q(i) / r, because=law_of_draws),
    equals((1 - (1 - p(i))**r) * q(i) / r, because=product_of_equal_factors))
phi = sequence("phi")                # phi(i), the mean of the article's weight of the vector i
flat_mean = define(phi(i), (1 - (1 - p(i))**r) / (r * p(i)), "the mean of the article's weight")
too_small = Implies(Both(Both(p(i) > 0, p(i) < 1), r >= 2), phi(i) < 1)

lambda_with_multiplicity = Claim(
    name="The weights of the drawn vectors carry their multiplicities; weights that do not are too small in the mean",
    says=(Eq(Sum(count * q(i) / r * v(i), (i, 1, l)), realised),
          Implies(p(i) > 0, Eq(E(random_count * q(i) / r), 1)),
          Implies(p(i) > 0, Eq(E(random_occurs * q(i) / r), phi(i))),
          too_small),
    given=(in_range, law_of_draws, independent, finite), definitions=(reciprocal, flat_mean),
    proof=(counted, mean_weight, mean_flat_weight,
           therefore(Implies(p(i) > 0, Eq(E(random_count * q(i) / r), 1)), because=(mean_weight, reciprocal)),
           therefore(Implies(p(i) > 0, Eq(E(random_occurs * q(i) / r), phi(i))), because=(mean_flat_weight, reciprocal, flat_mean)),
           therefore(too_small, because=(using(bernoulli_inequality, n=r, x=-p(i)), flat_mean))),
    holds_for=(example(l=3, r=3, p=[Rational(1, 3), Rational(2, 3), 0, Rational(1, 2)], k=[2, 1, 2], v=[[1, 2], [3, -1], [0, 0]], S=one_or_two),
               example(l=2, r=3, p=[Rational(1, 3), Rational(2, 3), Rational(1, 2)], k=[2, 1, 2], v=[[1, 2], [3, -1], [1, 1]], S=one_or_two),
               example(l=2, r=2, p=[Rational(1, 3), Rational(2, 3), Rational(1, 2)], k=[1, 1], v=[[1, 2], [3, -1], [1, 1]], S=one_or_two),
               example(l=1, r=1, p=[1, Rational(1, 2)], k=[1], v=[[7], [2]], S=uniform_on([1]))),
    fails_for=(example(l=1, r=1, p=[1, Rational(1, 2)], k=[2], v=[[7], [2]], S=uniform_on([1]), note="an index out of range"),
               example(l=2, r=2, p=[Rational(1, 3), Rational(2, 3)], k=[1, 1], v=[[1], [3]], S=uniform_on([1, 2]), note="other probabilities"),
               example(l=2, r=2, p=[Rational(1, 3), Rational(2, 3)], k=[1, 1], v=[[1], [3]], S=multiples_of_one(one_or_two), note="one draw, taken twice")),
    measured_by=measure_weights,
    equation="after (13)", corrects=lambda_without_multiplicity,
    latex=r"\frac1r\sum_j\frac{v_{s_j}}{p_{s_j}}=\sum_i\lambda_iv_i,\ \lambda_i=\frac{\#\{j:s_j=i\}}{rp_i};\qquad\mathbb E\Bigl[\frac{[i\in\{s_j\}]}{rp_i}\Bigr]=\frac{1-(1-p_i)^r}{rp_i}<1\ (r\ge2,\ 0<p_i<1)",
    note="The number of different indices may be smaller than r; the average is right, the article's description of its weights is not.",
    key=True)
