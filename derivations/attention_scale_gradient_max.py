"""Why attention divides by sqrt(d), and what the scale that maximises the gradient really is.

That q.k has variance d needs more than mean 0 and variance 1 of the entries: one of the two vectors must be uncorrelated.
Half the l1 norm of the softmax Jacobian is alpha (1 - sum p^2), as the article says.  Its surrogate, in which sums become
expectations, is right for a fixed scale and many keys; its maximiser has a closed form with the Lambert W function, where
the article fits a multiple of sqrt(log n).  But at that scale the surrogate is no longer valid: under the same model the
mean gradient size equals the mean attended score and rises for ever, so it has no best scale.
"""

import mpmath
import numpy as np
from sympy import Abs, Derivative, Eq, KroneckerDelta, Integral, LambertW, Lambda, Ne, Rational, Sum, Trace, besseli, exp, factorial, gamma, log, oo, pi, sqrt

from verifier.language import *

source = Source("Su", 2023, "从梯度最大化看Attention的Scale操作", url="https://kexue.fm/archives/9812")

# Experiments, from the definitions and with NumPy alone; a sample mean is allowed six standard errors
def softmax(scores):
    """The softmax along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sample_dot_products(rng):
    """Coins against uniform variables: squares of inner products; and what k = q and fully correlated entries give."""
    found = []
    for size in (4, 64):
        q, k = rng.choice((-1.0, 1.0), (40_000, size)), rng.uniform(-np.sqrt(3), np.sqrt(3), (40_000, size))
        found.append(monte_carlo(f"d = {size}: squared inner product", (q * k).sum(axis=1)**2, size))
    normal = rng.standard_normal((100_000, 4))
    found.append(monte_carlo("d = 4, k = q normal: variance 2d, not d", ((normal**2).sum(axis=1) - 4)**2, 8))
    found.append(monte_carlo("d = 4, both vectors multiples of (1,1,1,1): variance d^2, not d", (4 * normal[:, 0] * normal[:, 1])**2, 16))
    return found


def measure_jacobian():
    """Central differences of the softmax; their error is about h^2."""
    rng = np.random.default_rng(2)
    found = []
    for size, scale in ((2, 0.7), (6, 1.3), (50, 2.0)):
        scores, h = rng.standard_normal(size), 1e-5
        jacobian = np.array([(softmax(scale * (scores + h * e)) - softmax(scale * (scores - h * e))) / (2 * h) for e in np.eye(size)]).T
        p = softmax(scale * scores)
        gap = np.abs(jacobian - scale * (np.diag(p) - np.outer(p, p))).max()
        found.append(Measurement(f"n = {size}: largest error of an entry", gap, 0, 1e-8))
        found.append(Measurement(f"n = {size}: half the sum of the absolute entries", np.abs(jacobian).sum() / 2, scale * (1 - (p**2).sum()), 1e-7))
    return found


def measure_collision_sums():
    """n times the collision sum over its limit exp(alpha^2); the spread of the numerator is that of exp(2 alpha S)."""
    rng = np.random.default_rng(3)
    points = []
    for size in (100, 10_000, 1_000_000):
        points.append((size, size * (softmax(0.5 * rng.standard_normal(size))**2).sum() / np.exp(0.25)))
    frozen = (softmax(2.405 * rng.standard_normal((100, 4096)))**2).sum(axis=1).mean()
    return [Measurement("n = 10^6, scale 1/2: ratio to the limit", points[-1][1], 1, 6 * np.sqrt(np.e - 1) / 1000, series=(("ratio to the limit", tuple(points)),)),
            Measurement("n = 4096 at the surrogate's own optimum: the mean collision sum stays below half the formula", frozen, np.exp(2.405**2) / 4096 / 2, 0, "<=")]


def measure_normal_surrogate(rng):
    """The two expectations of the surrogate by sampling."""
    draws = rng.standard_normal(400_000)
    return [monte_carlo("E exp(S/2)", np.exp(draws / 2), np.exp(1 / 8)), monte_carlo("E exp(S)", np.exp(draws), np.exp(1 / 2))]


def maximise_surrogate():
    """The largest value on ever finer grids against the closed form; and the best multiple of sqrt(log n), a fit and no more."""
    def best(size):
        low, high = 0.0, 1 + np.sqrt(np.log(size))
        for _ in range(12):
            grid = np.linspace(low, high, 201)
            place = int(np.argmax(grid * (1 - np.exp(grid**2) / size)))
            low, high = grid[max(place - 2, 0)], grid[min(place + 2, 200)]
        return (low + high) / 2

    found = [Measurement(f"maximiser for n = {size}", best(size), float(mpmath.sqrt(mpmath.lambertw(size * mpmath.sqrt(mpmath.e) / 2).real - 0.5)), 1e-6)
             for size in (2, 40, 1000, 20_000, 1_000_000)]
    sizes = np.arange(40, 20_001, 40)
    exact = np.array([float(mpmath.sqrt(mpmath.lambertw(size * mpmath.sqrt(mpmath.e) / 2).real - 0.5)) for size in sizes.tolist()])
    root = np.sqrt(np.log(sizes))
    slope = (exact * root).sum() / (root**2).sum()
    curves = (("maximiser", tuple(zip(sizes[::10].tolist(), exact[::10].tolist()))), ("0.84 sqrt(log n)", tuple(zip(sizes[::10].tolist(), (0.84 * root[::10]).tolist()))))
    return [*found, Measurement("least-squares multiple of sqrt(log n) for 40 <= n <= 20000: a fit, the true ratio tends to 1", slope, 0.84, 0.005, series=curves),
            Measurement("largest relative error of that fit", np.abs(0.84 * root / exact - 1).max(), 0.13, 0, "<=")]


def maximise_cosine_surrogate():
    """Moments by Gauss-Legendre quadrature, the largest value on ever finer grids; then the article's fit beside another one."""
    nodes, weights = np.polynomial.legendre.leggauss(300)
    weights = weights * (1 - nodes**2) ** 62.5
    weights /= weights.sum()

    def log_ratio(scales):
        once, twice = (np.log(np.exp(np.outer(c * scales, nodes - 1)) @ weights) + c * scales for c in (1, 2))
        return twice - 2 * once

    def best(size):
        low, high = 0.0, 60.0
        for _ in range(9):
            grid = np.linspace(low, high, 121)
            place = int(np.argmax(grid * (1 - np.exp(log_ratio(grid)) / size)))
            low, high = grid[max(place - 2, 0)], grid[min(place + 2, 120)]
        return (low + high) / 2

    found = [Measurement(f"best scale for n = {size}", best(size), value, 0.006) for size, value in ((40, 16.81), (4096, 29.70), (1_000_000, 43.10))]
    found += [Measurement(f"best scale for n = {size}, less {edge}", best(size) - edge, 0, 1e-6, relation)
              for size, edge, relation in ((683, 25, "<="), (684, 25, ">="), (34149, 35, "<="), (34150, 35, ">="))]
    sizes = np.arange(40, 20_001, 120)
    exact, logs = np.array([best(size) for size in sizes]), np.log(sizes)
    misfit = [np.sqrt(((exact - (exact @ basis) / (basis @ basis) * basis)**2).mean()) for basis in (logs, np.sqrt(logs))]
    curves = (("best scale", tuple(zip(sizes.tolist(), exact.tolist()))), ("3.5 log n", tuple(zip(sizes.tolist(), (3.5 * logs).tolist()))))
    return [*found, Measurement("least-squares multiple of log n: a fit", (exact @ logs) / (logs @ logs), 3.5, 0.03, series=curves),
            Measurement("misfit of c log n, less that of c sqrt(log n)", misfit[0] - misfit[1], 0.1, 0, ">=")]


def measure_rising_curve(rng):
    """Both sides of the identity for 64 normal scores, the same draws at every scale; the curve rises towards the mean largest score."""
    draws = rng.standard_normal((20_000, 64))
    found, sizes, means = [], [], []
    for scale in (0.5, 1, 2, 3, 5, 10, 20):
        p = softmax(scale * draws)
        size, mean = scale * (1 - (p**2).sum(axis=1)), (p * draws).sum(axis=1)
        sizes.append((scale, size.mean()))
        means.append((scale, mean.mean()))
        found.append(monte_carlo(f"scale {scale}: gradient size less attended score", size - mean, 0))
    found.append(Measurement("least rise of the mean attended score from one scale to the next", min(np.diff([value for _, value in means])), 0, 0, ">=",
                             series=(("mean gradient size", tuple(sizes)), ("mean attended score", tuple(means)))))
    found.append(monte_carlo("largest of 64 scores (known mean 2.3437)", draws.max(axis=1), 2.3437))
    return found


# Notation
d = natural("d")                          # length of a query and of a key
i = index("i", 1, d)
j = index("j", 1, d)
q, k = random_vector("q k", d)            # query and key
C_q, C_k = matrix("C_q C_k", d, d)        # their matrices of second moments
n = natural("n")                          # number of keys, that is of scores
a, b = index("a b", 1, n)
c = index("c", 1, n)
s = vector("s", n)                        # the scores
alpha = real("alpha")                     # the scale (inverse temperature)
Z = Sum(exp(alpha * s[c]), (c, 1, n))
p_a, p_b = exp(alpha * s[a]) / Z, exp(alpha * s[b]) / Z   # the softmax of alpha*s

# Given
q_mean = given("each q_i has mean 0", Eq(E(q[i]), 0))
k_mean = given("each k_i has mean 0", Eq(E(k[i]), 0))
q_white = given("the q_i are uncorrelated with variance 1", Eq(Cov(q[i], q[j]), KroneckerDelta(i, j)))
k_variance = given("each k_i has variance 1", Eq(Var(k[i]), 1))
independent = given("q and k are independent", Independent(q, k))
finite = given("second moments of products are finite", FiniteMoments(q, k))
q_moments = given("C_q holds the second moments of q", Eq(entry(C_q, i, j), E(q[i] * q[j])))
k_moments = given("C_k holds the second moments of k", Eq(entry(C_k, i, j), E(k[i] * k[j])))

# The variance of an inner product
dot_product = Sum(q[i] * k[i], (i, 1, d))
mean_is_zero = chain(
    E(dot_product),
    equals(Sum(E(q[i] * k[i]), (i, 1, d)), because=finite),
    equals(Sum(E(q[i]) * E(k[i]), (i, 1, d)), because=(expectation_of_independent_product, independent, finite)),
    equals(0, because=k_mean))

second_moments = Claim(
    name="Var[q.k] is a double sum of second moments",
    says=Eq(Var(dot_product), Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d))),
    given=(k_mean, independent, finite),
    proof=(mean_is_zero, chain(
        Var(dot_product),
        equals(E(dot_product**2) - E(dot_product)**2, because=(variance_formula, finite)),
        equals(E(dot_product**2), because=mean_is_zero),
        equals(E(Sum(Sum(q[i] * k[i] * q[j] * k[j], (j, 1, d)), (i, 1, d))), because=square_of_sum),
        equals(Sum(Sum(E(q[i] * k[i] * q[j] * k[j]), (j, 1, d)), (i, 1, d)), because=finite),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)),
               because=(expectation_of_independent_product, independent, finite)))),
    holds_for=(example(d=2, q=coin, k=lazy_coin), example(d=3, q=multiples_of_one(lazy_coin), k=coin)),
    fails_for=(example(d=3, q=coin, k=same_as(q), note="k = q"),
               example(d=2, q=uniform_on([0, 2]), k=uniform_on([0, 2]), note="neither vector has mean 0")),
    note="Only one of the two means has to vanish.")

trace_formula = Claim(
    name="Var[q.k] = tr(C_q C_k)",
    says=Eq(Var(dot_product), Trace(C_q * C_k)),
    given=(k_mean, independent, finite, q_moments, k_moments),
    proof=chain(
        Var(dot_product),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=second_moments),
        equals(Sum(Sum(entry(C_q, i, j) * entry(C_k, j, i), (j, 1, d)), (i, 1, d)), because=(q_moments, k_moments)),
        equals(Sum(entry(C_q * C_k, i, i), (i, 1, d)), because=entry_of_product),
        equals(Trace(C_q * C_k), because=trace_is_sum_of_diagonal)),
    holds_for=(example(d=2, q=coin, k=lazy_coin, C_q=[[1, 0], [0, 1]], C_k=[[half(), 0], [0, half()]]),
               example(d=2, q=multiples_of_one(coin), k=multiples_of_one(coin), C_q=[[1, 1], [1, 1]], C_k=[[1, 1], [1, 1]])),
    equation="(1)", latex=r"\operatorname{Var}[q\cdot k]=\operatorname{tr}(C_qC_k)")

k_square = chain(
    E(k[i]**2),
    equals(Var(k[i]) + E(k[i])**2, because=(variance_formula, finite)),
    equals(1, because=(k_variance, k_mean)))
q_product = chain(
    E(q[i] * q[j]),
    equals(Cov(q[i], q[j]) + E(q[i]) * E(q[j]), because=(covariance_formula, finite)),
    equals(KroneckerDelta(i, j), because=(q_white, q_mean)))

var_dot_product = Claim(
    name="Var[q.k] = d",
    says=Eq(Var(dot_product), d),
    given=(q_mean, k_mean, q_white, k_variance, independent, finite),
    proof=(q_product, k_square, chain(
        Var(dot_product),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=second_moments),
        equals(Sum(Sum(KroneckerDelta(i, j) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=q_product),
        equals(Sum(E(k[i]**2), (i, 1, d)), because=sum_with_delta),
        equals(Sum(1, (i, 1, d)), because=k_square),
        equals(d, because=arithmetic))),
    holds_for=(example(d=1, q=coin, k=coin), example(d=3, q=coin, k=lazy_coin_of_variance_1),
               example(d=2, q=three_points_like_normal, k=multiples_of_one(coin), note="only one vector is uncorrelated")),
    fails_for=(example(d=3, q=coin, k=same_as(q), note="k = q"),
               example(d=2, q=multiples_of_one(coin), k=multiples_of_one(coin), note="mean 0 and variance 1, but correlated"),
               example(d=2, q=coin, k=lazy_coin, note="variance 1/2"),
               example(d=2, q=uniform_on([0, 2]), k=coin, note="q has mean 1"),
               example(d=2, q=coin, k=uniform_on([0, 2]), note="k has mean 1")),
    key=True,
    measured_by=sample_dot_products,
    equation="(1)",
    latex=r"\operatorname{Var}[q\cdot k]=d",
    note="The article asks for mean 0 and variance 1 only. With that alone the variance can be anything from 0 to d^2: the entries of one vector must be uncorrelated.")

variance = therefore(Eq(Var(dot_product), d), because=var_dot_product)
scaled_variance_one = Claim(
    name="Var[q.k / sqrt(d)] = 1",
    says=Eq(Var(dot_product / sqrt(d)), 1),
    given=(q_mean, k_mean, q_white, k_variance, independent, finite),
    proof=(variance, chain(
        Var(dot_product / sqrt(d)),
        equals(E((dot_product / sqrt(d))**2) - E(dot_product / sqrt(d))**2, because=(variance_formula, finite)),
        equals((E(dot_product**2) - E(dot_product)**2) / d, because=finite),
        equals(Var(dot_product) / d, because=(variance_formula, finite)),
        equals(1, because=(variance, finite)))),
    holds_for=(example(d=1, q=coin, k=coin), example(d=3, q=coin, k=lazy_coin_of_variance_1)),
    equation="after (1)",
    latex=r"\operatorname{Var}\left[\frac{q\cdot k}{\sqrt d}\right]=1",
    note="Only the variance is 1; that the score is nearly normal is another matter.")

# The gradient of the softmax
softmax_jacobian = Claim(
    name="Jacobian of the softmax",
    says=Eq(Derivative(p_a, s[b]), alpha * (p_a * KroneckerDelta(a, b) - p_a * p_b)),
    proof=chain(
        Derivative(p_a, s[b]),
        equals(alpha * KroneckerDelta(a, b) * exp(alpha * s[a]) / Z
               - exp(alpha * s[a]) / Z**2 * Sum(alpha * KroneckerDelta(b, c) * exp(alpha * s[c]), (c, 1, n)), because=arithmetic),
        equals(alpha * (p_a * KroneckerDelta(a, b) - p_a * p_b), because=sum_with_delta)),
    holds_for=(example(n=1, alpha=2, s=[0]), example(n=3, alpha=half(), s=[0, 1, -2])),
    equation="(2)",
    measured_by=measure_jacobian,
    latex=r"\frac{\partial p_i}{\partial s_j}=\alpha\,(p_i\delta_{ij}-p_ip_j)")

alpha_nonnegative = given("alpha >= 0", alpha >= 0)
term_at_most_sum = therefore(exp(alpha * s[a]) <= Z, because=term_of_nonnegative_sum)
at_most_one = chain(p_a, at_most(1, because=term_at_most_sum))
diagonal_case = given("on the diagonal", Eq(a, b))
other_case = given("off the diagonal", Ne(a, b))
delta = KroneckerDelta(a, b)
absolute = Eq(Abs(Derivative(p_a, s[b])), alpha * p_a * (delta + p_b - 2 * delta * p_b), evaluate=False)
entry_sizes = cases(absolute,
    (diagonal_case, chain(
        Abs(Derivative(p_a, s[b])),
        equals(Abs(alpha * (p_a * delta - p_a * p_b)), because=softmax_jacobian),
        equals(Abs(alpha * p_a * (1 - p_a)), because=diagonal_case),
        equals(alpha * p_a * (1 - p_a), because=(at_most_one, alpha_nonnegative)),
        equals(alpha * p_a * (delta + p_b - 2 * delta * p_b), because=diagonal_case))),
    (other_case, chain(
        Abs(Derivative(p_a, s[b])),
        equals(Abs(alpha * (p_a * delta - p_a * p_b)), because=softmax_jacobian),
        equals(Abs(alpha * p_a * p_b), because=other_case),
        equals(alpha * p_a * p_b, because=alpha_nonnegative),
        equals(alpha * p_a * (delta + p_b - 2 * delta * p_b), because=other_case))))

l1_norm_identity = Claim(
    name="Half the l1 norm of the softmax Jacobian",
    says=Eq(half() * Sum(Sum(Abs(Derivative(p_a, s[b])), (b, 1, n)), (a, 1, n)), alpha * (1 - Sum(p_a**2, (a, 1, n)))),
    given=(alpha_nonnegative,),
    proof=(term_at_most_sum, at_most_one, entry_sizes, chain(
        half() * Sum(Sum(Abs(Derivative(p_a, s[b])), (b, 1, n)), (a, 1, n)),
        equals(half() * Sum(Sum(alpha * p_a * (delta + p_b - 2 * delta * p_b), (b, 1, n)), (a, 1, n)), because=entry_sizes),
        equals(half() * Sum(alpha * p_a * (Sum(delta * 1, (b, 1, n)) + Sum(p_b, (b, 1, n)) - 2 * Sum(delta * p_b, (b, 1, n))), (a, 1, n)),
               because=arithmetic),
        equals(half() * Sum(alpha * p_a * (1 + Sum(p_b, (b, 1, n)) - 2 * p_a), (a, 1, n)), because=sum_with_delta),
        equals(half() * Sum(alpha * p_a * (2 - 2 * p_a), (a, 1, n)), because=arithmetic),
        equals(alpha * (Sum(p_a, (a, 1, n)) - Sum(p_a**2, (a, 1, n))), because=arithmetic),
        equals(alpha * (1 - Sum(p_a**2, (a, 1, n))), because=arithmetic))),
    holds_for=(example(n=1, alpha=2, s=[0]), example(n=3, alpha=half(), s=[0, 1, -2]), example(n=2, alpha=0, s=[5, 5])),
    fails_for=(example(n=2, alpha=-1, s=[0, 0], note="for a negative scale the factor is |alpha|"),),
    equation="(3)", key=True,
    measured_by=measure_jacobian,
    latex=r"\frac12\sum_{i,j}\Bigl|\frac{\partial p_i}{\partial s_j}\Bigr|=\alpha\Bigl(1-\sum_ip_i^2\Bigr)")

# The law of large numbers at a fixed scale
S = random_vector("S")                    # independent random scores, as many as one likes
scores_independent = given("the scores are independent", IndependentEntries(S))
scores_alike = given("the scores have one law", IdenticallyDistributed(S))
score_moment = given("exp(2 alpha S) has a finite mean", FiniteMean(exp(2 * alpha * S[1])))
Z_S = Sum(exp(alpha * S[c]), (c, 1, n))
P_a, P_b = exp(alpha * S[a]) / Z_S, exp(alpha * S[b]) / Z_S    # the softmax of random scores
once, twice = Sum(exp(alpha * S[c]), (c, 1, n)) / n, Sum(exp(2 * alpha * S[c]), (c, 1, n)) / n
t = real("t")
m = natural("m")

ratio_of_averages = chain(
    n * Sum(P_a**2, (a, 1, n)),
    equals(n * Sum(exp(2 * alpha * S[a]), (a, 1, n)) / Z_S**2, because=arithmetic),
    equals(twice / once**2, because=arithmetic))
comparison = therefore(Abs(exp(alpha * S[1])) <= 1 + Abs(exp(2 * alpha * S[1])))
score_moment_once = therefore(FiniteMean(exp(alpha * S[1])), because=(using(finite_mean_by_comparison, X=exp(alpha * S[1]), Y=exp(2 * alpha * S[1]), c=1),
                                                                      comparison, score_moment))
limit_once = therefore(TendsAlmostSurely(once, n, oo, E(exp(alpha * S[1]))),
                       because=(using(strong_law_of_large_numbers, F=Lambda(t, exp(alpha * t)), V=S), scores_independent, scores_alike, score_moment_once))
limit_twice = therefore(TendsAlmostSurely(twice, n, oo, E(exp(2 * alpha * S[1]))),
                        because=(using(strong_law_of_large_numbers, F=Lambda(t, exp(2 * alpha * t)), V=S), scores_independent, scores_alike, score_moment))
limit_square = therefore(TendsAlmostSurely(once**2, n, oo, E(exp(alpha * S[1]))**2),
                         because=(using(almost_sure_product, P=Lambda(n, once), Q=Lambda(n, once)), limit_once))

lln_approximation = Claim(
    name="The collision sum at a fixed scale and many keys",
    says=(Eq(n * Sum(P_a**2, (a, 1, n)), twice / once**2),
          TendsAlmostSurely(n * Sum(P_a**2, (a, 1, n)), n, oo, E(exp(2 * alpha * S[1])) / E(exp(alpha * S[1]))**2)),
    given=(scores_independent, scores_alike, score_moment),
    proof=(ratio_of_averages, comparison, score_moment_once, limit_once, limit_twice, limit_square,
        therefore(TendsAlmostSurely(n * Sum(P_a**2, (a, 1, n)), n, oo, E(exp(2 * alpha * S[1])) / E(exp(alpha * S[1]))**2),
                  because=(using(almost_sure_quotient, P=Lambda(n, twice), Q=Lambda(n, once**2)), limit_twice, limit_square))),
    holds_for=(example(n=1, alpha=2, S=coin), example(n=3, alpha=half(), S=lazy_coin)),
    equation="(4)", key=True,
    measured_by=measure_collision_sums,
    strength="approximate",
    latex=r"n\sum_ip_i^2=\frac{\frac1n\sum_ie^{2\alpha s_i}}{\bigl(\frac1n\sum_ie^{\alpha s_i}\bigr)^2}\ \xrightarrow[n\to\infty]{\text{a.s.}}\ \frac{E[e^{2\alpha s}]}{E[e^{\alpha s}]^2}",
    note="The scale must not depend on n. The article uses the limit where the scale grows like sqrt(log n); there the sums are carried by their largest terms and the formula is off by a factor of three.")

# Standard normal scores
X = random_variable("X")                  # one random score
N = real("N")                             # number of keys, as a real number
x = real("x")
normal_score = given("the score is standard normal", StandardNormal(X))
many = given("there is more than one key", N > 1)

gaussian_mgf = Claim(
    name="Moment generating function of the standard normal law",
    says=Eq(E(exp(alpha * X)), exp(alpha**2 / 2)),
    given=(normal_score,),
    proof=chain(
        E(exp(alpha * X)),
        equals(Integral(exp(alpha * x) * exp(-x**2 / 2) / sqrt(2 * pi), (x, -oo, oo)),
               because=(using(normal_expectation, F=Lambda(x, exp(alpha * x))), normal_score)),
        equals(exp(alpha**2 / 2) / sqrt(2 * pi) * Integral(exp(-(x - alpha)**2 / 2), (x, -oo, oo)), because=arithmetic),
        equals(exp(alpha**2 / 2) / sqrt(2 * pi) * Integral(exp(-x**2 / 2), (x, -oo, oo)),
               because=using(translation_of_integral, F=Lambda(x, exp(-x**2 / 2)), c=alpha)),
        equals(exp(alpha**2 / 2), because=gaussian_integral)),
    equation="(5)",
    measured_by=measure_normal_surrogate,
    latex=r"E[e^{\alpha s}]=e^{\alpha^2/2}")

annealed_objective_gaussian = Claim(
    name="The surrogate for standard normal scores",
    says=Eq(alpha * (1 - E(exp(2 * alpha * X)) / (N * E(exp(alpha * X))**2)), alpha * (1 - exp(alpha**2) / N)),
    given=(normal_score, many),
    proof=chain(
        alpha * (1 - E(exp(2 * alpha * X)) / (N * E(exp(alpha * X))**2)),
        equals(alpha * (1 - exp((2 * alpha)**2 / 2) / (N * exp(alpha**2 / 2)**2)), because=(gaussian_mgf, using(gaussian_mgf, alpha=2 * alpha))),
        equals(alpha * (1 - exp(alpha**2) / N), because=arithmetic)),
    equation="(6)", key=True,
    measured_by=measure_normal_surrogate,
    latex=r"f_{\rm ann}(\alpha)=\alpha\Bigl(1-\frac{e^{\alpha^2}}n\Bigr)",
    note="Exact for the surrogate. It is negative for alpha^2 > log n, although the gradient size never is.")

# The optimum of the surrogate for standard normal scores
f = Lambda(x, x * (1 - exp(x**2) / N))    # the surrogate
g = positive("g")                         # a stationary point of the surrogate
stationary = given("g is stationary", Eq((1 + 2 * g**2) * exp(g**2), N))
exponential_tangent = chain(
    exp(alpha**2),
    equals(exp(g**2) * exp(alpha**2 - g**2), because=arithmetic),
    at_least(exp(g**2) * (1 + alpha**2 - g**2), because=using(exponential_above_tangent, c=alpha**2 - g**2)))

stationary_point_is_best = Claim(
    name="How far the surrogate falls away from a stationary point",
    says=f(g) - f(alpha) >= (alpha - g)**2 * (alpha + 2 * g) / (1 + 2 * g**2),
    given=(alpha_nonnegative, many, stationary),
    proof=(exponential_tangent, chain(
        f(g) - f(alpha),
        at_least(f(g) - alpha * (1 - exp(g**2) * (1 + alpha**2 - g**2) / N),
                 because=(exponential_tangent, alpha_nonnegative, many)),
        equals(g - alpha - (g - alpha * (1 + alpha**2 - g**2)) * exp(g**2) / ((1 + 2 * g**2) * exp(g**2)), because=(stationary, many)),
        equals((alpha - g)**2 * (alpha + 2 * g) / (1 + 2 * g**2), because=arithmetic))),
    holds_for=(example(alpha=half(), g=1, N=3 * exp(1)), example(alpha=2, g=1, N=3 * exp(1)), example(alpha=1, g=1, N=3 * exp(1))),
    fails_for=(example(alpha=2, g=1, N=80, note="g is not stationary"),
               example(alpha=-2, g=1, N=3 * exp(1), note="a negative scale")))

W = LambertW(N * exp(half()) / 2)
alpha_star = sqrt(W - half())             # the claimed maximiser
scale_is_positive = therefore(alpha_star > 0, because=many)
condition = chain(
    (1 + 2 * alpha_star**2) * exp(alpha_star**2),
    equals(2 * W * exp(W) / exp(half()), because=many),
    equals(N, because=(using(lambert_w_solves, c=N * exp(half()) / 2), many)))
u = real("u")
kappa = exp(half()) / 2
c_0 = half() - log(2)                     # log kappa
lambert_limit = therefore(Tends(LambertW(u) - log(u) + log(log(u)), u, oo, 0), because=lambert_w_for_large_arguments)
path = therefore(Tends(kappa * N, N, oo, oo), because=multiple_tends_to_infinity)
lambert_on_path = therefore(Tends(W - log(kappa * N) + log(log(kappa * N)), N, oo, 0),
                            because=(using(limit_along_a_path_to_infinity, P=Lambda(u, LambertW(u) - log(u) + log(log(u))), Q=Lambda(u, kappa * u)),
                                     lambert_limit, path))
log_grows = therefore(Tends(log(N), N, oo, oo), because=logarithm_tends_to_infinity)
small = therefore(Tends(c_0 / log(N), N, oo, 0), because=(using(reciprocal_of_infinity, c=c_0, Q=Lambda(u, log(u))), log_grows))
constant_one = therefore(Tends(1, N, oo, 1), because=limit_of_constant)
constant_minus_one = therefore(Tends(-1, N, oo, -1), because=limit_of_constant)
ratio = log(kappa * u) / log(u)           # it is 1 + c_0/log u
near_one = therefore(Tends(log(kappa * N) / log(N), N, oo, 1),
                     because=(using(limit_of_sum, P=Lambda(u, 1), Q=Lambda(u, c_0 / log(u)), l=1, k=0), constant_one, small))
nearly_zero = therefore(Tends(log(log(kappa * N) / log(N)), N, oo, 0), because=(using(limit_of_logarithm, P=Lambda(u, ratio), l=1), near_one))
minus = therefore(Tends(-log(log(kappa * N) / log(N)), N, oo, 0),
                  because=(using(limit_of_product, P=Lambda(u, -1), Q=Lambda(u, log(ratio)), l=-1, k=0), constant_minus_one, nearly_zero))

gap = therefore(f(alpha_star) - f(alpha) >= (alpha - alpha_star)**2 * (alpha + 2 * alpha_star) / (1 + 2 * alpha_star**2),
                because=(using(stationary_point_is_best, g=alpha_star), condition, scale_is_positive, alpha_nonnegative, many))
different = given("alpha is another scale", Ne(alpha, alpha_star))
gap_is_nonnegative = chain(
    f(alpha_star) - f(alpha),
    at_least((alpha - alpha_star)**2 * (alpha + 2 * alpha_star) / (1 + 2 * alpha_star**2), because=gap),
    at_least(0, because=(alpha_nonnegative, scale_is_positive, many)))
gap_is_positive = chain(
    f(alpha_star) - f(alpha),
    at_least((alpha - alpha_star)**2 * (alpha + 2 * alpha_star) / (1 + 2 * alpha_star**2), because=gap),
    greater_than(0, because=(alpha_nonnegative, scale_is_positive, different, many)))
at_least_as_good = therefore(f(alpha) <= f(alpha_star), because=gap_is_nonnegative)

annealed_optimum = Claim(
    name="The maximiser of the surrogate in closed form",
    says=(alpha_star > 0,
          Eq((1 + 2 * alpha_star**2) * exp(alpha_star**2), N),
          f(alpha) <= f(alpha_star),
          Implies(Ne(alpha, alpha_star), f(alpha) < f(alpha_star)),
          Tends(alpha_star**2 - (log(N) - log(2 * log(N))), N, oo, 0)),
    given=(alpha_nonnegative, many),
    proof=(scale_is_positive, condition,
        gap, gap_is_nonnegative, at_least_as_good,
        suppose(different, gap_is_positive, therefore(f(alpha) < f(alpha_star), because=gap_is_positive)),
        lambert_limit, path, lambert_on_path, log_grows, small, constant_one, constant_minus_one, near_one, nearly_zero, minus,
        therefore(Tends(alpha_star**2 - (log(N) - log(2 * log(N))), N, oo, 0),
                  because=(using(limit_of_sum, P=Lambda(u, LambertW(kappa * u) - log(kappa * u) + log(log(kappa * u))),
                                 Q=Lambda(u, -log(ratio)), l=0, k=0), lambert_on_path, minus))),
    holds_for=(example(N=40, alpha=1), example(N=20000, alpha=3), example(N=3 * exp(1), alpha=1, note="the maximiser is 1"),
               example(N=3 * exp(1), alpha=Rational(11, 10)), example(N=3 * exp(1), alpha=Rational(9, 10))),
    fails_for=(example(N=half(), alpha=1, note="with less than one key nothing is gained"), example(N=2, alpha=-1, note="a negative scale")),
    equation="after (6)", key=True,
    measured_by=maximise_surrogate,
    latex=r"\alpha^*=\sqrt{W\!\Bigl(\frac{n\sqrt e}2\Bigr)-\frac12},\qquad (1+2\alpha^{*2})e^{\alpha^{*2}}=n,\qquad \alpha^{*2}=\log n-\log(2\log n)+o(1)",
    note="The article fits 0.84 sqrt(log n) to the maximiser for 40 <= n <= 20000. That number is a fit and no constant of nature: the ratio tends to 1, very slowly.")

# The true mean gradient size for standard normal scores
beta = real("beta")
r = real("r")
positive_scale = given("the scale is positive", alpha > 0)
largest = Maximum(s[c], (c, 1, n))
log_bound = therefore(s[a] <= log(Z) / alpha, because=(using(logarithm_increases, x=exp(alpha * s[a]), y=Z), term_at_most_sum, positive_scale))
maximum_bound = therefore(largest <= log(Z) / alpha, because=(using(maximum_is_least_bound, F=Lambda(c, s[c]), M=log(Z) / alpha, n=n), log_bound))
weight_of_largest = chain(
    Z * exp(-alpha * largest),
    equals(exp(log(Z) - alpha * largest), because=arithmetic),
    at_least(1 + log(Z) - alpha * largest, because=using(exponential_above_tangent, c=log(Z) - alpha * largest)),
    at_least(1, because=(maximum_bound, positive_scale)))
deviation = chain(
    p_a * alpha * (largest - s[a]),
    at_most(p_a * exp(alpha * (largest - s[a])), because=using(exponential_above_tangent, c=alpha * (largest - s[a]))),
    equals(exp(alpha * largest) / Z, because=arithmetic),
    at_most(1, because=weight_of_largest))

gibbs_mean_near_maximum = Claim(
    name="The softmax mean lies within n/alpha of the largest score",
    says=(Sum(p_a * s[a], (a, 1, n)) <= largest, largest - n / alpha <= Sum(p_a * s[a], (a, 1, n))),
    given=(positive_scale,),
    proof=(term_at_most_sum, log_bound, maximum_bound, weight_of_largest, deviation,
        chain(Sum(p_a * s[a], (a, 1, n)),
              at_most(Sum(p_a * largest, (a, 1, n)), because=using(entry_below_maximum, F=Lambda(c, s[c]), n=n, k=a)),
              equals(largest, because=arithmetic)),
        chain(largest - n / alpha,
              equals(largest - Sum(1 / alpha, (a, 1, n)), because=positive_scale),
              at_most(largest - Sum(p_a * (largest - s[a]), (a, 1, n)), because=(deviation, positive_scale)),
              equals(Sum(p_a * s[a], (a, 1, n)), because=arithmetic))),
    holds_for=(example(n=1, alpha=2, s=[3]), example(n=3, alpha=half(), s=[0, 1, -2]), example(n=2, alpha=5, s=[1, 1])),
    fails_for=(example(n=2, alpha=-1, s=[0, 1]),))

two_keys = given("there are at least two keys", n >= 2)
scores_normal = given("each score is standard normal", StandardNormal(S))
scores_finite = given("the moments that are written are finite", FiniteMoments(S))
weight = Lambda(t, exp(t * S[a]) / Sum(exp(t * S[c]), (c, 1, n)))
mean_score = Lambda(t, Sum(weight(t) * S[a], (a, 1, n)))
score_variance = Lambda(t, Sum(weight(t) * S[a]**2, (a, 1, n)) - Sum(weight(t) * S[a], (a, 1, n))**2)

mean_gradient_is_mean_score = Claim(
    name="The mean gradient size is the mean attended score",
    says=Eq(E(alpha * (1 - Sum(P_a**2, (a, 1, n)))), E(Sum(P_a * S[a], (a, 1, n)))),
    given=(scores_independent, scores_normal, scores_finite),
    proof=chain(
        E(Sum(P_a * S[a], (a, 1, n))),
        equals(Sum(E(S[a] * P_a), (a, 1, n)), because=(expectation_of_sum, scores_finite)),
        equals(Sum(E(Derivative(P_a, S[a])), (a, 1, n)), because=(stein_identity, scores_normal, scores_independent, scores_finite)),
        equals(Sum(E(alpha * (P_a * KroneckerDelta(a, a) - P_a * P_a)), (a, 1, n)), because=using(softmax_jacobian, s=S, b=a)),
        equals(E(Sum(alpha * (P_a * KroneckerDelta(a, a) - P_a * P_a), (a, 1, n))), because=(expectation_of_sum, scores_finite)),
        equals(E(alpha * (1 - Sum(P_a**2, (a, 1, n)))), because=arithmetic)),
    fails_for=(example(n=2, alpha=1, S=coin, note="coins instead of normal scores"),),
    measured_by=measure_rising_curve)

softmax_below_one = Claim(
    name="No weight exceeds 1",
    says=p_a <= 1,
    proof=(term_at_most_sum, at_most_one),
    holds_for=(example(n=1, alpha=2, s=[0]), example(n=3, alpha=-1, s=[0, 1, -2])))

centred_variance = Sum(weight(t) * (S[a] - mean_score(t))**2, (a, 1, n))
slope_of_mean = therefore(ForAll((t,), (), Eq(Derivative(mean_score(t), t), score_variance(t))), because=arithmetic)
variance_bound = chain(
    score_variance(t),
    at_most(Sum(weight(t) * S[a]**2, (a, 1, n)), because=arithmetic),
    at_most(Sum(S[a]**2, (a, 1, n)), because=using(softmax_below_one, s=S, alpha=t)))
variance_is_nonnegative = chain(score_variance(t), equals(centred_variance, because=arithmetic), at_least(0, because=arithmetic))
variance_is_bounded = therefore(ForAll((t,), (), Abs(score_variance(t)) <= Sum(S[a]**2, (a, 1, n))), because=(variance_is_nonnegative, variance_bound))

slope_of_mean_score = Claim(
    name="The mean attended score has the mean softmax variance as its slope",
    says=Eq(Derivative(E(mean_score(alpha)), alpha), E(score_variance(alpha))),
    given=(scores_finite,),
    proof=(slope_of_mean, variance_bound, variance_is_nonnegative, variance_is_bounded,
        therefore(Eq(Derivative(E(mean_score(alpha)), alpha), E(score_variance(alpha))),
                  because=(using(derivative_under_expectation, R=mean_score, R1=score_variance, a=alpha, H=Sum(S[a]**2, (a, 1, n))),
                           slope_of_mean, variance_is_bounded, scores_finite))),
    holds_for=(example(n=2, alpha=1, S=coin), example(n=3, alpha=half(), S=lazy_coin)))

differ = given("the first two scores differ", Ne(S[1] - S[2], 0))
w_1, w_2 = weight(t).subs(a, 1), weight(t).subs(a, 2)
v_1, v_2 = S[1] - mean_score(t), S[2] - mean_score(t)
square_is_nonnegative = therefore(Ge((w_1 * v_1 + w_2 * v_2)**2 / (w_1 + w_2), 0, evaluate=False), because=arithmetic)
variance_is_positive = chain(
    score_variance(t),
    equals(centred_variance, because=arithmetic),
    equals(w_1 * v_1**2 + w_2 * v_2**2 + Sum(weight(t) * (S[a] - mean_score(t))**2, (a, 3, n)), because=two_keys),
    at_least(w_1 * v_1**2 + w_2 * v_2**2, because=two_keys),
    equals((w_1 * v_1 + w_2 * v_2)**2 / (w_1 + w_2) + w_1 * w_2 * (S[1] - S[2])**2 / (w_1 + w_2), because=arithmetic),
    at_least(w_1 * w_2 * (S[1] - S[2])**2 / (w_1 + w_2), because=square_is_nonnegative),
    greater_than(0, because=differ))
never_equal = therefore(AlmostSurely(Ne(S[1] - S[2], 0)), because=(normal_entries_differ, scores_normal, scores_independent))
positive_variance = suppose(differ, square_is_nonnegative, variance_is_positive)

softmax_variance_is_positive = Claim(
    name="The mean softmax variance is positive",
    says=E(score_variance(t)) > 0,
    given=(scores_independent, scores_normal, two_keys),
    proof=(positive_variance, never_equal,
        therefore(E(score_variance(t)) > 0,
                  because=(using(positive_mean, X=score_variance(t), D=S[1] - S[2]), positive_variance, never_equal))),
    fails_for=(example(n=1, t=0, S=coin, note="with one key the variance is 0"),))

slope_everywhere = therefore(ForAll((r,), (), Eq(Derivative(E(mean_score(r)), r), E(score_variance(r)))), because=(using(slope_of_mean_score, alpha=r), scores_finite))
top = Maximum(S[c], (c, 1, n))
below_top = therefore(ForAll((r,), (r > 0,), mean_score(r) <= top), because=using(gibbs_mean_near_maximum, s=S, alpha=r))
near_top = therefore(ForAll((r,), (r > 0,), top - n / r <= mean_score(r)), because=using(gibbs_mean_near_maximum, s=S, alpha=r))
upper_bound = therefore(ForAll((r,), (r > 0,), E(mean_score(r)) <= E(top)), because=below_top)
lower_bound = therefore(ForAll((r,), (r > 0,), E(top - n / r) <= E(mean_score(r))), because=near_top)
to_infinity = therefore(Tends(t, t, oo, oo), because=limit_of_identity)
vanishing = therefore(Tends(-n / t, t, oo, 0), because=(using(reciprocal_of_infinity, c=-n, Q=Lambda(t, t)), to_infinity))
constant_top = therefore(Tends(E(top), t, oo, E(top)), because=limit_of_constant)
lower_limit = therefore(Tends(E(top - n / t), t, oo, E(top)),
                        because=(scores_finite, using(limit_of_sum, P=Lambda(t, E(top)), Q=Lambda(t, -n / t), l=E(top), k=0), constant_top, vanishing))
slope_is_positive = therefore(ForAll((r,), (), E(score_variance(r)) > 0), because=using(softmax_variance_is_positive, t=r))
later = given("beta is a larger scale", alpha < beta)
rising = therefore(E(mean_score(alpha)) < E(mean_score(beta)),
                   because=(using(increasing_by_derivative, F=Lambda(t, E(mean_score(t))), F1=Lambda(t, E(score_variance(t))), a=alpha, b=beta),
                            later, slope_everywhere, slope_is_positive))
mean_size = Lambda(t, E(t * (1 - Sum(weight(t)**2, (a, 1, n)))))

mean_gradient_increases = Claim(
    name="The mean gradient size increases strictly with the scale",
    says=Implies(alpha < beta, mean_size(alpha) < mean_size(beta)),
    given=(scores_independent, scores_normal, scores_finite, two_keys),
    proof=(slope_is_positive, slope_everywhere, suppose(later, rising, chain(
        mean_size(alpha),
        equals(E(mean_score(alpha)), because=mean_gradient_is_mean_score),
        less_than(E(mean_score(beta)), because=rising),
        equals(mean_size(beta), because=using(mean_gradient_is_mean_score, alpha=beta))))),
    measured_by=measure_rising_curve)

alpha_n = sqrt(LambertW(n * exp(half()) / 2) - half())   # the maximiser of the surrogate
alpha_2 = alpha_n.subs(n, 2)
another_scale = given("beta is a scale", beta > 0)

surrogate_optimum_is_optimal = Claim(
    name="As read: the surrogate's maximiser maximises the mean gradient size",
    says=mean_size(beta) <= mean_size(alpha_n),
    given=(scores_independent, scores_normal, scores_finite, two_keys, another_scale),
    refuted_by=counterexample((n, 2), (beta, alpha_2 + 1), proof=therefore(
        mean_size(alpha_2).subs(n, 2) < mean_size(alpha_2 + 1).subs(n, 2),
        because=using(mean_gradient_increases, n=2, alpha=alpha_2, beta=alpha_2 + 1))),
    expected=REFUTED, equation="(6)",
    latex=r"\alpha^*\approx 0.84\sqrt{\log n}",
    strength="heuristic",
    note="The reading that the surrogate's maximiser maximises the mean gradient size. Already for two keys the next larger scale by 1 is better.")

expected_objective_has_no_maximum = Claim(
    name="Under the model itself no scale is best: the mean gradient size rises towards the mean largest score",
    says=(Eq(mean_size(alpha), E(mean_score(alpha))),
          Eq(Derivative(E(mean_score(t)), t), E(score_variance(t))),
          E(score_variance(t)) > 0,
          Tends(E(mean_score(t)), t, oo, E(top)),
          Implies(alpha < beta, mean_size(alpha) < mean_size(beta))),
    given=(scores_independent, scores_normal, scores_finite, two_keys),
    proof=(therefore(Eq(mean_size(alpha), E(mean_score(alpha))), because=mean_gradient_is_mean_score),
        slope_everywhere,
        therefore(E(score_variance(t)) > 0, because=softmax_variance_is_positive),
        therefore(Eq(Derivative(E(mean_score(t)), t), E(score_variance(t))), because=slope_everywhere),
        below_top, near_top, upper_bound, lower_bound, to_infinity, vanishing, constant_top, lower_limit,
        therefore(Tends(E(mean_score(t)), t, oo, E(top)),
                  because=(using(squeeze_at_infinity, F=Lambda(t, E(mean_score(t))), G=Lambda(t, E(top - n / t)), H=Lambda(t, E(top)), l=E(top)),
                           lower_bound, upper_bound, lower_limit, constant_top)),
        therefore(Implies(alpha < beta, mean_size(alpha) < mean_size(beta)), because=mean_gradient_increases)),
    fails_for=(example(n=2, alpha=1, S=coin, t=1, beta=2, note="coins instead of normal scores"),),
    corrects=surrogate_optimum_is_optimal,
    key=True,
    measured_by=measure_rising_curve,
    latex=r"E\Bigl[\alpha\bigl(1-\textstyle\sum_ip_i^2\bigr)\Bigr]=E\Bigl[\textstyle\sum_ip_is_i\Bigr],\quad \frac{d}{d\alpha}E\Bigl[\textstyle\sum_ip_is_i\Bigr]=E[\operatorname{Var}_p(s)]>0,\quad \lim_{\alpha\to\infty}E\Bigl[\textstyle\sum_ip_is_i\Bigr]=E[\max_is_i]",
    note="A single sample of scores has a best scale when its largest score is unique; the mean over samples has none. That the moments are finite follows from the normal law and is listed because the engine asks for it.")

# Cosine scores: the cosine of two random directions in R^d has the density ((1 - x)(1 + x))^((d - 3)/2) up to a constant
high = given("the dimension is at least 3", d >= 3)
density = ((1 - x) * (1 + x))**((d - 3) / 2)
order = d / 2 - 1
exponential_part = therefore(
    Eq(Integral(exp(alpha * x) * density, (x, -1, 1)), besseli(order, alpha) * (2 / alpha)**order * sqrt(pi) * gamma((d - 1) / 2)),
    because=(using(poisson_integral, v=order, z=alpha), positive_scale, high))
normaliser = therefore(Eq(Integral(density, (x, -1, 1)), sqrt(pi) * gamma((d - 1) / 2) / gamma(d / 2)), because=(using(beta_integral, v=order), high))

cosine_mgf = Claim(
    name="Moment generating function of the cosine of two random directions",
    says=Eq(Integral(exp(alpha * x) * density, (x, -1, 1)) / Integral(density, (x, -1, 1)),
            gamma(d / 2) * (2 / alpha)**order * besseli(order, alpha)),
    given=(positive_scale, high),
    proof=(exponential_part, normaliser, chain(
        Integral(exp(alpha * x) * density, (x, -1, 1)) / Integral(density, (x, -1, 1)),
        equals(besseli(order, alpha) * (2 / alpha)**order * sqrt(pi) * gamma((d - 1) / 2) / (sqrt(pi) * gamma((d - 1) / 2) / gamma(d / 2)),
               because=(exponential_part, normaliser, positive_scale, high)),
        equals(gamma(d / 2) * (2 / alpha)**order * besseli(order, alpha), because=(positive_scale, high)))),
    holds_for=(example(d=5, alpha=2), example(d=7, alpha=half())))

# d = 128: the surrogate with expectations as integrals, and with Bessel functions
law_128 = ((1 - x) * (1 + x))**Rational(125, 2)
moment = Lambda(t, Integral(exp(t * x) * law_128, (x, -1, 1)) / Integral(law_128, (x, -1, 1)))
cosine_surrogate = Lambda(t, t * (1 - moment(2 * t) / (n * moment(t)**2)))
I_t, I_2t, J_t, J_2t = besseli(63, t), besseli(63, 2 * t), besseli(64, t), besseli(64, 2 * t)
G = Lambda(t, t**63 * I_2t / (factorial(63) * 2**126 * I_t**2))          # E[exp(2ts)]/E[exp(ts)]^2
threshold = Lambda(t, G(t) * (1 + 2 * t * (J_2t / I_2t - J_t / I_t)))     # the n for which t is stationary
f_128 = Lambda(t, t * (1 - G(t) / n))

whole = Integral(law_128, (x, -1, 1))
once_128 = therefore(Eq(Integral(exp(alpha * x) * law_128, (x, -1, 1)), gamma(64) * (2 / alpha)**63 * besseli(63, alpha) * whole),
                     because=(using(cosine_mgf, d=128), positive_scale))
twice_128 = therefore(Eq(Integral(exp(2 * alpha * x) * law_128, (x, -1, 1)), gamma(64) * (1 / alpha)**63 * besseli(63, 2 * alpha) * whole),
                      because=(using(cosine_mgf, d=128, alpha=2 * alpha), positive_scale))

ratio_of_moments = Claim(
    name="The surrogate for cosine scores in Bessel functions, d = 128",
    says=Eq(cosine_surrogate(alpha), f_128(alpha)),
    given=(positive_scale,),
    proof=(once_128, twice_128, chain(cosine_surrogate(alpha), equals(f_128(alpha), because=(once_128, twice_128, positive_scale)))),
    holds_for=(example(n=1000, alpha=26),))

# Thresholds for d = 128: boxes on which ball arithmetic decides
v = real("v")
from_1, to_25 = given("v >= 1", v >= 1), given("v <= 25", v <= 25)
from_25, to_35_and_more = given("v >= 25", v >= 25), given("v <= 35 + 10^-5", v <= 35 + Rational(1, 10**5))
from_25_and_less, to_35 = given("v >= 25 - 10^-3", v >= 25 - Rational(1, 1000)), given("v <= 35", v <= 35)
from_35, to_45 = given("v >= 35", v >= 35), given("v <= 45", v <= 45)
below_684 = Claim(name="up to scale 25 fewer than 684 keys suffice", says=threshold(v) < 684, given=(from_1, to_25),
                  proof=therefore(threshold(v) < 684, because=(from_1, to_25)), holds_for=(example(v=1), example(v=25)))
below_34150 = Claim(name="up to scale 35 fewer than 34150 keys suffice", says=threshold(v) < 34150, given=(from_25, to_35_and_more),
                    proof=therefore(threshold(v) < 34150, because=(from_25, to_35_and_more)), holds_for=(example(v=35),))
above_683 = Claim(name="from scale 25 on more than 683 keys are needed", says=threshold(v) > 683, given=(from_25_and_less, to_35),
                  proof=therefore(threshold(v) > 683, because=(from_25_and_less, to_35)), holds_for=(example(v=25),))
above_34149 = Claim(name="from scale 35 on more than 34149 keys are needed", says=threshold(v) > 34149, given=(from_35, to_45),
                    proof=therefore(threshold(v) > 34149, because=(from_35, to_45)), holds_for=(example(v=35),))

# The best scale for d = 128
best = positive("best")                   # a maximiser of the surrogate
maximal = given("no positive scale beats `best`", ForAll((beta,), (beta > 0,), cosine_surrogate(beta) <= cosine_surrogate(best)))
best_value = therefore(Eq(cosine_surrogate(best), f_128(best)), because=using(ratio_of_moments, alpha=best))
unbeaten = therefore(ForAll((r,), (r > 0,), f_128(r) <= f_128(best)),
                     because=(using(maximal, beta=r), best_value, using(ratio_of_moments, alpha=r)))
rise, fall = Lambda(t, 1 - threshold(t) / n), Lambda(t, threshold(t) / n - 1)
minus_f = Lambda(t, -f_128(t))
a_25, a_35 = 25 - Rational(1, 1000), 35 + Rational(1, 10**5)

tau, mu = real("tau mu")
at_most_mu, mu_below_tau = given("n <= mu", n <= mu), given("mu < tau", mu < tau)
at_least_mu, tau_below_mu = given("mu <= n", mu <= n), given("tau < mu", tau < mu)
larger_quotient = Claim(name="a quotient above 1", says=tau / n - 1 > 0, given=(at_most_mu, mu_below_tau),
                        proof=chain(tau / n - 1, greater_than(mu / n - 1, because=mu_below_tau), at_least(0, because=at_most_mu)), holds_for=(example(tau=3, mu=2, n=1),))
smaller_quotient = Claim(name="a quotient below 1", says=1 - tau / n > 0, given=(at_least_mu, tau_below_mu),
                         proof=chain(1 - tau / n, greater_than(1 - mu / n, because=tau_below_mu), at_least(0, because=at_least_mu)), holds_for=(example(tau=1, mu=2, n=3),))

inside = given("the best scale lies between 25 and 35", Both(25 <= best, best <= 35))
enough, too_few = given("n >= 684", n >= 684), given("n < 684", n < 684)
not_too_many, too_many = given("n <= 34149", n <= 34149), given("n > 34149", n > 34149)
few = therefore(n <= 683, because=(using(integers_have_gaps, n=n, m=683), too_few))
needs_more = therefore(ForAll((t,), (a_25 <= t, t <= best), threshold(t) > 683), because=(using(above_683, v=t), inside))
falling = therefore(ForAll((t,), (a_25 <= t, t <= best), fall(t) > 0), because=(using(larger_quotient, tau=threshold(t), mu=683), needs_more, few))
lower_scale_is_better = therefore(minus_f(a_25) < minus_f(best),
                                  because=(using(increasing_on_interval, F=minus_f, F1=fall, a=a_25, b=best), falling, inside))
no_better_25 = therefore(f_128(a_25) <= f_128(best), because=using(unbeaten, r=a_25))
n_is_large_enough = cases(684 <= n,
    (enough, therefore(684 <= n, because=enough)),
    (too_few, (few, needs_more, falling, lower_scale_is_better, no_better_25,
               therefore(684 <= n, because=(using(from_contradiction, a=684, b=n, x=minus_f(a_25), y=minus_f(best)), lower_scale_is_better, no_better_25)))))
plenty = therefore(34150 <= n, because=(using(integers_have_gaps, n=34150, m=n), too_many))
needs_fewer = therefore(ForAll((t,), (best <= t, t <= a_35), threshold(t) < 34150), because=(using(below_34150, v=t), inside))
climbing = therefore(ForAll((t,), (best <= t, t <= a_35), rise(t) > 0), because=(using(smaller_quotient, tau=threshold(t), mu=34150), needs_fewer, plenty))
higher_scale_is_better = therefore(f_128(best) < f_128(a_35),
                                   because=(using(increasing_on_interval, F=f_128, F1=rise, a=best, b=a_35), climbing, inside))
no_better_35 = therefore(f_128(a_35) <= f_128(best), because=using(unbeaten, r=a_35))
n_is_small_enough = cases(n <= 34149,
    (not_too_many, therefore(n <= 34149, because=not_too_many)),
    (too_many, (plenty, needs_fewer, climbing, higher_scale_is_better, no_better_35,
                therefore(n <= 34149, because=(using(from_contradiction, a=n, b=34149, x=f_128(best), y=f_128(a_35)), higher_scale_is_better, no_better_35)))))

scale_fixes_length = Claim(
    name="A best scale between 25 and 35 means 684 to 34149 keys",
    says=Implies(Both(25 <= best, best <= 35), Both(684 <= n, n <= 34149)),
    given=(maximal,),
    proof=(best_value, unbeaten, suppose(inside, n_is_large_enough, n_is_small_enough,
                             therefore(Both(684 <= n, n <= 34149), because=(n_is_large_enough, n_is_small_enough)))))


near_zero, not_near_zero = given("best <= 1", best <= 1), given("best > 1", best > 1)
high_enough, too_low = given("best >= 25", best >= 25), given("best < 25", best < 25)
low_enough, too_high = given("best <= 35", best <= 35), given("best > 35", best > 35)
moderate, far = given("best <= 45", best <= 45), given("best > 45", best > 45)
range_of_n = given("684 <= n <= 34149", Both(684 <= n, n <= 34149))
ratio_positive = therefore(G(best) > 0, because=arithmetic)
value_at_most_one = chain(f_128(best), equals(best - best * G(best) / n, because=arithmetic), at_most(best, because=ratio_positive), at_most(1, because=near_zero))
ratio_at_2 = therefore(Lt(G(2), 342, evaluate=False), because=arithmetic)
value_at_2 = chain(f_128(2), equals(2 - 2 * G(2) / n, because=arithmetic), greater_than(2 - 2 * Rational(342) / n, because=ratio_at_2), at_least(1, because=range_of_n))
below_2 = therefore(f_128(best) < f_128(2), because=(value_at_most_one, value_at_2))
no_better_2 = therefore(f_128(2) <= f_128(best), because=using(unbeaten, r=2))
fewer_needed = therefore(ForAll((t,), (best <= t, t <= 25), threshold(t) < 684), because=(using(below_684, v=t), not_near_zero))
climbing_to_25 = therefore(ForAll((t,), (best <= t, t <= 25), rise(t) > 0), because=(using(smaller_quotient, tau=threshold(t), mu=684), fewer_needed, range_of_n))
below_25 = therefore(f_128(best) < f_128(25), because=(using(increasing_on_interval, F=f_128, F1=rise, a=best, b=25), climbing_to_25, too_low))
no_better_at_25 = therefore(f_128(25) <= f_128(best), because=using(unbeaten, r=25))
more_needed = therefore(ForAll((t,), (35 <= t, t <= best), threshold(t) > 34149), because=(using(above_34149, v=t), moderate))
falling_from_35 = therefore(ForAll((t,), (35 <= t, t <= best), fall(t) > 0), because=(using(larger_quotient, tau=threshold(t), mu=34149), more_needed, range_of_n))
below_35 = therefore(minus_f(35) < minus_f(best), because=(using(increasing_on_interval, F=minus_f, F1=fall, a=35, b=best), falling_from_35, too_high))
no_better_at_35 = therefore(f_128(35) <= f_128(best), because=using(unbeaten, r=35))
ratio_slope = Lambda(t, 2 * G(t) * (J_2t / I_2t - J_t / I_t))
ratio_grows = therefore(ForAll((t,), (45 <= t, t <= best), J_t / I_t < J_2t / I_2t), because=using(bessel_ratio_increases, v=63, y=t, z=2 * t))
slope_positive = therefore(ForAll((t,), (45 <= t, t <= best), ratio_slope(t) > 0), because=ratio_grows)
ratio_is_larger = therefore(G(45) < G(best), because=(using(increasing_on_interval, F=G, F1=ratio_slope, a=45, b=best), slope_positive, far))
ratio_at_45 = therefore(Gt(G(45), 34149, evaluate=False), because=arithmetic)
negative_value = chain(f_128(best), equals(-best * (G(best) / n - 1), because=arithmetic),
                       less_than(0, because=(using(larger_quotient, tau=G(best), mu=34149), ratio_is_larger, ratio_at_45, range_of_n)))
ratio_at_1 = therefore(Lt(G(1), 684, evaluate=False), because=arithmetic)
value_at_1 = chain(f_128(1), equals(1 - G(1) / n, because=arithmetic), greater_than(0, because=(using(smaller_quotient, tau=G(1), mu=684), ratio_at_1, range_of_n)))
below_1 = therefore(f_128(best) < f_128(1), because=(negative_value, value_at_1))
no_better_1 = therefore(f_128(1) <= f_128(best), because=using(unbeaten, r=1))

contradiction_2 = using(from_contradiction, a=25, b=best, x=f_128(best), y=f_128(2))
contradiction_25 = using(from_contradiction, a=25, b=best, x=f_128(best), y=f_128(25))
contradiction_35 = using(from_contradiction, a=best, b=35, x=minus_f(35), y=minus_f(best))
contradiction_1 = using(from_contradiction, a=best, b=35, x=f_128(best), y=f_128(1))
best_is_high = cases(25 <= best,
    (high_enough, therefore(25 <= best, because=high_enough)),
    (too_low, cases(25 <= best,
        (near_zero, (ratio_positive, value_at_most_one, ratio_at_2, value_at_2, below_2, no_better_2,
                     therefore(25 <= best, because=(contradiction_2, below_2, no_better_2)))),
        (not_near_zero, (fewer_needed, climbing_to_25, below_25, no_better_at_25,
                         therefore(25 <= best, because=(contradiction_25, below_25, no_better_at_25)))))))
best_is_low = cases(best <= 35,
    (low_enough, therefore(best <= 35, because=low_enough)),
    (too_high, cases(best <= 35,
        (moderate, (more_needed, falling_from_35, below_35, no_better_at_35,
                    therefore(best <= 35, because=(contradiction_35, below_35, no_better_at_35)))),
        (far, (ratio_grows, slope_positive, ratio_is_larger, ratio_at_45, negative_value, ratio_at_1, value_at_1, below_1, no_better_1,
               therefore(best <= 35, because=(contradiction_1, below_1, no_better_1)))))))

length_fixes_scale = Claim(
    name="With 684 to 34149 keys a best scale lies between 25 and 35",
    says=Implies(Both(684 <= n, n <= 34149), Both(25 <= best, best <= 35)),
    given=(maximal,),
    proof=(best_value, unbeaten, suppose(range_of_n, best_is_high, best_is_low,
                             therefore(Both(25 <= best, best <= 35), because=(best_is_high, best_is_low)))))

cosine_annealed_optimum = Claim(
    name="For cosine scores in 128 dimensions the surrogate is best between 25 and 35 exactly for 684 to 34149 keys",
    says=Iff(Both(25 <= best, best <= 35), Both(684 <= n, n <= 34149)),
    given=(maximal,),
    proof=(therefore(Implies(Both(25 <= best, best <= 35), Both(684 <= n, n <= 34149)), because=using(scale_fixes_length, best=best, n=n)),
           therefore(Implies(Both(684 <= n, n <= 34149), Both(25 <= best, best <= 35)), because=using(length_fixes_scale, best=best, n=n))),
    measured_by=maximise_cosine_surrogate, strength="approximate",
    equation="second figure", key=True,
    latex=r"d=128:\quad \alpha^*(n)=\arg\max_\alpha\ \alpha\Bigl(1-\frac{E[e^{2\alpha s}]}{nE[e^{\alpha s}]^2}\Bigr),\qquad 25\le\alpha^*\le35\iff 684\le n\le 34149",
    note="The range read off the figure, made exact. The multiple 3.5 of log n is a fit to 40 <= n <= 20000 for d = 128 only; a multiple of sqrt(log n) fits better there.")

article = Article(
    slug="attention-scale-gradient-max", title="Attention's scale factor from the viewpoint of gradient maximisation",
    title_zh="从梯度最大化看Attention的Scale操作", source=source,
    summary="The variance of q.k, the gradient of the softmax and the article's surrogate are right; the scale it recommends is the optimum of the surrogate only.",
    claims=(
            second_moments, trace_formula, var_dot_product, scaled_variance_one, softmax_jacobian, l1_norm_identity,
            lln_approximation, gaussian_mgf, annealed_objective_gaussian, stationary_point_is_best, annealed_optimum,
            gibbs_mean_near_maximum, mean_gradient_is_mean_score, softmax_below_one, slope_of_mean_score,
            softmax_variance_is_positive, mean_gradient_increases, surrogate_optimum_is_optimal,
            expected_objective_has_no_maximum, cosine_mgf, ratio_of_moments,
            below_684, below_34150, above_683, above_34149, larger_quotient, smaller_quotient,
            scale_fixes_length, length_fixes_scale, cosine_annealed_optimum))
