"""The gradient of the softmax."""

from sympy import Abs, Derivative, Eq, KroneckerDelta, Ne, Sum, exp

from verifier.language import *

from .experiments import measure_jacobian
from .notation import Z, a, alpha, b, c, n, p_a, p_b, s

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
