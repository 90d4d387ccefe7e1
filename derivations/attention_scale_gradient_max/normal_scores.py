"""Standard normal scores."""

from sympy import Eq, Integral, Lambda, LambertW, Ne, Rational, exp, log, oo, pi, sqrt

from verifier.language import *

from .experiments import maximise_surrogate, measure_normal_surrogate
from .gradient import alpha_nonnegative
from .notation import alpha

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
    holds_for=(example(alpha=half(), X=standard_normal), example(alpha=-2, X=standard_normal), example(alpha=0, X=standard_normal)),
    fails_for=(example(alpha=1, X=coin, note="a coin instead of a normal score"), example(alpha=1, X=normal(0, 2), note="variance 2")),
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
    holds_for=(example(alpha=half(), N=3, X=standard_normal), example(alpha=2, N=Rational(3, 2), X=standard_normal)),
    fails_for=(example(alpha=1, N=3, X=coin, note="a coin instead of a normal score"),),
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
    holds_for=(example(alpha=half(), g=1, N=3 * exp(1)), example(alpha=2, g=1, N=3 * exp(1)), example(alpha=1, g=1, N=3 * exp(1)),
               example(alpha=0, g=2, N=9 * exp(4), note="equality")),
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
gap_is_positive = chain(
    f(alpha_star) - f(alpha),
    at_least((alpha - alpha_star)**2 * (alpha + 2 * alpha_star) / (1 + 2 * alpha_star**2), because=gap),
    greater_than(0, because=(alpha_nonnegative, scale_is_positive, different, many)))
lower = given("the surrogate is less at alpha", f(alpha) < f(alpha_star))
same = given("alpha is this scale", Eq(alpha, alpha_star))
no_less = therefore(f(alpha_star) <= f(alpha), because=same)
absurd = therefore(alpha + 1 <= alpha_star, because=(using(from_contradiction, a=alpha + 1, b=alpha_star, x=f(alpha), y=f(alpha_star)), lower, no_less, many))
elsewhere = cases(Ne(alpha, alpha_star),
    (different, therefore(Ne(alpha, alpha_star), because=different)),
    (same, (no_less, absurd, therefore(Ne(alpha, alpha_star), because=absurd))))

annealed_optimum = Claim(
    name="The maximiser of the surrogate in closed form",
    says=(alpha_star > 0,
          Eq((1 + 2 * alpha_star**2) * exp(alpha_star**2), N),
          Iff(Ne(alpha, alpha_star), f(alpha) < f(alpha_star)),
          Tends(alpha_star**2 - (log(N) - log(2 * log(N))), N, oo, 0)),
    given=(alpha_nonnegative, many),
    proof=(scale_is_positive, condition,
        gap, suppose(lower, elsewhere), suppose(different, gap_is_positive, therefore(f(alpha) < f(alpha_star), because=gap_is_positive)),
        lambert_limit, path, lambert_on_path, log_grows, small, constant_one, constant_minus_one, near_one, nearly_zero, minus,
        therefore(Tends(alpha_star**2 - (log(N) - log(2 * log(N))), N, oo, 0),
                  because=(using(limit_of_sum, P=Lambda(u, LambertW(kappa * u) - log(kappa * u) + log(log(kappa * u))),
                                 Q=Lambda(u, -log(ratio)), l=0, k=0), lambert_on_path, minus))),
    holds_for=(example(N=40, alpha=1), example(N=20000, alpha=3), example(N=Rational(6, 5), alpha=half()), example(N=3 * exp(1), alpha=1, note="the maximiser is 1"),
               example(N=3 * exp(1), alpha=Rational(11, 10)), example(N=3 * exp(1), alpha=Rational(9, 10))),
    fails_for=(example(N=half(), alpha=1, note="with less than one key nothing is gained"), example(N=2, alpha=-1, note="a negative scale")),
    equation="after (6)", key=True,
    measured_by=maximise_surrogate,
    latex=r"\alpha^*=\sqrt{W\!\Bigl(\frac{n\sqrt e}2\Bigr)-\frac12},\qquad (1+2\alpha^{*2})e^{\alpha^{*2}}=n,\qquad \alpha^{*2}=\log n-\log(2\log n)+o(1)",
    note="The article fits 0.84 sqrt(log n) to the maximiser for 40 <= n <= 20000. That number is a fit and no constant of nature: the ratio tends to 1, very slowly.")
