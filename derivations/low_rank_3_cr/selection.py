"""Which terms to keep: the error of a selection, and the rule of the largest norms for orthogonal terms."""

from sympy import Eq, KroneckerDelta, Lambda, MatMul, Ne, Rational, Sum, Trace

from verifier.language import *

from .experiments import measure_orthogonal
from .notation import X, Y, i, j, l, of_columns, stands_for, v
from .outer import product_norm

d = whole("d")                       # l - r, how many terms are dropped
g, best = sequence("gamma gamma^*")  # 1 for a dropped term and 0 for a kept one; the same for the rule of the article
W = sequence("w")                    # costs of the terms
binary = given("each gamma_i is 0 or 1", Eq(g(i)**2, g(i)))
best_binary = given("each gamma*_i is 0 or 1", Eq(best(i)**2, best(i)))
dropped = given("gamma drops d terms", Eq(Sum(g(i), (i, 1, l)), d))
best_dropped = given("gamma* drops d terms", Eq(Sum(best(i), (i, 1, l)), d))
smallest = given("gamma* keeps no term that is smaller than one it drops", Implies(Both(Eq(best(i), 0), Eq(best(j), 1)), W(j) <= W(i)))
rule_keeps = given("the rule keeps the term i", Eq(best(i), 0))
rule_drops = given("the rule does not keep the term i", Ne(best(i), 0))
rule_keeps_j = given("the rule keeps the term j", Eq(best(j), 0))
rule_drops_j = given("the rule does not keep the term j", Ne(best(j), 0))

exchange = (1 - best(i)) * best(j) * (W(i) - W(j))
j_binary = therefore(Eq(best(j)**2, best(j)), because=best_binary)
i_is_dropped = chain(best(i), equals(best(i)**2 / best(i), because=rule_drops), equals(1, because=(best_binary, rule_drops)))
j_is_dropped = chain(best(j), equals(best(j)**2 / best(j), because=rule_drops_j), equals(1, because=(j_binary, rule_drops_j)))
in_order = therefore(W(j) <= W(i), because=(smallest, rule_keeps, j_is_dropped))
exchange_costs = cases(
    exchange >= 0,
    (rule_drops, (i_is_dropped, therefore(exchange >= 0, because=i_is_dropped))),
    (rule_keeps, cases(
        exchange >= 0,
        (rule_drops_j, (j_is_dropped, in_order, chain(
            exchange, equals(W(i) - W(j), because=(rule_keeps, j_is_dropped)), at_least(0, because=in_order)))),
        (rule_keeps_j, therefore(exchange >= 0, because=rule_keeps_j)))))

moved = Sum(g(i) * (1 - best(i)), (i, 1, l))                 # how many terms are dropped against the rule
moved_back = Sum(best(i) * (1 - g(i)), (i, 1, l))
loss = Sum(g(i) * W(i), (i, 1, l)) - Sum(best(i) * W(i), (i, 1, l))
some_moved = given("some terms are dropped against the rule", moved > 0)
none_moved = given("no term is dropped against the rule", moved <= 0)

as_many_back = chain(moved_back, equals(d - Sum(best(i) * g(i), (i, 1, l)), because=best_dropped), equals(moved, because=dropped))
exchanges = chain(
    moved * loss,
    equals(moved_back * Sum(g(i) * (1 - best(i)) * W(i), (i, 1, l)) - moved * Sum(best(i) * (1 - g(i)) * W(i), (i, 1, l)), because=as_many_back),
    equals(Sum(Sum(g(i) * (1 - g(j)) * exchange, (j, 1, l)), (i, 1, l)), because=arithmetic))
c, f = real("c f")
c_not_negative, f_not_negative = given("c is not negative", c >= 0), given("f is not negative", f >= 0)
nonnegative_product = Claim(
    name="Products of nonnegative numbers are not negative",
    says=c * f >= 0, given=(c_not_negative, f_not_negative),
    proof=therefore(c * f >= 0, because=(c_not_negative, f_not_negative)),
    holds_for=(example(c=2, f=3), example(c=0, f=1)), fails_for=(example(c=-1, f=1), example(c=1, f=-1)))

loss_of_exchange = g(i) * (1 - g(j)) * exchange
g_at_least_0 = chain(g(i), equals(g(i)**2, because=binary), at_least(0, because=arithmetic))
j_is_binary = therefore(Eq(g(j)**2, g(j)), because=binary)
g_at_most_1 = chain(1 - g(j), equals((1 - g(j))**2, because=j_is_binary), at_least(0, because=arithmetic))
choice = therefore(g(i) * (1 - g(j)) >= 0, because=(using(nonnegative_product, (c, g(i)), (f, 1 - g(j))), g_at_least_0, g_at_most_1))
one_exchange = therefore(loss_of_exchange >= 0, because=(using(nonnegative_product, (c, g(i) * (1 - g(j))), (f, exchange)), choice, exchange_costs))
for_each_j = therefore(ForAll((j,), (1 <= j, j <= l), loss_of_exchange >= 0), because=one_exchange)
exchanges_of_i = therefore(Sum(loss_of_exchange, (j, 1, l)) >= 0,
                           because=(using(sum_of_nonnegative_terms, F=Lambda(j, loss_of_exchange), n=l), for_each_j))
all_exchanges = therefore(Sum(Sum(loss_of_exchange, (j, 1, l)), (i, 1, l)) >= 0,
                          because=(using(sum_of_nonnegative_terms, F=Lambda(i, Sum(loss_of_exchange, (j, 1, l))), n=l), exchanges_of_i))

kept_move = g(i) * (1 - best(i))
move_is_not_negative = chain(
    kept_move, equals(g(i)**2 * (1 - best(i)), because=binary), equals(g(i)**2 * (1 - best(i))**2, because=best_binary), at_least(0, because=arithmetic))
move_back_is_not_negative = chain(
    best(i) * (1 - g(i)), equals(best(i)**2 * (1 - g(i)), because=best_binary), equals(best(i)**2 * (1 - g(i))**2, because=binary),
    at_least(0, because=arithmetic))
no_move = therefore(kept_move <= moved, because=(using(term_of_nonnegative_sum, m=i, n=l), move_is_not_negative))
no_move_back = therefore(best(i) * (1 - g(i)) <= moved_back,
                         because=(using(term_of_nonnegative_sum, F=Lambda(i, best(i) * (1 - g(i))), m=i, n=l), move_back_is_not_negative))
move_at_most_0 = chain(kept_move, at_most(moved, because=no_move), at_most(0, because=none_moved))
nothing_moved = therefore(Eq(kept_move, 0), because=(order_is_antisymmetric, move_at_most_0, move_is_not_negative))
move_back_at_most_0 = chain(best(i) * (1 - g(i)), at_most(moved_back, because=no_move_back), equals(moved, because=as_many_back),
                            at_most(0, because=none_moved))
nothing_moved_back = therefore(Eq(best(i) * (1 - g(i)), 0),
                               because=(order_is_antisymmetric, move_back_at_most_0, move_back_is_not_negative))
same_choice = chain(g(i), equals(kept_move - best(i) * (1 - g(i)) + best(i), because=arithmetic), 
                    equals(best(i), because=(nothing_moved, nothing_moved_back)))
costs_more = Sum(g(i) * W(i), (i, 1, l)) >= Sum(best(i) * W(i), (i, 1, l))
no_gain = chain(
    loss,
    equals(moved * loss / moved, because=some_moved),
    equals(Sum(Sum(loss_of_exchange, (j, 1, l)), (i, 1, l)) / moved, because=(exchanges, some_moved)),
    at_least(0, because=(all_exchanges, some_moved)))
smallest_terms = Claim(
    name="Dropping the smallest terms costs least",
    says=costs_more,
    given=(binary, best_binary, dropped, best_dropped, smallest),
    proof=(as_many_back, exchanges, j_binary, exchange_costs, g_at_least_0, j_is_binary, g_at_most_1, choice, one_exchange, for_each_j, exchanges_of_i, all_exchanges,
           move_is_not_negative, move_back_is_not_negative, no_move, no_move_back,
           cases(costs_more,
                 (some_moved, (no_gain, therefore(costs_more, because=no_gain))),
                 (none_moved, (move_at_most_0, nothing_moved, move_back_at_most_0, nothing_moved_back, same_choice, therefore(costs_more, because=same_choice))))),
    holds_for=(example(l=3, d=2, w=[4, 1, 2], gamma=[1, 0, 1], **{"gamma^*": [0, 1, 1]}),
               example(l=2, d=1, w=[-3, 5], gamma=[1, 0], **{"gamma^*": [1, 0]}),
               example(l=3, d=1, w=[2, 2, 3], gamma=[1, 0, 0], **{"gamma^*": [0, 1, 0]}, note="equality")),
    fails_for=(example(l=2, d=1, w=[1, 4], gamma=[1, 0], **{"gamma^*": [0, 1]}, note="the rule drops the larger term"),
               example(l=2, d=1, w=[1, 4], gamma=[0, 0], **{"gamma^*": [1, 0]}, note="nothing is dropped"),
               example(l=2, d=1, w=[1, 4], gamma=[2, Rational(-1)], **{"gamma^*": [1, 0]}, note="neither 0 nor 1"),
               example(l=2, d=1, w=[1, 4], gamma=[1, 0], **{"gamma^*": [1, 1]}, note="the rule drops more")),
    equation="after (9)", latex=r"\min_{\sum\gamma_i=l-r}\sum_i\gamma_i\Vert v_i\Vert^2=\text{sum of the }l-r\text{ smallest}")

# -- in terms of the vectors and of the matrices ----------------------------------------------------------------------------

orthogonal = given("the vectors are pairwise orthogonal", Implies(Ne(i, j), Eq(dot(v(i), v(j)), 0)))
smallest_norms = given("gamma* keeps no vector that is shorter than one it drops",
                       Implies(Both(Eq(best(i), 0), Eq(best(j), 1)), norm(v(j)) <= norm(v(i))))
selected = X * diagonal(1 - g(i), (i, 1, l)) * Y             # the columns with gamma_i = 0, times their rows

Gamma = diagonal(g(i), (i, 1, l))
h = natural("h")                     # any size
Q = matrix("Q", h, l)
a = index("a", 1, h)
scaled_columns = Claim(
    name="A diagonal matrix on the right scales the columns",
    says=Eq(entry(Q * Gamma, a, j), entry(Q, a, j) * g(j)),
    proof=chain(
        entry(Q * Gamma, a, j),
        equals(Sum(entry(Q, a, i) * entry(Gamma, i, j), (i, 1, l)), because=entry_of_product),
        equals(Sum(KroneckerDelta(j, i) * entry(Q, a, i) * g(i), (i, 1, l)), because=arithmetic),
        equals(entry(Q, a, j) * g(j), because=using(sum_with_delta, C=Lambda(i, entry(Q, a, i) * g(i))))),
    holds_for=(example(h=2, l=3, Q=[[1, 2, 3], [4, 5, 6]], gamma=[7, Rational(1, 2), -1]), example(h=1, l=1, Q=[[3]], gamma=[0])),
    equation="(6)", latex=r"(Q\operatorname{diag}\gamma)_{aj}=Q_{aj}\gamma_j")

cr_as_subset = Claim(
    name="The error of a selection is the squared norm of the sum of the dropped vectors",
    says=Eq(frobenius(selected - X * Y)**2, norm(Sum(g(i) * v(i), (i, 1, l)))**2),
    given=(stands_for,),
    proof=(chain(
        frobenius(selected - X * Y)**2,
        equals(Trace(X.T * X * Gamma * (Y * Y.T) * Gamma), because=arithmetic),
        equals(Sum(entry(MatMul(X.T * X * Gamma, Y * Y.T * Gamma), j, j), (j, 1, l)), because=trace_is_sum_of_diagonal),
        equals(Sum(Sum(entry(X.T * X * Gamma, j, i) * entry(Y * Y.T * Gamma, i, j), (i, 1, l)), (j, 1, l)),
               because=using(entry_of_product, ("A", X.T * X * Gamma), ("B", Y * Y.T * Gamma), ("n", l), ("m", l), ("r", l))),
        equals(Sum(Sum(entry(X.T * X, j, i) * g(i) * entry(Y * Y.T, i, j) * g(j), (i, 1, l)), (j, 1, l)), because=scaled_columns),
        equals(Sum(Sum(g(i) * g(j) * dot(v(j), v(i)), (i, 1, l)), (j, 1, l)), because=stands_for),
        equals(norm(Sum(g(i) * v(i), (i, 1, l)))**2, because=arithmetic)),),
    holds_for=(example(n=1, m=2, l=2, X=[[1, 2]], Y=[[1, 0], [3, 1]], v=[[1, 0], [6, 2]], gamma=[1, Rational(1, 2)]),
               example(n=2, m=1, l=3, X=[[1, 2, 0], [3, -1, 1]], Y=[[2], [-1], [4]], v=[[2, 6], [-2, 1], [0, 4]], gamma=[1, 0, 1])),
    fails_for=(example(n=1, m=1, l=1, X=[[1]], Y=[[1]], v=[[2]], gamma=[1], note="v is another vector"),),
    equation="(6)-(8)", latex=r"\Vert X_{[:,S]}Y_{[S,:]}-XY\Vert_F^2=\Bigl\Vert\sum_i\lambda_iv_i-\sum_iv_i\Bigr\Vert^2=\Bigl\Vert\sum_i\gamma_iv_i\Bigr\Vert^2")

# -- orthogonal terms -------------------------------------------------------------------------------------------------------

one_index = given("the two indices are one", Eq(i, j))
two_indices = given("the two indices are different", Ne(i, j))
inner_products = cases(
    Eq(dot(v(i), v(j)), KroneckerDelta(i, j) * norm(v(j))**2),
    (one_index, therefore(Eq(dot(v(i), v(j)), KroneckerDelta(i, j) * norm(v(j))**2), because=one_index)),
    (two_indices, therefore(Eq(dot(v(i), v(j)), KroneckerDelta(i, j) * norm(v(j))**2), because=(orthogonal, two_indices))))
dropped_sum = norm(Sum(g(i) * v(i), (i, 1, l)))**2
best_sum = norm(Sum(best(i) * v(i), (i, 1, l)))**2
orthogonal_columns = dict(n=3, m=2, l=3, d=2, X=[[1, 0, 2], [2, 0, -1], [0, 1, 0]], Y=[[1, 2], [0, 1], [3, -1]], gamma=[1, 0, 1],
                          v=[[1, 2, 0, 2, 4, 0], [0, 0, 0, 0, 0, 1], [6, -3, 0, -2, 1, 0]], **{"gamma^*": [1, 1, 0]})
orthogonal_rows = dict(n=1, m=2, l=2, d=1, X=[[1, 2]], Y=[[3, 4], [-4, 3]], v=[[3, 4], [-8, 6]], gamma=[1, 0], **{"gamma^*": [1, 0]})
half = Rational(1, 2)
short = dict(n=2, m=1, l=2, d=1, X=[[half, 0], [0, Rational(2, 3)]], Y=[[1], [1]], v=[[half, 0], [0, Rational(2, 3)]],
             gamma=[1, 0], **{"gamma^*": [1, 0]})

orthogonal_sum = Claim(
    name="The squared norm of a sum of orthogonal vectors",
    says=Eq(dropped_sum, Sum(g(i) * norm(v(i))**2, (i, 1, l))),
    given=(orthogonal, binary),
    proof=(inner_products, chain(
        dropped_sum,
        equals(Sum(Sum(g(i) * g(j) * dot(v(i), v(j)), (j, 1, l)), (i, 1, l)), because=arithmetic),
        equals(Sum(Sum(KroneckerDelta(i, j) * g(i) * g(j) * norm(v(j))**2, (j, 1, l)), (i, 1, l)), because=inner_products),
        equals(Sum(g(i)**2 * norm(v(i))**2, (i, 1, l)), because=sum_with_delta),
        equals(Sum(g(i) * norm(v(i))**2, (i, 1, l)), because=binary))),
    holds_for=(example(l=3, v=[[2, 0, 0], [0, 1, 0], [0, 0, 3]], gamma=[1, 0, 1]), example(l=2, v=[[1, 1], [3, -3]], gamma=[1, 1]), example(l=1, v=[[half]], gamma=[1])),
    fails_for=(example(l=2, v=[[1], [1]], gamma=[1, 1], note="parallel vectors"), example(l=1, v=[[1]], gamma=[2], note="a factor 2")),
    equation="(9)", latex=r"\Bigl\Vert\sum_i\gamma_iv_i\Bigr\Vert^2=\sum_i\gamma_i\Vert v_i\Vert^2")

smallest_squares = therefore(Implies(Both(Eq(best(i), 0), Eq(best(j), 1)), norm(v(j))**2 <= norm(v(i))**2),
                             because=(square_is_monotone, smallest_norms))
error, best_error = nonnegative("e e^*")
error_of_gamma = define(error, dropped_sum, "the error of dropping the terms with gamma_i = 1")
error_of_rule = define(best_error, best_sum, "the error of the rule")
by_orthogonality = therefore(Eq(dropped_sum, Sum(g(i) * norm(v(i))**2, (i, 1, l))), because=(orthogonal_sum, orthogonal, binary))
best_by_orthogonality = therefore(Eq(best_sum, Sum(best(i) * norm(v(i))**2, (i, 1, l))),
                                  because=(using(orthogonal_sum, ("gamma", best)), orthogonal, best_binary))
optimal = chain(
    dropped_sum,
    equals(Sum(g(i) * norm(v(i))**2, (i, 1, l)), because=by_orthogonality),
    at_least(Sum(best(i) * norm(v(i))**2, (i, 1, l)),
             because=(using(smallest_terms, ("w", Lambda(i, norm(v(i))**2))), binary, best_binary, dropped, best_dropped, smallest_squares)),
    equals(best_sum, because=best_by_orthogonality))

cr_orthogonal_exact = Claim(
    name="For orthogonal products, keeping those of largest norm is optimal",
    says=(Eq(error, Sum(g(i) * norm(v(i))**2, (i, 1, l))),
          Eq(frobenius(selected - X * Y)**2, Sum(g(i) * of_columns**2, (i, 1, l))),
          error >= best_error),
    given=(orthogonal, binary, best_binary, dropped, best_dropped, smallest_norms, stands_for),
    definitions=(error_of_gamma, error_of_rule),
    proof=(by_orthogonality, best_by_orthogonality, smallest_squares, optimal,
           chain(error, equals(dropped_sum, because=error_of_gamma), equals(Sum(g(i) * norm(v(i))**2, (i, 1, l)), because=by_orthogonality)),
           chain(error, equals(dropped_sum, because=error_of_gamma), at_least(best_sum, because=optimal), equals(best_error, because=error_of_rule)),
           chain(frobenius(selected - X * Y)**2,
                 equals(dropped_sum, because=(cr_as_subset, stands_for)),
                 equals(Sum(g(i) * norm(v(i))**2, (i, 1, l)), because=by_orthogonality),
                 equals(Sum(g(i) * of_columns**2, (i, 1, l)), because=(product_norm, stands_for)))),
    holds_for=(example(**orthogonal_columns), example(**orthogonal_rows), example(**short)),
    fails_for=(example(**dict(orthogonal_columns, gamma=[2, 0, 0]), note="neither 0 nor 1"),
               example(**dict(orthogonal_columns, gamma=[0, 1, 0]), note="one term too few is dropped"),
               example(**dict(orthogonal_columns, gamma=[1, 1, 0], **{"gamma^*": [1, 0, 1]}), note="the rule keeps a shorter vector")),
    measured_by=measure_orthogonal,
    equation="(9)", latex=r"v_i\perp v_j\ (i\ne j)\Rightarrow\Bigl\Vert\sum\gamma_iv_i\Bigr\Vert^2=\sum\gamma_i\Vert v_i\Vert^2,\ \min_{\sum\gamma_i=l-r}=\text{sum of the }l-r\text{ smallest }\Vert v_i\Vert^2=\Vert x_i\Vert^2\Vert y_i\Vert^2",
    note="The vectors are orthogonal when the columns of X are, or the rows of Y. Without the condition that exactly l - r terms are dropped the minimum is 0.",
    key=True)
