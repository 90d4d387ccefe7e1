"""Normal keys: the index of any attention function is an integral over one normal number; the exponential."""

from sympy import Abs, Eq, Integral, Lambda, Sum, exp, oo

from verifier.language import *

from .experiments import measure_reduction
from .notation import d, eps, eps_normal, i, length, mean_score, noise_independent, noise_normal, phi, q, query_not_zero, score, sigma, sparsity, x, xi

f = function("f")                            # the attention function: weights proportional to f(q.k)
positive_square = given("the mean square of f is finite and not 0", E(f(mean_score + sigma * length * eps)**2) > 0)

unit = Sum(q[i] / length * xi[i], (i, 1, d))      # q . xi/|q|
unit_weights = chain(Sum((q[i] / length)**2, (i, 1, d)), equals(1, because=query_not_zero))
unit_is_normal = therefore(StandardNormal(unit), because=(using(combination_of_normal_entries, F=Lambda(i, q[i] / length), V=xi, n=d), noise_normal, noise_independent, unit_weights))
score_split = chain(score, equals(mean_score + sigma * length * unit, because=query_not_zero))
line = mean_score + sigma * length * x
size_of_score = chain(
    E(Abs(f(score))),
    equals(E(Abs(f(mean_score + sigma * length * unit))), because=score_split),
    equals(Integral(Abs(f(line)) * phi(x), (x, -oo, oo)), because=(using(normal_expectation, F=Lambda(x, Abs(f(line))), X=unit), unit_is_normal)),
    equals(E(Abs(f(mean_score + sigma * length * eps))), because=(using(normal_expectation, F=Lambda(x, Abs(f(line))), X=eps), eps_normal)))
square_of_score = chain(
    E(f(score)**2),
    equals(E(f(mean_score + sigma * length * unit)**2), because=score_split),
    equals(Integral(f(line)**2 * phi(x), (x, -oo, oo)), because=(using(normal_expectation, F=Lambda(x, f(line)**2), X=unit), unit_is_normal)),
    equals(E(f(mean_score + sigma * length * eps)**2), because=(using(normal_expectation, F=Lambda(x, f(line)**2), X=eps), eps_normal)))
positive_for_keys = chain(E(f(score)**2), equals(E(f(mean_score + sigma * length * eps)**2), because=square_of_score), greater_than(0, because=positive_square))

isotropy_reduction = Claim(
    name="The index for normal keys is an integral over one normal number",
    says=Eq(sparsity(f(score)), sparsity(f(mean_score + sigma * length * eps))),
    given=(noise_normal, noise_independent, query_not_zero, eps_normal, positive_square),
    proof=(unit_weights, unit_is_normal, score_split, size_of_score, square_of_score, positive_for_keys, chain(
        sparsity(f(score)),
        equals(sparsity(f(mean_score + sigma * length * eps)), because=(size_of_score, square_of_score, positive_for_keys, positive_square)))),
    holds_for=(example(d=1, q=[-2], mu=[3], sigma=half(), xi=standard_normal, epsilon=standard_normal, f=Lambda(x, x)),
               example(d=2, q=[1, -2], mu=[half(), 1], sigma=2, xi=standard_normal, epsilon=standard_normal, f=Lambda(x, exp(x)))),
    fails_for=(example(d=1, q=[-2], mu=[3], sigma=half(), xi=coin, epsilon=standard_normal, f=Lambda(x, x), note="coins instead of normal noise"),
               example(d=2, q=[1, -2], mu=[half(), 1], sigma=2, xi=multiples_of_one(standard_normal), epsilon=standard_normal, f=Lambda(x, exp(x)), note="one number for all entries of the noise"),
               example(d=1, q=[-2], mu=[3], sigma=half(), xi=standard_normal, epsilon=coin, f=Lambda(x, x), note="epsilon is a coin"),
               example(d=1, q=[-2], mu=[3], sigma=half(), xi=standard_normal, epsilon=standard_normal, f=Lambda(x, 0), note="all weights are 0")),
    measured_by=measure_reduction,
    equation="(2), (3), (4)", key=True,
    latex=r"S(a)=\frac{E_\varepsilon\bigl|f(q\cdot\mu+\sigma\|q\|\varepsilon)\bigr|}{\sqrt{E_\varepsilon\bigl[f(q\cdot\mu+\sigma\|q\|\varepsilon)^2\bigr]}},\ \varepsilon\sim N(0,1)",
    note="The means stand for averages over infinitely many keys; with n keys the index cannot fall below 1/sqrt(n).")
