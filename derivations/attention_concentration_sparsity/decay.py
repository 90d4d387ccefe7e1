"""Weights that decay exponentially with the distance: sparse at the best rate 1/sqrt(n)."""

from sympy import Abs, Eq, Lambda, Rational, Sum, log, oo, sqrt

from verifier.language import *

from .experiments import measure_decay, measure_decay_rate

n = natural("n")                             # length of the sequence
j = index("j", 1, n)                         # a position
lam = positive("lambda")                     # the decay from one position to the next
index_of_decay = function("S_decay")         # S_decay(n): the index of the weights of length n
weights = define(index_of_decay(n), Sum(Abs(lam**(n - j)), (j, 1, n)) / n / sqrt(Sum(lam**(2 * (n - j)), (j, 1, n)) / n),
                 "the index of the weights lambda^(n-1), ..., lambda, 1, each counted with 1/n")
decays = given("lambda is below 1", lam < 1)
no_decay = given("lambda is 1", Eq(lam, 1))
power_below_one = therefore(lam**n < 1, because=decays)

back = 1 / lam                               # the weights are lambda^n (1/lambda)^j
below_zero = chain(1 - back, equals(-(1 - lam) / lam, because=arithmetic), less_than(0, because=decays))
square_below_zero = chain(1 - back**2, equals(-(1 - lam) * (1 + lam) / lam**2, because=arithmetic), less_than(0, because=decays))
first = chain(
    Sum(lam**(n - j), (j, 1, n)),
    equals(lam**(n - 1) * Sum(back**j, (j, 0, n - 1)), because=arithmetic),
    equals(lam**(n - 1) * (1 - back**n) / (1 - back), because=(using(geometric_sum, c=back, n=n), below_zero)),
    equals((1 - lam**n) / (1 - lam), because=(decays, below_zero)))
second = chain(
    Sum(lam**(2 * (n - j)), (j, 1, n)),
    equals(lam**(2 * n - 2) * Sum((back**2)**j, (j, 0, n - 1)), because=arithmetic),
    equals(lam**(2 * n - 2) * (1 - (back**2)**n) / (1 - back**2), because=(using(geometric_sum, c=back**2, n=n), square_below_zero)),
    equals((1 - lam**n) / (1 - lam) * (1 + lam**n) / (1 + lam), because=(decays, square_below_zero)))
closed_form = sqrt((1 - lam**n) / (n * (1 - lam)) * (1 + lam) / (1 + lam**n))

formula = (below_zero, square_below_zero, first, second, power_below_one, chain(
    index_of_decay(n),
    equals((1 - lam**n) / (1 - lam) / n / sqrt((1 - lam**n) / (1 - lam) * (1 + lam**n) / (1 + lam) / n), because=(weights, first, second, decays)),
    equals(closed_form, because=(decays, power_below_one))))

decay_index = Claim(
    name="Index of exponentially decaying weights",
    says=(Implies(lam < 1, Eq(index_of_decay(n), closed_form)), Implies(Eq(lam, 1), Eq(index_of_decay(n), 1))),
    definitions=(weights,),
    proof=(suppose(decays, *formula), suppose(no_decay, chain(index_of_decay(n), equals(1, because=(weights, no_decay))))),
    holds_for=(example(n=3, lambda_=half()), example(n=1, lambda_=Rational(1, 3)), example(n=4, lambda_=Rational(9, 10)), example(n=3, lambda_=1)),
    measured_by=measure_decay,
    equation="(10), (11)", key=True,
    latex=r"a=(\lambda^{n-1},\dots,\lambda,1):\quad S(a)=\sqrt{\frac{1-\lambda^n}{n(1-\lambda)}\,\frac{1+\lambda}{1+\lambda^n}}",
    note="The article allows lambda = 1, where its formula is 0/0; the index is 1 there.")

N = whole("N")                               # a length that grows
squared = (1 - lam**N) / (1 - lam) * (1 + lam) / (1 + lam**N)
root = sqrt((1 - lam**N) / (1 - lam)) * sqrt((1 + lam) / (1 + lam**N)) / sqrt(N)
rate = therefore(-log(lam) > 0, because=decays)
is_closed_form = therefore(ForAll((N,), (N >= 1,), Eq(index_of_decay(N), root)), because=(decay_index, decays))
power_of_N_below_one = therefore(ForAll((N,), (N >= 1,), lam**N < 1), because=decays)
square_is = therefore(ForAll((N,), (N >= 1,), Eq(N * index_of_decay(N)**2, squared)), because=(is_closed_form, decays, power_of_N_below_one))
vanishing = therefore(Tends(root, N, oo, 0), because=(rate, decays))
settling = therefore(Tends(squared, N, oo, (1 + lam) / (1 - lam)), because=(rate, decays))

decay_limit = Claim(
    name="Decaying weights become sparse at the best rate",
    says=(Tends(index_of_decay(N), N, oo, 0), Tends(N * index_of_decay(N)**2, N, oo, (1 + lam) / (1 - lam))),
    given=(decays,),
    definitions=(weights,),
    proof=(is_closed_form, power_of_N_below_one, square_is, rate, vanishing, settling,
        therefore(Tends(index_of_decay(N), N, oo, 0), because=(using(limit_of_eventually_equal, F=Lambda(N, index_of_decay(N)), G=Lambda(N, root), m=1), is_closed_form, vanishing)),
        therefore(Tends(N * index_of_decay(N)**2, N, oo, (1 + lam) / (1 - lam)), because=(using(limit_of_eventually_equal, F=Lambda(N, N * index_of_decay(N)**2), G=Lambda(N, squared), m=1), square_is, settling))),
    holds_for=(example(lambda_=Rational(1, 3)),),
    fails_for=(example(lambda_=1, note="without decay the index stays 1"),),
    measured_by=measure_decay_rate,
    equation="after (11)", key=True,
    latex=r"S(a)\to0,\quad nS(a)^2\to\frac{1+\lambda}{1-\lambda}\qquad(n\to\infty,\ 0<\lambda<1)",
    note="The number of tokens that matter stays bounded by (1 + lambda)/(1 - lambda) while n grows; no weights can be sparser than 1/sqrt(n).")
