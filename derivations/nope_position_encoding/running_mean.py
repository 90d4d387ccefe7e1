"""Equal scores: attention takes running means, and their mean square falls like 1/n."""

from sympy import Eq, KroneckerDelta, Sum, exp, sqrt

from verifier.language import *

from .experiments import measure_mean_square, measure_uniform
from .notation import n

u, w = index("u", 1, n), index("w", 1, n)      # positions up to n
v = random_vector("v")                         # one component of the values at the positions 1, 2, ...
c = real("c")                                  # the common score
f = vector("f")                                # one component of fixed values
sigma = nonnegative("sigma")                   # standard deviation of a component
mean_zero = given("each v_m has mean 0", Eq(E(v[u]), 0))
white = given("the v_m are uncorrelated, with variance sigma^2", Eq(Cov(v[u], v[w]), sigma**2 * KroneckerDelta(u, w)))
finite = given("second moments are finite", FiniteMoments(v))
y = Sum(v[u], (u, 1, n)) / n                   # the running mean

uniform_causal_attention_is_running_mean = Claim(
    name="Equal scores give the averaging matrix",
    says=(Eq(exp(c) / Sum(exp(c), (u, 1, n)), 1 / n), Eq(Sum(exp(c) * f[u], (u, 1, n)) / Sum(exp(c), (u, 1, n)), Sum(f[u], (u, 1, n)) / n)),
    proof=(chain(exp(c) / Sum(exp(c), (u, 1, n)), equals(1 / n, because=arithmetic)),
           chain(Sum(exp(c) * f[u], (u, 1, n)) / Sum(exp(c), (u, 1, n)), equals(Sum(f[u], (u, 1, n)) / n, because=arithmetic))),
    holds_for=(example(n=3, c=2, f=[1, -2, 5]), example(n=1, c=-1, f=[4])),
    measured_by=measure_uniform,
    equation="(4), (5)", latex=r"q_n\cdot k_m=c_n\Rightarrow A_{nm}=\tfrac1n\,[m\le n],\quad y_n=\tfrac1n\sum_{m=1}^nv_m")

mu = real("mu")                                # the common mean, 0 in the article
mean_mu = given("each v_m has mean mu", Eq(E(v[u]), mu))
running_mean_first_moment = Claim(
    name="Components of the running mean keep the mean",
    says=Eq(E(y), mu),
    given=(mean_mu, finite),
    proof=chain(E(y), equals(Sum(E(v[u]), (u, 1, n)) / n, because=finite), equals(Sum(mu, (u, 1, n)) / n, because=mean_mu), equals(mu, because=arithmetic)),
    holds_for=(example(n=3, mu=0, v=coin), example(n=2, mu=3, v=uniform_on([-2, 0, 11]))),
    fails_for=(example(n=2, mu=0, v=uniform_on([0, 1]), note="mean 1/2"),),
    measured_by=measure_mean_square,
    equation="(6)", latex=r"\mathbb E[y_{n,i}]=\tfrac1n\sum_{m=1}^n\mathbb E[v_{m,i}]=0",
    note="The article has mu = 0, and prints the index n instead of m at the summand.")

product = chain(
    E(v[u] * v[w]),
    equals(Cov(v[u], v[w]) + E(v[u]) * E(v[w]), because=(covariance_formula, finite)),
    equals(sigma**2 * KroneckerDelta(u, w), because=(white, mean_zero)))
square = chain(E(v[u]**2), equals(Cov(v[u], v[u]) + E(v[u])**2, because=(covariance_formula, finite)), equals(sigma**2, because=(white, mean_zero)))
double_sum = chain(
    E(y**2),
    equals(E(Sum(Sum(v[u] * v[w], (w, 1, n)), (u, 1, n))) / n**2, because=(square_of_sum, finite)),
    equals(Sum(Sum(E(v[u] * v[w]), (w, 1, n)), (u, 1, n)) / n**2, because=finite),
    equals(Sum(Sum(KroneckerDelta(u, w) * sigma**2, (w, 1, n)), (u, 1, n)) / n**2, because=product),
    equals(Sum(sigma**2, (u, 1, n)) / n**2, because=sum_with_delta))
running_mean_second_moment = Claim(
    name="The mean square of the running mean decays like 1/n",
    says=(Eq(E(y**2), Sum(E(v[u]**2), (u, 1, n)) / n**2), Eq(E(y**2), sigma**2 / n)),
    given=(mean_zero, white, finite),
    proof=(product, square, double_sum,
           chain(E(y**2), equals(Sum(sigma**2, (u, 1, n)) / n**2, because=double_sum), equals(Sum(E(v[u]**2), (u, 1, n)) / n**2, because=square)),
           chain(E(y**2), equals(Sum(sigma**2, (u, 1, n)) / n**2, because=double_sum), equals(sigma**2 / n, because=arithmetic))),
    holds_for=(example(n=3, sigma=1, v=coin), example(n=2, sigma=sqrt(half()), v=lazy_coin), example(n=1, sigma=2, v=uniform_on([-2, 2])), example(n=4, sigma=3, v=normal(0, 9))),
    fails_for=(example(n=2, sigma=1, v=uniform_on([0, 2]), note="mean 1"), example(n=3, sigma=1, v=multiples_of_one(coin), note="one value repeated"),
               example(n=3, sigma=2, v=coin, note="another variance")),
    measured_by=measure_mean_square,
    equation="(7)", latex=r"\mathbb E[y_{n,i}^2]=\frac1{n^2}\sum_{m=1}^n\mathbb E[v_{m,i}^2]=\frac{\sigma^2}n",
    note="The article prints v_(n,i) inside the sum over m; read literally, the second moment would be sigma^2 and not fall at all. Independence is not needed, only that values at different positions are uncorrelated.",
    key=True)
