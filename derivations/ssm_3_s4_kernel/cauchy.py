"""Diagonal minus rank one: the inverse in the bilinear step, the value at z = -1, and the final formula of S4."""

import numpy as np
from sympy import Adjoint, Eq, I, Inverse, Rational, Sum, Trace, oo

from verifier.language import *

from .experiments import bilinear, impulse_response, legs
from .kernels import inside, kernel_generating_function
from .notation import (
    A, A_bar, B, B_bar, R, before, bilinear_A, bilinear_B, c, d, epsilon, k, kernel, one, step_exists, z,
)
from .resolvents import not_minus_one, place, s4_resolvent

Lambda_ = complex_matrix("Lambda", d, d) # diagonal in the article, which the formulas do not need
u, v = complex_matrix("u v", d, 1)       # the part of rank one
A_dplr = Lambda_ - u * Adjoint(v)
low_rank = define(A, A_dplr, "diagonal minus rank one")

# -- the inverse in the step ------------------------------------------------------------------------------------------------
D_inverse = Inverse(2/epsilon * one - Lambda_)
D_exists = given("D = 2/epsilon I - Lambda is invertible", Invertible(2/epsilon * one - Lambda_))
D_small = given("1 + v^* D^-1 u is not 0", Ne(1 + Trace(Adjoint(v) * D_inverse * u), 0))
D_form = 2/epsilon * (D_inverse - D_inverse * u * Adjoint(v) * D_inverse / (1 + Trace(Adjoint(v) * D_inverse * u)))
D_product = chain((one - epsilon/2 * A_dplr) * D_form, equals(one, because=(D_exists, D_small)))
D_regular = therefore(Invertible(one - epsilon/2 * A_dplr), because=(using(invertible_by_right_inverse, n_=d, P_=one - epsilon/2 * A_dplr, M_=D_form), D_product, D_exists, D_small))

dplr_inverse = Claim(
    name="Inverse of the bilinear denominator",
    says=Eq(Inverse(one - epsilon/2 * A_dplr), D_form),
    given=(D_exists, D_small),
    proof=(D_product, D_regular,
           therefore(Eq(Inverse(one - epsilon/2 * A_dplr), D_form), because=(D_regular, D_exists, D_small))),
    holds_for=(example(d=2, epsilon=Rational(1, 2), u=[[1], [I]], v=[[2], [1 - I]], Lambda=[[1, 0], [0, I]]),
               example(d=1, epsilon=-1, u=[[3]], v=[[5]], Lambda=[[4]]),
               example(d=2, epsilon=1, u=[[1], [2]], v=[[3], [-1]], Lambda=[[-1, 1], [0, 5]])),
    fails_for=(example(d=1, epsilon=1, u=[[1]], v=[[1]], note="lambda = 2/epsilon", Lambda=[[2]]),
               example(d=1, epsilon=1, u=[[1]], v=[[1]], note="I - epsilon A/2 = 0", Lambda=[[3]])),
    equation="(34), (35)",
    latex=r"\bigl(I-\tfrac\epsilon2A\bigr)^{-1}=\tfrac2\epsilon(D+uv^*)^{-1}=\tfrac2\epsilon\Bigl[D^{-1}-\frac{D^{-1}uv^*D^{-1}}{1+v^*D^{-1}u}\Bigr]",
    cites="Gu2022")

# -- the node z = -1 ----------------------------------------------------------------------------------------------------------
minus_one_product = chain((one + A_bar) * (before/2), equals(one, because=(bilinear_A, step_exists)))
minus_one_regular = therefore(Invertible(one + A_bar), because=(invertible_by_right_inverse, minus_one_product))
minus_one_inverse = therefore(Eq(Inverse(one + A_bar), before/2), because=(minus_one_product, minus_one_regular))


def measure_minus_one():
    """The polynomial of 600 terms at z = -1 for LegS, and the formula (36) beside it at z = -1 + 1e-6: both give epsilon/2 C B."""
    rng = np.random.default_rng(5)
    which, column_, row_ = legs(8), rng.standard_normal(8), rng.standard_normal(8)
    which_bar, column_bar = bilinear(which, column_, 0.1)
    value, near = 0.05 * row_ @ column_, -1 + 1e-6
    beside = 2/(1 + near) * row_ @ np.linalg.solve(20*(1 - near)/(1 + near) * np.eye(8) - which, column_)
    terms = impulse_response(which_bar, column_bar, row_, 600)
    return [Measurement("600 terms at z = -1", np.polynomial.polynomial.polyval(-1, terms), value, 1e-12),
            Measurement("solve with I + A-bar", row_ @ np.linalg.solve(np.eye(8) + which_bar, column_bar), value, 1e-12),
            Measurement("formula (36) at z = -1 + 1e-6", beside, value, 1e-4)]


s4_z_minus_one = Claim(
    name="Value at z = -1",
    says=Eq(Trace(c * Inverse(one + A_bar) * B_bar), epsilon/2 * Trace(c * B)),
    given=(step_exists,),
    definitions=(bilinear_A, bilinear_B),
    proof=(minus_one_product, minus_one_regular, minus_one_inverse, chain(
        Trace(c * Inverse(one + A_bar) * B_bar),
        equals(Trace(c * before * B_bar)/2, because=(minus_one_inverse, minus_one_regular)),
        equals(epsilon/2 * Trace(c * B), because=(bilinear_B, step_exists)))),
    holds_for=(example(d=2, epsilon=Rational(1, 2), A=[[1, 2], [-1, 1]], B=[[1], [3]], c=[[2, -1]]),
               example(d=2, epsilon=1, A=[[I, 2], [1, 3]], B=[[1], [2 - I]], c=[[1, -4*I]]),
               example(d=1, epsilon=-1, A=[[5]], B=[[2]], c=[[3]])),
    fails_for=(example(d=1, epsilon=1, A=[[2]], B=[[1]], c=[[1]], note="I - epsilon A/2 = 0: there is no step"),),
    measured_by=measure_minus_one,
    equation="(36)-(38) at l = L/2", latex=r"z=-1:\ \bar C^*(I+\bar A)^{-1}\bar B=\tfrac\epsilon2\,\bar C^*B",
    note="For even L the node l = L/2 is z = -1, where the formulas of the article read 0 times infinity; this is the value to use there.",
    key=True)

# -- the final formula ----------------------------------------------------------------------------------------------------------
Z = Inverse(place * one - Lambda_)
Z_exists = given("R_z = (2/epsilon) (1 - z)/(1 + z) I - Lambda is invertible", Invertible(place * one - Lambda_))
Z_small = given("1 + v^* R_z^-1 u is not 0", Ne(1 + Trace(Adjoint(v) * Z * u), 0))
Z_form = Z - Z * u * Adjoint(v) * Z / (1 + Trace(Adjoint(v) * Z * u))
Z_product = chain((place * one - A) * Z_form, equals(one, because=(low_rank, Z_exists, Z_small, not_minus_one)))
Z_regular = therefore(Invertible(place * one - A), because=(invertible_by_right_inverse, Z_product, Z_exists, Z_small, not_minus_one))
Z_inverse = therefore(Eq(Inverse(place * one - A), Z_form), because=(Z_product, Z_regular, Z_exists, Z_small, not_minus_one))
back_exists = therefore(Invertible(Inverse(before)), because=(inverse_of_invertible, step_exists))
product_exists = therefore(Invertible(epsilon/2 * (1 + z) * Inverse(before) * (place * one - A)),
                           because=(using(product_of_invertibles, n_=d, c_=epsilon/2 * (1 + z), P_=Inverse(before), M_=place * one - A), back_exists, step_exists, Z_regular, not_minus_one))
rebuilt = chain(epsilon/2 * (1 + z) * Inverse(before) * (place * one - A), equals(one - z * A_bar, because=(bilinear_A, step_exists, not_minus_one)))
bar_regular = therefore(Invertible(one - z * A_bar), because=(equal_to_invertible, rebuilt, product_exists))
cauchy = 2/(1 + z) * (Trace(c * Z * B) - Trace(c * Z * u) * Trace(Adjoint(v) * Z * B) / (1 + Trace(Adjoint(v) * Z * u)))

def measure_cauchy():
    """LegS of size 8 brought to diagonal minus rank one by eigh; 600 terms of the generating function against the sums over the poles."""
    rng, size, found = np.random.default_rng(6), 8, []
    root = np.sqrt(2*np.arange(size) + 1)
    theta, vectors = np.linalg.eigh(-1j*(legs(size) + np.outer(root, root)/2 + np.eye(size)/2))
    poles, low = 1j*theta - 0.5, vectors.conj().T @ root
    column_, row_ = vectors.conj().T @ rng.standard_normal(size), rng.standard_normal(size) @ vectors
    terms = impulse_response(*bilinear(np.diag(poles) - np.outer(low/2, low.conj()), column_, 0.1), row_, 600)
    for point in (0.3 + 0.4j, -0.7j, 0, -0.95):
        weight = 1/(20*(1 - point)/(1 + point) - poles)
        closed = 2/(1 + point)*((row_*weight) @ column_ - (row_*weight) @ low/2 * ((low.conj()*weight) @ column_)/(1 + (low.conj()*weight) @ low/2))
        found.append(Measurement(f"z = {point}: deviation", abs(np.polynomial.polynomial.polyval(point, terms) - closed), 0, 1e-11))
    return found  # error: rounding in a sum of 600 terms below 10


poles = chain(
    Trace(c * R * B_bar),
    equals(2/(1 + z) * Trace(c * Inverse(place * one - A) * B),
           because=(s4_resolvent, step_exists, not_minus_one, bar_regular, bilinear_A, bilinear_B, Z_regular)),
    equals(cauchy, because=(Z_inverse, Z_regular, not_minus_one, Z_exists, Z_small)))

s4_cauchy_form = Claim(
    name="Final formula of S4",
    says=(Eq(Trace(c * R * B_bar), cauchy), Implies(inside.statement, Eq(Sum(kernel * z**k, (k, 0, oo)), cauchy))),
    given=(step_exists, not_minus_one, Z_exists, Z_small),
    definitions=(low_rank, bilinear_A, bilinear_B),
    proof=(Z_product, Z_regular, Z_inverse, back_exists, product_exists, rebuilt, bar_regular, poles, suppose(
        inside,
        chain(Sum(kernel * z**k, (k, 0, oo)),
              equals(Trace(c * R * B_bar), because=(kernel_generating_function, inside, bar_regular)),
              equals(cauchy, because=(poles, bar_regular, not_minus_one, Z_exists, Z_small))))),
    holds_for=(example(d=2, epsilon=Rational(1, 2), z=Rational(1, 3), u=[[1], [I]], v=[[2], [1 - I]], B=[[1], [3]], c=[[2, -1]],
                       Lambda=[[1, 0], [0, I]]),
               example(d=1, epsilon=-1, z=0, u=[[3]], v=[[7]], B=[[5]], c=[[-2]], Lambda=[[4]])),
    measured_by=measure_cauchy,
    equation="(37), (38)",
    latex=r"\mathcal G(z|\bar K)=\frac2{1+z}\Bigl[\bar C^*R_z^{-1}B-\frac{\bar C^*R_z^{-1}u\;v^*R_z^{-1}B}{1+v^*R_z^{-1}u}\Bigr]",
    key=True, cites="Gu2022")
