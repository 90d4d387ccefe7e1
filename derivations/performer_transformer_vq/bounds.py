"""How far codes in place of keys move the attention weights, and on which side soft assignments err."""

from sympy import Abs, Eq, Rational, Sum, exp, log

from verifier.language import *

from .notation import l, m, n, y

# Scores a_j before and b_j after each key is replaced
a, b = sequence("a b")
u = index("u", 1, n)
most = Maximum(Abs(a(l) - b(l)), (l, 1, n))  # the largest change of a score
a_sum, b_sum = Sum(exp(a(l)), (l, 1, n)), Sum(exp(b(l)), (l, 1, n))

change = chain(
    a(u) - b(u),
    at_most(Abs(a(u) - b(u)), because=using(square_reflects_order, x=a(u) - b(u), y=Abs(a(u) - b(u)))),
    at_most(most, because=entry_below_maximum))
back = chain(
    b(u) - a(u),
    at_most(Abs(a(u) - b(u)), because=using(square_reflects_order, x=b(u) - a(u), y=Abs(a(u) - b(u)))),
    at_most(most, because=entry_below_maximum))
term_bound = chain(
    exp(a(u)),
    at_most(exp(a(u)) * (1 + b(u) + most - a(u)), because=change),
    at_most(exp(a(u)) * exp(b(u) + most - a(u)), because=using(exponential_above_tangent, c=b(u) + most - a(u))),
    equals(exp(most) * exp(b(u)), because=arithmetic))
sum_bound = chain(
    a_sum,
    at_most(Sum(exp(most) * exp(b(u)), (u, 1, n)), because=term_bound),
    equals(exp(most) * b_sum, because=arithmetic))
log_sum_bound = chain(
    log(a_sum),
    at_most(log(exp(most) * b_sum), because=(using(logarithm_increases, x=a_sum, y=exp(most) * b_sum), sum_bound)),
    equals(most + log(b_sum), because=arithmetic))
log_sum_moves_little = Claim(
    name="The logarithm of the sum of exponentials moves by no more than the scores do",
    says=log(a_sum) <= most + log(b_sum),
    proof=(change, term_bound, sum_bound, log_sum_bound),
    holds_for=(example(n=2, a=[2, 1], b=[1, 0], note="equality"), example(n=3, a=[0, -1, 3], b=[1, 1, -2]), example(n=1, a=[5], b=[2], note="equality"), example(n=1, a=[0], b=[0], note="equality")))

before, after = exp(a(u)) / a_sum, exp(b(u)) / b_sum
up = chain(
    log(before) - log(after),
    equals(a(u) - b(u) + log(b_sum) - log(a_sum), because=arithmetic),
    at_most(2 * most, because=(change, using(log_sum_moves_little, a=b, b=a))))
down = chain(
    log(before) - log(after),
    equals(a(u) - b(u) + log(b_sum) - log(a_sum), because=arithmetic),
    at_least(-2 * most, because=(back, log_sum_moves_little)))
weights_move_little = Claim(
    name="The logarithms of attention weights move by at most twice the largest change of a score",
    says=Abs(log(before) - log(after)) <= 2 * most,
    proof=(change, back, up, down, therefore(Abs(log(before) - log(after)) <= 2 * most, because=(absolute_value_bound, up, down))),
    holds_for=(example(n=2, a=[2, 1], b=[1, 2]), example(n=3, a=[0, -1, 3], b=[1, 1, -2]), example(n=1, a=[0], b=[0], note="equality")),
    equation="(8)", latex=r"|\log w_j-\log\hat w_j|\le2\max_j|q\cdot(k_j-c_{y(j)})|")

# Soft shares p_y whose mean score is that of the key
p, s = sequence("p s")
k_score = real("t")                          # q.k
nonnegative_share = given("shares are not negative", ForAll((y,), (1 <= y, y <= m), p(y) >= 0))
whole_share = given("the shares add up to 1", Eq(Sum(p(y), (y, 1, m)), 1))
same_mean = given("the mean score of the codes is that of the key", Eq(Sum(p(y) * s(y), (y, 1, m)), k_score))
tangent = chain(
    p(y) * exp(s(y)),
    equals(p(y) * exp(k_score) * exp(s(y) - k_score), because=arithmetic),
    at_least(p(y) * exp(k_score) * (1 + s(y) - k_score), because=(using(exponential_above_tangent, c=s(y) - k_score), nonnegative_share)))
soft_shares_overestimate = Claim(
    name="Soft shares with the key as their mean overestimate every term",
    says=Sum(p(y) * exp(s(y)), (y, 1, m)) >= exp(k_score),
    given=(nonnegative_share, whole_share, same_mean),
    proof=(tangent, chain(
        Sum(p(y) * exp(s(y)), (y, 1, m)),
        at_least(Sum(p(y) * exp(k_score) * (1 + s(y) - k_score), (y, 1, m)), because=tangent),
        equals(exp(k_score) * (1 - k_score) * Sum(p(y), (y, 1, m)) + exp(k_score) * Sum(p(y) * s(y), (y, 1, m)), because=arithmetic),
        equals(exp(k_score), because=(whole_share, same_mean)))),
    holds_for=(example(m=2, p=[half(), half()], s=[0, 2], t=1), example(m=2, p=[half(), half()], s=[1, 1], t=1, note="equality"),
               example(m=3, p=[Rational(1, 4), half(), Rational(1, 4)], s=[-1, 2, 3], t=Rational(3, 2)), example(m=1, p=[1], s=[0], t=0)),
    fails_for=(example(m=2, p=[2, -1], s=[0, 2], t=-2, note="a negative share"), example(m=1, p=[2], s=[1], t=2, note="shares that add up to 2"),
               example(m=1, p=[1], s=[0], t=1, note="another mean")),
    equation="(9)", latex=r"\sum_yp(y|k)c_y=k\Rightarrow\sum_yp(y|k)e^{q\cdot c_y}\ge e^{q\cdot k}")
