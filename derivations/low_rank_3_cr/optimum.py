"""Which probabilities make the mean squared error least."""

from sympy import Eq, Rational, Sum

from verifier.language import *

from .experiments import measure_amgm, measure_optimum
from .notation import (X, Y, i, j, l, law_of_s, may_be_drawn, never_drawn, of_columns, p, q, reciprocal, s, stands_for, support, total,
                       v, whole_sum)
from .outer import product_norm
from .sampling import variance_one_sample

length = Sum(norm(v(j)), (j, 1, l))                         # the article's Z
some_vector = given("not all vectors are zero", length > 0)
mse = E(norm(q(s) * v(s) - whole_sum)**2)
error, moment = nonnegative("e mu")
least, bound = real("e^* beta")
error_of_draw = define(error, mse, "the mean squared error of one draw")
least_error = define(least, length**2 - norm(whole_sum)**2, "the least mean squared error")
miss = norm(v(i)) - length * p(i)
squares = Sum(q(i) * miss**2, (i, 1, l))

norm_cancels = Claim(
    name="Weight times probability leaves the norm and the probability",
    says=(Eq(p(i) * q(i) * norm(v(i)), norm(v(i))), Eq(p(i) * q(i) * p(i), p(i))),
    given=(support,), definitions=(reciprocal,),
    proof=(cases(Eq(p(i) * q(i) * norm(v(i)), norm(v(i))),
                 (never_drawn, therefore(Eq(p(i) * q(i) * norm(v(i)), norm(v(i))), because=(support, never_drawn, reciprocal))),
                 (may_be_drawn, therefore(Eq(p(i) * q(i) * norm(v(i)), norm(v(i))), because=(may_be_drawn, reciprocal)))),
           cases(Eq(p(i) * q(i) * p(i), p(i)),
                 (never_drawn, therefore(Eq(p(i) * q(i) * p(i), p(i)), because=(never_drawn, reciprocal))),
                 (may_be_drawn, therefore(Eq(p(i) * q(i) * p(i), p(i)), because=(may_be_drawn, reciprocal))))),
    holds_for=(example(l=2, p=[Rational(1, 3), 0, 2], v=[[3, 4], [0, 0], [1, 1]]),), fails_for=(example(l=1, p=[0], v=[[1]]),),
    equation="(15)", latex=r"p_i\cdot\frac{\Vert v_i\Vert}{p_i}=\Vert v_i\Vert")

z = real("z")                                               # any value for Z
squares_at = Sum(q(i) * (norm(v(i)) - z * p(i))**2, (i, 1, l))
second_moment = Sum(q(i) * norm(v(i))**2, (i, 1, l))
moment_of_draw = define(moment, second_moment, "the second moment of one weighted sample")
bound_at = define(bound, 2 * z * length - z**2, "the bound from the value z")

completed = chain(
    squares_at,
    equals(Sum(q(i) * norm(v(i))**2, (i, 1, l)) - 2 * z * Sum(p(i) * q(i) * norm(v(i)), (i, 1, l)) + z**2 * Sum(p(i) * q(i) * p(i), (i, 1, l)), because=arithmetic),
    equals(second_moment - 2 * z * length + z**2 * Sum(p(i), (i, 1, l)), because=(norm_cancels, support)),
    equals(second_moment - 2 * z * length + z**2, because=total))
pairs_of_weights = dict(l=2, p=[Rational(1, 3), Rational(2, 3), 1], v=[[0, 2], [4, 0], [1, 1]], z=6)
three_weights = dict(l=3, p=[Rational(1, 4), Rational(3, 4), 0, 1], v=[[3, 4], [1, 0], [0, 0], [1, 1]], z=2)
too_heavy = example(l=1, p=[2], v=[[2]], z=1, note="the weights do not add up to 1")
left_out = example(l=2, p=[1, 0], v=[[1], [1]], z=1, note="a vector that is never drawn")

completing_squares = Claim(
    name="The second moment by completing squares",
    says=Eq(second_moment, 2 * z * length - z**2 + squares_at),
    given=(total, support), definitions=(reciprocal,),
    proof=(completed, chain(second_moment, equals(2 * z * length - z**2 + squares_at, because=completed))),
    holds_for=(example(**pairs_of_weights), example(**three_weights)), fails_for=(too_heavy, left_out),
    equation="(15)", latex=r"\frac{\Vert v_i\Vert^2}{p_i}+p_iZ^2=2\Vert v_i\Vert Z+\Bigl(\frac{\Vert v_i\Vert}{\sqrt{p_i}}-Z\sqrt{p_i}\Bigr)^2")

amgm_bound = Claim(
    name="Lower bound of the second moment",
    says=moment >= bound,
    given=(total, support), definitions=(reciprocal, moment_of_draw, bound_at),
    proof=chain(moment,
                equals(second_moment, because=moment_of_draw),
                equals(2 * z * length - z**2 + squares_at, because=(completing_squares, total, support)),
                at_least(2 * z * length - z**2, because=arithmetic),
                equals(bound, because=bound_at)),
    holds_for=(example(**pairs_of_weights, note="equality"), example(**three_weights)), fails_for=(too_heavy, left_out),
    measured_by=measure_amgm,
    note="The bound holds for every Z; at Z = the sum of the norms, where it is largest, it is the square of that sum.",
    equation="(15)", latex=r"\sum_i\frac{\Vert v_i\Vert^2}{p_i}=\sum_i\Bigl(\frac{\Vert v_i\Vert^2}{p_i}+p_iZ^2\Bigr)-Z^2\ge2Z\sum_i\Vert v_i\Vert-Z^2")

decomposed = chain(
    error,
    equals(mse, because=error_of_draw),
    equals(second_moment - norm(whole_sum)**2, because=(variance_one_sample, law_of_s, total, support)),
    equals(length**2 - norm(whole_sum)**2 + squares, because=(using(completing_squares, (z, length)), total, support)),
    equals(least + squares, because=least_error))
attained = given("the error is the least one", Eq(error, least))
proportional = given("the probabilities are proportional to the norms", ForAll((i,), (1 <= i, i <= l), Eq(p(i), norm(v(i)) / length)))
no_square = chain(squares, equals(error - least, because=decomposed), equals(0, because=attained))
term = therefore(q(i) * miss**2 <= squares, because=using(term_of_nonnegative_sum, m=i, n=l))
term_stays = cases(
    Eq(p(i) * q(i) * miss**2, miss**2),
    (never_drawn, therefore(Eq(p(i) * q(i) * miss**2, miss**2), because=(support, never_drawn, reciprocal))),
    (may_be_drawn, therefore(Eq(p(i) * q(i) * miss**2, miss**2), because=(may_be_drawn, reciprocal))))
term_at_most_0 = chain(q(i) * miss**2, at_most(squares, because=term), equals(0, because=no_square))
square_at_most_0 = chain(
    miss**2,
    equals(p(i) * (q(i) * miss**2), because=term_stays),
    at_most(0, because=term_at_most_0))
square_is_0 = therefore(Eq(miss**2, 0), because=(order_is_antisymmetric, square_at_most_0))
no_miss = therefore(Eq(miss, 0), because=(square_is_zero_at_zero, square_is_0))
must_be_proportional = therefore(
    ForAll((i,), (1 <= i, i <= l), Eq(p(i), norm(v(i)) / length)), because=(no_miss, some_vector))
nothing_missed = chain(
    squares,
    equals(Sum(q(i) * (norm(v(i)) - length * (norm(v(i)) / length))**2, (i, 1, l)), because=(proportional, some_vector)),
    equals(0, because=some_vector))

of_all_columns = Sum(frobenius(column(X, j)) * frobenius(column(Y.T, j)), (j, 1, l))
total_norm = chain(of_all_columns, equals(length, because=(product_norm, stands_for)), greater_than(0, because=some_vector))
total_length = chain(length, equals(of_all_columns, because=(product_norm, stands_for)))

corner = dict(n=2, m=1, X=[[0, 4, 0, 1], [2, 0, 0, 1]], Y=[[1], [1], [0], [5]], v=[[0, 2], [4, 0], [0, 0], [5, 5]])
optimal_sampling = Claim(
    name="The error is least for probabilities proportional to the norms, and for no others",
    says=(error >= least,
          Iff(Eq(error, least), ForAll((i,), (1 <= i, i <= l), Eq(p(i), norm(v(i)) / length))),
          Eq(norm(v(i)) / length, of_columns / of_all_columns)),
    given=(law_of_s, total, support, some_vector, stands_for), definitions=(reciprocal, error_of_draw, least_error),
    proof=(completed, decomposed,
           chain(error, equals(least + squares, because=decomposed), at_least(least, because=arithmetic)),
           term, term_stays,
           suppose(attained, no_square, term_at_most_0, square_at_most_0, square_is_0, no_miss, must_be_proportional),
           suppose(proportional, nothing_missed, chain(error, equals(least + squares, because=decomposed), equals(least, because=nothing_missed))),
           total_norm, total_length,
           chain(norm(v(i)) / length,
                 equals(of_columns / length, because=(product_norm, stands_for, some_vector)),
                 equals(of_columns / of_all_columns, because=(total_length, some_vector, total_norm)))),
    holds_for=(example(l=3, p=[Rational(1, 3), Rational(2, 3), 0, 1], s=distribution({1: Rational(1, 3), 2: Rational(2, 3)}), **dict(corner, X=[[0, 4, 0], [2, 0, 0]], Y=[[1], [1], [0]]), note="the least error"),
               example(l=2, p=[Rational(1, 2), Rational(1, 2), 1], s=uniform_on([1, 2]), **dict(corner, X=[[0, 4], [2, 0]], Y=[[1], [1]])),
               example(n=1, m=2, l=2, p=[Rational(1, 3), Rational(2, 3), 1], s=distribution({1: Rational(1, 3), 2: Rational(2, 3)}),
                       X=[[1, -2]], Y=[[1, 1], [1, 1]], v=[[1, 1], [-2, -2], [1, 0]])),
    fails_for=(example(l=2, p=[1, 0], s=1, **dict(corner, X=[[0, 4], [2, 0]], Y=[[1], [1]]), note="a vector that is never drawn"),
               example(l=2, p=[Rational(1, 3), Rational(2, 3)], s=uniform_on([1, 2]), **dict(corner, X=[[0, 4], [2, 0]], Y=[[1], [1]]), note="other probabilities")),
    measured_by=measure_optimum,
    equation="(16), (17)",
    latex=r"p_i^*=\frac{\Vert v_i\Vert}{\sum_j\Vert v_j\Vert}=\frac{\Vert x_i\Vert\Vert y_i\Vert}{\sum_j\Vert x_j\Vert\Vert y_j\Vert},\quad\min_p\text{MSE}=\Bigl(\sum_i\Vert v_i\Vert\Bigr)^2-\Bigl\Vert\sum_iv_i\Bigr\Vert^2",
    note="The error is that of one draw; of r draws it is one r-th.  It is 0 exactly when all vectors point the same way.",
    key=True)
