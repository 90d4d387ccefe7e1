"""Dirac masses as limits of Gaussians: the kernel, the attention numerator, and its approximation by a mixture over codes."""

from sympy import Eq, Integral, Lambda, Ne, Product, Rational, Sum, exp, oo, pi, sqrt

from verifier.language import *

from .experiments import measure_mixture, measure_smoothed_kernel, measure_smoothed_numerator
from .gaussian_integrals import gaussian_factors
from .notation import d, i, j, k, keys, m, n, q, q_k, q_q, values, y, z, z_independent, z_normal

sigma = real("sigma")                        # standard deviation of the Gaussians
s = positive("s")                            # the same where it is a density's
x = real("x")
codes = vector("c", (m, d))                  # c_1, ..., c_m, one in each row
p = vector("p", (n, m))                      # p(y|k_j)

# omega = k + sigma z has the law N(k, sigma^2 I), so a mean over z is the integral against that density
smoothed = E(exp(Sum(q[i] * (k[i] + sigma * z[i]), (i, 1, d))))
smoothing = chain(
    smoothed,
    equals(exp(q_k) * E(exp(Sum(sigma * q[i] * z[i], (i, 1, d)))), because=arithmetic),
    equals(exp(q_k) * exp(sigma**2 * q_q / 2), because=(using(gaussian_factors, a=Lambda(i, sigma * q[i]), t=0), z_normal, z_independent)),
    equals(exp(q_k + sigma**2 * q_q / 2), because=arithmetic))
kernel_smoothing = Claim(
    name="The kernel integrated against a Gaussian around the key",
    says=Eq(smoothed, exp(q_k + sigma**2 * q_q / 2)),
    given=(z_normal, z_independent),
    proof=smoothing,
    holds_for=(example(d=2, q=[1, -2], k=[half(), Rational(1, 3)], sigma=2, z=standard_normal), example(d=1, q=[2], k=[-1], sigma=-half(), z=standard_normal),
               example(d=3, q=[1, 0, 1], k=[1, 2, 0], sigma=0, z=standard_normal)),
    fails_for=(example(d=1, q=[1], k=[2], sigma=1, z=coin, note="coins"),
               example(d=2, q=[1, 1], k=[0, 1], sigma=1, z=multiples_of_one(standard_normal), note="all entries equal")),
    equation="(6)", latex=r"\int e^{q\cdot\omega}N(\omega;k,\sigma^2I)\,d\omega=e^{q\cdot k+\sigma^2\|q\|^2/2}")

closed_form = Lambda(sigma, exp(q_k + sigma**2 * q_q / 2))
closed_limit = therefore(Tends(closed_form(sigma), sigma, 0, exp(q_k)))
smoothed_everywhere = therefore(ForAll((sigma,), (Ne(sigma, 0),), Eq(smoothed, closed_form(sigma))), because=(kernel_smoothing, z_normal, z_independent))

dirac_representation = Claim(
    name="The exponential kernel as the limit of its means over ever narrower Gaussians around the key",
    says=(Eq(smoothed, exp(q_k + sigma**2 * q_q / 2)), Tends(smoothed, sigma, 0, exp(q_k))),
    given=(z_normal, z_independent),
    proof=(smoothing, closed_limit, smoothed_everywhere,
           therefore(Tends(smoothed, sigma, 0, exp(q_k)),
                     because=(using(limit_of_equal_functions, F=Lambda(sigma, smoothed), G=closed_form), smoothed_everywhere, closed_limit))),
    holds_for=(example(d=2, q=[1, -2], k=[half(), Rational(1, 3)], sigma=2, z=standard_normal), example(d=1, q=[2], k=[-1], sigma=-half(), z=standard_normal)),
    fails_for=(example(d=1, q=[1], k=[2], sigma=1, z=coin, note="coins"),
               example(d=2, q=[1, 1], k=[0, 1], sigma=1, z=multiples_of_one(standard_normal), note="all entries equal")),
    measured_by=measure_smoothed_kernel,
    equation="(6)", key=True,
    latex=r"\int e^{q\cdot\omega}N(\omega;k,\sigma^2I)\,d\omega=e^{q\cdot k+\sigma^2\|q\|^2/2}\ \xrightarrow{\sigma\to0}\ e^{q\cdot k}=\int e^{q\cdot\omega}\delta(\omega-k)\,d\omega",
    note="The mean over k + sigma z is the integral against the density N(k, sigma^2 I). The relative error at a positive sigma is the same for every key.")

# The same with the density written out
a, b = real("a b")
density = Lambda((x, b), exp(-(x - b)**2 / (2 * s**2)) / (s * sqrt(2 * pi)))
middle = b / s + s * a
one_density = chain(
    Integral(exp(a * x) * density(x, b), (x, -oo, oo)),
    equals(exp(a * b + s**2 * a**2 / 2) / (s * sqrt(2 * pi)) * Integral(exp(-(x / s - middle)**2 / 2), (x, -oo, oo)), because=arithmetic),
    equals(exp(a * b + s**2 * a**2 / 2) / (s * sqrt(2 * pi)) * s * Integral(exp(-(x - middle)**2 / 2), (x, -oo, oo)),
           because=using(dilation_of_integral, F=Lambda(x, exp(-(x - middle)**2 / 2)), c=1 / s)),
    equals(exp(a * b + s**2 * a**2 / 2) / sqrt(2 * pi) * Integral(exp(-x**2 / 2), (x, -oo, oo)),
           because=using(translation_of_integral, F=Lambda(x, exp(-x**2 / 2)), c=middle)),
    equals(exp(a * b + s**2 * a**2 / 2), because=gaussian_integral))
density_of_one_entry = Claim(
    name="The exponential integrated against the density of a normal number",
    says=Eq(Integral(exp(a * x) * density(x, b), (x, -oo, oo)), exp(a * b + s**2 * a**2 / 2)),
    proof=one_density,
    holds_for=(example(a=1, b=half(), s=1), example(a=-2, b=1, s=half()), example(a=0, b=3, s=2)),
    equation="(6)", latex=r"\int e^{qx}N(x;k,\sigma^2)\,dx=e^{qk+\sigma^2q^2/2}")

kernel_against_density = Claim(
    name="The kernel integrated against the density N(k, sigma^2 I), entry by entry",
    says=Eq(Product(Integral(exp(q[i] * x) * density(x, k[i]), (x, -oo, oo)), (i, 1, d)), exp(q_k + s**2 * q_q / 2)),
    proof=chain(
        Product(Integral(exp(q[i] * x) * density(x, k[i]), (x, -oo, oo)), (i, 1, d)),
        equals(Product(exp(q[i] * k[i] + s**2 * q[i]**2 / 2), (i, 1, d)), because=using(density_of_one_entry, a=q[i], b=k[i])),
        equals(exp(Sum(q[i] * k[i] + s**2 * q[i]**2 / 2, (i, 1, d))), because=using(exponential_of_sum, F=Lambda(i, q[i] * k[i] + s**2 * q[i]**2 / 2), n=d)),
        equals(exp(q_k + s**2 * q_q / 2), because=arithmetic)),
    holds_for=(example(d=2, q=[1, -2], k=[half(), Rational(1, 3)], s=1), example(d=1, q=[2], k=[-1], s=half())),
    equation="(6)", latex=r"\int e^{q\cdot\omega}N(\omega;k,\sigma^2I)\,d\omega=\prod_i\int e^{q_ix}N(x;k_i,\sigma^2)\,dx")

# The attention numerator: one coordinate of the values, all keys
key_score = Sum(q[i] * keys[j, i], (i, 1, d))
numerator = Sum(exp(key_score) * values[j], (j, 1, n))
smoothed_numerator = E(Sum(exp(Sum(q[i] * (keys[j, i] + sigma * z[i]), (i, 1, d))) * values[j], (j, 1, n)))
one_key = Lambda(j, E(exp(Sum(q[i] * (keys[j, i] + sigma * z[i]), (i, 1, d)))))
numerator_smoothing = chain(
    smoothed_numerator,
    equals(Sum(one_key(j) * values[j], (j, 1, n)), because=arithmetic),
    equals(Sum(exp(key_score + sigma**2 * q_q / 2) * values[j], (j, 1, n)), because=(using(kernel_smoothing, k=Lambda(i, keys[j, i])), z_normal, z_independent)),
    equals(exp(sigma**2 * q_q / 2) * numerator, because=arithmetic))
smoothed_attention_numerator = Claim(
    name="The attention numerator with each key spread over a Gaussian",
    says=Eq(smoothed_numerator, exp(sigma**2 * q_q / 2) * numerator),
    given=(z_normal, z_independent),
    proof=numerator_smoothing,
    holds_for=(example(d=2, n=3, q=[1, -2], K=[[half(), 0], [1, 1], [0, -1]], v=[1, -3, 2], sigma=2, z=standard_normal),
               example(d=1, n=1, q=[2], K=[[-1]], v=[5], sigma=-half(), z=standard_normal)),
    fails_for=(example(d=1, n=1, q=[1], K=[[2]], v=[1], sigma=1, z=coin, note="coins"),
               example(d=2, n=1, q=[1, 1], K=[[0, 1]], v=[1], sigma=1, z=multiples_of_one(standard_normal), note="all entries equal")),
    equation="(7)", latex=r"\int e^{q\cdot\omega}\Bigl[\sum_jN(\omega;k_j,\sigma^2I)v_j\Bigr]d\omega=e^{\sigma^2\|q\|^2/2}\sum_je^{q\cdot k_j}v_j")
numerator_form = Lambda(sigma, exp(sigma**2 * q_q / 2) * numerator)
numerator_limit = therefore(Tends(numerator_form(sigma), sigma, 0, numerator))
numerator_everywhere = therefore(ForAll((sigma,), (Ne(sigma, 0),), Eq(smoothed_numerator, numerator_form(sigma))),
                                 because=(smoothed_attention_numerator, z_normal, z_independent))

infinite_dimensional_linear_attention = Claim(
    name="The attention numerator as linear attention with a continuum of features",
    says=(Eq(smoothed_numerator, exp(sigma**2 * q_q / 2) * numerator), Tends(smoothed_numerator, sigma, 0, numerator)),
    given=(z_normal, z_independent),
    proof=(numerator_smoothing, numerator_limit, numerator_everywhere,
           therefore(Tends(smoothed_numerator, sigma, 0, numerator),
                     because=(using(limit_of_equal_functions, F=Lambda(sigma, smoothed_numerator), G=numerator_form), numerator_everywhere, numerator_limit))),
    holds_for=(example(d=2, n=3, q=[1, -2], K=[[half(), 0], [1, 1], [0, -1]], v=[1, -3, 2], sigma=2, z=standard_normal),
               example(d=1, n=1, q=[2], K=[[-1]], v=[5], sigma=-half(), z=standard_normal)),
    fails_for=(example(d=1, n=1, q=[1], K=[[2]], v=[1], sigma=1, z=coin, note="coins"),
               example(d=2, n=1, q=[1, 1], K=[[0, 1]], v=[1], sigma=1, z=multiples_of_one(standard_normal), note="all entries equal")),
    measured_by=measure_smoothed_numerator,
    equation="(7)", key=True,
    latex=r"\sum_je^{q\cdot k_j}v_j=\int e^{q\cdot\omega}\Bigl[\sum_j\delta(\omega-k_j)v_j\Bigr]d\omega",
    note="One coordinate of the values. A Dirac mass is the limit of Gaussians around the key; before the limit one factor of the query appears.")

# Codes instead of keys: p(y|k_j) is the share of the code c_y in the key k_j
code_score = Sum(q[i] * codes[y, i], (i, 1, d))
finite_form = Sum(exp(code_score) * Sum(p[j, y] * values[j], (j, 1, n)), (y, 1, m))
mixture = E(Sum(Sum(p[j, y] * exp(Sum(q[i] * (codes[y, i] + sigma * z[i]), (i, 1, d))), (y, 1, m)) * values[j], (j, 1, n)))
one_code = Lambda(y, E(exp(Sum(q[i] * (codes[y, i] + sigma * z[i]), (i, 1, d)))))
mixture_smoothing = chain(
    mixture,
    equals(Sum(Sum(p[j, y] * one_code(y), (y, 1, m)) * values[j], (j, 1, n)), because=arithmetic),
    equals(Sum(Sum(p[j, y] * exp(code_score + sigma**2 * q_q / 2), (y, 1, m)) * values[j], (j, 1, n)),
           because=(using(kernel_smoothing, k=Lambda(i, codes[y, i])), z_normal, z_independent)),
    equals(exp(sigma**2 * q_q / 2) * Sum(Sum(p[j, y] * exp(code_score) * values[j], (y, 1, m)), (j, 1, n)), because=arithmetic),
    equals(exp(sigma**2 * q_q / 2) * Sum(Sum(p[j, y] * exp(code_score) * values[j], (j, 1, n)), (y, 1, m)),
           because=using(interchange_of_sums, D=Lambda((j, y), p[j, y] * exp(code_score) * values[j]), n=n, m=m)),
    equals(exp(sigma**2 * q_q / 2) * finite_form, because=arithmetic))
shares_nonnegative = given("shares are not negative", ForAll((j, y), (1 <= j, j <= n, 1 <= y, y <= m), p[j, y] >= 0))
shares_add_up = given("the shares of a key add up to 1", ForAll((j,), (1 <= j, j <= n), Eq(Sum(p[j, y], (y, 1, m)), 1)))
mixture_numerator = Claim(
    name="The attention numerator with the keys replaced by mixtures of Gaussians around codes",
    says=Eq(mixture, exp(sigma**2 * q_q / 2) * finite_form),
    given=(z_normal, z_independent),
    proof=mixture_smoothing,
    holds_for=(example(d=2, n=3, m=2, q=[1, -2], c=[[half(), 0], [1, 1]], p=[[1, 0], [half(), half()], [Rational(1, 3), Rational(2, 3)]], v=[1, -3, 2], sigma=2, z=standard_normal),
               example(d=1, n=1, m=1, q=[2], c=[[-1]], p=[[1]], v=[5], sigma=-half(), z=standard_normal)),
    fails_for=(example(d=1, n=1, m=1, q=[1], c=[[2]], p=[[1]], v=[1], sigma=1, z=coin, note="coins"),
               example(d=2, n=1, m=1, q=[1, 1], c=[[0, 1]], p=[[1]], v=[1], sigma=1, z=multiples_of_one(standard_normal), note="all entries equal")),
    equation="(9)", latex=r"e^{\sigma^2\|q\|^2/2}\sum_ye^{q\cdot c_y}\Bigl[\sum_jp(y|k_j)v_j\Bigr]")

mixture_form = Lambda(sigma, exp(sigma**2 * q_q / 2) * finite_form)
mixture_limit = therefore(Tends(mixture_form(sigma), sigma, 0, finite_form))
mixture_everywhere = therefore(ForAll((sigma,), (Ne(sigma, 0),), Eq(mixture, mixture_form(sigma))), because=(mixture_numerator, z_normal, z_independent))
mixture_total = E(Sum(Sum(p[j, y] * exp(Sum(q[i] * (codes[y, i] + sigma * z[i]), (i, 1, d))), (y, 1, m)), (j, 1, n)))
finite_total = Sum(exp(code_score) * Sum(p[j, y], (j, 1, n)), (y, 1, m))
total_smoothing = chain(
    mixture_total,
    equals(exp(sigma**2 * q_q / 2) * Sum(exp(code_score) * Sum(p[j, y] * 1, (j, 1, n)), (y, 1, m)),
           because=(using(mixture_numerator, v=Lambda(j, 1)), z_normal, z_independent)))
e = sequence("e")                            # e_y, here exp(q.c_y)
least = Minimum(e(y), (y, 1, m))
above_least = therefore(ForAll((y,), (1 <= y, y <= m), e(y) >= least), because=minimum_below_entry)
sum_of_shares_is_positive = Claim(
    name="Numbers weighted with the shares of n keys: at least n times the least",
    says=Sum(e(y) * Sum(p[j, y], (j, 1, n)), (y, 1, m)) >= n * least,
    given=(shares_nonnegative, shares_add_up),
    proof=(above_least, chain(
        Sum(e(y) * Sum(p[j, y], (j, 1, n)), (y, 1, m)),
        equals(Sum(Sum(p[j, y] * e(y), (j, 1, n)), (y, 1, m)), because=arithmetic),
        equals(Sum(Sum(p[j, y] * e(y), (y, 1, m)), (j, 1, n)), because=using(interchange_of_sums, D=Lambda((j, y), p[j, y] * e(y)), n=n, m=m)),
        at_least(Sum(Sum(p[j, y] * least, (y, 1, m)), (j, 1, n)), because=(above_least, shares_nonnegative)),
        equals(Sum(least, (j, 1, n)), because=shares_add_up),
        equals(n * least, because=arithmetic))),
    holds_for=(example(n=3, m=2, e=[2, half()], p=[[1, 0], [half(), half()], [Rational(1, 3), Rational(2, 3)]]), example(n=1, m=1, e=[3], p=[[1]]),
               example(n=2, m=2, e=[3, 3], p=[[1, 0], [half(), half()]], note="equality"), example(n=2, m=1, e=[-1], p=[[1], [1]])),
    fails_for=(example(n=1, m=2, e=[1, 3], p=[[2, -1]], note="a negative share"), example(n=1, m=1, e=[3], p=[[0]], note="no shares at all")))

mixture_value = therefore(Eq(mixture, mixture_form(sigma)), because=(mixture_numerator, z_normal, z_independent))
positive_total = chain(
    finite_total,
    at_least(n * Minimum(exp(code_score), (y, 1, m)), because=(using(sum_of_shares_is_positive, e=Lambda(y, exp(code_score))), shares_nonnegative, shares_add_up)),
    greater_than(0, because=arithmetic))
positive_mixture = chain(mixture_total, equals(exp(sigma**2 * q_q / 2) * finite_total, because=total_smoothing), greater_than(0, because=positive_total))
gmm_approximation_gives_vq = Claim(
    name="Mixtures of Gaussians around codes give finite linear attention, at every width once it is normalised",
    says=(Eq(mixture, exp(sigma**2 * q_q / 2) * finite_form), Tends(mixture, sigma, 0, finite_form),
          Eq(mixture / mixture_total, finite_form / finite_total)),
    given=(z_normal, z_independent, shares_nonnegative, shares_add_up),
    proof=(mixture_value, mixture_limit, mixture_everywhere,
           therefore(Tends(mixture, sigma, 0, finite_form),
                     because=(using(limit_of_equal_functions, F=Lambda(sigma, mixture), G=mixture_form), mixture_everywhere, mixture_limit)),
           positive_total, total_smoothing, positive_mixture,
           chain(mixture / mixture_total,
                 equals(mixture_form(sigma) / (exp(sigma**2 * q_q / 2) * finite_total), because=(mixture_value, total_smoothing, positive_total, positive_mixture)),
                 equals(finite_form / finite_total, because=positive_total))),
    holds_for=(example(d=1, n=2, m=2, q=[1], c=[[half()], [-1]], p=[[1, 0], [Rational(1, 3), Rational(2, 3)]], v=[1, -3], sigma=2, z=standard_normal),
               example(d=2, n=1, m=1, q=[2, -1], c=[[-1, 1]], p=[[1]], v=[5], sigma=-half(), z=standard_normal)),
    fails_for=(example(d=1, n=1, m=1, q=[1], c=[[2]], p=[[1]], v=[1], sigma=1, z=coin, note="coins"),
               example(d=2, n=1, m=1, q=[1, 1], c=[[0, 1]], p=[[1]], v=[1], sigma=1, z=multiples_of_one(standard_normal), note="all entries equal"),
               example(d=1, n=1, m=1, q=[1], c=[[2]], p=[[0]], v=[1], sigma=1, z=standard_normal, note="no share at all: 0/0")),
    measured_by=measure_mixture,
    strength="approximate", equation="(8) and (9)", key=True,
    latex=r"p(\omega|k_j)\approx\sum_{y=1}^mN(\omega;c_y,\sigma^2I)\,p(y|k_j)\Rightarrow\sum_je^{q\cdot k_j}v_j\approx e^{\sigma^2\|q\|^2/2}\sum_ye^{q\cdot c_y}\Bigl[\sum_jp(y|k_j)v_j\Bigr]\xrightarrow{\sigma\to0}\sum_ye^{q\cdot c_y}\Bigl[\sum_jp(y|k_j)v_j\Bigr]",
    note="The mixture in place of a key is the only approximation. The limit is not needed: the width enters by a factor of the query, which normalisation removes.")
