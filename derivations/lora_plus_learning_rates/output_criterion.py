"""One sample: equal increments of the output, the criterion of the original paper, give order n."""

from sympy import Eq, pi, sign, sqrt

from verifier.language import *

from .coherence import X1_high, X1_low, X2_high, X2_low, x_sizes
from .experiments import measure_increments
from .normal_factors import V, U_independent, U_normal
from .notation import eta_A, eta_B, m, n, r
from .orders import N, U_finite, X1, X2, l1_x, l2_x, lower, mean_hidden, mean_l1_of_hidden, upper
from .signed_length import Q, length, signed_facts, signed_length_above, signed_length_below

X1_square_low = therefore((lower * n)**2 <= X1**2, because=(using(square_is_monotone, x=lower * n, y=X1), X1_low))
X1_square_high = therefore(X1**2 <= (upper * n)**2, because=(using(square_is_monotone, x=X1, y=upper * n), X1_high))
X2_square_low = therefore((lower * sqrt(n))**2 <= X2**2, because=(using(square_is_monotone, x=lower * sqrt(n), y=X2), X2_low))
X2_square_high = therefore(X2**2 <= (upper * sqrt(n))**2, because=(using(square_is_monotone, x=X2, y=upper * sqrt(n)), X2_high))
N_is = therefore(Eq(N, r * sqrt(2 / (pi * n)) * X2), because=(mean_l1_of_hidden, U_normal, U_independent, U_finite))
Q_above = therefore(Q <= m + (r - 1) * sqrt(m), because=(signed_length_above, *signed_facts))
Q_below = therefore(Q >= m - (r - 1) * sqrt(m), because=(signed_length_below, *signed_facts))
equal_lengths = given("the mean squared length of x D_A B is the square of the mean length of x A D_B", Eq((eta_A * X1)**2 * Q, (eta_B * N)**2 * m))
X1_positive = chain(X1, at_least(lower * n, because=X1_low), greater_than(0, because=arithmetic))
Q_not_negative = chain(
    Q,
    equals((eta_A * X1)**2 * Q / (eta_A * X1)**2, because=X1_positive),
    equals((eta_B * N)**2 * m / (eta_A * X1)**2, because=(equal_lengths, X1_positive)),
    at_least(0, because=X1_positive))
rates_low = chain(
    pi * lower**2 * n**2 * (sqrt(m) - (r - 1)) * eta_A**2,
    equals(pi / sqrt(m) * eta_A**2 * (lower * n)**2 * (m - (r - 1) * sqrt(m)), because=arithmetic),
    at_most(pi / sqrt(m) * eta_A**2 * (lower * n)**2 * Q, because=Q_below),
    at_most(pi / sqrt(m) * eta_A**2 * X1**2 * Q, because=(X1_square_low, Q_not_negative)),
    equals(pi / sqrt(m) * (eta_B * N)**2 * m, because=equal_lengths),
    equals(pi * sqrt(m) * eta_B**2 * (r * sqrt(2 / (pi * n)) * X2)**2, because=N_is),
    equals(2 * sqrt(m) * r**2 / n * eta_B**2 * X2**2, because=arithmetic),
    at_most(2 * sqrt(m) * r**2 / n * eta_B**2 * (upper * sqrt(n))**2, because=X2_square_high),
    equals(2 * r**2 * upper**2 * sqrt(m) * eta_B**2, because=arithmetic))
rates_high = chain(
    2 * r**2 * lower**2 * sqrt(m) * eta_B**2,
    equals(2 * sqrt(m) * r**2 / n * eta_B**2 * (lower * sqrt(n))**2, because=arithmetic),
    at_most(2 * sqrt(m) * r**2 / n * eta_B**2 * X2**2, because=X2_square_low),
    equals(pi * sqrt(m) * eta_B**2 * (r * sqrt(2 / (pi * n)) * X2)**2, because=arithmetic),
    equals(pi / sqrt(m) * (eta_B * N)**2 * m, because=N_is),
    equals(pi / sqrt(m) * eta_A**2 * X1**2 * Q, because=equal_lengths),
    at_most(pi / sqrt(m) * eta_A**2 * (upper * n)**2 * Q, because=(X1_square_high, Q_not_negative)),
    at_most(pi / sqrt(m) * eta_A**2 * (upper * n)**2 * (m + (r - 1) * sqrt(m)), because=Q_above),
    equals(pi * upper**2 * n**2 * (sqrt(m) + r - 1) * eta_A**2, because=arithmetic))
ratio_output_criterion = Claim(
    name="Equal increments of the output, the criterion of the original paper, give order n",
    says=(pi * lower**2 * n**2 * (sqrt(m) - (r - 1)) * eta_A**2 <= 2 * r**2 * upper**2 * sqrt(m) * eta_B**2,
          2 * r**2 * lower**2 * sqrt(m) * eta_B**2 <= pi * upper**2 * n**2 * (sqrt(m) + r - 1) * eta_A**2),
    given=(*x_sizes, U_normal, U_independent, U_finite, *signed_facts, equal_lengths),
    definitions=(l1_x, l2_x, mean_hidden, length),
    proof=(X1_low, X1_high, X2_low, X2_high, X1_square_low, X1_square_high, X2_square_low, X2_square_high, N_is, Q_above, Q_below,
           X1_positive, Q_not_negative, rates_low, rates_high),
    holds_for=(example(n=1, m=1, r=1, a=2, b=2, x=[-2], eta_A=sqrt(2 / pi), eta_B=1, s=[1], U=standard_normal, V=standard_normal, note="equality"),
               example(n=1, m=2, r=1, a=2, b=2, x=[2], eta_A=sqrt(2 / pi), eta_B=1, s=[-1], U=standard_normal, V=standard_normal, note="equality"),
               example(n=2, m=1, r=1, a=3, b=3, x=[3, -3], eta_A=1 / sqrt(2 * pi), eta_B=1, s=[1], U=standard_normal, V=standard_normal, note="equality"),
               example(n=1, m=9, r=2, a=2, b=3, x=[2], eta_A=2 * sqrt(2 / pi), eta_B=1, s=[1, -1], U=standard_normal, V=standard_normal),
               example(n=1, m=1, r=1, a=half(), b=half(), x=[half()], eta_A=sqrt(2 / pi), eta_B=1, s=[1], U=standard_normal, V=standard_normal, note="equality"),
               example(n=1, m=1, r=2, a=half(), b=half(), x=[half()], eta_A=sqrt(8 / (pi + 2)), eta_B=1, s=[sign(V[1, 1]), sign(V[2, 1])],
                       U=standard_normal, V=standard_normal, note="the signs of the entries")),
    fails_for=(example(n=1, m=1, r=1, a=2, b=2, x=[-2], eta_A=1, eta_B=1, s=[1], U=standard_normal, V=standard_normal, note="other rates"),),
    measured_by=measure_increments,
    strength="approximate", equation="paragraph on the original paper",
    latex=r"b=1:\ \frac{\Vert x\Delta A\,B\Vert}{\Vert xA\,\Delta B\Vert}=\frac{\eta_A}{\eta_B}\Theta(n)\ (r=O(1))\ \Rightarrow\ \eta_B/\eta_A=\Theta(n)",
    note="The increments have the lengths of the claim on increments: eta_A |x|_1 |s B| with the signs s of g B^T, which may depend on B, and eta_B |x A|_1 sqrt(m). Their means are compared; "
         "with r fixed, inputs of order 1 and m large, eta_B/eta_A lies between two constants times n.",
    key=True, cites="Hayou2024")
