"""One index drawn at random: the weighted vector is unbiased, its mean squared error, and the weights of r draws."""

from sympy import Eq, Lambda, Rational, Sum, Symbol

from verifier.language import *

from .experiments import measure_one_sample, measure_unbiased
from .notation import i, j, l, law_of_s, may_be_drawn, never_drawn, p, q, reciprocal, s, support, total, v, whole_sum

x = Symbol("x", real=True)           # a value of the drawn index
one_or_two = distribution({1: Rational(1, 3), 2: Rational(2, 3)})

weight_cancels = Claim(
    name="Weight times probability leaves the vector",
    says=Eq(p(i) * q(i) * v(i), v(i)),
    given=(support,), definitions=(reciprocal,),
    proof=cases(Eq(p(i) * q(i) * v(i), v(i)),
                (never_drawn, therefore(Eq(p(i) * q(i) * v(i), v(i)), because=(support, never_drawn, reciprocal))),
                (may_be_drawn, therefore(Eq(p(i) * q(i) * v(i), v(i)), because=(may_be_drawn, reciprocal)))),
    holds_for=(example(l=3, p=[Rational(1, 3), Rational(2, 3), 0], v=[[1, 2], [3, -1], [0, 0]]), example(l=1, p=[1], v=[[7]])),
    fails_for=(example(l=2, p=[1, 0], v=[[1], [1]], note="a vector that is never drawn"),),
    equation="(12)", latex=r"p_i\frac{v_i}{p_i}=v_i")

unbiased_sampling = Claim(
    name="Importance weights make each sample unbiased",
    says=Eq(E(q(s) * v(s)), whole_sum),
    given=(law_of_s, total, support), definitions=(reciprocal,),
    proof=chain(
        E(q(s) * v(s)),
        equals(Sum(p(i) * q(i) * v(i), (i, 1, l)), because=(using(mean_point_over_values, F=Lambda(x, q(x) * v(x)), n=l, P=p), law_of_s, total)),
        equals(whole_sum, because=(weight_cancels, support))),
    holds_for=(example(l=3, p=[Rational(1, 3), Rational(2, 3), 0, 1], s=one_or_two, v=[[1, 2], [3, -1], [0, 0], [5, 4]]),
               example(l=1, p=[1], s=1, v=[[7]])),
    fails_for=(example(l=2, p=[1, 0], s=1, v=[[1], [1]], note="a vector that is never drawn: 1 instead of 2"),
               example(l=2, p=[Rational(1, 3), Rational(2, 3)], s=uniform_on([1, 2]), v=[[1], [3]], note="other probabilities"),
               example(l=1, p=[Rational(1, 2), Rational(1, 3)], s=uniform_on([1, 2]), v=[[1], [3]], note="an index that is not among the l")),
    measured_by=measure_unbiased,
    equation="(12)", latex=r"\sum_iv_i=\mathbb E_{i\sim p}\Bigl[\frac{v_i}{p_i}\Bigr]", key=True)

spread = Sum(q(i) * norm(v(i))**2, (i, 1, l)) - norm(whole_sum)**2
variance_one_sample = Claim(
    name="Mean squared error of one weighted sample",
    says=Eq(E(norm(q(s) * v(s) - whole_sum)**2), spread),
    given=(law_of_s, total, support), definitions=(reciprocal,),
    proof=chain(
        E(norm(q(s) * v(s) - whole_sum)**2),
        equals(Sum(p(j) * norm(q(j) * v(j) - whole_sum)**2, (j, 1, l)),
               because=(using(mean_over_values, f=Lambda(x, norm(q(x) * v(x) - whole_sum)**2), n=l, P=p), law_of_s, total)),
        equals(Sum(q(j) * dot(p(j) * q(j) * v(j), v(j)) - 2 * dot(p(j) * q(j) * v(j), whole_sum) + p(j) * norm(whole_sum)**2, (j, 1, l)),
               because=arithmetic),
        equals(Sum(q(j) * dot(v(j), v(j)) - 2 * dot(v(j), whole_sum) + p(j) * norm(whole_sum)**2, (j, 1, l)), because=(weight_cancels, support)),
        equals(spread, because=total)),
    holds_for=(example(l=3, p=[Rational(1, 3), Rational(2, 3), 0, 1], s=one_or_two, v=[[1, 2], [3, -1], [0, 0], [5, 4]]),
               example(l=1, p=[1], s=1, v=[[7]])),
    fails_for=(example(l=2, p=[1, 0], s=1, v=[[1], [1]], note="a vector that is never drawn"),
               example(l=2, p=[Rational(1, 3), Rational(2, 3)], s=uniform_on([1, 2]), v=[[1], [3]], note="other probabilities"),
               example(l=1, p=[Rational(1, 2), Rational(1, 3)], s=uniform_on([1, 2]), v=[[1], [3]], note="an index that is not among the l")),
    measured_by=measure_one_sample,
    equation="(14)", latex=r"\mathbb E_{i\sim p}\Bigl\Vert\frac{v_i}{p_i}-\sum_jv_j\Bigr\Vert^2=\sum_i\frac{\Vert v_i\Vert^2}{p_i}-\Bigl\Vert\sum_iv_i\Bigr\Vert^2",
    note="The article uses one letter for the drawn index and for that of the sum inside the norm.", key=True)
