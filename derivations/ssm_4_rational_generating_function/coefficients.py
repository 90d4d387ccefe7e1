"""The coefficients of the quotient from two characteristic polynomials."""

from sympy import Adjoint, Determinant, Eq, I, MatMul, Rational, Sum, Trace

from verifier.language import *

from .determinants import reversed_characteristic_polynomial, sylvester_determinant
from .experiments import measure_coefficients
from .generating import at_zero, elsewhere
from .notation import A, B, Ct, R, d, k, one, regular, z
from .rational import a, b, denominator, denominator_not_zero, determinant, lower, not_zero, numerator, transfer

x = complex_number("x")                                  # lambda
difference = define(b(k), characteristic_coefficient(A - B * Adjoint(Ct), k) - characteristic_coefficient(A, k), "b_k from two characteristic polynomials, 0 for k > d")
shifted = Determinant(one - z * (A - B * Adjoint(Ct)))

first_display = chain(
    Determinant(x * one - A),
    equals(x**d + Sum(characteristic_coefficient(A, k) * x**(d - k), (k, 1, d)), because=characteristic_polynomial),
    equals(x**d + Sum(a(k) * x**(d - k), (k, 1, d)), because=lower))
second_display = chain(
    Determinant(x * one - A + B * Adjoint(Ct)) - Determinant(x * one - A),
    equals(Determinant(x * one - (A - B * Adjoint(Ct))) - Determinant(x * one - A), because=arithmetic),
    equals(x**d + Sum(characteristic_coefficient(A - B * Adjoint(Ct), k) * x**(d - k), (k, 1, d)) - Determinant(x * one - A),
           because=using(characteristic_polynomial, M_=A - B * Adjoint(Ct), n_=d, x_=x)),
    equals(Sum(characteristic_coefficient(A - B * Adjoint(Ct), k) * x**(d - k), (k, 1, d))
           - Sum(characteristic_coefficient(A, k) * x**(d - k), (k, 1, d)), because=using(characteristic_polynomial, M_=A, n_=d, x_=x)),
    equals(Sum(b(k) * x**(d - k), (k, 1, d)), because=difference))

factored = chain(
    shifted,
    equals(Determinant(MatMul(one - z * A, one + z * R * B * Adjoint(Ct))), because=regular),
    equals(Determinant(one - z * A) * Determinant(one + z * R * B * Adjoint(Ct)), because=(determinant_of_product, regular)),
    equals(Determinant(one - z * A) * (1 + z * transfer), because=(using(sylvester_determinant, p=d, q=1, U=z * R * B, V=Adjoint(Ct)), regular)),
    equals(denominator * (1 + z * transfer), because=(determinant, regular)))
expanded = chain(
    shifted,
    equals(1 + Sum(characteristic_coefficient(A - B * Adjoint(Ct), k) * z**k, (k, 1, d)), because=using(reversed_characteristic_polynomial, A=A - B * Adjoint(Ct))),
    equals(denominator + z * numerator, because=(lower, difference)))
times_z = chain(
    z * transfer * denominator,
    equals(shifted - denominator, because=(factored, regular)),
    equals(z * numerator, because=expanded))
first = chain(
    b(1),
    equals(characteristic_coefficient(A - B * Adjoint(Ct), 1) - characteristic_coefficient(A, 1), because=difference),
    equals(-Trace(A - B * Adjoint(Ct)) + Trace(A), because=trace_in_characteristic_polynomial),
    equals(Trace(Adjoint(Ct) * B), because=arithmetic))
product_form = Eq(numerator, transfer * denominator)
at_every_z = cases(
    product_form,
    (at_zero, chain(
        numerator,
        equals(b(1) + Sum(b(k) * z**(k - 1), (k, 2, d)), because=arithmetic),
        equals(b(1), because=at_zero),
        equals(Trace(Adjoint(Ct) * B), because=first),
        equals(transfer * denominator, because=(at_zero, regular)))),
    (elsewhere, therefore(product_form, because=(times_z, elsewhere, regular))))

coefficients_charpoly = Claim(
    name="The coefficients from two characteristic polynomials",
    says=(Eq(Determinant(x * one - A), x**d + Sum(a(k) * x**(d - k), (k, 1, d))),
          Eq(Determinant(x * one - A + B * Adjoint(Ct)) - Determinant(x * one - A), Sum(b(k) * x**(d - k), (k, 1, d))),
          Both(Ne(denominator, 0), Eq(transfer, numerator / denominator))),
    given=(regular,),
    definitions=(lower, difference),
    proof=(first_display, second_display, determinant, not_zero, denominator_not_zero, factored, expanded, times_z, first, at_every_z,
           therefore(Eq(transfer, numerator / denominator), because=(at_every_z, denominator_not_zero, regular))),
    holds_for=(example(d=2, x=2, z=1, A=[[1, 2], [1, 1]], B=[[1], [3]], Ct=[[2], [-1]]),
               example(d=3, x=-3, z=-2, A=[[1, 2, 0], [0, 3, 1], [4, 0, 2]], B=[[1], [0], [2]], Ct=[[1], [5], [-3]]),
               example(d=2, x=1, z=1 + I, A=[[1, 2 * I], [0, 3]], B=[[1], [2 - I]], Ct=[[1], [-4 * I]]),
               example(d=1, x=5, z=1, A=[[Rational(1, 2)]], B=[[2]], Ct=[[3]]),
               example(d=1, x=0, z=0, A=[[5]], B=[[2]], Ct=[[3]])),
    fails_for=(example(d=1, x=0, z=1, A=[[1]], B=[[1]], Ct=[[1]], note="1 / z is an eigenvalue"),),
    measured_by=measure_coefficients,
    equation="(14)",
    latex=r"\det(\lambda I-\bar A)=\lambda^d+\sum_{k=1}^da_k\lambda^{d-k},\qquad\det(\lambda I-\bar A+\bar B\tilde C^*)-\det(\lambda I-\bar A)=\sum_{k=1}^db_k\lambda^{d-k}",
    note="The two displays define a_k and b_k; what is shown is that the transfer function has these coefficients, at z = 0 as well.",
    key=True, cites="Parnichkun2024")
